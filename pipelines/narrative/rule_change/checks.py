"""Clauses and comparison table check each other: what each clause expects, and what no clause speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.narrative.model import ArticleText, ClauseAction, ClauseCheck, RuleClause
from pipelines.narrative.rule_change.applying import (
    Entry,
    Key,
    apply_clauses,
    is_in_scope,
    is_of_words,
    new_entries,
    old_entries,
)
from pipelines.narrative.rule_change.wording import clause_place, quoted
from pipelines.reading.characters import compact


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of the table, and the new text that the clauses make of the old one."""

    old: dict[Key, Entry]
    new: dict[Key, Entry]
    expected: dict[Key, Entry]

    def outcome(self, key: Key) -> bool | None:
        """Whether the new text printed at a place is the one expected there; None where that is not shown."""
        expected, printed = self.expected.get(key), self.new.get(key)
        if expected is not None and printed is not None:
            if expected.text is None or printed.text is None:
                return True if expected.text is printed.text else None
            return expected.text == printed.text
        if expected is not None:
            return None if is_hidden(self.new, key) else False
        return False if printed is not None else None


def compare(provisions: Sequence[ArticleText], clauses: Sequence[RuleClause]) -> Comparison:
    """Apply the clauses to the table's old text."""
    old = _first_of_each(old_entries(provisions))
    new = _first_of_each(new_entries(provisions))
    return Comparison(old, new, apply_clauses(old, clauses))


def is_hidden(side: dict[Key, Entry], key: Key) -> bool:
    """Whether a side leaves a place out: it does not print the article, or prints it as 第n条（略） alone."""
    of_article = [entry for other, entry in side.items() if other.article == key.article and not other.is_heading]
    return all(entry.text is None for entry in of_article) and len(of_article) <= 1


def check_clauses(comparison: Comparison, clauses: Sequence[RuleClause]) -> Iterator[ClauseCheck]:
    """What the table says of each clause."""
    for clause in clauses:
        if not comparison.old and not comparison.new:
            yield ClauseCheck(clause.number, f"A comparison table shows {clause_place(clause)}.", None, None)
        elif is_of_words(clause):
            yield from _check_words(comparison, clause)
        elif clause.action is ClauseAction.RENUMBER:
            yield _check_renumbering(comparison, clause)
        elif clause.action is ClauseAction.DELETE:
            yield _check_deletion(comparison, clause)
        else:
            yield _check_text(comparison, clause)


def _check_words(comparison: Comparison, clause: RuleClause) -> Iterator[ClauseCheck]:
    scope = {key: entry for key, entry in comparison.old.items() if is_in_scope(key, clause)}
    words = compact(clause.old_text or "")
    found = [key for key, entry in scope.items() if entry.text is not None and words in entry.text]
    place = clause_place(clause)
    expectation = f"The old text of {place} has {quoted(clause.old_text)}."
    if not found:
        is_open = not scope or any(entry.text is None for entry in scope.values())
        yield ClauseCheck(clause.number, expectation, None if is_open else False, _line(scope.values()))
        return
    yield ClauseCheck(clause.number, expectation, True, comparison.old[found[0]].line)
    targets = [key for key, entry in comparison.expected.items() if entry.origin in found]
    printed = [comparison.new[key] for key in targets if key in comparison.new]
    line = _line(printed) or comparison.old[found[0]].line
    if clause.new_text is not None:
        added = compact(clause.new_text)
        shown = [None if entry.text is None else added in entry.text for entry in printed]
        hidden = [None if is_hidden(comparison.new, key) else False for key in targets if key not in comparison.new]
        expectation = f"The new text of {place} has {quoted(clause.new_text)}."
        yield ClauseCheck(clause.number, expectation, _all([*shown, *hidden]), line)
    expectation = f"The clauses on {place} make the new text of the old one."
    yield ClauseCheck(clause.number, expectation, _all(comparison.outcome(key) for key in targets), line)


def _check_renumbering(comparison: Comparison, clause: RuleClause) -> ClauseCheck:
    targets = [key for key, entry in comparison.expected.items() if _was_moved(entry, clause)]
    expectation = f"What was {clause_place(clause)} is numbered from {clause.moved_to} in the new text."
    if not targets:
        place = Key(clause.article_number or "", clause.paragraph_number or "1", clause.item_number or "", False)
        holds = None if is_hidden(comparison.old, place) else False
        return ClauseCheck(clause.number, expectation, holds, _article_line(comparison, clause))
    printed = [comparison.new[key] for key in targets if key in comparison.new]
    line = _line(printed) or _article_line(comparison, clause)
    return ClauseCheck(clause.number, expectation, _all(comparison.outcome(key) for key in targets), line)


def _check_deletion(comparison: Comparison, clause: RuleClause) -> ClauseCheck:
    gone = {key: entry for key, entry in comparison.old.items() if is_in_scope(key, clause)}
    expectation = f"{clause_place(clause).capitalize()} stands in the old text and not in the new one."
    if not gone:
        place = Key(clause.article_number or "", clause.paragraph_number or "1", clause.item_number or "", False)
        holds = None if is_hidden(comparison.old, place) else False
        return ClauseCheck(clause.number, expectation, holds, _article_line(comparison, clause))
    left = [comparison.new[key] for key in gone if key in comparison.new and key not in comparison.expected]
    still = [entry for entry in left if entry.text != "削除"]
    return ClauseCheck(clause.number, expectation, not still, _line(still) or _line(gone.values()))


def _check_text(comparison: Comparison, clause: RuleClause) -> ClauseCheck:
    verb = "added" if clause.action is ClauseAction.ADD else "rewritten"
    expectation = f"The new text of {clause_place(clause)} is the one {verb}."
    targets = [key for key, entry in comparison.expected.items() if clause.number in entry.clauses]
    printed = [comparison.new[key] for key in targets if key in comparison.new]
    line = _line(printed) or _article_line(comparison, clause)
    return ClauseCheck(clause.number, expectation, _all(comparison.outcome(key) for key in targets), line)


def _was_moved(entry: Entry, clause: RuleClause) -> bool:
    return clause.number in entry.clauses and entry.origin is not None


def _article_line(comparison: Comparison, clause: RuleClause) -> int | None:
    sides = (comparison.new, comparison.old)
    article = clause.article_number or ""
    return _line(entry for side in sides for key, entry in side.items() if key.article == article)


def _line(entries: Iterable[Entry]) -> int | None:
    return min((entry.line for entry in entries), default=None)


def _all(outcomes: Iterable[bool | None]) -> bool | None:
    """False if one is, else None if one is or there is none, else True."""
    found = list(outcomes)
    if False in found:
        return False
    return None if None in found or not found else True


def _first_of_each(entries: Iterable[tuple[Key, Entry]]) -> dict[Key, Entry]:
    first: dict[Key, Entry] = {}
    for key, entry in entries:
        first.setdefault(key, entry)
    return first
