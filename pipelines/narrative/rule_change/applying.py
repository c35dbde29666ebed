"""Old text + clauses → the new text they make. Whether that is the new text printed is for checks to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.narrative.model import ArticleText, ClauseAction, Numbers, RuleClause
from pipelines.narrative.rule_change.clauses import provisions_of
from pipelines.narrative.rule_change.numbering import expand, numbers_between, without_kana
from pipelines.narrative.rule_change.provisions import is_abridged
from pipelines.reading.characters import compact
from pipelines.values import value

# Single numbers of articles, paragraphs and items: 4・5 is ("4", "5"), none is ("",).
Expanded = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

_LONGEST_MARK = 8  # (略), (現行どおり): longer texts hold (略) among their words


@value
class Key:
    """Which provision: single numbers; paragraph 1 where none is printed, "" for no item."""

    article: str
    paragraph: str
    item: str
    is_heading: bool


@dataclass(slots=True)
class Entry:
    """One side's text of one provision, in `compact` form; None where it is abridged wholly.

    `clauses` are the clauses that made it so, `origin` where it stood in the old text.
    """

    text: str | None
    line: int
    clauses: set[int] = field(default_factory=set)
    origin: Key | None = None


def key_of(article: str | None, paragraph: str | None, item: str | None, *, is_heading: bool) -> Key:
    """The key of a place."""
    return Key(article or "", "" if is_heading else paragraph or "1", item or "", is_heading)


def old_entries(provisions: Iterable[ArticleText]) -> Iterator[tuple[Key, Entry]]:
    """The old side's entries by its own numbers: a range of (略) becomes one for each number."""
    for one in provisions:
        if one.old is not None and one.old_text is not None:
            yield from _entries(one.old, one, one.old_text)


def new_entries(provisions: Iterable[ArticleText]) -> Iterator[tuple[Key, Entry]]:
    """The new side's entries, likewise."""
    for one in provisions:
        if one.new_text is not None:
            yield from _entries(Numbers(one.article_number, one.paragraph_number, one.item_number), one, one.new_text)


def is_of_words(clause: RuleClause) -> bool:
    """Whether the clause changes words within a text, and not a whole provision."""
    by_words = {ClauseAction.REPLACE, ClauseAction.INSERT, ClauseAction.DELETE}
    return clause.action in by_words and clause.old_text is not None


def is_in_scope(key: Key, clause: RuleClause) -> bool:
    """Whether the provision lies in the place that the clause names."""
    if key.article != (clause.article_number or "") or key.is_heading != clause.is_heading:
        return clause.article_number is not None and _is_whole_article(key, clause)
    if clause.paragraph_number is not None and key.paragraph != clause.paragraph_number:
        return False
    first = clause.item_number
    if first is None or clause.is_heading:
        return True
    items = numbers_between(first, clause.last_item_number) if clause.last_item_number else (first,)
    return any(key.item == item or _is_within(key.item, item) for item in items or ())


def moved_numbers(numbers: Expanded, clauses: Sequence[RuleClause], *, is_heading: bool) -> Expanded | None:
    """The numbers that the clauses give to the old text's provision; None where they take it away as a whole.

    What is written anew keeps its place: its old words stand beside the new ones.
    """
    keys = [
        key_of(article, paragraph or None, item or None, is_heading=is_heading)
        for article in numbers[0]
        for paragraph in numbers[1]
        for item in numbers[2]
    ]
    deleting = [clause for clause in clauses if clause.action is ClauseAction.DELETE]
    if any(_takes_away(key, clause) for clause in deleting for key in keys):
        return None
    moved = [_moved(key, clauses)[0] for key in keys]
    articles, paragraphs, items = (tuple(dict.fromkeys(of)) for of in zip(*map(_levels, moved), strict=True))
    has_paragraph = any(numbers[1])  # key_of takes one that is not printed for the first
    return articles, paragraphs if has_paragraph else numbers[1], items


def apply_clauses(old: dict[Key, Entry], clauses: Sequence[RuleClause]) -> dict[Key, Entry]:
    """What the new text must be, by its new place."""
    new: dict[Key, Entry] = {}
    for key, entry in old.items():
        if any(_takes_away(key, clause) for clause in clauses):
            continue
        text, workers = _apply_words(key, entry.text, clauses)
        target, movers = _moved(key, clauses)
        new.setdefault(target, Entry(text, entry.line, workers | movers, key))
    for clause in clauses:
        if clause.action not in {ClauseAction.ADD, ClauseAction.REWRITE}:
            continue
        later = [] if clause.action is ClauseAction.ADD and not _is_inside(clause) else clauses[clause.number :]
        for provision in provisions_of(clause):
            key = key_of(
                provision.article or clause.article_number,
                provision.paragraph,
                provision.item,
                is_heading=provision.is_heading,
            )
            target, _ = _moved(key, later, around_only=clause.action is ClauseAction.ADD)
            text_of = None if provision.is_abridged else compact(provision.text)
            new[target] = Entry(text_of, clause.last_line, {clause.number})
    return new


def _entries(numbers: Numbers, provision: ArticleText, text: str) -> Iterator[tuple[Key, Entry]]:
    plain = compact(text)
    body = None if is_abridged(text) and len(plain) <= _LONGEST_MARK else plain
    for article in expand(numbers.article):
        for paragraph in expand(numbers.paragraph):
            for item in expand(numbers.item):
                key = key_of(article, paragraph, item, is_heading=provision.is_heading)
                yield key, Entry(body, provision.first_line, origin=key)


def _levels(key: Key) -> tuple[str, str, str]:
    return key.article, key.paragraph, key.item


def _is_whole_article(key: Key, clause: RuleClause) -> bool:
    """Whether a clause on a whole article takes its heading with it."""
    is_whole = clause.paragraph_number is None and clause.item_number is None and not is_of_words(clause)
    return key.article == clause.article_number and is_whole and not clause.is_heading


def _is_within(item: str, outer: str) -> bool:
    return item.startswith(outer) and "ア" <= item[len(outer) : len(outer) + 1] <= "ン"


def _is_inside(clause: RuleClause) -> bool:
    return clause.paragraph_number is not None or clause.item_number is not None


def _takes_away(key: Key, clause: RuleClause) -> bool:
    """Whether the old provision goes: deleted as a whole, or written anew."""
    if not is_in_scope(key, clause) or is_of_words(clause):
        return False
    if clause.action is ClauseAction.REWRITE and key.is_heading:
        # an article written anew without a heading keeps the one it has
        return any(provision.is_heading for provision in provisions_of(clause))
    return clause.action in {ClauseAction.DELETE, ClauseAction.REWRITE}


def _apply_words(key: Key, text: str | None, clauses: Sequence[RuleClause]) -> tuple[str | None, set[int]]:
    """All clauses on words at once: each speaks of the old text, not of what another makes of it."""
    if text is None:
        return None, set()
    edits: list[tuple[int, int, int, str]] = []
    for clause in clauses:
        old_words = compact(clause.old_text or "")
        if not (old_words and is_of_words(clause) and is_in_scope(key, clause)):
            continue
        new_words = compact(clause.new_text or "")
        start = text.find(old_words)
        while start >= 0:
            end = start + len(old_words)
            edits.append((end if clause.action is ClauseAction.INSERT else start, clause.number, end, new_words))
            start = text.find(old_words, end)
    parts: list[str] = []
    done: set[int] = set()
    position = 0
    for start, number, end, new_words in sorted(edits):
        if start >= position:
            parts += [text[position:start], new_words]
            position = end
        done.add(number)
    return "".join(parts) + text[position:], done


def _moved(key: Key, clauses: Sequence[RuleClause], *, around_only: bool = False) -> tuple[Key, set[int]]:
    """Where a provision stands after renumbering, and by which clauses."""
    article, paragraph, item, movers = key.article, key.paragraph, key.item, set[int]()
    for clause in clauses:
        if clause.action is not ClauseAction.RENUMBER or clause.moved_to is None:
            continue
        if clause.article_number is not None and clause.article_number != key.article:
            continue
        if clause.item_number is not None:
            moved = None if around_only or not is_in_scope(key, clause) else _moved_item(key.item, clause)
            item = moved or item
        elif clause.paragraph_number is not None:
            moved = clause.moved_to if key.paragraph == clause.paragraph_number else None
            paragraph = moved or paragraph
        else:
            moved = article = clause.moved_to
        if moved:
            movers.add(clause.number)
    return Key(article, paragraph, item, key.is_heading), movers


def _moved_item(item: str, clause: RuleClause) -> str | None:
    first, moved_to = clause.item_number or "", clause.moved_to or ""
    if clause.last_item_number is None:
        return moved_to + item.removeprefix(first)
    number = without_kana(item)
    shift = int(moved_to) - int(first)
    return str(int(number) + shift) + item.removeprefix(number)
