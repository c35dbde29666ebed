"""Commitments, their changes and advance receipts → their rows (`warehouse/rows.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Measure
from warehouse.row_types import Row
from warehouse.rows import AdvanceReceiptRow, CommitmentChangeRow, CommitmentRow


def commitment_rows(key: str, settled: Settled) -> Iterator[Row]:
    """All of them; `key` is the document's."""
    yield from _commitment_rows(key, settled)
    yield from _commitment_change_rows(key, settled)
    yield from _advance_receipt_rows(key, settled)


def _commitment_rows(key: str, settled: Settled) -> Iterator[Row]:
    for commitment in settled.materials.commitments:
        verdict = settled.verdicts.figures[commitment.limit]
        yield CommitmentRow(
            document_id=key,
            figure_id=commitment.limit,
            fiscal_year=commitment.period.fiscal_year,
            budget_version=commitment.period.budget_version,
            listing=commitment.listing.value,
            commitment_name=commitment.name,
            limit_yen=verdict.settled,
            status=verdict.status.value,
            budget_year=commitment.budget_year,
            first_bearing_year=commitment.first_bearing_year,
            last_bearing_year=commitment.last_bearing_year,
            is_marked_amended=commitment.is_marked_amended,
            source_line=commitment.line,
        )


def _commitment_change_rows(key: str, settled: Settled) -> Iterator[Row]:
    for change in settled.materials.commitment_changes:
        verdict, figure = settled.verdicts.figures[change.figure], settled.materials.figures[change.figure]
        yield CommitmentChangeRow(
            document_id=key,
            figure_id=change.figure,
            fiscal_year=change.period.fiscal_year,
            budget_version=change.period.budget_version,
            commitment_name=change.name,
            change_yen=verdict.settled,
            unit_yen=figure.unit_yen,
            status=verdict.status.value,
            source_line=figure.line,
        )


def _advance_receipt_rows(key: str, settled: Settled) -> Iterator[Row]:
    measures = {Measure.PLANNED_RECEIPT: "planned", Measure.CUMULATIVE_RECEIPT: "cumulative"}
    for receipt in settled.materials.advance_receipts:
        verdict = settled.verdicts.figures[receipt.figure]
        yield AdvanceReceiptRow(
            document_id=key,
            figure_id=receipt.figure,
            fiscal_year=receipt.period.fiscal_year,
            budget_version=receipt.period.budget_version,
            purpose=receipt.purpose,
            is_total=receipt.is_total,
            measure=measures[receipt.measure],
            amount_yen=verdict.settled,
            status=verdict.status.value,
            source_line=receipt.line,
        )
