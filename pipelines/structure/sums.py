"""Sums of a document's figures as they are printed, and whether lost signs explain a difference."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.identities.placement import PlacedIdentity
from pipelines.interpreting.model import Figure

# Among more amounts than this, signs that would explain a difference are found by chance.
_MOST_AMOUNTS_WITH_SIGNS = 10

# Between yen, thousands and millions; a size of some hundreds is rounded to less than this share.
_FACTORS = (1_000, 1_000_000)
_SHARE_ROUNDED = 200


def value_of(figure: Figure) -> int | None:
    """A figure's printed value in yen; nil where the cell is empty, None where it cannot be read."""
    if figure.is_blank:
        return 0
    return None if figure.value is None else figure.value * figure.unit_yen


def terms_of(identity: PlacedIdentity) -> tuple[tuple[int, int], ...]:
    """The figures of an identity with their weights, all on one side."""
    return (*identity.left, *[(figure, -weight) for figure, weight in identity.right])


def is_explained_by_signs(residual: int, amounts: Sequence[int], tolerance: int) -> bool:
    """Whether a sum is nil, or would be with the signs of some amounts turned."""
    if abs(residual) <= tolerance:
        return True
    flips = [2 * amount for amount in amounts if amount]
    if any(abs(residual - flip) <= tolerance for flip in flips):
        return True
    if len(flips) > _MOST_AMOUNTS_WITH_SIGNS or tolerance:
        return False
    half = len(flips) // 2
    first, second = _sums(flips[:half]), _sums(flips[half:])
    return any(residual - each in first for each in second)


def is_factor_of_units(one: int, other: int) -> bool:
    """Whether one size is the other in another unit, but for rounding."""
    smaller, larger = sorted((one, other))
    return any(abs(larger - factor * smaller) * _SHARE_ROUNDED <= larger for factor in _FACTORS)


def _sums(amounts: Sequence[int]) -> set[int]:
    """What some of the amounts, or none, add up to."""
    sums = {0}
    for amount in amounts:
        sums |= {each + amount for each in sums}
    return sums
