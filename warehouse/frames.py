"""The frames that loading takes: one a fact or dimension, made of the rows of their types."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import polars as pl

from warehouse import narrative_rows as narrative
from warehouse import rows as settled
from warehouse.row_types import PolarsType, Row, frame_of, schema_of

ROW_TYPES: dict[str, type[Row]] = {
    "part": narrative.PartRow,
    "programme": narrative.ProgrammeRow,
    "section": narrative.SectionRow,
    "section_segment": narrative.SectionSegmentRow,
    "passage": narrative.PassageRow,
    "glossary_entry": narrative.GlossaryEntryRow,
    "quantity": narrative.QuantityRow,
    "number": narrative.NumberRow,
    "rule_change": narrative.RuleChangeRow,
    "rule_clause": narrative.RuleClauseRow,
    "rule_provision": narrative.RuleProvisionRow,
    "rule_difference": narrative.RuleDifferenceRow,
    "rule_check": narrative.RuleCheckRow,
    "law_reference": narrative.LawReferenceRow,
    "date_mention": narrative.DateMentionRow,
    "document": settled.DocumentRow,
    "meeting": settled.MeetingRow,
    "agenda_item": settled.AgendaItemRow,
    "meeting_step": settled.MeetingStepRow,
    "segment": settled.SegmentRow,
    "account": settled.AccountRow,
    "fiscal_year": settled.FiscalYearRow,
    "budget_version": settled.BudgetVersionRow,
    "figure": settled.FigureRow,
    "identity_check": settled.IdentityCheckRow,
    "repair": settled.RepairRow,
    "structural_repair": settled.StructuralRepairRow,
    "assumption": settled.AssumptionRow,
    "dispute": settled.DisputeRow,
    "explanation": settled.ExplanationRow,
    "commitment": settled.CommitmentRow,
    "advance_receipt": settled.AdvanceReceiptRow,
    "commitment_change": settled.CommitmentChangeRow,
    "correction": settled.CorrectionRow,
    "finding": settled.FindingRow,
}

SCHEMAS: dict[str, dict[str, PolarsType]] = {name: schema_of(row_type) for name, row_type in ROW_TYPES.items()}


def frames_of(rows: Iterable[Row]) -> dict[str, pl.DataFrame]:
    """All frames, each with the rows of its type in the order in which they came."""
    by_type: dict[type[Row], list[Row]] = {row_type: [] for row_type in ROW_TYPES.values()}
    for row in rows:
        by_type[type(row)].append(row)
    return {name: frame_of(SCHEMAS[name], by_type[row_type]) for name, row_type in ROW_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Frames:
    """A batch of documents, by frame name."""

    by_name: dict[str, pl.DataFrame]

    def __len__(self) -> int:
        """How many documents it holds."""
        return self.by_name["document"].height

    def without(self, document_ids: Collection[str]) -> Frames:
        """The batch without some of its documents. Loading takes only the dimension rows that the rest uses."""
        if not document_ids:
            return self  # and no copy of all of it
        return Frames(
            {
                name: frame.filter(~pl.col("document_id").is_in(list(document_ids)))
                if "document_id" in frame.columns
                else frame
                for name, frame in self.by_name.items()
            }
        )
