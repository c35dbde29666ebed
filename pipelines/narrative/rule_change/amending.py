"""One amending sentence → its clauses, without the words that follow on the lines below it (see clauses)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.narrative.model import ClauseAction
from pipelines.narrative.rule_change.grammar import QUOTATIONS, Phrase, read_phrases
from pipelines.narrative.rule_change.numbering import NUMBER, to_arabic
from pipelines.narrative.rule_change.places import Place, resolve_place, resolve_places
from pipelines.narrative.rule_change.quotes import Masked, mask

_UNIT_LEVELS = {"号": "item", "項": "paragraph", "条": "article"}
_LEVELS = ("article", "paragraph", "item")
_ARTICLE = re.compile(rf"第{NUMBER}条")
_NEEDS_LINES = {Phrase.ADD, Phrase.REWRITE}


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause before it is numbered. `added` is how many units the lines below add, `unit` their level."""

    action: ClauseAction
    place: Place
    printed_text: str
    last_number: str | None = None
    old_text: str | None = None
    new_text: str | None = None
    moved_to: str | None = None
    awaits_lines: bool = False
    added: int = 1
    unit: str = ""


class NotUnderstoodError(Exception):
    """A phrase refers to a place that was not named, or says what cannot be."""


@dataclass(slots=True)
class SentenceReader:
    """Reads amending sentences in order, and knows which place was named last (同条, 同項, 同号)."""

    last: Place | None = None
    _scopes: tuple[Place, ...] = ()
    _drafts: list[Draft] = field(default_factory=list)
    _names_articles: bool = False

    def read(self, sentence: str) -> tuple[tuple[Draft, ...], bool]:
        """The sentence's clauses, and whether all of it was understood."""
        masked = mask(sentence)
        phrases, complete = read_phrases(masked.text)
        self._drafts, self._scopes = [], ()
        self._names_articles = self._names_articles or _ARTICLE.search(masked.text) is not None
        awaiting = [phrase for phrase, _ in phrases if phrase in _NEEDS_LINES]
        start = 0
        try:
            if len(awaiting) > 1:
                raise NotUnderstoodError
            for phrase, match in phrases:
                printed = masked.printed(start, match.end())
                self._read_phrase(phrase, match, masked, printed)
                if phrase is not Phrase.SCOPE:
                    start = match.end() + 1
        except NotUnderstoodError:
            complete = False
        if not complete:
            self.last = None  # 同条 in what follows may mean a place in what was not understood
        return tuple(self._drafts), complete

    def _read_phrase(self, phrase: Phrase, match: re.Match[str], masked: Masked, printed: str) -> None:
        if "places" in match.groupdict():
            places = self._resolve(match["places"], is_scope=phrase is Phrase.SCOPE)
        quotations = [masked.quotation(mark) for mark in QUOTATIONS.findall(match[0])]
        match phrase:
            case Phrase.SCOPE:
                self._scopes = places
            case Phrase.REPLACE_WORDS:
                pairs = zip(quotations[::2], quotations[1::2], strict=True)
                self._words(ClauseAction.REPLACE, list(pairs), printed)
            case Phrase.INSERT_WORDS:
                pairs = zip(quotations[::2], quotations[1::2], strict=True)
                self._words(ClauseAction.INSERT, list(pairs), printed)
            case Phrase.DELETE_WORDS:
                self._words(ClauseAction.DELETE, [(words, None) for words in quotations], printed)
            case Phrase.RENUMBER:
                self._renumber(places[0], match["to"], printed)
            case Phrase.SHIFT:
                self._shift(places, match, printed)
            case Phrase.ADD:
                self._add(places[0], match, printed)
            case Phrase.REWRITE:
                self._drafts += [Draft(ClauseAction.REWRITE, place, printed, awaits_lines=True) for place in places]
            case Phrase.REWRITE_HEADING:
                self._rewrite_heading(places, quotations[0], printed)
            case Phrase.DELETE:
                self._drafts += [Draft(ClauseAction.DELETE, place, printed) for place in places]

    def _resolve(self, text: str, *, is_scope: bool) -> tuple[Place, ...]:
        is_relative = text.startswith("第") and "条" not in re.split("、|及び|並びに|から", text)[0]
        if is_relative and len({(scope.article, scope.paragraph) for scope in self._scopes}) > 1 and not is_scope:
            raise NotUnderstoodError  # 第3条及び第5条中第2号を…: which of them
        if is_relative and not self._drafts and not self._scopes and self.last and self.last.article:
            raise NotUnderstoodError  # a sentence that begins with 第2項 after articles were named
        places = resolve_places(text, self.last)
        if not places or (self._names_articles and any(place.article is None for place in places)):
            raise NotUnderstoodError
        if not is_relative and not is_scope:
            self._scopes = ()
        self.last = places[-1]
        return places

    def _words(self, action: ClauseAction, pairs: list[tuple[str, str | None]], printed: str) -> None:
        if not self._scopes or not all(old for old, _ in pairs):
            raise NotUnderstoodError
        self._drafts += [
            Draft(action, scope, printed, old_text=old, new_text=new) for scope in self._scopes for old, new in pairs
        ]

    def _renumber(self, place: Place, target: str, printed: str) -> None:
        to = resolve_place(target, place)
        if to is None or to.level != place.level or to.number is None or place.is_heading:
            raise NotUnderstoodError
        if place.level != "article" and to.parent != place.parent:
            raise NotUnderstoodError  # moved into another article: no number says that
        self._drafts.append(Draft(ClauseAction.RENUMBER, place, printed, moved_to=to.number))
        self.last = to

    def _shift(self, places: tuple[Place, ...], match: re.Match[str], printed: str) -> None:
        by = int(to_arabic(match["by"])) * (1 if match["way"] == "下げ" else -1)
        if any(place.level != _UNIT_LEVELS[match["unit"]] or not _is_plain(place, by) for place in places):
            raise NotUnderstoodError
        numbers = [int(place.number or 0) for place in places]
        is_run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if places[0].level == "item" and is_run and len({place.parent for place in places}) == 1:
            last = places[-1].number if len(places) > 1 else None
            moved_to = str(numbers[0] + by)
            self._drafts.append(Draft(ClauseAction.RENUMBER, places[0], printed, last, moved_to=moved_to))
            return
        self._drafts += [
            Draft(ClauseAction.RENUMBER, place, printed, moved_to=str(number + by))
            for place, number in zip(places, numbers, strict=True)
        ]

    def _add(self, place: Place, match: re.Match[str], printed: str) -> None:
        unit = _UNIT_LEVELS[match["unit"]]
        around = place.parent if match["where"] else place
        fits = place.level == unit if match["where"] else _LEVELS.index(place.level) < _LEVELS.index(unit)
        if not fits or place.is_heading:
            raise NotUnderstoodError
        added = int(to_arabic(match["count"]))
        self._drafts.append(
            Draft(ClauseAction.ADD, around, printed, awaits_lines=True, added=added, unit=unit),
        )

    def _rewrite_heading(self, places: tuple[Place, ...], heading: str, printed: str) -> None:
        if not all(place.is_heading for place in places):
            raise NotUnderstoodError
        self._drafts += [Draft(ClauseAction.REWRITE, place, printed, new_text=heading) for place in places]


def _is_plain(place: Place, by: int) -> bool:
    return (place.number or "").isdecimal() and int(place.number or 0) + by > 0 and not place.is_heading
