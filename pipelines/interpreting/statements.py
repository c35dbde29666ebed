"""Candidates → statement tables: whose each column is, and the figures. A table is known by what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expectations.rule_book import RuleBook
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.columns import ColumnMeaning, names_year, read_columns, split_segment
from pipelines.interpreting.context import stated_unit
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.grid import GridRow
from pipelines.interpreting.model import (
    AccountRow,
    Assumption,
    Column,
    ColumnKind,
    Finding,
    Known,
    LayoutEvidence,
    LayoutRelation,
    Measure,
    OtherColumn,
    Period,
    SegmentEvidence,
    Source,
    StatementTable,
    TableKind,
)
from pipelines.interpreting.periods import BEFORE, Periods
from pipelines.interpreting.segments import ColumnSegment, SegmentColumns, known_segment, resolve_segments
from pipelines.interpreting.units import find_unit
from pipelines.reading.characters import compact
from warehouse import reference


def read_statements(
    candidates: Sequence[Candidate], periods: Periods, rules: RuleBook, book: FigureBook
) -> tuple[StatementTable, ...]:
    """Name the columns of all statements together, and enter their figures into the book."""
    headers = [_readings(candidate, periods) for candidate in candidates]
    headers = [_with_lost_header(number, candidates, headers) for number in range(len(candidates))]
    columns = _segment_columns(candidates, headers, periods, rules, book.findings)
    tables = []
    for number, candidate in enumerate(candidates, 1):
        kind, own = columns.get(number - 1) or _period_columns(candidate, headers[number - 1], periods, book.findings)
        _report_columns(candidate, own, book.findings)
        if any(own):
            tables.append(_enter(number, candidate, kind, own, book))
    _report_unnamed(tables, book.findings)
    return tuple(tables)


# Of each column of a grid what it is, None where it holds no figures.
_Columns = tuple[TableKind, tuple[Column | None, ...]]


@dataclass(frozen=True, slots=True)
class _Headers:
    """What each column of a table holds but for its segment (None where its header does not say), and in which year.

    `lost`: the header is missing, and the columns are those of another table; the words say of which.
    """

    meanings: tuple[ColumnMeaning | None, ...]
    years: tuple[Known[int], ...]
    lost: str = ""

    @property
    def is_explicit(self) -> bool:
        """Whether any header names a period or a change."""
        return any(meaning and meaning.is_explicit for meaning in self.meanings)


def _readings(candidate: Candidate, periods: Periods) -> _Headers:
    """What the headers of a table's columns say, less the segments that may stand over them."""
    headers = [split_segment(header)[1] for header in _printed_headers(candidate)]
    values = list(zip(*candidate.printed().values(), strict=True))
    context = candidate.part if candidate.caption else candidate.period
    meanings = read_columns(headers, values, context, periods.supplementary_month, candidate.mentioned)
    named = [names_year(header, context.fiscal_year) for header in headers]
    beside = {m.period.fiscal_year for m, has_year in zip(meanings, named, strict=True) if m and has_year}
    years = []
    for meaning, has_year in zip(meanings, named, strict=True):
        year = meaning.period.fiscal_year if meaning and meaning.is_explicit else candidate.period.fiscal_year
        is_between = meaning is not None and meaning.base is not None and any(named)
        if has_year or is_between:
            years.append(periods.doubt(Known(year, Source.PRINTED), beside))
        else:
            years.append(periods.doubt(replace(candidate.year, value=year)))
    return _Headers(meanings, tuple(years))


def _printed_headers(candidate: Candidate) -> tuple[str, ...]:
    return candidate.grid.headers or ("",) * candidate.width


def _with_lost_header(number: int, candidates: Sequence[Candidate], headers: Sequence[_Headers]) -> _Headers:
    """A table without any header has the columns of the table beside it that is of the same part and width.

    Its changes must be the differences of its amounts, as they are there.
    """
    own = candidates[number]
    if own.width == 1 or own.grid.header_cells:
        return headers[number]
    for other in (number - 1, number + 1, number - 2, number + 2):
        if not 0 <= other < len(candidates) or not headers[other].is_explicit or headers[other].lost:
            continue
        there = candidates[other]
        if there.width == own.width and there.part == own.part and differences_hold(own, headers[other].meanings):
            words = (
                f"the header is missing; the columns are taken for those of the table in line {there.grid.first_line}"
            )
            years = tuple(Known(year.value, Source.ASSUMED, words) for year in headers[other].years)
            return _Headers(headers[other].meanings, years, words)
    return headers[number]


def differences_hold(candidate: Candidate, meanings: Sequence[ColumnMeaning | None]) -> bool:
    """Whether a table has a column of changes, and most of them are the differences between two of its columns."""
    places = {meaning.period: place for place, meaning in enumerate(meanings) if meaning and not meaning.base}
    held = checked = 0
    for place, meaning in enumerate(meanings):
        if meaning is None or meaning.base is None or not {meaning.period, meaning.base} <= places.keys():
            continue
        for row in candidate.printed().values():
            change, new, old = row[place], row[places[meaning.period]], row[places[meaning.base]]
            if change is not None and new is not None and old is not None:
                checked += 1
                held += abs(change) == abs(new - old)
    return held * 2 > checked


def _segment_columns(
    candidates: Sequence[Candidate],
    headers: Sequence[_Headers],
    periods: Periods,
    rules: RuleBook,
    findings: list[Finding],
) -> dict[int, _Columns]:
    """The columns of the tables by segment, resolved together period by period: one lends its header to the others."""
    by_segment = [
        number
        for number, candidate in enumerate(candidates)
        if candidate.width > 1 and not headers[number].is_explicit and not candidate.is_laid_out
    ]
    columns: dict[int, _Columns] = {}
    for held in dict.fromkeys(_held(candidates[number]) for number in by_segment):
        members = [number for number in by_segment if _held(candidates[number]) == held]
        tables = [_as_segment_columns(candidates[number], headers[number]) for number in members]
        for number, segments in zip(members, resolve_segments(tables, rules), strict=True):
            candidate = candidates[number]
            _report_segments(segments, candidate.grid.first_line, findings)
            columns[number] = (
                TableKind.SEGMENTS,
                tuple(
                    None
                    if segment.evidence is SegmentEvidence.NONE
                    else Column(
                        cell,
                        segment.name,
                        segment.evidence,
                        held.period,
                        held.measure,
                        _unit(candidate, header),
                        periods.doubt(candidate.year),
                        held.base,
                    )
                    for cell, header, segment in zip(
                        candidate.grid.amount_cells, _printed_headers(candidate), segments, strict=True
                    )
                ),
            )
    return columns


def _report_segments(segments: Sequence[ColumnSegment], line: int, findings: list[Finding]) -> None:
    for segment in segments:
        if segment.evidence is SegmentEvidence.NEW:
            message = f"segment {segment.name} is not in the reference data; loaded as new"
            findings.append(Finding("unknown_segment", line, message))
    inferred = [s.name for s in segments if s.evidence in (SegmentEvidence.FIGURES, SegmentEvidence.POSITION)]
    if inferred:
        message = (
            f"the header does not name {len(inferred)} of {len(segments)} columns; inferred: {', '.join(inferred)}"
        )
        findings.append(Finding("inferred_segments", line, message))


def _held(candidate: Candidate) -> ColumnMeaning:
    """What the columns of a table hold whose headers are not of periods."""
    return ColumnMeaning(candidate.period, candidate.measure, candidate.base)


def _unit(candidate: Candidate, header: str) -> Known[int]:
    """The unit that a column's own header prints, else that of its table."""
    own = find_unit(header)
    return candidate.unit_in_force if own is None else stated_unit(own, candidate.surroundings.unit_yen)


def _as_segment_columns(candidate: Candidate, headers: _Headers) -> SegmentColumns:
    """A table for resolving its segments: one column of 金額 among named ones is their total."""
    amounts = {f"{candidate.statement_code}/{path}": values for path, values in candidate.amounts().items()}
    printed = candidate.grid.headers
    if printed is not None:
        plain = [place for place, meaning in enumerate(headers.meanings) if meaning is not None]
        has_total = any(known_segment(header) == reference.TOTAL_SEGMENT for header in printed)
        total = plain[0] if len(plain) == 1 and not has_total else None
        printed = tuple(
            reference.TOTAL_SEGMENT
            if place == total
            else ""
            if place in plain and not known_segment(header)
            else header
            for place, header in enumerate(printed)
        )
    return SegmentColumns(printed, candidate.width, amounts)


def _period_columns(candidate: Candidate, headers: _Headers, periods: Periods, findings: list[Finding]) -> _Columns:
    """The columns of a statement with one amount, or with a column a period and their change, or those by segment."""
    grid, around = candidate.grid, candidate.surroundings
    named = next((name for line in reversed(around.lines) if (name := known_segment(line))), reference.TOTAL_SEGMENT)
    segment, evidence = named, SegmentEvidence.STATEMENT
    columns: list[Column | None] = []
    for cell, header, meaning, year in zip(
        grid.amount_cells, _printed_headers(candidate), headers.meanings, headers.years, strict=True
    ):
        if (printed := split_segment(header)[0]) is not None:
            segment, evidence = _segment_over(printed, grid.first_line, findings)
        held = meaning if meaning and meaning.is_explicit else _held(candidate)
        if meaning is None and candidate.is_laid_out and not headers.is_explicit and compact(header):
            segment, evidence = _segment_over(header, grid.first_line, findings)
        elif meaning is None and candidate.width > 1:
            columns.append(None)
            continue
        if meaning is not None and held.measure is Measure.CHANGE and held.base is None:
            message = f"column {header} does not say which column is taken off which; its sums are not checked"
            findings.append(Finding("unknown_direction", grid.first_line, message))
        columns.append(
            Column(cell, segment, evidence, held.period, held.measure, _unit(candidate, header), year, held.base)
        )
    found = {column.segment_name for column in columns if column}
    if len(found) > 1:
        return TableKind.SEGMENTS, tuple(columns)
    return TableKind.STATEMENT if candidate.width == 1 else TableKind.SUMMARY, tuple(columns)


def _report_columns(candidate: Candidate, columns: Sequence[Column | None], findings: list[Finding]) -> None:
    """Say so where columns with numbers hold no figures."""
    line = candidate.grid.first_line
    for other in candidate.grid.others:
        if other.kind is ColumnKind.RATIO:
            message = f"column {other.header or other.cell} holds ratios, which are no amounts; not loaded"
            findings.append(Finding("ratio_column", line, message))
    for place, column in enumerate(columns):
        if column is None:
            name = _printed_headers(candidate)[place] or candidate.grid.amount_cells[place]
            message = f"column {name} names neither a segment, a period nor a change; its numbers are not loaded"
            findings.append(Finding("unknown_column", line, message))


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
        message = f"the text does not say which version was in force before {replace(period, budget_version=after)}"
        findings.append(Finding("unnamed_version", line, message))


def _enter(
    number: int, candidate: Candidate, kind: TableKind, by_place: tuple[Column | None, ...], book: FigureBook
) -> StatementTable:
    accounts = chart(candidate.statement_code)
    grid = candidate.grid
    columns = tuple(column for column in by_place if column)
    unknown = [
        OtherColumn(cell, header, ColumnKind.UNKNOWN)
        for cell, header, column in zip(grid.amount_cells, _printed_headers(candidate), by_place, strict=True)
        if column is None
    ]
    assumptions = tuple(column.assumptions if column else () for column in by_place)
    figures = []
    rows = []
    book.report_extra((grid_row.line, cell) for grid_row in candidate.grid.rows for cell in grid_row.extra)
    for row_number, (row, grid_row) in enumerate(zip(candidate.outline.rows, candidate.rows, strict=True)):
        if candidate.is_laid_out:
            pass  # said once for the table
        elif row.path not in accounts.roles:
            message = f"account {row.path} is not in the reference data; loaded as new"
            book.findings.append(Finding("unknown_account", row.line, message))
        elif not accounts.spells(row.label, row.path):
            message = f"label {row.label} is taken for account {row.path} because of its place"
            book.findings.append(Finding("inferred_account", row.line, message))
            row = replace(row, source=Source.BORROWED)  # noqa: PLW2901
        rows.append(row)
        figures.append(_enter_row(number, row_number, row, grid_row, candidate, by_place, assumptions, book))
    if candidate.is_laid_out:
        message = f"the accounts of this table of {len(rows)} rows are not this agency's; it is read by its layout"
        book.findings.append(Finding("laid_out_table", grid.first_line, message))
    return StatementTable(
        number,
        kind,
        candidate.statement_code,
        columns,
        tuple(rows),
        candidate.outline.subtotals,
        tuple(figures),
        (*grid.others, *unknown),
        tuple(_relations(candidate, by_place, figures)),
        candidate.is_laid_out,
    )


def _relations(
    candidate: Candidate, by_place: Sequence[Column | None], figures: Sequence[Sequence[int | None]]
) -> Iterator[LayoutRelation]:
    """The relations of a table that is read by its layout, in terms of its figures."""
    read = [place for place, column in enumerate(by_place) if column]
    numbers = {
        (row, place): number
        for row, own in enumerate(figures)
        for place, number in zip(read, own, strict=True)
        if number is not None
    }
    for placed in candidate.relations:
        equations = tuple(
            tuple((numbers[row, column], weight) for row, column, weight in equation)
            for equation in placed.equations
            if all((row, column) in numbers for row, column, _ in equation)
        )
        if equations:
            relation, evidence = placed.relation, placed.relation.evidence
            yield LayoutRelation(
                relation.name,
                relation.hypothesis.value,
                equations,
                LayoutEvidence(evidence.held, evidence.tried, evidence.by_chance),
            )


def _enter_row(
    table: int,
    row_number: int,
    row: AccountRow,
    grid_row: GridRow,
    candidate: Candidate,
    by_place: tuple[Column | None, ...],
    assumptions: tuple[tuple[Assumption, ...], ...],
    book: FigureBook,
) -> tuple[int | None, ...]:
    numbers: list[int] = []
    places = enumerate(zip(by_place, grid_row.cells, grid_row.numerals, strict=True))
    for place, (column, cell, numeral) in places:
        if column is None:
            continue
        if row.role == "memo" and numeral.is_enclosed and numeral.value is not None:
            numeral = replace(numeral, value=-numeral.value)  # noqa: PLW2901 - (200) beside うち is no deduction
        numbers.append(
            book.enter(
                line=row.line,
                cell=cell.column if cell else column.cell,  # a later page may be laid out otherwise
                label=row.label,
                printed_text=cell.text if cell else "",
                numeral=numeral,
                unit=column.unit,
                period=column.period,
                measure=column.measure,
                statement_code=candidate.statement_code,
                account_path=row.path,
                segment_name=column.segment_name,
                segment_evidence=column.evidence,
                table=table,
                row=row_number,
                column=len(numbers),
                assumptions=assumptions[place],
                limits=candidate.limits.get((row_number, place)),
            )
        )
    return tuple(numbers)
