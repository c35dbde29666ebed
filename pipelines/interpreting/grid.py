"""A table's cells → header, labels and numerals by row and column; a table that goes on over a page is one grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.interpreting.accounts import LabelledRow, clean_label
from pipelines.reading.blocks import Cell, Row, Table
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading, read_numeral

_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A body row: its label as printed, its cell (None where the row ends before) and numeral in each amount column.

    `extra` are the cells that hold something beside the label and the amount columns.
    """

    line: int
    label_text: str
    cells: tuple[Cell | None, ...]
    numerals: tuple[Numeral, ...]
    extra: tuple[Cell, ...]

    @property
    def labelled(self) -> LabelledRow:
        """The row as the outline of accounts needs it."""
        return LabelledRow(
            self.line, clean_label(self.label_text), any(n.reading is not Reading.BLANK for n in self.numerals)
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """`headers[c]` is the name over amount column c, or None where the header has not one name for each column."""

    first_line: int
    last_line: int
    header_cells: tuple[str, ...]
    headers: tuple[str, ...] | None
    amount_cells: tuple[int, ...]
    rows: tuple[GridRow, ...]


def read_grid(table: Table) -> Grid | None:
    """Lay out a table; None where no column holds amounts."""
    body_start = _find_body(table.rows)
    header, body = table.rows[:body_start], table.rows[body_start:]
    amount_cells, label_cell = _find_columns(body)
    if not amount_cells:
        return None
    names = _header_names(header, label_cell)
    headers = tuple(names) if len(names) == len(amount_cells) else None
    rows = tuple(_body_row(row, label_cell, amount_cells) for row in body)
    return Grid(table.first_line, table.last_line, tuple(names), headers, amount_cells, rows)


def join(first: Grid, second: Grid) -> Grid:
    """The grid of a table and its continuation on the next page."""
    return replace(first, last_line=second.last_line, rows=first.rows + second.rows)


def _find_body(rows: Sequence[Row]) -> int:
    """The index of the first row that is no header: one with a number, or a heading that stands alone in its row."""
    for index, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell.text]
        if any(read_numeral(cell.text).reading in _AMOUNTS for cell in filled[1:]):
            return index
        if not filled or filled[0].column != 0:
            continue
        if len(filled) == 1 or (index > 0 and any(_is_garbled_amount(cell.text) for cell in filled[1:])):
            return index
    return len(rows)


def _is_garbled_amount(text: str) -> bool:
    """Whether a cell is digits among other characters, and not a year of a header."""
    return read_numeral(text).reading is Reading.UNREADABLE and "年" not in text


def _find_columns(body: tuple[Row, ...]) -> tuple[tuple[int, ...], int]:
    """The cells that hold amounts, and the cell that holds the label."""
    readings: dict[int, Counter[Reading]] = {}
    for row in body:
        for cell in row.cells:
            readings.setdefault(cell.column, Counter())[read_numeral(cell.text).reading] += 1
    label_cell = next((c for c in sorted(readings) if readings[c][Reading.TEXT] * 2 >= _filled(readings[c]) > 0), 0)
    widths = Counter(last for row in body if (last := _last_filled(row)) > label_cell)
    if not widths:
        return (), label_cell
    width = max(widths, key=lambda last: (widths[last], last))
    amount_cells = tuple(
        column
        for column in range(label_cell + 1, width + 1)
        if column in readings
        and any(readings[column][reading] for reading in _AMOUNTS)
        and readings[column][Reading.TEXT] * 2 < _filled(readings[column])
    )
    return amount_cells, label_cell


def _filled(readings: Counter[Reading]) -> int:
    return readings.total() - readings[Reading.BLANK]


def _last_filled(row: Row) -> int:
    return max((cell.column for cell in row.cells if cell.text), default=-1)


def _header_names(header: tuple[Row, ...], label_cell: int) -> list[str]:
    """The names over the columns right of the label; a header of several lines reads downwards."""
    names: list[str] = []
    for row in header:
        for cell in row.cells[label_cell + 1 :]:
            place = cell.column - label_cell - 1
            names += [""] * (place + 1 - len(names))
            names[place] += compact(cell.text)
    while names and not names[-1]:
        names.pop()
    return names


def _body_row(row: Row, label_cell: int, amount_cells: tuple[int, ...]) -> GridRow:
    by_column = {cell.column: cell for cell in row.cells}
    cells = tuple(by_column.get(column) for column in amount_cells)
    numerals = tuple(read_numeral(cell.text if cell else "") for cell in cells)
    extra = tuple(
        cell for cell in row.cells if cell.column > label_cell and cell.column not in amount_cells and cell.text
    )
    label = by_column[label_cell].text if label_cell in by_column else ""
    return GridRow(row.line, label, cells, numerals, extra)
