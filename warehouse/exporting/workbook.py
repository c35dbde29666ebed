"""The tables as one workbook for Excel: contents, the statements as printed, then the tables for machines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from warehouse.exporting.printed_sheets import A3 as _A3
from warehouse.exporting.printed_sheets import PrintedFigure, add_printed_sheets
from warehouse.exporting.tables import Table, rows_of

# Excel's limits: rows of a sheet with the header, characters of a cell, digits of a number (it holds whole numbers up
# to 2^53 exactly, but shows no more digits than this), and the year in which its calendar begins.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
DIGITS = 15
_FIRST_YEAR = 1900
# More than this no one can open: such a table is left to CSV and Parquet, and the workbook says so.
SHEETS_OF_A_TABLE = 3
_WIDEST = 60
_LETTERS_OF_A_LINE, _LINE_HEIGHT = 57, 15
_ROWS_MEASURED = 2_000
_FETCHED = 10_000
_CUT = "…"
# What Excel would take for a formula when a person edits the cell.
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass
class _Sheet:
    """A sheet being written, row by row, and how wide its columns have become."""

    sheet: Worksheet
    header: Sequence[str]
    widths: list[int] = field(default_factory=list)
    row: int = 0


@dataclass
class Workbook:
    """A workbook being written. `notes` says of each table what Excel could not take; `empty` ones have no sheet."""

    path: Path
    scratch: Path
    sheet_rows: int = SHEET_ROWS
    notes: dict[str, str] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Open the file; strings are never read as numbers, formulas or addresses."""
        self._book = xlsxwriter.Workbook(str(self.path), {"constant_memory": True, "tmpdir": str(self.scratch)})
        # Else the time of writing would be in it.
        self._book.set_properties({"created": datetime(2000, 1, 1), "title": "tsujitsuma"})  # noqa: DTZ001 - a constant
        self._header = self._book.add_format({"bold": True, "bottom": 1})
        self._formula_like = self._book.add_format({"quote_prefix": True})
        self._formats = {
            "amount": self._book.add_format({"num_format": "#,##0"}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": self._book.add_format({"num_format": "hh:mm"}),
        }
        # Else one long meaning makes a printed page of all others too small to be read.
        self._top = self._book.add_format({"valign": "top"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._link = self._book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"})
        self._contents = self._add_sheet("contents", ["sheet", "title", "rows", "description", "note"])
        self._columns: _Sheet | None = None

    def add_printed(self, figures: Iterable[PrintedFigure]) -> None:
        """Write the statements of a meeting as they are printed, before all tables."""
        for sheet in add_printed_sheets(self._book, figures):
            self._list(sheet.name, [sheet.name, sheet.title, sheet.row_count, sheet.description, ""])

    def add(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Write a table on a sheet of its own; on several, or on none, where it is too long or has no rows."""
        if self._columns is None:
            self._columns = self._add_sheet("columns", ["sheet", "column", "type", "description"])
        name, note = table.resource.name, ""
        if not table.row_count:
            self.empty.add(name)
            self._list(None, [name, table.resource.title, 0, table.description, "no rows, no sheet"])
            return
        rows_a_sheet = self.sheet_rows - 1
        sheet_count = max(1, -(-table.row_count // rows_a_sheet))
        if sheet_count > SHEETS_OF_A_TABLE:
            note = f"left out: {table.row_count:,} rows are too many for a workbook; take the CSV or Parquet file"
        else:
            cut = self._write_rows(connection, table, sheet_count, rows_a_sheet)
            if sheet_count > 1:
                note = f"split over {sheet_count} sheets, which hold {self.sheet_rows:,} rows each at most"
            if cut:
                note = "; ".join(
                    filter(None, [note, f"{cut} texts cut off: a cell takes {CELL_CHARACTERS:,} characters"])
                )
        if note:
            self.notes[name] = note
        first = name if sheet_count == 1 else f"{name} (1)"
        row = [name, table.resource.title, table.row_count, table.description, note]
        self._list(first if sheet_count <= SHEETS_OF_A_TABLE else None, row)
        for column in table.columns:
            row = [name, column.name, column.field_type, column.description]
            self._append(self._columns, row, [self._value, self._value, self._value, self._prose])

    def close(self) -> None:
        """Write the file."""
        for sheet in filter(None, (self._contents, self._columns)):
            self._finish(sheet)
        self._book.close()

    def _list(self, sheet: str | None, row: Sequence[object]) -> None:
        """A row of the contents; its first cell leads to the sheet."""
        at = self._contents.row
        self._append(self._contents, row, [self._value, self._value, self._value, self._prose, self._value])
        if sheet is not None:
            self._contents.sheet.write_url(at, 0, f"internal:'{sheet}'!A1", self._link, str(row[0]))

    def _write_rows(
        self, connection: duckdb.DuckDBPyConnection, table: Table, sheet_count: int, rows_a_sheet: int
    ) -> int:
        """Write all rows, and tell how many texts had to be cut off."""
        names = [column.name for column in table.columns]
        writers = [self._amount if name.endswith("_yen") else self._value for name in names]
        cursor = rows_of(connection, table)
        cut = 0
        waiting: list[tuple[object, ...]] = []
        for number in range(1, sheet_count + 1):
            suffix = f" ({number})" if sheet_count > 1 else ""
            sheet = self._add_sheet(table.resource.name + suffix, names)
            while sheet.row <= rows_a_sheet:
                waiting = waiting or cursor.fetchmany(_FETCHED)
                if not waiting:
                    break
                fitting = rows_a_sheet + 1 - sheet.row
                for row in waiting[:fitting]:
                    cut += self._append(sheet, row, writers)
                waiting = waiting[fitting:]
            self._finish(sheet)
        return cut

    def _add_sheet(self, name: str, header: Sequence[str]) -> _Sheet:
        sheet = _Sheet(self._book.add_worksheet(name), header, [width(text) + 3 for text in header])
        for index, text in enumerate(header):
            sheet.sheet.write_string(0, index, text, self._header)
        sheet.row = 1
        return sheet

    def _append(
        self,
        sheet: _Sheet,
        row: Sequence[object],
        writers: Sequence[Callable[[Worksheet, int, int, object], str]] | None = None,
    ) -> int:
        """Write a row, and tell how many of its texts had to be cut off."""
        cut = 0
        for index, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str) and len(value) > CELL_CHARACTERS:
                value = value[: CELL_CHARACTERS - 1] + _CUT  # noqa: PLW2901 - the shorter one is what is written
                cut += 1
            shown = (writers[index] if writers else self._value)(sheet.sheet, sheet.row, index, value)
            if sheet.row <= _ROWS_MEASURED and sheet.widths[index] < _WIDEST:
                sheet.widths[index] = max(sheet.widths[index], width(shown[:_WIDEST]) + 1)
        sheet.row += 1
        return cut

    def _value(self, sheet: Worksheet, row: int, column: int, value: object) -> str:
        """Write a value, and tell how it shows."""
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | Decimal) and _is_exact(value):
            sheet.write_number(row, column, value)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, value, self._formats["date"])
        elif isinstance(value, time):
            sheet.write_datetime(row, column, value, self._formats["time"])
        else:
            text = str(value)
            sheet.write_string(row, column, text, self._formula_like if text.startswith(_FORMULA_STARTS) else None)
        return str(value)

    def _prose(self, sheet: Worksheet, row: int, column: int, value: object) -> str:
        """Write a text that may take several lines."""
        text = str(value)
        if text.startswith(_FORMULA_STARTS):
            return self._value(sheet, row, column, value)
        # Excel makes a row as high as its text by itself, other programs do not.
        sheet.set_row(row, _LINE_HEIGHT * -(-width(text) // _LETTERS_OF_A_LINE), self._top)
        sheet.write_string(row, column, text, self._wrapped)
        return text

    def _amount(self, sheet: Worksheet, row: int, column: int, value: object) -> str:
        """Write an amount, its thousands parted."""
        if not isinstance(value, int) or not _is_exact(value):
            return self._value(sheet, row, column, value)
        sheet.write_number(row, column, value, self._formats["amount"])
        return f"{value:,}"

    def _finish(self, sheet: _Sheet) -> None:
        """Freeze the header, filter by it, and make the columns as wide as what stands in them."""
        sheet.sheet.freeze_panes(1, 0)
        # Whoever prints it all the same gets no columns on other pages.
        sheet.sheet.set_landscape()
        sheet.sheet.set_paper(_A3)
        sheet.sheet.fit_to_pages(1, 0)
        sheet.sheet.repeat_rows(0)
        sheet.sheet.autofilter(0, 0, max(sheet.row - 1, 1), len(sheet.header) - 1)
        for index, columns in enumerate(sheet.widths):
            sheet.sheet.set_column(index, index, min(columns, _WIDEST))


def _is_exact(value: int | Decimal) -> bool:
    """Whether Excel shows every digit of a number; else it is written as text."""
    if isinstance(value, int):
        return len(str(abs(value))) <= DIGITS
    return len(value.normalize().as_tuple().digits) <= DIGITS and value.adjusted() < DIGITS


def width(text: str) -> int:
    """How many columns a text takes, a Japanese letter two; of its widest line."""
    lines = text.splitlines() or [""]
    return max(sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line) for line in lines)
