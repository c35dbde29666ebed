"""Which slips of an explanation are pinned: an identity needs this one and no other that is still open.

Two slips that share all their identities could be other slips of other figures just as well, had the amounts been
others; that the catalogue knows only one such pair is chance, not evidence. They are listed, and not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.slips import SLIP_COST

if TYPE_CHECKING:
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Slip
    from pipelines.reconcile.search import Solution


def pinned_figures(system: System, solution: Solution, undecided: set[int]) -> set[int]:
    """The figures (by index) whose slips follow one after the other, each from a row that fails without it.

    A row with an `undecided` figure may owe its failing to that one: it takes two such rows, without a common
    undecided figure, to pin a slip. Cells exchanged within a row that adds up are pinned together with others such.
    """
    pending: dict[int, dict[Slip, int]] = {}
    residuals: dict[int, int] = {}
    for slip in solution.slips:
        for number, value in slip.changes:
            for row_number, weight in system.touching[number]:
                effects = pending.setdefault(row_number, {})
                step = system.point(number, value) - system.points[number]
                effects[slip] = effects.get(slip, 0) + weight * step
                residuals[row_number] = system.residuals[row_number]
    queue = sorted(pending)
    pinned: set[Slip] = set()
    doubted: dict[Slip, list[set[int]]] = {}
    while queue:
        row_number = queue.pop()
        row, effects = system.rows[row_number], pending[row_number]
        if len(effects) != 1 or row.low <= residuals[row_number] <= row.high:
            continue
        (slip,) = effects
        doubts = {number for number, _ in row.terms if number in undecided}
        others = doubted.setdefault(slip, [])
        if doubts and all(doubts & other for other in others):
            others.append(doubts)
            continue
        pinned.add(slip)
        for other, other_effects in pending.items():
            if slip in other_effects:
                residuals[other] += other_effects.pop(slip)
                queue.append(other)
    for row_number, effects in pending.items():
        row = system.rows[row_number]
        if not row.low <= residuals[row_number] <= row.high and all(_is_exchange(system, slip) for slip in effects):
            pinned |= effects.keys()
    return {number for slip in pinned for number, _ in slip.changes}


def _is_exchange(system: System, slip: Slip) -> bool:
    """Whether an exact row over both cells says that nothing came or went, whichever else was exchanged beside them."""
    if slip.kind is not SlipKind.SWAPPED_CELLS or slip.cost > SLIP_COST:
        return False
    (one, _), (other, _) = slip.changes
    both = {row for row, _ in system.touching[one]} & {row for row, _ in system.touching[other]}
    exact = [system.rows[row] for row in both if system.rows[row].low == system.rows[row].high]
    return any(dict(row.terms)[one] == dict(row.terms)[other] for row in exact)


# A sign is lost wherever a loss is printed, and cells move together; any other slip comes alone.
KINDS_IN_COMPANY = (SlipKind.SIGN_LOST, SlipKind.SIGN_ADDED, SlipKind.SWAPPED_CELLS, SlipKind.SHIFTED_ROW)


def far_fetched_figures(system: System, solution: Solution) -> set[int]:
    """The figures (by index) of slips that hang together with two which cancel each other out by chance.

    That is what an explanation says of a row which holds as printed, and which only such slips change.
    """
    effects: dict[int, dict[Slip, int]] = {}
    for slip in solution.slips:
        for number, value in slip.changes:
            for row_number, weight in system.touching[number]:
                by_slip = effects.setdefault(row_number, {})
                step = system.point(number, value) - system.points[number]
                by_slip[slip] = by_slip.get(slip, 0) + weight * step
    queue = []
    for row_number, by_slip in effects.items():
        row = system.rows[row_number]
        changing = [slip for slip, effect in by_slip.items() if effect]
        exact = row.low == row.high == system.residuals[row_number]
        if exact and changing and not any(slip.kind in KINDS_IN_COMPANY for slip in changing):
            queue.append(row_number)
    far_fetched: set[Slip] = set()
    while queue:
        beside = effects[queue.pop()].keys() - far_fetched
        far_fetched |= beside
        queue += [row_number for row_number, by_slip in effects.items() if beside & by_slip.keys()]
    return {number for slip in far_fetched for number, _ in slip.changes}
