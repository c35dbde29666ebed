"""Labels listed first, then values: which value is whose, where their count and what adds up leave one answer alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from pipelines.reading.characters import compact
from pipelines.reading.numerals import read_numeral

_TOTAL = re.compile(r".*(?:計|総額|総計|差引|残高)(?:\(.*\))?$")
_MOST_TRIED = 100_000  # labels, over all answers
_MOST_LABELS = 500
_FEWEST_SUMS = 2
_KANA = "アイウエオカキクケコサシスセソ"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# As compacted: full-width digits are ASCII, Ⅰ is I.
_MARKS: tuple[tuple[str, re.Pattern[str], Sequence[str]], ...] = (
    (
        "roman",
        re.compile(r"([IVX]+)(?=[.、一-鿿ァ-ヶ])"),
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    ),
    ("section", re.compile(r"第(\d+)[款項目節]"), ()),
    ("digits", re.compile(r"(\d+)(?=[.、一-鿿ァ-ヶ])"), ()),
    ("enclosed", re.compile(r"\((\d+)\)"), ()),
    ("kana", re.compile(rf"([{_KANA}])(?=[.、])"), _KANA),
    ("enclosed kana", re.compile(rf"\(([{_KANA}])\)"), _KANA),
)


@dataclass(frozen=True, slots=True)
class _Label:
    """How deep a label stands, and whether it may be a heading without a value, or is a total."""

    depth: int
    may_head: bool
    is_total: bool


def pair(labels: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int | None] | None:
    """For each label the place of its value in each column, None for a heading; None where that is not certain.

    Values stand in the order of the labels. Which labels have none is told by what adds up: totals after their items,
    numbered items below theirs. One answer alone must make all of them hold, and no number may be passed over.
    """
    missing = len(labels) - len(columns[0])
    if missing < 0 or len(labels) > _MOST_LABELS or any(len(column) != len(columns[0]) for column in columns):
        return None
    if not _are_counted_on(labels):
        return None
    read = _read_labels(labels)
    heads = [place for place, label in enumerate(read) if label.may_head]
    if len(heads) < missing or comb(len(heads), missing) * len(labels) > _MOST_TRIED:
        return None
    values = [[read_numeral(value).value for value in column] for column in columns]
    found: list[tuple[int | None, ...]] = []
    for without in combinations(heads, missing):
        places = tuple(_places(len(labels), frozenset(without)))
        if all(_adds_up(read, [None if p is None else column[p] for p in places]) for column in values):
            found.append(places)
    return list(found[0]) if len(found) == 1 else None


def _are_counted_on(labels: Sequence[str]) -> bool:
    """Whether the numbers of labels of one kind go on one by one, or begin anew: else a label is lost."""
    last: dict[str, int] = {}
    for label in labels:
        name, number = _mark(label)
        if not name:
            continue
        if number not in (1, last.get(name, 0) + 1):
            return False
        last[name] = number
    return True


def _places(count: int, without: frozenset[int]) -> Iterator[int | None]:
    place = 0
    for label in range(count):
        if label in without:
            yield None
        else:
            yield place
            place += 1


def _read_labels(labels: Sequence[str]) -> list[_Label]:
    names = [compact(label) for label in labels]
    known = set(names)
    path: list[str] = []
    depths: list[int] = []
    for label in labels:
        mark, _ = _mark(label)
        if mark in path:
            del path[path.index(mark) + 1 :]
        else:
            path.append(mark)
        depths.append(len(path))
    read: list[_Label] = []
    headings: set[str] = set()
    for place, name in enumerate(names):
        is_total = bool(_TOTAL.fullmatch(name)) or name in headings
        stem = name.removesuffix("の部")
        is_closed = any(f"{stem}{end}" in known for end in ("合計", "計", "の部合計", "小計"))
        has_items = place + 1 < len(labels) and depths[place + 1] > depths[place]
        may_head = not is_total and (is_closed or has_items or name.endswith("の部"))
        if may_head:
            headings.add(name)
        read.append(_Label(depths[place], may_head, is_total))
    return read


def _mark(label: str) -> tuple[str, int]:
    """What numbers a label, and which number that is; an empty name where nothing does."""
    text = compact(label)
    for name, pattern, counted in _MARKS:
        match = pattern.match(text)
        if match:
            return name, int(match[1]) if not counted else counted.index(match[1]) + 1
    return "", 0


def _adds_up(labels: Sequence[_Label], values: Sequence[int | None]) -> bool:
    """Whether every total is the sum of what it closes, and every heading with a value that of its items.

    Some two sums must tell: fewer may hold by chance.
    """
    held = 0
    rows: list[int] = []  # what a total may sum
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        if label.is_total:
            count = 0 if value is None else _summed(rows, value)
            if value is None or not count:
                return False
            held += 1
            del rows[-count:]
            rows.append(value)
            continue
        if value is None:
            if not label.may_head:
                return False
            continue
        if label.may_head:
            if sum(_items_below(labels, values, place)) != value:
                return False
            held += 1
        if not _is_below_valued(labels, values, place):
            rows.append(value)
    return held >= _FEWEST_SUMS


def _summed(rows: Sequence[int], value: int) -> int:
    """How many of the last rows, at least two, add up to a value; 0 where none do."""
    total = 0
    for count, amount in enumerate(reversed(rows), 1):
        total += amount
        if count > 1 and total == value and value:
            return count
    return 0


def _items_below(labels: Sequence[_Label], values: Sequence[int | None], place: int) -> list[int]:
    items: list[int] = []
    depth = labels[place].depth
    for label, value in zip(labels[place + 1 :], values[place + 1 :], strict=True):
        if label.depth <= depth or label.is_total:
            break
        if label.depth == depth + 1 and value is not None:
            items.append(value)
    return items


def _is_below_valued(labels: Sequence[_Label], values: Sequence[int | None], place: int) -> bool:
    """Whether a label above, of which this is an item, has a value: then that is summed, not this."""
    depth = labels[place].depth
    for above in range(place - 1, -1, -1):
        if labels[above].depth < depth:
            if values[above] is not None and not labels[above].is_total:
                return True
            depth = labels[above].depth
    return False
