"""The frames that loading takes: one a fact or dimension, with natural keys in place of surrogate ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from warehouse.narrative_frames import NARRATIVE_SCHEMAS

_TERM = pl.Struct({"figure_id": pl.Int64, "weight": pl.Int64, "label": pl.String})

SCHEMAS: dict[str, dict[str, pl.DataType | type[pl.DataType]]] = {
    **NARRATIVE_SCHEMAS,
    "document": {
        "document_id": pl.String,
        "meeting_id": pl.String,
        "file_name": pl.String,
        "byte_count": pl.Int64,
        "line_count": pl.Int32,
        "parser_version": pl.String,
        "is_current": pl.Boolean,
        "figure_count": pl.Int64,
        "identity_count": pl.Int64,
    },
    "meeting": {
        "document_id": pl.String,
        "meeting_id": pl.String,
        "agency": pl.String,
        "committee": pl.String,
        "meeting_number": pl.Int32,
        "meeting_date": pl.Date,
        "start_time": pl.Time,
        "venue": pl.String,
    },
    "agenda_item": {
        "document_id": pl.String,
        "meeting_id": pl.String,
        "item_number": pl.Int32,
        "title": pl.String,
        "source_line": pl.Int32,
    },
    "segment": {"segment_name": pl.String},
    "account": {
        "statement_code": pl.String,
        "account_path": pl.String,
        "account_name": pl.String,
        "account_role": pl.String,
    },
    "fiscal_year": {"fiscal_year": pl.Int32, "fiscal_year_name": pl.String},
    "budget_version": {
        "budget_version": pl.String,
        "budget_version_name": pl.String,
        "display_order": pl.Int32,
    },
    "figure": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "source_line": pl.Int32,
        "source_column": pl.Int32,
        "statement_code": pl.String,
        "account_path": pl.String,
        "segment_name": pl.String,
        "fiscal_year": pl.Int32,
        "budget_version": pl.String,
        "measure": pl.String,
        "label": pl.String,
        "printed_text": pl.String,
        "printed_yen": pl.Int64,
        "amount_yen": pl.Int64,
        "unit_yen": pl.Int64,
        "status": pl.String,
        "implied_low_yen": pl.Int64,
        "implied_high_yen": pl.Int64,
        "segment_evidence": pl.String,
        "table_number": pl.Int32,
        "assumption": pl.String,
    },
    "identity_check": {
        "document_id": pl.String,
        "identity_id": pl.Int64,
        "identity_name": pl.String,
        "identity_family": pl.String,
        "place": pl.String,
        "terms": pl.List(_TERM),
        "left_yen": pl.Int64,
        "right_yen": pl.Int64,
        "residual_printed_yen": pl.Int64,
        "residual_yen": pl.Int64,
        "tolerance_yen": pl.Int64,
        "lowest_residual_yen": pl.Int64,
        "highest_residual_yen": pl.Int64,
        "holds_as_printed": pl.Boolean,
        "holds_after_repair": pl.Boolean,
    },
    "repair": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "printed_text": pl.String,
        "printed_yen": pl.Int64,
        "settled_yen": pl.Int64,
        "kind": pl.String,
        "slip_number": pl.Int32,
        "cost": pl.Int32,
        "is_only_explanation": pl.Boolean,
        "dispute_number": pl.Int32,
        "identities_before": pl.List(pl.Int64),
        "identities_after": pl.List(pl.Int64),
    },
    "explanation": {
        "document_id": pl.String,
        "dispute_number": pl.Int32,
        "explanation_number": pl.Int32,
        "cost": pl.Int32,
        "figure_id": pl.Int64,
        "settled_yen": pl.Int64,
        "kind": pl.String,
    },
    "commitment": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "fiscal_year": pl.Int32,
        "budget_version": pl.String,
        "listing": pl.String,
        "commitment_name": pl.String,
        "limit_yen": pl.Int64,
        "status": pl.String,
        "budget_year": pl.Int32,
        "first_bearing_year": pl.Int32,
        "last_bearing_year": pl.Int32,
        "is_marked_amended": pl.Boolean,
        "source_line": pl.Int32,
    },
    "advance_receipt": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "fiscal_year": pl.Int32,
        "budget_version": pl.String,
        "purpose": pl.String,
        "is_total": pl.Boolean,
        "measure": pl.String,
        "amount_yen": pl.Int64,
        "status": pl.String,
        "source_line": pl.Int32,
    },
    "commitment_change": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "fiscal_year": pl.Int32,
        "budget_version": pl.String,
        "commitment_name": pl.String,
        "change_yen": pl.Int64,
        "unit_yen": pl.Int64,
        "status": pl.String,
        "source_line": pl.Int32,
    },
    "correction": {
        "document_id": pl.String,
        "figure_id": pl.Int64,
        "corrected_yen": pl.Int64,
        "is_needed": pl.Boolean,
        "reason": pl.String,
        "corrected_by": pl.String,
        "corrected_on": pl.Date,
    },
    "finding": {
        "document_id": pl.String,
        "finding_code": pl.String,
        "source_line": pl.Int32,
        "message": pl.String,
    },
}


@dataclass(frozen=True, slots=True)
class Frames:
    """A batch of documents, by frame name."""

    by_name: dict[str, pl.DataFrame]

    def __len__(self) -> int:
        """How many documents it holds."""
        return self.by_name["document"].height

    def without(self, document_ids: Collection[str]) -> Frames:
        """The batch without some of its documents. Loading takes only the dimension rows that the rest uses."""
        return Frames(
            {
                name: frame.filter(~pl.col("document_id").is_in(list(document_ids)))
                if "document_id" in frame.columns
                else frame
                for name, frame in self.by_name.items()
            }
        )
