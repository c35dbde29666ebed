"""Names that differ in one character: misread, lost, added, or exchanged with its neighbour."""

from __future__ import annotations

from collections.abc import Iterable

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
