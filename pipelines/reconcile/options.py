"""Which slips could make a row hold by themselves, and which slips change several figures at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.reconcile.evaluate import implied_steps, is_unreadable, values_with_points
from pipelines.reconcile.model import Precision, SlipKind
from pipelines.reconcile.slips import (
    SLIP_COST,
    kind_of_change,
    slip_of_change,
    values_of_slips,
    within_bounds,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.reconcile.evaluate import Row, System

# An interval with more whole units in it than this is compared with the catalogue instead of unit by unit.
FEW_VALUES = 6


class Slip(NamedTuple):
    """One slip undone: figures (by index) with the values (base units) they are given.

    It costs more than one slip where signs were lost besides. Most that are made are none: a tuple is made in half the
    time of a dataclass.
    """

    kind: SlipKind
    changes: tuple[tuple[int, int], ...]
    cost: int = SLIP_COST


class Options:
    """The slips of one document, worked out when first asked for."""

    def __init__(self, system: System) -> None:
        self.system = system
        # The figures of each row as bits.
        self.members = [sum([1 << number for number, _ in row.terms]) for row in system.rows]
        # How many figures each row has.
        self.lengths = [len(row.terms) for row in system.rows]
        self._single: dict[tuple[int, int], tuple[Slip, ...]] = {}
        self._catalogue: dict[int, tuple[Slip, ...]] = {}
        self._swaps: dict[tuple[int, int], Slip | None] = {}
        self._at: dict[tuple[int, int, int], int] = {}
        self._rows_of_tables: dict[tuple[int, int], list[int]] = {}
        for number, figure in enumerate(system.figures):
            place = figure.place
            if place is not None:
                self._at[(place.table, place.row, place.column)] = number
                self._rows_of_tables.setdefault((place.table, place.row), []).append(number)
        for members in self._rows_of_tables.values():
            members.sort(key=self._column)

    def fixing(self, row_number: int, residual: int) -> tuple[Slip, ...]:
        """The slips on one figure that make a row with this residual hold."""
        key = (row_number, residual)
        found = self._single.get(key)
        if found is None:
            row = self.system.rows[row_number]
            found = tuple(slip for term in row.terms for slip in self._fixing_figure(row, residual, *term))
            self._single[key] = found
        return found

    def _fixing_figure(self, row: Row, residual: int, number: int, weight: int) -> list[Slip]:
        low, high = implied_steps(row, residual, weight)
        if low > high:
            return []
        figure = self.system.figures[number]
        now = self.system.points[number]
        low, high = now + low, now + high
        # A unit mixed up may give a part of a unit, so that one exact value need not be whole.
        is_one = low == high and figure.precision is Precision.EXACT
        values: Sequence[int] = range(low // 2, low // 2 + (low % 2 == 0)) if is_one else ()
        values = values if is_one else values_with_points(figure, low, high)
        if values[FEW_VALUES:]:  # of an inequality more than `len` can count
            own = self._lost_cell(number) if figure.blank else self.catalogue_slips(number)
            points = [(slip, self.system.point(number, slip.changes[0][1])) for slip in own]
            return [slip for slip, each in points if low <= each <= high]
        slips = [(slip_of_change(figure, value), value) for value in values]
        return [Slip(found[0], ((number, value),), found[1]) for found, value in slips if found is not None]

    def catalogue_slips(self, number: int) -> tuple[Slip, ...]:
        """Every slip on this figure alone; none for a lost cell, whose value only rows imply."""
        slips = self._catalogue.get(number)
        if slips is None:
            figure = self.system.figures[number]
            kinds = [(kind_of_change(figure, value), value) for value in values_of_slips(figure)]
            cost = self.system.costs[number]
            slips = tuple(Slip(kind, ((number, value),), cost) for kind, value in kinds if kind is not None)
            self._catalogue[number] = slips
        return slips

    def _lost_cell(self, number: int) -> list[Slip]:
        """The lost cell with each value that a row of exact figures implies: a rounded one would take a thousand."""
        figure = self.system.figures[number]
        found = [(slip_of_change(figure, value), value) for value in self._values_of_hole(number, {})]
        return [Slip(slip[0], ((number, value),), slip[1]) for slip, value in found if slip is not None]

    def sign_slips(self, number: int) -> tuple[Slip, ...]:
        """The lost or added sign of this figure, if it can have one."""
        reading = self.system.readings[number]
        kind = kind_of_change(self.system.figures[number], -reading) if reading else None
        return () if kind is None else (Slip(kind, ((number, -reading),), self._cost(number)),)

    def opposite_sign(self, number: int, value: int) -> Slip:
        """The sign that a moved cell with this value has lost, or has too much."""
        kind = SlipKind.SIGN_LOST if value > 0 else SlipKind.SIGN_ADDED
        return Slip(kind, ((number, -value),), self._cost(number))

    def with_signs(self, swap: Slip) -> list[Slip]:
        """The swap with one sign or both signs of its cells lost besides."""
        (one, first), (other, second) = swap.changes
        signed = [((one, -first), (other, second)), ((one, first), (other, -second)), ((one, -first), (other, -second))]
        figures = self.system.figures
        return [
            Slip(swap.kind, changes, swap.cost + SLIP_COST * lost)
            for changes, lost in zip(signed, (1, 1, 2), strict=True)
            if all(within_bounds(figures[number], value) for number, value in changes) and (first or second)
        ]

    def joint_slips(self, row_numbers: list[int]) -> list[Slip]:
        """Swapped neighbours and shifted rows that change a figure of these rows, in a fixed order."""
        numbers = sorted({number for row in row_numbers for number, _ in self.system.rows[row].terms})
        swaps: dict[tuple[int, int], Slip] = {}
        rows_of_tables: dict[tuple[int, int], None] = {}
        for number in numbers:
            place = self.system.figures[number].place
            if place is None:
                continue
            rows_of_tables[(place.table, place.row)] = None
            for row, column in (
                (place.row, place.column - 1),
                (place.row, place.column + 1),
                (place.row - 1, place.column),
                (place.row + 1, place.column),
            ):
                other = self._at.get((place.table, row, column))
                if other is not None:
                    pair = (min(number, other), max(number, other))
                    if pair not in self._swaps:
                        self._swaps[pair] = self._swap(*pair)
                    slip = self._swaps[pair]
                    if slip is not None:
                        swaps[pair] = slip
        shifts = [slip for key in rows_of_tables for slip in self._shifts(self._rows_of_tables[key])]
        return [*swaps.values(), *shifts]

    def effects(self, slip: Slip) -> dict[int, int]:
        """What the slip adds to each row it touches."""
        effects: dict[int, int] = {}
        for number, value in slip.changes:
            step = self.system.point(number, value) - self.system.points[number]
            for row_number, weight in self.system.touching[number]:
                effects[row_number] = effects.get(row_number, 0) + weight * step
        return effects

    def _swap(self, one: int, other: int) -> Slip | None:
        figures, readings = self.system.figures, self.system.readings
        if is_unreadable(figures[one]) or is_unreadable(figures[other]):
            return None
        one_value, other_value = self._moved(other, one), self._moved(one, other)
        if readings[one] == readings[other] or one_value is None or other_value is None:
            return None
        changes = ((one, one_value), (other, other_value))
        return Slip(SlipKind.SWAPPED_CELLS, changes, self._cost(one, other))

    def _moved(self, source: int, target: int) -> int | None:
        """The settled value that the print of `source` has in the cell of `target`."""
        origin, figure = self.system.figures[source], self.system.figures[target]
        value = 0 if origin.blank or origin.printed is None else origin.printed * figure.unit
        return value if within_bounds(figure, value) else None

    def _shifts(self, members: list[int]) -> list[Slip]:
        """A row whose cells moved by one: the empty cell shows where they went, the hole's value is what rows imply."""
        figures = self.system.figures
        slips: list[Slip] = []
        if any(is_unreadable(figures[number]) for number in members):
            return slips
        for place, number in enumerate(members):
            if not figures[number].blank:
                continue
            # An empty cell slipped in here and pushed the rest to the right, out of the table.
            slips += self._shift([(members[at], members[at + 1]) for at in range(place, len(members) - 1)], members[-1])
            if place == len(members) - 1:
                # A cell was lost further left and the rest moved up, leaving this one empty.
                for hole in range(place):
                    moves = [(members[at + 1], members[at]) for at in range(hole, place)]
                    slips += self._shift(moves, members[hole])
        return slips

    def _shift(self, moves: list[tuple[int, int]], hole: int) -> list[Slip]:
        """The shift with each value of the hole that one of its rows implies."""
        system = self.system
        if not moves:
            return []
        changed: dict[int, int] = {}
        for target, source in moves:
            value = self._moved(source, target)
            if value is None:
                return []
            changed[target] = value
        kept = [(number, value) for number, value in changed.items() if value != system.readings[number]]
        slips = []
        for value in self._values_of_hole(hole, changed):
            own = [(hole, value)] if value != system.readings[hole] else []
            if kept or own:
                changes = tuple(sorted(kept + own))
                slips.append(Slip(SlipKind.SHIFTED_ROW, changes, self._cost(*(number for number, _ in changes))))
        return slips

    def _values_of_hole(self, hole: int, changed: dict[int, int]) -> list[int]:
        """What one row implies for the hole, or all rows if each may have lost one sign besides; and nil."""
        system, figure = self.system, self.system.figures[hole]
        plain: set[int] = {0}
        shared: set[int] | None = None
        for row_number, weight in system.touching[hole]:
            row = system.rows[row_number]
            total = row.constant - row.high
            flips = [0]
            for number, each in row.terms:
                value = changed.get(number, system.readings[number])
                total += each * 2 * value
                if number != hole and number not in changed:
                    flips.append(2 * each * 2 * value)
            if row.low != row.high:
                continue
            steps = [flip - total for flip in flips]
            implied = [system.readings[hole] + step // (2 * weight) for step in steps if step % (2 * weight) == 0]
            plain.update(implied[:1] if steps[0] % (2 * weight) == 0 else ())
            shared = set(implied) if shared is None else shared & set(implied)
        values = plain | (shared or set())
        return sorted(value for value in values if value % figure.unit == 0 and within_bounds(figure, value))

    def _cost(self, *numbers: int) -> int:
        """What one slip on these figures together costs."""
        return max([self.system.costs[number] for number in numbers])

    def _column(self, number: int) -> int:
        place = self.system.figures[number].place
        return 0 if place is None else place.column
