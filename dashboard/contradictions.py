"""How many of the printings that contradict an amount its page names: of a hundred of them none is read."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.trust import Json

# So many the query gives; of more than these a page names one, and says how many there are.
_ALL_NAMED = 2


def some_named(amounts: Sequence[Json]) -> list[Json]:
    """The amounts, each with the first of the printings that contradict it, and how many more there are."""
    return [_named(one) for one in amounts]


def _named(amount: Json) -> Json:
    count = amount["others_count"]
    if count <= _ALL_NAMED:
        return amount
    return {**amount, "others": amount["others"][:1], "more_others": count - 1}
