"""Materials → verdicts: a document's figures and identities go through the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expectations.rule_book import RuleBook
from pipelines import reconcile as engine
from pipelines.identities.assumptions import hold_back_assumed
from pipelines.identities.placement import PlacedIdentity, place_identities
from pipelines.identities.structural import StructuralDoubt, StructuralRepair
from pipelines.interpreting.model import Figure, Materials, Measure
from pipelines.reading.numerals import GREATEST

# A figure in thousand yen is exact: the agency's statements add up to the last digit. Coarser ones are not.
_COARSEST_EXACT_UNIT_YEN = 1_000


@dataclass(frozen=True, slots=True)
class Settled:
    """A document's materials with the identities placed in them and what the engine makes of both.

    Where slips of structure were told, the materials are those that the text means: figures stand in their right place
    and unit, with the line, cell and label that are printed.
    """

    materials: Materials
    identities: tuple[PlacedIdentity, ...]
    verdicts: engine.Reconciliation
    structural_repairs: tuple[StructuralRepair, ...] = ()
    structural_doubts: tuple[StructuralDoubt, ...] = ()


def settle(materials: Materials, rules: RuleBook, identities: tuple[PlacedIdentity, ...] | None = None) -> Settled:
    """Prove, repair or dispute every figure of a document as it is read, with its identities where they are known."""
    placed = place_identities(materials, rules) if identities is None else identities
    coarse = coarse_precision(materials.figures, placed)
    figures = [
        engine.Figure(
            id=figure.number,
            printed=figure.value,
            unit=figure.unit_yen,
            precision=engine.Precision.EXACT if _is_exact(figure) else coarse,
            blank=figure.is_blank,
            certain=figure.is_certain,
            place=None if figure.table is None else engine.Place(figure.table, figure.row, figure.column),
            lower=_lowest(figure),
            upper=None if figure.limits is None else figure.limits[1] * figure.unit_yen,
        )
        for figure in materials.figures
    ]
    equations = [
        engine.Identity(
            number,
            (
                *[engine.Term(figure, weight) for figure, weight in identity.left],
                *[engine.Term(figure, -weight) for figure, weight in identity.right],
            ),
        )
        for number, identity in enumerate(placed)
    ]
    judged, verdicts = hold_back_assumed(materials, placed, engine.reconcile(figures, equations))
    return Settled(judged, placed, verdicts)


def _lowest(figure: Figure) -> int | None:
    """The least a figure can be, where something says so."""
    if figure.is_beyond_count:
        return GREATEST
    if figure.limits is not None:
        return figure.limits[0] * figure.unit_yen
    # What an agency may at most bind itself to cannot be less than nothing: its sign needs no other evidence.
    return 0 if figure.measure is Measure.COMMITMENT_LIMIT else None


def coarse_precision(figures: Sequence[Figure], identities: Sequence[PlacedIdentity]) -> engine.Precision:
    """Whether a document rounds its coarse figures or truncates them: what fits more of those printed exactly too.

    Sizes are compared, for a sign may be lost. Figures that fit both, or neither, tell nothing; a draw means rounded.
    """
    rounded = truncated = 0
    for identity in identities:
        if len(identity.left) + len(identity.right) != 2:
            continue
        one, other = (figures[number] for number, _ in (*identity.left, *identity.right))
        if _is_exact(one) is _is_exact(other):
            continue
        fine, coarse = (one, other) if _is_exact(one) else (other, one)
        if fine.value is None or coarse.value is None:
            continue
        surplus = abs(fine.value) * fine.unit_yen - abs(coarse.value) * coarse.unit_yen
        rounded += 2 * abs(surplus) <= coarse.unit_yen
        truncated += 0 <= surplus < coarse.unit_yen
    return engine.Precision.TRUNCATED if truncated > rounded else engine.Precision.ROUNDED


def _is_exact(figure: Figure) -> bool:
    return figure.unit_yen <= _COARSEST_EXACT_UNIT_YEN
