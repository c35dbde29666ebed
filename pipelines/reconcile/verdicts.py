"""From explanations to verdicts: what all cheapest explanations share is settled, everything else is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.disputes import disputes_of, implied_interval
from pipelines.reconcile.evaluate import is_unreadable, weighted_sum
from pipelines.reconcile.model import (
    FigureVerdict,
    IdentityVerdict,
    Reconciliation,
    Repair,
    SlipKind,
    Status,
)
from pipelines.reconcile.pinned import pinned_figures
from pipelines.reconcile.slips import SLIP_COST, within_bounds
from pipelines.reconcile.unreadable import implied_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.reconcile.components import Component
    from pipelines.reconcile.evaluate import Row, System
    from pipelines.reconcile.model import Figure, Identity


class Judge:
    """Gives every figure and identity its verdict; `components` are the failing rows with their solutions."""

    def __init__(
        self,
        system: System,
        figures: Sequence[Figure],
        identities: Sequence[Identity],
        components: Sequence[Component],
    ) -> None:
        self._system = system
        self._figures = figures
        self._identities = identities
        self._components = components
        self._touching: list[list[int]] = [[] for _ in figures]
        for position, row in enumerate(system.identities):
            for number, _ in row.terms:
                self._touching[number].append(position)
        self._shared: dict[int, int] = {}
        self._undecided: set[int] = set()
        for component in components:
            self._share(component)
        self._keep_pinned()
        self._settle()

    def answer(self) -> Reconciliation:
        """The verdicts in the order of the figures and identities given."""
        return Reconciliation(
            tuple(self._figure_verdict(number) for number in range(len(self._figures))),
            tuple(self._identity_verdict(position) for position in range(len(self._identities))),
            self._repairs(),
            disputes_of(
                self._system,
                self._identities,
                [(component, self._disputed_changes(component)) for component in self._components],
                [number for number in self._unreadable() if self._settled[number] is None],
                self._touching,
            ),
        )

    def _unreadable(self) -> list[int]:
        return [number for number, figure in enumerate(self._figures) if is_unreadable(figure)]

    def _share(self, component: Component) -> None:
        answers = [solution.values() for solution in component.solutions]
        changed = {number for values in answers for number in values}
        differing = {number for number in changed if len({values.get(number) for values in answers}) > 1}
        self._shared.update({number: answers[0][number] for number in changed - differing})
        self._undecided |= differing
        for row_number in {row for solution in component.solutions for row in solution.left}:
            row = self._system.rows[row_number]
            members = {number for number, _ in row.terms}
            for position in row.identities:
                members |= {number for number, _ in self._system.identities[position].terms}
            self._undecided |= members

    def _keep_pinned(self) -> None:
        """Believe only the shared changes that are pinned in every solution."""
        while True:
            loose = {
                number
                for component in self._components
                for solution in component.solutions
                for number in solution.values().keys() - pinned_figures(self._system, solution, self._undecided)
            } - self._undecided
            if not loose:
                break
            self._undecided |= loose
        self._shared = {number: value for number, value in self._shared.items() if number not in self._undecided}

    def _disputed_changes(self, component: Component) -> tuple[int, ...]:
        changed = {number for solution in component.solutions for number in solution.values()}
        return tuple(sorted(changed & self._undecided))

    def _settle(self) -> None:
        self._settled: list[int | None] = list(self._system.readings)
        for number, value in self._shared.items():
            self._settled[number] = value
        self._settle_unreadable()
        self._residuals = [self._residual(row, self._settled) for row in self._system.identities]
        self._holds = [
            residual is not None and row.low <= residual <= row.high
            for row, residual in zip(self._system.identities, self._residuals, strict=True)
        ]

    def _settle_unreadable(self) -> None:
        unreadable = self._unreadable()
        if not unreadable:
            return
        values = {number: value or 0 for number, value in enumerate(self._settled)}
        ranges = implied_ranges(self._system, values, frozenset(self._undecided))
        for number in unreadable:
            low, high = ranges.get(number, (0, 1))
            figure = self._figures[number]
            self._settled[number] = low if low == high and within_bounds(figure, low) else None

    def _residual(self, row: Row, values: Sequence[int | None]) -> int | None:
        known = {number: values[number] for number, _ in row.terms}
        numbers = {number: value for number, value in known.items() if value is not None}
        return weighted_sum(row, numbers) if len(numbers) == len(known) else None

    def _status(self, number: int) -> Status:
        figure = self._figures[number]
        touching = self._touching[number]
        if number in self._shared:
            return Status.REPAIRED
        if number in self._undecided or self._settled[number] is None:
            return Status.DISPUTED
        if not touching:
            return Status.UNCHECKED if figure.certain else Status.DISPUTED
        # An identity with a term that nobody can read says nothing; one that fails says that something is wrong.
        readable = [position for position in touching if self._residuals[position] is not None]
        if not readable or not all(self._holds[position] for position in readable):
            return Status.DISPUTED
        return Status.REPAIRED if is_unreadable(figure) else Status.PROVEN

    def _figure_verdict(self, number: int) -> FigureVerdict:
        figure = self._figures[number]
        status = self._status(number)
        settled = self._settled[number]
        low = high = None
        if status is Status.DISPUTED:
            low, high = implied_interval(self._system, number, self._touching[number], self._settled)
            settled = None if is_unreadable(figure) else settled
        identities = tuple(self._identities[position].id for position in self._touching[number])
        return FigureVerdict(figure.id, status, settled, identities, low, high)

    def _identity_verdict(self, position: int) -> IdentityVerdict:
        row = self._system.identities[position]
        printed = self._printed_residual(row)
        return IdentityVerdict(
            self._identities[position].id,
            printed,
            self._residuals[position],
            row.high,
            printed is not None and row.low <= printed <= row.high,
            self._holds[position],
        )

    def _printed_residual(self, row: Row) -> int | None:
        if any(is_unreadable(self._figures[number]) for number, _ in row.terms):
            return None
        return weighted_sum(row, self._system.readings)

    def _repairs(self) -> tuple[Repair, ...]:
        repairs: list[Repair] = []
        slip_number = 0
        for component in self._components:
            for slip in sorted(component.solutions[0].slips, key=lambda slip: slip.changes):
                kept = [number for number, _ in slip.changes if number in self._shared]
                repairs += [self._repair(number, self._shared[number], slip.kind, slip_number) for number in kept]
                slip_number += bool(kept)
        for number in self._unreadable():
            settled = self._settled[number]
            if settled is not None and self._status(number) is Status.REPAIRED:
                repairs.append(self._repair(number, settled, SlipKind.MISSING_CELL, slip_number))
                slip_number += 1
        return tuple(repairs)

    def _repair(self, number: int, settled: int, kind: SlipKind, slip_number: int) -> Repair:
        figure, touching = self._figures[number], self._touching[number]
        failed, hold = [], []
        for position in touching:
            row = self._system.identities[position]
            printed = self._printed_residual(row)
            if printed is None or not row.low <= printed <= row.high:
                failed.append(self._identities[position].id)
            if self._holds[position]:
                hold.append(self._identities[position].id)
        return Repair(figure.id, figure.printed, settled, kind, slip_number, SLIP_COST, tuple(failed), tuple(hold))
