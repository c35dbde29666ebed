"""The rows of a sheet (of a workbook, of CSV) → tables and the lines of text around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipelines.reading.aligned import is_numeral
from pipelines.reading.label_columns import join_label_columns
from pipelines.reading.laid_out import Item

SheetRow = tuple[int, tuple[str, ...]]
_UNIT = re.compile(r"[(（\[〔]?\s*単位.*")
_SENTENCE_ENDS = ("。", "、", "，")
_TITLE = re.compile(
    r".*(?:書|計画|明細|一覧|の状況|について)(?:[(（].*[)）])?|[【〔\[(（#].*|.*年\s*\d+\s*月\s*\d+\s*日.*|[-・※*].*"
)
_LONGEST_LABEL = 40


def _no_place(_line: int, _column: int) -> str:
    return ""


def sheet_items(rows: Sequence[SheetRow], place: Callable[[int, int], str] = _no_place) -> Iterator[Item]:
    """The tables and lines of a sheet. Where a row has a single cell it is a label within a table, else text.

    `place` names a cell by its row and column. Tables end where a row is blank, unless what follows has no header.
    """
    table: list[SheetRow] = []
    next_row = 0
    for block in _blocks(rows):
        first, last = _reach(block)
        goes_on = bool(table) and _goes_on(block, first, last)
        if not goes_on:
            yield from _table(table, place)
            table = []
            if block[0][0] > next_row:
                yield Item(next_row)  # a blank line
            for row in block[:first]:
                yield from _text(row, place)
        table += block[0 if goes_on else first : last]
        if block[last:]:
            yield from _table(table, place)
            table = []
        for row in block[last:]:
            yield from _text(row, place)
        next_row = block[-1][0] + 1
    yield from _table(table, place)


def _blocks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows without a blank one between."""
    block: list[SheetRow] = []
    for row in rows:
        if any(cell.strip() for cell in row[1]) and not _is_prose(row[1]):
            block.append(row)
            continue
        if block:
            yield block
            block = []
        if any(cell.strip() for cell in row[1]):
            yield [row]
    if block:
        yield block


def _is_prose(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == 1 and (len(filled[0]) > _LONGEST_LABEL or filled[0].endswith(_SENTENCE_ENDS))


def _reach(block: Sequence[SheetRow]) -> tuple[int, int]:
    """From which row of a block to which its table reaches; nothing where no row has two cells."""
    wide = [number for number, (_, cells) in enumerate(block) if _is_row(cells)]
    return (wide[0], wide[-1] + 1) if wide else (len(block), len(block))


def _is_row(cells: Sequence[str]) -> bool:
    """Whether cells are more than one, and not a title beside a unit."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(_UNIT.fullmatch(cell.strip()) for cell in filled)


def _goes_on(block: Sequence[SheetRow], first: int, last: int) -> bool:
    """Whether a block behind a blank row goes on with the table before: it has amounts, but no header and no title."""
    if first == last or not any(is_numeral(cell) for cell in block[first][1][1:]):
        return False
    return not any(
        _TITLE.fullmatch(cell.strip()) or _UNIT.fullmatch(cell.strip()) for row in block[:first] for cell in row[1]
    )


def _text(row: SheetRow, place: Callable[[int, int], str]) -> Iterator[Item]:
    line, cells = row
    for column, cell in enumerate(cells):
        if cell.strip():
            where = place(line, column)
            yield Item(line, text=cell.strip(), places=(where,) if where else ())


def _table(rows: Sequence[SheetRow], place: Callable[[int, int], str]) -> Iterator[Item]:
    if not rows:
        return
    width = max(column + 1 for _, cells in rows for column, cell in enumerate(cells) if cell.strip())
    left = min(next(column for column, cell in enumerate(cells) if cell.strip()) for _, cells in rows)
    cut = [(line, cells[left:width]) for line, cells in rows]
    for number, row in enumerate(join_label_columns(cut)):
        places = tuple(place(row.line, left + column) for column in row.columns)
        yield Item(row.line, row.cells, starts_table=number == 0, places=places if any(places) else ())
