"""The rows that loading takes of a document's figures: one type a frame, with natural keys in place of surrogate ones.

`document_id` is the content's SHA-256. `figure_id` and `identity_id` number those of one document from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TypedDict

from warehouse.row_types import Int32, Int64, Row, row


@row
class DocumentRow(Row):
    """A text that was taken in."""

    document_id: str
    meeting_id: str
    file_name: str
    byte_count: Int64
    line_count: Int32
    written_lines: Sequence[Int32]
    parser_version: str
    is_current: bool
    figure_count: Int64
    identity_count: Int64


@row
class MeetingRow(Row):
    """A meeting as its materials name it."""

    document_id: str
    meeting_id: str
    agency: str | None
    committee: str | None
    meeting_number: Int32 | None
    meeting_date: date | None
    start_time: time | None
    venue: str | None
    end_time: time | None
    document_kind: str | None
    fiscal_year: Int32 | None


@row
class MeetingStepRow(Row):
    """A step of a meeting's order of business."""

    document_id: str
    meeting_id: str
    step_number: Int32
    printed_number: str | None
    title: str
    step_kind: str
    source_line: Int32


@row
class AgendaItemRow(Row):
    """An item of a meeting's agenda."""

    document_id: str
    meeting_id: str
    item_number: Int32
    title: str
    source_line: Int32


@row
class SegmentRow(Row):
    """A segment that a document uses and the reference data may not know."""

    segment_name: str


@row
class AccountRow(Row):
    """An account that a document uses and the chart does not know."""

    statement_code: str
    account_path: str
    account_name: str
    account_role: str
    account_name_en: str | None
    chart_code: str | None
    account_class: str | None


@row
class FiscalYearRow(Row):
    """A fiscal year that a document speaks of."""

    fiscal_year: Int32
    fiscal_year_name: str


@row
class BudgetVersionRow(Row):
    """A version of a budget that a document speaks of."""

    budget_version: str
    budget_version_name: str
    display_order: Int32


@row
class FigureRow(Row):
    """A printed figure with its verdict."""

    document_id: str
    figure_id: Int64
    source_line: Int32
    source_column: Int32
    statement_code: str | None
    account_path: str | None
    segment_name: str | None
    fiscal_year: Int32
    budget_version: str
    measure: str
    label: str
    printed_text: str
    printed_yen: Int64 | None
    amount_yen: Int64 | None
    unit_yen: Int64
    status: str
    implied_low_yen: Int64 | None
    implied_high_yen: Int64 | None
    segment_evidence: str | None
    table_number: Int32 | None
    assumption: str | None
    source_place: str


class IdentityTerm(TypedDict):
    """A figure's share in an identity; both sides stand on the left."""

    figure_id: Int64
    weight: Int64
    label: str


@row
class IdentityCheckRow(Row):
    """An identity at one place where it applies, with its numbers filled in."""

    document_id: str
    identity_id: Int64
    identity_name: str
    identity_family: str
    place: str
    terms: Sequence[IdentityTerm]
    left_yen: Int64 | None
    right_yen: Int64 | None
    residual_printed_yen: Int64 | None
    residual_yen: Int64 | None
    tolerance_yen: Int64
    lowest_residual_yen: Int64
    highest_residual_yen: Int64
    holds_as_printed: bool
    holds_after_repair: bool
    held_count: Int32 | None
    tried_count: Int32 | None
    chance_count: float | None
    left_count: Int32 | None


@row
class RepairRow(Row):
    """A corrected figure, and the identities that prove it."""

    document_id: str
    figure_id: Int64
    printed_text: str
    printed_yen: Int64 | None
    settled_yen: Int64
    kind: str
    slip_number: Int32
    cost: Int32
    is_only_explanation: bool
    dispute_number: Int32 | None
    identities_before: Sequence[Int64]
    identities_after: Sequence[Int64]


@row
class StructuralRepairRow(Row):
    """A slip of structure that was told, or that nothing tells from others, with the figures it moved."""

    document_id: str
    outcome: str
    kind: str
    slip_number: Int32
    source_lines: Sequence[Int32]
    printed_words: str
    meant_words: str
    figures: Sequence[Int64]
    failing_as_printed: Sequence[str]
    identities_after: Sequence[Int64]
    rivals: Sequence[str]


@row
class AssumptionRow(Row):
    """What a figure rests on though the text does not print it."""

    document_id: str
    figure_id: Int64
    subject: str
    words: str


@row
class DisputeRow(Row):
    """Figures that the identities on them do not decide, and why not."""

    document_id: str
    dispute_number: Int32
    reason: str
    figures: Sequence[Int64]
    identities: Sequence[Int64]


@row
class ExplanationRow(Row):
    """One figure's part in one of the rival explanations of a dispute."""

    document_id: str
    dispute_number: Int32
    explanation_number: Int32
    cost: Int32
    figure_id: Int64
    settled_yen: Int64
    kind: str


@row
class CommitmentRow(Row):
    """A row of a table of commitments."""

    document_id: str
    figure_id: Int64
    fiscal_year: Int32
    budget_version: str
    listing: str
    commitment_name: str
    limit_yen: Int64 | None
    status: str
    budget_year: Int32 | None
    first_bearing_year: Int32 | None
    last_bearing_year: Int32 | None
    is_marked_amended: bool
    source_line: Int32
    segment_name: str | None
    segment_evidence: str
    segment_words: str | None


@row
class AdvanceReceiptRow(Row):
    """A figure of the table of advance receipts."""

    document_id: str
    figure_id: Int64
    fiscal_year: Int32
    budget_version: str
    purpose: str
    is_total: bool
    measure: str
    amount_yen: Int64 | None
    status: str
    source_line: Int32
    segment_name: str | None
    segment_evidence: str
    segment_figure_id: Int64 | None


@row
class CommitmentChangeRow(Row):
    """What a budget changes of one commitment."""

    document_id: str
    figure_id: Int64 | None
    before_figure_id: Int64 | None
    after_figure_id: Int64 | None
    fiscal_year: Int32
    budget_version: str
    commitment_name: str
    change_kind: str | None
    is_kind_printed: bool
    reason: str | None
    reason_first_line: Int32 | None
    reason_last_line: Int32 | None
    purpose: str | None
    purpose_first_line: Int32 | None
    before_yen: Int64 | None
    after_yen: Int64 | None
    change_yen: Int64 | None
    unit_yen: Int64
    stated_change_yen: Int64 | None
    stated_lines: Sequence[Int32]
    status: str
    source_line: Int32


@row
class CorrectionRow(Row):
    """A figure that a person has corrected."""

    document_id: str
    figure_id: Int64
    corrected_yen: Int64
    is_needed: bool
    reason: str
    corrected_by: str
    corrected_on: date


@row
class FindingRow(Row):
    """What a person should know of how a text was read."""

    document_id: str
    finding_code: str
    source_line: Int32 | None
    message: str
