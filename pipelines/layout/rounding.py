"""Whether a table's figures are rounded, so that its sums may miss by a little: by its unit, and by how they do."""

from __future__ import annotations

# Decimal logarithms. Of sums of rounded figures some two thirds hold exactly all the same.
_HOLDS_EXACTLY = 0.17
# How much likelier a sum misses by so little by rounding than by a slip.
_MISSES_BY_ROUNDING = 2.7
_COARSE_YEN = 1_000_000
# In a coarse unit sums that all hold exactly show that nothing is rounded only where they are so many.
_FEWEST_EXACT = 14


def may_be_rounded(unit_yen: int | None, exactly: int, near_misses: int) -> bool:
    """Whether rounding explains a table at least as well as slips, of so many sums that hold or miss by so little."""
    if unit_yen == 1:
        return False
    if not near_misses:
        return unit_yen is not None and unit_yen >= _COARSE_YEN and exactly < _FEWEST_EXACT
    return _HOLDS_EXACTLY * exactly < _MISSES_BY_ROUNDING * near_misses
