"""CP-SAT: every cheapest choice among a short list of slips, for components too large to be searched whole."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from pipelines.reconcile.budget import SearchTooLargeError
from pipelines.reconcile.search import Solution, order_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ortools.sat.python.cp_model import IntVar

    from pipelines.reconcile.budget import Budget
    from pipelines.reconcile.options import Options, Slip
    from pipelines.reconcile.search import Admissible

# More rivals than this are not told apart: the component is disputed as a whole.
MOST_SOLUTIONS = 40
# CP-SAT sums in 64 bits; what comes near is not given to it.
LARGEST_SUM = 2**60


class Choice:
    """A component's model: which of the slips are made, and which rows are left failing where that is allowed."""

    def __init__(
        self,
        options: Options,
        slips: Sequence[Slip],
        component: list[int],
        foreign: frozenset[int],
        admissible: Admissible,
        *,
        may_leave: bool = True,
    ) -> None:
        # Only a document with an error that the search cannot settle pays for the solver's import.
        from ortools.sat.python import cp_model  # noqa: PLC0415

        self._cp_model = cp_model
        self._system = options.system
        self._slips = slips
        self._component = component
        self._foreign = foreign
        self._admissible = admissible
        self.model = cp_model.CpModel()
        self._chosen = [self.model.new_bool_var("") for _ in slips]
        self._left = {row: self.model.new_bool_var("") for row in component} if may_leave else {}
        self._one_slip_a_figure()
        steps: dict[int, list[tuple[IntVar, int]]] = {row: [] for row in component}
        for slip, variable in zip(slips, self._chosen, strict=True):
            for row, step in options.effects(slip).items():
                if step and row not in foreign:
                    steps.setdefault(row, []).append((variable, step))
        for row, effects in steps.items():
            self._row_holds(row, effects)
        spent = sum(slip.cost * variable for slip, variable in zip(slips, self._chosen, strict=True))
        self._doubt = self._doubted()
        self.cost = spent + options.system.failing_cost * sum(self._doubt)

    def _one_slip_a_figure(self) -> None:
        by_figure: dict[int, list[IntVar]] = {}
        for slip, variable in zip(self._slips, self._chosen, strict=True):
            for number, _ in slip.changes:
                by_figure.setdefault(number, []).append(variable)
        for variables in by_figure.values():
            self.model.add_at_most_one(variables)

    def _row_holds(self, row_number: int, effects: list[tuple[IntVar, int]]) -> None:
        """Make the row hold, unless it is left failing with all its figures as they are."""
        model, left = self.model, self._left.get(row_number)
        row, residual = self._system.rows[row_number], self._system.residuals[row_number]
        size = max(1, gcd(*(step for _, step in effects)))
        reach = sum(abs(step) // size for _, step in effects) + 1  # no sum of effects is as large
        low, high = max(-(-(row.low - residual) // size), -reach), min((row.high - residual) // size, reach)
        if reach > LARGEST_SUM:
            raise SearchTooLargeError
        total = sum(step // size * variable for variable, step in effects)
        if low > high or (not effects and not low <= 0 <= high):
            model.add_bool_or([] if left is None else [left])
            return
        constraint = model.add_linear_constraint(total, low, high)
        if left is not None:
            constraint.only_enforce_if(~left)
            for variable, _ in effects:
                model.add_implication(variable, ~left)
        # What follows says nothing new, but is what the solver's bounds live on.
        if low == high == 0:
            self._raised_is_lowered(effects)
        elif not low <= 0 <= high:
            needed = sum((2 if low <= step // size <= high else 1) * variable for variable, step in effects)
            model.add(needed + (0 if left is None else 2 * left) >= 2)

    def _raised_is_lowered(self, effects: list[tuple[IntVar, int]]) -> None:
        """What one slip adds to a row another takes away; one variable a side, as a clause a pair would fill memory."""
        model = self.model
        raising = [variable for variable, step in effects if step > 0]
        lowering = [variable for variable, step in effects if step < 0]
        for one_side, other_side in ((raising, lowering), (lowering, raising)):
            is_any = model.new_bool_var("")
            model.add_bool_or([~is_any, *other_side])
            for variable in one_side:
                model.add_implication(variable, is_any)

    def _doubted(self) -> list[IntVar]:
        """A row is left failing for a figure that no slip explains; it counts once for all its rows."""
        doubted: dict[int, IntVar] = {}
        for row_number, variable in self._left.items():
            numbers = [number for number, _ in self._system.rows[row_number].terms]
            for number in numbers:
                if number not in doubted:
                    doubted[number] = self.model.new_bool_var("")
            self.model.add_bool_or([~variable, *(doubted[number] for number in numbers)])
        return list(doubted.values())

    def cheapest(self, steps: Budget, known: Solution | None = None) -> list[Solution]:
        """Every cheapest solution, none where there is none; SearchTooLargeError when they are too many or too hard.

        A `known` solution is where to begin, and bounds the cost.
        """
        if known is not None:
            self.model.add(self.cost <= known.cost)
            for slip, variable in zip(self._slips, self._chosen, strict=True):
                self.model.add_hint(variable, slip in known.slips)
        self.model.minimize(self.cost)
        found: list[Solution] = []
        for solution in self._solutions(steps):
            if not found:
                self.model.add(self.cost <= solution.cost)
            found.append(solution)
            if len(found) > MOST_SOLUTIONS:
                raise SearchTooLargeError
        return sorted(found, key=order_of)

    def differing(self, solution: Solution, most: int, steps: Budget) -> list[Solution]:
        """Solutions that cost at most `most`, until every figure that differs in any such differs in one of these.

        SearchTooLargeError when they are too many or too hard.
        """
        self.model.add(self.cost <= most)
        same = {
            slip: ~variable if slip in solution.slips else variable
            for slip, variable in zip(self._slips, self._chosen, strict=True)
        }
        self.model.add_bool_or(same.values())
        found: list[Solution] = []
        for rival in self._solutions(steps):
            found.append(rival)
            if len(found) > MOST_SOLUTIONS:
                raise SearchTooLargeError
            same = {
                slip: literal for slip, literal in same.items() if (slip in rival.slips) is (slip in solution.slips)
            }
            self.model.add_bool_or(same.values())
        return found

    def _solutions(self, steps: Budget) -> Iterator[Solution]:
        """One solution after the other, each checked in Python's own integers, each forbidden from then on."""
        while True:
            solver = self._cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 0
            solver.parameters.linearization_level = 2
            solver.parameters.max_deterministic_time = steps.effort
            outcome = solver.solve(self.model)
            steps.spend_effort(solver.response_proto.deterministic_time)
            if outcome == self._cp_model.INFEASIBLE:
                return
            if outcome != self._cp_model.OPTIMAL:
                raise SearchTooLargeError
            picked = [at for at, variable in enumerate(self._chosen) if solver.boolean_value(variable)]
            failing = frozenset(row for row, variable in self._left.items() if solver.boolean_value(variable))
            doubted = sum(solver.boolean_value(variable) for variable in self._doubt)
            solution = self._solution([self._slips[at] for at in picked], failing, self._system.failing_cost * doubted)
            if self._holds(solution) and self._admissible(solution.values(), failing):
                yield solution
            true = [self._chosen[at] for at in picked] + [self._left[row] for row in sorted(failing)]
            self.model.add_bool_or([~variable for variable in true])

    def _solution(self, slips: list[Slip], left: frozenset[int], cost_of_leaving: int) -> Solution:
        touching = self._system.touching
        reached = {row for slip in slips for number, _ in slip.changes for row, _ in touching[number]}
        cost = sum(slip.cost for slip in slips) + cost_of_leaving
        return Solution(cost, frozenset(slips), left, self._foreign & reached)

    def _holds(self, solution: Solution) -> bool:
        """Whether the rows hold in Python's own integers, whatever the solver says."""
        system, values = self._system, solution.values()
        rows = {row for number in values for row, _ in system.touching[number]} | set(self._component)
        for row_number in rows - self._foreign - solution.left:
            row = system.rows[row_number]
            residual = system.residuals[row_number] + sum(
                weight * (system.point(number, values[number]) - system.points[number])
                for number, weight in row.terms
                if number in values
            )
            if not row.low <= residual <= row.high:
                return False
        return True
