"""Lines → blocks: headings, paragraphs, footnotes and tables, each with its line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.reading.aligned import AlignedTable
from pipelines.reading.characters import compact, trimmed
from pipelines.reading.markup import read_markup
from pipelines.reading.merged import split_merged
from pipelines.reading.numerals import Reading, read_numeral
from pipelines.reading.pipes import is_enclosed, is_separator, split_pipes
from pipelines.reading.single_spaced import find_single_spaced_tables
from pipelines.reading.source import SourceText
from pipelines.reading.spaced import find_spaced_tables
from pipelines.values import value

_FOOTNOTE = re.compile(r"\s*(?P<mark>[¹²³⁰⁴-⁹]+|※\d*)\s*(?P<text>\S.*)")
_NUMBERED = re.compile(
    r"\s*(?P<number>第?[0-9０-９]+(?:[.．][0-9０-９]+)*条?|[(（][0-9０-９]+[)）])[\s　、.．]+(?P<title>\S.*)"
)
_BRACKETED = re.compile(r"\s*[【〔\[(（].*[】〕\])）]\s*")
_PAGE_NUMBER = re.compile(r"\s*[-－‐–—ー]?\s*[0-9０-９]{1,4}\s*(?:[/／]\s*[0-9０-９]{1,4}|[-－‐–—ー])?\s*")
_MARKDOWN_TITLE = re.compile(r"^\s*#{1,6}\s+")
# Digits in groups among other characters, but no year.
_GARBLED_AMOUNT = re.compile(r"(?!.*年).*(?:\d[,.]\d|\d{3}).*", re.DOTALL)
_LONGEST_HEADING = 60
_LONGEST_LABEL = 30
_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL)


@value
class Cell:
    """A table's cell: `column` from 0, the cell as it stands (with its indent), and its plain text.

    `is_underlined`: <u> marks it as amended; `is_emphasised`: all of it is bold, as totals are. `indent` is how far it
    stands right of others of its column, where the cell as it stands does not say so.
    """

    column: int
    raw: str
    text: str
    is_underlined: bool
    is_emphasised: bool = False
    indent: int = 0


@value
class Row:
    """A table's row and its line."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow one another, whatever separates their cells."""

    rows: tuple[Row, ...]

    @property
    def first_line(self) -> int:
        """Line of the first row."""
        return self.rows[0].line

    @property
    def last_line(self) -> int:
        """Line of the last row."""
        return self.rows[-1].line


@value
class Heading:
    """A short line that is no sentence: a title, a numbered heading (its number apart), a bracketed note."""

    line: int
    number: str | None
    text: str


@value
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


@dataclass(frozen=True, slots=True)
class Separator:
    """The rule under a header in Markdown (|---|---:|)."""

    line: int
    text: str


TextBlock = Heading | Paragraph | Footnote | PageNumber | Separator
Block = TextBlock | Table


def read_blocks(source: SourceText) -> tuple[Block, ...]:
    """Split a text into blocks, in order; every line that is not blank is in exactly one.

    Cells are separated by tabs, by pipes, or by spaces. Page numbers within a table come after it.
    """
    reader = _Reader(source.lines)
    starts = {table.rows[0][0]: table for table in _laid_out_tables(source)}
    line = 0
    while line < len(source.lines):
        spaced = starts.get(line)
        if spaced is None:
            reader.read(line)
            line += 1
        else:
            reader.take(spaced)
            line = spaced.rows[-1][0] + 1
    reader.close()
    return tuple(reader.blocks)


def _laid_out_tables(source: SourceText) -> Iterator[AlignedTable]:
    """The tables that are known before any row is read: by the file's own word, or laid out by spaces."""
    lines = list(source.lines)
    for place in source.tables:
        rows = [(index, tuple(lines[index].split("\t"))) for index in place if lines[index]]
        yield AlignedTable(tuple(rows))
        lines[place.start : place.stop] = "\t" * len(place)  # no row of any other
    spaced = find_spaced_tables(lines)
    yield from spaced
    taken = {line for table in spaced for line in range(table.rows[0][0], table.rows[-1][0] + 1)}
    yield from find_single_spaced_tables(lines, taken)


class _Reader:
    """Reads lines one by one; `rows` is the table that is open, `waiting` the lines since that may belong to it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self.waiting: list[int] = []
        self.furniture: list[int] = []  # page numbers and rules within the table
        self.with_pipes = self.with_outer_pipes = self.after_blank = False
        self.has_body = False  # whether a row holds an amount
        self.is_loose = True  # whether no row follows another without a blank line
        self.widths: set[int] = set()  # how many cells rows have, and how many up to the last that is filled
        self.filled: set[int] = set()

    def read(self, index: int) -> None:
        """Take the next line."""
        text = self.lines[index]
        if "\t" in text and not text.isspace() and _PAGE_NUMBER.fullmatch(text) is None:
            self._read_row(index, text.split("\t"), with_pipes=False)
        elif not text or text.isspace():
            self.after_blank = True
        elif "|" in text and (cells := self._pipe_cells(index)) is not None:
            self._read_row(index, cells, with_pipes=True)
        elif self.rows and self._may_belong(index):
            self.waiting.append(index)
        else:
            self.close()
            self._add_texts([index])

    def take(self, table: AlignedTable) -> None:
        """Take a table that is laid out by spaces."""
        self.close()
        indents = table.indents or (0,) * len(table.rows)
        rows = {
            index: _row(index + 1, cells, indent) for (index, cells), indent in zip(table.rows, indents, strict=True)
        }
        self.blocks.append(Table(tuple(rows.values())))
        between = range(table.rows[0][0], table.rows[-1][0])
        self._add_texts(index for index in between if index not in rows and self.lines[index].strip())

    def close(self) -> None:
        """End the open table, if any: what waited is text after it."""
        if self.rows:
            self.blocks.append(Table(_unmerged(self.rows)))
            self._add_texts(sorted({*self.furniture, *self.waiting}))
        self.rows, self.waiting, self.furniture = [], [], []
        self.after_blank, self.has_body, self.is_loose = False, False, True
        self.widths, self.filled = set(), set()

    def _add_texts(self, indices: Iterable[int]) -> None:
        for index in indices:
            text = self.lines[index]
            is_rule = is_separator(text)
            self.blocks.append(Separator(index + 1, text.strip()) if is_rule else _text_block(index + 1, text))

    def _pipe_cells(self, index: int) -> Sequence[str] | None:
        """The cells of a line that is a row with pipes: by its outer pipes, or as a part of a table that has a rule."""
        text = self.lines[index]
        if is_separator(text):
            return None
        rule = next((line for line in self.lines[index + 1 : index + 3] if line.strip()), "")
        if is_separator(rule):
            self.with_outer_pipes = is_enclosed(rule)
        elif not (self.rows and self.with_pipes):
            self.with_outer_pipes = True
            if not is_enclosed(text):
                return None
        return split_pipes(text, with_outer=self.with_outer_pipes)

    def _read_row(self, index: int, cells: Sequence[str], *, with_pipes: bool) -> None:
        row = _row(index + 1, cells)
        goes_on = bool(self.rows) and self.with_pipes == with_pipes
        if goes_on and self.has_body and _is_header(row):
            goes_on = not self.after_blank and not self._repeats_header(row)
        elif goes_on and self.after_blank:
            goes_on = self._goes_on(row, index)
        if not goes_on:
            self.close()
        for waiting in self.waiting:
            text = self.lines[waiting]
            if _is_furniture(text):
                self.furniture.append(waiting)
            else:
                self.rows.append(_row(waiting + 1, (text,)))
        if self.rows and row.line - self.rows[-1].line == 1:
            self.is_loose = False
        self.has_body = self.has_body or _has_amount(row)
        self.rows.append(row)
        self.widths.add(len(row.cells))
        self.filled.add(_filled_width(row))
        self.waiting, self.after_blank, self.with_pipes = [], False, with_pipes

    def _may_belong(self, index: int) -> bool:
        """Whether a line without cells may stand within the open table: a row whose other cells are lost, furniture."""
        text = self.lines[index]
        if not self.after_blank:
            return True
        if any(not _is_furniture(self.lines[waiting]) for waiting in self.waiting) and not self.is_loose:
            return False  # a line right after the table, then a blank: text
        return _is_furniture(text) or (self.is_loose and _is_label(text))

    def _goes_on(self, row: Row, index: int) -> bool:
        """Whether a row behind a blank line plainly goes on with the open table."""
        if not self._is_as_wide(row):
            return False
        is_alone = index + 1 == len(self.lines) or not self.lines[index + 1].strip()
        if not self.has_body:
            return not _is_header(row) or (is_alone and self.is_loose)
        if len(self.rows) == 1:
            return is_alone and ("|" if self.with_pipes else "\t") in "".join(self.lines[index + 1 : index + 3])
        return self.is_loose or (_is_label_row(self.rows[-1]) and not self.waiting)

    def _is_as_wide(self, row: Row) -> bool:
        return len(row.cells) in self.widths or _filled_width(row) in self.filled or _is_label_row(row)

    def _repeats_header(self, row: Row) -> bool:
        return [compact(cell.text) for cell in row.cells] == [compact(cell.text) for cell in self.rows[0].cells]


def _unmerged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those with two amounts in one cell split."""
    split = split_merged([[cell.raw for cell in row.cells] for row in rows])
    return tuple(
        row if len(texts) == len(row.cells) else _row(row.line, texts) for row, texts in zip(rows, split, strict=True)
    )


def _row(line: int, texts: Sequence[str], indent: int = 0) -> Row:
    """A row; `indent` is that of its first cell."""
    cells = []
    for column, raw in enumerate(texts):
        markup = read_markup(raw)
        cells.append(Cell(column, raw, trimmed(markup.text), bool(markup.underlined), markup.is_emphasised, indent))
        indent = 0
    return Row(line, tuple(cells))


def _has_amount(row: Row) -> bool:
    return any(read_numeral(cell.text).reading in _AMOUNTS for cell in row.cells[1:])


def _is_label_row(row: Row) -> bool:
    return bool(row.cells[0].text) and not any(cell.text for cell in row.cells[1:])


def _is_header(row: Row) -> bool:
    """Whether a row names columns: words, and nothing like an amount, beside the place of the label."""
    others = [cell.text for cell in row.cells[1:] if cell.text]
    return bool(others) and not _has_amount(row) and not any(_GARBLED_AMOUNT.fullmatch(text) for text in others)


def _filled_width(row: Row) -> int:
    return max((cell.column for cell in row.cells if cell.text), default=-1) + 1


def _is_furniture(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None or is_separator(text)


def _is_label(text: str) -> bool:
    plain = text.strip()
    others = (_FOOTNOTE, _NUMBERED, _BRACKETED)
    return (
        len(plain) <= _LONGEST_LABEL
        and not plain.endswith(("。", "、", "，"))
        and not plain.startswith(("- ", "…"))
        and not any(other.fullmatch(text) for other in others)
    )


def _text_block(line: int, text: str) -> TextBlock:
    if _PAGE_NUMBER.fullmatch(text):
        return PageNumber(line, text.strip())
    footnote = _FOOTNOTE.fullmatch(text)
    if footnote:
        return Footnote(line, footnote["mark"], footnote["text"].strip())
    plain = _MARKDOWN_TITLE.sub("", read_markup(text).text if text.strip().endswith("**") else text).strip()
    if len(plain) <= _LONGEST_HEADING and not plain.endswith(("。", "、", "，")) and not plain.startswith(("- ", "…")):
        numbered = _NUMBERED.fullmatch(plain)
        if numbered:
            return Heading(line, numbered["number"], numbered["title"].strip())
        return Heading(line, None, plain)
    if _BRACKETED.fullmatch(plain) and len(plain) <= _LONGEST_HEADING:
        return Heading(line, None, plain)
    return Paragraph(line, plain)
