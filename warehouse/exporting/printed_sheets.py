"""The statements of a meeting as officials print them: a sheet a table, amounts in the printed unit, △ for minus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import duckdb
from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_SCRIPT = Path(__file__).parent / "printed_tables.sql"
A3 = 8  # as Excel numbers papers
_UNITS = {1: "円", 1_000: "千円", 10_000: "万円", 1_000_000: "百万円", 100_000_000: "億円"}
_AMOUNT = '#,##0_ ;"△"#,##0_ ;0_ '
_LABEL_WIDTH, _ALONE, _COLUMN_WIDTH = 34, 52, 17
_NARROW = 3  # columns of amounts; a wider table is one by segment
_ROWS_OF_A_PAGE = 80  # more of them would be too small to read
_SHEET_NAME = 31  # characters that Excel takes
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\'()（）]")
_FIRST_ROW = 4  # title, meeting, unit, header
_COLOURS = {"repaired": "#FCE8B2", "disputed": "#F4C7C3", "unchecked": "#EEEEEE"}
_HEAD = "#F3F3F3"
_LEGEND = "黄：訂正（恒等式から一つに決まる）、赤：不一致（使わない）、灰：未検証。メモに行と印字。"


class PrintedFigure(NamedTuple):
    """A figure of a statement table, as `printed_tables.sql` gives it; amounts in yen."""

    meeting_id: str
    meeting_date: str | None
    file_name: str
    table_number: int
    statement_name: str
    section_title: str | None
    source_line: int
    source_column: int
    account_path: str
    label: str
    account_role: str
    segment_name: str
    fiscal_year_name: str
    budget_version_name: str
    measure: str
    amount_yen: int | None
    unit_yen: int
    printed_text: str
    status: str
    assumption: str | None
    repair_kind: str | None

    @property
    def column(self) -> tuple[str, str, str, str]:
        """What its column is: figures of one column stand one below the other."""
        return self.segment_name, self.fiscal_year_name, self.budget_version_name, self.measure


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A sheet that was written: its name, its title, how many figures."""

    name: str
    title: str
    row_count: int
    description: str


def printed_figures(connection: duckdb.DuckDBPyConnection, meeting: str | None = None) -> list[PrintedFigure]:
    """The figures of the statement tables of a meeting (id, day or file name), of the last one where none is named."""
    rows = connection.execute(_SCRIPT.read_text(encoding="utf-8"), {"meeting": meeting}).fetchall()
    return [PrintedFigure(*row) for row in rows]


def add_printed_sheets(book: Book, figures: Iterable[PrintedFigure]) -> list[PrintedSheet]:
    """Write a sheet for each table, in the order of the text."""
    formats = _Formats(book)
    tables = [list(rows) for _, rows in groupby(figures, key=attrgetter("table_number"))]
    return [_write(book, formats, number, rows) for number, rows in enumerate(tables, 1)]


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.quiet = book.add_format({"font_color": "#555555"})
        self.foot = book.add_format({"font_color": "#555555", "font_size": 9, "text_wrap": True, "valign": "top"})
        self.unit = book.add_format({"font_color": "#555555", "align": "right"})
        self.header = book.add_format(
            {
                "bold": True,
                "border": 1,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "bg_color": "#F3F3F3",
            }
        )

    def label(self, depth: int, *, is_total: bool) -> Format:
        return self._format(f"label{depth}", is_total, {"indent": depth, "left": 1, "right": 1})

    def amount(self, status: str, *, is_total: bool) -> Format:
        look: dict[str, object] = {"num_format": _AMOUNT, "right": 1, "align": "right"}
        return self._format(status, is_total, look | ({"bg_color": _COLOURS[status]} if status in _COLOURS else {}))

    def _format(self, name: str, is_total: bool, look: dict[str, object]) -> Format:
        if (name, is_total) not in self._made:
            total = {"bold": True, "top": 1, "bottom": 1} if is_total else {}
            self._made[name, is_total] = self._book.add_format(look | total)
        return self._made[name, is_total]


def _write(book: Book, formats: _Formats, number: int, figures: Sequence[PrintedFigure]) -> PrintedSheet:
    columns = list(dict.fromkeys(figure.column for figure in sorted(figures, key=attrgetter("source_column"))))
    unit = min(figure.unit_yen for figure in figures)
    first = figures[0]
    has_segments = len({figure.segment_name for figure in figures}) > 1
    title = first.section_title or f"{first.statement_name}{'（事業別）' if has_segments else ''}"
    # The number tells two tables of one title apart.
    name = " ".join(f"{number} {_NO_SHEET_NAME.sub(' ', title)}"[:_SHEET_NAME].split())
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, formats.title)
    where = " ".join(filter(None, [first.meeting_id, first.meeting_date]))
    sheet.write_string(1, 0, where, formats.quiet)
    sheet.write_string(2, len(columns), f"（単位：{_UNITS.get(unit, f'{unit:,}円')}）", formats.unit)
    # A row's height counts only before anything is written into it.
    sheet.set_row(_FIRST_ROW - 1, 48 if len(columns) > 1 else 20)
    for at, text in enumerate(["科目", *_headers(columns, has_segments=has_segments)]):
        sheet.write_string(_FIRST_ROW - 1, at, text, formats.header)
    row = _FIRST_ROW
    headings: tuple[str, ...] = ()
    for _, line in groupby(figures, key=attrgetter("source_line")):
        cells = list(line)
        *above, _own = cells[0].account_path.split("/")
        for depth in range(_shared(headings, above), len(above)):
            sheet.write_string(row, 0, above[depth], formats.label(depth, is_total=False))
            for column in range(len(columns)):
                sheet.write_blank(row, column + 1, None, formats.amount("heading", is_total=False))
            row += 1
        headings = tuple(above)
        _write_row(sheet, formats, row, cells, columns, unit)
        row += 1
    sheet.set_row(row, 34)
    sheet.merge_range(row, 0, row, len(columns), f"{first.file_name}\n{_LEGEND}", formats.foot)
    _set_up(sheet, len(columns), row + 1)
    return PrintedSheet(name, title, len(figures), f"{title}（{where}）: as printed, line {first.source_line} on")


def _write_row(
    sheet: Worksheet,
    formats: _Formats,
    row: int,
    cells: Sequence[PrintedFigure],
    columns: Sequence[tuple[str, str, str, str]],
    unit: int,
) -> None:
    first = cells[0]
    is_total = first.account_role in ("total", "result")
    sheet.write_string(row, 0, first.label, formats.label(first.account_path.count("/"), is_total=is_total))
    held = {columns.index(cell.column): cell for cell in cells}
    for at in range(len(columns)):
        cell = held.get(at)
        if cell is None:
            sheet.write_blank(row, at + 1, None, formats.amount("heading", is_total=is_total))
            continue
        look = formats.amount(cell.status, is_total=is_total)
        if cell.status == "disputed" or cell.amount_yen is None:
            sheet.write_string(row, at + 1, f"? {cell.printed_text}", look)  # no number: a sum leaves it out
        else:
            sheet.write_number(row, at + 1, cell.amount_yen / unit, look)
        if note := _note(cell):
            sheet.write_comment(row, at + 1, note, {"x_scale": 1.6})


def _note(cell: PrintedFigure) -> str | None:
    """What a person must know of a cell: where it stands, what is printed, why it is otherwise."""
    place = f"{cell.source_line}行 {cell.source_column}列、印字「{cell.printed_text}」。"
    if cell.status == "repaired":
        return f"{place}訂正（{cell.repair_kind or '表の構造'}）。恒等式が成り立つ値は、これだけです。"
    if cell.status == "disputed":
        return f"{place}不一致。恒等式が成り立たず、正しい値を一つに決められません。"
    if cell.status == "unchecked":
        return f"{place}未検証。{cell.assumption or '確かめる恒等式がありません。'}"
    return None


def _headers(columns: Sequence[tuple[str, str, str, str]], *, has_segments: bool) -> list[str]:
    """What tells the columns apart: segment, year, version, or that they are a change."""
    parts: list[Callable[[tuple[str, str, str, str]], str]] = []
    if has_segments:
        parts.append(lambda column: column[0])
    if len({column[1:3] for column in columns}) > 1:
        parts += [lambda column: column[1], lambda column: column[2]]
    if len({column[3] for column in columns}) > 1:
        parts.append(lambda column: "増減" if column[3] == "change" else "")
    return ["\n".join(filter(None, (part(column) for part in parts))) or "金額" for column in columns]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings two rows share from the top."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _set_up(sheet: Worksheet, columns: int, rows: int) -> None:
    """Fit for paper: A3 across, whatever the table, for a book is printed on one paper; the header on each page."""
    sheet.set_column(0, 0, _LABEL_WIDTH if columns > _NARROW else _ALONE)
    sheet.set_column(1, columns, _COLUMN_WIDTH)
    sheet.freeze_panes(_FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1 if rows <= _ROWS_OF_A_PAGE else 0)
    sheet.repeat_rows(_FIRST_ROW - 1)
    sheet.print_area(0, 0, rows - 1, columns)
    sheet.set_footer("&L&A&R&P / &N")
