"""Sums that nothing but the numbers shows: a row is the sum of those that follow it, in most columns.

So many sums are tried that some would hold by chance: they count only where far more hold than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, log10
from types import MappingProxyType

from pipelines.layout.candidates import MOST_ITEMS, Candidate
from pipelines.layout.chance import SHOWS_NOTHING, Trier, surprise_of_count
from pipelines.layout.model import Entry, Hypothesis

_LEAST_SURPRISE = 6.0
# A sum of which numbers are so small that this fails shows nothing by itself.
_MOST_LIKELY = 1e-3
_MOST_ENTRIES = 500
# That one row repeats another is no sum.
_LEAST_TERMS = 3

# Values by entry (in the order of the sheet) and column that are read instead of what is printed.
Instead = Mapping[tuple[int, int], int]
AS_PRINTED: Instead = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """A row (by its place among the entries) that is the sum of those rows; how likely that is by chance."""

    target: int
    items: tuple[int, ...]
    chance: float
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """Sums that were found from the last row up, how many there would be by chance, and what is in none of them.

    `still_open` are those rows in order; `before` is for each row what followed it and was in no sum yet.
    """

    found: tuple[Found, ...]
    by_chance: float
    still_open: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]


class SumFinder:
    """Finds the rows that are sums of those that follow them. Rows are known by their place among the entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        settled: set[int],
        columns: Sequence[int],
        trier: Trier,
        weigh: Callable[[int], int],
    ) -> None:
        self.entries = entries
        self.values = [tuple(trier.value_of(entry, column) for column in columns) for entry in entries]
        self.weights = [weigh(entry.number) for entry in entries]
        self.grains = [trier.grain(column) for column in columns]
        self.ends = [e.label.is_total or e.label.is_result or bool(e.label.formula) for e in entries]
        self.may_be_sum = [
            entry.number not in settled and not entry.label.is_result and not entry.label.formula for entry in entries
        ]

    def parse(
        self, *, least: int, start: int | None = None, following: Sequence[int] = (), instead: Instead = AS_PRINTED
    ) -> Parse:
        """The longest sums with at least so many terms that are not nil, from a row up, `following` being open."""
        found: list[Found] = []
        before: list[tuple[int, ...]] = []
        by_chance = 0.0
        open_rows = list(following)
        for place in range(len(self.entries) - 1 if start is None else start, -1, -1):
            before.append(tuple(open_rows))
            best, chance = None, 0.0
            if self.may_be_sum[place]:
                best, chance = self._longest(place, open_rows, least, instead)
            by_chance += chance
            if best is not None:
                found.append(best)
                del open_rows[: len(best.items)]
            open_rows.insert(0, place)
        return Parse(tuple(found), by_chance, tuple(open_rows), tuple(reversed(before)))

    def run(
        self, place: int, following: Sequence[int], instead: Instead = AS_PRINTED
    ) -> Iterator[tuple[int, list[Run]]]:
        """The sums of one following row, of two and so on, as far as they may go."""
        runs = [Run(self.value(place, at, instead), grain) for at, grain in enumerate(self.grains)]
        for length, other in enumerate(following[:MOST_ITEMS], 1):
            if self.ends[other]:
                return
            for at, run in enumerate(runs):
                run.add(self.value(other, at, instead), self.weights[other])
            yield length, runs

    def value(self, place: int, column: int, instead: Instead) -> int | None:
        """What is read of a row in a column."""
        return instead[place, column] if (place, column) in instead else self.values[place][column]

    def _longest(
        self, place: int, following: Sequence[int], least: int, instead: Instead
    ) -> tuple[Found | None, float]:
        """The longest run of following rows that sums up to a row, and how many runs would by chance."""
        best: Found | None = None
        best_held: frozenset[int] = frozenset()
        by_chance = 0.0
        for length, runs in self.run(place, following, instead):
            held, tried, chance = outcome(runs, least)
            if tried and chance * comb(tried, held) <= _MOST_LIKELY:
                by_chance += chance * comb(tried, held)
                items = tuple(following[:length])
                columns = frozenset(column for column, run in enumerate(runs) if not run.residual)
                if 2 * held < tried or not held or self._cancels_out(items, instead):
                    continue
                if best is not None and not best_held <= columns:
                    return None, by_chance  # one column says this, another that
                is_evidence = max(run.filled for run in runs) >= _LEAST_TERMS
                best, best_held = Found(place, items, chance * comb(tried, held), is_evidence), columns
        return best, by_chance

    def _cancels_out(self, items: Sequence[int], instead: Instead) -> bool:
        """Whether some items that follow one another come to nil: a sum that lost its sign, and its parts."""
        for column in range(len(self.grains)):
            total, seen = 0, set()
            for item in items:
                value = self.value(item, column, instead)
                if value:
                    seen.add(total)
                    total += self.weights[item] * value
                    if total in seen:
                        return True
        return False

    def is_exchanged(self, found: Found, sums: Sequence[Found]) -> bool:
        """Whether a sum and the row before it may have been printed in each other's place.

        Then that row is the sum of its first items, or nil, and beside it in all other sums.
        """
        if not found.target:
            return False
        before = found.target - 1
        for length, runs in self.run(before, found.items):
            if 1 < length < len(found.items) and all(run.is_readable and not run.residual for run in runs):
                return any(run.filled >= _LEAST_TERMS for run in runs)
        is_apart = any((before in each.items) != (found.target in each.items) or each.target == before for each in sums)
        return not is_apart and not any(self.values[before])

    def candidate(self, target: int, items: Sequence[int]) -> Candidate:
        """A row as the sum of others."""
        weighted = tuple((self.entries[item].number, self.weights[item]) for item in items)
        return Candidate(Hypothesis.SUM_BY_NUMBERS, self.entries[target].number, weighted)


class Run:
    """The sum of the following rows in a column, as far as they were added."""

    __slots__ = ("filled", "grain", "is_readable", "most", "residual")

    def __init__(self, target: int | None, grain: int) -> None:
        self.is_readable = target is not None
        self.residual = target or 0
        self.grain = grain
        self.most = abs(self.residual)
        self.filled = int(bool(target))

    @property
    def chance(self) -> float:
        """How likely the sum is a given one."""
        return self.grain / self.most if self.most else 1.0

    def add(self, value: int | None, weight: int) -> None:
        """One more row."""
        self.is_readable = self.is_readable and value is not None
        if value:
            self.residual -= weight * value
            self.most = max(self.most, abs(value))
            self.filled += 1


def outcome(runs: Sequence[Run], least: int) -> tuple[int, int, float]:
    """In how many columns a sum holds exactly, of how many, and how likely by chance (where none does: in all)."""
    held = tried = 0
    of_all = of_held = 1.0
    for run in runs:
        chance = run.chance
        if run.is_readable and run.filled >= least and chance <= SHOWS_NOTHING:
            tried += 1
            of_all *= chance
            if not run.residual:
                held += 1
                of_held *= chance
    return held, tried, of_held if held else of_all


def sums_by_numbers(finder: SumFinder) -> list[Candidate]:
    """The sums of rows that follow, or none where chance may have made them; from the last row up."""
    if len(finder.entries) > _MOST_ENTRIES:
        return []
    parse = finder.parse(least=_LEAST_TERMS)
    if surprise_of_count(len(parse.found), parse.by_chance) < _LEAST_SURPRISE:
        return []
    # Where sums are made so, a row may also repeat its only item.
    found = finder.parse(least=2).found
    return [finder.candidate(each.target, each.items) for each in found if not finder.is_exchanged(each, found)]


def surprise(found: Sequence[Found]) -> float:
    """How unlikely sums are together, as minus the decimal logarithm."""
    return sum(-log10(each.chance) for each in found if each.is_evidence)
