"""In what amounts count, as titles, captions, headers and notes print it: (単位：千円), （百万円）, 金額（百万円）."""

from __future__ import annotations

import re

from pipelines.reading.characters import compact

# What stands before 円, and the unit in yen.
SCALES = {
    None: 1,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "億": 100_000_000,
    "十億": 1_000_000_000,
    "百億": 10_000_000_000,
    "兆": 1_000_000_000_000,
}
DEFAULT_UNIT_YEN = 1_000
_IN_DIGITS = {
    "1,000": "千",
    "1000": "千",
    "10,000": "万",
    "100万": "百万",
    "1,000,000": "百万",
    "1百万": "百万",
    "1千": "千",
}
_SCALE = "|".join(sorted((re.escape(word) for word in (*_IN_DIGITS, *filter(None, SCALES))), key=len, reverse=True))
# 円 of itself, and not of something: 円/人, 円未満, 円滑.
_YEN = rf"(?P<scale>{_SCALE})?円(?![/／]?[人件回月日]|当|以[上下]|滑|形|周)"
_STATED = re.compile(rf"(?:金額の?)?単位(?:は|[:;・=/、.-])?(?:[^\d円()]{{1,6}}[、,・/])?{_YEN}")
_OF_UNIT = re.compile(rf"{_YEN}単位")
_BRACKETED = re.compile(rf"[(\[〔【<《]{_YEN}(?:[、,・/][^()\[\]]{{1,6}})?[)\]〕】>》]")
_ALONE = re.compile(rf"(?=.{{2}}){_YEN}")
# What begins a note; and what may stand before a unit that a note states for its own table.
_NOTE = re.compile(r"[※*＊]|[(【]?(?:注|備考|なお|参考)")
_NOTE_MARK = re.compile(r"[※*＊()【】注記:.、\d]*(?:本表の|表中の|この表の)?(?:金額の?|計数の?)?")
# What may follow it: (単位：千円、％), 単位は千円である。
_REST = re.compile(r"(?:[、,・/(;].{0,20}|(?:である|です|とする|で表示.{0,6}|未満.{0,12})。?)?")
_ENCLOSING = "()[]〔〕【】<>《》"
_LONGEST_TITLE = 40


def find_unit(text: str, *, is_title: bool = True) -> int | None:
    """The unit in yen that a title, caption or header such as (単位：千円) states; None where it states none.

    A note or a sentence states one only where it says no more: 概要（単位：百万円）とは一致しない is of another.
    """
    words = compact(text)
    if "円" not in words:
        return None
    is_title = is_title and _NOTE.match(words) is None
    for pattern in (_STATED, _BRACKETED, _OF_UNIT, _ALONE):
        for match in pattern.finditer(words):
            before, after = words[: match.start()].strip(_ENCLOSING), words[match.end() :].strip(_ENCLOSING)
            is_own = _NOTE_MARK.fullmatch(before) is not None
            is_own = is_own or (is_title and len(before) <= _LONGEST_TITLE and not set(before) & set("、。"))
            if (
                _REST.fullmatch(after)
                and "円" not in after
                and _STATED.search(before) is None  # (単位：千円)（単位：百万円): which of them?
                and (is_own if pattern is not _ALONE else not before + after)
            ):
                return _yen(match)
    return None


def unit_name(unit_yen: int) -> str:
    """千円 for 1000."""
    return next((f"{scale or ''}円" for scale, unit in SCALES.items() if unit == unit_yen), f"{unit_yen:,}円")


def _yen(match: re.Match[str]) -> int:
    scale = match["scale"]
    return SCALES[_IN_DIGITS.get(scale, scale)]
