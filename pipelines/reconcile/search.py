"""Exact branch and bound: every cheapest set of slips after which the failing rows of one component hold.

Slips on several cells are chosen first, those on one figure after them. Branching: a failing row is left failing, or
made to hold by exactly one more slip (whose value it implies), or by two or more; the branches exclude each other. Only
when every failing row needs two or more is a slip tried whose value no row implies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reconcile.bound import Bound
from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.slips import KINDS, SLIP_COST
from pipelines.reconcile.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipelines.reconcile.budget import Budget
    from pipelines.reconcile.options import Options, Slip

    # Asked of every explanation (values by figure, rows left failing).
    Admissible = Callable[[Mapping[int, int], frozenset[int]], bool]

# Of slips whose value no row implies, one explanation may hold any number of lost signs, but one of any other kind.
SIGN_KINDS = (SlipKind.SIGN_LOST, SlipKind.SIGN_ADDED)


@dataclass(frozen=True, slots=True)
class Solution:
    """One cheapest explanation: slips undone, rows left failing, and the other components' rows it would change."""

    cost: int
    slips: frozenset[Slip]
    left: frozenset[int]
    foreign: frozenset[int]

    def values(self) -> dict[int, int]:
        """The figures (by index) it changes and the values it gives them."""
        return {number: value for slip in self.slips for number, value in slip.changes}


def order_of(solution: Solution) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Orders explanations; of those of the same values the ones of more specific kinds come first."""
    values = sorted(solution.values().items())
    return sorted(solution.left), values, sorted(KINDS.index(slip.kind) for slip in solution.slips)


class Search:
    """Searches in one document; `admissible` may refuse an explanation for what the rows do not say."""

    def __init__(self, options: Options, admissible: Admissible, steps: Budget) -> None:
        self._system = options.system
        self._failing_cost = options.system.failing_cost
        self._options = options
        self._admissible = admissible
        self._steps = steps

    def cheapest(self, component: list[int], foreign: frozenset[int]) -> list[Solution]:
        """Every cheapest solution for the component's rows; SearchTooLargeError when that takes too many steps."""
        most = self._failing_cost * len(component)
        self._begin(component, foreign, may_leave=True)
        budget = SLIP_COST
        while not self._found:
            if budget > most:
                return [Solution(most, frozenset(), frozenset(component), frozenset())]
            self._next = most + 1
            self._explore_joint(budget, 0, budget)
            budget = self._next
        return sorted(self._found.values(), key=order_of)

    def whole_within(self, component: list[int], foreign: frozenset[int], most: int) -> list[Solution]:
        """Every solution that leaves no row failing and costs at most `most`, whether the cheapest or not."""
        self._begin(component, foreign, may_leave=False)
        self._next = most
        self._explore_joint(most, 0, most)
        return sorted(self._found.values(), key=order_of)

    def _begin(self, component: list[int], foreign: frozenset[int], *, may_leave: bool) -> None:
        self._state = State(self._system, component, foreign)
        self._bound = Bound(self._options, self._state, component)
        self._may_leave = may_leave
        self._found: dict[tuple[frozenset[tuple[int, int]], frozenset[int]], Solution] = {}

    def _defer(self, cost: int) -> None:
        """Something was cut off that costs at least this much: the next budget to try."""
        self._next = min(self._next, cost)

    def _explore_joint(self, budget: int, denied: int, whole: int) -> None:
        """Try every choice of slips on several cells but those `denied` (as bits), each with slips on one figure alone.

        Such a slip makes some row hold by itself, unless the budget allows for one that does not.
        """
        state = self._state
        self._explore(budget, whole)
        if not state.needs or not self._bound.joint:
            return
        candidates = {row: self._bound.candidates(row) for row in state.needs}
        bound = self._bound.lowest_joint_cost(candidates, denied)
        if bound > budget:
            self._defer(whole - budget + bound)
            return
        singly, _ = self._bound.lowest_cost(candidates)
        if budget - SLIP_COST < singly:
            positions = sorted({each for row in state.needs for each in self._bound.joint_candidates(row, denied)})
            positions = positions or sorted(
                {each for row in state.needs for each in self._bound.joint_candidates_beside_signs(row, denied)}
            )
            self._defer(whole - budget + singly + SLIP_COST)
        else:
            positions = [each for each in range(len(self._bound.joint)) if self._bound.may_choose(each, denied)]
        for position in positions:
            slip = self._bound.joint[position]
            if slip.cost > budget:
                self._defer(whole - budget + slip.cost)
            else:
                self._count()
                undo = state.apply(slip)
                self._explore_joint(budget - slip.cost, denied, whole)
                state.undo(undo)
            denied |= 1 << position

    def _count(self) -> None:
        self._steps.spend(len(self._state.needs))

    def _explore(self, budget: int, whole: int) -> None:
        """Spend the rest of the budget on slips on one figure each."""
        state = self._state
        if not state.needs:
            self._record(whole - budget)
            return
        self._steps.spend(1)
        candidates = {row: self._bound.candidates(row) for row, need in state.needs.items() if need == 1}
        bound, apart = self._bound.lowest_cost(candidates)
        if bound > budget:
            self._defer(whole - budget + bound)
            return
        self._count()
        if not candidates:
            self._explore_unpinned(budget, whole, bound, apart)
            return
        # What rows apart need sums up, so that denying one of them its single slip uses up the budget soonest.
        row_number = min(
            (row for row in apart if row in candidates), key=lambda row: len(candidates[row]), default=None
        )
        if row_number is None:
            row_number = min(candidates, key=lambda row: len(candidates[row]))
        members = self._options.members[row_number]
        for slip in candidates[row_number]:
            self._try(slip, budget, whole, members)
        self._explore_leaving(row_number, budget, whole)
        saved = state.needs
        state.needs = {**saved, row_number: 2}
        self._explore(budget, whole)
        state.needs = saved

    def _try(self, slip: Slip, budget: int, whole: int, then_frozen: int = 0) -> None:
        if slip.cost > budget:
            self._defer(whole - budget + slip.cost)
            return
        undo = self._state.apply(slip)
        self._state.freeze(then_frozen)
        self._explore(budget - slip.cost, whole)
        self._state.undo(undo)

    def _explore_leaving(self, row_number: int, budget: int, whole: int) -> None:
        """Leave the row failing, and with it every row that fails for the same figure, which no slip explains.

        Then none of their figures may change, for a repair must not rest on them.
        """
        state, rows = self._state, self._system.rows
        if not self._may_leave:
            return
        if budget < self._failing_cost:
            self._defer(whole - budget + self._failing_cost)
            return
        untouched = {row for row in state.needs if not any(number in state.changed for number, _ in rows[row].terms)}
        if row_number not in untouched:
            return
        tried: set[frozenset[int]] = set()
        for number, _ in rows[row_number].terms:
            together = frozenset(row for row, _ in self._system.touching[number] if row in untouched)
            if together in tried:
                continue
            tried.add(together)
            saved = state.needs, state.free, state.moved
            state.needs = {row: need for row, need in state.needs.items() if row not in together}
            state.left += together
            for row in together:
                state.freeze(self._options.members[row])
            self._explore(budget - self._failing_cost, whole)
            del state.left[-len(together) :]
            state.needs, state.free, state.moved = saved

    def _explore_unpinned(self, budget: int, whole: int, bound: int, apart: list[int]) -> None:
        """Every failing row needs two slips or more: try each value of each figure of the shortest such row."""
        state = self._state
        members, open_figures = self._options.members, state.free | state.moved
        served = 0
        for row in apart:
            served |= members[row] & open_figures
        row_number = min(state.needs, key=lambda row: (len(self._system.rows[row].terms), row))
        saved = state.free, state.moved
        for number, _ in self._system.rows[row_number].terms:
            if bound + SLIP_COST > budget and self._breaks_row_apart(number, served):
                self._defer(whole - budget + bound + SLIP_COST)
                state.freeze(1 << number)
                continue
            for slip in self._unpinned_slips(number):
                state.unpinned += slip.kind not in SIGN_KINDS
                self._try(slip, budget, whole)
                state.unpinned -= slip.kind not in SIGN_KINDS
            state.freeze(1 << number)
        state.free, state.moved = saved

    def _breaks_row_apart(self, number: int, served: int) -> bool:
        """Whether any change of the figure breaks a row that needs a slip beyond those on the figures `served`."""
        rows, others = self._system.rows, (self._state.free | self._state.moved) & ~(1 << number)
        return any(
            row not in self._state.needs
            and row not in self._state.foreign
            and rows[row].low == rows[row].high
            and not self._options.members[row] & others & served
            for row, _ in self._system.touching[number]
        )

    def _unpinned_slips(self, number: int) -> Iterator[Slip]:
        state, options = self._state, self._options
        if state.moved >> number & 1:
            yield options.opposite_sign(number, state.changed[number])
        if not state.free >> number & 1:
            return
        if state.unpinned:
            yield from options.sign_slips(number)
            return
        if self._system.figures[number].blank:
            for row_number, _ in self._system.touching[number]:
                for slip in options.fixing(row_number, state.residuals[row_number]):
                    if slip.changes[0][0] == number:
                        yield slip
        else:
            yield from options.catalogue_slips(number)

    def _record(self, cost: int) -> None:
        state = self._state
        left = frozenset(state.left)
        if not self._admissible(state.changed, left):
            return
        solution = Solution(cost, state.merged_slips(), left, state.foreign_rows())
        key = (frozenset(state.changed.items()), left)
        known = self._found.get(key)
        if known is None or order_of(solution) < order_of(known):
            self._found[key] = solution
