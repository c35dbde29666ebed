"""Materials → verdicts: a document's figures and identities go through the engine."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines import reconcile as engine
from pipelines.identities import PlacedIdentity, place_identities
from pipelines.interpreting.model import Materials
from pipelines.rules import RuleBook

# A figure in thousand yen is exact: the agency's statements add up to the last digit. Coarser ones are rounded.
_COARSEST_EXACT_UNIT_YEN = 1_000


@dataclass(frozen=True, slots=True)
class Settled:
    """A document's materials with the identities placed in them and what the engine makes of both."""

    materials: Materials
    identities: tuple[PlacedIdentity, ...]
    verdicts: engine.Reconciliation


def settle(materials: Materials, rules: RuleBook) -> Settled:
    """Prove, repair or dispute every figure of a document."""
    placed = place_identities(materials, rules)
    figures = [
        engine.Figure(
            id=figure.number,
            printed=figure.value,
            unit=figure.unit_yen,
            rounded=figure.unit_yen > _COARSEST_EXACT_UNIT_YEN,
            blank=figure.is_blank,
            certain=figure.is_certain,
            place=None if figure.table is None else engine.Place(figure.table, figure.row, figure.column),
        )
        for figure in materials.figures
    ]
    identities = [
        engine.Identity(
            number,
            (
                *(engine.Term(figure, weight) for figure, weight in identity.left),
                *(engine.Term(figure, -weight) for figure, weight in identity.right),
            ),
        )
        for number, identity in enumerate(placed)
    ]
    return Settled(materials, placed, engine.reconcile(figures, identities))
