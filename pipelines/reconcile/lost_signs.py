"""The second way to count slips: a text that lost one minus sign may well have lost them all.

Each slip by itself, three lost signs are three coincidences; lost wholesale, they are hardly more than one. Which of
the two befell a text nobody can tell, so that what is the smallest explanation either way is a rival; only what is no
smaller either way, and clearly larger where signs were lost wholesale, is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.budget import SearchTooLargeError
from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.options import Options, Slip
from pipelines.reconcile.search import Search, Solution, order_of
from pipelines.reconcile.slips import SLIP_COST

if TYPE_CHECKING:
    from pipelines.reconcile.budget import Budget
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.search import Admissible

# The first lost sign is a slip like any other; one more is dearer than none and cheaper than another slip.
FURTHER_SIGN_COST = 1
# Two amounts exchanged on either side of an equation and both signs lost come to the very same: neither may win.
SWAP_COST = SLIP_COST + FURTHER_SIGN_COST
# So much dearer are two swaps than two lost signs, or four digits than four: more than chance makes of a digit or two.
CLEARLY_DEARER = 3


class LostSigns(Options):
    """Of one document's slips only the lost signs."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        # By row, what each lost sign adds to it when undone.
        self._steps: dict[int, dict[int, tuple[Slip, ...]]] = {}

    def fixing(self, row_number: int, residual: int) -> tuple[Slip, ...]:
        """The lost signs that make a row with this residual hold."""
        row, by_step = self.system.rows[row_number], self._by_step(row_number)
        if row.low == row.high:
            return by_step.get(row.low - residual, ())
        return tuple(
            slip for step, slips in by_step.items() if row.low <= residual + step <= row.high for slip in slips
        )

    def _by_step(self, row_number: int) -> dict[int, tuple[Slip, ...]]:
        by_step = self._steps.get(row_number)
        if by_step is None:
            by_step = self._steps[row_number] = {}
            for number, weight in self.system.rows[row_number].terms:
                step = -2 * weight * self.system.points[number]
                by_step[step] = by_step.get(step, ()) + self.sign_slips(number)
        return by_step

    def catalogue_slips(self, number: int) -> tuple[Slip, ...]:
        """The lost sign of this figure, if it can have one."""
        return self.sign_slips(number)

    def sign_slips(self, number: int) -> tuple[Slip, ...]:
        """The same: an added sign is a slip by itself."""
        return tuple(slip for slip in super().sign_slips(number) if _is_lost_sign(slip))

    def joint_slips(self, row_numbers: list[int]) -> list[Slip]:
        """None."""
        del row_numbers
        return []


def _is_lost_sign(slip: Slip) -> bool:
    return slip.kind is SlipKind.SIGN_LOST and slip.cost == SLIP_COST


def wholesale_cost(solution: Solution) -> int:
    """What the solution costs where its signs were lost wholesale."""
    signs = sum(slip.kind is SlipKind.SIGN_LOST for slip in solution.slips)
    swaps = sum(slip.kind is SlipKind.SWAPPED_CELLS for slip in solution.slips)
    return solution.cost - max(signs - 1, 0) * (SLIP_COST - FURTHER_SIGN_COST) + swaps * (SWAP_COST - SLIP_COST)


def without_far_fetched(solutions: list[Solution]) -> list[Solution]:
    """Without those that need as many slips as another and are clearly dearer where signs were lost wholesale."""
    priced = [(solution, wholesale_cost(solution)) for solution in solutions]
    return [
        solution
        for solution, price in priced
        if not any(other.cost <= solution.cost and price - low >= CLEARLY_DEARER for other, low in priced)
    ]


def with_lost_signs(
    signs: LostSigns,
    admissible: Admissible,
    component: list[int],
    foreign: frozenset[int],
    solutions: list[Solution],
    steps: Budget,
) -> list[Solution]:
    """The cheapest solutions, and the lost signs alone that explain the component about as well when lost wholesale.

    One sign more makes it no worse: either side of an equation may have lost its signs, and they need not be as many.
    """
    solutions = without_far_fetched(solutions)
    least = min(wholesale_cost(solution) for solution in solutions)
    most_signs = (least - SLIP_COST) // FURTHER_SIGN_COST + 2
    try:
        found = Search(signs, admissible, steps).whole_within(component, foreign, most_signs * SLIP_COST)
    except SearchTooLargeError:
        return solutions
    known = {frozenset(solution.values().items()) for solution in solutions}
    new = [solution for solution in found if frozenset(solution.values().items()) not in known]
    return [*solutions, *sorted(new, key=order_of)]
