"""How many of the printings that contradict an amount its page names: of a hundred of them none is read."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.trust import Json


def some_named(amounts: Sequence[Json]) -> list[Json]:
    """The amounts, each with the first of the printings that contradict it, and how many more there are."""
    return [_named(one) for one in amounts]


def _named(amount: Json) -> Json:
    told = {name: value for name, value in amount.items() if name != "others_count"}
    more = amount["others_count"] - len(amount["others"])
    return {**told, "more_others": more} if more else told
