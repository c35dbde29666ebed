"""A settled document → its rows (`warehouse/rows.py`), with natural keys. What its words say: `narrative/rows.py`.

`document_id` is the content's SHA-256. `figure_id` and `identity_id` number those of one document from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.documents.commitment_rows import commitment_rows
from pipelines.documents.corrections import AppliedCorrection
from pipelines.documents.dispute_rows import dispute_rows
from pipelines.documents.structural_rows import structural_rows
from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.context import MONTHS
from pipelines.interpreting.model import Figure, Finding, Meeting, Period, StatementTable
from pipelines.interpreting.periods import BEFORE, version_order
from pipelines.interpreting.unprinted_years import year_name
from pipelines.reading.source_places import SourcePlaces
from pipelines.reconcile import FigureVerdict, IdentityVerdict, Status, known_sum
from warehouse import reference
from warehouse.row_types import Row
from warehouse.rows import (
    AccountRow,
    AgendaItemRow,
    AssumptionRow,
    BudgetVersionRow,
    CorrectionRow,
    FigureRow,
    FindingRow,
    FiscalYearRow,
    IdentityCheckRow,
    IdentityTerm,
    MeetingRow,
    MeetingStepRow,
    RepairRow,
    SegmentRow,
)

_BEYOND_64_BITS = 1 << 63


def settled_rows(key: str, settled: Settled, places: SourcePlaces) -> Iterator[Row]:
    """The figures with their verdicts, and all that hangs on them; `key` is the document's, `places` are its text's."""
    materials, verdicts = settled.materials, settled.verdicts
    printed = [
        figure for figure, verdict in zip(materials.figures, verdicts.figures, strict=True) if _is_row(figure, verdict)
    ]
    for figure in printed:
        yield _figure_row(key, figure, verdicts.figures[figure.number], places)
        for assumption in figure.assumptions:
            yield AssumptionRow(
                document_id=key, figure_id=figure.number, subject=assumption.subject.value, words=assumption.words
            )
    yield from _dimension_rows(printed, materials.tables)
    labels = {figure.number: figure.label for figure in printed}
    held = labels.keys()
    amounts = [verdict.settled for verdict in verdicts.figures]
    for identity, verdict in zip(settled.identities, verdicts.identities, strict=True):
        yield _identity_row(key, identity, verdict, labels, amounts)
    yield from dispute_rows(key, settled, held)
    yield from _repair_rows(key, settled)
    yield from structural_rows(key, settled, held)
    yield from commitment_rows(key, settled)


def _is_row(figure: Figure, verdict: FigureVerdict) -> bool:
    """An empty cell that means nil is no printed figure, unless something speaks against that."""
    is_nil = verdict.settled == 0 and verdict.status in (Status.PROVEN, Status.UNCHECKED)
    return not (figure.is_blank and is_nil)


def meeting_rows(key: str, meeting_id: str, meeting: Meeting) -> Iterator[Row]:
    """A meeting and its agenda."""
    yield MeetingRow(
        document_id=key,
        meeting_id=meeting_id,
        agency=meeting.agency,
        committee=meeting.committee,
        meeting_number=meeting.number,
        meeting_date=meeting.day,
        start_time=meeting.start,
        venue=meeting.venue,
        end_time=meeting.end,
        document_kind=meeting.document_kind,
        fiscal_year=meeting.fiscal_year,
    )
    for step in meeting.steps:
        yield MeetingStepRow(
            document_id=key,
            meeting_id=meeting_id,
            step_number=step.number,
            printed_number=step.printed_number,
            title=step.title,
            step_kind=step.kind.value,
            source_line=step.line,
        )
    for item in meeting.agenda:
        yield AgendaItemRow(
            document_id=key, meeting_id=meeting_id, item_number=item.number, title=item.title, source_line=item.line
        )


def _figure_row(key: str, figure: Figure, verdict: FigureVerdict, places: SourcePlaces) -> FigureRow:
    return FigureRow(
        document_id=key,
        figure_id=figure.number,
        source_line=figure.line,
        source_column=figure.cell,
        statement_code=figure.statement_code,
        account_path=figure.account_path,
        segment_name=figure.segment_name,
        fiscal_year=figure.period.fiscal_year,
        budget_version=figure.period.budget_version,
        measure=figure.measure,  # a StrEnum is a str: of so many, `.value` is dear
        label=figure.label,
        printed_text=figure.printed_text,
        printed_yen=_printed_yen(figure),
        amount_yen=verdict.settled,
        unit_yen=figure.unit_yen,
        status=verdict.status,
        implied_low_yen=_stored(verdict.low),
        implied_high_yen=_stored(verdict.high),
        segment_evidence=figure.segment_evidence,
        table_number=figure.table,
        assumption=figure.assumption,
        source_place=places.of(figure.line, figure.cell),
    )


def _printed_yen(figure: Figure) -> int | None:
    return None if figure.value is None else figure.value * figure.unit_yen


def _stored(yen: int | None) -> int | None:
    """A sum as it can be stored: nothing, where amounts at the limit of what is read sum to more than 64 bits hold."""
    return yen if yen is not None and abs(yen) < _BEYOND_64_BITS else None


def _identity_row(
    key: str,
    identity: PlacedIdentity,
    verdict: IdentityVerdict,
    labels: Mapping[int, str],
    amounts: Sequence[int | None],
) -> IdentityCheckRow:
    """The row of an identity; `labels` are those of the figures (by number) that have a row, `amounts` those of all."""
    left = [_term(number, weight, labels) for number, weight in identity.left if number in labels]
    right = [_term(number, -weight, labels) for number, weight in identity.right if number in labels]
    return IdentityCheckRow(
        document_id=key,
        identity_id=verdict.identity,
        identity_name=identity.rule.name,
        identity_family=identity.rule.family,
        place=identity.place,
        terms=left + right,
        left_yen=_stored(known_sum(identity.left, amounts)),
        right_yen=_stored(known_sum(identity.right, amounts)),
        residual_printed_yen=_stored(verdict.residual_printed),
        residual_yen=_stored(verdict.residual_settled),
        tolerance_yen=verdict.tolerance,
        lowest_residual_yen=verdict.low,
        highest_residual_yen=verdict.high,
        holds_as_printed=verdict.held_as_printed,
        holds_after_repair=verdict.holds,
        held_count=identity.evidence.held if identity.evidence else None,
        tried_count=identity.evidence.tried if identity.evidence else None,
        chance_count=identity.evidence.by_chance if identity.evidence else None,
        left_count=len(left),
    )


def _term(number: int, weight: int, labels: Mapping[int, str]) -> IdentityTerm:
    return {"figure_id": number, "weight": weight, "label": labels[number]}


def _dimension_rows(figures: Sequence[Figure], tables: Sequence[StatementTable]) -> Iterator[Row]:
    """The accounts, segments, years and versions that the document uses, known or new."""
    known_segments = {segment.name for segment in reference.segments()}
    for name in dict.fromkeys(f.segment_name for f in figures if f.segment_name not in known_segments):
        if name is not None:
            yield SegmentRow(segment_name=name)
    for table in tables:
        known = chart(table.statement_code).roles
        for row in table.rows:
            if row.path not in known:
                yield AccountRow(
                    statement_code=table.statement_code,
                    account_path=row.path,
                    account_name=row.path.rsplit("/", 1)[-1],
                    account_role=row.role,
                    account_name_en=row.name_en,
                    chart_code=row.chart_code,
                    account_class=row.account_class,
                )
    for period in dict.fromkeys(figure.period for figure in figures):
        yield FiscalYearRow(fiscal_year=period.fiscal_year, fiscal_year_name=year_name(period.fiscal_year))
        yield BudgetVersionRow(
            budget_version=period.budget_version,
            budget_version_name=_version_name(period),
            display_order=version_order(period)[1],
        )


def _version_name(period: Period) -> str:
    version = period.budget_version
    if version.startswith(BEFORE):
        return f"{_version_name(replace(period, budget_version=version.removeprefix(BEFORE)))}の前"
    if version.startswith("supplementary_"):
        return f"{MONTHS.index(version.removeprefix('supplementary_')) + 1}月補正予算"
    return {"initial": "当初予算", "settlement": "決算"}[version]


def _repair_rows(key: str, settled: Settled) -> Iterator[Row]:
    disputed_in = {
        change.figure: number
        for number, dispute in enumerate(settled.verdicts.disputes, 1)
        for explanation in dispute.explanations
        for change in explanation.changes
    }
    for repair in settled.verdicts.repairs:
        figure = settled.materials.figures[repair.figure]
        yield RepairRow(
            document_id=key,
            figure_id=repair.figure,
            printed_text=figure.printed_text,
            printed_yen=_printed_yen(figure),
            settled_yen=repair.settled,
            kind=repair.kind.value,
            slip_number=repair.slip,
            cost=repair.cost,
            is_only_explanation=repair.figure not in disputed_in,
            dispute_number=disputed_in.get(repair.figure),
            identities_before=repair.failed_before,
            identities_after=repair.hold_after,
        )


def correction_rows(key: str, corrections: Sequence[AppliedCorrection]) -> Iterator[Row]:
    """What a person has corrected."""
    for one in corrections:
        yield CorrectionRow(
            document_id=key,
            figure_id=one.figure,
            corrected_yen=one.corrected_yen,
            is_needed=one.is_needed,
            reason=one.correction.reason,
            corrected_by=one.correction.by,
            corrected_on=one.correction.day,
        )


def finding_rows(key: str, findings: Sequence[Finding]) -> Iterator[Row]:
    """What a person should know of how the text was read."""
    for finding in findings:
        yield FindingRow(document_id=key, finding_code=finding.code, source_line=finding.line, message=finding.message)
