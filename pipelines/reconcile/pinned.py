"""Which slips of an explanation are pinned: an identity needs this one and no other that is still open.

Two slips that share all their identities could be other slips of other figures just as well, had the amounts been
others; that the catalogue knows only one such pair is chance, not evidence. They are listed, and not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Slip
    from pipelines.reconcile.search import Solution


def pinned_figures(system: System, solution: Solution, undecided: set[int]) -> set[int]:
    """The figures (by index) whose slips follow one after the other, each from a row that fails without it.

    A row with an `undecided` figure may owe its failing to that one: it takes two such rows, without a common
    undecided figure, to pin a slip.
    """
    pending: dict[int, dict[Slip, int]] = {}
    residuals: dict[int, int] = {}
    for slip in solution.slips:
        for number, value in slip.changes:
            for row_number, weight in system.touching[number]:
                effects = pending.setdefault(row_number, {})
                effects[slip] = effects.get(slip, 0) + weight * (value - system.readings[number])
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
    return {number for slip in pinned for number, _ in slip.changes}
