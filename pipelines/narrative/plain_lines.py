"""A line as one reads it: one width, no spaces, tags or footnote marks, and where each character is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipelines.values import value

_TAG = re.compile(r"<(?P<name>/?[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "td", "th"})
_CELL_ENDS = "\t|｜"
_MARKS = re.compile("[⁰¹²³⁴-⁹]")
_LONGEST_MARK = 4
END = "\n"  # of a cell or of a paragraph in it


@value
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


class _Plain(dict[str, str]):
    """What a character is in plain text, found out once: one or more characters, or none."""

    def __missing__(self, character: str) -> str:
        if character in _CELL_ENDS:
            plain = END
        elif _MARKS.match(character):
            plain = ""
        else:
            normal = unicodedata.normalize("NFKC", character)
            plain = "".join(one for one in normal if one == END or not one.isspace())
        self[character] = plain
        return plain


_PLAIN = _Plain()


def plain_line(line: int, raw: str) -> PlainLine:
    """The plain text of a line."""
    if "<" not in raw:
        characters = [_PLAIN[character] for character in raw]
        starts = [position for position, plain in enumerate(characters) for _ in plain]
        return PlainLine(line, raw, "".join(characters), tuple(starts), tuple([start + 1 for start in starts]))
    printed = list(_without_tags(raw))
    return PlainLine(
        line,
        raw,
        "".join([plain for plain, _, _ in printed]),
        tuple([start for plain, start, _ in printed for _ in plain]),
        tuple([end for plain, _, end in printed for _ in plain]),
    )


def _without_tags(raw: str) -> Iterator[tuple[str, int, int]]:
    """Plain characters and where they are printed; of a tag that begins or ends a paragraph or cell its end."""
    position = 0
    for tag in [*_TAG.finditer(raw), None]:
        until = tag.start() if tag else len(raw)
        yield from ((_PLAIN[raw[place]], place, place + 1) for place in range(position, until))
        if tag:
            if tag["name"].lower().removeprefix("/") in _BREAKS:
                yield END, tag.start(), tag.end()
            position = tag.end()
