"""Which quantities of a line are parts of another one, their printed total: 2つのコースに加えて1コース（3コース）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.narrative.model import Bound, Quantity

_BRACKETS = {**dict.fromkeys("（(〔[［", 1), **dict.fromkeys("）)〕]］", -1)}
_FAR = 40  # characters within which a word tells of a number
_MANY = 16  # numbers on either side: no sentence sums more, and no line is searched for long
# What says that the number after it is the total of those before it.
_TOTAL = re.compile(r"(?:合計|総計|総数|総勢|計|全部|あわせ|合わせ|併せ|延べ|のべ)(?:で|て|は|が|の)?[^\d、。]{0,8}$")
# What says that the number after it is of those before it.
_OF_THEM = re.compile(r"(?:うち|内訳|内数)[^\d、。（）()]{0,20}$")
_SUMMED = frozenset({Bound.EXACT, Bound.ABOUT})


def mark_parts(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a line, in order, the parts of a printed total marked.

    That numbers happen to sum to another one shows nothing: a total stands in brackets after its parts, its parts in
    brackets after it, or a word says so (計, うち).
    """
    depths = _depths(text, quantities)
    part_of: dict[int, int] = {}
    for total in range(len(quantities)):
        for parts in (
            _before(text, quantities, depths, total),
            _in_brackets(quantities, depths, total),
            _of_them(text, quantities, total),
        ):
            for part in parts:
                if part not in part_of and part_of.get(total) != part:
                    part_of[part] = total
    return tuple(
        replace(quantity, part_of=quantities[part_of[index]].start) if index in part_of else quantity
        for index, quantity in enumerate(quantities)
    )


def _before(text: str, quantities: Sequence[Quantity], depths: Sequence[int], total: int) -> Sequence[int]:
    """The numbers before one that sum to it, where it stands in brackets after them or a word says that it is one."""
    start = quantities[total].start
    is_named = _TOTAL.search(text[max(0, start - _FAR) : start]) is not None
    alike = [
        index
        for index in range(total - 1, max(-1, total - 1 - _MANY), -1)
        if _is_alike(quantities[index], quantities[total]) and (is_named or depths[index] < depths[total])
    ]
    return _summing(quantities, alike, total)


def _in_brackets(quantities: Sequence[Quantity], depths: Sequence[int], total: int) -> Sequence[int]:
    """The numbers in the brackets after one that sum to it."""
    after = takewhile(lambda index: depths[index] > depths[total], _after(quantities, total))
    alike = [index for index in after if _is_alike(quantities[index], quantities[total])]
    summed = _summing(quantities, alike, total)
    return summed if len(summed) == len(alike) else ()


def _of_them(text: str, quantities: Sequence[Quantity], total: int) -> Iterator[int]:
    """The number after one that a word says is of it; with those that follow, where they make it whole."""
    alike = [index for index in _after(quantities, total) if _is_alike(quantities[index], quantities[total])]
    # Another number of the kind between them would be what it is of.
    if not alike or quantities[alike[0]].quantity > quantities[total].quantity:
        return
    start = quantities[alike[0]].start
    if _OF_THEM.search(text[max(quantities[total].end, start - _FAR) : start]):
        yield from _summing(quantities, alike, total) or alike[:1]


def _after(quantities: Sequence[Quantity], total: int) -> range:
    return range(total + 1, min(len(quantities), total + 1 + _MANY))


def _summing(quantities: Sequence[Quantity], alike: Sequence[int], total: int) -> Sequence[int]:
    """The first two or more of `alike` that sum to the total; none where none do."""
    summed = quantities[alike[0]].quantity if alike else 0
    for count, index in enumerate(alike[1:], 2):
        summed += quantities[index].quantity
        if summed == quantities[total].quantity:
            return alike[:count]
        if summed > quantities[total].quantity:
            break
    return ()


def _is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same: 2つのコース and 3コース."""
    return (
        (one.unit == other.unit or one.subject == other.subject)
        and {one.bound, other.bound} <= _SUMMED
        and min(one.quantity, other.quantity) > 0
    )


def _depths(text: str, quantities: Sequence[Quantity]) -> list[int]:
    """In how many brackets each stands."""
    found, depth, position = [], 0, 0
    for quantity in quantities:
        depth += sum(_BRACKETS.get(character, 0) for character in text[position : quantity.start])
        position = quantity.start
        found.append(depth)
    return found
