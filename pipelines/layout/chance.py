"""Whether an equation holds, exactly or but for lost signs or one slip, and how likely that is by chance.

A sum of numbers that have nothing to do with one another may be any number of their size: that it is a given one has
a chance of one in that size (counted in the last place that the column's numbers use). Each way in which it may hold,
and each other sum that was tried before, is one more chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import comb, lgamma, log, log10

from pipelines.layout.model import Entry, Equation, Evidence, Figure
from pipelines.reconcile import Figure as EngineFigure
from pipelines.reconcile import SlipKind
from pipelines.reconcile.slips import kind_of_change

# Slips of a digit: 9 other digits in each place, 10 more between any two, one less, two exchanged.
SLIPS_A_DIGIT = 21
# What is likelier than this by chance shows nothing.
SHOWS_NOTHING = 0.2
# Of a column's numbers so many must end in noughts, for them to be of no weight.
_ROUND_SHARE = 0.8
_MOST_LEVELS = 3
# An equation that rounding explains with a likelier chance than this is no near miss.
_NEAR_MISS = 0.02
# Slips are looked for so far from where rounding would leave a sum.
_FARTHEST = 10


class Outcome(IntEnum):
    """How an equation fares."""

    EMPTY = 0  # all nil, unreadable, or too small to show anything
    FAILED = 1
    BUT_FOR_A_SLIP = 2
    BUT_FOR_SIGNS = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Trial:
    """An equation's outcome, and how likely it was by chance; of a failed one, how likely any other was."""

    outcome: Outcome
    chance: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether it holds, up to signs and a slip."""
        return self.outcome > Outcome.FAILED

    @property
    def surprise(self) -> float:
        """Minus the decimal logarithm of its chance."""
        return -log10(self.chance) if self.holds else 0.0


class Trier:
    """Tries equations between the figures of a sheet.

    Where they `are_rounded` each stands for half a unit more or less, and an equation holds within what that comes to.
    `near_misses` are the equations that would hold so, but not exactly.
    """

    def __init__(self, figures: Sequence[Figure], *, are_rounded: bool = False) -> None:
        self._figures = figures
        self.are_rounded = are_rounded
        self.near_misses: set[frozenset[tuple[int, int]]] = set()
        self._at = {(figure.row, figure.column): figure for figure in figures}
        by_column: dict[int, list[int]] = {}
        for figure in figures:
            if figure.value:
                by_column.setdefault(figure.column, []).append(abs(figure.value))
        self._coarsest = max((figure.unit for figure in figures), default=1)
        self._grain = {column: _grain(values) for column, values in by_column.items()}

    def value(self, number: int) -> int | None:
        """A figure's value."""
        return self._figures[number].value

    def value_of(self, entry: Entry, column: int) -> int | None:
        """An entry's value in a column; None where there is none, or it cannot be read."""
        figure = entry.figures[column]
        return None if figure is None else figure.value

    def grain(self, column: int) -> int:
        """The last decimal place that a column's numbers use."""
        return self._grain.get(column, 1)

    def residual(self, equation: Equation) -> int | None:
        """What an equation comes to; None where a figure of it cannot be read."""
        shares = [(weight, self._figures[number].value) for number, weight in equation.terms]
        known = [weight * value for weight, value in shares if value is not None]
        return sum(known) if len(known) == len(shares) else None

    def chance(self, equation: Equation) -> float:
        """How likely an equation holds exactly by chance."""
        figures = [self._figures[number] for number, _ in equation.terms]
        most = max((abs(weight * (self._figures[number].value or 0)) for number, weight in equation.terms), default=0)
        return min(self._grain.get(figure.column, 1) for figure in figures) / most if most else 1.0

    def count_near_misses(self) -> int:
        """How many equations miss by what rounding comes to; those that a step of one figure mends count once."""
        count = 0
        left = set(self.near_misses)
        while left:
            steps: dict[tuple[int, int], set[frozenset[tuple[int, int]]]] = {}
            for terms in left:
                residual = self.residual(Equation(tuple(terms))) or 0
                for figure, weight in terms:
                    steps.setdefault((figure, -residual * weight), set()).add(terms)  # a weight is 1 or -1
            left -= max(steps.values(), key=len)
            count += 1
        return count

    def is_slip(self, number: int, step: int) -> bool:
        """Whether a slip explains that a figure is off by so much."""
        figure = self._figures[number]
        return figure.value is not None and _kind(figure, figure.value + step) is not None

    def trial(self, equation: Equation, alternatives: float = 1.0, *, with_slips: bool = True) -> Trial:
        """How an equation fares, of so many that were tried in its place; without slips only lost signs are undone."""
        terms = [(self._figures[number], weight) for number, weight in equation.terms]
        shares = [0 if figure.value is None else weight * figure.value for figure, weight in terms]
        filled = [share for share in shares if share]
        if not filled or any(figure.value is None for figure, _ in terms):
            return Trial(Outcome.EMPTY)
        grain = min(self._grain.get(figure.column, 1) for figure, _ in terms)
        chance = alternatives * grain / max(map(abs, filled))
        count = len(filled)
        residual = sum(shares)
        room = sum(abs(weight) * figure.unit for figure, weight in terms if not figure.is_blank)
        if 0 < 2 * abs(residual) <= room and chance * (room + 1) <= _NEAR_MISS:
            self.near_misses.add(frozenset(equation.terms))
        reach = room // 2 if self.are_rounded else 0
        chance = min(1.0, chance * (2 * reach + 1))
        if chance > SHOWS_NOTHING:
            return Trial(Outcome.EMPTY)
        by_signs = min(1.0, chance * (count + comb(count, 2)))
        digits = sum(len(str(abs(figure.printed or 0))) for figure, _ in terms if figure.printed)
        by_slip = min(1.0, chance * digits * SLIPS_A_DIGIT)
        if abs(residual) <= reach:
            return Trial(Outcome.EXACT, chance)
        # That amounts cancel out with the right signs shows no sum of nil.
        if shares[0] and by_signs <= SHOWS_NOTHING and _fits_signs(residual, filled, reach):
            return Trial(Outcome.BUT_FOR_SIGNS, by_signs)
        if (
            with_slips
            and by_slip <= SHOWS_NOTHING
            and (
                any(_fits_slip(figure, weight, near) for near in _around(residual, reach) for figure, weight in terms)
                or (count > 2 and self._fits_swap(terms, residual))
            )
        ):
            return Trial(Outcome.BUT_FOR_A_SLIP, by_slip)
        return Trial(Outcome.FAILED, next(each for each in (by_slip, by_signs, chance) if each <= SHOWS_NOTHING))

    def may_hold(self, shares: Sequence[int]) -> bool:
        """Whether shares of exact figures come to nil as printed, by lost signs, or nearly: else no trial finds so."""
        residual = sum(shares)
        if 2 * abs(residual) <= len(shares) * self._coarsest:
            return True
        return not residual % 2 and _comes_to(residual // 2, [share for share in shares if share])

    def _fits_swap(self, terms: Sequence[tuple[Figure, int]], residual: int) -> bool:
        """Whether two neighbouring cells, one or both of them in the equation, were exchanged."""
        weights = {figure.number: weight for figure, weight in terms}
        for figure, weight in terms:
            for row, column in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                other = self._at.get((figure.row + row, figure.column + column))
                if other is not None and other.value is not None and figure.value is not None:
                    step = other.value - figure.value
                    if residual + (weight - weights.get(other.number, 0)) * step == 0:
                        return True
        return False


def evidence_of(trials: Iterable[Trial]) -> Evidence:
    """What trials come to together; those that show nothing do not count."""
    tried = [trial for trial in trials if trial.outcome is not Outcome.EMPTY]
    held = [trial for trial in tried if trial.holds]
    surprise = sum(trial.surprise for trial in held) - log10(comb(len(tried), len(held)))
    return Evidence(
        len(held),
        sum(trial.outcome is Outcome.EXACT for trial in held),
        len(tried),
        sum(trial.chance for trial in tried),
        max(0.0, surprise),
    )


def surprise_of_count(held: int, by_chance: float) -> float:
    """How unlikely so many or more are where so many are expected, as minus the decimal logarithm."""
    if not held or by_chance >= held:
        return 0.0
    return (by_chance - held * log(by_chance) + lgamma(held + 1)) / log(10) if by_chance else float("inf")


def _grain(values: Sequence[int]) -> int:
    """The last decimal place that the numbers use: 1,000 where nearly all end in three noughts."""
    grain = 1
    while sum(value % (grain * 10) == 0 for value in values) >= _ROUND_SHARE * len(values) and grain < max(values):
        grain *= 10
    return grain


def _around(residual: int, reach: int) -> range:
    return range(residual - min(reach, _FARTHEST), residual + min(reach, _FARTHEST) + 1)


def _fits_signs(residual: int, shares: Sequence[int], reach: int) -> bool:
    """Whether the sum is nil, or as near to it as rounding leaves it, with one or two signs turned."""
    return any(_comes_to(near // 2, shares) for near in _around(residual, reach) if not near % 2)


def _comes_to(wanted: int, shares: Sequence[int]) -> bool:
    """Whether one or two of the shares come to a number."""
    seen: set[int] = set()
    for at, share in enumerate(shares):
        if share == wanted and not (at and _is_counted_twice(at, shares)):
            return True
        if wanted - share in seen:
            return True
        seen.add(share)
    return False


def _is_counted_twice(at: int, shares: Sequence[int]) -> bool:
    """Whether a share is the sum of those that follow it: no sign is lost then, but the sum has its parts besides."""
    total = 0
    for share in shares[at + 1 :]:
        total += share
        if total and total % shares[at] == 0 and 0 < total // shares[at] <= _MOST_LEVELS:
            return True
    return False


def _fits_slip(figure: Figure, weight: int, residual: int) -> bool:
    if figure.value is None or figure.printed is None or residual % weight:
        return False
    kind = _kind(figure, figure.value - residual // weight)
    return kind not in (None, SlipKind.SIGN_LOST, SlipKind.SIGN_ADDED)


def _kind(figure: Figure, value: int) -> SlipKind | None:
    """The slip by which a value is printed as the figure."""
    return kind_of_change(EngineFigure(figure.number, figure.printed, figure.unit, blank=figure.is_blank), value)
