"""Exact branch and bound: every cheapest set of slips after which the failing rows of one component hold.

Branching: a failing row is left failing, or made to hold by exactly one more slip (whose value it implies), or by two
or more. Only when every failing row needs two or more is a slip tried whose value no row implies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.slips import FAILING_COST, SLIP_COST
from pipelines.reconcile.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipelines.reconcile.options import Options, Slip

    # Asked of every explanation (values by figure, rows left failing).
    Admissible = Callable[[Mapping[int, int], frozenset[int]], bool]

KINDS = tuple(SlipKind)
# Of slips whose value no row implies, one explanation may hold any number of lost signs, but one of any other kind.
SIGN_KINDS = (SlipKind.SIGN_LOST, SlipKind.SIGN_ADDED)


class SearchTooLargeError(Exception):
    """The search was given up before it had proved anything."""


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

    def __init__(self, options: Options, admissible: Admissible, node_limit: int) -> None:
        self._system = options.system
        self._options = options
        self._admissible = admissible
        self._node_limit = node_limit

    def cheapest(self, component: list[int], foreign: frozenset[int]) -> list[Solution]:
        """Every cheapest solution for the component's rows; SearchTooLargeError when that takes too many nodes."""
        self._state = State(self._system, component, foreign)
        self._nodes = 0
        self._found: dict[tuple[frozenset[tuple[int, int]], frozenset[int]], Solution] = {}
        self._joint = self._options.joint_slips(component)
        self._joint_fixing: dict[tuple[int, int], list[int]] = {}
        for position, slip in enumerate(self._joint):
            for effect in self._options.effects(slip).items():
                self._joint_fixing.setdefault(effect, []).append(position)
        budget = SLIP_COST
        while not self._found:
            # Never more than leaving every row failing, which is always a solution.
            self._next = FAILING_COST * len(component)
            self._explore_joint(budget, 0, budget)
            budget = self._next
        return sorted(self._found.values(), key=order_of)

    def _explore_joint(self, budget: int, first: int, whole: int) -> None:
        """Try every choice of slips on several figures (from `first` on), each with slips on one figure alone."""
        state = self._state
        self._explore(budget, whole)
        if not state.needs:
            return
        apart = state.apart()
        spare = budget - SLIP_COST * (1 + state.slips_needed(apart))
        if spare >= 0:
            positions: list[int] = list(range(first, len(self._joint)))
        else:
            # Only a slip that makes some of these rows hold leaves enough for the others.
            self._defer(whole - spare)
            positions = sorted({position for row in apart for position in self._fixing_joint(row) if position >= first})
        for position in positions:
            slip = self._joint[position]
            if all(state.free(number) for number, _ in slip.changes):
                undo = state.apply(slip)
                self._count()
                self._explore_joint(budget - SLIP_COST, position + 1, whole)
                state.undo(slip, undo)

    def _fixing_joint(self, row_number: int) -> list[int]:
        row, residual = self._system.rows[row_number], self._state.residuals[row_number]
        if row.low == row.high:
            return self._joint_fixing.get((row_number, row.low - residual), [])
        return [
            position
            for (touched, step), positions in self._joint_fixing.items()
            if touched == row_number and row.low <= residual + step <= row.high
            for position in positions
        ]

    def _defer(self, cost: int) -> None:
        """Something was cut off that costs at least this much: the next budget to try."""
        self._next = min(self._next, cost)

    def _explore(self, budget: int, whole: int) -> None:
        """Spend the rest of the budget on slips on one figure each."""
        state = self._state
        if not state.needs:
            self._record(whole - budget)
            return
        bound = SLIP_COST * state.slips_needed(state.apart())
        if bound > budget:
            self._defer(whole - budget + bound)
            return
        self._count()
        open_rows = [row for row, need in state.needs.items() if need == 1]
        if not open_rows:
            self._explore_unpinned(budget, whole)
            return
        row_number = self._most_constrained(open_rows)
        terms = self._system.rows[row_number].terms
        for slip in self._options.fixing(row_number, state.residuals[row_number]):
            if state.free(slip.changes[0][0]):
                undo = state.apply(slip)
                state.freeze(terms, 1)
                self._explore(budget - SLIP_COST, whole)
                state.freeze(terms, -1)
                state.undo(slip, undo)
        self._explore_leaving(row_number, budget, whole)
        saved = state.needs
        state.needs = {**saved, row_number: 2}
        self._explore(budget, whole)
        state.needs = saved

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > self._node_limit:
            raise SearchTooLargeError

    def _most_constrained(self, open_rows: list[int]) -> int:
        """The row that fewest slips can make hold alone."""
        state = self._state
        counts = [
            sum(state.free(slip.changes[0][0]) for slip in self._options.fixing(row, state.residuals[row]))
            for row in open_rows
        ]
        return open_rows[counts.index(min(counts))]

    def _explore_leaving(self, row_number: int, budget: int, whole: int) -> None:
        """Leave the row failing; then none of its figures may change, for a repair must not rest on it."""
        state = self._state
        terms = self._system.rows[row_number].terms
        if any(number in state.changed for number, _ in terms):
            return
        if budget < FAILING_COST:
            self._defer(whole - budget + FAILING_COST)
            return
        saved = state.needs
        state.needs = {row: need for row, need in saved.items() if row != row_number}
        state.left.append(row_number)
        state.freeze(terms, 1)
        self._explore(budget - FAILING_COST, whole)
        state.freeze(terms, -1)
        state.left.pop()
        state.needs = saved

    def _explore_unpinned(self, budget: int, whole: int) -> None:
        """Every failing row needs two slips or more: try each value of each figure of the shortest such row."""
        state = self._state
        row_number = min(state.needs, key=lambda row: (len(self._system.rows[row].terms), row))
        tried: list[tuple[int, int]] = []
        for term in self._system.rows[row_number].terms:
            if not state.free(term[0]):
                continue
            for slip in self._unpinned_slips(term[0]):
                undo = state.apply(slip)
                state.unpinned += slip.kind not in SIGN_KINDS
                self._explore(budget - SLIP_COST, whole)
                state.unpinned -= slip.kind not in SIGN_KINDS
                state.undo(slip, undo)
            state.freeze((term,), 1)
            tried.append(term)
        state.freeze(tried, -1)

    def _unpinned_slips(self, number: int) -> Iterator[Slip]:
        if self._system.figures[number].blank:
            for row_number, _ in self._system.touching[number]:
                for slip in self._options.fixing(row_number, self._state.residuals[row_number]):
                    if slip.changes[0][0] == number:
                        yield slip
            return
        signs_only = self._state.unpinned > 0
        for slip in self._options.catalogue_slips(number):
            if not signs_only or slip.kind in SIGN_KINDS:
                yield slip

    def _record(self, cost: int) -> None:
        state = self._state
        left = frozenset(state.left)
        if not self._admissible(state.changed, left):
            return
        solution = Solution(cost, frozenset(state.slips), left, state.foreign_rows())
        key = (frozenset(state.changed.items()), left)
        known = self._found.get(key)
        if known is None or order_of(solution) < order_of(known):
            self._found[key] = solution
