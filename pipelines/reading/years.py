"""A year as it is printed, by era (平成27, 令和元, R5, 平成廿七), in western digits (2015, 二〇一五), or both."""

from __future__ import annotations

import re

from japanera import ERA_DATA_GENERAL, Era

# The modern eras; earlier ones cannot occur in an agency's materials and would match ordinary words.
ERAS: dict[str, Era] = {
    era.kanji: era for era in ERA_DATA_GENERAL if era.kanji in {"明治", "大正", "昭和", "平成", "令和"}
}
_LETTERS = dict(zip("MTSHR", ERAS, strict=True))
_SHORT = {"昭": "昭和", "平": "平成", "令": "令和"}
_KANJI = {character: value for value, character in enumerate("〇一二三四五六七八九")}
# Other forms of the same numerals: those of deeds and of old texts, and circles for nil.
_PLAIN = str.maketrans(
    {"零": "〇", "○": "〇", "◯": "〇", "壱": "一", "弐": "二", "参": "三", "拾": "十"}
) | str.maketrans({"廿": "二十", "卄": "二十", "卅": "三十"})
_DIGIT = "〇零○◯一二三四五六七八九壱弐参"
_NUMERAL = f"{_DIGIT}十拾廿卄卅"
NUMBER = rf"(?:元|\d{{1,2}}(?!\d)|[{_NUMERAL}]{{1,3}})"
# Digits of both kinds in one year: 平成二7年度.
_MIXED = rf"(?:\d[{_DIGIT}]|[{_NUMERAL}]{{1,2}}\d)(?=年|[()]|(?:事業|会計|営業)年度)"
_ERA_NUMBER = rf"(?:{_MIXED}|{NUMBER})"
_WESTERN = (
    rf"(?:(?<!\d)(?:19|20)\d\d(?!\d)"
    rf"|(?<![\d{_NUMERAL}])(?:[一1][九9]|[二2][0〇零○◯])[\d{_DIGIT}]{{2}}(?![\d{_NUMERAL}千百])"
    rf"|(?<![{_NUMERAL}])二千[{_NUMERAL}]{{0,3}}(?=年)|['’‘′]\d\d(?=年))"
)
_ERA = rf"(?:{'|'.join(ERAS)}|(?<![A-Za-z])[{''.join(_LETTERS)}]\.?|(?<![一-鿿々])[{''.join(_SHORT)}])"
_NAMED = rf"(?:{_ERA}{_ERA_NUMBER}|{_WESTERN})"
# One printing of a year, or two of the same one, with or without 年 or 年度 between; over compact text.
YEAR = rf"(?:{_NAMED}(?:年度?)?\({_NAMED}(?:年度?)?\)|{_NAMED})"
_ONE = re.compile(
    rf"(?P<era>{_ERA})(?P<number>\d[{_DIGIT}]|[{_NUMERAL}]{{1,2}}\d|{NUMBER})|(?P<western>['’‘′]?[\d{_NUMERAL}千]+)"
)
_TWICE = re.compile(rf"{_NAMED}(?:年度?)?\({_NAMED}(?:年度?)?\)")
_SHORTENED_FROM = 60  # '60 is 1960, '59 is 2059
_LATEST = 2100  # a later one is a slip of the pen or of the reading


def year_of(printed: str) -> int | None:
    """The year that a printing names; None where its two printings disagree, or no one plans so far."""
    years = {_year(match) for match in _ONE.finditer(printed)}
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and year <= _LATEST else None


def is_western(printed: str) -> bool:
    """Whether a year is printed, at least first, without an era."""
    match = _ONE.match(printed)
    return match is not None and match["western"] is not None


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
    """27 for 27, 二十七, 廿七, 二七 or 二7; 1 for 元."""
    printed = printed.translate(_PLAIN)
    if printed == "元":
        return 1
    tens, has_tens, ones = printed.rpartition("十")
    if not has_tens:
        return int("".join(str(_KANJI.get(character, character)) for character in printed))
    return (to_number(tens) if tens else 1) * 10 + (to_number(ones) if ones else 0)


def _year(match: re.Match[str]) -> int:
    if match["western"]:
        return _western(match["western"])
    era = ERAS[_era_name(match["era"])]
    return int(era.since.year) + to_number(match["number"]) - 1


def _era_name(printed: str) -> str:
    return _LETTERS.get(printed[0]) or _SHORT.get(printed, printed)


def _western(printed: str) -> int:
    if printed.startswith("二千"):
        return 2000 + (to_number(printed[2:]) if printed[2:] else 0)
    if len(printed) == 3:
        short = int(printed[1:])
        return short + (1900 if short >= _SHORTENED_FROM else 2000)
    return to_number(printed)
