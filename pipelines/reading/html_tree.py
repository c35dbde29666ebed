"""HTML → rows of its tables and lines of its text, in order, each with the line in which it begins.

The tree is libxml2's: it forgives what is unclosed, in linear time, and refuses what is nested beyond all measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipelines.reading.aligned import is_numeral
from pipelines.reading.html_cells import cell_markup
from pipelines.reading.label_columns import join_label_columns
from pipelines.reading.laid_out import Item, LayoutError, rows_as_items

_SECTIONS = ("address", "article", "aside", "body", "details", "footer", "form", "header", "html", "main", "section")
_PARAGRAPHS = ("blockquote", "br", "center", "div", "figcaption", "figure", "hr", "legend", "p", "pre", "summary")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_BLOCKS = frozenset((*_SECTIONS, *_PARAGRAPHS, *_HEADINGS, *_LISTS, *_TABLES))
_UNSEEN = frozenset(("head", "nav", "noscript", "script", "style", "svg", "template", "title"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LARGEST_LINE = 65_535  # libxml2 counts no further
_MOST_COLUMNS = 2_000
_MOST_CELLS = 500_000


def read_html(text: str, first_line: int = 0) -> tuple[Item, ...]:
    """The rows and lines of a piece of HTML that begins at a line (an index).

    Of a table within a cell the innermost is the table; what is around it is text.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            line = first_line + error.line
            raise LayoutError(line, "the HTML is nested more deeply than any document is; save it as plain text")
    return () if root is None else tuple(_Reader(first_line).read(root))


@dataclass
class _Reader:
    """Walks a tree; `line` is that of the place where it is."""

    line: int
    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    words_line: int = 0
    has_words: bool = False

    def read(self, root: etree._Element) -> list[Item]:
        first = self.line
        outer = {above for table in root.iter("table") for above in table.iterancestors("table")}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            is_block = element.tag in _BLOCKS
            if event == "start":
                self._move_to(element, first)
                if is_block:
                    self._end_line()
                if element.tag in _UNSEEN:
                    walk.skip_subtree()
                elif element.tag == "table" and element not in outer:
                    self.items += _read_table(element, self.line, first)
                    self._pass_by(element)
                    walk.skip_subtree()
                else:
                    self.words += ["- "] if element.tag == "li" else []
                    self._take(element.text)
            else:
                if is_block:
                    self._end_line()
                self._take(element.tail)
        self._end_line()
        return self.items

    def _move_to(self, element: etree._Element, first: int) -> None:
        number = element.sourceline
        if number is not None and number < _LARGEST_LINE:
            self.line = first + number - 1

    def _pass_by(self, element: etree._Element) -> None:
        self.line += sum(text.count("\n") for text in element.itertext())

    def _take(self, text: str | None) -> None:
        if not text:
            return
        plain = _SPACES.sub(" ", text)
        if plain.strip() and not self.has_words:
            self.has_words = True
            self.words_line = self.line + text[: len(text) - len(text.lstrip())].count("\n")
        self.words.append(plain)
        self.line += text.count("\n")

    def _end_line(self) -> None:
        text = "".join(self.words).strip(" ")
        if self.has_words:
            self.items.append(Item(self.words_line, text=text))
        self.words, self.has_words = [], False


def _read_table(table: etree._Element, line: int, first: int) -> Iterator[Item]:
    """A table's caption as text, and its rows; a cell over several columns or rows is where it begins.

    Over columns of a header its words stand over each of them. A title that is a row over the whole width is text.
    """
    for caption in table.iter("caption"):
        text = " ".join("".join(caption.itertext()).split())
        if text:
            yield Item(line, text=text)
    rows = list(_Grid(first, line).rows(table))
    width = max((len(row.cells) for row in rows), default=0)
    body = next((n for n, row in enumerate(rows) if row.has_amount), len(rows))
    while len(rows) > 2 and body > 1 and rows[0].is_title(width) and rows[1].is_header:
        yield Item(rows[0].line, text=rows[0].cells[0].replace("<br>", " "))
        rows, body = rows[1:], body - 1
    laid = [
        (row.line, row.over_columns(width) if number < body else tuple(row.cells)) for number, row in enumerate(rows)
    ]
    joined = join_label_columns([(at, cells) for at, cells in laid if any(map(str.strip, cells))])
    yield from rows_as_items([(row.line, row.cells) for row in joined])


@dataclass
class _HtmlRow:
    line: int
    cells: list[str] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)  # how many columns those cells take that take several

    @property
    def has_amount(self) -> bool:
        return any(is_numeral(cell) for cell in self.cells[1:])

    @property
    def is_header(self) -> bool:
        return sum(bool(cell.strip()) for cell in self.cells) > 1 and not self.has_amount

    def is_title(self, width: int) -> bool:
        """Whether its only cell takes the whole width of several columns."""
        return width > 1 and self.spans.get(0) == width and bool(self.cells[0].strip())

    def over_columns(self, width: int) -> tuple[str, ...]:
        """The cells of a header: what takes several columns, but not all, stands over each."""
        cells = list(self.cells)
        for place, count in self.spans.items():
            if count < width:
                cells[place : place + count] = [cells[place]] * count
        return tuple(cells)


@dataclass
class _Grid:
    """Puts a table's cells into columns. `line` is that of the place where it is."""

    first: int
    line: int
    taken: dict[int, int] = field(default_factory=dict)  # in so many more rows a column is taken by a cell above
    count: int = 0

    def rows(self, table: etree._Element) -> Iterator[_HtmlRow]:
        row: _HtmlRow | None = None
        for element in table.iter("tr", "td", "th"):
            number = element.sourceline
            if number is not None and number < _LARGEST_LINE:
                self.line = self.first + number - 1
            if element.tag == "tr":
                if row is not None:
                    yield row
                row = self._begin()
                continue
            if row is None:
                row = self._begin()
            self._add(row, element)
            self.line += sum(text.count("\n") for text in element.itertext())
        if row is not None:
            yield row

    def _begin(self) -> _HtmlRow:
        self.from_above = {column for column, rows in self.taken.items() if rows > 0}
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}
        return _HtmlRow(self.line)

    def _add(self, row: _HtmlRow, element: etree._Element) -> None:
        while len(row.cells) in self.from_above:
            row.cells.append("")
            self.count += 1
        columns, rows = _span(element, "colspan"), _span(element, "rowspan")
        place = len(row.cells)
        self.count += columns
        if place + columns > _MOST_COLUMNS or self.count > _MOST_CELLS:
            problem = f"a table of more than {_MOST_COLUMNS:,} columns or {_MOST_CELLS:,} cells; split it"
            raise LayoutError(self.line + 1, problem)
        row.cells += [cell_markup(element), *[""] * (columns - 1)]
        if columns > 1:
            row.spans[place] = columns
        if rows > 1:
            self.taken |= dict.fromkeys(range(place, place + columns), rows - 1)


def _span(element: etree._Element, name: str) -> int:
    """How many columns or rows a cell takes; HTML has at least one, and what is no number is one."""
    digits = re.match(r"\s*(\d{1,6})", element.get(name) or "")
    return max(1, int(digits[1])) if digits else 1
