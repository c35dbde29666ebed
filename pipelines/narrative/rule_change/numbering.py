"""Numbers of articles, paragraphs and items: 第三条の二 → "3の2", (1)～(3) → 1, 2, 3. Nothing of places or texts."""

from __future__ import annotations

import re

from pipelines.reading.characters import compact

NUMBER = r"(?:\d{1,4}|[〇一二三四五六七八九十百千]{1,8})"  # no rule counts further
_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI = re.compile(rf"[{_DIGITS}十百千]+")
_KANJI_DATE = re.compile(rf"[{_DIGITS}十百千]+(?=[年月日])")
_RANGE = re.compile(r"(?P<first>\d+)～(?P<last>\d+)")
_KANA = re.compile(r"[ア-ン].*$")
_LONGEST_RANGE = 500  # no article has more items: a longer range is a misprint


def to_arabic(number: str) -> str:
    """十二 → 12, 二〇 → 20, ０３ → 3, 三の二 → 3の2."""
    return "の".join(_arabic(part) for part in compact(number).split("の"))


def dates_in_arabic(text: str) -> str:
    """平成二十七年四月一日 → 平成27年4月1日; other numerals stay."""
    return _KANJI_DATE.sub(lambda match: _arabic(match[0]), text)


def numbers_between(first: str, last: str) -> tuple[str, ...] | None:
    """All numbers from `first` to `last`, both included; None where that is no range of plain numbers."""
    if not (first.isdecimal() and last.isdecimal()):
        return None
    start, end = int(first), int(last)
    if not start < end <= start + _LONGEST_RANGE:
        return None
    return tuple(str(number) for number in range(start, end + 1))


def expand(number: str | None) -> tuple[str, ...]:
    """The single numbers that a printed number stands for: "1～3" → 1, 2, 3; "5・6" → 5, 6; None → one blank."""
    if number is None:
        return ("",)
    match = _RANGE.fullmatch(number)
    if match:
        return numbers_between(match["first"], match["last"]) or (match["first"], match["last"])
    return tuple(number.split("・"))


def without_kana(item: str) -> str:
    """The item that holds a subdivision: 4イ → 4."""
    return _KANA.sub("", item)


def _arabic(number: str) -> str:
    if number.isdecimal():
        return number.lstrip("0") or "0"
    if not _KANJI.fullmatch(number):
        return number
    if not any(unit in number for unit in _UNITS):
        return "".join(str(_DIGITS.index(digit)) for digit in number)
    total, digit = 0, 0
    for character in number:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.index(character)
    return str(total + digit)
