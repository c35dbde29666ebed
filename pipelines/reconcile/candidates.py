"""A short list of slips for a component too large to be searched whole: what its rows imply, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.budget import SearchTooLargeError
from pipelines.reconcile.model import SlipKind
from pipelines.reconcile.slips import KINDS

if TYPE_CHECKING:
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
    failing = frozenset(rows)
    return [slip for slip in [*joint, *signed] if _fixes_any(options, slip, failing)]


def _fixes_any(options: Options, slip: Slip, rows: frozenset[int]) -> bool:
    system = options.system
    effects: dict[int, int] = {}
    for number, value in slip.changes:
        touched = [(row, weight) for row, weight in system.touching[number] if row in rows]
        if touched:
            step = system.point(number, value) - system.point(number, system.readings[number])
            for row, weight in touched:
                effects[row] = effects.get(row, 0) + weight * step
    return any(
        system.rows[row].low <= system.residuals[row] + step <= system.rows[row].high for row, step in effects.items()
    )
