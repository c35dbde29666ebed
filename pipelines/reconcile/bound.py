"""What could still make a row hold by itself, and how much the failing rows of a search must cost at least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.slips import SLIP_COST, within_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelines.reconcile.options import Options, Slip
    from pipelines.reconcile.state import State

# A slip's cost is shared out among the rows it serves, in integers: divisible by the cells of nearly every table row.
SHARE = 5040
# So many rows are tried as the first of those apart.
FIRST = 6


class Bound:
    """Looks at one component's `state` as it changes.

    Rows are apart when no figure that may still change stands in two of them. Then a slip on one figure serves one of
    them, and a slip on several cells at most one a cell: it pays for each of them its share.
    """

    def __init__(self, options: Options, state: State, component: list[int]) -> None:
        self._options = options
        self._state = state
        self._system = options.system
        self._lengths = options.lengths
        self.joint = options.joint_slips(component)
        self._cells = [sum(1 << number for number, _ in slip.changes) for slip in self.joint]
        # By row the slips on several cells that change it: what they add to it, their share, their position.
        self._joint_at: dict[int, list[tuple[int, int, int]]] = {}
        for position, slip in enumerate(self.joint):
            for row_number, step in options.effects(slip).items():
                if step:
                    entry = (step, SHARE // len(slip.changes), position)
                    self._joint_at.setdefault(row_number, []).append(entry)
        self._fixing: dict[tuple[int, int], tuple[int, ...]] = {}
        self._two: dict[tuple[int, int], int] = {}

    def candidates(self, row_number: int) -> list[Slip]:
        """The slips on one figure that make the row hold by themselves, of those that may still be chosen."""
        state = self._state
        residual, free = state.residuals[row_number], state.free
        found = [slip for slip in self._options.fixing(row_number, residual) if free >> slip.changes[0][0] & 1]
        if state.moved and state.moved & self._options.members[row_number]:
            row = self._system.rows[row_number]
            for number, weight in row.terms:
                if state.moved >> number & 1:
                    value = state.changed[number]
                    holds = row.low <= residual - 2 * weight * self._system.point(number, value) <= row.high
                    if holds and within_bounds(self._system.figures[number], -value):
                        found.append(self._options.opposite_sign(number, value))
        return found

    def may_choose(self, position: int, denied: int) -> bool:
        """Whether this slip on several cells is neither denied nor on a cell that is settled."""
        cells = self._cells[position]
        return not denied >> position & 1 and cells & self._state.free == cells

    def joint_candidates(self, row_number: int, denied: int) -> list[int]:
        """The slips on several cells (by position) that make the row hold, of those that may still be chosen."""
        fixing = self._joint_fixing(row_number, self._state.residuals[row_number])
        return [position for position in fixing if self.may_choose(position, denied)]

    def joint_candidates_beside_signs(self, row_number: int, denied: int) -> list[int]:
        """The same for the row that lost one sign besides."""
        row, readings, changed = self._system.rows[row_number], self._system.readings, self._state.changed
        residual = self._state.residuals[row_number]
        values = [(number, weight, changed.get(number, readings[number])) for number, weight in row.terms]
        flips = {2 * weight * self._system.point(number, value) for number, weight, value in values}
        found = [each for flip in sorted(flips) for each in self._joint_fixing(row_number, residual - flip)]
        return [position for position in found if self.may_choose(position, denied)]

    def _joint_fixing(self, row_number: int, residual: int) -> tuple[int, ...]:
        key = row_number, residual
        found = self._fixing.get(key)
        if found is None:
            row = self._system.rows[row_number]
            at = self._joint_at.get(row_number, ())
            found = tuple(position for step, _, position in at if row.low <= residual + step <= row.high)
            self._fixing[key] = found
        return found

    def lowest_cost(self, candidates: Mapping[int, list[Slip]], enough: int | None = None) -> tuple[int, list[int]]:
        """A lower bound of what all rows in need cost by slips on one figure, and the rows apart that it comes from.

        `candidates` are those of each row that may need one slip only. Leaving a row failing costs more than this
        counts for it. A bound above what is `enough` need not be the best.
        """
        needs = self._state.needs
        shares = {row: SHARE * (need if candidates.get(row) else max(need, 2)) for row, need in needs.items()}
        return self._pack(shares, enough)

    def lowest_joint_cost(self, candidates: Mapping[int, list[Slip]], denied: int) -> int:
        """A lower bound of what all rows in need cost by slips of every kind but those denied."""
        shares = {}
        for row in self._state.needs:
            singles = SHARE if candidates[row] else 2 * SHARE
            joint = (SHARE // len(self.joint[each].changes) for each in self.joint_candidates(row, denied))
            shares[row] = min([singles, self._share_of_two(row), *joint])
        return self._pack(shares)[0]

    def _pack(self, shares: dict[int, int], enough: int | None = None) -> tuple[int, list[int]]:
        """The cost of the rows apart that pay most, found by trying several orders, and these rows."""
        open_figures = self._state.free | self._state.moved
        members = {row: self._options.members[row] & open_figures for row in shares}
        best, apart = -1, list(shares)
        for order in self._orders(shares, members):
            taken = total = 0
            chosen = []
            for row in order:
                figures = members[row]
                if not figures & taken:
                    taken |= figures
                    total += shares[row]
                    chosen.append(row)
            if total > best:
                best, apart = total, chosen
                if enough is not None and -(-best // SHARE) * SLIP_COST > enough:
                    break
        return -(-best // SHARE) * SLIP_COST, apart

    def _orders(self, shares: dict[int, int], members: dict[int, int]) -> Iterator[list[int]]:
        """Orders in which rows may be taken: in a table it is either rows or columns that are apart."""
        recent = list(shares)
        recent.reverse()
        yield recent
        short = sorted(recent, key=self._lengths.__getitem__)
        yield short
        dear = sorted(short, key=shares.__getitem__, reverse=True)
        if dear != short:
            yield dear
        for first in dear[:FIRST]:
            if first != dear[0] or not members[first]:  # else once more the order that was just tried
                yield [first, *dear]  # the first one taken decides which

    def _share_of_two(self, row_number: int) -> int:
        """What the row pays at least when two slips or more serve it."""
        joint = self._joint_at.get(row_number)
        if joint is None:
            return 2 * SHARE
        key = row_number, self._state.residuals[row_number]
        known = self._two.get(key)
        if known is None:
            row = self._system.rows[row_number]
            low, high = row.low - key[1], row.high - key[1]
            smallest: dict[int, int] = {}
            for step, share, _ in joint:
                smallest[step] = min(share, smallest.get(step, share))
            least = min(smallest.values())
            known = min(SHARE + least, 3 * least)
            for step, share in smallest.items():
                if low != high or low - step in smallest:
                    known = min(known, share + (least if low != high else smallest[low - step]))
            self._two[key] = known
        return known
