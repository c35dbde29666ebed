"""Candidates → statement tables: whose each column is, and the figures. A table is known by what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.columns import CHANGE, PeriodHeader, read_header
from pipelines.interpreting.context import DEFAULT_UNIT_YEN
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.grid import GridRow
from pipelines.interpreting.model import (
    AccountRow,
    Column,
    Finding,
    Measure,
    SegmentEvidence,
    StatementTable,
    TableKind,
)
from pipelines.interpreting.periods import Periods
from pipelines.interpreting.segments import SegmentColumns, known_segment, resolve_segments
from pipelines.rules import RuleBook
from warehouse import reference


def read_statements(
    candidates: Sequence[Candidate], periods: Periods, rules: RuleBook, book: FigureBook
) -> tuple[StatementTable, ...]:
    """Name the columns of all statements together, and enter their figures into the book."""
    columns = _segment_columns(candidates, rules, book.findings)
    tables = []
    for number, candidate in enumerate(candidates, 1):
        kind, own = columns.get(number - 1) or _period_columns(candidate, periods, book.findings)
        tables.append(_enter(number, candidate, kind, own, book))
    return tuple(tables)


_Columns = tuple[TableKind, tuple[Column, ...]]


def _segment_columns(candidates: Sequence[Candidate], rules: RuleBook, findings: list[Finding]) -> dict[int, _Columns]:
    """The columns of the tables by segment, resolved together period by period: one lends its header to the others."""
    by_segment = [
        number for number, candidate in enumerate(candidates) if candidate.width > 1 and not _has_periods(candidate)
    ]
    columns: dict[int, _Columns] = {}
    for period in dict.fromkeys(candidates[number].period for number in by_segment):
        members = [number for number in by_segment if candidates[number].period == period]
        tables = [_as_segment_columns(candidates[number]) for number in members]
        for number, segments in zip(members, resolve_segments(tables, rules), strict=True):
            grid = candidates[number].grid
            for segment in segments:
                if segment.evidence is SegmentEvidence.NEW:
                    message = f"segment {segment.name} is not in the reference data; loaded as new"
                    findings.append(Finding("unknown_segment", grid.first_line, message))
            inferred = [s.name for s in segments if s.evidence in (SegmentEvidence.FIGURES, SegmentEvidence.POSITION)]
            if inferred:
                unnamed = f"{len(inferred)} of {len(segments)} columns"
                message = f"the header does not name {unnamed}; inferred: {', '.join(inferred)}"
                findings.append(Finding("inferred_segments", grid.first_line, message))
            columns[number] = (
                TableKind.SEGMENTS,
                tuple(
                    Column(cell, segment.name, segment.evidence, period, Measure.AMOUNT)
                    for cell, segment in zip(grid.amount_cells, segments, strict=True)
                ),
            )
    return columns


def _has_periods(candidate: Candidate) -> bool:
    meanings = (read_header(header, candidate.period, None) for header in candidate.grid.headers or ())
    return any(meaning is CHANGE or isinstance(meaning, PeriodHeader) for meaning in meanings)


def _as_segment_columns(candidate: Candidate) -> SegmentColumns:
    unit = candidate.unit_yen or DEFAULT_UNIT_YEN
    amounts = {
        f"{candidate.statement_code}/{path}": tuple(None if value is None else value * unit for value in values)
        for path, values in candidate.printed().items()
    }
    return SegmentColumns(candidate.grid.headers, candidate.width, amounts)


def _period_columns(candidate: Candidate, periods: Periods, findings: list[Finding]) -> _Columns:
    """The columns of a statement with one amount, or of a summary with a column a period and their change."""
    grid, around = candidate.grid, candidate.surroundings
    segment = next((name for line in reversed(around.lines) if (name := known_segment(line))), reference.TOTAL_SEGMENT)
    headers = grid.headers or ("",) * candidate.width
    columns = []
    for cell, header in zip(grid.amount_cells, headers, strict=True):
        meaning = read_header(header, candidate.period, periods.supplementary_month)
        measure = Measure.CHANGE if meaning is CHANGE else Measure.AMOUNT
        period = meaning.period if isinstance(meaning, PeriodHeader) else candidate.period
        if meaning is None and candidate.width > 1:
            message = f"column {header or cell} is neither a period nor a change; taken for {period.fiscal_year}"
            findings.append(Finding("unknown_column", grid.first_line, message))
        columns.append(Column(cell, segment, SegmentEvidence.STATEMENT, period, measure))
    kind = TableKind.STATEMENT if candidate.width == 1 else TableKind.SUMMARY
    return kind, tuple(columns)


def _enter(
    number: int, candidate: Candidate, kind: TableKind, columns: tuple[Column, ...], book: FigureBook
) -> StatementTable:
    accounts = chart(candidate.statement_code)
    figures = []
    book.report_extra((grid_row.line, cell) for grid_row in candidate.grid.rows for cell in grid_row.extra)
    for row_number, (row, grid_row) in enumerate(zip(candidate.outline.rows, candidate.rows, strict=True)):
        if row.path not in accounts.roles:
            message = f"account {row.path} is not in the reference data; loaded as new"
            book.findings.append(Finding("unknown_account", row.line, message))
        elif not accounts.spells(row.label, row.path):
            message = f"label {row.label} is taken for account {row.path} because of its place"
            book.findings.append(Finding("inferred_account", row.line, message))
        figures.append(_enter_row(number, row_number, row, grid_row, candidate, columns, book))
    return StatementTable(
        number,
        kind,
        candidate.statement_code,
        columns,
        candidate.outline.rows,
        candidate.outline.subtotals,
        tuple(figures),
    )


def _enter_row(
    table: int,
    row_number: int,
    row: AccountRow,
    grid_row: GridRow,
    candidate: Candidate,
    columns: tuple[Column, ...],
    book: FigureBook,
) -> tuple[int | None, ...]:
    numbers: list[int] = []
    for position, (column, cell, numeral) in enumerate(zip(columns, grid_row.cells, grid_row.numerals, strict=True)):
        numbers.append(
            book.enter(
                line=row.line,
                cell=cell.column if cell else column.cell,  # a later page may be laid out otherwise
                label=row.label,
                printed_text=cell.text if cell else "",
                numeral=numeral,
                unit_yen=candidate.unit_yen or DEFAULT_UNIT_YEN,
                period=column.period,
                measure=column.measure,
                statement_code=candidate.statement_code,
                account_path=row.path,
                segment_name=column.segment_name,
                segment_evidence=column.evidence,
                table=table,
                row=row_number,
                column=position,
            )
        )
    return tuple(numbers)
