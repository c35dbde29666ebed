"""A text's numeric tokens: digits of any width, marks such as ¹ ① Ⅱ, kanji numerals where they count. No roles here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from functools import cache

from pipelines.narrative.number_data import KANJI_NUMERALS, number_words, unit_pattern
from pipelines.values import value

_SUPERSCRIPTS = "⁰¹²³⁴-⁹"
_ENUMERATORS = "Ⅰ-ⅿ①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿"
_OTHERS = "₀-₉¼-¾⅐-⅞"
# One number may have come out of the PDF with its digits set apart: 2 7. Wider gaps, or "12 3", are two numbers.
_SPACED = r"(?<!\d)(?<!\d[ 　])\d(?:[ 　]\d)+(?![ 　]?\d)"
_GROUPED = r"\d{1,3}(?:[,，][ 　]?\d{3})+(?!\d)"
_CORE = rf"(?:{_SPACED}|{_GROUPED}|\d+)"
_KANJI = rf"(?:(?!四半期)[{KANJI_NUMERALS}])+"
_DIGIT_LIKE = re.compile(rf"[\d{_SUPERSCRIPTS}{_ENUMERATORS}{_OTHERS}{KANJI_NUMERALS}]")
# What a token may begin with: looked for alone it is found far quicker than by all that may follow.
_BEGINNING = re.compile(rf"[△▲\d{_SUPERSCRIPTS}{_ENUMERATORS}{_OTHERS}{KANJI_NUMERALS}]")
_PIECE = re.compile(r"[\d.]+|.")
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_BLANKS = re.compile(r"[\s,，△▲]")
_PROVISION_OR_TIME = r"年|月|日|時|分の|条|項|号"
_SIXTH_PLACE = Decimal("0.000001")
_BEYOND_NUMBERS = Decimal(10) ** 28  # no text counts so far: digits without end are rubbish
_MOST_CHARACTERS = 100
NOT_EXACT = "数何幾"  # 数十件: tens of them


class TokenKind(Enum):
    """How a token is written."""

    NUMBER = auto()  # digits, also with a scale: 66万
    KANJI = auto()
    SUPERSCRIPT = auto()
    ENUMERATOR = auto()  # ① Ⅱ


@value
class Token:
    """A numeric token at [start, end) of a text; `value` is None where its digits form no number (1.2.3)."""

    start: int
    end: int
    kind: TokenKind
    value: Decimal | None


def may_hold_numbers(text: str) -> bool:
    """Whether a text holds any character of which a numeric token could consist: a quick look."""
    return _DIGIT_LIKE.search(text) is not None


def find_tokens(text: str, start: int = 0) -> tuple[Token, ...]:
    """All numeric tokens of a text from `start`, in order. Every digit character is in exactly one."""
    return tuple(_tokens(text, start))


def _tokens(text: str, position: int) -> Iterator[Token]:
    pattern = _token()
    while (beginning := _BEGINNING.search(text, position)) is not None:
        match = pattern.match(text, beginning.start())
        if match is None:
            position = beginning.end()
            continue
        start, end = match.span()
        kind = match.lastgroup
        if kind == "kanji" or (kind == "fraction" and not _has_digit(match[0])):
            if _counts(text, start, end):
                yield Token(start, end, TokenKind.KANJI, _value(match[0]))
        elif kind == "superscript":
            yield Token(start, end, TokenKind.SUPERSCRIPT, _value(match[0]))
        elif kind in ("enumerator", "other"):
            mark = TokenKind.ENUMERATOR if kind == "enumerator" else TokenKind.NUMBER
            yield Token(start, end, mark, _whole(Decimal(str(unicodedata.numeric(match[0])))))
        elif kind == "dotted":
            yield Token(start, end, TokenKind.NUMBER, None)
        else:
            end = _without_word(text, start, end)
            yield Token(start, end, TokenKind.NUMBER, _value(text[start:end]))
        position = end


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _without_word(text: str, start: int, end: int) -> int:
    """Where a number ends if what looks like its scale begins a word: 3 万全, 1 千葉."""
    for index in range(start, end):
        if text[index] in KANJI_NUMERALS and _word_over(text, index, end) is not None:
            return start + len(text[start:index].rstrip())
    return end


def _counts(text: str, start: int, end: int) -> bool:
    """Whether kanji numerals count something or number a year, a month, a provision: not 一部, 統一, 数十件, 百万円."""
    printed = text[start:end]
    before = text[start - 1 : start]
    if before and (before in NOT_EXACT or before.isdecimal()):
        return False
    if not set(printed) - set("百千万億兆") and (text.startswith("円", end) or not set(printed) - set("万億兆")):
        return False
    if _value(printed) is None or _word_over(text, start, end) is not None:
        return False
    return before == "第" or "分の" in printed or _after_kanji().match(text, end) is not None


@cache
def _token() -> re.Pattern[str]:
    scale = rf"(?:[十百千]?[万億兆]|[百千](?=\d|{unit_pattern(after_kanji=True)}))"
    scaled = rf"{_CORE}(?:[.．]\d+)?(?:[ 　]?{scale}(?:{_CORE}{scale})*(?:{_GROUPED}|\d+)?)?"
    return re.compile(
        rf"(?P<fraction>(?:\d+|{_KANJI})[ 　]?分の[ 　]?(?:\d+|{_KANJI}))"
        r"|(?P<dotted>\d+(?:[.．]\d+){2,})"
        rf"|(?P<plain>[△▲]?{scaled})"
        rf"|(?P<superscript>[{_SUPERSCRIPTS}]+)"
        rf"|(?P<enumerator>[{_ENUMERATORS}])"
        rf"|(?P<other>[{_OTHERS}])"
        rf"|(?P<kanji>{_KANJI})"
    )


@cache
def _after_kanji() -> re.Pattern[str]:
    return re.compile(rf"{_PROVISION_OR_TIME}|{unit_pattern(after_kanji=True)}")


def _word_over(text: str, start: int, end: int) -> str | None:
    """The word that the numerals at [start, end) are part of; within a longer numeral (十一部) there is none."""
    words, longest, before = number_words()
    for first in range(max(0, start - before), start + 1):
        if first == start and text[start - 1 : start] == "第":
            continue
        for last in range(end if first == start else start + 1, first + longest + 1):
            if text[first:last] in words:
                return text[first:last]
    return None


def _value(printed: str) -> Decimal | None:
    if "分の" in printed:
        below, above = (_value(part.strip()) for part in printed.split("分の"))
        return (above / below).quantize(_SIXTH_PLACE) if above is not None and below else None
    body = _BLANKS.sub("", unicodedata.normalize("NFKC", printed))
    if len(body) > _MOST_CHARACTERS:
        return None
    if body and not set(body) - _DIGITS.keys():
        return Decimal("".join(str(_DIGITS[character]) for character in body))
    value = Decimal(int(body)) if body.isascii() and body.isdigit() else _added_up(body)
    if value is None or value >= _BEYOND_NUMBERS:
        return None
    return _whole(-value if printed[0] in "△▲" else value)


def _added_up(body: str) -> Decimal | None:
    """What digits with 千, 万, 億 between and behind them come to; None where they form no number."""
    total, section, current = Decimal(0), Decimal(0), Decimal(0)
    previous_was_digit = False
    for piece in _PIECE.findall(body):
        if piece in _SMALL:
            section += (current or 1) * _SMALL[piece]
            current = Decimal(0)
        elif piece in _LARGE:
            total += (section + current or 1) * _LARGE[piece]
            section = current = Decimal(0)
        else:
            if previous_was_digit:
                return None
            current = Decimal(_DIGITS[piece]) if piece in _DIGITS else Decimal(piece)
        previous_was_digit = piece in _DIGITS
    return total + section + current


def _whole(value: Decimal) -> Decimal:
    """1 for 1.0, as two printings of one number should be told alike."""
    return Decimal(int(value)) if value == int(value) else value
