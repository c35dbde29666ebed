"""The sixth meeting's text as the other kinds of files that offices keep: CSV, workbooks, HTML, Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO, StringIO
from itertools import groupby

from openpyxl import Workbook

from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import Reading, read_numeral
from tests.support.layouts import html, real_lines


def as_csv(lines: Sequence[str] | None = None) -> bytes:
    """A row for each line, its cells those that tabs set apart; as wide as the widest."""
    rows = [line.split("\t") for line in (real_lines() if lines is None else lines)]
    width = max(map(len, rows))
    file = StringIO()
    csv.writer(file).writerows([row + [""] * (width - len(row)) for row in rows])
    return file.getvalue().encode()


def as_workbook(lines: Sequence[str] | None = None, *, sheet: str = "資料") -> bytes:
    """A row for each line; amounts are numbers."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for number, line in enumerate(real_lines() if lines is None else lines, 1):
        for column, cell in enumerate(line.split("\t"), 1):
            if cell:
                page.cell(number, column, _value(cell) if "\t" in line and column > 1 else cell)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _value(cell: str) -> str | int:
    plain = read_markup(cell)
    numeral = read_numeral(plain.text)
    is_whole = numeral.reading is Reading.NUMBER and not numeral.decimals and numeral.unit_yen is None
    return numeral.value if is_whole and numeral.value is not None and not plain.underlined else cell


def as_html(lines: Sequence[str] | None = None) -> bytes:
    """A whole document: a paragraph for each line, a table for each run of rows."""
    body = "\n".join(_in_html(real_lines() if lines is None else lines))
    head = '<head><meta charset="utf-8"><title>会議</title></head>'
    page = f'<!DOCTYPE html>\n<html lang="ja">{head}\n<body>\n{body}\n</body></html>\n'
    return page.encode()


def _in_html(lines: Sequence[str]) -> Iterator[str]:
    for has_cells, part in groupby(lines, lambda line: "\t" in line):
        if has_cells:
            yield from html([line.split("\t") for line in part])
        else:
            yield from (f"<p>{escape(line)}</p>" if line else "" for line in part)
