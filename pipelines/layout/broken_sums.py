"""Sums that nothing but the numbers shows, where a slip broke one: the one that makes all others hold.

Without a word or an indent a broken sum leaves its items lying about, and every sum above it fails. It is looked for
among all rows and those that follow them; only what lets the sums above it hold exactly is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import log10

from pipelines.layout.by_numbers import AS_PRINTED, Found, Instead, Parse, Run, SumFinder, surprise
from pipelines.layout.candidates import Candidate
from pipelines.layout.chance import SLIPS_A_DIGIT, surprise_of_count
from pipelines.reconcile import Figure as EngineFigure
from pipelines.reconcile.slips import kind_of_change

_MOST_ENTRIES = 150
_LEAST_SURPRISE = 6.0
# What the sums above come to, beyond what so many trials would find by chance.
_LEAST_GAINED = 4.0
# By how much it must be likelier than another.
_LEAST_AHEAD = 1.0
# Where sums are made so, a row may also repeat its only item.
_LEAST_TERMS = 2


@dataclass(frozen=True, slots=True)
class _Broken:
    """A sum that one slip explains, and how likely one does by chance.

    `instead` is what its sum would be, where it is the sum itself that slipped.
    """

    target: int
    items: tuple[int, ...]
    chance: float
    instead: Instead = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Mended:
    """What is found once a sum is taken for broken by a slip."""

    broken: _Broken
    sums: tuple[Found, ...]
    closing: tuple[Found, ...]
    is_whole: bool  # every row is in a sum, but the first

    @property
    def rank(self) -> tuple[float, int]:
        """How unlikely all of it is, and how many items the broken sum has: those that are nil are its own."""
        own = -log10(self.broken.chance) if self.is_whole else 0.0
        return round(surprise(self.sums) + surprise(self.closing) + own, 6), len(self.broken.items)


def sums_with_one_broken(finder: SumFinder) -> list[Candidate]:
    """All sums, with the only one that a slip broke; none where the sums above it do not show it."""
    totals = sum(entry.label.is_total for entry in finder.entries)
    if len(finder.entries) > _MOST_ENTRIES:
        return []
    plain = finder.parse(least=_LEAST_TERMS)
    closed = _closed(finder, plain.still_open, AS_PRINTED)
    if totals and len(closed) == totals:
        return []
    expected = 0.0
    mended: list[_Mended] = []
    for broken, chance in _broken_sums(finder, plain):
        expected += chance
        if broken is not None:
            found = _mended(finder, plain, broken)
            if len(found.closing) == totals:
                mended.append(found)
    if not mended:
        return []
    best = max(mended, key=lambda each: each.rank)
    others = [each.rank[0] for each in mended if each.broken.target != best.broken.target]
    gained = best.rank[0] - surprise(plain.found) - surprise(closed)
    count = sum(each.is_evidence for each in (*best.sums, *best.closing))
    if (
        gained < _LEAST_GAINED + max(0.0, log10(expected))
        or (others and best.rank[0] - max(others) < _LEAST_AHEAD)
        or surprise_of_count(count, plain.by_chance) < _LEAST_SURPRISE
    ):
        return []
    sums = (*best.sums, Found(best.broken.target, best.broken.items, 1.0, is_evidence=False))
    if any(finder.is_exchanged(each, sums) for each in sums):
        return []
    return [finder.candidate(each.target, each.items) for each in sums]


def _broken_sums(finder: SumFinder, plain: Parse) -> Iterator[tuple[_Broken | None, float]]:
    """Each row with those that follow it as a sum that one slip broke, or None, and how likely that was by chance."""
    known = {each.target for each in plain.found}
    for place, may_be_sum in enumerate(finder.may_be_sum):
        if not may_be_sum or place in known or finder.ends[place]:
            continue
        for length, runs in finder.run(place, plain.before[place]):
            failing = [column for column, run in enumerate(runs) if run.residual]
            if length < _LEAST_TERMS or len(failing) != 1 or not all(run.is_readable for run in runs):
                continue
            items, run = plain.before[place][:length], runs[failing[0]]
            rows = (place, *items)
            digits = sum(len(str(abs(finder.value(row, failing[0], AS_PRINTED) or 0))) for row in rows)
            chance = min(1.0, run.chance * digits * SLIPS_A_DIGIT)
            yield None, chance
            yield from ((each, 0.0) for each in _by_one_slip(finder, _Broken(place, items, chance), failing[0], run))


def _by_one_slip(finder: SumFinder, broken: _Broken, column: int, run: Run) -> Iterator[_Broken]:
    value = finder.value(broken.target, column, AS_PRINTED) or 0
    if _is_slip(value, value - run.residual):
        yield replace(broken, instead={(broken.target, column): value - run.residual})
    for item in broken.items:
        own, weight = finder.value(item, column, AS_PRINTED) or 0, finder.weights[item]
        if _is_slip(own, own + weight * run.residual):  # a weight is 1 or -1
            yield broken
            return


def _is_slip(printed: int, value: int) -> bool:
    return kind_of_change(EngineFigure(0, printed), value) is not None


def _mended(finder: SumFinder, plain: Parse, broken: _Broken) -> _Mended:
    """What is found above a sum that is taken for broken, beside what was found below it."""
    above = finder.parse(
        least=_LEAST_TERMS,
        start=broken.target - 1,
        following=(broken.target, *plain.before[broken.target][len(broken.items) :]),
        instead=broken.instead,
    )
    below = [each for each in plain.found if each.target > broken.target]
    closing = tuple(_closed(finder, above.still_open, broken.instead))
    return _Mended(broken, (*below, *above.found), closing, is_whole=len(above.still_open) == 1)


def _closed(finder: SumFinder, still_open: Sequence[int], instead: Instead) -> list[Found]:
    """The totals that are the sum of all that stands open above them."""
    closed, since = [], 0
    for at, place in enumerate(still_open):
        if not finder.entries[place].label.is_total:
            continue
        items = tuple(still_open[since:at])
        for length, runs in finder.run(place, items, instead):
            if length == len(items) and all(run.is_readable and not run.residual for run in runs):
                chance = min((run.chance for run in runs), default=1.0)
                closed.append(Found(place, items, chance, is_evidence=True))
        since = at + 1
    return closed
