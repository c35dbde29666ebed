"""What the comparison table changes or marks and no clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.narrative.model import ArticleText, ClauseCheck
from pipelines.narrative.rule_change.applying import Entry, Key, new_entries, old_entries
from pipelines.narrative.rule_change.checks import Comparison
from pipelines.narrative.rule_change.difference import Step, word_steps
from pipelines.narrative.rule_change.numbering import NUMBER, to_arabic
from pipelines.narrative.rule_change.statements import Statement
from pipelines.narrative.rule_change.wording import place_name, quoted
from pipelines.reading.characters import compact

_ARTICLE = re.compile(rf"第({NUMBER}条(?:の{NUMBER})*)")


@dataclass(frozen=True, slots=True)
class Unread:
    """The articles that sentences which were not understood may change; all of them, where one names none."""

    articles: frozenset[str]
    is_any: bool

    def verdict(self, article: str) -> bool | None:
        """What a difference that no clause makes amounts to: None where a sentence not understood may make it."""
        return None if self.is_any or article in self.articles else False


def read_unread(statements: Sequence[Statement]) -> Unread:
    """Which articles the statements name."""
    named = [_ARTICLE.findall(compact(statement.text)) for statement in statements]
    articles = frozenset(to_arabic(one.replace("条", "")) for ones in named for one in ones)
    return Unread(articles, any(not ones for ones in named))


def check_table(comparison: Comparison, provisions: Sequence[ArticleText], unread: Unread) -> Iterator[ClauseCheck]:
    """A check that fails for each difference or mark without a clause, or one that holds if there is none."""
    if not provisions:
        return
    found = [
        *_differences(comparison, unread),
        *_marks(provisions, unread),
        *_printed_twice(provisions),
    ]
    yield from found
    if not found:
        count = len(provisions)
        expectation = f"Each difference in the comparison table's {count} provisions is one that a clause makes."
        yield ClauseCheck(0, expectation, True, provisions[0].first_line)


def _differences(comparison: Comparison, unread: Unread) -> Iterator[ClauseCheck]:
    for key in {**comparison.expected, **comparison.new}:
        if comparison.outcome(key) is not False:
            continue
        expected, printed = comparison.expected.get(key), comparison.new.get(key)
        place = place_name(key.article, key.paragraph, key.item, is_heading=key.is_heading)
        line = next(entry.line for entry in (printed, expected) if entry is not None)
        for expectation in _missing_clauses(expected, printed, place):
            yield ClauseCheck(0, expectation, unread.verdict(key.article), line)


def _missing_clauses(expected: Entry | None, printed: Entry | None, place: str) -> Iterator[str]:
    if expected is None:
        yield f"A clause adds {place}."
    elif printed is None:
        yield f"A clause takes {place} away."
    else:
        for step in word_steps(expected.text or "", printed.text or ""):
            if step.operation == "insert":
                yield f"A clause inserts {quoted(step.new_words)} in {place}."
            elif step.operation == "delete":
                yield f"A clause takes {quoted(step.old_words)} out of {place}."
            elif step.operation == "replace":
                yield f"A clause makes {quoted(step.new_words)} of {quoted(step.old_words)} in {place}."


def _marks(provisions: Sequence[ArticleText], unread: Unread) -> Iterator[ClauseCheck]:
    """Marked words at which the two texts do not differ. Words that both sides mark are only emphasised."""
    for one in provisions:
        if one.is_abridged or one.new_text is None or one.old_text is None:
            continue
        new_marks = [compact(words) for words in one.new_underlined]
        old_marks = [compact(words) for words in one.old_underlined]
        steps = list(word_steps(compact(one.old_text), compact(one.new_text)))
        sides = (
            (new_marks, old_marks, compact(one.new_text), _changed(steps, is_new=True)),
            (old_marks, new_marks, compact(one.old_text), _changed(steps, is_new=False)),
        )
        place = place_name(one.article_number, one.paragraph_number, one.item_number, is_heading=one.is_heading)
        for marks, other_marks, text, changed in sides:
            for mark in marks:
                is_emphasis = any(mark in other or (other and other in mark) for other in other_marks)
                if not is_emphasis and not _touches(mark, text, changed):
                    expectation = f"A clause changes {quoted(mark)}, which is marked in {place}."
                    yield ClauseCheck(0, expectation, unread.verdict(one.article_number or ""), one.first_line)


def _changed(steps: Sequence[Step], *, is_new: bool) -> list[tuple[int, int]]:
    spans, position = [], 0
    for step in steps:
        end = position + len(step.new_words if is_new else step.old_words)
        if step.operation != "equal":
            spans.append((position, end))
        position = end
    return spans


def _touches(mark: str, text: str, changed: Sequence[tuple[int, int]]) -> bool:
    start = text.find(mark)
    while start >= 0:
        if any(start <= end and begin <= start + len(mark) for begin, end in changed):
            return True
        start = text.find(mark, start + 1)
    return False


def _printed_twice(provisions: Sequence[ArticleText]) -> Iterator[ClauseCheck]:
    for side, entries in (("new", new_entries(provisions)), ("old", old_entries(provisions))):
        seen: dict[Key, Entry] = {}
        for key, entry in entries:
            if seen.setdefault(key, entry).text != entry.text:
                place = place_name(key.article, key.paragraph, key.item, is_heading=key.is_heading)
                yield ClauseCheck(0, f"The {side} side prints {place} once.", False, entry.line)
