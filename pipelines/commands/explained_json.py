"""Explained figures as JSON for machines: amounts in yen, codes as the warehouse has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pipelines.identities.explanation import Alternative, ExplainedFigure, ExplainedIdentity, ExplainedTerm
from pipelines.identities.structural import StructuralDoubt, StructuralRepair, StructuralSlip
from pipelines.interpreting.model import LayoutEvidence
from pipelines.interpreting.unprinted_years import known_year

Json = dict[str, object]


def to_json(file_name: str, explained: Iterable[ExplainedFigure]) -> str:
    """A JSON array, one object a figure."""
    return json.dumps([_figure(file_name, each) for each in explained], ensure_ascii=False, indent=2)


def _figure(file_name: str, explained: ExplainedFigure) -> Json:
    figure, verdict = explained.figure, explained.verdict
    return {
        "file_name": file_name,
        "source_line": figure.line,
        "source_column": figure.cell,
        "source_place": explained.source_place,
        "source_cells": list(explained.source_cells),
        "statement_code": figure.statement_code,
        "account_path": figure.account_path,
        "segment_name": figure.segment_name,
        "fiscal_year": known_year(figure.period.fiscal_year),
        "budget_version": figure.period.budget_version,
        "measure": figure.measure.value,
        "label": figure.label,
        "printed_text": figure.printed_text,
        "amount_yen": verdict.settled,
        "unit_yen": figure.unit_yen,
        "status": verdict.status.value,
        "kind": explained.kind,
        "implied_low_yen": verdict.low,
        "implied_high_yen": verdict.high,
        "assumptions": [{"subject": each.subject.value, "words": each.words} for each in figure.assumptions],
        "dispute_reasons": [reason.value for reason in explained.dispute_reasons],
        "structural_repairs": [_repair(each) for each in explained.structural_repairs],
        "structural_doubts": [_doubt(each) for each in explained.structural_doubts],
        "identities": [_identity(each) for each in explained.identities],
        "alternatives": [_alternative(each) for each in explained.alternatives],
    }


def _repair(repair: StructuralRepair) -> Json:
    return {
        **_slip(repair.slip),
        "figure_count": len(repair.figures),
        "failing_as_printed": list(repair.failing_before),
        "rivals": list(repair.rivals),
    }


def _doubt(doubt: StructuralDoubt) -> Json:
    return {
        "kind": doubt.kind.value,
        "figure_count": len(doubt.figures),
        "source_lines": list(doubt.lines),
        "slips": [_slip(slip) for slip in doubt.slips],
        "failing": list(doubt.contradictions),
    }


def _slip(slip: StructuralSlip) -> Json:
    return {
        "kind": slip.kind.value,
        "source_lines": list(slip.lines),
        "printed_words": slip.before,
        "meant_words": slip.after,
    }


def _identity(identity: ExplainedIdentity) -> Json:
    return {
        "identity_name": identity.name,
        "place": identity.place,
        "outcome": identity.role.value,
        "left": _terms(identity.left),
        "right": _terms(identity.right),
        "residual_printed_yen": identity.residual_printed,
        "residual_yen": identity.residual_settled,
        "tolerance_yen": identity.tolerance,
        "evidence": _evidence(identity.evidence),
    }


def _evidence(evidence: LayoutEvidence | None) -> Json | None:
    if evidence is None:
        return None
    return {"held_count": evidence.held, "tried_count": evidence.tried, "chance_count": evidence.by_chance}


def _terms(terms: Sequence[ExplainedTerm]) -> list[Json]:
    return [
        {
            "weight": term.sign * term.weight,
            "label": term.label,
            "source_line": term.line,
            "source_column": term.cell,
            "printed_yen": term.printed,
            "amount_yen": term.settled,
        }
        for term in terms
    ]


def _alternative(alternative: Alternative) -> Json:
    return {
        "cost": alternative.cost,
        "changes": [
            {
                "source_line": figure.line,
                "source_column": figure.cell,
                "label": figure.label,
                "segment_name": figure.segment_name,
                "settled_yen": settled,
                "kind": kind,
            }
            for figure, settled, kind in alternative.changes
        ],
    }
