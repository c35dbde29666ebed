"""Slips of columns: two columns or their headers exchanged, headers shifted, lost, or one cell short."""

from __future__ import annotations

import random
from collections.abc import Sequence

from damaged_text import DamagedText, Place, SlipClass, Sound, TablePlace

from pipelines.reconcile import SlipKind

_SUMMARY_WIDTH = 3
# A − B = C holds as A − C = B does. Nothing prints another year's balance sheet; of revenues, expenses and what flows
# in and out, totals below nil or the cash at the year's end tell.
_UNTIED = "balance_sheet"


def _table(sound: Sound, dice: random.Random, least: int, *, has_header: bool) -> TablePlace:
    """A table of at least so many columns."""
    return dice.choice([table for table in sound.tables if table.width >= least and (table.header or not has_header)])


def _reorder(
    text: DamagedText, lines: Sequence[int], places: Sequence[int], sources: Sequence[int]
) -> set[Place] | None:
    """In each line the cell at a place gets what stands at its source."""
    if not all(text.is_one_line(line) for line in lines):
        return None
    has_changed = False
    for line in lines:
        before = text.cells(line)
        if len(before) <= max(places):
            continue
        after = list(before)
        for place, source in zip(places, sources, strict=True):
            after[place] = before[source]
        text.put(line, after)
        has_changed |= after != before
    return set() if has_changed else None


def headers_exchanged(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """Two headers of a table exchanged."""
    table = _table(sound, dice, 2, has_header=True)
    pair = dice.sample(table.cells, 2)
    return _reorder(text, [table.header], pair, pair[::-1])


def columns_exchanged(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The amounts of two columns of a table exchanged."""
    table = _table(sound, dice, 2, has_header=False)
    pair = dice.sample(table.cells, 2)
    if table.statement_code == _UNTIED and (
        set(pair) == set(_earlier_and_change(table)) or not _is_in_order(text, table)
    ):
        return None
    return _reorder(text, table.rows, pair, pair[::-1])


def _earlier_and_change(table: TablePlace) -> tuple[int, ...]:
    """The columns of a summary beside this budget's: another's amounts, and the changes from these; else none."""
    return table.cells[1:] if table.width == _SUMMARY_WIDTH else ()


def _is_in_order(text: DamagedText, table: TablePlace) -> bool:
    """Whether a summary's amounts stand as they were printed: two exchanges turn three columns round, A − B = C."""
    rows = [[cell.replace(",", "").replace("△", "-") for cell in text.cells(line)[1:4]] for line in table.rows]
    amounts = [[int(cell) for cell in row] for row in rows if len(row) == _SUMMARY_WIDTH and all(row)]
    return not _earlier_and_change(table) or all(a - b == c for a, b, c in amounts)


def columns_untied(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The amounts of an earlier year and the changes from them exchanged, in a table where no other prints either."""
    del dice
    table = next(t for t in sound.tables if t.statement_code == _UNTIED and _earlier_and_change(t))
    pair = _earlier_and_change(table)
    return _reorder(text, table.rows, pair, pair[::-1])


def header_shifted(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The headers of three or more columns side by side moved by one; the last one first."""
    table = _table(sound, dice, 3, has_header=True)
    first = dice.randrange(table.width - 2)
    places = table.cells[first : dice.randrange(first + 3, table.width + 1)]
    return _reorder(text, [table.header], places, [places[-1], *places[:-1]])


def header_lost(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The header of a table of several columns lost with its line."""
    table = _table(sound, dice, 2, has_header=True)
    if not text.is_one_line(table.header):
        return None
    text.lose(table.header)
    return set()


def header_cell_deleted(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A cell of a header lost together with its tab: those behind it stand over the wrong columns."""
    table = _table(sound, dice, 2, has_header=True)
    if not text.is_one_line(table.header):
        return None
    cells = text.cells(table.header)
    cells.pop(dice.choice([cell for cell in table.cells if cell < len(cells)]))
    text.put(table.header, cells)
    return set()


_MOVED = frozenset({SlipKind.COLUMNS_EXCHANGED, SlipKind.HEADER_SHIFTED})
COLUMN_SLIPS = (
    SlipClass("headers_exchanged", headers_exchanged, _MOVED),
    SlipClass("columns_exchanged", columns_exchanged, _MOVED),
    SlipClass("columns_untied", columns_untied, _MOVED, is_shown=False),
    SlipClass("header_shifted", header_shifted, _MOVED),
    SlipClass("header_lost", header_lost),
    SlipClass("header_cell_deleted", header_cell_deleted, _MOVED),
)
