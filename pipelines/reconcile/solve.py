"""The CP-SAT model: every cheapest choice among a short list of slips, for components too large to search whole."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from pipelines.reconcile.search import Solution, order_of
from pipelines.reconcile.slips import FAILING_COST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortools.sat.python.cp_model import CpModel, IntVar

    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Options, Slip
    from pipelines.reconcile.search import Admissible

# More rivals than this are not told apart: the component is disputed as a whole.
MOST_SOLUTIONS = 40
# Deterministic seconds, so that a slow machine gives the same answer as a fast one.
EFFORT = 4.0
# CP-SAT sums in 64 bits; what comes near is not given to it.
LARGEST_SUM = 2**60


class UndecidedError(Exception):
    """The solver could not list every cheapest explanation."""


def solve(
    options: Options,
    slips: list[Slip],
    component: list[int],
    foreign: frozenset[int],
    admissible: Admissible,
) -> list[Solution]:
    """Every cheapest solution within the list of slips; UndecidedError when there are too many or it takes too long."""
    # Only a document with an error that the search cannot settle pays for the solver's import.
    from ortools.sat.python import cp_model  # noqa: PLC0415

    model = cp_model.CpModel()
    chosen = [model.new_bool_var(f"slip {position}") for position in range(len(slips))]
    left = {row: model.new_bool_var(f"row {row}") for row in component}
    _one_slip_a_figure(model, slips, chosen)
    system = options.system
    steps: dict[int, list[tuple[IntVar, int]]] = {row: [] for row in component}
    steps |= _steps(options, zip(slips, chosen, strict=True), foreign)
    for row_number, effects in steps.items():
        _row_holds(model, system, row_number, effects, left.get(row_number))
    # A row is left failing for a figure that no slip explains; it counts once for all its rows.
    doubted: dict[int, IntVar] = {}
    for row_number, variable in left.items():
        for number, _ in system.rows[row_number].terms:
            if number not in doubted:
                doubted[number] = model.new_bool_var(f"figure {number}")
        model.add_bool_or([~variable, *(doubted[number] for number, _ in system.rows[row_number].terms)])
    cost = sum(slip.cost * variable for slip, variable in zip(slips, chosen, strict=True)) + FAILING_COST * sum(
        doubted.values()
    )
    model.minimize(cost)
    found: list[Solution] = []
    cheapest: int | None = None
    while True:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = EFFORT
        outcome = solver.solve(model)
        if outcome == cp_model.INFEASIBLE:
            return sorted(found, key=order_of)
        if outcome != cp_model.OPTIMAL or len(found) == MOST_SOLUTIONS:
            raise UndecidedError
        picked = [position for position, variable in enumerate(chosen) if solver.boolean_value(variable)]
        failing = frozenset(row for row, variable in left.items() if solver.boolean_value(variable))
        solution = _solution(
            system, int(solver.objective_value), [slips[position] for position in picked], failing, foreign
        )
        if _holds(system, solution, component, foreign) and admissible(solution.values(), failing):
            found.append(solution)
            if cheapest is None:
                cheapest = solution.cost
                model.add(cost <= cheapest)
        true = [chosen[position] for position in picked] + [left[row] for row in sorted(failing)]
        model.add_bool_or([~variable for variable in true])


def _one_slip_a_figure(model: CpModel, slips: list[Slip], chosen: list[IntVar]) -> None:
    by_figure: dict[int, list[IntVar]] = {}
    for slip, variable in zip(slips, chosen, strict=True):
        for number, _ in slip.changes:
            by_figure.setdefault(number, []).append(variable)
    for variables in by_figure.values():
        model.add_at_most_one(variables)


def _steps(
    options: Options, slips: Iterable[tuple[Slip, IntVar]], foreign: frozenset[int]
) -> dict[int, list[tuple[IntVar, int]]]:
    """What each slip adds to each row that it touches and that has to hold."""
    steps: dict[int, list[tuple[IntVar, int]]] = {}
    for slip, variable in slips:
        for row_number, step in options.effects(slip).items():
            if row_number not in foreign:
                steps.setdefault(row_number, []).append((variable, step))
    return steps


def _row_holds(
    model: CpModel, system: System, row_number: int, effects: list[tuple[IntVar, int]], left: IntVar | None
) -> None:
    """Make the row hold, unless `left` says that it is left failing with all its figures as they are."""
    row, residual = system.rows[row_number], system.residuals[row_number]
    size = max(1, gcd(*(step for _, step in effects)))
    low, high = -(-(row.low - residual) // size), (row.high - residual) // size
    if sum(abs(step) // size for _, step in effects) + max(abs(low), abs(high)) > LARGEST_SUM:
        raise UndecidedError
    total = sum(step // size * variable for variable, step in effects)
    if left is None:
        model.add_linear_constraint(total, low, high)
    elif low > high or not effects:
        model.add(left == 1)
    else:
        model.add_linear_constraint(total, low, high).only_enforce_if(~left)
        for variable, _ in effects:
            model.add_implication(variable, ~left)


def _solution(system: System, cost: int, slips: list[Slip], left: frozenset[int], foreign: frozenset[int]) -> Solution:
    reached = {row for slip in slips for number, _ in slip.changes for row, _ in system.touching[number]}
    return Solution(cost, frozenset(slips), left, foreign & reached)


def _holds(system: System, solution: Solution, component: list[int], foreign: frozenset[int]) -> bool:
    """Whether the rows hold in Python's own integers, whatever the solver says."""
    values = solution.values()
    rows = {row for number in values for row, _ in system.touching[number]} | set(component)
    for row_number in rows - foreign - solution.left:
        row = system.rows[row_number]
        residual = system.residuals[row_number] + sum(
            weight * (system.point(number, values[number]) - system.point(number, system.readings[number]))
            for number, weight in row.terms
            if number in values
        )
        if not row.low <= residual <= row.high:
            return False
    return True
