"""What a meeting's page loads, without what it can tell by itself: nothing is lost, and meeting_data.js undoes it.

A figure's printed value is mostly its settled one and printed as numbers are; an identity's place is that of its first
figure; an amount of a statement or chart is that of the figure that prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dashboard.trust import Json

# What stands in a place for what the first figure tells: no text has these characters.
_PATH, _LINE = "\x01", "\x02"
_SIDES = ("assets", "liabilities", "net_assets")


def packed(page: Json) -> tuple[Json, Json, Json]:
    """Of a meeting's page its money, its identities, and what is loaded first: all else with the figures."""
    figures, accounts = page["figures"], page["accounts"]
    rest = {name: part for name, part in page.items() if name not in ("money", "identities")}
    return (
        packed_money(page["money"], figures),
        packed_identities(page["identities"], figures, accounts),
        {**rest, "figures": packed_figures(figures, accounts)},
    )


def packed_figures(figures: Json, accounts: Sequence[Json]) -> Json:
    """Figures (columns, as trust.figures gives them): amounts in their units, and what else is not as expected."""
    settled, units = figures["amount_yen"], figures["unit_yen"]
    numbers = [_in_units(yen, unit) for yen, unit in zip(settled, units, strict=True)]
    texts = [as_printed(yen, unit) for yen, unit in zip(figures["printed_yen"], units, strict=True)]
    names = [None if account is None else accounts[account]["name"] for account in figures["account"]]
    expected = [None if number is None else number * unit for number, unit in zip(numbers, units, strict=True)]
    return {
        **figures,
        "amount": numbers,
        "amount_yen": _differing(settled, expected),
        "printed_yen": _differing(figures["printed_yen"], settled),
        "printed_text": _differing(figures["printed_text"], texts),
        "label": _differing(figures["label"], names),
    }


def _in_units(yen: int | None, unit_yen: int | None) -> int | None:
    return None if yen is None or not unit_yen or yen % unit_yen else yen // unit_yen


def as_printed(yen: int | None, unit_yen: int | None) -> str | None:
    """An amount as these materials print it: △ for a minus, a comma at each thousand."""
    number = _in_units(yen, unit_yen)
    return None if number is None else f"{'△' if number < 0 else ''}{abs(number):,}"


def _differing(values: Sequence[Any], expected: Sequence[Any]) -> dict[str, Any]:
    """The values by their numbers that are not what is expected."""
    pairs = enumerate(zip(values, expected, strict=True))
    return {str(at): value for at, (value, other) in pairs if value != other}


def packed_identities(identities: Json, figures: Json, accounts: Sequence[Json]) -> Json:
    """Identities (columns) whose places and sides are told by their figures; each term counts from the one before."""
    terms = identities["figures"]
    starts = [0, *(one[0] if one else 0 for one in terms)]
    lefts = [
        None if _is_told(left, one, weights, figures) else left
        for left, one, weights in zip(identities["left_yen"], terms, identities["weights"], strict=True)
    ]
    sides = zip(identities["left_yen"], identities["right_yen"], identities["residual_yen"], strict=True)
    return {
        **{name: column for name, column in identities.items() if name not in ("figures", "right_yen")},
        "steps": [_steps(start, one) for start, one in zip(starts, terms, strict=False)],
        "place": [
            _short(place, one[0], figures, accounts) if one else place
            for place, one in zip(identities["place"], terms, strict=True)
        ],
        "left_yen": lefts,
        "right_yen": {
            str(at): right
            for at, (left, right, residual) in enumerate(sides)
            if left is None or residual is None or right != left - residual
        },
    }


def _steps(start: int, terms: Sequence[int]) -> list[int]:
    return [later - earlier for earlier, later in pairwise((start, *terms))]


def _is_told(left: int | None, terms: Sequence[int], weights: Sequence[int], figures: Json) -> bool:
    """Whether the left side is the first term alone."""
    if not terms or left is None:
        return False
    settled = figures["amount_yen"][terms[0]]
    return settled is not None and bool(settled * weights[0] == left)


def _short(place: str, first: int, figures: Json, accounts: Sequence[Json]) -> str:
    statement, account = figures["statement"][first], figures["account"][first]
    path = f"{statement}/{accounts[account]['path']}" if account is not None else ""
    line = f", line {figures['line'][first]} cell {figures['cell'][first]}"
    if path and place.startswith(path):
        place = _PATH + place.removeprefix(path)
    return place.removesuffix(line) + _LINE if place.endswith(line) else place


def packed_money(money: Json, figures: Json) -> Json:
    """The money of a document: each amount as the number of the figure that tells it."""
    return {
        **money,
        "statements": [{**one, "rows": list(_rows(one["rows"], figures))} for one in money["statements"]],
        "waterfalls": [{**one, "steps": list(_walk(one["steps"], figures))} for one in money["waterfalls"]],
        "cash": [{**one, "steps": list(_walk(one["steps"], figures))} for one in money["cash"]],
        "balances": [
            {**one, **{side: [_part(part, figures) for part in one[side]] for side in _SIDES}}
            for one in money["balances"]
        ],
    }


def _rows(rows: Sequence[Json], figures: Json) -> Iterator[Json]:
    """Of each cell how many figures it is behind the one above: the same in most of a table."""
    above = [0] * max((len(row["cells"]) for row in rows), default=0)
    for row in rows:
        cells: list[Json | int | None] = []
        for at, cell in enumerate(row["cells"]):
            if cell is not None and _is_figures(cell, figures):
                cells.append(cell["figure"] - above[at])
                above[at] = cell["figure"]
            else:
                cells.append(cell)
        yield {**row, "cells": cells}


def _walk(steps: Sequence[Json], figures: Json) -> Iterator[Json]:
    """Of each step where it starts and ends, unless it goes on from the one before by its amount."""
    level: int | None = 0
    for step in steps:
        start, end, yen = step["start_yen"], step["end_yen"], step["yen"]
        by = None if yen is None else -yen if step["kind"] == "fall" else yen
        told = {"start_yen"} if start == level else set()
        if (None if start is None or by is None else start + by) == end:
            told.add("end_yen")
        level = end
        yield {name: value for name, value in _part(step, figures).items() if name not in told}


def _is_figures(amount: Mapping[str, Any], figures: Json) -> bool:
    at = amount["figure"]
    return at is not None and (amount["yen"], amount["status"]) == (figures["amount_yen"][at], figures["status"][at])


def _part(part: Json, figures: Json) -> Json:
    """Of a step or part of a chart what its figure does not tell."""
    told = ("yen", "status") if _is_figures(part, figures) else ()
    return {name: value for name, value in part.items() if name not in told and (name != "name" or value is not None)}
