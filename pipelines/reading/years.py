"""A year as it is printed, by era (平成27, 令和元, R5, 平成二十七), in western digits, or both: 2019（令和元）."""

from __future__ import annotations

import re

from japanera import ERA_DATA_GENERAL, Era

# The modern eras; earlier ones cannot occur in an agency's materials and would match ordinary words.
ERAS: dict[str, Era] = {
    era.kanji: era for era in ERA_DATA_GENERAL if era.kanji in {"明治", "大正", "昭和", "平成", "令和"}
}
_LETTERS = dict(zip("MTSHR", ERAS, strict=True))
_KANJI = {character: value for value, character in enumerate("〇一二三四五六七八九")}
NUMBER = r"(?:元|\d{1,2}(?!\d)|[〇一二三四五六七八九十]{1,3})"
_NAMED = rf"(?:(?:{'|'.join(ERAS)}|(?<![A-Za-z])[{''.join(_LETTERS)}]\.?){NUMBER}|(?<!\d)(?:19|20)\d\d(?!\d))"
# One printing of a year, or two of the same one, with or without 年 or 年度 between; over compact text.
YEAR = rf"(?:{_NAMED}(?:年度?)?\({_NAMED}(?:年度?)?\)|{_NAMED})"
_ONE = re.compile(
    rf"(?:(?P<era>{'|'.join(ERAS)})|(?P<letter>[{''.join(_LETTERS)}])\.?)(?P<number>{NUMBER})|(?P<western>(?:19|20)\d\d)"
)
_TWICE = re.compile(rf"{_NAMED}(?:年度?)?\({_NAMED}(?:年度?)?\)")
_LATEST = 2100  # a later one is a slip of the pen or of the reading


def year_of(printed: str) -> int | None:
    """The year that a printing names; None where its two printings disagree, or no one plans so far."""
    years = {_year(match) for match in _ONE.finditer(printed)}
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and year <= _LATEST else None


def with_single_years(words: str) -> str:
    """A compact text with each year that is printed twice, 2019（令和元）, once: 2019."""
    return _TWICE.sub(_once, words)


def _once(match: re.Match[str]) -> str:
    year = year_of(match[0])
    return match[0] if year is None else f"{year}{'年度' if '年度' in match[0] else ''}"


def years_of_number(number: str) -> list[int]:
    """The years that a number without its era (27, 元) may be, one for each era."""
    count = to_number(number)
    return [int(era.since.year) + count - 1 for era in ERAS.values()]


def to_number(printed: str) -> int:
    """27 for 27, 二十七 or 二七; 1 for 元."""
    if printed == "元":
        return 1
    if printed.isdecimal():
        return int(printed)
    tens, has_tens, ones = printed.rpartition("十")
    if not has_tens:
        return int("".join(str(_KANJI[character]) for character in printed))
    return (to_number(tens) if tens else 1) * 10 + (to_number(ones) if ones else 0)


def _year(match: re.Match[str]) -> int:
    if match["western"]:
        return int(match["western"])
    era = ERAS[match["era"] or _LETTERS[match["letter"]]]
    return int(era.since.year) + to_number(match["number"]) - 1
