"""In what a number counts: the unit after it, or the noun that it counts itself; and how it is meant (約, 以下)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.narrative.model import Bound
from pipelines.narrative.number_data import KANJI_NUMERALS, Unit, UnitKind, any_bound, bound_words, unit_pattern, units
from pipelines.narrative.numeric_tokens import NOT_EXACT, Token, TokenKind
from pipelines.narrative.subjects import NOUN

_SHARE = Unit("", "倍", UnitKind.COUNTER, after_kanji=True)  # 3分の1: so many times the whole
# 47認証局, 全47機関: nothing but such a word stands between another noun and a number that counts the noun after it.
_MAY_COUNT = re.compile(rf"(?:^|[^\d「『{NOUN[1:-1]}]|[全計約各他総]|ほか|延べ)$")
_COUNTED = re.compile(
    r"(?:の(?=[一-鿿ァ-ヺ]))?(?P<noun>[一-鿿々〆ァ-ヺー・]{2,})"
    r"(?=[のがをにへとでやはも、。，,（()）「」』・/／\s]|など|から|まで|及び|又は|$)"
)
# 次の1号を加える, 1号ずつ繰り下げる: so many provisions, and no number of one.
_PROVISIONS = re.compile(r"[ 　]?(?P<unit>[条項号章節])(?![例件約文項目])(?P<each>[ 　]?ずつ)?")
_NEXT_ONES = re.compile(r"次[のに][ 　]?$")
_LONGEST_WORD = 10
# What follows a rank, a place, a name's number; or begins a word that is no noun to be counted.
_NOT_COUNTED = re.compile(
    r"[番号条項目級位次期版系型式階頃毎年月日時分]|以[上下内降前後来]|未満|程度|前後|相当|同様|関連|対応"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A unit, as it is printed (the noun itself where no unit is known), and where it ends.

    `bound` is what a word between number and unit says: 66万余件.
    """

    unit: Unit
    printed_unit: str
    end: int
    bound: Bound | None = None


def find_count(text: str, token: Token, *, may_count_noun: bool) -> Count | None:
    """In what a token counts; None where nothing after it tells. `may_count_noun` allows nouns that are no unit."""
    if token.value is None or token.kind not in (TokenKind.NUMBER, TokenKind.KANJI):
        return None
    if text[max(0, token.start - 1) : token.start] in tuple(NOT_EXACT):
        return None
    known = _count_of_provisions(text, token) or _count_in_unit(text, token)
    if known is not None:
        return known
    if "分の" in text[token.start : token.end]:
        return Count(_SHARE, text[token.start : token.end], token.end)
    if (
        may_count_noun
        and _is_plain(text, token)
        and _MAY_COUNT.search(text[max(0, token.start - _LONGEST_WORD) : token.start])
    ):
        noun = _COUNTED.match(text, token.end)
        if noun is not None and _NOT_COUNTED.match(noun["noun"]) is None:
            return Count(Unit(noun["noun"], noun["noun"], UnitKind.THING, after_kanji=False), noun["noun"], noun.end())
    return None


def _count_of_provisions(text: str, token: Token) -> Count | None:
    found = _PROVISIONS.match(text, token.end)
    if found is None or not (found["each"] or _NEXT_ONES.search(text[max(0, token.start - 3) : token.start])):
        return None
    return Count(Unit(found["unit"], found["unit"], UnitKind.THING, after_kanji=True), found["unit"], found.end("unit"))


def _count_in_unit(text: str, token: Token) -> Count | None:
    found = _known_unit().match(text, token.end)
    if found is None:
        return None
    bound = bound_words("after").get(found["over"] or "")
    return Count(units()[found["unit"]], found["unit"], found.end(), bound)


def bound_before(text: str, start: int, limit: int) -> tuple[int, Bound | None]:
    """Where a number with its 約 starts, and what that says."""
    match = _before().search(text, max(limit, start - _LONGEST_WORD), start)
    return (match.start(), bound_words("before")[match["word"]]) if match else (start, None)


def bound_after(text: str, end: int) -> tuple[int, Bound | None]:
    """Where a number with its 以下 ends, and what that says."""
    match = _after().match(text, end)
    return (match.end(), bound_words("after")[match["word"]]) if match else (end, None)


def _is_plain(text: str, token: Token) -> bool:
    """Whether a token is a whole number in digits, as one counts with."""
    printed = text[token.start : token.end]
    return (
        token.kind is TokenKind.NUMBER
        and token.value is not None
        and token.value > 0
        and token.value == int(token.value)
        and not printed.startswith(("0", "０"))
        and not set(printed) & set(KANJI_NUMERALS)
    )


@cache
def _known_unit() -> re.Pattern[str]:
    return re.compile(rf"[ 　]?(?P<over>余り?|超)?[ 　]?(?P<unit>{unit_pattern()})")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{any_bound('before')})[ 　]?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ 　]?(?:の)?(?P<word>{any_bound('after')})(?!化)")
