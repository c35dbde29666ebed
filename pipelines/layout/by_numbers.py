"""Sums that nothing but the numbers shows: a row is the sum of those that follow it, in most columns.

So many sums are tried that some would hold by chance: they count only where far more hold than that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb

from pipelines.layout.candidates import MOST_ITEMS, Candidate
from pipelines.layout.chance import SHOWS_NOTHING, Trier, surprise_of_count
from pipelines.layout.model import Entry, Hypothesis

_LEAST_SURPRISE = 6.0
# A sum of which numbers are so small that this fails shows nothing by itself.
_MOST_LIKELY = 1e-3
_MOST_ENTRIES = 500
# That one row repeats another is no sum.
_LEAST_TERMS = 3


def sums_by_numbers(
    entries: Sequence[Entry],
    settled: set[int],
    columns: Sequence[int],
    trier: Trier,
    weigh: Callable[[int], int],
) -> list[Candidate]:
    """The sums of rows that follow, or none where chance may have made them; from the last row up."""
    if len(entries) > _MOST_ENTRIES:
        return []
    found, by_chance = _sums(entries, settled, columns, trier, weigh, least=_LEAST_TERMS)
    if surprise_of_count(len(found), by_chance) < _LEAST_SURPRISE:
        return []
    # Where sums are made so, a row may also repeat its only item.
    return _sums(entries, settled, columns, trier, weigh, least=2)[0]


def _sums(
    entries: Sequence[Entry],
    settled: set[int],
    columns: Sequence[int],
    trier: Trier,
    weigh: Callable[[int], int],
    *,
    least: int,
) -> tuple[list[Candidate], float]:
    """The sums with at least so many terms that are not nil, and how many there would be by chance."""
    found: list[Candidate] = []
    by_chance = 0.0
    open_entries: list[Entry] = []  # what follows and is in no sum yet, the next first
    for entry in reversed(entries):
        best, chance = None, 0.0
        if entry.number not in settled and not entry.label.is_result and not entry.label.formula:
            best, chance = _longest(entry, open_entries, columns, trier, weigh, least)
        by_chance += chance
        if best is not None:
            found.append(best)
            del open_entries[: len(best.items)]
        open_entries.insert(0, entry)
    return found, by_chance


def _longest(
    entry: Entry,
    following: Sequence[Entry],
    columns: Sequence[int],
    trier: Trier,
    weigh: Callable[[int], int],
    least: int,
) -> tuple[Candidate | None, float]:
    """The longest run of following rows that sums up to a row, and how many runs would by chance."""
    best: Candidate | None = None
    by_chance = 0.0
    items: list[tuple[Entry, int]] = []
    runs = [_Run(trier.value_of(entry, column), trier.grain(column)) for column in columns]
    for other in following[:MOST_ITEMS]:
        if other.label.is_total or other.label.is_result or other.label.formula:
            break
        weight = weigh(other.number)
        items.append((other, weight))
        for run, column in zip(runs, columns, strict=True):
            run.add(trier.value_of(other, column), weight)
        held, tried, chance = _outcome(runs, least)
        if tried and chance * comb(tried, held) <= _MOST_LIKELY:
            by_chance += chance * comb(tried, held)
            if 2 * held >= tried and held and not _cancels_out(items, columns, trier):
                found = tuple((item.number, weight) for item, weight in items)
                best = Candidate(Hypothesis.SUM_BY_NUMBERS, entry.number, found)
    return best, by_chance


class _Run:
    """The sum of the following rows in a column, as far as they were added."""

    __slots__ = ("filled", "grain", "is_readable", "most", "residual")

    def __init__(self, target: int | None, grain: int) -> None:
        self.is_readable = target is not None
        self.residual = target or 0
        self.grain = grain
        self.most = abs(self.residual)
        self.filled = int(bool(target))

    def add(self, value: int | None, weight: int) -> None:
        self.is_readable = self.is_readable and value is not None
        if value:
            self.residual -= weight * value
            self.most = max(self.most, abs(value))
            self.filled += 1


def _outcome(runs: Sequence[_Run], least: int) -> tuple[int, int, float]:
    """In how many columns a sum holds exactly, of how many, and how likely by chance (where none does: in all)."""
    held = tried = 0
    of_all = of_held = 1.0
    for run in runs:
        chance = run.grain / run.most if run.most else 1.0
        if run.is_readable and run.filled >= least and chance <= SHOWS_NOTHING:
            tried += 1
            of_all *= chance
            if not run.residual:
                held += 1
                of_held *= chance
    return held, tried, of_held if held else of_all


def _cancels_out(items: Sequence[tuple[Entry, int]], columns: Sequence[int], trier: Trier) -> bool:
    """Whether some items that follow one another come to nil: a sum that lost its sign, and its parts."""
    for column in columns:
        total, seen = 0, set()
        for item, weight in items:
            value = trier.value_of(item, column)
            if value:
                seen.add(total)
                total += weight * value
                if total in seen:
                    return True
    return False
