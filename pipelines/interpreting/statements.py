"""Candidates → statement tables: whose each column is, and the figures. A table is known by what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.rule_book import RuleBook
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.columns import ColumnMeaning, read_columns, split_segment
from pipelines.interpreting.context import DEFAULT_UNIT_YEN
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.grid import GridRow
from pipelines.interpreting.model import (
    AccountRow,
    Column,
    Finding,
    Measure,
    Period,
    SegmentEvidence,
    StatementTable,
    TableKind,
)
from pipelines.interpreting.periods import BEFORE, Periods
from pipelines.interpreting.segments import SegmentColumns, known_segment, resolve_segments
from warehouse import reference


def read_statements(
    candidates: Sequence[Candidate], periods: Periods, rules: RuleBook, book: FigureBook
) -> tuple[StatementTable, ...]:
    """Name the columns of all statements together, and enter their figures into the book."""
    meanings = [_meanings(candidate, periods) for candidate in candidates]
    columns = _segment_columns(candidates, meanings, rules, book.findings)
    tables = []
    for number, candidate in enumerate(candidates, 1):
        kind, own = columns.get(number - 1) or _period_columns(candidate, meanings[number - 1], book.findings)
        tables.append(_enter(number, candidate, kind, own, book))
    _report_unnamed(tables, book.findings)
    return tuple(tables)


_Columns = tuple[TableKind, tuple[Column, ...]]


# What each column of a table holds but for its segment; None for a column whose header does not say.
_Meanings = tuple[ColumnMeaning | None, ...]


def _segment_columns(
    candidates: Sequence[Candidate], meanings: Sequence[_Meanings], rules: RuleBook, findings: list[Finding]
) -> dict[int, _Columns]:
    """The columns of the tables by segment, resolved together period by period: one lends its header to the others."""
    by_segment = [
        number
        for number, candidate in enumerate(candidates)
        if candidate.width > 1 and not any(meaning and meaning.is_explicit for meaning in meanings[number])
    ]
    columns: dict[int, _Columns] = {}
    for held in dict.fromkeys(_held(candidates[number]) for number in by_segment):
        members = [number for number in by_segment if _held(candidates[number]) == held]
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
                    Column(cell, segment.name, segment.evidence, held.period, held.measure, held.base)
                    for cell, segment in zip(grid.amount_cells, segments, strict=True)
                ),
            )
    return columns


def _held(candidate: Candidate) -> ColumnMeaning:
    """What the columns of a table hold whose headers are not of periods."""
    return ColumnMeaning(candidate.period, candidate.measure, candidate.base)


def _meanings(candidate: Candidate, periods: Periods) -> _Meanings:
    """What the headers of a table's columns say, less the segments that may stand over them."""
    headers = [split_segment(header)[1] for header in candidate.grid.headers or ("",) * candidate.width]
    values = list(zip(*candidate.printed().values(), strict=True))
    context = candidate.part if candidate.caption else candidate.period
    return read_columns(headers, values, context, periods.supplementary_month, candidate.mentioned)


def _as_segment_columns(candidate: Candidate) -> SegmentColumns:
    unit = candidate.unit_yen or DEFAULT_UNIT_YEN
    amounts = {
        f"{candidate.statement_code}/{path}": tuple(None if value is None else value * unit for value in values)
        for path, values in candidate.printed().items()
    }
    return SegmentColumns(candidate.grid.headers, candidate.width, amounts)


def _period_columns(candidate: Candidate, meanings: _Meanings, findings: list[Finding]) -> _Columns:
    """The columns of a statement with one amount, or with a column a period and their change, or those by segment."""
    grid, around = candidate.grid, candidate.surroundings
    named = next((name for line in reversed(around.lines) if (name := known_segment(line))), reference.TOTAL_SEGMENT)
    segment, evidence = named, SegmentEvidence.STATEMENT
    headers = grid.headers or ("",) * candidate.width
    columns = []
    for cell, header, meaning in zip(grid.amount_cells, headers, meanings, strict=True):
        if (printed := split_segment(header)[0]) is not None:
            segment, evidence = _segment_over(printed, grid.first_line, findings)
        held = meaning if meaning and meaning.is_explicit else _held(candidate)
        if meaning is None and candidate.width > 1:
            message = f"column {header or cell} is neither a period nor a change; taken for {held.period.fiscal_year}"
            findings.append(Finding("unknown_column", grid.first_line, message))
        if meaning is not None and held.measure is Measure.CHANGE and held.base is None:
            message = f"column {header} does not say which column is taken off which; its sums are not checked"
            findings.append(Finding("unknown_direction", grid.first_line, message))
        columns.append(Column(cell, segment, evidence, held.period, held.measure, held.base))
    if any(column.segment_name != columns[0].segment_name for column in columns):
        return TableKind.SEGMENTS, tuple(columns)
    return TableKind.STATEMENT if candidate.width == 1 else TableKind.SUMMARY, tuple(columns)


def _segment_over(printed: str, line: int, findings: list[Finding]) -> tuple[str, SegmentEvidence]:
    name = known_segment(printed)
    if name is not None:
        return name, SegmentEvidence.HEADER
    findings.append(Finding("unknown_segment", line, f"segment {printed} is not in the reference data; loaded as new"))
    return printed, SegmentEvidence.NEW


def _report_unnamed(tables: Sequence[StatementTable], findings: list[Finding]) -> None:
    """Say so, once a version, where the text does not name what was in force before."""
    first_lines: dict[Period, int] = {}
    for table in tables:
        for column in table.columns:
            if column.period.budget_version.startswith(BEFORE):
                first_lines.setdefault(column.period, table.rows[0].line)
    for period, line in first_lines.items():
        after = period.budget_version.removeprefix(BEFORE)
        message = f"the text does not say which version was in force before {period.fiscal_year} {after}"
        findings.append(Finding("unnamed_version", line, message))


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
