"""Commitments, their changes and advance receipts → their rows (`warehouse/rows.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.identities.commitments import changes_of
from pipelines.identities.receipt_segments import segments_of_receipts
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Commitment, Measure
from pipelines.narrative.segment_names import named_by, printed_words
from warehouse.row_types import Row
from warehouse.rows import AdvanceReceiptRow, CommitmentChangeRow, CommitmentRow

NOT_STATED = "not stated"


def commitment_rows(key: str, settled: Settled) -> Iterator[Row]:
    """All of them; `key` is the document's."""
    yield from _commitment_rows(key, settled)
    yield from _commitment_change_rows(key, settled)
    yield from _advance_receipt_rows(key, settled)


def _commitment_rows(key: str, settled: Settled) -> Iterator[Row]:
    for commitment in settled.materials.commitments:
        verdict = settled.verdicts.figures[commitment.limit]
        segment = named_by(commitment.name)
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
            segment_name=segment[0] if segment else None,
            segment_evidence="name" if segment else NOT_STATED,
            segment_words=printed_words(commitment.name, segment[1]) if segment else None,
        )


def _commitment_change_rows(key: str, settled: Settled) -> Iterator[Row]:
    for change in changes_of(settled):
        reason = change.words.reason if change.words else None
        purpose = change.words.purpose if change.words else None
        yield CommitmentChangeRow(
            document_id=key,
            figure_id=change.stated.number if change.stated else None,
            before_figure_id=_limit(change.before),
            after_figure_id=_limit(change.after),
            fiscal_year=change.period.fiscal_year,
            budget_version=change.period.budget_version,
            commitment_name=change.name,
            change_kind=change.kind.value if change.kind else None,
            is_kind_printed=change.is_kind_printed,
            reason=reason.text if reason else None,
            reason_first_line=reason.first_line if reason else None,
            reason_last_line=reason.last_line if reason else None,
            purpose=purpose.text if purpose else None,
            purpose_first_line=purpose.first_line if purpose else None,
            before_yen=change.before_yen,
            after_yen=change.after_yen,
            change_yen=change.change_yen,
            unit_yen=change.unit_yen,
            stated_change_yen=change.stated_yen,
            stated_lines=change.stated_lines,
            status=change.status.value,
            source_line=change.line,
        )


def _limit(commitment: Commitment | None) -> int | None:
    return commitment.limit if commitment else None


def _advance_receipt_rows(key: str, settled: Settled) -> Iterator[Row]:
    segments = segments_of_receipts(settled)
    measures = {Measure.PLANNED_RECEIPT: "planned", Measure.CUMULATIVE_RECEIPT: "cumulative"}
    for receipt in settled.materials.advance_receipts:
        verdict = settled.verdicts.figures[receipt.figure]
        segment = segments.get(receipt.line)
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
            segment_name=segment.segment_name if segment else None,
            segment_evidence="figure" if segment else NOT_STATED,
            segment_figure_id=segment.figure if segment else None,
        )
