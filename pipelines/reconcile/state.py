"""Where a search stands: what has been changed, which figures may still change, and which rows still need slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Slip

Undo = tuple[list[tuple[int, int]], dict[int, int]]


class State:
    """The decisions on the way to a node of the search; every `apply` and `freeze` is undone on the way back.

    `needs` maps each row that does not hold to the number of slips it needs at least. Rows of `foreign` belong to
    another component: they are watched, not required to hold.
    """

    def __init__(self, system: System, component: list[int], foreign: frozenset[int]) -> None:
        self._system = system
        self._members = [frozenset(number for number, _ in row.terms) for row in system.rows]
        self.foreign = foreign
        self.residuals = list(system.residuals)
        self.changed: dict[int, int] = {}
        self.needs = dict.fromkeys(component, 1)
        self.slips: list[Slip] = []
        self.left: list[int] = []
        self.unpinned = 0
        self._blocked = [0] * len(system.figures)

    def free(self, number: int) -> bool:
        """Whether the figure may still be changed."""
        return not self._blocked[number]

    def freeze(self, terms: Iterable[tuple[int, int]], by: int) -> None:
        """Forbid (1) or allow again (-1) changes of the figures of these terms."""
        for number, _ in terms:
            self._blocked[number] += by

    def apply(self, slip: Slip) -> Undo:
        """Change the slip's figures; returns what `undo` needs."""
        system, residuals = self._system, self.residuals
        old: dict[int, int] = {}
        for number, value in slip.changes:
            step = value - system.readings[number]
            self.changed[number] = value
            self._blocked[number] += 1
            for row_number, weight in system.touching[number]:
                old.setdefault(row_number, residuals[row_number])
                residuals[row_number] += weight * step
        needs_before = self.needs
        needs = dict(needs_before)
        for row_number, before in old.items():
            residual = residuals[row_number]
            if residual == before or row_number in self.foreign:
                continue
            row = system.rows[row_number]
            need = needs.pop(row_number, 1)
            if not row.low <= residual <= row.high:
                # Last in the order: what a slip has just broken constrains the next one most.
                needs[row_number] = max(need - 1, 1)
        self.needs = needs
        self.slips.append(slip)
        return list(old.items()), needs_before

    def undo(self, slip: Slip, undo: Undo) -> None:
        """Take back the last `apply`."""
        old, self.needs = undo
        self.slips.pop()
        for number, _ in slip.changes:
            del self.changed[number]
            self._blocked[number] -= 1
        for row_number, residual in old:
            self.residuals[row_number] = residual

    def foreign_rows(self) -> frozenset[int]:
        """The rows of other components that the changes so far reach."""
        if not self.foreign:
            return self.foreign
        return frozenset(row for number in self.changed for row, _ in self._system.touching[number]) & self.foreign

    def apart(self) -> list[int]:
        """Rows that need their slips apart from each other: no figure that may still change stands in two of them."""
        recent = list(self.needs)
        recent.reverse()
        by_size = sorted(recent, key=lambda row: len(self._members[row]))
        first, second = self._pack(recent), self._pack(by_size)
        return first if self.slips_needed(first) >= self.slips_needed(second) else second

    def slips_needed(self, rows: Iterable[int]) -> int:
        """The slips that rows apart from each other need together."""
        return sum(self.needs[row] for row in rows)

    def _pack(self, order: list[int]) -> list[int]:
        chosen: list[int] = []
        for row_number in order:
            members = self._members[row_number]
            for other in chosen:
                common = self._members[other]
                if not members.isdisjoint(common) and not all(self._blocked[number] for number in members & common):
                    break
            else:
                chosen.append(row_number)
        return chosen
