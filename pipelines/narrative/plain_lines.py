"""A line as one reads it: one width, no spaces, tags or footnote marks, and where each character is printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<name>/?[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "td", "th"})
_CELL_ENDS = "\t|｜"
_MARKS = re.compile("[⁰¹²³⁴-⁹]")
_LONGEST_MARK = 4
END = "\n"  # of a cell or of a paragraph in it


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line's plain text; `starts[i]` to `ends[i]` is where its character i stands in the line as printed."""

    line: int
    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain characters from `start` to `end` are printed."""
        return self.starts[start], self.ends[end - 1]

    def printed(self, start: int, end: int) -> str:
        """How they are printed, with the tags between them."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def opens(self, position: int) -> bool:
        """Whether a paragraph or a cell, or the line, begins there; a list's mark before it does not count."""
        before = self.text[max(0, position - _LONGEST_MARK) : position].rpartition(END)[2]
        return len(before) < _LONGEST_MARK and not before.strip("-*・•○◯●■□※")


def plain_line(line: int, raw: str) -> PlainLine:
    """The plain text of a line."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(text: str, start: int, end: int) -> None:
        for character in text:
            if character == END or not character.isspace():
                characters.append(character)
                starts.append(start)
                ends.append(end)

    position = 0
    tags = {match.start(): match for match in _TAG.finditer(raw)} if "<" in raw else {}
    while position < len(raw):
        tag = tags.get(position)
        if tag is not None:
            if tag["name"].lower().removeprefix("/") in _BREAKS:
                add(END, tag.start(), tag.end())
            position = tag.end()
            continue
        character = raw[position]
        if character in _CELL_ENDS:
            add(END, position, position + 1)
        elif not _MARKS.match(character):
            add(unicodedata.normalize("NFKC", character), position, position + 1)
        position += 1
    return PlainLine(line, raw, "".join(characters), tuple(starts), tuple(ends))
