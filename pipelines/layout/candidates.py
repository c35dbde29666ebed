"""Of which rows a row may be the sum or the difference, the likeliest first; the numbers choose among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.layout.model import Entry, Hypothesis
from pipelines.layout.trees import is_item

# A total or result of more rows than this is not looked for beyond what the words say.
MOST_ITEMS = 60
_MOST_IN_RESULT = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as the weighted sum of others (all by position)."""

    hypothesis: Hypothesis
    target: int
    items: tuple[tuple[int, int], ...]


Weigh = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Open:
    """What stands above a row and is in no sum yet.

    `sums` are those of them that are known to be made of other rows; `unheld` look like results but are not known to be
    any; `heading` is the row of the heading that a total closes.
    """

    positions: Sequence[int]
    sums: frozenset[int] = frozenset()
    unheld: frozenset[int] = frozenset()
    heading: int | None = None


def closing(target: int, above: Open, entries: Sequence[Entry], weigh: Weigh) -> Iterator[Candidate]:
    """A total of what stands open above it: since its heading or the last total, the totals alone, or any part."""
    open_entries = above.positions
    whole = [position for position in open_entries if position not in above.unheld]
    groups: list[Sequence[int]] = []
    under = [
        position for position in open_entries if above.heading is not None and entries[position].row > above.heading
    ]
    if under:  # its heading is printed: nothing else is meant
        weighted = tuple((position, weigh(position)) for position in under)
        yield Candidate(Hypothesis.TOTAL_AFTER_ITEMS, target, weighted)
        return
    if entries[target].is_beside:
        groups.append(open_entries[-2:])
    siblings = _siblings(target, open_entries, entries)
    groups += [siblings] if siblings else []

    def ends(position: int) -> bool:
        label = entries[position].label
        return label.is_total or (label.is_result and position in above.sums)

    totals = [at for at, position in enumerate(open_entries) if ends(position)]
    if totals:
        groups.append(open_entries[totals[-1] + 1 :])
        first = len(open_entries)
        while first and ends(open_entries[first - 1]):
            first -= 1
        groups.append(open_entries[first:])
    groups += [open_entries, whole]
    groups += [open_entries[-length:] for length in range(1, min(len(open_entries), MOST_ITEMS) + 1)]
    hypothesis = Hypothesis.NET_BESIDE if entries[target].is_beside else Hypothesis.TOTAL_AFTER_ITEMS
    for group in dict.fromkeys(tuple(group) for group in groups if group):
        yield Candidate(hypothesis, target, tuple((position, weigh(position)) for position in group))


def _siblings(target: int, open_entries: Sequence[int], entries: Sequence[Entry]) -> list[int]:
    """Those that are numbered like a total, since the last total that is; or such totals, where it follows on one."""
    number = entries[target].label.numbering
    if number is None:
        return []
    alike = [p for p in open_entries if (own := entries[p].label.numbering) and own.style == number.style]
    totals = [at for at, position in enumerate(alike) if entries[position].label.is_total]
    if totals and totals[-1] == len(alike) - 1:
        return [alike[at] for at in totals]
    return alike[totals[-1] + 1 :] if totals else alike


def heading_total(target: int, following: Sequence[int], entries: Sequence[Entry], weigh: Weigh) -> Iterator[Candidate]:
    """A total over its items: all up to the next total, or any part of them."""
    items: list[int] = []
    for position in following[:MOST_ITEMS]:
        label = entries[position].label
        if label.is_total or label.is_result or label.formula:
            break
        items.append(position)
    groups = [tuple(items), *(tuple(items[:length]) for length in range(1, len(items)))]
    for group in dict.fromkeys(group for group in groups if group):
        weighted = tuple((position, weigh(position)) for position in group)
        yield Candidate(Hypothesis.TOTAL_BEFORE_ITEMS, target, weighted)


def result(target: int, above: Open, entries: Sequence[Entry], weigh: Weigh) -> Iterator[Candidate]:
    """A difference of what stands open above it: this less that, or what the words of each row say, or all added.

    Or of what among it is known to be a sum of other rows.
    """
    whole = [position for position in above.positions if position not in above.unheld]
    sums = [position for position in above.positions if position in above.sums]
    direction = -1 if entries[target].label.is_loss else 1

    def by_words(position: int) -> int:
        return -weigh(position) if entries[position].label.is_subtracted else weigh(position)

    def is_said(position: int) -> bool:
        """Whether words say that a row is taken off, and it is printed as a size."""
        values = [figure.value or 0 for figure in entries[position].figures if figure is not None]
        return entries[position].label.is_subtracted and sum(values) > 0

    if entries[target].label.is_change:  # of nothing but the two rows before it
        for sign in (1, -1) if len(above.positions) > 1 else ():
            one, other = above.positions[-2:]
            yield Candidate(Hypothesis.RESULT, target, ((one, sign), (other, -sign)))
        return
    found: dict[tuple[tuple[int, int], ...], None] = {}
    for group in (above.positions, whole, sums):
        ends = [group[-length:] for length in range(2, min(len(group), _MOST_IN_RESULT) + 1)]
        for end in ends:
            found[tuple((position, direction * by_words(position)) for position in end)] = None
        if ends and not any(is_said(position) for position in ends[0]):
            one, other = ends[0]
            found[(one, direction), (other, -direction)] = None
        for end in ends:
            # Which way a difference is taken must not be chosen by its printed sign: that may be lost.
            if not any(is_said(position) for position in end):
                found[tuple((position, direction * weigh(position)) for position in end)] = None
    for items in found:
        yield Candidate(Hypothesis.RESULT, target, items)


def formula(target: int, entries: Sequence[Entry]) -> Candidate | None:
    """What the formula in the label says, each letter being the nearest row that is called so."""
    weights: Mapping[str, int] | None = entries[target].label.formula
    if weights is None:
        return None
    items = []
    for letter, weight in weights.items():
        named = [
            position
            for position, entry in enumerate(entries)
            if entry.label.letter == letter and position != target and not entry.is_beside
        ]
        if not named:
            return None
        above = [position for position in named if position < target]
        items.append((above[-1] if above else named[0], weight))
    return Candidate(Hypothesis.FORMULA, target, tuple(items))


def under(
    hypothesis: Hypothesis, target: int, below: Sequence[int], entries: Sequence[Entry], weigh: Weigh
) -> Candidate | None:
    """A row over those under it."""
    items = tuple((position, weigh(position)) for position in below if is_item(entries[position].label))
    return Candidate(hypothesis, target, items) if items else None


def parts_in_all(target: int, entries: Sequence[Entry], weigh: Weigh) -> Candidate | None:
    """A row over the rows of which (うち) right under it, where these are several."""
    parts: list[int] = []
    for position in range(target + 1, len(entries)):
        if not entries[position].label.is_memo:
            break
        parts.append(position)
    items = tuple((position, weigh(position)) for position in parts)
    return Candidate(Hypothesis.PARTS_IN_ALL, target, items) if len(items) > 1 else None
