"""Words in 「…」, which nest: each outermost quotation becomes one character, which leaves the words around it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_FIRST = 0xE000  # private use: no text out of a PDF means anything by these
_MOST = 0xF8FF - _FIRST
QUOTE = f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]"
_OPENING, _CLOSING = "「『", "」』"
# The mark of a note in 第⁶7条 is no digit of the article's number.
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in NFKC without spaces, its quotations masked. `starts[i]:ends[i]` is where character i was printed."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[str, ...]

    def quotation(self, mark: str) -> str:
        """The words within the quotation that `mark` stands for."""
        return self.quoted[ord(mark) - _FIRST]

    def printed(self, start: int, end: int) -> str:
        """How the characters from `start` to `end` were printed."""
        return self.original[self.starts[start] : self.ends[end - 1]].strip() if start < end else ""


def is_open(text: str) -> bool:
    """Whether a quotation is still open where the text ends."""
    return sum(text.count(mark) for mark in _OPENING) > sum(text.count(mark) for mark in _CLOSING)


def mask(text: str) -> Masked:
    """Mask each outermost quotation. One that never closes is left as it is."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[str] = []
    plain_of = {character: _plain(character) for character in set(text)}
    position = 0
    while position < len(text):
        end = _end_of_quotation(text, position) if text[position] in _OPENING and len(quoted) < _MOST else None
        if end is not None:
            plain = chr(_FIRST + len(quoted))
            quoted.append(text[position + 1 : end - 1])
        else:
            end = position + 1
            plain = plain_of[text[position]]
        for character in plain:
            characters.append(character)
            starts.append(position)
            ends.append(end)
        position = end
    return Masked(text, "".join(characters), tuple(starts), tuple(ends), tuple(quoted))


def _plain(character: str) -> str:
    """What a character is in NFKC, without spaces; what means a quotation here is told by none."""
    plain = "" if character in _MARKS else unicodedata.normalize("NFKC", character)
    if any(_FIRST <= ord(one) <= _FIRST + _MOST for one in plain):
        return "?"
    return "".join(one for one in plain if not one.isspace())


def _end_of_quotation(text: str, start: int) -> int | None:
    depth = 0
    for position in range(start, len(text)):
        if text[position] in _OPENING:
            depth += 1
        elif text[position] in _CLOSING:
            depth -= 1
            if depth == 0:
                return position + 1
    return None


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut after each 。 that stands in no quotation and no brackets."""
    masked = mask(text)
    sentences: list[str] = []
    depth, start = 0, 0
    for position, character in enumerate(masked.text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if character == "。" and depth == 0:
            sentences.append(masked.printed(start, position + 1))
            start = position + 1
    if start < len(masked.text):
        sentences.append(masked.printed(start, len(masked.text)))
    return tuple(sentences)
