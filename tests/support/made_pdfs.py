"""PDFs made for the tests: lines of text and tables, ruled in several ways, with a Japanese font embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fpdf import FPDF

from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import Reading, read_numeral

# Debian: fonts-noto-cjk, fonts-ipafont-gothic, fonts-ipaexfont-gothic, fonts-vlgothic.
FONTS = ("NotoSansCJK-Regular.ttc", "ipag.ttf", "ipaexg.ttf", "VL-Gothic-Regular.ttf")
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"), Path.home() / ".fonts")


@cache
def japanese_font() -> Path | None:
    return next((file for font in FONTS for folder in FOLDERS for file in folder.rglob(font)), None)


needs_font = pytest.mark.skipif(
    japanese_font() is None, reason="no Japanese font is installed (Debian: fonts-noto-cjk or fonts-ipafont-gothic)"
)

MARGIN = 15.0


@dataclass(frozen=True, slots=True)
class Style:
    """How tables look: which lines are drawn ("grid", "columns", "levels", "none"), size of letters in points."""

    rules: str = "grid"
    size: float = 8.0
    row_height: float = 5.0
    repeats_header: bool = True


class Paper:
    """A PDF that is being written, page by page."""

    def __init__(self, style: Style, *, running_title: str = "") -> None:
        self.style, self.running_title = style, running_title
        self.pdf = FPDF(orientation="landscape", format="A4", unit="mm")
        self.pdf.set_auto_page_break(False)
        font = japanese_font()
        assert font is not None
        self.pdf.add_font("japanese", fname=font, collection_font_number=0)
        self.pdf.set_font("japanese", size=style.size)
        self.y = 0.0
        self.new_page()

    @property
    def right(self) -> float:
        return float(self.pdf.w) - MARGIN

    @property
    def bottom(self) -> float:
        return float(self.pdf.h) - MARGIN

    def content(self) -> bytes:
        return bytes(self.pdf.output())

    def new_page(self) -> None:
        self.pdf.add_page()
        self.pdf.set_font("japanese", size=self.style.size)
        number = f"- {self.pdf.page_no()} -"
        self.pdf.text((self.pdf.w - self.width(number)) / 2, self.pdf.h - 7, number)
        if self.running_title:
            self.pdf.text(self.right - self.width(self.running_title), 9, self.running_title)
        self.y = MARGIN

    def width(self, text: str) -> float:
        return float(self.pdf.get_string_width(text))

    def line(self, text: str, *, x: float = MARGIN) -> None:
        """A line of text, broken at the right margin."""
        if not text.strip():
            self.y += self.style.row_height
            return
        for piece in self.broken(text, self.right - x):
            if self.y + self.style.row_height > self.bottom:
                self.new_page()
            self.y += self.style.row_height
            self.pdf.text(x, self.y, piece)

    def broken(self, text: str, width: float) -> list[str]:
        pieces, piece = [], ""
        for character in text:
            if piece and self.width(piece + character) > width:
                pieces.append(piece)
                piece = ""
            piece += character
        return [*pieces, piece]

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table; where it goes on over a page, its header is repeated."""
        count = max(len(row) for row in rows)
        cells = [[*row, *[""] * (count - len(row))] for row in rows]
        widths = self._widths(cells)
        start = self.y + 2
        drawn = 0
        top = start
        height = self._row_height(cells[0], widths)
        for number, row in enumerate(cells):
            height = self._row_height(row, widths)
            if top + height > self.bottom:
                self._rule(widths, start, top, drawn)
                self.new_page()
                start = top = self.y + 2
                drawn = 0
                if self.style.repeats_header and number:
                    top = self._row(cells[0], widths, top)
                    drawn = 1
            top = self._row(row, widths, top)
            drawn += 1
        self._rule(widths, start, top, drawn)
        self.y = top + 2

    def _widths(self, cells: Sequence[Sequence[str]]) -> list[float]:
        """As wide as the cells need, the first one and headers broken where that is too wide for the page."""
        body = [max((self.width(_plain(row[c])) for row in cells[1:]), default=0.0) + 4 for c in range(len(cells[0]))]
        heads = [self.width(_plain(cell)) + 4 for cell in cells[0]]
        widths = [max(own, min(head, 26)) for own, head in zip(body, heads, strict=True)]
        space = self.right - MARGIN
        if sum(widths) > space:
            wide = widths.index(max(widths))
            widths[wide] = max(30.0, space - (sum(widths) - widths[wide]))
        if sum(widths) > space:
            widths = [width * space / sum(widths) for width in widths]
        return widths

    def _row_height(self, row: Sequence[str], widths: Sequence[float]) -> float:
        lines = max(len(self.broken(_plain(cell), width - 3)) for cell, width in zip(row, widths, strict=True))
        return lines * self.style.row_height * 0.8 + self.style.row_height * 0.4

    def _row(self, row: Sequence[str], widths: Sequence[float], top: float) -> float:
        height = self._row_height(row, widths)
        x = MARGIN
        for cell, width in zip(row, widths, strict=True):
            pieces = self.broken(_plain(cell), width - 3)
            y = top + (height - len(pieces) * self.style.row_height * 0.8) / 2
            for piece in pieces:
                y += self.style.row_height * 0.8
                own = self.width(piece)
                at = x + width - 1.5 - own if _is_amount(piece) else x + 1.5
                self.pdf.text(at, y - 1, piece)
                if "<u>" in cell:
                    self.pdf.line(at, y - 0.5, at + own, y - 0.5)
            x += width
        if self.style.rules in ("grid", "levels"):
            self.pdf.line(MARGIN, top, MARGIN + sum(widths), top)
        return top + height

    def _rule(self, widths: Sequence[float], top: float, bottom: float, rows: int) -> None:
        if not rows or self.style.rules == "none":
            return
        right = MARGIN + sum(widths)
        self.pdf.line(MARGIN, top, right, top)
        self.pdf.line(MARGIN, bottom, right, bottom)
        if self.style.rules == "levels":
            return
        x = MARGIN
        for width in (0.0, *widths):
            x += width
            self.pdf.line(x, top, x, bottom)


def _plain(cell: str) -> str:
    return read_markup(cell).text.replace("\n", " ")


def _is_amount(text: str) -> bool:
    return read_numeral(text).reading in (Reading.NUMBER, Reading.NIL)


def rendered(lines: Sequence[str], style: Style, *, running_title: str = "") -> bytes:
    """The lines as a PDF, those with tabs as tables."""
    paper = Paper(style, running_title=running_title)
    rows: list[list[str]] = []
    for line in (*lines, ""):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            paper.table(rows)
            rows = []
        paper.line(line)
    return paper.content()
