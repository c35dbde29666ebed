"""Where a search stands: what has been changed, which figures may still change, and which rows still need slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.options import Slip
from pipelines.reconcile.slips import SLIP_COST

if TYPE_CHECKING:
    from pipelines.reconcile.evaluate import System

Undo = tuple[list[tuple[int, int]], list[tuple[int, int | None]], dict[int, int], int, int]


class State:
    """The decisions on the way to a node of the search; each is undone on the way back.

    `needs` maps each row that does not hold, or not yet for good, to the number of slips it needs at least. Rows of
    `foreign` belong to another component: they are watched, not required to hold. `free` and `moved` are sets of
    figures as bits: those that any slip may still change, and those whose cells moved and may still change their sign.
    """

    def __init__(self, system: System, component: list[int], foreign: frozenset[int]) -> None:
        self._system = system
        self.foreign = foreign
        self.residuals = list(system.residuals)
        self.changed: dict[int, int] = {}
        self.needs = dict.fromkeys(component, 1)
        self.slips: list[Slip] = []
        self.left: list[int] = []
        self.unpinned = 0
        self.free = (1 << len(system.figures)) - 1
        self.moved = 0

    def apply(self, slip: Slip) -> Undo:
        """Change the slip's figures; returns what `undo` needs."""
        system, residuals, changed = self._system, self.residuals, self.changed
        old: dict[int, int] = {}
        values: list[tuple[int, int | None]] = []
        undo_sets = self.needs, self.free, self.moved
        for number, value in slip.changes:
            before = changed.get(number)
            values.append((number, before))
            before_point = system.points[number] if before is None else system.point(number, before)
            step = system.point(number, value) - before_point
            changed[number] = value
            self.free &= ~(1 << number)
            self.moved &= ~(1 << number)
            if len(slip.changes) > 1 and value:
                self.moved |= 1 << number
            for row_number, weight in system.touching[number]:
                old.setdefault(row_number, residuals[row_number])
                residuals[row_number] += weight * step
        needs = dict(self.needs)
        for row_number, residual_before in old.items():
            residual = residuals[row_number]
            if residual == residual_before or row_number in self.foreign:
                continue
            row = system.rows[row_number]
            need = needs.pop(row_number, 1) - 1
            if not row.low <= residual <= row.high:
                # Last in the order: what a slip has just broken constrains the next one most.
                needs[row_number] = max(need, 1)
            elif need > 0:
                # It was said to need more slips than this one; one more would only break it again.
                needs[row_number] = max(need, 2) if row.low == row.high else need
        self.needs = needs
        self.slips.append(slip)
        return list(old.items()), values, *undo_sets

    def undo(self, undo: Undo) -> None:
        """Take back the last `apply`."""
        old, values, self.needs, self.free, self.moved = undo
        self.slips.pop()
        for number, value in values:
            if value is None:
                del self.changed[number]
            else:
                self.changed[number] = value
        for row_number, residual in old:
            self.residuals[row_number] = residual

    def freeze(self, figures: int) -> None:
        """Let these figures (as bits) change no more."""
        self.free &= ~figures
        self.moved &= ~figures

    def foreign_rows(self) -> frozenset[int]:
        """The rows of other components that the changes so far reach."""
        if not self.foreign:
            return self.foreign
        return frozenset(row for number in self.changed for row, _ in self._system.touching[number]) & self.foreign

    def merged_slips(self) -> frozenset[Slip]:
        """The slips so far, the signs of moved cells as part of the slip that moved them."""
        merged: list[Slip] = []
        for slip in self.slips:
            number = slip.changes[0][0]
            mover = next((each for each in merged if any(other == number for other, _ in each.changes)), None)
            if mover is None:
                merged.append(slip)
                continue
            signed = tuple((other, self.changed[other]) for other, _ in mover.changes)
            merged[merged.index(mover)] = Slip(mover.kind, signed, mover.cost + SLIP_COST)
        return frozenset(merged)
