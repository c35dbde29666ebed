"""Tables whose cells are set apart by runs of spaces, as `pdftotext -layout` writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipelines.reading.aligned import AlignedTable, Span, Spans, find_tables, is_amount_row
from pipelines.reading.pipes import split_pipes

_PIECE = re.compile(r"[^\s]+(?: [^\s]+)*")
_WORD = re.compile(r"[^ ]+")
_GAP = re.compile(r"\S(?: \s|[^\S ])\s*\S")


@lru_cache(maxsize=8192)
def _wide(character: str) -> int:
    return 1 if unicodedata.east_asian_width(character) in ("Na", "H", "N") else 2


@lru_cache(maxsize=8192)
def _narrow(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _one(_: str) -> int:
    return 1


def _octets(character: str) -> int:
    return len(character.encode())


# Programs differ in what they count as one place: half a kanji (△ as wide as one, or half so), a character, a byte.
_MEASURES: tuple[Callable[[str], int], ...] = (_wide, _narrow, _one, _octets)
_LONGEST_ROW = 2_000
_NO_ROW = 1e9  # wider than any row of a table


def find_spaced_tables(lines: Sequence[str]) -> list[AlignedTable]:
    """The tables in lines without tabs or pipes. Places are counted as the text's program did: as lines up best."""
    if not any(_has_gap(line) for line in lines):
        return []
    laid_out = [[_spans(line, measure) for line in lines] for measure in _MEASURES]
    return find_tables(max(laid_out, key=_alignment))


def _has_gap(line: str) -> bool:
    return ("  " in line or "\u3000" in line) and _GAP.search(line) is not None


def _spans(line: str, measure: Callable[[str], int]) -> Spans:
    if not line or line.isspace():
        return ()
    if "\t" in line or split_pipes(line) or len(line) > _LONGEST_ROW:
        return (Span(0, _NO_ROW, line),)
    places = [0]
    for character in line:
        places.append(places[-1] + measure(character))
    spans = []
    for piece in _PIECE.finditer(line):
        start = piece.start()
        words = tuple(
            Span(places[start + word.start()], places[start + word.end()], word[0]) for word in _WORD.finditer(piece[0])
        )
        spans.append(Span(places[start], places[piece.end()], piece[0], words if len(words) > 1 else ()))
    return tuple(spans)


def _alignment(lines: Sequence[Spans]) -> int:
    """How many amounts end where one of the row with amounts before does."""
    total = 0
    before: set[float] = set()
    for spans in lines:
        if is_amount_row(spans):
            ends = {span.end for span in spans[1:] if span.is_amount}
            total += len(ends & before)
            before = ends
    return total
