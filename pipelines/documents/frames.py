"""Settled documents → Polars frames in the shape of the facts, with natural keys. Keys are the warehouse's business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from pipelines.documents import rows
from pipelines.documents.corrections import AppliedCorrection
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Measure
from pipelines.narrative.model import Narrative
from pipelines.narrative.rows import narrative_rows
from pipelines.reading.source_places import SourcePlaces
from pipelines.reconcile import Status
from warehouse.frames import Frames, frames_of
from warehouse.row_types import Row
from warehouse.rows import DocumentRow

# From the most to the least trusted.
_STATUS_ORDER = pl.Enum([s.value for s in (Status.PROVEN, Status.REPAIRED, Status.UNCHECKED, Status.DISPUTED)])


@dataclass(frozen=True, slots=True)
class SettledDocument:
    """A document that was read and settled, with what identifies it."""

    file_name: str
    content_sha256: str
    byte_count: int
    line_count: int
    written_lines: tuple[int, ...]
    parser_version: str
    settled: Settled
    narrative: Narrative
    corrections: tuple[AppliedCorrection, ...] = ()
    places: SourcePlaces = field(default_factory=SourcePlaces)

    @property
    def meeting_id(self) -> str:
        """The natural key of its meeting; of a document that is no meeting's, its body, kind and year."""
        meeting = self.settled.materials.meeting
        if meeting.committee is None and meeting.agency and meeting.document_kind and meeting.fiscal_year:
            return f"{meeting.agency}/{meeting.document_kind}/{meeting.fiscal_year}"
        body = [part for part in (meeting.agency, meeting.committee) if part]
        if body and meeting.number is not None:
            return "/".join([*body, f"第{meeting.number}回"])
        is_meeting = meeting.committee or meeting.start or meeting.agenda
        return "/".join([*body, str(meeting.day) if body and meeting.day and is_meeting else self.file_name])


def normalise(documents: Sequence[SettledDocument]) -> Frames:
    """The frames of a batch. Of several documents of one meeting the last one counts; the others are recorded only."""
    frames = frames_of(row for document in documents for row in _rows(document))
    frames["amount"] = _amounts(frames["figure"])
    return one_batch([Frames(frames)])


def one_batch(parts: Sequence[Frames]) -> Frames:
    """Batches as one batch: of several documents of one meeting the last one of all counts."""
    whole = Frames({name: pl.concat([part.by_name[name] for part in parts]) for name in parts[0].by_name})
    documents = whole.by_name["document"].with_columns(is_current=pl.col("meeting_id").is_last_distinct())
    superseded = documents.filter(~pl.col("is_current"))["document_id"].to_list()
    counting = whole.without(superseded) if superseded else whole
    return Frames({**counting.by_name, "document": documents})


def _rows(document: SettledDocument) -> Iterator[Row]:
    settled, key = document.settled, document.content_sha256
    yield DocumentRow(
        document_id=key,
        meeting_id=document.meeting_id,
        file_name=document.file_name,
        byte_count=document.byte_count,
        line_count=document.line_count,
        written_lines=document.written_lines,
        parser_version=document.parser_version,
        is_current=True,
        figure_count=len(settled.materials.figures),
        identity_count=len(settled.identities),
    )
    yield from rows.meeting_rows(key, document.meeting_id, settled.materials.meeting)
    yield from rows.settled_rows(key, settled, document.places)
    yield from rows.correction_rows(key, document.corrections)
    yield from rows.finding_rows(key, (*settled.materials.findings, *document.narrative.findings))
    yield from narrative_rows(key, document.narrative)


def _amounts(figures: pl.DataFrame) -> pl.DataFrame:
    """One row for each account, segment, year and version: the printing in the finest unit, with the worst status."""
    grain = ["document_id", "statement_code", "account_path", "segment_name", "fiscal_year", "budget_version"]
    printed = figures.filter(pl.col("statement_code").is_not_null() & (pl.col("measure") == Measure.AMOUNT.value))
    is_finest = pl.col("unit_yen") == pl.col("unit_yen").min()
    return (
        printed.sort("source_line", "source_column")
        .group_by(grain, maintain_order=True)
        .agg(
            pl.col("amount_yen").filter(is_finest).drop_nulls().first(),
            pl.col("unit_yen").min(),
            pl.col("status").filter(is_finest).cast(_STATUS_ORDER).max().cast(pl.String),
            pl.len().cast(pl.Int32).alias("printing_count"),
        )
    )
