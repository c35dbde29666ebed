"""A sheet's figures and the equations derived from it, through the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines import reconcile as engine
from pipelines.layout.deriving import derive
from pipelines.layout.model import Derived, Sheet


@dataclass(frozen=True, slots=True)
class SettledSheet:
    """A sheet, what was derived of it, and the engine's verdicts; `equations[i]` is of relation `relation_of[i]`."""

    sheet: Sheet
    derived: Derived
    relation_of: tuple[int, ...]
    verdicts: engine.Reconciliation


def settle_sheet(sheet: Sheet, table: int = 0) -> SettledSheet:
    """Prove, repair or dispute the figures that a derived equation touches; all others are unchecked."""
    derived = derive(sheet)
    figures = [
        engine.Figure(
            figure.number,
            figure.printed,
            figure.unit,
            blank=figure.is_blank,
            certain=figure.is_certain,
            place=engine.Place(table, figure.row, figure.column),
        )
        for figure in sheet.figures
    ]
    placed = [
        (number, equation) for number, relation in enumerate(derived.relations) for equation in relation.equations
    ]
    identities = [
        engine.Identity(number, tuple(engine.Term(figure, weight) for figure, weight in equation.terms))
        for number, (_, equation) in enumerate(placed)
    ]
    verdicts = engine.reconcile(figures, identities)
    return SettledSheet(sheet, derived, tuple(number for number, _ in placed), _without_doubt_of_untouched(verdicts))


def _without_doubt_of_untouched(verdicts: engine.Reconciliation) -> engine.Reconciliation:
    """What no equation touches contradicts nothing, even where it can hardly be read."""
    return replace(
        verdicts,
        figures=tuple(
            replace(verdict, status=engine.Status.UNCHECKED) if not verdict.identities else verdict
            for verdict in verdicts.figures
        ),
    )
