"""The search for slips of structure: those after which least speaks against the reading, and their rivals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.rule_book import RuleBook
from pipelines.identities.placement import place_identities
from pipelines.interpreting.model import Figure, Materials
from pipelines.reading.blocks import Block
from pipelines.reading.source import InvalidTextError
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment, amend, as_printed, printed_cell
from pipelines.structure.columns import moved_columns, shifted_headers
from pipelines.structure.evidence import Evidence
from pipelines.structure.labels import exchanged_labels, misspelt_labels, repeated_rows, replaced_labels
from pipelines.structure.layout import Layout
from pipelines.structure.model import Hypothesis
from pipelines.structure.periods import mistaken_periods, mistaken_versions
from pipelines.structure.rows import Rows
from pipelines.structure.units import mistaken_units
from pipelines.structure.work import Work

# More slips of structure than this in one text are not told apart.
_MOST_SLIPS = 8
# What the whole text has in common is tried again only where nothing else explains more.
_OF_THE_TEXT = (SlipKind.TABLE_UNIT, SlipKind.TABLE_PERIOD)
# Slips that could be made up to take identities away or to loosen them: undone, they must tie tables together.
_MUST_TIE = (SlipKind.TABLE_UNIT, SlipKind.TABLE_PERIOD)
_EXCHANGES = (SlipKind.LABELS_EXCHANGED, SlipKind.COLUMNS_EXCHANGED, SlipKind.HEADER_SHIFTED)


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks of a text, and how such blocks are understood."""

    blocks: Sequence[Block]
    interpret: Callable[[Sequence[Block]], Materials]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it reads with some slips undone, and what then speaks for and against it.

    Lines and cells are those of the amended blocks; `as_printed` puts the figures back where they are printed.
    """

    blocks: tuple[Block, ...]
    undone: tuple[Hypothesis, ...]
    evidence: Evidence

    def as_printed(self, printed: Materials) -> Materials:
        """What is understood of it, with each figure where the text prints it."""
        amendments = self._amendments
        return as_printed(self.evidence.materials, amendments, printed) if amendments else printed

    @property
    def _amendments(self) -> list[Amendment]:
        return [amendment for slip in self.undone for amendment in slip.amendments]

    def rows_with(self, values: Mapping[tuple[int, int], int | None]) -> Rows:
        """The rows beside their twins, where the figures (by the line and cell that print them) have these values."""
        amendments, own = self._amendments, self.evidence
        places = [(f.line, printed_cell(f.line, f.cell, amendments)) for f in own.materials.figures]
        amounts = [values.get(place, value) for place, value in zip(places, own.values, strict=True)]
        return own.rows if amounts == own.values else own.rows_with(amounts)

    def places(self, printed: Materials) -> dict[tuple[int, int], Place]:
        """What each figure is of, by the line and cell in which it is printed."""
        return {(figure.line, figure.cell): place_of(figure) for figure in self.as_printed(printed).figures}


Place = tuple[object, ...]


def place_of(figure: Figure) -> Place:
    """What gives a figure its place and unit."""
    return (
        figure.statement_code,
        figure.account_path,
        figure.segment_name,
        figure.period,
        figure.measure,
        figure.unit_yen,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A slip that the search undid: the reading before and after it, and the slips that explain as much."""

    hypothesis: Hypothesis
    before: Reading
    after: Reading
    rivals: tuple[Reading, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the slip explains more than every other: by less that fails, or by rows and columns in order.

        What was exchanged stood out of order: undone, it does not put in disorder what stands as it should, nor a known
        account where it is none.
        """
        before, after = self.before.evidence.weight, self.after.evidence.weight
        if self.hypothesis.kind in _EXCHANGES and after.out_of_order > before.out_of_order:
            return False
        if len(self.after.evidence.misplaced_rows) > len(self.before.evidence.misplaced_rows):
            return False
        return all(self.after.evidence.weight < rival.evidence.weight for rival in self.rivals)


def decided_steps(steps: Sequence[Step]) -> list[Step]:
    """The slips that explain more than every other, and do not build upon one that nothing decides."""
    decided: list[Step] = []
    in_doubt: set[int] = set()
    for step in steps:
        slips = (step.hypothesis, *(rival.undone[-1] for rival in step.rivals))
        lines = {line for slip in slips for line in slip.lines}
        if step.is_decided and in_doubt.isdisjoint(lines):
            decided.append(step)
        else:
            in_doubt |= lines
    return decided


class Search:
    """Tries readings of one text; `evidence` is what speaks for and against it as it stands."""

    def __init__(self, text: Text, evidence: Evidence, rules: RuleBook) -> None:
        self._text, self._rules, self._printed = text, rules, evidence.materials
        self.work = Work(len(self._printed.figures))
        self.was_given_up = False
        self._known: dict[tuple[Amendment, ...], Reading | None] = {}
        self.first = Reading(tuple(text.blocks), (), evidence.laid_out(Layout(text.blocks)))

    def steps(self) -> list[Step]:
        """The slips one by one, that first after which least speaks against the text."""
        found: list[Step] = []
        reading = self.first
        useless: set[Hypothesis] = set()
        while reading.evidence.weight.penalty and not self.was_given_up:
            step = self._step(reading, useless)
            if step is None:
                break
            if len(found) == _MOST_SLIPS:
                self.was_given_up = True
                break
            found.append(step)
            reading = step.after
        return found

    def read(self, slips: Sequence[Hypothesis]) -> Reading | None:
        """The text with just these slips undone; None where it cannot be read so."""
        reading: Reading | None = self.first
        for slip in slips:
            reading = None if reading is None else self._undone(reading, slip)
        return reading

    def _step(self, reading: Reading, useless: set[Hypothesis]) -> Step | None:
        """The slip after which least speaks against a reading; `useless` are those that did nothing."""
        proposals = list(dict.fromkeys(self._proposals(reading)))
        again = [slip for slip in proposals if slip in useless]
        better = self._better(reading, [slip for slip in proposals if slip not in useless], useless)
        if not better and not self.was_given_up:
            better = self._better(reading, again, useless)
            self.was_given_up = False  # each of these was tried before
        if not better:
            return None
        best = min(better, key=lambda each: each.evidence.weight)
        chosen = best.undone[-1]
        rivals = tuple(
            other
            for other in better
            if other is not best
            and other.places(self._printed) != best.places(self._printed)
            and other.evidence.weight.penalty <= best.evidence.weight.penalty
            and not self._is_needed_besides(best, other.undone[-1])
        )
        return Step(chosen, reading, best, rivals)

    def _better(self, reading: Reading, slips: Sequence[Hypothesis], useless: set[Hypothesis]) -> list[Reading]:
        """The readings, each with one of these slips undone, that explain more."""
        better: list[Reading] = []
        for slip in slips:
            if not self.work.allows_reading:
                self.was_given_up = True
                break
            after = self._undone(reading, slip)
            if after is not None and _explains(slip, after, reading):
                better.append(after)
            elif slip.kind in _OF_THE_TEXT:
                useless.add(slip)
        return better

    def _is_needed_besides(self, reading: Reading, slip: Hypothesis) -> bool:
        """Whether a slip explains more where another one is undone already: then it is no rival of it."""
        both = self._undone(reading, slip)
        return both is not None and _explains(slip, both, reading)

    def _undone(self, reading: Reading, slip: Hypothesis) -> Reading | None:
        """The reading with one more slip undone; what was read before is known, whatever it was called."""
        amendments = tuple(each for undone in (*reading.undone, slip) for each in undone.amendments)
        if amendments not in self._known:
            self._known[amendments] = self._tried(reading, slip)
        known = self._known[amendments]
        return None if known is None else replace(known, undone=(*reading.undone, slip))

    def _tried(self, reading: Reading, slip: Hypothesis) -> Reading | None:
        self.work.read()
        blocks = reading.blocks
        for amendment in slip.amendments:
            blocks = amend(blocks, amendment)
        try:
            materials = self._text.interpret(blocks)
        except InvalidTextError:
            return None
        identities = place_identities(materials, self._rules)
        return Reading(blocks, (*reading.undone, slip), Evidence(materials, identities, Layout(blocks)))

    def _proposals(self, reading: Reading) -> Iterator[Hypothesis]:
        evidence, layout = reading.evidence, Layout(reading.blocks)
        for propose in (
            repeated_rows,
            misspelt_labels,
            replaced_labels,
            exchanged_labels,
            mistaken_units,
            mistaken_periods,
            mistaken_versions,
            shifted_headers,
            moved_columns,
        ):
            yield from propose(evidence, layout)


def _explains(slip: Hypothesis, after: Reading, before: Reading) -> bool:
    """Whether less speaks against a text with a slip undone, and more for it where it could be made up to hide that."""
    later, earlier = after.evidence, before.evidence
    if not later.explains_more_than(earlier):
        return False
    is_of_like_tables = _years(later) == _years(earlier) and len(later.dissenting_columns) < len(
        earlier.dissenting_columns
    )
    if slip.kind in _MUST_TIE and not is_of_like_tables:
        moved = later.moved_tables(earlier)
        return later.weight.ties_lacking < earlier.weight.ties_lacking and not moved & later.contradicted_tables
    is_checked = len(later.identities) - len(later.broken) > len(earlier.identities) - len(earlier.broken)
    if slip.kind is SlipKind.LABEL_REPLACED:
        return is_checked or len(later.rows.misnamed) < len(earlier.rows.misnamed)
    if slip.kind is SlipKind.LABEL_MISSPELT:
        return is_checked
    if slip.kind is SlipKind.LABELS_EXCHANGED:
        # Another body's chart may have a name elsewhere: that alone is no contradiction.
        is_borne_out = len(later.rows.misnamed) < len(earlier.rows.misnamed)
        return is_checked or is_borne_out or len(later.broken) < len(earlier.broken)
    return True


def _years(evidence: Evidence) -> list[int]:
    return [column.period.fiscal_year for table in evidence.materials.tables for column in table.columns]


def explains_at_large(before: Reading, after: Reading) -> bool:
    """Whether a slip explains what no two slips of cells do: identities that share no figure, or a table outvoted."""
    earlier, later = before.evidence, after.evidence
    # A slip of a cell, or two cells exchanged, reaches two identities that share no figure at most.
    return earlier.broken_apart - later.broken_apart > 2 or len(later.outvoted_tables) < len(earlier.outvoted_tables)
