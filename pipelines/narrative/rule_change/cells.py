"""A cell of a comparison table → its paragraphs with what <u> marks. Which provision they are is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from pipelines.narrative.rule_change.provisions import TextLine

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_BREAKS = {"p", "br", "div", "li", "tr"}
_MARKS = {"u", "ins", "del"}
# A cell without tags lost its line ends: a provision begins after a space where its number stands.
_LOST_BREAK = re.compile(
    r"(?:(?<=[。)）])|(?<=[。)）][\s　]))(?=第[\d〇一二三四五六七八九十百]+条(?:の\d+)?[\s　])"
    r"|(?<=[\s　])(?=[(（][0-9０-９]{1,2}[)）](?:[\s　]|[～〜・]))"
    r"|(?<=[。)）][\s　])(?=[(（][^()（）]{1,40}[)）][\s　]+第[\d〇一二三四五六七八九十百]+条)"
    r"|(?<=[。)）][\s　])(?=[0-9０-９]{1,2}[\s　](?![年月日条項号]))"
)


def read_paragraphs(raw: str, line: int) -> Iterator[TextLine]:
    """The cell's paragraphs in order, none of them blank."""
    text, start, marks, opened = "", 0, list[tuple[int, int]](), None
    has_breaks = False
    for tag in _TAG.finditer(raw):
        text += unescape(raw[start : tag.start()])
        start = tag.end()
        name = tag["name"].lower()
        if name in _BREAKS:
            has_breaks = True
            text += "\n"
        elif name in _MARKS and tag["close"] and opened is not None:
            marks.append((opened, len(text)))
            opened = None
        elif name in _MARKS and not tag["close"] and opened is None:
            opened = len(text)
    text += unescape(raw[start:])
    if opened is not None:
        marks.append((opened, len(text)))
    yield from _cut(text, marks, line, has_breaks=has_breaks)


def _cut(text: str, marks: list[tuple[int, int]], line: int, *, has_breaks: bool) -> Iterator[TextLine]:
    cuts = [match.end() for match in re.finditer(r"\n", text)]
    if not has_breaks:
        cuts += [match.start() for match in _LOST_BREAK.finditer(text)]
    bounds = [0, *sorted(set(cuts)), len(text)]
    for start, end in pairwise(bounds):
        part = text[start:end].rstrip()
        if part.strip():
            inside = [(max(start, a) - start, min(end, b) - start) for a, b in marks if a < end and b > start]
            yield TextLine(part, tuple(inside), line)
