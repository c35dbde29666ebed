"""A short list of slips for a component too large to be searched whole: what its rows imply, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.budget import SearchTooLargeError
from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.slips import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.reconcile.evaluate import System
    from pipelines.reconcile.options import Options, Slip

# After this many rounds nothing more is added: each round follows an explanation one slip further, and explanations
# that need a longer chain are not believed anyway.
ROUNDS = 3
# No proof over a longer list comes to an end in time.
MOST_SLIPS = 12_000


def short_list(options: Options, component: list[int]) -> list[Slip]:
    """Slips that could explain the component's failing rows, each set of changes once, in a fixed order.

    These are: every lost or added sign in the rows; every slip that makes a failing row hold; then, supposing each of
    these made, every slip that makes a row hold which it leaves or makes failing. SearchTooLargeError where that is no
    short list.
    """
    system = options.system
    found: dict[tuple[tuple[int, int], ...], Slip] = {}

    def add(slip: Slip) -> bool:
        known = found.get(slip.changes)
        if known is None or KINDS.index(slip.kind) < KINDS.index(known.kind):
            found[slip.changes] = slip
        return known is None

    for row_number in component:
        for number, _ in system.rows[row_number].terms:
            for slip in options.sign_slips(number):
                add(slip)
    newest = list(found.values())
    newest += [slip for row_number in component for slip in options.fixing(row_number, system.residuals[row_number])]
    newest += joint_slips_that_fix(options, component)
    for slip in [*newest, *options.joint_slips(component)]:
        add(slip)
    for _ in range(ROUNDS):
        if len(found) > MOST_SLIPS:
            raise SearchTooLargeError
        following: list[Slip] = []
        for slip in newest:
            changed = {number for number, _ in slip.changes}
            for row_number, step in options.effects(slip).items():
                row, residual = system.rows[row_number], system.residuals[row_number] + step
                if step and not row.low <= residual <= row.high:
                    next_slips = options.fixing(row_number, residual)
                    following += [each for each in next_slips if each.changes[0][0] not in changed and add(each)]
            if len(found) > MOST_SLIPS:
                raise SearchTooLargeError
        newest = following
    return list(found.values())


def sign_list(options: Options, component: list[int]) -> list[Slip]:
    """Every lost or added sign of the component's figures, and of all that stand in one row with them.

    SearchTooLargeError where that is no short list.
    """
    system = options.system
    own = {number for row in component for number, _ in system.rows[row].terms}
    rows = {row for number in own for row, _ in system.touching[number]}
    numbers = sorted({number for row in rows for number, _ in system.rows[row].terms})
    if len(numbers) > MOST_SLIPS:
        raise SearchTooLargeError
    return [slip for number in numbers for slip in options.sign_slips(number)]


def joint_slips_that_fix(options: Options, rows: list[int]) -> list[Slip]:
    """Slips on several cells, swaps with lost signs too, that make one of these failing rows hold by themselves."""
    joint = options.joint_slips(rows)
    signed = [each for slip in joint if slip.kind is SlipKind.SWAPPED_CELLS for each in options.with_signs(slip)]
    touching: dict[int, list[tuple[int, int]]] = {}
    for row_number in rows:
        for number, weight in options.system.rows[row_number].terms:
            touching.setdefault(number, []).append((row_number, weight))
    return [slip for slip in [*joint, *signed] if _fixes_any(options.system, slip, touching)]


def _fixes_any(system: System, slip: Slip, touching: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether a slip makes a row hold, of those that are given by the figures that stand in them."""
    steps: dict[int, int] = {}
    for number, value in slip.changes:
        if number in touching:
            step = system.point(number, value) - system.points[number]
            for row_number, weight in touching[number]:
                steps[row_number] = steps.get(row_number, 0) + weight * step
    for row_number, step in steps.items():
        row = system.rows[row_number]
        if row.low <= system.residuals[row_number] + step <= row.high:
            return True
    return False
