"""What the rows imply for figures that cannot be read at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.evaluate import implied_steps, values_with_points
from pipelines.reconcile.slips import within_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.reconcile.evaluate import System


def implied_ranges(
    system: System, values: Sequence[int] | Mapping[int, int], unknown: frozenset[int] = frozenset()
) -> dict[int, tuple[int, int]]:
    """The range (whole units, in base units; low > high when none fits) of each unreadable figure that follows.

    `values` are the settled values of the readable figures; a figure whose value rests on one of `unknown` or on an
    unreadable figure that is not known to the unit is left out.
    """
    ranges: dict[int, tuple[int, int]] = {}
    known: dict[int, int] = {}
    for number, row in reversed(system.pivots):
        weight = dict(row.terms)[number]
        total = row.constant
        for other, each in row.terms:
            if other == number:
                continue
            figure = system.figures[other]
            if other in unknown or (figure.printed is None and not figure.blank and other not in known):
                break
            total += each * system.point(other, known[other] if other in known else values[other])
        else:
            figure = system.figures[number]
            low, high = implied_steps(row, total, weight)
            fitting = values_with_points(figure, low, high)
            ranges[number] = (fitting[0], fitting[-1]) if fitting else (0, -1)
            if ranges[number][0] == ranges[number][1] and within_bounds(figure, ranges[number][0]):
                known[number] = ranges[number][0]
    return ranges


def respects_unreadable(system: System, changed: Mapping[int, int]) -> bool:
    """False where the changes would give an unreadable figure a value that it cannot have."""
    if not system.pivots:
        return True
    affected = set(changed)
    for number, row in reversed(system.pivots):
        if any(other in affected for other, _ in row.terms):
            affected.add(number)
    values = {number: changed.get(number, reading) for number, reading in enumerate(system.readings)}
    return all(
        low <= high and (low < high or within_bounds(system.figures[number], low))
        for number, (low, high) in implied_ranges(system, values).items()
        if number in affected
    )
