"""Figures and identities as indexed integer rows: readings, residuals and what a row implies for one of its figures.

A figure counts as the middle of what it stands for (its *point*), so that a row allows as much either way, whatever the
signs. Rows are sums of points, in half base units; values and readings are base units.

A row is an identity, several identities out of which unreadable figures were eliminated, or a bound that a printed
reading breaks: a weighted sum that must lie between `low` and `high`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from pipelines.reconcile.model import Precision
from pipelines.reconcile.slips import FAILING_COST, SLIP_COST, cost_of_slip, within_bounds
from pipelines.values import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.reconcile.model import Figure, Identity


# Stands for no limit, in half base units: larger than any sum of figures.
UNLIMITED = 1 << 200


@value
class Row:
    """A weighted sum of points (by figure index) plus a constant; `identities` are the indices of those it stands for.

    What the figures stand for must sum to something between `least` and `most`, their points therefore to something
    between `low` and `high`. All in half base units.
    """

    terms: tuple[tuple[int, int], ...]
    constant: int
    low: int
    high: int
    identities: tuple[int, ...]
    least: int = 0
    most: int = 0

    @property
    def is_inequality(self) -> bool:
        """Whether the sum has no limit on one side."""
        return self.least == -UNLIMITED or self.most == UNLIMITED


@dataclass(frozen=True, slots=True)
class System:
    """A document as integers. `readings` are base units, 0 where blank or unreadable.

    `pivots` say, in order of elimination, which row gives an unreadable figure its value; `rows` hold no unreadable
    figure any more. `points` are those of the readings, `residuals` the rows' sums at them. `costs` are those of a slip
    on each figure, `failing_cost` is what leaving identities failing costs, all for one figure that no slip explains.
    """

    figures: Sequence[Figure]
    readings: list[int]
    points: list[int]
    identities: list[Row]
    rows: list[Row]
    touching: list[list[tuple[int, int]]]
    residuals: list[int]
    pivots: list[tuple[int, Row]]
    costs: list[int]
    failing_cost: int

    def point(self, number: int, value: int) -> int:
        """The middle of what the figure stands for when it has this value, in half base units."""
        return point(self.figures[number], value)

    def failing(self) -> list[int]:
        """The rows that do not hold at the readings."""
        return [
            number
            for number, (row, residual) in enumerate(zip(self.rows, self.residuals, strict=True))
            if not row.low <= residual <= row.high
        ]


def build_system(figures: Sequence[Figure], identities: Sequence[Identity]) -> System:
    """Index the document; an identity that names an unknown figure raises KeyError."""
    index = {figure.id: number for number, figure in enumerate(figures)}
    if len(index) != len(figures):
        raise ValueError("two figures share an id")
    readings = [0 if figure.printed is None or figure.blank else figure.printed * figure.unit for figure in figures]
    points = [point(figure, reading) for figure, reading in zip(figures, readings, strict=True)]
    widths = [_width(figure) for figure in figures]
    rows = [
        _row(
            widths,
            [(index[figure], weight) for figure, weight in identity.terms],
            2 * identity.constant,
            (number,),
            -UNLIMITED if identity.least is None else 2 * identity.least,
            UNLIMITED if identity.most is None else 2 * identity.most,
        )
        for number, identity in enumerate(identities)
    ]
    unreadable = [number for number, figure in enumerate(figures) if is_unreadable(figure)]
    remaining, pivots = _eliminate(widths, rows, unreadable) if unreadable else (rows, [])
    bounds = [
        Row(
            ((number, 1),),
            0,
            -UNLIMITED if figure.lower is None else point(figure, figure.lower),
            UNLIMITED if figure.upper is None else point(figure, figure.upper),
            (),
        )
        for number, (figure, reading) in enumerate(zip(figures, readings, strict=True))
        if (figure.lower is not None or figure.upper is not None)
        and not is_unreadable(figure)
        and not within_bounds(figure, reading)
    ]
    remaining = [*remaining, *bounds]
    touching: list[list[tuple[int, int]]] = [[] for _ in figures]
    for number, row in enumerate(remaining):
        for figure_number, weight in row.terms:
            touching[figure_number].append((number, weight))
    residuals = [weighted_sum(row, points) for row in remaining]
    costs = [cost_of_slip(figure) for figure in figures]
    failing_cost = FAILING_COST + max(costs, default=SLIP_COST) - SLIP_COST
    return System(figures, readings, points, rows, remaining, touching, residuals, pivots, costs, failing_cost)


def point(figure: Figure, value: int) -> int:
    """The middle of what the figure stands for when it has this value, in half base units."""
    if figure.precision is not Precision.TRUNCATED or not value:
        return 2 * value
    return 2 * value + (figure.unit - 1 if value > 0 else 1 - figure.unit)


def values_with_points(figure: Figure, low: int, high: int) -> range:
    """The values, whole units in base units, whose points lie between `low` and `high`."""
    unit = figure.unit
    first, last = low // (2 * unit) - 1, high // (2 * unit) + 2
    while first < last and point(figure, first * unit) < low:
        first += 1
    while last > first and point(figure, (last - 1) * unit) > high:
        last -= 1
    return range(first * unit, last * unit, unit)


def is_unreadable(figure: Figure) -> bool:
    """Whether nothing at all can be read in the figure's cell."""
    return figure.printed is None and not figure.blank


def weighted_sum(row: Row, values: Sequence[int] | Mapping[int, int]) -> int:
    """The row's sum at the given points."""
    total = row.constant
    for figure_number, weight in row.terms:
        total += weight * values[figure_number]
    return total


def known_sum(terms: Sequence[tuple[int, int]], values: Sequence[int | None], constant: int = 0) -> int | None:
    """The weighted sum of what terms (index, weight) name, and a constant; None where a value is not known."""
    total = constant
    for number, weight in terms:
        value = values[number]
        if value is None:
            return None
        total += weight * value
    return total


def implied_steps(row: Row, residual: int, weight: int) -> tuple[int, int]:
    """The smallest and largest change of a figure's point after which the row holds; empty when low > high."""
    low, high = row.low - residual, row.high - residual
    if weight < 0:
        low, high, weight = -high, -low, -weight
    return -(-low // weight), high // weight


def _row(
    widths: Sequence[int],
    terms: Sequence[tuple[int, int]],
    constant: int,
    identities: tuple[int, ...],
    least: int = 0,
    most: int = 0,
) -> Row:
    weights: dict[int, int] = {}
    for figure_number, weight in terms:
        weights[figure_number] = weights.get(figure_number, 0) + weight
    kept = tuple([term for term in weights.items() if term[1]])
    width = sum([abs(weight) * widths[figure_number] for figure_number, weight in kept])
    return Row(kept, constant, least - width, most + width, identities, least, most)


def _width(figure: Figure) -> int:
    """How wide what the figure stands for is: as many half units to either end as base units from end to end."""
    if figure.precision is Precision.EXACT:
        return 0
    if figure.precision is Precision.ROUNDED:
        return figure.unit
    is_nil = figure.printed == 0 or figure.blank
    return (figure.unit - 1) * (2 if is_nil else 1)


def _eliminate(
    widths: Sequence[int], rows: Sequence[Row], unreadable: Sequence[int]
) -> tuple[list[Row], list[tuple[int, Row]]]:
    active = list(rows)
    pivots: list[tuple[int, Row]] = []
    for figure_number in unreadable:
        with_it = [row for row in active if any(number == figure_number for number, _ in row.terms)]
        equations = [row for row in with_it if not row.is_inequality]
        if not equations:
            # An inequality gives it no value; what it leaves open is seen when all else is settled.
            active = [row for row in active if row not in with_it]
            continue
        pivot = min(equations, key=lambda row: (len(row.terms), row.identities))
        pivot_weight = dict(pivot.terms)[figure_number]
        pivots.append((figure_number, pivot))
        merged: list[Row] = []
        for row in active:
            weight = dict(row.terms).get(figure_number, 0) if row in with_it else 0
            if row is pivot:
                continue
            if not weight:
                merged.append(row)
                continue
            divisor = gcd(weight, pivot_weight)
            own, other = pivot_weight // divisor, -weight // divisor
            if own < 0:
                own, other = -own, -other
            terms = [(number, own * each) for number, each in row.terms]
            terms += [(number, other * each) for number, each in pivot.terms]
            constant = own * row.constant + other * pivot.constant
            ends = (other * pivot.least, other * pivot.most)
            least = -UNLIMITED if row.least == -UNLIMITED else own * row.least + min(ends)
            most = UNLIMITED if row.most == UNLIMITED else own * row.most + max(ends)
            behind = tuple(sorted({*row.identities, *pivot.identities}))
            merged.append(_row(widths, terms, constant, behind, least, most))
        active = merged
    return active, pivots
