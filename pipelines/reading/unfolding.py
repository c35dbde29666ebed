"""Lines as they stand in a file → a row of a table on each line, its cells set apart by tabs, and text between.

Each layout of which a row takes more or less than a line has a module that finds its tables; here they are put in
their places. Where each row begins on a line of its own, lines keep their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipelines.reading.html_tables import find_html_tables
from pipelines.reading.laid_out import LaidOut
from pipelines.reading.stacked import find_stacked_tables

_CELL_ENDS = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Lines; `tables` are the ranges of them that are one table each, by the file's own word.

    `numbers` is the line of the file in which each line begins, None where that is its own number; `places` names, by
    line, where its cells are found in a file that has no lines.
    """

    lines: tuple[str, ...]
    tables: tuple[range, ...] = ()
    numbers: tuple[int, ...] | None = None
    notes: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] | None = None


def unfold(lines: Sequence[str]) -> Unfolded:
    """Unfold the tables of a text. Raise LayoutError for one that is beyond all measure."""
    html = find_html_tables(lines)
    first = put_in_place(lines, html.tables) if html.tables else Unfolded(tuple(lines))
    taken = {line for table in first.tables for line in table}
    stacked = find_stacked_tables(first.lines, taken)
    if not stacked.tables:
        return replace(first, notes=(*html.notes, *stacked.notes))
    second = put_in_place(first.lines, stacked.tables)
    tables = sorted((*first.tables, *second.tables), key=lambda table: table.start)
    return Unfolded(second.lines, tuple(tables), first.numbers, (*html.notes, *stacked.notes))


def unfold_html(lines: Sequence[str]) -> Unfolded:
    """Unfold a whole document in HTML."""
    from pipelines.reading.html_tree import read_html  # noqa: PLC0415 - most texts need not pay for libxml2

    return put_in_place(lines, [LaidOut(0, len(lines) - 1, read_html("\n".join(lines)))])


@dataclass
class _Sheet:
    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    tables: list[range] = field(default_factory=list)
    places: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, number: int, text: str, places: tuple[str, ...] = ()) -> None:
        self.lines.append(text)
        self.numbers.append(number)
        self.places.append(places)


def put_in_place(lines: Sequence[str], found: Sequence[LaidOut], notes: Sequence[str] = ()) -> Unfolded:
    """The lines with what was found instead of those that it takes."""
    sheet = _Sheet()
    next_line = 0
    for table in sorted(found, key=lambda table: table.first):
        for number in range(next_line, table.first):
            sheet.add(number + 1, lines[number])
        _put(sheet, table)
        next_line = table.last + 1
    for number in range(next_line, len(lines)):
        sheet.add(number + 1, lines[number])
    is_moved = any(number != place for place, number in enumerate(sheet.numbers, 1))
    return Unfolded(
        tuple(sheet.lines),
        tuple(sheet.tables),
        tuple(sheet.numbers) if is_moved else None,
        tuple(notes),
        tuple(sheet.places) if any(sheet.places) else None,
    )


def _put(sheet: _Sheet, table: LaidOut) -> None:
    items = table.items
    has_own_lines = all(one.line < other.line for one, other in pairwise(items))
    first: int | None = None
    last = -1
    line = table.first
    for item in items:
        while has_own_lines and line < item.line:
            sheet.add(line + 1, "")
            line += 1
        if item.starts_table or (item.cells is None and first is not None):
            if first is not None:
                sheet.tables.append(range(first, last + 1))
            first = None
        if item.cells is not None:
            first = len(sheet.lines) if first is None else first
            last = len(sheet.lines)
            sheet.add(item.line + 1, "\t".join(cell.translate(_CELL_ENDS) for cell in item.cells), item.places)
        else:
            sheet.add(item.line + 1, item.text.translate(_CELL_ENDS), item.places)
        line = item.line + 1
    if first is not None:
        sheet.tables.append(range(first, last + 1))
    while has_own_lines and line <= table.last:
        sheet.add(line + 1, "")
        line += 1
