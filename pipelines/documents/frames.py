"""Settled documents → Polars frames in the shape of the facts, with natural keys. Keys are the warehouse's business.

`document_id` is the content's SHA-256. `figure_id` and `identity_id` number those of one document from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.documents.corrections import AppliedCorrection
from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.context import MONTHS
from pipelines.interpreting.model import Figure, Measure, Meeting, Period
from pipelines.interpreting.periods import BEFORE, version_order
from pipelines.narrative.model import Narrative
from pipelines.narrative.rows import narrative_rows
from pipelines.reading.calendar import fiscal_year_name
from pipelines.reconcile import FigureVerdict, IdentityVerdict, Status
from warehouse import reference
from warehouse.frames import SCHEMAS, Frames

_BEYOND_64_BITS = 1 << 63
# From the most to the least trusted.
_STATUS_ORDER = pl.Enum([s.value for s in (Status.PROVEN, Status.REPAIRED, Status.UNCHECKED, Status.DISPUTED)])


@dataclass(frozen=True, slots=True)
class SettledDocument:
    """A document that was read and settled, with what identifies it."""

    file_name: str
    content_sha256: str
    byte_count: int
    line_count: int
    parser_version: str
    settled: Settled
    narrative: Narrative
    corrections: tuple[AppliedCorrection, ...] = ()

    @property
    def meeting_id(self) -> str:
        """The natural key of its meeting."""
        meeting = self.settled.materials.meeting
        body = [part for part in (meeting.agency, meeting.committee) if part]
        if body and meeting.number is not None:
            return "/".join([*body, f"第{meeting.number}回"])
        return "/".join([*body, str(meeting.day) if body and meeting.day else self.file_name])


_Rows = dict[str, list[tuple[object, ...]]]


def normalise(documents: Sequence[SettledDocument]) -> Frames:
    """The frames of a batch. Of several documents of one meeting the last one counts; the others are recorded only."""
    rows: _Rows = {name: [] for name in SCHEMAS}
    for document in documents:
        _add_document(document, rows)
    frames = {
        name: pl.DataFrame(rows[name], schema=schema, orient="row", strict=True) for name, schema in SCHEMAS.items()
    }
    frames["amount"] = _amounts(frames["figure"])
    return one_batch([Frames(frames)])


def one_batch(parts: Sequence[Frames]) -> Frames:
    """Batches as one batch: of several documents of one meeting the last one of all counts."""
    whole = Frames({name: pl.concat([part.by_name[name] for part in parts]) for name in parts[0].by_name})
    documents = whole.by_name["document"].with_columns(is_current=pl.col("meeting_id").is_last_distinct())
    counting = whole.without(documents.filter(~pl.col("is_current"))["document_id"].to_list())
    return Frames({**counting.by_name, "document": documents})


def _add_document(document: SettledDocument, rows: _Rows) -> None:
    materials = document.settled.materials
    key = document.content_sha256
    rows["document"].append(
        (
            key,
            document.meeting_id,
            document.file_name,
            document.byte_count,
            document.line_count,
            document.parser_version,
            True,
            len(materials.figures),
            len(document.settled.identities),
        )
    )
    _add_meeting(key, document.meeting_id, materials.meeting, rows)
    verdicts = document.settled.verdicts
    printed = [
        figure for figure, verdict in zip(materials.figures, verdicts.figures, strict=True) if _is_row(figure, verdict)
    ]
    for figure in printed:
        rows["figure"].append(_figure_row(key, figure, verdicts.figures[figure.number]))
    _add_dimensions(printed, document, rows)
    held = {figure.number for figure in printed}
    for identity, verdict in zip(document.settled.identities, verdicts.identities, strict=True):
        rows["identity_check"].append(_identity_row(key, identity, verdict, document.settled, held))
    disputed_in: dict[int, int] = {}
    for dispute_number, dispute in enumerate(verdicts.disputes, 1):
        for explanation_number, explanation in enumerate(dispute.explanations, 1):
            for change in explanation.changes:
                disputed_in[change.figure] = dispute_number
                rows["explanation"].append(
                    (
                        key,
                        dispute_number,
                        explanation_number,
                        explanation.cost,
                        change.figure,
                        change.settled,
                        change.kind.value,
                    )
                )
    for repair in verdicts.repairs:
        figure = materials.figures[repair.figure]
        rows["repair"].append(
            (
                key,
                repair.figure,
                figure.printed_text,
                None if figure.value is None else figure.value * figure.unit_yen,
                repair.settled,
                repair.kind.value,
                repair.slip,
                repair.cost,
                repair.figure not in disputed_in,
                disputed_in.get(repair.figure),
                list(repair.failed_before),
                list(repair.hold_after),
            )
        )
    _add_commitments_and_receipts(document, rows)
    rows["correction"] += [
        (
            key,
            one.figure,
            one.corrected_yen,
            one.is_needed,
            one.correction.reason,
            one.correction.by,
            one.correction.day,
        )
        for one in document.corrections
    ]
    findings = (*materials.findings, *document.narrative.findings)
    rows["finding"] += [(key, finding.code, finding.line, finding.message) for finding in findings]
    for name, added in narrative_rows(key, document.narrative).items():
        rows[name] += added


def _is_row(figure: Figure, verdict: FigureVerdict) -> bool:
    """An empty cell that means nil is no printed figure, unless something speaks against that."""
    is_nil = verdict.settled == 0 and verdict.status in (Status.PROVEN, Status.UNCHECKED)
    return not (figure.is_blank and is_nil)


def _add_meeting(key: str, meeting_id: str, meeting: Meeting, rows: _Rows) -> None:
    rows["meeting"].append(
        (key, meeting_id, meeting.agency, meeting.committee, meeting.number, meeting.day, meeting.start, meeting.venue)
    )
    rows["agenda_item"] += [(key, meeting_id, item.number, item.title, item.line) for item in meeting.agenda]


def _figure_row(key: str, figure: Figure, verdict: FigureVerdict) -> tuple[object, ...]:
    return (
        key,
        figure.number,
        figure.line,
        figure.cell,
        figure.statement_code,
        figure.account_path,
        figure.segment_name,
        figure.period.fiscal_year,
        figure.period.budget_version,
        figure.measure.value,
        figure.label,
        figure.printed_text,
        None if figure.value is None else figure.value * figure.unit_yen,
        verdict.settled,
        figure.unit_yen,
        verdict.status.value,
        _stored(verdict.low),
        _stored(verdict.high),
        figure.segment_evidence.value if figure.segment_evidence else None,
        figure.table,
        figure.assumption,
    )


def _stored(yen: int | None) -> int | None:
    """A sum as it can be stored: nothing, where amounts at the limit of what is read sum to more than 64 bits hold."""
    return yen if yen is not None and abs(yen) < _BEYOND_64_BITS else None


def _identity_row(
    key: str,
    identity: PlacedIdentity,
    verdict: IdentityVerdict,
    settled: Settled,
    held: set[int],
) -> tuple[object, ...]:
    figures, verdicts = settled.materials.figures, settled.verdicts.figures
    sides = []
    for terms in (identity.left, identity.right):
        amounts = [(verdicts[number].settled, weight) for number, weight in terms]
        known = [amount * weight for amount, weight in amounts if amount is not None]
        sides.append(sum(known) if len(known) == len(amounts) else None)
    listed = [
        {"figure_id": number, "weight": sign * weight, "label": figures[number].label}
        for side, sign in ((identity.left, 1), (identity.right, -1))
        for number, weight in side
        if number in held
    ]
    return (
        key,
        verdict.identity,
        identity.rule.name,
        identity.rule.family,
        identity.place,
        listed,
        _stored(sides[0]),
        _stored(sides[1]),
        _stored(verdict.residual_printed),
        _stored(verdict.residual_settled),
        verdict.tolerance,
        verdict.low,
        verdict.high,
        verdict.held_as_printed,
        verdict.holds,
    )


def _add_dimensions(figures: Sequence[Figure], document: SettledDocument, rows: _Rows) -> None:
    """The accounts, segments, years and versions that the document uses, known or new."""
    known_segments = {segment.name for segment in reference.segments()}
    for name in dict.fromkeys(f.segment_name for f in figures if f.segment_name not in known_segments):
        if name is not None:
            rows["segment"].append((name,))
    for table in document.settled.materials.tables:
        known = chart(table.statement_code).roles
        rows["account"] += [
            (table.statement_code, row.path, row.path.rsplit("/", 1)[-1], row.role)
            for row in table.rows
            if row.path not in known
        ]
    for period in dict.fromkeys(figure.period for figure in figures):
        rows["fiscal_year"].append((period.fiscal_year, fiscal_year_name(period.fiscal_year)))
        rows["budget_version"].append((period.budget_version, _version_name(period), version_order(period)[1]))


def _version_name(period: Period) -> str:
    version = period.budget_version
    if version.startswith(BEFORE):
        return f"{_version_name(replace(period, budget_version=version.removeprefix(BEFORE)))}の前"
    if version.startswith("supplementary_"):
        return f"{MONTHS.index(version.removeprefix('supplementary_')) + 1}月補正予算"
    return {"initial": "当初予算", "settlement": "決算"}[version]


def _add_commitments_and_receipts(document: SettledDocument, rows: _Rows) -> None:
    materials, verdicts = document.settled.materials, document.settled.verdicts
    for commitment in materials.commitments:
        verdict = verdicts.figures[commitment.limit]
        rows["commitment"].append(
            (
                document.content_sha256,
                commitment.limit,
                commitment.period.fiscal_year,
                commitment.period.budget_version,
                commitment.listing.value,
                commitment.name,
                verdict.settled,
                verdict.status.value,
                commitment.budget_year,
                commitment.first_bearing_year,
                commitment.last_bearing_year,
                commitment.is_marked_amended,
                commitment.line,
            )
        )
    for change in materials.commitment_changes:
        verdict, figure = verdicts.figures[change.figure], materials.figures[change.figure]
        rows["commitment_change"].append(
            (
                document.content_sha256,
                change.figure,
                change.period.fiscal_year,
                change.period.budget_version,
                change.name,
                verdict.settled,
                figure.unit_yen,
                verdict.status.value,
                figure.line,
            )
        )
    measures = {Measure.PLANNED_RECEIPT: "planned", Measure.CUMULATIVE_RECEIPT: "cumulative"}
    for receipt in materials.advance_receipts:
        verdict = verdicts.figures[receipt.figure]
        rows["advance_receipt"].append(
            (
                document.content_sha256,
                receipt.figure,
                receipt.period.fiscal_year,
                receipt.period.budget_version,
                receipt.purpose,
                receipt.is_total,
                measures[receipt.measure],
                verdict.settled,
                verdict.status.value,
                receipt.line,
            )
        )


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
