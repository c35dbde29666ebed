"""Undoes what the site's JSON packs, as the pages' scripts do: tests read what is shown, not how it is stored."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from dashboard.packing import as_printed

Json = dict[str, Any]
SEGMENT = ("segment", "segment_en", "is_total")


def opened_meeting(page: Json, money: Json, identities: Json) -> Json:
    """A meeting's page with all its parts."""
    accounts = page["accounts"]
    figures = opened_figures(page["figures"], accounts)
    return {
        **page,
        "figures": figures,
        "money": opened_money(money, figures),
        "identities": opened_identities(identities, figures, accounts),
    }


def _differing(expected: list[Any], values: Json) -> list[Any]:
    return [values.get(str(at), value) for at, value in enumerate(expected)]


def opened_figures(packed: Json, accounts: list[Json]) -> Json:
    figures = {name: column for name, column in packed.items() if name != "amount"}
    units = figures["unit_yen"]
    expected = [None if one is None else one * unit for one, unit in zip(packed["amount"], units, strict=True)]
    settled = _differing(expected, figures["amount_yen"])
    printed = _differing(settled, figures["printed_yen"])
    texts = [as_printed(yen, unit) for yen, unit in zip(printed, units, strict=True)]
    names = [None if one is None else accounts[one]["name"] for one in figures["account"]]
    return {
        **figures,
        "amount_yen": settled,
        "printed_yen": printed,
        "printed_text": _differing(texts, figures["printed_text"]),
        "label": _differing(names, figures["label"]),
    }


def opened_identities(packed: Json, figures: Json, accounts: list[Json]) -> Json:
    terms: list[list[int]] = []
    first = 0
    for steps in packed["steps"]:
        terms.append(list(accumulate(steps, initial=first))[1:])
        first = terms[-1][0] if terms[-1] else 0
    settled = figures["amount_yen"]
    left = [
        settled[one[0]] * weights[0] if yen is None and one and settled[one[0]] is not None else yen
        for yen, one, weights in zip(packed["left_yen"], terms, packed["weights"], strict=True)
    ]
    right = [
        None if yen is None or residual is None else yen - residual
        for yen, residual in zip(left, packed["residual_yen"], strict=True)
    ]
    return {
        **{name: column for name, column in packed.items() if name != "steps"},
        "figures": terms,
        "left_yen": left,
        "right_yen": _differing(right, packed["right_yen"]),
        "place": [
            _place(place, one[0], figures, accounts) if one else place
            for place, one in zip(packed["place"], terms, strict=True)
        ],
    }


def _place(place: str, first: int, figures: Json, accounts: list[Json]) -> str:
    if place.startswith("\x01"):
        place = f"{figures['statement'][first]}/{accounts[figures['account'][first]]['path']}{place[1:]}"
    line = f", line {figures['line'][first]} cell {figures['cell'][first]}"
    return place.removesuffix("\x02") + line if place.endswith("\x02") else place


def opened_money(packed: Json, figures: Json) -> Json:
    sides = ("assets", "liabilities", "net_assets")
    return {
        **packed,
        "statements": [{**one, "rows": _rows(one["rows"], figures)} for one in packed["statements"]],
        **{
            kind: [{**one, "steps": _walk(one["steps"], figures)} for one in packed[kind]]
            for kind in ("waterfalls", "cash")
        },
        "balances": [
            {**one, **{side: [_part(part, figures) for part in one[side]] for side in sides}}
            for one in packed["balances"]
        ],
    }


def _rows(rows: list[Json], figures: Json) -> list[Json]:
    above: dict[int, int] = {}
    opened = []
    for row in rows:
        cells: list[Any] = []
        for at, cell in enumerate(row["cells"]):
            if isinstance(cell, int):
                above[at] = above.get(at, 0) + cell
                cells.append(_part({"figure": above[at]}, figures))
                del cells[-1]["name"]
            else:
                cells.append(cell)
        opened.append({**row, "cells": cells})
    return opened


def _walk(steps: list[Json], figures: Json) -> list[Json]:
    level: int | None = 0
    opened = []
    for step in steps:
        one = {"start_yen": level, **_part(step, figures)}
        by = None if one["yen"] is None else -one["yen"] if one["kind"] == "fall" else one["yen"]
        one.setdefault("end_yen", None if one["start_yen"] is None or by is None else one["start_yen"] + by)
        level = one["end_yen"]
        opened.append(one)
    return opened


def _part(part: Json, figures: Json) -> Json:
    at = part["figure"]
    own = {} if at is None else {"yen": figures["amount_yen"][at], "status": figures["status"][at]}
    return {"name": None, **own, **part}


def opened_page(packed: Json) -> Json:
    """A year, account or segment of an agency."""
    named = packed["named"]
    series = [_series(one, named) for one in packed["series"]]
    page = {name: part for name, part in packed.items() if name != "named"} | {"series": series}
    if "budget_and_settlement" in page:
        rows = packed["budget_and_settlement"]
        page["budget_and_settlement"] = [_settled(row, series) if "series" in row else row for row in rows]
    return page


def _series(one: Json, named: Json) -> Json:
    opened = {**one, **(named["segments"][one["segment"]] if "segment" in one else {})}
    if "amounts" in one:
        opened["amounts"] = [_amount(row, named) for row in one["amounts"]]
    if "years" in one:
        opened["years"] = [
            {"year": year, "amounts": [_amount(row, named) for row in rows]} for year, *rows in one["years"]
        ]
    return opened


def _amount(row: list[Any], named: Json) -> Json:
    version, number, unit, status, whose, line, cell, is_printed, *rest = row
    return {
        "version": named["versions"][version],
        **_told([number, unit, status, whose], named),
        "line": line,
        "cell": cell,
        "is_printed": bool(is_printed),
        "others": [_told(other, named) for other in (rest[0] if rest else [])],
        **({"more_others": rest[1]} if len(rest) > 1 else {}),
    }


def _told(row: list[Any], named: Json) -> Json:
    number, unit, status, whose = row
    yen = int(number) if isinstance(number, str) else None if number is None else number * named["units"][unit]
    id, meeting = named["meetings"][whose]
    return {
        "yen": yen,
        "unit_yen": named["units"][unit],
        "status": named["statuses"][status],
        "id": id,
        "meeting": meeting,
    }


def _settled(row: Json, series: list[Json]) -> Json:
    one = series[row["series"]]
    budget, settlement = one["amounts"][row["budget"]], one["amounts"][row["settlement"]]
    sides = {"budget": budget, "settlement": settlement}
    names = ("yen", "unit_yen", "status", "id", "line", "cell")
    return {
        "account": one["account"],
        **{name: one[name] for name in SEGMENT},
        "budget_version": budget["version"],
        **{f"{side}_{name}": amount[name] for side, amount in sides.items() for name in names},
        "difference_yen": settlement["yen"] - budget["yen"],
        "is_contradicted": row["is_contradicted"],
    }
