"""Labels that are indented by standing in the second or third column of a grid → one column of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.aligned import is_numeral
from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import Reading, read_numeral

Cells = tuple[str, ...]
_INDENT = "  "
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: where it is, its cells, and the column of the grid from which each of them is."""

    line: int
    cells: Cells
    columns: tuple[int, ...]


def join_label_columns(rows: Sequence[tuple[int, Cells]]) -> list[GridRow]:
    """The rows with their leading columns of words put together; each column is a step of indent.

    A row with a label in two of them begins a group: the first becomes a row of its own. What is not plainly such a
    grid stays as it is.
    """
    body = next((n for n, (_, cells) in enumerate(rows) if _has_amount(cells)), len(rows))
    count = _label_columns([cells for _, cells in rows[body:]])
    if count < 2:
        return [GridRow(line, cells, tuple(range(len(cells)))) for line, cells in rows]
    joined: list[GridRow] = []
    for number, (line, cells) in enumerate(rows):
        labels, others = cells[:count], cells[count:]
        behind = range(count, len(cells))
        filled = [place for place, label in enumerate(labels) if label.strip()]
        if number < body and any(cell.strip() for cell in others):
            place = filled[0] if filled else 0
            joined.append(GridRow(line, (labels[place] if labels else "", *others), (place, *behind)))
            continue
        joined += [GridRow(line, (_INDENT * place + labels[place],), (place,)) for place in filled[:-1]]
        label = _INDENT * filled[-1] + labels[filled[-1]] if filled else ""
        joined.append(GridRow(line, (label, *others), (filled[-1] if filled else 0, *behind)))
    return joined


def _label_columns(rows: Sequence[Cells]) -> int:
    """How many leading columns hold labels alone, more than one of them most of the labels of no row."""
    wide = [cells for cells in rows if _has_amount(cells)]
    if len(wide) < _FEWEST_ROWS:
        return 1
    count = 0
    while count < _MOST_COLUMNS and _holds_words(rows, count):
        count += 1
    filled = [[place for place, cell in enumerate(cells[:count]) if cell.strip()] for cells in rows]
    if count < 2 or not all(places for places, cells in zip(filled, rows, strict=True) if _has_amount(cells)):
        return 1
    # Each of the columns is the only one with a label in some rows: else it is of notes or of items' numbers.
    alone = {places[0] for places in filled if len(places) == 1}
    both = sum(len(places) > 1 for places in filled)
    return count if len(alone) == count and both * 2 < len(rows) else 1


def _holds_words(rows: Sequence[Cells], place: int) -> bool:
    """Whether a column holds nothing but words."""
    return all(_is_words(cells, place) for cells in rows) and any(cells[place : place + 1] > ("",) for cells in rows)


def _is_words(cells: Cells, place: int) -> bool:
    text = read_markup(cells[place]).text if place < len(cells) else ""
    return read_numeral(text).reading in (Reading.TEXT, Reading.BLANK, Reading.UNREADABLE)


def _has_amount(cells: Cells) -> bool:
    return any(is_numeral(cell) for cell in cells[1:])
