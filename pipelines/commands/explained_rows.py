"""A figure as the warehouse tells it → the figure as a text explains it: both are printed by the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from expectations.rule_book import rule_book
from pipelines.identities.explanation import Alternative, ExplainedFigure, ExplainedIdentity, ExplainedTerm, Role
from pipelines.identities.structural import DoubtKind, StructuralDoubt, StructuralRepair, StructuralSlip
from pipelines.interpreting.model import Assumption, Figure, LayoutEvidence, Measure, Period, Subject
from pipelines.reconcile import DisputeReason, FigureVerdict, SlipKind, Status

Row = Mapping[str, Any]


def explained_figure(row: Row) -> ExplainedFigure:
    """What a row of `warehouse.asking.figures.explain_figure` says."""
    figure = _figure(row)
    slips = row["structural_slips"] or ()
    verdict = FigureVerdict(
        0, Status(row["status"]), row["amount_yen"], (), row["implied_low_yen"], row["implied_high_yen"]
    )
    identities = [_identity(each, figure) for each in row["identities"] or ()]
    return ExplainedFigure(
        figure,
        tuple(cell.strip() for cell in row["source_cells"]) if len(row["source_cells"]) > 1 else row["source_cells"],
        verdict,
        row["repair"]["kind"] if row["repair"] else None,
        tuple(sorted(identities, key=lambda identity: list(Role)[::-1].index(identity.role))),
        tuple(_alternative(figure, each) for each in row["rivals"] or ()),
        tuple(_repair(slip) for slip in slips if slip["outcome"] == "repaired"),
        tuple(_doubts([slip for slip in slips if slip["outcome"] == "disputed"])),
        tuple(dict.fromkeys(DisputeReason(reason) for reason in row["value_dispute_reasons"] or ())),
        row["source_place"] or f"line {figure.line}",
    )


def _figure(row: Row) -> Figure:
    return Figure(
        number=0,
        line=row["source_line"],
        cell=row["source_column"],
        label=row["label"],
        printed_text=row["printed_text"],
        value=None if row["printed_yen"] is None else row["printed_yen"] // row["unit_yen"],
        is_blank=_is_blank(row),
        is_certain=True,
        unit_yen=row["unit_yen"],
        period=Period(row["fiscal_year"], row["budget_version"]),
        measure=Measure(row["measure"]),
        statement_code=row["statement_code"],
        account_path=row["account_path"],
        segment_name=row["segment_name"],
        assumptions=tuple(Assumption(Subject(each["subject"]), each["words"]) for each in row["assumptions"] or ()),
    )


def _is_blank(row: Row) -> bool:
    return row["printed_yen"] is None and not row["printed_text"].strip()


def _identity(row: Row, figure: Figure) -> ExplainedIdentity:
    reasons = {rule.name: rule.reason for rule in rule_book().rules}
    terms = row["terms"]
    # Along a row the segments tell the terms apart, down a column the labels.
    by_segment = len({term["segment_name"] for term in terms}) == len(terms) > 1
    # Of a text that was read before the sides were kept: what counts against the others stands on the right.
    left_count = row["left_count"]
    are_left = [
        term["weight"] > 0 if left_count is None else position < left_count for position, term in enumerate(terms)
    ]
    told = [_term(term, figure, by_segment=by_segment) for term in terms]
    left = tuple(term for term, is_left in zip(told, are_left, strict=True) if is_left)
    right = tuple(replace(term, sign=-term.sign) for term, is_left in zip(told, are_left, strict=True) if not is_left)
    evidence = None
    if row["tried_count"] is not None:
        evidence = LayoutEvidence(row["held_count"], row["tried_count"], row["chance_count"])
    return ExplainedIdentity(
        row["identity_name"],
        reasons.get(row["identity_name"], ""),
        row["place"],
        Role(row["outcome"]),
        left,
        right,
        row["residual_printed_yen"],
        row["residual_yen"],
        row["tolerance_yen"],
        evidence,
    )


def _term(term: Row, figure: Figure, *, by_segment: bool) -> ExplainedTerm:
    return ExplainedTerm(
        -1 if term["weight"] < 0 else 1,
        abs(term["weight"]),
        term["segment_name"] if by_segment and term["segment_name"] else term["label"],
        term["source_line"],
        term["source_column"],
        0 if _is_blank(term) else term["printed_yen"],
        term["amount_yen"],
        (term["source_line"], term["source_column"]) == (figure.line, figure.cell),
    )


def _alternative(figure: Figure, row: Row) -> Alternative:
    return Alternative(
        row["cost"],
        tuple(
            (
                replace(
                    figure,
                    line=change["source_line"],
                    cell=change["source_column"],
                    label=change["label"],
                    segment_name=change["segment_name"],
                    printed_text=change["printed_text"],
                ),
                change["settled_yen"],
                change["kind"],
            )
            for change in row["changes"]
        ),
    )


def _slip(row: Row) -> StructuralSlip:
    return StructuralSlip(SlipKind(row["kind"]), tuple(row["source_lines"]), row["printed_words"], row["meant_words"])


def _numbers(row: Row) -> tuple[int, ...]:
    """The figures that it moved: how many they are is all that is told of them."""
    return tuple(range(row["figure_count"]))


def _repair(row: Row) -> StructuralRepair:
    failing, rivals = tuple(row["failing_as_printed"]), tuple(row["rivals"])
    return StructuralRepair(_slip(row), row["slip_number"], _numbers(row), failing, (), rivals)


def _doubts(rows: Sequence[Row]) -> list[StructuralDoubt]:
    """Rivals have one number and words; where nobody knows which slip it was, the kind says why it is doubted."""
    doubts = []
    for _, group in groupby(rows, key=lambda row: row["slip_number"]):
        own = list(group)
        first, failing = own[0], tuple(own[0]["failing_as_printed"])
        if first["printed_words"] or first["meant_words"]:
            slips = tuple(_slip(row) for row in own)
            doubts.append(StructuralDoubt(DoubtKind.RIVAL_SLIPS, _numbers(first), slips, (), failing))
        else:
            lines = tuple(first["source_lines"])
            doubts.append(StructuralDoubt(DoubtKind(first["kind"]), _numbers(first), (), lines, failing))
    return doubts
