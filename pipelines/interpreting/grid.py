"""A table's cells → header, labels and numerals by row and column; a table that goes on over a page is one grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pipelines.interpreting.accounts import LabelledRow, clean_label
from pipelines.interpreting.column_kinds import holds_differences, holds_ratios, is_comparison, kind_by_header
from pipelines.interpreting.model import ColumnKind, OtherColumn
from pipelines.interpreting.segments import join_names, known_segment
from pipelines.reading.blocks import Cell, Row, Table
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading, read_numeral

_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL)


@dataclass(frozen=True)
class GridRow:
    """A body row: its label as printed, its cell (None where the row ends before) and numeral in each amount column.

    `extra` are the cells that hold something beside the label and the amount columns; `source` is the table's row.
    """

    line: int
    label_text: str
    cells: tuple[Cell | None, ...]
    numerals: tuple[Numeral, ...]
    extra: tuple[Cell, ...]
    source: Row

    @cached_property
    def labelled(self) -> LabelledRow:
        """The row as the outline of accounts needs it; / within a label is no separator of a path, and stays ／."""
        label = clean_label(self.label_text).replace("/", "／")
        # Words alone beside no label are a heading that slipped into a column of amounts.
        no_amounts = (Reading.BLANK,) if label else (Reading.BLANK, Reading.TEXT)
        return LabelledRow(self.line, label, any(n.reading not in no_amounts for n in self.numerals))


@dataclass(frozen=True, slots=True)
class Grid:
    """`headers[c]` is the name over amount column c, or None where the header has not one place for each column.

    `others` are the columns right of the label that hold no amounts. `label_header` is the name over the labels.
    """

    first_line: int
    last_line: int
    header_cells: tuple[str, ...]
    headers: tuple[str, ...] | None
    amount_cells: tuple[int, ...]
    rows: tuple[GridRow, ...]
    others: tuple[OtherColumn, ...] = ()
    label_header: str = ""


# A text is understood many times over where slips of structure are looked for, each time with most tables the same.
@lru_cache(maxsize=64)
def read_grid(table: Table) -> Grid | None:
    """Lay out a table; None where no column holds amounts."""
    body_start = _find_body(table.rows)
    header, body = table.rows[:body_start], table.rows[body_start:]
    number_cells, label_cell, width = _find_columns(body)
    names = _header_names(header, label_cell)
    if len(header) == 1 and len(names) > len(number_cells) == width - label_cell:
        names = join_names(names, len(number_cells))
    by_cell = _by_cell(header, names, body, number_cells, label_cell, width)
    if by_cell is not None and _has_shifted(by_cell, body, range(label_cell + 1, width + 1)):
        by_cell = None
    others = tuple(_find_others(body, number_cells, by_cell, range(label_cell + 1, width + 1)))
    amount_cells = tuple(cell for cell in number_cells if cell not in {other.cell for other in others})
    if not amount_cells:
        return None
    headers = None if by_cell is None else tuple(by_cell.get(cell, "") for cell in amount_cells)
    ratios = {other.cell for other in others if other.kind is ColumnKind.RATIO}
    rows = tuple(_body_row(row, label_cell, amount_cells, ratios) for row in body)
    over_labels = "".join(compact(row.cells[label_cell].text) for row in header if len(row.cells) > label_cell)
    return Grid(table.first_line, table.last_line, tuple(names), headers, amount_cells, rows, others, over_labels)


def join(first: Grid, second: Grid) -> Grid:
    """The grid of a table and its continuation on the next page."""
    return replace(first, last_line=second.last_line, rows=first.rows + second.rows)


def with_columns(grid: Grid, cells: Sequence[int]) -> Grid:
    """The grid with these columns of amounts, those that few rows reach among them."""
    if tuple(cells) == grid.amount_cells:
        return grid
    names = dict(zip(grid.amount_cells, grid.headers or (), strict=False))
    return replace(
        grid,
        headers=tuple(names.get(cell, "") for cell in cells) if grid.headers else None,
        amount_cells=tuple(cells),
        rows=tuple(_with_columns(row, cells) for row in grid.rows),
    )


def _with_columns(row: GridRow, columns: Sequence[int]) -> GridRow:
    cells, numerals = _cells_at(row.source, columns)
    return replace(row, cells=cells, numerals=numerals, extra=tuple(c for c in row.extra if c.column not in columns))


def _cells_at(row: Row, columns: Sequence[int]) -> tuple[tuple[Cell | None, ...], tuple[Numeral, ...]]:
    """A row's cell and numeral in each of these columns; None and a blank where the row ends before."""
    by_column = {cell.column: cell for cell in row.cells}
    cells = tuple(by_column.get(column) for column in columns)
    return cells, tuple(read_numeral(cell.text if cell else "") for cell in cells)


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
    return read_numeral(text).reading in (Reading.UNREADABLE, Reading.BEYOND) and "年" not in text


def _find_columns(body: tuple[Row, ...]) -> tuple[tuple[int, ...], int, int]:
    """The cells that hold numbers, the cell that holds the label, and the last cell that most rows fill."""
    readings: dict[int, Counter[Reading]] = {}
    for row in body:
        for cell in row.cells:
            readings.setdefault(cell.column, Counter())[read_numeral(cell.text).reading] += 1
    label_cell = next((c for c in sorted(readings) if readings[c][Reading.TEXT] * 2 >= _filled(readings[c]) > 0), 0)
    widths = Counter(last for row in body if (last := _last_filled(row)) > label_cell)
    if not widths:
        return (), label_cell, label_cell
    width = max(widths, key=lambda last: (widths[last], last))
    amount_cells = tuple(
        column
        for column in range(label_cell + 1, width + 1)
        if column in readings
        and any(readings[column][reading] for reading in _AMOUNTS)
        and readings[column][Reading.TEXT] * 2 < _filled(readings[column])
    )
    return amount_cells, label_cell, width


def _by_cell(
    header: tuple[Row, ...],
    names: Sequence[str],
    body: tuple[Row, ...],
    number_cells: tuple[int, ...],
    label_cell: int,
    width: int,
) -> dict[int, str] | None:
    """The name over each cell; None where names and cells do not go together.

    Where a header has as many cells as the rows, its names stand over their columns; a name past the last column,
    unless it is of notes or ratios that no row has, shows that they have shifted. Else there must be as many names as
    columns.
    """
    lengths = Counter(len(row.cells) for row in body if _last_filled(row) > label_cell)
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    has_places = max((len(row.cells) for row in header), default=-1) == usual
    by_place = {label_cell + 1 + place: name for place, name in enumerate(names) if name}
    beyond = [name for cell, name in by_place.items() if cell > width and kind_by_header(name) is None]
    if (has_places or len(names) == width - label_cell) and not beyond:
        return by_place
    is_shifted = any(kind_by_header(name) is not None for name in names)  # 備考 stands over no number
    return dict(zip(number_cells, names, strict=True)) if len(names) == len(number_cells) and not is_shifted else None


def _has_shifted(by_cell: dict[int, str], body: tuple[Row, ...], cells: range) -> bool:
    """Whether a name of ratios or notes stands over whole numbers while such things stand under no name."""
    over_numbers = under_nothing = False
    for cell in cells:
        read = [read_numeral(row.cells[cell].text) for row in body if cell < len(row.cells)]
        filled = [numeral for numeral in read if numeral.reading not in (Reading.BLANK, Reading.NIL)]
        whole = sum(numeral.value is not None and not numeral.decimals for numeral in filled)
        header = by_cell.get(cell, "")
        kind = kind_by_header(header) if header and len(filled) > 1 else None
        if not header:
            under_nothing |= len(filled) > 1 and whole == 0
        elif kind is ColumnKind.NOTE and all(numeral.decimals for numeral in filled):
            under_nothing = True
        elif kind is not None:
            over_numbers |= whole == len(filled)
    return over_numbers and under_nothing


def _find_others(
    body: tuple[Row, ...], number_cells: tuple[int, ...], by_cell: dict[int, str] | None, cells: range
) -> Iterator[OtherColumn]:
    """The columns that hold no amounts: of words, or of numbers that the header or their decimals tell to be ratios."""
    numerals = {
        cell: [read_numeral(row.cells[cell].text) for row in body if cell < len(row.cells)] for cell in number_cells
    }
    for cell in cells:
        header = (by_cell or {}).get(cell, "")
        kind = None if known_segment(header) else kind_by_header(header)
        if kind is ColumnKind.RATIO and is_comparison(header) and holds_differences(numerals.get(cell, [])):
            continue
        if kind is None and cell not in numerals:
            is_ratio = any(
                read_numeral(row.cells[cell].text).reading is Reading.RATIO for row in body if cell < len(row.cells)
            )
            kind = ColumnKind.RATIO if is_ratio else ColumnKind.NOTE
        elif kind is None and holds_ratios(numerals[cell], [other for c, other in numerals.items() if c != cell]):
            kind = ColumnKind.RATIO
        if kind is not None:
            yield OtherColumn(cell, header, kind)


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


def _body_row(row: Row, label_cell: int, amount_cells: tuple[int, ...], ratios: Container[int]) -> GridRow:
    cells, numerals = _cells_at(row, amount_cells)
    extra = tuple(
        cell
        for cell in row.cells
        if cell.column > label_cell and cell.column not in amount_cells and cell.column not in ratios and cell.text
    )
    label = next((cell.text for cell in row.cells if cell.column == label_cell), "")
    return GridRow(row.line, label, cells, numerals, extra, row)
