"""How many of the printings that contradict an amount its page names: of a hundred of them none is read."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.trust import Json

AT_MOST = 2


def some_named(amounts: Sequence[Json]) -> list[Json]:
    """The amounts, each with the first of the printings that contradict it, and how many more there are."""
    return [one if len(one["others"]) <= AT_MOST else _cut(one) for one in amounts]


def _cut(amount: Json) -> Json:
    others = amount["others"]
    return {**amount, "others": others[:AT_MOST], "more_others": len(others) - AT_MOST}
