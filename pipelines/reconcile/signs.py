"""Whether a figure's sign is shown: some identity or bound breaks when it and all that is tied to it change sign.

Two lines that merely repeat each other hold just as well when both lost their sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.slips import within_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.reconcile.evaluate import Row, System


def shown_signs(system: System, settled: Sequence[int | None], evidence: Sequence[bool]) -> list[bool]:
    """For each figure (by index) whether its sign is shown; nil has none to show, what is not settled shows none.

    `settled` are base units; `evidence` says of each identity whether it holds and may be relied on.
    """
    points = [0 if value is None else system.point(number, value) for number, value in enumerate(settled)]
    relied_on = [row for row, counts in zip(system.identities, evidence, strict=True) if counts]
    tied = _Tied(len(points))
    for row in relied_on:
        if row.is_inequality:
            continue
        for one, other in _tied_pairs(row, points):
            tied.join(one, other)
    groups = [tied.group(number) for number in range(len(points))]
    shown: set[int] = set()
    for row in relied_on:
        if row.low == row.high and tied.are_alone(row):
            shown.update([number for number, _ in row.terms if points[number]])
            continue
        by_group: dict[int, int] = {}
        for number, weight in row.terms:
            if points[number]:
                group = groups[number]
                by_group[group] = by_group.get(group, 0) + weight * points[number]
        residual = row.constant + sum(by_group.values())
        shown |= {group for group, share in by_group.items() if not row.low <= residual - 2 * share <= row.high}
    for number, (figure, value) in enumerate(zip(system.figures, settled, strict=True)):
        if value and not within_bounds(figure, -value):
            shown.add(groups[number])
    return [value == 0 or (value is not None and group in shown) for group, value in zip(groups, settled, strict=True)]


def _tied_pairs(row: Row, points: Sequence[int]) -> list[tuple[int, int]]:
    """The figures of a row that can change their sign together without breaking it."""
    if row.low == row.high:
        partner = {weight * points[number]: number for number, weight in row.terms if points[number]}
        return [(number, partner[-share]) for share, number in partner.items() if -share in partner]
    shares = [(weight * points[number], number) for number, weight in row.terms if points[number]]
    residual = row.constant + sum(share for share, _ in shares)
    return [
        (one, other)
        for at, (share, one) in enumerate(shares)
        for more, other in shares[:at]
        if row.low <= residual - 2 * (share + more) <= row.high
    ]


class _Tied:
    """Union-find over figures."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._joined: set[int] = set()

    def group(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._joined |= {one, other}
        self._parent[self.group(one)] = self.group(other)

    def are_alone(self, row: Row) -> bool:
        """Whether none of the row's figures is tied to another."""
        return self._joined.isdisjoint([number for number, _ in row.terms])
