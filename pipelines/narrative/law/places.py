"""Places in a law as they are cited: 第三条の二第1項第4号, 附則第2条, 別表第1, 同条第2項, lists and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipelines.narrative.law_reference import LawPlace
from pipelines.narrative.rule_change.numbering import NUMBER, to_arabic

_ARTICLE = rf"(?:附則)?第{NUMBER}条(?:の{NUMBER}(?![部分割件名人年月日時か]))*|[同前次本]条|この条"
_ANNEX = rf"別表(?:第?{NUMBER})?(?:の{NUMBER})*|附則(?=第{NUMBER}項)"
_PARAGRAPH = rf"第{NUMBER}項|[同前次本]項|この項"
_ITEM = rf"第{NUMBER}号(?:の{NUMBER}(?![部分割件名人年月日時か]))*(?:[ア-ン](?![ァ-ヴー]))?|[同前次本]号|この号"
PLACE = re.compile(
    rf"(?:(?P<article>{_ARTICLE}|{_ANNEX})(?P<paragraph>{_PARAGRAPH})?(?P<item>{_ITEM})?"
    rf"|(?P<lone_paragraph>{_PARAGRAPH})(?P<lone_item>{_ITEM})?|(?P<only_item>{_ITEM}))"
)
# What joins places of one law: 第9条及び第24条, 第3条から第5条まで, 第10条第1項中第2号.
JOINT = re.compile(r"(?:及び|並びに|又は|若しくは|かつ|まで|・|、|と|中|の規定(?:中|及び)?)+")
RANGE = re.compile(r"(?:から|～|~|-|ないし|乃至)")
_BARE = re.compile(r"第|条|項|号")
_RELATIVE = re.compile(r"[同前次本こ]")


@dataclass(frozen=True, slots=True)
class Around:
    """Where a text that cites stands itself (the provision), and the place that was cited last."""

    own: LawPlace | None = None
    last: LawPlace | None = None


def resolve(match: re.Match[str], around: Around) -> LawPlace:
    """The place that is named; what it leaves out is that of the place before it, or of the provision it stands in."""
    article, paragraph, item = match["article"], match["paragraph"], match["item"]
    if article is not None:
        return LawPlace(_article(article, around), _paragraph(paragraph, around), _item(item, around))
    base = around.last or around.own or LawPlace()
    own = around.own or LawPlace()
    if match["lone_paragraph"] is not None:
        printed = match["lone_paragraph"]
        article = own.article if printed[0] in "前次本こ" else base.article
        return LawPlace(article, _paragraph(printed, around), _item(match["lone_item"], around))
    printed = match["only_item"]
    base = own if printed[0] in "前次本こ" else base
    return LawPlace(base.article, base.paragraph, _item(printed, around))


def through(first: LawPlace, end: LawPlace) -> LawPlace:
    """A range from one place to another."""
    return replace(first, last=end.item or end.paragraph or end.article)


def is_relative(match: re.Match[str]) -> bool:
    """Whether the place is named by words alone (同項, この号), without any number."""
    return not re.search(NUMBER, match[0]) or "第" not in match[0]


def names_article(match: re.Match[str]) -> bool:
    """Whether it says in which article, if only by 同条."""
    return match["article"] is not None


def _article(printed: str, around: Around) -> str | None:
    match printed:
        case "同条":
            return around.last.article if around.last else None
        case "本条" | "この条":
            return around.own.article if around.own else None
        case "前条" | "次条":
            return None  # which one that is depends on branch numbers (条の2)
        case _ if printed.startswith("別表"):
            number = printed.removeprefix("別表").removeprefix("第")
            return f"別表第{to_arabic(number)}" if number else "別表"
        case "附則":
            return "附則"
        case _:
            supplement = "附則" if printed.startswith("附則") else ""
            return supplement + to_arabic(_BARE.sub("", printed.removeprefix("附則")))


def _paragraph(printed: str | None, around: Around) -> str | None:
    if printed is None:
        return None
    if not _RELATIVE.match(printed):
        return to_arabic(_BARE.sub("", printed))
    if printed == "同項":
        return around.last.paragraph if around.last else None
    own = around.own.paragraph if around.own else None
    if own is None or not own.isdecimal():
        return None
    shift = {"前": -1, "次": 1}.get(printed[0], 0)
    return str(int(own) + shift) if int(own) + shift > 0 else None


def _item(printed: str | None, around: Around) -> str | None:
    if printed is None:
        return None
    if not _RELATIVE.match(printed):
        kana = printed[-1] if "ア" <= printed[-1] <= "ン" else ""
        return to_arabic(_BARE.sub("", printed.removesuffix(kana))) + kana
    if printed == "同号":
        return around.last.item if around.last else None
    if printed in ("本号", "この号"):
        return around.own.item if around.own else None
    return None  # 前号, 次号: which one that is depends on branch numbers (号の2)
