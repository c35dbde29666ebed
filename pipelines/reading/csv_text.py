"""CSV → rows: cells between commas (or semicolons), quoted where they hold one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from pipelines.reading.laid_out import LaidOut, LayoutError
from pipelines.reading.sheets import SheetRow, sheet_items
from pipelines.reading.unfolding import Unfolded, put_in_place

_FIRST_LINES = 20
_MOST_LINES_OF_A_CELL = 200
# The limit of the csv module is one of the whole process: any library may set it.
_MOST_LETTERS_OF_A_CELL = 100_000
# 21,899,749 without quotes is three cells.
_UNQUOTED = re.compile(r"[-△▲]?\d{1,3}(?:,\d{3})+")
_LONG = re.compile(r"\d{4}|[,.]")


def unfold_csv(lines: Sequence[str]) -> Unfolded:
    """Unfold a text of comma-separated cells. Raise LayoutError for one whose cells cannot be told apart."""
    rows = list(_rows(lines))
    if _is_unquoted([cells for _, cells in rows]):
        problem = "amounts have commas (1,234) and no quotes: where their cells end cannot be told; put them in quotes"
        raise LayoutError(next(line for line, cells in rows if len(cells) > 1) + 1, problem)
    if not rows:
        return Unfolded(tuple(lines))
    return put_in_place(lines, [LaidOut(0, len(lines) - 1, tuple(sheet_items(rows)))])


def _rows(lines: Sequence[str]) -> Iterator[SheetRow]:
    head = [line for line in lines if line.strip()][:_FIRST_LINES]
    delimiter = max(",;", key=lambda sign: sum(line.count(sign) for line in head))
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    while True:
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise LayoutError(line + 1, f"this is no CSV: {error}") from None
        if reader.line_num - line > _MOST_LINES_OF_A_CELL:
            problem = f"a quote that opens here is not closed within {_MOST_LINES_OF_A_CELL} lines"
            raise LayoutError(line + 1, problem)
        if any(len(cell) > _MOST_LETTERS_OF_A_CELL for cell in cells):
            raise LayoutError(line + 1, f"this is no CSV: a cell of more than {_MOST_LETTERS_OF_A_CELL:,} letters")
        yield line, tuple(cells)


def _is_unquoted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether thousands were taken for cells: rows differ in width, and no cell holds more than three digits."""
    amounts = [row for row in rows if any(cell.strip().isdigit() for cell in row[1:])]
    split = [row for row in amounts if _UNQUOTED.search(",".join(cell.strip() for cell in row[1:]))]
    has_long = any(_LONG.search(cell) for row in amounts for cell in row[1:] if any(map(str.isdigit, cell)))
    return len(split) > 1 and len({_width(row) for row in amounts}) > 1 and not has_long


def _width(row: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)
