"""Failing rows that one explanation may have to serve together, solved apart from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.budget import STEPS
from pipelines.reconcile.candidates import joint_slips_that_fix
from pipelines.reconcile.solving import Solver

if TYPE_CHECKING:
    from pipelines.reconcile.budget import Budget
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Options
    from pipelines.reconcile.search import Admissible
    from pipelines.reconcile.solving import Component


class _Groups:
    """Union-find over failing rows."""

    def __init__(self, rows: list[int]) -> None:
        self._parent = {row: row for row in rows}

    def __contains__(self, row: int) -> bool:
        return row in self._parent

    def root(self, row: int) -> int:
        while self._parent[row] != row:
            row = self._parent[row]
        return row

    def join(self, one: int, other: int) -> bool:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
        return first != second

    def lists(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for row in self._parent:
            groups.setdefault(self.root(row), []).append(row)
        return list(groups.values())


def solve_components(system: System, failing: list[int], admissible: Admissible, document: Budget) -> list[Component]:
    """Solve the failing rows, together where an explanation of one reaches into another, within a document's budget."""
    solver = Solver(system, admissible)
    groups = _Groups(failing)
    _join_related(solver.options, failing, groups)
    solved: dict[tuple[int, ...], Component] = {}
    # What is joined has spent what its parts had spent, so that joining over and over comes to an end.
    spent: dict[int, int] = {}
    while True:
        components: list[Component] = []
        for group in groups.lists():
            key = tuple(group)
            if key not in solved:
                before = sum(spent.get(row, 0) for row in group)
                steps = document.part(STEPS - before)
                allowed = steps.steps
                solved[key] = solver.solve(group, frozenset(failing) - frozenset(group), steps)
                spent |= dict.fromkeys(group, 0) | {group[0]: before + allowed - steps.steps}
                document.steps -= allowed - steps.steps
            components.append(solved[key])
        if not _join_meeting(system, components, groups):
            return components


def _join_related(options: Options, failing: list[int], groups: _Groups) -> None:
    """Failing rows with a common or repeated figure, or whose one-slip explanations meet in a row, belong together."""
    system = options.system
    row_of_figure: dict[int, int] = {}
    row_by_meeting: dict[int, int] = {}
    for row_number in failing:
        for number, _ in system.rows[row_number].terms:
            groups.join(row_of_figure.setdefault(number, row_number), row_number)
        for slip in options.fixing(row_number, system.residuals[row_number]):
            for met, _ in system.touching[slip.changes[0][0]]:
                groups.join(row_by_meeting.setdefault(met, row_number), row_number)
    for slip in joint_slips_that_fix(options, failing):
        reached = [row for row, step in options.effects(slip).items() if step]
        failing_here = [row for row in reached if row in groups]
        for row_number in failing_here:
            groups.join(failing_here[0], row_number)
        for met in reached:
            groups.join(row_by_meeting.setdefault(met, failing_here[0]), failing_here[0])
    for row in system.rows:
        if len(row.terms) == 2:
            (one, _), (other, _) = row.terms
            if one in row_of_figure and other in row_of_figure:
                groups.join(row_of_figure[one], row_of_figure[other])


def _join_meeting(system: System, components: list[Component], groups: _Groups) -> bool:
    """Join components whose solutions change each other's failing rows or meet in a row; whether any were joined."""
    joined = False
    first_at: dict[int, int] = {}
    for component in components:
        own = component.rows[0]
        for solution in component.solutions:
            for row in sorted(solution.foreign):
                joined |= groups.join(own, row)
            for number in sorted(solution.values()):
                for met, _ in system.touching[number]:
                    joined |= groups.join(first_at.setdefault(met, own), own)
    return joined
