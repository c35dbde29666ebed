"""A PDF → lines in reading order, cells of tables separated by tabs, with the page of each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipelines.reading.aligned import AlignedTable, Span, Spans, find_tables
from pipelines.reading.characters import unify_radicals
from pipelines.reading.letters import LetterLine, in_lines
from pipelines.reading.pdf_page import Letter, Page, UnreadablePdfError, read_pages
from pipelines.reading.ruled import RuledTable, ruled_tables
from pipelines.reading.source import InvalidTextError, SourceText

_END = b"%%EOF"
_END_WITHIN = 4096
# All in sizes of the letters: what sets paragraphs apart, and how near the margins a line begins and ends that goes on.
_PARAGRAPH_PITCH = 2.2
_LINE_PITCH = 2.0
_MARGIN = 1.5
_SENTENCE_ENDS = ("。", "．", "）", ")", "」", "】")
_LIST_STARTS = tuple("-・※○●◆■□①②③④⑤⑥⑦⑧⑨(（〔【第¹²³⁴⁵⁶⁷⁸⁹0123456789０１２３４５６７８９")
# What no table goes on over.
_BARRIER = Span(0, 1e9, "|")


def read_pdf(content: bytes, file_name: str) -> SourceText:
    """Take the text out of a PDF; raise InvalidTextError for one that is damaged, locked or without text."""
    if _END not in content[-_END_WITHIN:]:
        raise InvalidTextError(file_name, None, "the PDF is cut off: its end is missing")
    try:
        pages = read_pages(content)
    except UnreadablePdfError as error:
        raise InvalidTextError(file_name, None, str(error)) from None
    empty = [page.number for page in pages if not page.letters]
    if len(empty) == len(pages):
        problem = "the PDF has no text (it is a scan): have its text recognised (OCR) first"
        raise InvalidTextError(file_name, None, problem)
    lines: list[str] = []
    numbers: list[int] = []
    for page, items in zip(pages, _read_items(pages), strict=True):
        for line in (*_in_order(items), ""):
            lines.append(unify_radicals(line))
            numbers.append(page.number)
    blank = {page.number for page in pages if page.is_blank}
    notes = tuple(
        f"page {number} has no text: it is a picture, and what it shows is not read"
        for number in empty
        if number not in blank
    )
    return SourceText(file_name, tuple(lines), ends_with_newline=True, pages=tuple(numbers), notes=notes)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that takes a line or more: a row of a table, or a line of text."""

    top: float
    text: str
    table: AlignedTable | RuledTable | None = None
    line: LetterLine | None = None


def _read_items(pages: Sequence[Page]) -> list[list[_Item]]:
    """What stands on each page, from the top down."""
    items: list[list[_Item]] = []
    free: list[list[LetterLine]] = []
    places = _Places()
    for page in pages:
        tables = ruled_tables(page)
        items.append([_Item(top, "\t".join(cells), table) for table in tables for top, cells in table.rows])
        taken = frozenset[Letter]().union(*(table.letters for table in tables))
        free.append(in_lines(letter for letter in page.letters if letter not in taken))
        places.tops.append([table.top for table in tables])
    places.add(free)
    rows = {index: (table, cells) for table in find_tables(places.spans) for index, cells in table.rows}
    for index, source in enumerate(places.sources):
        if source is None:
            continue
        page_index, line = source
        if index in rows:
            table, cells = rows[index]
            items[page_index].append(_Item(line.baseline, "\t".join(cells), table))
        else:
            items[page_index].append(_Item(line.baseline, line.text, None, line))
    for page_index, line in places.furniture:
        items[page_index].append(_Item(line.baseline, line.text, None, line))
    return [sorted(found, key=lambda item: item.top) for found in items]


@dataclass
class _Places:
    """The lines of all pages outside ruled tables as pieces at places: a table may go on over a page.

    `sources` says of each entry of `spans` which page's line it is. `tops` is where ruled tables begin on each page.
    """

    tops: list[list[float]] = field(default_factory=list)
    spans: list[Spans] = field(default_factory=list)
    sources: list[tuple[int, LetterLine] | None] = field(default_factory=list)
    furniture: list[tuple[int, LetterLine]] = field(default_factory=list)

    def add(self, pages: Sequence[Sequence[LetterLine]]) -> None:
        """Take the lines of all pages."""
        running = _running_titles(pages)
        unit = median([line.size for lines in pages for line in lines] or [1.0]) / 2
        for number, lines in enumerate(pages):
            before: LetterLine | None = None
            for line in lines:
                if id(line) in running:
                    self.furniture.append((number, line))
                    continue
                if before and any(before.baseline < top < line.baseline for top in self.tops[number]):
                    self._put((_BARRIER,), None)
                elif before is None or line.baseline - before.baseline > _PARAGRAPH_PITCH * line.size:
                    self._put((), None)
                self._put(line.spans(unit), (number, line))
                self._join_centred()
                before = line

    def _put(self, spans: Spans, source: tuple[int, LetterLine] | None) -> None:
        self.spans.append(spans)
        self.sources.append(source)

    def _join_centred(self) -> None:
        """Put the last three lines together where they are a label on two lines and its amounts half-way between."""
        above, row, below = (
            [source[1] if source else None for source in self.sources[-3:]] if len(self.sources) > 2 else [None] * 3
        )
        if above is None or row is None or below is None:
            return
        label, amounts = (*self.spans[-3], *self.spans[-1]), self.spans[-2]
        near = max(row.baseline - above.baseline, below.baseline - row.baseline) < row.size
        if near and all(span.is_amount for span in amounts) and _is_left(label, amounts):
            text = " ".join(span.text for span in label)
            start, end = min(span.start for span in label), max(span.end for span in label)
            source = self.sources[-2]
            del self.spans[-3:], self.sources[-3:]
            self._put((Span(start, end, text), *amounts), source)


def _running_titles(pages: Sequence[Sequence[LetterLine]]) -> set[int]:
    """The lines (by identity) at the head or foot that most pages have at the same place, but for their number."""
    seen: dict[tuple[str, int], list[int]] = {}
    for lines in pages:
        for line in {id(line): line for line in (*lines[:2], *lines[-2:])}.values():
            if len(line.spans(1.0)) == 1:
                words = "".join(character for character in line.text if not character.isdigit())
                seen.setdefault((words, round(line.baseline / 3)), []).append(id(line))
    return {line for found in seen.values() if len(found) > 2 and len(found) * 2 > len(pages) for line in found}


def _is_left(label: Spans, amounts: Spans) -> bool:
    return bool(amounts) and max(span.end for span in label) <= amounts[0].start


def _in_order(items: Sequence[_Item]) -> Iterator[str]:
    """The items' texts; a blank line around tables and paragraphs, and lines that a margin broke put together."""
    texts = [item.line for item in items if item.line]
    left = min((line.left for line in texts), default=0.0)
    right = max((line.right for line in texts), default=0.0)
    held = ""
    before: _Item | None = None
    for item in items:
        if before is None:
            held = item.text
        elif item.table is not None and item.table is before.table:
            yield held
            held = item.text
        elif before.line and item.line and _goes_on(before.line, item.line, left, right, held):
            is_word = held[-1].isascii() and item.text[0].isascii() and held[-1].isalnum()
            held += (" " if is_word else "") + item.text
        else:
            yield held
            size = item.line.size if item.line else 0
            if item.table is not None or before.table is not None or item.top - before.top > _LINE_PITCH * size:
                yield ""
            held = item.text
        before = item
    if before is not None:
        yield held


def _goes_on(line: LetterLine, following: LetterLine, left: float, right: float, text: str) -> bool:
    """Whether a line of prose was broken only by the right margin."""
    return (
        line.right >= right - _MARGIN * line.size
        and line.left <= left + (right - left) / 4
        and left - 1 <= following.left <= line.left + _MARGIN * line.size
        and following.baseline - line.baseline <= _PARAGRAPH_PITCH * line.size
        and not text.endswith(_SENTENCE_ENDS)
        and not following.text.startswith(_LIST_STARTS)
    )
