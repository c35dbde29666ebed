"""A PDF's pages → letters and ruling lines at their places, in points from the top left as the page is read.

All that is known of PDFium is here. It is native code, imported only when a PDF comes, and not safe in threads.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any

_PASSWORD_ERROR = 4
_LOCK = Lock()
# More than any paper holds: a guard against files that are made to take for ever.
_MOST_PAGES = 5_000
_MOST_LETTERS = 200_000
_MOST_OBJECTS = 100_000
_MOST_SEGMENTS = 4_000
_DEEPEST_FORM = 8
# A ruling line is at most so thick, and a line of a box that is filled at most so.
_THICKEST = 3.0
_SHORTEST_RULE = 4.0
_REPLACED = {"\x02": "-", "\ufffe": "-", "\xad": "-", "\xa0": " "}


class UnreadablePdfError(Exception):
    """A PDF that cannot be opened or read; the words say why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: where it begins and ends, its baseline, and the size of its font."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        """Half-way between where it begins and ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, level (`top` = `bottom`) or upright (`left` = `right`)."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's letters in the order in which they were drawn, and its ruling lines; `is_blank`: nothing is drawn."""

    number: int
    letters: tuple[Letter, ...]
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]
    is_blank: bool


def read_pages(content: bytes) -> list[Page]:
    """Read all pages; raise UnreadablePdfError where PDFium cannot."""
    import pypdfium2  # noqa: PLC0415 - 0.1 s that a text need not pay

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD_ERROR:
                raise UnreadablePdfError("the PDF needs a password; save it without one") from None
            raise UnreadablePdfError("the PDF is damaged: it cannot be opened") from None
        try:
            return list(_pages(document))
        finally:
            document.close()


def _pages(document: Any) -> Iterator[Page]:  # noqa: ANN401 - PDFium's binding has no types
    import pypdfium2  # noqa: PLC0415

    count = len(document)
    if not count:
        raise UnreadablePdfError("the PDF is damaged: it has no page")
    if count > _MOST_PAGES:
        raise UnreadablePdfError(f"the PDF has {count:,} pages; at most {_MOST_PAGES:,} are read")
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise UnreadablePdfError(f"the PDF is damaged: page {number} cannot be read") from None
        try:
            yield _read_page(number, page, text)
        finally:
            text.close()
            page.close()


@dataclass(frozen=True, slots=True)
class _View:
    """Turns PDF's coordinates (from the bottom left of the paper) into those of the page as it is read."""

    turns: int  # quarter turns clockwise by which the text is turned
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.turns % 4:
            case 1:
                return self.top - y, self.right - x
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return y - self.bottom, x - self.left
            case _:
                return x - self.left, self.top - y


def _read_page(number: int, page: Any, text: Any) -> Page:  # noqa: ANN401
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = text.count_chars()
    if count > _MOST_LETTERS:
        raise UnreadablePdfError(f"page {number} holds {count:,} letters; at most {_MOST_LETTERS:,} are read")
    angles = Counter(
        round(math.degrees(pdfium.FPDFText_GetCharAngle(text, index)) / 90) % 4
        for index in range(0, count, max(1, count // 200))
    )
    # As most of its letters stand upright, whichever way the page is turned when it is shown.
    view = _View(angles.most_common(1)[0][0] if angles else 0, *page.get_bbox())
    letters = tuple(_letters(pdfium, text, count, view))
    rules, objects = _rules(pdfium, page, view)
    levels = tuple(rule for rule in rules if rule.top == rule.bottom)
    uprights = tuple(rule for rule in rules if rule.left == rule.right)
    return Page(number, letters, levels, uprights, is_blank=not objects)


def _letters(pdfium: Any, text: Any, count: int, view: _View) -> Iterator[Letter]:  # noqa: ANN401
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        character = _REPLACED.get(chr(code), chr(code)) if code <= 0x10FFFF else "\ufffd"
        if character.isspace() or ord(character) < 32:
            continue
        if not (
            pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
            and pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
            and pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        ):
            continue
        ends = (view.point(box.left, box.bottom)[0], view.point(box.right, box.top)[0])
        baseline = view.point(x.value, y.value)[1]
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if all(math.isfinite(value) for value in (*ends, baseline, size)) and size > 0:
            yield Letter(character, min(ends), max(ends), baseline, size)


def _rules(pdfium: Any, page: Any, view: _View) -> tuple[list[Rule], int]:  # noqa: ANN401
    """The level and upright lines that are drawn, thin boxes too, and how many objects the page has."""
    rules: list[Rule] = []
    objects = 0
    for item in page.get_objects(max_depth=_DEEPEST_FORM):
        objects += 1
        if objects > _MOST_OBJECTS or len(rules) > _MOST_SEGMENTS:
            return [], objects  # a drawing, no table
        if item.type != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        matrix = item.get_matrix()
        container = item.container
        while container is not None:
            matrix = matrix.multiply(container.get_matrix())
            container = container.container
        rules += _path_rules(pdfium, item, matrix, view)
    return rules, objects


def _path_rules(pdfium: Any, path: Any, matrix: Any, view: _View) -> Iterator[Rule]:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = view.point(*matrix.on_point(x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _outline_rules(outline, is_stroked=bool(stroke.value))
            outline = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            outline.append(point)
        else:
            return  # a curve: no table is ruled with it
        if pdfium.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    yield from _outline_rules(outline, is_stroked=bool(stroke.value))


def _outline_rules(outline: list[tuple[float, float]], *, is_stroked: bool) -> Iterator[Rule]:
    if len(outline) < 2 or not all(math.isfinite(value) for point in outline for value in point):
        return
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) <= _THICKEST:  # a line, or a box so thin that it is one
        if width >= _SHORTEST_RULE:
            middle = (min(ys) + max(ys)) / 2
            yield Rule(min(xs), max(xs), middle, middle)
        elif height >= _SHORTEST_RULE:
            middle = (min(xs) + max(xs)) / 2
            yield Rule(middle, middle, min(ys), max(ys))
        return
    if not is_stroked:
        return  # a coloured ground
    for (x1, y1), (x2, y2) in pairwise(outline):
        if abs(y1 - y2) < 1 and abs(x1 - x2) >= _SHORTEST_RULE:
            yield Rule(min(x1, x2), max(x1, x2), y1, y1)
        elif abs(x1 - x2) < 1 and abs(y1 - y2) >= _SHORTEST_RULE:
            yield Rule(x1, x1, min(y1, y2), max(y1, y2))
