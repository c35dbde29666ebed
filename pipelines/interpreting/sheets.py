"""A document's blocks → sheets: each table with its labels, columns and figures; parts under headings are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.interpreting.grid import Grid, GridRow, join, read_grid, with_columns
from pipelines.interpreting.model import ColumnKind
from pipelines.interpreting.units import find_unit
from pipelines.layout.labels import Label, indent_of, read_label, with_plain_kana
from pipelines.layout.model import Column, Figure, Ratio, Sheet
from pipelines.reading.blocks import Block, Cell, Heading, PageNumber, Separator, Table
from pipelines.reading.calendar import find_dates
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading, read_numeral

_FIGURES = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL, Reading.UNREADABLE, Reading.BEYOND)
_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL)
# Between the parts of one statement: 負債の部, a repeated unit, （続き）.
_WITHIN = re.compile(r".*の部|[(（\[［【].*[)）\]］】]|.*単位.*|.*続き.*")
_BRACKETED = re.compile(r"[(（\[［【].*[)）\]］】]")
# Over the columns of one amount that is printed in steps.
_STEP_HEADERS = frozenset({"", "金額", "内訳", "小計", "合計", "計"})
# In such a table few rows fill more than one column.
_MOST_FILLED_TWICE = 0.4
_COLUMN_INDENT = 8
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Amounts of other cells in one: what is empty beside it is not nil.
_AN_AMOUNT = r"[△▲(（−-]?\s*[\d０-９][\d０-９,，.]*[)）]?"
_SEVERAL = re.compile(rf"\s*(?:{_AN_AMOUNT}\s+)+{_AN_AMOUNT}\s*")
_RATIO = re.compile(r"(?P<whole>\d+)\.?(?P<decimals>\d*)%?")


@dataclass
class _Part:
    title: str
    tables: list[tuple[Table, Grid]]
    unit_yen: int | None

    def goes_on_with(self, grid: Grid) -> bool:
        first = self.tables[0][1]
        return bool(grid.header_cells) and (grid.label_header, grid.header_cells, grid.amount_cells) == (
            first.label_header,
            first.header_cells,
            first.amount_cells,
        )


def read_sheets(blocks: Sequence[Block]) -> tuple[Sheet, ...]:
    """The tables that hold amounts, in order."""
    return tuple(_sheet(part) for part in _parts(blocks))


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    part: _Part | None = None
    title, goes_on, unit_yen = "", False, None
    for block in blocks:
        if isinstance(block, Table):
            grid = read_grid(block)
            if grid is None:
                continue
            if part is not None and goes_on and part.goes_on_with(grid):
                part.tables.append((block, grid))
            else:
                if part is not None:
                    yield part
                part = _Part(title, [(block, grid)], unit_yen)
            goes_on, title, unit_yen = True, "", None
        elif isinstance(block, Heading):
            goes_on = goes_on and _WITHIN.fullmatch(block.text.strip()) is not None
            unit_yen = find_unit(block.text) or unit_yen
            if not _BRACKETED.fullmatch(block.text.strip()):
                title = block.text.strip()
        elif not isinstance(block, PageNumber | Separator):
            goes_on = False
    if part is not None:
        yield part


def _sheet(part: _Part) -> Sheet:
    grid = part.tables[0][1]
    for _, following in part.tables[1:]:
        grid = join(grid, following)
    grid = whole(grid)
    units = [part.unit_yen, *map(find_unit, (grid.label_header, *_headers(grid)))]
    return sheet_of(grid, part.title, unit_yen=max(filter(None, units), default=None))


def whole(grid: Grid) -> Grid:
    """The grid with the columns that few rows reach, its first row taken for a header where it names years."""
    grid = with_columns(grid, (*grid.amount_cells, *_further_columns(grid)))
    first, *others = grid.rows
    if not others or not _names_years(first):
        return grid
    years = (cell.text if cell else "" for cell in first.cells)
    headers = tuple(" ".join(filter(None, both)) for both in zip(_headers(grid), years, strict=True))
    return replace(grid, headers=headers, rows=tuple(others))


def sheet_of(grid: Grid, title: str, *, unit_yen: int | None = None) -> Sheet:
    """A whole grid as a sheet: rows and columns of its figures are those of the grid."""
    headers = _headers(grid)
    is_stepped = _is_stepped(grid.rows, headers)
    figures, decimals = _figures(grid.rows, is_stepped=is_stepped)
    beside = _labels_beside(grid)
    return Sheet(
        title,
        with_plain_kana([_label(row, grid.amount_cells[0], beside) for row in grid.rows]),
        tuple(row.source for row in grid.rows),
        tuple(map(Column, grid.amount_cells, headers)),
        figures,
        decimals,
        is_stepped,
        _ratios(grid),
        unit_yen,
        {(figure.row, figure.column): figure for figure in figures},
    )


def _headers(grid: Grid) -> tuple[str, ...]:
    return grid.headers or ("",) * len(grid.amount_cells)


def is_within_statement(line: str) -> bool:
    """Whether a heading stands between the parts of one statement: 負債の部, a repeated unit, （続き）."""
    return _WITHIN.fullmatch(line.strip()) is not None


def is_title(line: str) -> bool:
    """Whether a heading may be a table's title, and no unit, period or note in brackets."""
    return _BRACKETED.fullmatch(line.strip()) is None and find_unit(line) is None and not find_dates(line)


def _names_years(row: GridRow) -> bool:
    """Whether a row without commas names years: 2023, 2024."""
    texts = [cell.text for cell in row.cells if cell is not None and cell.text]
    return bool(texts) and all(_YEAR.fullmatch(text) for text in texts)


def _further_columns(grid: Grid) -> tuple[int, ...]:
    """Columns of amounts that few rows reach: sums beside their items."""
    read: dict[int, list[Reading]] = {}
    for row in grid.rows:
        for cell in row.extra:
            read.setdefault(cell.column, []).append(read_numeral(cell.text).reading)
    last = max(*grid.amount_cells, *(other.cell for other in grid.others), 0)
    return tuple(
        cell
        for cell, readings in sorted(read.items())
        if cell > last and 2 * sum(reading in _AMOUNTS for reading in readings) > len(readings)
    )


def _labels_beside(grid: Grid) -> frozenset[int]:
    """Columns of words between amounts that name those right of them, as where two tables stand side by side."""
    first, last = min(grid.amount_cells), max(grid.amount_cells)
    found = set()
    for column in set(range(first, last)) - set(grid.amount_cells):
        words = [cell.text for row in grid.rows for cell in row.source.cells if cell.column == column and cell.text]
        names = [text for text in words if read_numeral(text).reading is Reading.TEXT]
        if 2 * len(names) > len(grid.rows) and any(read_label(name).is_total for name in names):
            found.add(column)
    return frozenset(found)


def _label(row: GridRow, first_amount: int, beside: frozenset[int]) -> Label:
    """The label with all that stands left of the amounts: a number or a heading may have a cell of its own.

    Where others stand `beside` it the row has all of their names.
    """
    own = [cell.text for cell in row.source.cells if cell.column in beside and cell.text]
    label = _left_label(row, first_amount)
    return replace(label, text=" | ".join(dict.fromkeys(filter(None, (label.text, *own))))) if own else label


def _left_label(row: GridRow, first_amount: int) -> Label:
    cells = [cell for cell in row.source.cells if cell.column < first_amount and cell.text]
    if not cells:
        return read_label(row.label_text)
    first = cells[0]
    indent = max(indent_of(first.raw), first.indent) + _COLUMN_INDENT * first.column
    is_emphasised = any(cell.is_emphasised for cell in cells)
    return read_label(" ".join(cell.text for cell in cells), indent=indent, is_emphasised=is_emphasised)


def _is_stepped(rows: Sequence[GridRow], headers: Sequence[str]) -> bool:
    if len(headers) < 2 or any(compact(header) not in _STEP_HEADERS for header in headers):
        return False
    filled = [sum(numeral.reading in _FIGURES for numeral in row.numerals) for row in rows]
    with_any = [count for count in filled if count]
    return sum(count > 1 for count in with_any) < _MOST_FILLED_TWICE * len(with_any)


def _has_figures(row: GridRow) -> bool:
    return any(numeral.reading in _FIGURES for numeral in row.numerals)


def _figures(rows: Sequence[GridRow], *, is_stepped: bool) -> tuple[tuple[Figure, ...], int]:
    read = [
        (at, column, row.line, cell, numeral)
        for at, row in enumerate(rows)
        for column, (cell, numeral) in enumerate(zip(row.cells, row.numerals, strict=True))
        if numeral.reading in _FIGURES or (numeral.reading is Reading.BLANK and not is_stepped and _has_figures(row))
    ]
    crowded = {at for at, *_, cell, _ in read if cell is not None and _SEVERAL.fullmatch(cell.text)}
    numerals = [numeral for *_, numeral in read]
    in_yen = any(numeral.unit_yen for numeral in numerals)
    usual = Counter(numeral.unit_yen for numeral in numerals if numeral.unit_yen).most_common(1)
    blank_unit = usual[0][0] if usual else None
    decimals = 0 if in_yen else max((numeral.decimals for numeral in numerals), default=0)
    figures = tuple(
        Figure(
            number,
            row,
            column,
            line,
            _place(cell),
            cell.text if cell else "",
            numeral.value,
            _unit(numeral, decimals, blank_unit),
            is_blank=numeral.reading is Reading.BLANK and row not in crowded,
            is_certain=numeral.reading is not Reading.DOUBTFUL,
        )
        for number, (row, column, line, cell, numeral) in enumerate(read)
    )
    return figures, decimals


def _ratios(grid: Grid) -> tuple[Ratio, ...]:
    cells = {other.cell for other in grid.others if other.kind is ColumnKind.RATIO}
    return tuple(
        Ratio(at, cell.column, int(found["whole"] + found["decimals"]), len(found["decimals"]))
        for at, row in enumerate(grid.rows)
        for cell in row.source.cells
        if cell.column in cells and (found := _RATIO.fullmatch(compact(cell.text)))
    )


def _place(cell: Cell | None) -> int:
    return -1 if cell is None else cell.column


def _unit(numeral: Numeral, decimals: int, usual: int | None) -> int:
    """What its last place is worth; an empty cell or a dash is of the usual unit."""
    if usual and not numeral.unit_yen and not numeral.value:
        return usual
    return numeral.unit_yen or 10 ** max(decimals - numeral.decimals, 0)
