"""Whether the points behind rounded and truncated figures can satisfy all rows at once, not only one row at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.model import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.model import Figure

# Intervals shrink towards their limit in ever smaller steps where rows form a ring; this many rounds see enough.
ROUNDS = 20


def jointly_feasible(system: System, changed: Mapping[int, int], left: frozenset[int]) -> bool:
    """False where the intervals of rounded and truncated figures, narrowed by every row they stand in, leave nothing.

    Works in half base units, so that the ends of an interval are integers.
    """
    queue = sorted(
        {
            row
            for number in changed
            for row, _ in system.touching[number]
            if row not in left and system.rows[row].low != system.rows[row].high
        }
    )
    intervals: dict[int, tuple[int, int]] = {}
    for _ in range(ROUNDS):
        narrowed: set[int] = set()
        for row_number in queue:
            if not _narrow(system, row_number, changed, intervals, narrowed):
                return False
        queue = sorted({row for number in narrowed for row, _ in system.touching[number] if row not in left})
        if not queue:
            return True
    return True


def _interval(figure: Figure, value: int) -> tuple[int, int]:
    """What the figure stands for, in half base units."""
    if figure.precision is Precision.ROUNDED:
        return 2 * value - figure.unit, 2 * value + figure.unit
    cut_off = figure.unit - 1
    return 2 * (value - cut_off if value <= 0 else value), 2 * (value + cut_off if value >= 0 else value)


def _narrow(
    system: System,
    row_number: int,
    changed: Mapping[int, int],
    intervals: dict[int, tuple[int, int]],
    narrowed: set[int],
) -> bool:
    row = system.rows[row_number]
    if not row.identities:
        return True
    fixed, free = row.constant, []
    for number, weight in row.terms:
        figure = system.figures[number]
        value = changed.get(number, system.readings[number])
        if figure.precision is Precision.EXACT:
            fixed += weight * 2 * value
        else:
            free.append((number, weight, intervals.get(number) or _interval(figure, value)))
    lows = [min(weight * low, weight * high) for _, weight, (low, high) in free]
    highs = [max(weight * low, weight * high) for _, weight, (low, high) in free]
    least, most = fixed + sum(lows), fixed + sum(highs)
    if least > row.most or most < row.least:
        return False
    for (number, weight, (low, high)), own_low, own_high in zip(free, lows, highs, strict=True):
        # weight * value = what the row allows less everything else, which lies between these two.
        from_low, from_high = row.least - (most - own_high), row.most - (least - own_low)
        if weight < 0:
            from_low, from_high = -from_high, -from_low
        size = abs(weight)
        new_low, new_high = max(low, -(-from_low // size)), min(high, from_high // size)
        if new_low > new_high:
            return False
        if (new_low, new_high) != (low, high):
            intervals[number] = (new_low, new_high)
            narrowed.add(number)
    return True
