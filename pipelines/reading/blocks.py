"""Lines → blocks: headings, paragraphs, footnotes and tables, each with its line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.reading.markup import read_markup
from pipelines.reading.source import SourceText

_FOOTNOTE = re.compile(r"\s*(?P<mark>[¹²³⁰⁴-⁹]+|※\d*)\s*(?P<text>\S.*)")
_NUMBERED = re.compile(
    r"\s*(?P<number>第?[0-9０-９]+(?:[.．][0-9０-９]+)*条?|[(（][0-9０-９]+[)）])[\s　、.．]+(?P<title>\S.*)"
)
_BRACKETED = re.compile(r"\s*[【〔\[(（].*[】〕\])）]\s*")
_PAGE_NUMBER = re.compile(r"\s*[-－‐–—ー]?\s*[0-9０-９]{1,4}\s*(?:[/／]\s*[0-9０-９]{1,4}|[-－‐–—ー])?\s*")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: `column` from 0, the cell as it stands, its plain text, and whether <u> marks it as amended."""

    column: int
    raw: str
    text: str
    is_underlined: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row and its line."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive lines of tab-separated cells."""

    rows: tuple[Row, ...]

    @property
    def first_line(self) -> int:
        """Line of the first row."""
        return self.rows[0].line

    @property
    def last_line(self) -> int:
        """Line of the last row."""
        return self.rows[-1].line


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line that is no sentence: a title, a numbered heading (its number apart), a bracketed note."""

    line: int
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose or a list item."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with its mark (¹, ※)."""

    line: int
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A line that holds nothing but a page number: page furniture, over which a table may go on."""

    line: int
    text: str


TextBlock = Heading | Paragraph | Footnote | PageNumber
Block = TextBlock | Table


def read_blocks(source: SourceText) -> tuple[Block, ...]:
    """Split a text into blocks, in order. Every line that is not blank is in exactly one."""
    blocks: list[Block] = []
    rows: list[Row] = []
    pending: list[
        int
    ] = []  # lines without a tab inside a table: rows whose trailing tabs were lost, if the table goes on
    for line, text in enumerate((*source.lines, ""), 1):
        if "\t" in text and text.strip():
            rows += [_row(number, source.lines[number - 1]) for number in pending]
            rows.append(_row(line, text))
            pending = []
        elif rows and text.strip():
            pending.append(line)
        else:
            if rows:
                blocks.append(Table(tuple(rows)))
                blocks += [_text_block(number, source.lines[number - 1]) for number in pending]
                rows, pending = [], []
            if text.strip():
                blocks.append(_text_block(line, text))
    return tuple(blocks)


def _row(line: int, text: str) -> Row:
    cells = []
    for column, raw in enumerate(text.split("\t")):
        markup = read_markup(raw)
        cells.append(Cell(column, raw, markup.text.strip(), bool(markup.underlined)))
    return Row(line, tuple(cells))


def _text_block(line: int, text: str) -> TextBlock:
    if _PAGE_NUMBER.fullmatch(text):
        return PageNumber(line, text.strip())
    footnote = _FOOTNOTE.fullmatch(text)
    if footnote:
        return Footnote(line, footnote["mark"], footnote["text"].strip())
    plain = text.strip()
    if len(plain) <= _LONGEST_HEADING and not plain.endswith(("。", "、", "，")) and not plain.startswith(("- ", "…")):
        numbered = _NUMBERED.fullmatch(text)
        if numbered:
            return Heading(line, numbered["number"], numbered["title"].strip())
        return Heading(line, None, plain)
    if _BRACKETED.fullmatch(plain) and len(plain) <= _LONGEST_HEADING:
        return Heading(line, None, plain)
    return Paragraph(line, plain)
