"""Where a clause acts: 第3条第1項第5号, 同項, 第三条の見出し, lists and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipelines.narrative.rule_change.numbering import NUMBER, numbers_between, to_arabic

_ARTICLE = rf"(?:第{NUMBER}条(?:の{NUMBER}(?!部))*|同条)"
_PARAGRAPH = rf"(?:第{NUMBER}項|同項)"
_ITEM = rf"(?:(?:第{NUMBER}号(?:の{NUMBER})*|同号)(?:[ア-ン](?![ァ-ヴー]))?)"
PLACE = rf"(?:{_ARTICLE}(?:の見出し)?{_PARAGRAPH}?{_ITEM}?|{_PARAGRAPH}{_ITEM}?|{_ITEM})"
_SPAN = rf"{PLACE}(?:から{PLACE}まで)?"
PLACES = rf"{_SPAN}(?:(?:、|及び|並びに){_SPAN})*"

_NAMED = re.compile(rf"(?P<article>{_ARTICLE})?(?P<heading>の見出し)?(?P<paragraph>{_PARAGRAPH})?(?P<item>{_ITEM})?")
_SPANS = re.compile(rf"(?P<first>{PLACE})(?:から(?P<last>{PLACE})まで)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a rule. The finest number given is the unit: item, else paragraph, else article."""

    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    is_heading: bool = False

    @property
    def level(self) -> str:
        """What the place names: item, paragraph or article."""
        return "item" if self.item else "paragraph" if self.paragraph else "article"

    @property
    def number(self) -> str | None:
        """The number of the unit."""
        return self.item or self.paragraph or self.article

    @property
    def parent(self) -> Place:
        """The place around it."""
        if self.item:
            return Place(self.article, self.paragraph)
        return Place(self.article) if self.paragraph else Place()

    def numbered(self, number: str) -> Place:
        """The same unit with another number."""
        match self.level:
            case "item":
                return replace(self, item=number)
            case "paragraph":
                return replace(self, paragraph=number)
            case _:
                return replace(self, article=number)


def resolve_place(text: str, last: Place | None) -> Place | None:
    """The place that `text` names when `last` was named before; None where it refers to nothing known."""
    match = _NAMED.fullmatch(text)
    if match is None:
        return None
    article, paragraph, item = match["article"], match["paragraph"], match["item"]
    around = last or Place()
    if "同条" in text and around.article is None:
        return None
    if paragraph == "同項" and around.paragraph is None:
        return None
    if item and item.startswith("同号") and around.item is None:
        return None
    keeps_paragraph = paragraph == "同項" or (article is None and paragraph is None)
    return Place(
        around.article if article in {None, "同条"} else _article_number(article),
        around.paragraph if keeps_paragraph else paragraph and to_arabic(paragraph[1:-1]),
        item and _item_number(item, around.item or ""),
        match["heading"] is not None,
    )


def resolve_places(text: str, last: Place | None) -> tuple[Place, ...] | None:
    """All places of a list (第3条、第5条及び第7条第2項; 第3号から第6号まで), in order; None where one is unclear."""
    places: list[Place] = []
    for match in _SPANS.finditer(text):
        first = resolve_place(match["first"], places[-1] if places else last)
        if first is None:
            return None
        places.append(first)
        if match["last"]:
            end = resolve_place(match["last"], first)
            if end is None or end.parent != first.parent or end.level != first.level:
                return None
            numbers = numbers_between(first.number or "", end.number or "")
            if numbers is None:
                return None
            places += [first.numbered(number) for number in numbers[1:]]
    return tuple(places)


def _article_number(text: str | None) -> str:
    return to_arabic((text or "").removeprefix("第").replace("条", ""))


def _item_number(text: str, last_item: str) -> str:
    if text.startswith("同号"):
        return last_item + text[2:]
    number, _, rest = text.removeprefix("第").partition("号")
    kana = rest[-1] if rest and "ア" <= rest[-1] <= "ン" else ""
    return to_arabic(number + rest.removesuffix(kana)) + kana
