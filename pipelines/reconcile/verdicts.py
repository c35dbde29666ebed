"""From explanations to verdicts: what all cheapest explanations share is settled, everything else is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.disputes import disputes_of, implied_interval
from pipelines.reconcile.evaluate import is_unreadable, known_sum, weighted_sum
from pipelines.reconcile.model import (
    FigureVerdict,
    IdentityVerdict,
    Reconciliation,
    Repair,
    SlipKind,
    Status,
)
from pipelines.reconcile.options import Slip
from pipelines.reconcile.pinned import far_fetched_figures, pinned_figures
from pipelines.reconcile.signs import shown_signs
from pipelines.reconcile.slips import within_bounds
from pipelines.reconcile.unreadable import implied_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.reconcile.evaluate import Row, System
    from pipelines.reconcile.model import Figure, Identity
    from pipelines.reconcile.solving import Component


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
        self._unreadable = [number for number, figure in enumerate(figures) if is_unreadable(figure)]
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
        while self._withdraw_failing() or self._spread_doubt():
            self._settle()
        self._sign_is_shown = self._signs()

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
                [number for number in self._unreadable if self._settled[number] is None],
                self._touching,
            ),
            sum(component.cost for component in self._components),
        )

    def _share(self, component: Component) -> None:
        answers = [solution.values() for solution in component.solutions]
        changed = {number for values in answers for number in values}
        differing = {number for number in changed if len({values.get(number) for values in answers}) > 1}
        self._shared.update({number: answers[0][number] for number in changed - differing})
        self._undecided |= differing
        for solution in component.solutions:
            self._undecided |= far_fetched_figures(self._system, solution)
        for row_number in {row for solution in component.solutions for row in solution.left}:
            row = self._system.rows[row_number]
            members = {number for number, _ in row.terms}
            for position in row.identities:
                members |= {number for number, _ in self._system.identities[position].terms}
            self._undecided |= members
            if component.was_given_up:
                # Beside them may stand what holds as printed and is wrong all the same: a row that lost all its signs.
                touching = {position for number in members for position in self._touching[number]}
                self._undecided |= {n for position in touching for n, _ in self._system.identities[position].terms}

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
        points = [
            None if value is None else self._system.point(number, value) for number, value in enumerate(self._settled)
        ]
        self._residuals = [known_sum(row.terms, points, row.constant) for row in self._system.identities]
        self._holds = [
            residual is not None and row.low <= residual <= row.high
            for row, residual in zip(self._system.identities, self._residuals, strict=True)
        ]

    def _withdraw_failing(self) -> bool:
        """Withdraw repairs after which an identity still fails, with all that their slips changed; whether any were."""
        failing = {
            number
            for number in self._shared
            for position in self._touching[number]
            if self._residuals[position] is not None and not self._holds[position]
        }
        for component in self._components:
            for slip in frozenset.intersection(*(solution.slips for solution in component.solutions)):
                numbers = {number for number, _ in slip.changes}
                if numbers & failing or not numbers <= self._shared.keys():
                    failing |= numbers & self._shared.keys()
        self._undecided |= failing
        self._shared = {number: value for number, value in self._shared.items() if number not in failing}
        return bool(failing)

    def _spread_doubt(self) -> bool:
        """Doubt figures that no identity vouches for; whether a repair was withdrawn for it.

        What stands beside a disputed figure may share its slip: an identity of three or more amounts, not all others of
        them disputed, hardly holds by chance, but two lines that merely repeat each other hold just as well when both
        lost their sign.
        """
        self._value_statuses = [self._value_status(number) for number in range(len(self._figures))]
        disputed = {number for number, status in enumerate(self._value_statuses) if status is Status.DISPUTED}
        queue = sorted(disputed)
        repairs = len(self._shared)
        while queue:
            rows = self._system.identities
            touching = [position for position in self._touching[queue.pop()] if not rows[position].is_inequality]
            beside = {
                number for position in touching for number, _ in self._system.identities[position].terms
            } - disputed
            for number in sorted(beside):
                if not any(self._vouches(position, number, disputed) for position in self._touching[number]):
                    self._undecided.add(number)
                    self._shared.pop(number, None)
                    self._value_statuses[number] = Status.DISPUTED
                    disputed.add(number)
                    queue.append(number)
        return len(self._shared) < repairs

    def _signs(self) -> list[bool]:
        disputed = {number for number, status in enumerate(self._value_statuses) if status is Status.DISPUTED}
        if not disputed:
            return shown_signs(self._system, self._settled, self._holds)
        doubted = disputed - self._of_certain_sign()
        evidence = [self._shows_signs(position, disputed, doubted) for position in range(len(self._identities))]
        return shown_signs(self._system, self._settled, evidence)

    def _of_certain_sign(self) -> set[int]:
        """The figures that no explanation gives another sign, of those that one changes or leaves in a failing row."""
        readings: dict[int, set[int]] = {}
        for component in self._components:
            left = {row for solution in component.solutions for row in solution.left}
            for number in {number for row in left for number, _ in self._system.rows[row].terms}:
                readings[number] = {self._system.readings[number]}
            for solution in (*component.solutions, *component.found):
                for number, value in solution.values().items():
                    readings.setdefault(number, {self._system.readings[number]}).add(value)
        return {number for number, values in readings.items() if min(values) >= 0 or max(values) <= 0}

    def _shows_signs(self, position: int, disputed: set[int], doubted: set[int]) -> bool:
        """Whether the identity holds, not by disputed figures alone, and none of its signs is in doubt.

        If one is, all of them may have changed together.
        """
        terms = self._system.identities[position].terms
        if not self._holds[position] or any(number in doubted for number, _ in terms):
            return False
        amounts = [number for number, _ in terms if self._settled[number] != 0]
        is_partly_disputed = any(number in disputed for number in amounts)
        return not is_partly_disputed or (len(amounts) > 2 and sum(number not in disputed for number in amounts) > 1)

    def _vouches(self, position: int, number: int, disputed: set[int]) -> bool:
        if not self._holds[position] or self._system.identities[position].is_inequality:
            return False
        terms = self._system.identities[position].terms
        # A row's own sum holds for its cells in any order: it says nothing where a disputed row repeats this one.
        if self._is_along_row(position) and self._repeats_disputed(number, disputed):
            return False
        if not any(other in disputed for other, _ in terms if other != number):
            return True
        amounts = [other for other, _ in terms if self._settled[other] != 0]
        return len(amounts) > 2 and any(other != number and other not in disputed for other in amounts)

    def _is_along_row(self, position: int) -> bool:
        places = [self._figures[number].place for number, _ in self._system.identities[position].terms]
        return None not in places and len({(place.table, place.row) for place in places if place}) == 1

    def _repeats_disputed(self, number: int, disputed: set[int]) -> bool:
        """Whether the figure is merely equal to a disputed one."""
        for position in self._touching[number]:
            if self._system.identities[position].is_inequality:
                continue
            amounts = [other for other, _ in self._system.identities[position].terms if self._settled[other] != 0]
            if self._holds[position] and len(amounts) == 2 and any(o in disputed for o in amounts if o != number):
                return True
        return False

    def _settle_unreadable(self) -> None:
        if not self._unreadable:
            return
        values = {number: value or 0 for number, value in enumerate(self._settled)}
        ranges = implied_ranges(self._system, values, frozenset(self._undecided))
        for number in self._unreadable:
            low, high = ranges.get(number, (0, 1))
            figure = self._figures[number]
            self._settled[number] = low if low == high and within_bounds(figure, low) else None

    def _value_of(self, position: int, values: Sequence[int | None]) -> int | None:
        return known_sum(self._system.identities[position].terms, values, self._identities[position].constant)

    def _status(self, number: int) -> Status:
        status = self._value_statuses[number]
        if status is Status.PROVEN and not self._sign_is_shown[number]:
            return Status.UNCHECKED if self._figures[number].certain else Status.DISPUTED
        return status

    def _value_status(self, number: int) -> Status:
        """What the identities say of the figure's size."""
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
        if all(self._system.identities[position].is_inequality for position in readable):
            return Status.UNCHECKED if figure.certain else Status.DISPUTED
        return Status.REPAIRED if is_unreadable(figure) else Status.PROVEN

    def _figure_verdict(self, number: int) -> FigureVerdict:
        figure = self._figures[number]
        status = self._status(number)
        settled = self._settled[number]
        low = high = None
        if status is Status.DISPUTED:
            low, high = implied_interval(self._system, number, self._touching[number], self._settled)
            settled = None if is_unreadable(figure) else settled
        identities = tuple([self._identities[position].id for position in self._touching[number]])
        return FigureVerdict(figure.id, status, settled, identities, low, high, self._sign_is_shown[number])

    def _identity_verdict(self, position: int) -> IdentityVerdict:
        row = self._system.identities[position]
        # Reported are the values themselves; what their points add is a shift of the bounds.
        settled, points = self._value_of(position, self._settled), self._residuals[position]
        # What nobody can read is disputed without a value, also where the others leave one value alone: so is its sum.
        unreadable = self._unreadable_of(row)
        is_open = any(self._status(number) is Status.DISPUTED for number in unreadable)
        shift = 0 if settled is None or points is None else points - 2 * settled
        low, high = -((shift - row.low) // 2), (row.high - shift) // 2
        return IdentityVerdict(
            self._identities[position].id,
            None if unreadable else self._value_of(position, self._system.readings),
            None if is_open else settled,
            max(abs(low), abs(high)),
            self._held_as_printed(row),
            self._holds[position] and not is_open,
            low,
            high,
        )

    def _unreadable_of(self, row: Row) -> list[int]:
        if not self._unreadable:
            return []
        return [number for number, _ in row.terms if is_unreadable(self._figures[number])]

    def _held_as_printed(self, row: Row) -> bool:
        return not self._unreadable_of(row) and row.low <= weighted_sum(row, self._system.points) <= row.high

    def _repairs(self) -> tuple[Repair, ...]:
        repairs: list[Repair] = []
        slip_number = 0
        for component in self._components:
            for slip in sorted(component.solutions[0].slips, key=lambda slip: slip.changes):
                kept = [number for number, _ in slip.changes if number in self._shared]
                repairs += [self._repair(number, self._shared[number], slip, slip_number) for number in kept]
                slip_number += bool(kept)
        for number in self._unreadable:
            settled = self._settled[number]
            if settled is not None and self._status(number) is Status.REPAIRED:
                slip = Slip(SlipKind.MISSING_CELL, ((number, settled),))
                repairs.append(self._repair(number, settled, slip, slip_number))
                slip_number += 1
        return tuple(repairs)

    def _repair(self, number: int, settled: int, slip: Slip, slip_number: int) -> Repair:
        figure, touching = self._figures[number], self._touching[number]
        failed, hold = [], []
        for position in touching:
            if not self._held_as_printed(self._system.identities[position]):
                failed.append(self._identities[position].id)
            if self._holds[position]:
                hold.append(self._identities[position].id)
        return Repair(figure.id, figure.printed, settled, slip.kind, slip_number, slip.cost, tuple(failed), tuple(hold))
