"""Tables → statement tables with their accounts, columns and figures. A table is known by what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.interpreting.accounts import Chart, Outline, chart, outline
from pipelines.interpreting.columns import CHANGE, PeriodHeader, read_header
from pipelines.interpreting.context import Surroundings, find_statement, find_unit
from pipelines.interpreting.figures import FigureBook, unit_name
from pipelines.interpreting.grid import Grid, GridRow, join
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
from pipelines.interpreting.periods import Periods
from pipelines.interpreting.segments import SegmentColumns, known_segment, resolve_segments
from pipelines.reading.numerals import Reading
from pipelines.rules import RuleBook
from warehouse import reference

_DEFAULT_UNIT_YEN = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grid that is taken for a statement, before its columns are known. `unit_yen` is None where none is stated."""

    statement_code: str
    grid: Grid
    outline: Outline
    surroundings: Surroundings
    unit_yen: int | None
    period: Period
    has_own_period: bool

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The grid's rows that are accounts."""
        return tuple(self.grid.rows[index] for index in self.outline.kept)

    @property
    def width(self) -> int:
        """How many columns of amounts."""
        return len(self.grid.amount_cells)

    def printed(self) -> dict[str, tuple[int | None, ...]]:
        """Printed values by account path."""
        return {
            row.path: tuple(numeral.value for numeral in grid_row.numerals)
            for row, grid_row in zip(self.outline.rows, self.rows, strict=True)
        }


def find_statement_code(grid: Grid, words: Sequence[str]) -> str | None:
    """Which statement a grid is, by the labels that are known of it; a title decides between equals."""
    labels = [row.labelled.label for row in grid.rows]
    known = Counter({s.code: sum(chart(s.code).knows(label) for label in labels) for s in reference.statements()})
    best = max(known.values())
    leaders = [code for code, count in known.items() if count == best]
    titled = next((code for line in reversed(words) if (code := find_statement(line))), None)
    if best == 0 or (best < 2 and titled not in leaders and best * 2 < len(labels)):
        return None
    return titled if titled in leaders else leaders[0]


def gather(
    grids: Sequence[tuple[Grid, Surroundings]], periods: Periods, findings: list[Finding]
) -> tuple[Candidate, ...]:
    """The grids that are statements, tables that go on over a page put together, with unit and period."""
    parts: list[tuple[str, Grid, Surroundings]] = []
    previous: Grid | None = None
    for grid, around in grids:
        code = find_statement_code(grid, around.lines)
        if code is None:
            continue
        if parts and parts[-1][1] is previous and _continues(parts[-1], code, grid, around):
            first = parts[-1]
            parts[-1] = (code, join(first[1], grid), replace(first[2], is_last=around.is_last))
        else:
            parts.append((code, grid, around))
        previous = parts[-1][1]
    found = [_candidate(code, grid, around, periods) for code, grid, around in parts]
    return tuple(_borrow_unit_and_period(found, findings))


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


def _continues(first: tuple[str, Grid, Surroundings], code: str, grid: Grid, around: Surroundings) -> bool:
    """Whether a grid goes on with the table before it: same statement and columns, only repeated words between."""
    first_code, first_grid, first_around = first
    if code != first_code or len(grid.amount_cells) != len(first_grid.amount_cells):
        return False
    if any(line not in first_around.lines and find_unit(line) is None and "続" not in line for line in around.lines):
        return False
    accounts = chart(code)
    done = outline([row.labelled for row in first_grid.rows], accounts)
    joined = outline([row.labelled for row in join(first_grid, grid).rows], accounts)
    repeats = len({row.path for row in joined.rows}) < len(joined.rows)
    return done.rows[-1].path != accounts.closing_path and not repeats


def _candidate(code: str, grid: Grid, around: Surroundings, periods: Periods) -> Candidate:
    accounts: Chart = chart(code)
    header_unit = next((unit for name in grid.header_cells if (unit := find_unit(f"単位{name}")) is not None), None)
    period, is_own = periods.of(around, grid.first_line)
    return Candidate(
        code,
        grid,
        outline([row.labelled for row in grid.rows], accounts),
        around,
        around.unit_yen or header_unit,
        period,
        is_own,
    )


def _borrow_unit_and_period(candidates: Sequence[Candidate], findings: list[Finding]) -> Iterator[Candidate]:
    """A table without its own unit has that of the table that prints the same figures, else the last one stated."""
    for candidate in candidates:
        if candidate.unit_yen is not None and candidate.has_own_period:
            yield candidate
            continue
        twin = next((other for other in candidates if _is_twin(candidate, other)), None)
        unit = candidate.unit_yen or (twin.unit_yen if twin else candidate.surroundings.section_unit_yen)
        if unit is None:
            unit = _DEFAULT_UNIT_YEN
            message = f"no unit is stated for the table; {unit_name(unit)} is assumed"
            findings.append(Finding("assumed_unit", candidate.grid.first_line, message))
        borrows = twin is not None and not candidate.has_own_period
        yield replace(candidate, unit_yen=unit, period=twin.period if twin and borrows else candidate.period)


def _is_twin(candidate: Candidate, other: Candidate) -> bool:
    if other is candidate or other.unit_yen is None or other.statement_code != candidate.statement_code:
        return False
    mine, theirs = candidate.printed(), other.printed()
    shared = [path for path in mine if path in theirs]
    for column in range(candidate.width):
        for other_column in range(other.width):
            pairs = [(mine[path][column], theirs[path][other_column]) for path in shared]
            filled = [(a, b) for a, b in pairs if a and b]
            equal = sum(abs(a) == abs(b) for a, b in filled)
            if equal >= 3 and equal * 2 > len(filled):
                return True
    return False


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
    headers = candidate.grid.headers or ()
    return any(
        read_header(h, candidate.period, None) is CHANGE
        or isinstance(read_header(h, candidate.period, None), PeriodHeader)
        for h in headers
    )


def _as_segment_columns(candidate: Candidate) -> SegmentColumns:
    unit = candidate.unit_yen or _DEFAULT_UNIT_YEN
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
    for row_number, (row, grid_row) in enumerate(zip(candidate.outline.rows, candidate.rows, strict=True)):
        if row.path not in accounts.roles:
            message = f"account {row.path} is not in the reference data; loaded as new"
            book.findings.append(Finding("unknown_account", row.line, message))
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
    numbers: list[int | None] = []
    for extra in grid_row.extra:
        message = f"cell {extra.column} ({extra.text}) stands beyond the table's columns; not loaded"
        book.findings.append(Finding("extra_cell", row.line, message))
    for position, (column, cell, numeral) in enumerate(zip(columns, grid_row.cells, grid_row.numerals, strict=True)):
        if all(n.reading is Reading.BLANK for n in grid_row.numerals):
            numbers.append(None)
            continue
        numbers.append(
            book.enter(
                line=row.line,
                cell=column.cell,
                label=row.label,
                printed_text=cell.text if cell else "",
                numeral=numeral,
                unit_yen=candidate.unit_yen or _DEFAULT_UNIT_YEN,
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
