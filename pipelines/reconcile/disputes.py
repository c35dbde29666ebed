"""What is said of figures that the evidence does not decide: the rivals, and what the identities imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.evaluate import UNLIMITED, implied_steps, is_unreadable
from pipelines.reconcile.model import Change, Dispute, DisputeReason, Explanation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.reconcile.evaluate import UNLIMITED, System
    from pipelines.reconcile.model import Identity
    from pipelines.reconcile.search import Solution
    from pipelines.reconcile.solving import Component

MOST_EXPLANATIONS = 20


def disputes_of(
    system: System,
    identities: Sequence[Identity],
    components: Sequence[tuple[Component, tuple[int, ...]]],
    unresolved: Sequence[int],
    touching: Sequence[Sequence[int]],
) -> tuple[Dispute, ...]:
    """For each component with disputed changes (beside it), each row left failing, each `unresolved` figure."""
    figures = system.figures
    disputes: list[Dispute] = []
    for component, differing in components:
        if component.was_given_up:
            disputes.append(_given_up(system, identities, component))
            continue
        if differing:
            explaining = [solution for solution in component.solutions if solution.slips]
            disputes.append(
                Dispute(
                    tuple(figures[number].id for number in differing),
                    _ids(system, identities, component.rows),
                    _explanations(system, explaining),
                    DisputeReason.RIVALS if len(explaining) > 1 else DisputeReason.NOT_PINNED,
                )
            )
        left = frozenset.intersection(*(solution.left for solution in component.solutions))
        for row_number in sorted(left):
            members = tuple(figures[number].id for number, _ in system.rows[row_number].terms)
            ids = _ids(system, identities, (row_number,))
            disputes.append(Dispute(tuple(sorted(members)), ids, (), DisputeReason.NO_EXPLANATION))
    for number in unresolved:
        ids = tuple(identities[position].id for position in touching[number])
        disputes.append(Dispute((figures[number].id,), ids, (), DisputeReason.NO_EXPLANATION))
    return tuple(disputes)


def _given_up(system: System, identities: Sequence[Identity], component: Component) -> Dispute:
    numbers = {number for row in component.rows for number, _ in system.rows[row].terms}
    numbers |= {number for solution in component.found for number in solution.values()}
    return Dispute(
        tuple(system.figures[number].id for number in sorted(numbers)),
        _ids(system, identities, component.rows),
        _explanations(system, component.found),
        DisputeReason.SEARCH_LIMIT,
    )


def _explanations(system: System, solutions: Sequence[Solution]) -> tuple[Explanation, ...]:
    return tuple(_explanation(system, solution) for solution in solutions[:MOST_EXPLANATIONS])


def _ids(system: System, identities: Sequence[Identity], rows: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({identities[position].id for row in rows for position in system.rows[row].identities}))


def _explanation(system: System, solution: Solution) -> Explanation:
    changes = [
        Change(system.figures[number].id, value, slip.kind, slip_number)
        for slip_number, slip in enumerate(sorted(solution.slips, key=lambda slip: slip.changes))
        for number, value in slip.changes
    ]
    return Explanation(solution.cost, tuple(changes))


def implied_interval(
    system: System, number: int, touching: Sequence[int], settled: Sequence[int | None]
) -> tuple[int | None, int | None]:
    """The values (base units) that all identities at a figure leave it, given the others; None, None when none."""
    reading = 0 if is_unreadable(system.figures[number]) else system.readings[number]
    lows: list[int] = []
    highs: list[int] = []
    for position in touching:
        row = system.identities[position]
        total, weight = row.constant, 0
        for other, each in row.terms:
            value = settled[other]
            if other == number:
                weight, total = each, total + each * system.point(number, reading)
            elif value is None:
                break
            else:
                total += each * system.point(other, value)
        else:
            low, high = implied_steps(row, total, weight)
            if abs(low) < UNLIMITED // 2:
                lows.append(reading - (-low // 2))
            if abs(high) < UNLIMITED // 2:
                highs.append(reading + high // 2)
    if lows and highs and max(lows) > min(highs):
        return None, None
    return max(lows, default=None), min(highs, default=None)
