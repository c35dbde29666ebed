"""What a quantity is of, in the words around it: 募集定員916人, 24時間の監視体制, 11回開催."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.narrative.number_data import Unit, UnitKind

NOUN = r"[一-鿿々〆ヵヶァ-ヺー・A-Za-zＡ-Ｚａ-ｚ]"
# Words between a subject and its number that are no part of it.
_LEADING = r"(?:全|計|合計|総計|総数|総勢|延べ|のべ|各|他|ほか|等|など|毎)"
_GAP = rf"(?:{_LEADING}|[ 　：:・])*"
_ONLY_LEADING = re.compile(_GAP)
_NEXT_BEFORE = re.compile(rf"(?P<noun>{NOUN}+?){_GAP}$")
_OVER_PARTICLE = re.compile(rf"(?P<noun>{NOUN}+?)(?:等|など)?(?:は|が|を|も|に|で|へ|と|の|には|では)[、 　]?{_GAP}$")
_NEXT_AFTER = re.compile(rf"[ 　]?(?P<noun>{NOUN}{{2,}})")
_AFTER_OF = re.compile(rf"[ 　]?の[ 　]?(?P<noun>{NOUN}+)")
_AFTER_PARTICLE = re.compile(rf"[ 　]?(?:で|を)[ 　]?(?P<noun>{NOUN}{{2,}})")
_ANY = re.compile(rf"{NOUN}{{2,}}")
_SEARCHED = 80  # characters on either side
_RESTRICTING = re.compile("を除|以外の|を含|のない|を有|を持")  # quick to look for
# 自営網を除く29都道府県の通信回線: not of all of them. A list belongs to it where it begins its clause.
_RESTRICTION = re.compile(
    rf"(?P<words>(?:(?:^|(?<=[、。（(「]))(?:{NOUN}+(?:、|及び|並びに|又は|や))+)?{NOUN}+(?:等|など)?"
    rf"(?:を除く|を除いた|以外の|を含む|を含めた|のない|を有する|を有しない|を持つ|を持たない)){_GAP}$"
)
# What is left of a date or of a bound is the subject of nothing.
_NO_SUBJECT = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦)?(?:同|当|翌|毎|前|本|今)?[年月週日時分度期末間以上下内中]*"
)


def find_subject(text: str, start: int, end: int, unit: Unit, printed_unit: str) -> str:
    """The subject of the quantity at [start, end), never empty.

    The numbers of `text` are blanked with their units, so that none of these is taken for a subject.
    """
    before, after = text[max(0, start - _SEARCHED) : start], end
    restricted = _restricted(before, text, after, unit, printed_unit)
    if restricted is not None:
        return restricted
    subjects: Iterator[str | None]
    match unit.kind:
        case UnitKind.THING:
            subjects = iter((_long(_noun(_NEXT_BEFORE.search(before))), printed_unit))
        case UnitKind.EVENT:
            subjects = iter(
                (
                    _noun(_NEXT_AFTER.match(text, after)),
                    _noun(_NEXT_BEFORE.search(before)),
                    _noun(_AFTER_OF.match(text, after)),
                    _noun(_OVER_PARTICLE.search(before)),
                    _noun(_AFTER_PARTICLE.match(text, after)),
                )
            )
        case UnitKind.COUNTER:
            subjects = iter(
                (
                    _noun(_NEXT_BEFORE.search(before)),
                    _noun(_AFTER_OF.match(text, after)),
                    _noun(_OVER_PARTICLE.search(before)),
                    _noun(_AFTER_PARTICLE.match(text, after)),
                    _noun(_NEXT_AFTER.match(text, after)),
                )
            )
    found = next((subject for subject in subjects if subject), None)
    return found or _nearest(text[max(0, start - _SEARCHED) : start], text[after : after + _SEARCHED]) or printed_unit


def _restricted(before: str, text: str, after: int, unit: Unit, printed_unit: str) -> str | None:
    """What is counted with what restricts it: the noun before the number or its unit, and of what it is counted."""
    if _RESTRICTING.search(before) is None:
        return None
    noun = _NEXT_BEFORE.search(before)
    if noun is not None and _ONLY_LEADING.fullmatch(noun["noun"]):  # 全6の拠点
        noun = None
    of_what = _AFTER_OF.match(text, after)
    restriction = _RESTRICTION.search(before[: noun.start()] if noun else before)
    if restriction is None:
        return None
    if noun is not None:
        return restriction["words"] + noun["noun"]
    if unit.kind is UnitKind.THING:
        return restriction["words"] + printed_unit + (f"の{of_what['noun']}" if of_what else "")
    return restriction["words"] + (of_what["noun"] if of_what else printed_unit)


def _noun(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    noun = match["noun"].strip("・")
    return None if _ONLY_LEADING.fullmatch(noun) or _NO_SUBJECT.fullmatch(noun) else noun


def _long(noun: str | None) -> str | None:
    return noun if noun and len(noun) > 1 else None


def _nearest(before: str, after: str) -> str | None:
    """The last noun before the quantity in its sentence, else the first one after it."""
    nouns = [
        *reversed(_ANY.findall(before.rpartition("。")[2])),
        *_ANY.findall(after.partition("。")[0]),
        *reversed(_ANY.findall(before)),
    ]
    return next((noun for noun in nouns if _NO_SUBJECT.fullmatch(noun) is None), None)
