"""How much work one text may cost, counted in readings of it: the same on every machine, never a clock."""

from __future__ import annotations

from math import sqrt

# So many readings of a text of so many figures, of a larger one fewer: more rows are tried against more, so that four
# times the figures take eight times the work. Of one that takes seconds to read none: what is odd in it is disputed.
_READINGS = 60
_FIGURES = 1_000
# What settling a reading counts for, with the steps of its search for slips of cells that take as long as a reading;
# and what is kept for it: the slips that were found compete with those of cells.
_SETTLING = 8
_STEPS = 1_300
_KEPT_FOR_SETTLING = 5 * _SETTLING


class Work:
    """What is left of a text's work."""

    def __init__(self, figures: int) -> None:
        larger = max(figures / _FIGURES, 1.0)
        self._left = int(_READINGS / (larger * sqrt(larger))) + _KEPT_FOR_SETTLING

    @property
    def allows_reading(self) -> bool:
        """Whether another reading may be tried."""
        return self._left > _KEPT_FOR_SETTLING

    @property
    def allows_settling(self) -> bool:
        """Whether another reading may be settled."""
        return self._left >= _SETTLING

    def read(self) -> None:
        """A reading was tried."""
        self._left -= 1

    def settle(self, steps: int) -> None:
        """A reading was settled, for which the engine took these steps."""
        self._left -= _SETTLING + steps // _STEPS
