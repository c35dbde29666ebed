"""A workbook (.xlsx) → lines, a row of a sheet on each, with the sheet and address of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from pipelines.reading.characters import unify_radicals
from pipelines.reading.laid_out import Item, LaidOut
from pipelines.reading.sheets import SheetRow, sheet_items
from pipelines.reading.source import InvalidTextError, SourceText
from pipelines.reading.unfolding import put_in_place
from pipelines.reading.workbook_parts import UnreadableWorkbookError, check_parts

_DEFAULT_NAME = re.compile(r"(?:Sheet|シート|Table|表)\s*\d*", re.IGNORECASE)
# Of a number in a cell so many digits are exact.
_EXACT_DIGITS = 15

_Value = int | float | str | bool | date | datetime | time | timedelta


def read_workbook(content: bytes, file_name: str) -> SourceText:
    """Take the visible sheets out of a workbook; raise InvalidTextError for one that is damaged, locked or hostile.

    Values are those that the program stored which wrote it: nothing is calculated.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    try:
        check_parts(content)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        items: list[Item] = []
        for name in visible:
            sheet = book.get_sheet_by_name(name)
            rows = _rows(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or ())
            items += _sheet(name, rows, len(items), is_named=len(visible) > 1)
    except (UnreadableWorkbookError, CalamineError) as error:
        raise InvalidTextError(file_name, None, f"the workbook cannot be read: {error}") from None
    if not any(item.cells or item.text for item in items):
        raise InvalidTextError(file_name, None, "the workbook has no visible sheet with a value")
    unfolded = put_in_place((), [LaidOut(0, -1, tuple(items))])
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.name not in visible]
    notes = tuple(f"sheet {name} is hidden; it is not read" for name in hidden)
    lines = tuple(map(unify_radicals, unfolded.lines))
    return SourceText(
        file_name, lines, ends_with_newline=True, notes=notes, tables=unfolded.tables, places=unfolded.places
    )


def _sheet(name: str, rows: Sequence[SheetRow], first: int, *, is_named: bool) -> Iterator[Item]:
    def place(row: int, column: int) -> str:
        return f"{name}!{_letters(column)}{row + 1}"

    if is_named and rows and not _DEFAULT_NAME.fullmatch(name):
        yield Item(first, text=name, places=(name,))
    yield from sheet_items(rows, place)
    yield Item(first)


def _rows(
    values: Sequence[Sequence[_Value]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[SheetRow]:
    """The rows of a sheet as texts. What is merged over columns of a header stands over each of them."""
    rows = [[_text(value) for value in row] for row in values]
    body = next((n for n, row in enumerate(values) if any(_is_number(value) for value in row[1:])), len(rows))
    for (top, left), (bottom, right) in merged:
        is_header = right > left and top < body and top + 1 < len(rows) and (left > 0 or right + 1 < len(rows[top]))
        if is_header and len([cell for cell in rows[top] if cell]) > 1:
            for row in range(top, min(bottom, top) + 1):
                rows[row][left : right + 1] = [rows[top][left]] * (min(right, len(rows[row]) - 1) + 1 - left)
    return [(number, tuple(row)) for number, row in enumerate(rows)]


def _is_number(value: _Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: _Value) -> str:
    """A value as it would be printed: amounts in groups of three digits."""
    match value:
        case bool():
            return str(value).upper()
        case int():
            return f"{value:,}"
        case float():
            return f"{int(value):,}" if value.is_integer() else f"{value:.{_EXACT_DIGITS}g}"
        case datetime():
            return f"{value.year}年{value.month}月{value.day}日"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return str(value)


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
