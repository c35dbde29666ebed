"""Rows that are made of others: each hypothesis is tried row by row, and what holds claims its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.layout import candidates
from pipelines.layout.broken_sums import sums_with_one_broken
from pipelines.layout.by_numbers import SumFinder, sums_by_numbers
from pipelines.layout.candidates import Candidate, Open
from pipelines.layout.chance import Outcome, Trial, Trier, evidence_of
from pipelines.layout.model import Entry, Equation, Evidence, Hypothesis, Sheet
from pipelines.layout.shared_slips import SharedSlips
from pipelines.layout.trees import Tree, indented_tree, numbered_tree

# An instance that is so unlikely by chance claims its items.
_LEAST_TO_CLAIM = 1.5
# One that is so unlikely holds, though it fails in more columns than it holds in.
_LEAST_OF_FEW = 4.0
# So many terms of sums are tried for the totals of a table; those that come after them are sums of nothing known. A
# total of 20 columns with a slip takes 40,000 at the most, one that holds a hundredth of that.
_MOST_TERMS = 1_000_000


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate, its equations in every column, and how those `shown` fared, which are in columns of evidence."""

    candidate: Candidate
    equations: tuple[Equation, ...]
    shown: tuple[Equation, ...]
    trials: tuple[Trial, ...]
    evidence: Evidence

    @property
    def holds(self) -> bool:
        """Whether it holds in most columns, up to signs and a slip, or so exactly in some that others must be wrong."""
        evidence = self.evidence
        return 2 * evidence.held > evidence.tried or (bool(evidence.exactly) and evidence.surprise >= _LEAST_OF_FEW)

    @property
    def claims(self) -> bool:
        """Whether its items may be taken for its own."""
        return self.holds and self.evidence.surprise >= _LEAST_TO_CLAIM


def entries_of(sheet: Sheet) -> tuple[Entry, ...]:
    """The lines that sums are made of: rows with amounts; in a stepped table each amount by itself."""
    entries: list[Entry] = []
    for row, label in enumerate(sheet.labels):
        figures = [sheet.at.get((row, column)) for column in range(len(sheet.columns))]
        filled = [figure for figure in figures if figure is not None]
        if not filled:
            continue
        if sheet.is_stepped:
            for place, figure in enumerate(filled):
                own = replace(label, text=f"{label.text} (beside)", is_deducted=False) if place else label
                entries.append(Entry(len(entries), own, row, (figure,), is_beside=place > 0))
        else:
            entries.append(Entry(len(entries), label, row, tuple(figures)))
    return tuple(entries)


def relate_rows(sheet: Sheet, made_columns: frozenset[int], trier: Trier) -> list[Tried]:
    """Each row's best relation to others by each hypothesis, whether it holds or not."""
    return _Finder(sheet, made_columns, trier).find()


class _Finder:
    def __init__(self, sheet: Sheet, made_columns: frozenset[int], trier: Trier) -> None:
        self.sheet = sheet
        self.entries = entries_of(sheet)
        self.trier = trier
        width = 1 if sheet.is_stepped else len(sheet.columns)
        self.columns = [c for c in range(width) if sheet.is_stepped or c not in made_columns] or list(range(width))
        self.shared_slips = SharedSlips(self.trier)
        self.values = [[self.trier.value_of(entry, column) for entry in self.entries] for column in range(width)]
        self.terms_left = _MOST_TERMS
        self.tried: list[Tried] = []
        self.claimed: set[int] = set()
        self.settled: set[int] = set()  # entries whose own making is known
        self.sign_of_deducted = self._sign_of_deducted()
        filled = {entry.row for entry in self.entries}
        self.headings = [(row, label.name) for row, label in enumerate(sheet.labels) if row not in filled]

    def find(self) -> list[Tried]:
        self._formulas()
        if not self.sheet.is_stepped:
            self._trees()
            if not self.trier.are_rounded:  # what nothing but numbers shows they must show exactly
                self._by_numbers()
        self._choose_closings()
        self._both_sides()
        self._parts()
        return self.tried

    def weigh(self, position: int) -> int:
        return self.sign_of_deducted if self.entries[position].label.is_deducted else 1

    def _sign_of_deducted(self) -> int:
        """Deductions are printed with their minus, or as sizes: where one has a minus, all were meant to."""
        printed = [
            figure.value
            for entry in self.entries
            if entry.label.is_deducted and not entry.is_beside
            for figure in entry.figures
            if figure is not None and figure.value
        ]
        return 1 if any(value < 0 for value in printed) else -1

    def _try(self, candidate: Candidate, alternatives: float = 1.0, *, with_slips: bool = True) -> Tried:
        target = self.entries[candidate.target]
        equations, shown, trials = [], [], []
        for column in range(len(target.figures)):
            figures = [(target.figures[column], 1)]
            figures += [(self.entries[position].figures[column], -weight) for position, weight in candidate.items]
            terms = tuple((figure.number, weight) for figure, weight in figures if figure is not None)
            if len(terms) < len(figures):
                continue
            equation = Equation(terms)
            equations.append(equation)
            is_shown = candidate.hypothesis is not Hypothesis.RESULT or self.trier.value(terms[0][0])
            if column in self.columns and is_shown:  # that amounts cancel out shows no result
                shown.append(equation)
                trial = self.trier.trial(equation, alternatives, with_slips=with_slips)
                trials.append(self.shared_slips.explained(equation, trial, alternatives))
        return Tried(candidate, tuple(equations), tuple(shown), tuple(trials), evidence_of(trials))

    def _best(self, tries: Iterable[Candidate]) -> Tried | None:
        """The candidate that is least likely by chance; the first, where none holds."""
        best: Tried | None = None
        for rank, candidate in enumerate(tries, 1):
            self.terms_left -= len(candidate.items) * len(self.columns)
            if best is not None and not self._may_hold(candidate):
                continue  # as most of sixty do not
            # Of so many that may be meant, the first alone is believed to be broken by a slip in every column.
            tried = self._try(candidate, rank, with_slips=rank == 1)
            if rank > 1 and tried.evidence.held:
                tried = self._try(candidate, rank)
            if best is None or (tried.holds and tried.evidence.surprise > best.evidence.surprise):
                best = tried
            if tried.evidence.tried and tried.evidence.exactly == tried.evidence.tried:
                break
        return best

    def _may_hold(self, candidate: Candidate) -> bool:
        """Whether it may hold in some column without a slip of its own: told at a tenth of what trying it costs."""
        if self.trier.are_rounded:
            return True
        for column in self.columns:
            values = self.values[column]
            shares = [
                -weight * value for position, weight in candidate.items if (value := values[position]) is not None
            ]
            target = values[candidate.target]
            if target is None or len(shares) < len(candidate.items):
                continue
            shares.append(target)
            if self.trier.may_hold(shares) or self.shared_slips.may_explain(sum(shares)):
                return True
        return False

    def _take(self, tried: Tried | None, *, claim: bool = True, is_sure: bool = False) -> bool:
        """Note a relation; whether it holds so well that its items are its own. Where it is sure they are anyway."""
        if tried is None or not tried.equations:
            return False
        self.tried.append(tried)
        if tried.claims:
            self.shared_slips.note(tried.shown)
        if tried.claims or is_sure:
            self.settled.add(tried.candidate.target)
        if claim and (tried.claims or is_sure or self._is_nil(tried)):
            self.claimed |= {position for position, _ in tried.candidate.items}
        return tried.claims

    def _is_nil(self, tried: Tried) -> bool:
        """Whether a sum and all its items are nil: no evidence, and no contradiction."""
        return all(self.trier.value(number) == 0 for each in tried.equations for number, _ in each.terms)

    def _formulas(self) -> None:
        for position in range(len(self.entries)):
            candidate = candidates.formula(position, self.entries)
            if candidate is not None:
                self._take(self._try(candidate), claim=False)

    def _parts(self) -> None:
        """Rows of which are in no sum; but they may come to the row that they are of."""
        for entry in self.entries:
            candidate = None if entry.label.is_memo else candidates.parts_in_all(entry.number, self.entries, self.weigh)
            if candidate is not None:
                self.tried.append(self._try(candidate))

    def _trees(self) -> None:
        position_of = {entry.row: entry.number for entry in self.entries}
        trees: list[tuple[Hypothesis, Tree]] = [
            (Hypothesis.NUMBERED_UNDER, numbered_tree(self.sheet.labels)),
            (Hypothesis.INDENTED_UNDER, indented_tree(self.sheet.labels)),
        ]
        for entry in self.entries:
            tries: list[Candidate] = []
            for hypothesis, tree in trees:
                below = [position_of[row] for row in tree.get(entry.row, ()) if row in position_of]
                candidate = candidates.under(hypothesis, entry.number, below, self.entries, self.weigh)
                if candidate is not None and all(candidate.items != other.items for other in tries):
                    tries.append(candidate)
            if tries:
                self._take(self._best(tries))

    def _by_numbers(self) -> None:
        """Where nothing but the numbers shows what a row is made of."""
        open_entries = [entry for entry in self.entries if entry.number not in self.claimed and not entry.label.is_memo]
        finder = SumFinder(open_entries, self.settled, self.columns, self.trier, self.weigh)
        for candidate in sums_with_one_broken(finder) or sums_by_numbers(finder):
            self._take(self._try(candidate), is_sure=True)

    def _choose_closings(self) -> None:
        """Totals of what the numbers choose; or of what stands first, where that leaves fewer totals without items.

        Two totals that were exchanged may each be the sum of something else by chance.
        """
        before = list(self.tried), set(self.claimed), set(self.settled)
        self._closings()
        by_numbers = self.tried, self.claimed, self.settled
        failing = self._failing_totals()
        if not failing:
            return
        self.tried, self.claimed, self.settled = before
        self._closings(first_only=True)
        if self._failing_totals() >= failing:
            self.tried, self.claimed, self.settled = by_numbers

    def _failing_totals(self) -> int:
        return sum(
            self.entries[tried.candidate.target].label.is_total and bool(tried.evidence.tried) and not tried.holds
            for tried in self.tried
        )

    def _closings(self, *, first_only: bool = False) -> None:
        open_entries: list[int] = []
        unheld: set[int] = set()
        waiting = [e.number for e in self.entries if e.number not in self.claimed and not e.label.is_memo]
        for place, position in enumerate(waiting):
            entry = self.entries[position]
            if position in self.claimed:
                continue
            if self.terms_left <= 0:
                break
            following = [other for other in waiting[place + 1 :] if other not in self.claimed]
            above = Open(open_entries, frozenset(self.settled), frozenset(unheld), self._heading(entry))
            tried = self._closing(position, above, following, first_only=first_only)
            if tried is not None and (self._take(tried) or self._is_nil(tried)):
                # What stands between its items is a part of them.
                first = min(item for item, _ in tried.candidate.items)
                open_entries = [other for other in open_entries if other < first]
            elif tried is not None and entry.label.is_result:
                unheld.add(position)
            open_entries.append(position)

    def _closing(self, position: int, above: Open, following: Sequence[int], *, first_only: bool) -> Tried | None:
        entry = self.entries[position]
        if position in self.settled and not entry.is_beside and not entry.label.is_total:
            return None
        tries = self._closing_candidates(position, above, following)
        best = self._best(islice(tries, 1) if first_only and entry.label.is_total else tries)
        if best is not None and position in self.settled and not best.claims:
            return None  # its items stand under it: it need not close anything
        return best

    def _closing_candidates(self, position: int, above: Open, following: Sequence[int]) -> Iterator[Candidate]:
        entry = self.entries[position]
        if entry.label.is_total or entry.is_beside or above.heading is not None:
            yield from candidates.closing(position, above, self.entries, self.weigh)
            if not entry.is_beside and position not in self.settled:
                yield from candidates.heading_total(position, following, self.entries, self.weigh)
        if entry.label.is_result:
            yield from candidates.result(position, above, self.entries, self.weigh)

    def _heading(self, entry: Entry) -> int | None:
        """The row of the heading without amounts that a total closes, or that a row repeats."""
        names = (entry.label.closes, entry.label.name)
        return max((row for row, name in self.headings if row < entry.row and name and name in names), default=None)

    def _both_sides(self) -> None:
        assets = [entry.number for entry in self.entries if entry.label.is_assets and not entry.is_beside]
        others = [entry.number for entry in self.entries if entry.label.is_other_side and not entry.is_beside]
        for one, other in zip(assets, others, strict=False):
            self._take(self._try(Candidate(Hypothesis.BOTH_SIDES, other, ((one, 1),))), claim=False)


def is_empty(tried: Tried) -> bool:
    """Whether its numbers show nothing either way."""
    return all(trial.outcome is Outcome.EMPTY for trial in tried.trials)
