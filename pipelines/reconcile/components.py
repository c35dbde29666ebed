"""Failing rows that one explanation may have to serve together, solved apart from all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reconcile.candidates import joint_slips_that_fix, short_list
from pipelines.reconcile.options import Options
from pipelines.reconcile.search import Search, SearchTooLargeError, Solution
from pipelines.reconcile.slips import FAILING_COST
from pipelines.reconcile.solve import UndecidedError, solve

if TYPE_CHECKING:
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.search import Admissible


@dataclass(frozen=True, slots=True)
class Component:
    """Failing rows and every cheapest solution for them."""

    rows: tuple[int, ...]
    solutions: tuple[Solution, ...]

    @property
    def cost(self) -> int:
        """What each of the cheapest solutions costs."""
        return self.solutions[0].cost


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


def solve_components(system: System, failing: list[int], admissible: Admissible) -> list[Component]:
    """Solve the failing rows, together where an explanation of one reaches into another."""
    options = Options(system)
    groups = _Groups(failing)
    _join_related(options, failing, groups)
    solved: dict[tuple[int, ...], list[Solution]] = {}
    while True:
        lists = groups.lists()
        for group in lists:
            key = tuple(group)
            if key not in solved:
                solved[key] = _solve(options, admissible, group, frozenset(failing) - frozenset(group))
        if not _join_meeting(system, {key: solved[key] for key in map(tuple, lists)}, groups):
            return [Component(tuple(group), tuple(solved[tuple(group)])) for group in lists]


def _solve(options: Options, admissible: Admissible, group: list[int], foreign: frozenset[int]) -> list[Solution]:
    """Every cheapest solution, or that of leaving the whole group failing where they cannot all be listed."""
    try:
        return Search(options, admissible).cheapest(group, foreign)
    except SearchTooLargeError:
        pass
    try:
        return solve(options, short_list(options, group), group, foreign, admissible)
    except UndecidedError:
        return [Solution(FAILING_COST * len(group), frozenset(), frozenset(group), frozenset())]


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


def _join_meeting(system: System, solved: dict[tuple[int, ...], list[Solution]], groups: _Groups) -> bool:
    """Join components whose solutions change each other's failing rows or meet in a row; whether any were joined."""
    joined = False
    first_at: dict[int, int] = {}
    for group, solutions in solved.items():
        for solution in solutions:
            for row in sorted(solution.foreign):
                joined |= groups.join(group[0], row)
            for number in sorted(solution.values()):
                for met, _ in system.touching[number]:
                    joined |= groups.join(first_at.setdefault(met, group[0]), group[0])
    return joined
