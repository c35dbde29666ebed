"""Names that are nearly those of the reference data: a character apart, or with most of their letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipelines.interpreting.accounts import Chart
from pipelines.interpreting.segments import known_segment
from pipelines.reading.characters import compact
from warehouse import reference

# Of shorter names a character is too much of the whole.
_SHORTEST_NAME = 2


def nearest_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that one character makes of this one."""
    return tuple(other for other in known if min(len(name), len(other)) >= _SHORTEST_NAME and is_one_off(name, other))


def is_one_off(one: str, other: str) -> bool:
    """Whether two names differ in exactly one character, or in the order of two that stand side by side."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        turned = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
        return one[start + 1 :] == other[start + 1 :] or turned
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def known_names(accounts: Chart) -> frozenset[str]:
    """What a statement's rows may be called: accounts by their names, totals by their short ones too."""
    return frozenset(accounts.paths_by_name) | frozenset(name for name in accounts.total_by_stem if name)


def is_of_another(header: str, segment_name: str) -> bool:
    """Whether a garbled header has most letters of some segment's name, and not of this one's."""
    letters = Counter(header)
    if known_segment(header) == segment_name or has_most_letters_of(header, segment_name):
        return False
    return any(_share(letters, segment.name) * 4 >= 3 for segment in reference.segments())


def has_most_letters_of(header: str, segment_name: str) -> bool:
    """Whether most letters of a header are of a segment's name."""
    return _share(Counter(header), segment_name) * 2 > 1


def _share(letters: Counter[str], name: str) -> float:
    return (letters & Counter(compact(name))).total() / letters.total()
