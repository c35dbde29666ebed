"""What a number is by the words around it: a date, an article, an item's number, a note's mark. Not what it counts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipelines.narrative.model import NumberRole
from pipelines.narrative.number_data import unit_pattern
from pipelines.narrative.number_phrases import (
    ENUMERATOR,
    MAY_BE_PRINTED,
    NUMBER,
    PRINTED,
    RAISED,
    SIGN,
    measured,
    phrases,
)
from pipelines.narrative.numeric_tokens import Token, TokenKind, find_tokens
from pipelines.reading.characters import compact
from pipelines.values import value

_SYMBOLS = {
    TokenKind.NUMBER: NUMBER,
    TokenKind.KANJI: NUMBER,
    TokenKind.SUPERSCRIPT: RAISED,
    TokenKind.ENUMERATOR: SIGN,
}
_RESERVED = re.compile(f"[{NUMBER}{RAISED}{SIGN}]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w{1,8};")
_BREAKING_TAG = re.compile(r"</?(?:p|br|div|li|tr|td|th)\b", re.IGNORECASE)
_ENUMERATORS = (re.compile(rf"\({NUMBER}\)"), re.compile(SIGN))
_STRAY_SPACE = re.compile(r"(?<![A-Za-z0-9])[ \t]+(?![A-Za-z0-9])")
_HIGHEST_ITEM_NUMBER = 99
_LONGEST_HEADING = 60


@value
class Explained:
    """A text's tokens, and beside each the role that the words around it give it, or None."""

    text: str
    tokens: tuple[Token, ...]
    roles: tuple[NumberRole | None, ...]


@value
class _Skeleton:
    """A text as its phrases are matched: each token one symbol, no tags, none of the spaces that a PDF sets between.

    `places` are the symbols' places, `indices` the tokens they stand for.
    """

    text: str
    places: tuple[int, ...]
    indices: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, ...]:
        """The tokens whose symbols are at [start, end)."""
        return self.indices[bisect_left(self.places, start) : bisect_left(self.places, end)]


def explain(
    text: str,
    *,
    numbering: NumberRole | None = NumberRole.LIST_NUMBER,
    number_end: int = 0,
    headings: frozenset[str] = frozenset(),
    is_numbered_bare: bool = True,
) -> Explained:
    """Give the tokens of a text their roles.

    `numbering` is the role of a number that numbers the text, as at its start; None for a text that none numbers (an
    amount's cell). A number that ends by `number_end` is known to be one. `headings`, compact and with their numbers,
    may be quoted: 「3 公的個人認証サービス」. `is_numbered_bare` allows "1 …" beside (1) and "1.".
    """
    tags = [match.span() for match in _TAG.finditer(text)] if "<" in text or "&" in text else []
    tokens = (*find_tokens(text[:number_end]), *find_tokens(text, number_end)) if number_end else find_tokens(text)
    if not tokens:
        return Explained(text, (), ())
    roles: list[NumberRole | None] = [None] * len(tokens)

    def give(indices: Iterable[int], role: NumberRole) -> None:
        for index in indices:
            roles[index] = roles[index] or role

    if numbering is not None and number_end:
        give(_inside(tokens, 0, number_end), numbering)
    for start, end in tags:
        give(_inside(tokens, start, end), NumberRole.IDENTIFIER)  # the digits of markup (colspan="2") name, not count
    for match in PRINTED.finditer(text) if MAY_BE_PRINTED.search(text) else ():
        give(_inside(tokens, *match.span()), NumberRole(match.lastgroup or ""))
    skeleton = _skeleton(text, tokens, tags, number_end)
    for match in phrases().finditer(skeleton.text):
        indices = skeleton.within(*match.span())
        group = match.lastgroup or ""
        if indices and _is_possible(group, text, [tokens[index] for index in indices]):
            give(indices, NumberRole(group.partition("__")[0]))
    if numbering is not None:
        give(_item_numbers(text, tokens, skeleton, is_numbered_bare=is_numbered_bare), numbering)
        give(_enumeration(tokens, roles, skeleton), NumberRole.LIST_NUMBER)
    if headings:
        give(_quoted_headings(text, tokens, headings), NumberRole.IDENTIFIER)
    return Explained(text, tokens, tuple(roles))


def _inside(tokens: Sequence[Token], start: int, end: int) -> Iterator[int]:
    first = bisect_left(tokens, start, key=lambda token: token.start)
    return (
        index
        for index in range(first, bisect_left(tokens, end, key=lambda token: token.start))
        if tokens[index].end <= end
    )


def _skeleton(text: str, tokens: Sequence[Token], tags: Sequence[tuple[int, int]], start: int) -> _Skeleton:
    in_tags = {index for first, last in tags for index in _inside(tokens, first, last)}
    indices = [index for index, token in enumerate(tokens) if token.start >= start and index not in in_tags]
    cuts = [(tokens[index].start, tokens[index].end, _SYMBOLS[tokens[index].kind]) for index in indices]
    cuts += [(first, last, "\n" if _BREAKING_TAG.match(text, first) else "") for first, last in tags if first >= start]
    pieces, position = [], start
    for first, last, symbol in sorted(cuts):
        pieces += [_plain(text[position:first]), symbol]
        position = last
    pieces.append(_plain(text[position:]))
    joined = _STRAY_SPACE.sub("", "".join(pieces))
    return _Skeleton(joined, tuple(match.start() for match in _RESERVED.finditer(joined)), tuple(indices))


def _plain(text: str) -> str:
    return _RESERVED.sub(" ", text) if text.isascii() else _RESERVED.sub(" ", unicodedata.normalize("NFKC", text))


def _is_possible(group: str, text: str, tokens: Sequence[Token]) -> bool:
    """Whether the values can be what the phrase says: a month up to 12, a year of our time; no label that counts."""
    first = tokens[0]
    match group.partition("__")[2]:
        case "month":
            return all(token.value is not None and 1 <= token.value <= 12 for token in tokens)
        case "hour":
            return first.value is not None and 0 <= first.value <= 24
        case "western":
            return first.value is not None and 1868 <= first.value <= 2199
        case "label":
            return re.compile(unit_pattern()).match(text, tokens[-1].end) is None
        case _:
            return True


def is_item_number(token: Token) -> bool:
    """Whether a value is one that numbers items: a whole number from 1, not too great."""
    return token.value is not None and token.value in range(1, _HIGHEST_ITEM_NUMBER + 1)


def _item_numbers(text: str, tokens: Sequence[Token], skeleton: _Skeleton, *, is_numbered_bare: bool) -> Iterator[int]:
    """Numbers at the start of a text or of a paragraph in a cell: (1) …, 1. …, ① …, and 1 … with a space after it."""
    for match in ENUMERATOR.finditer(skeleton.text):
        for index in skeleton.within(*match.span()):
            token = tokens[index]
            is_bare = is_numbered_bare and text[token.end : token.end + 1].isspace()
            if is_item_number(token) and (
                match["bare"] is None or (is_bare and measured().match(text, token.end) is None)
            ):
                yield index


def _enumeration(tokens: Sequence[Token], roles: Sequence[NumberRole | None], skeleton: _Skeleton) -> Iterator[int]:
    """Numbers within a sentence that go (1), (2), … or ①, ②, … from one: they number its parts."""
    for pattern in _ENUMERATORS:
        found = [index for match in pattern.finditer(skeleton.text) for index in skeleton.within(*match.span())]
        told = (None, NumberRole.LIST_NUMBER, NumberRole.HEADING_NUMBER)
        open_ones = [index for index in found if roles[index] in told]
        if len(open_ones) > 1 and [tokens[index].value for index in open_ones] == list(range(1, len(open_ones) + 1)):
            yield from open_ones


def _quoted_headings(text: str, tokens: Sequence[Token], headings: frozenset[str]) -> Iterator[int]:
    for index, token in enumerate(tokens):
        if not text[max(0, token.start - 3) : token.start].rstrip().endswith(("「", "『")):
            continue
        closing = [match.start() for match in re.finditer("[」』]", text[token.end : token.end + _LONGEST_HEADING])]
        if any(compact(text[token.start : token.end + end]) in headings for end in closing):
            yield index
