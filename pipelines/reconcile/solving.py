"""One component's explanations: searched whole, or chosen from a short list, within one budget of steps for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reconcile.budget import SEARCH_STEPS, Budget, SearchTooLargeError
from pipelines.reconcile.candidates import short_list, sign_list
from pipelines.reconcile.lost_signs import LostSigns, wholesale_cost, with_lost_signs, without_far_fetched
from pipelines.reconcile.options import Options
from pipelines.reconcile.search import SIGN_KINDS, Search, Solution
from pipelines.reconcile.slips import SLIP_COST
from pipelines.reconcile.solve import Choice

if TYPE_CHECKING:
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.search import Admissible

# A short list is not the whole catalogue, and of many signs the fewest need not be the right ones: for each so many,
# one more does not make an explanation any worse.
SIGNS_FOR_ONE_MORE = 8


@dataclass(frozen=True, slots=True)
class Component:
    """Failing rows and every cheapest solution for them.

    Where the search `was_given_up`, the only solution is to leave all of them failing; `found` are explanations that
    nothing proves to be the smallest.
    """

    rows: tuple[int, ...]
    solutions: tuple[Solution, ...]
    was_given_up: bool = False
    found: tuple[Solution, ...] = ()

    @property
    def cost(self) -> int:
        """What the cheapest solution costs."""
        return min(solution.cost for solution in (*self.solutions, *self.found))


class Solver:
    """Explains components of one document."""

    def __init__(self, system: System, admissible: Admissible) -> None:
        self.options = Options(system)
        self._signs = LostSigns(system)
        self._admissible = admissible

    def solve(self, group: list[int], foreign: frozenset[int], steps: Budget) -> Component:
        """Every cheapest solution; that of leaving the whole group failing where they cannot all be listed."""
        try:
            solutions = self._searched(group, foreign, steps)
        except SearchTooLargeError:
            pass
        else:
            return Component(tuple(group), tuple(solutions))
        found: list[Solution] = []
        try:
            found = [] if steps.is_spent else self._signs_alone(group, foreign, steps)
            return Component(tuple(group), tuple(self._chosen(group, foreign, steps, found)))
        except SearchTooLargeError:
            left = Solution(self.options.system.failing_cost * len(group), frozenset(), frozenset(group), frozenset())
            return Component(tuple(group), (left,), was_given_up=True, found=tuple(found))

    def _searched(self, group: list[int], foreign: frozenset[int], steps: Budget) -> list[Solution]:
        part = steps.part(SEARCH_STEPS)
        allowed = part.steps
        try:
            solutions = Search(self.options, self._admissible, part).cheapest(group, foreign)
            return with_lost_signs(self._signs, self._admissible, group, foreign, solutions, part)
        finally:
            steps.steps -= allowed - max(part.steps, 0)

    def _signs_alone(self, group: list[int], foreign: frozenset[int], steps: Budget) -> list[Solution]:
        """The fewest lost and added signs that explain the group: where to begin."""
        return self._signs_choice(group, foreign).cheapest(steps)

    def _signs_choice(self, group: list[int], foreign: frozenset[int]) -> Choice:
        slips = sign_list(self.options, group)
        return Choice(self.options, slips, group, foreign, self._admissible, may_leave=False)

    def _chosen(
        self, group: list[int], foreign: frozenset[int], steps: Budget, signs: list[Solution]
    ) -> list[Solution]:
        if steps.is_spent:
            raise SearchTooLargeError
        slips = short_list(self.options, group)
        steps.spend(len(slips))  # each is tried
        choice = Choice(self.options, slips, group, foreign, self._admissible)
        solutions = without_far_fetched(choice.cheapest(steps, signs[0] if signs else None))
        if not solutions:  # the solver finds some, but none that stands together with all else
            raise SearchTooLargeError
        best = solutions[0]
        known = {frozenset(solution.values().items()) for solution in solutions}
        rivals: list[Solution] = []
        if signs and wholesale_cost(signs[0]) <= min(map(wholesale_cost, solutions)):
            rivals += signs
        number = len(best.slips)
        if number >= SIGNS_FOR_ONE_MORE and all(slip.kind in SIGN_KINDS for slip in best.slips):
            most = best.cost + number // SIGNS_FOR_ONE_MORE * SLIP_COST
            rivals += self._signs_choice(group, foreign).differing(best, most, steps)
        return solutions + [rival for rival in rivals if frozenset(rival.values().items()) not in known]
