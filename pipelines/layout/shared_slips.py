"""One slip that breaks several relations: what mends one that is relied on mends another by the same step."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.layout.chance import Outcome, Trial, Trier
from pipelines.layout.model import Equation

# That one row repeats another is no sum.
_LEAST_TERMS = 3


class SharedSlips:
    """By what each figure alone must change for the failing equations that are relied on to hold, where a slip does."""

    def __init__(self, trier: Trier) -> None:
        self._trier = trier
        self._steps: dict[int, set[int]] = {}
        self._sizes: set[int] = set()

    def note(self, equations: Iterable[Equation]) -> None:
        """Equations that are relied on."""
        for equation in equations:
            residual = self._trier.residual(equation)
            for figure, weight in equation.terms if residual else ():
                step = -(residual or 0) // weight
                if weight * step + (residual or 0) == 0 and self._trier.is_slip(figure, step):
                    self._steps.setdefault(figure, set()).add(step)
                    self._sizes.add(abs(step))

    def may_explain(self, residual: int) -> bool:
        """Whether an equation that misses by so much, its weights being 1 and -1, may be explained."""
        return abs(residual) in self._sizes

    def explained(self, equation: Equation, trial: Trial, alternatives: float = 1.0) -> Trial:
        """How an equation fares, holding but for a slip where it fails only by one that breaks another too."""
        if trial.outcome in (Outcome.EMPTY, Outcome.EXACT) or len(equation.terms) < _LEAST_TERMS:
            return trial
        steps = {weight * step for figure, weight in equation.terms for step in self._steps.get(figure, ())}
        residual = self._trier.residual(equation)
        if residual is None or -residual not in steps:
            return trial
        chance = min(1.0, alternatives * len(steps) * self._trier.chance(equation))
        return Trial(Outcome.BUT_FOR_A_SLIP, chance) if not trial.holds or chance < trial.chance else trial
