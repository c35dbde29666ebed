"""Years, accounts and segments as their pages load them: each amount a short row, what many share named once.

Nothing is lost: packed_series.js undoes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.trust import Json

_SEGMENT = ("segment", "segment_en", "is_total")
_SIDE = ("yen", "unit_yen", "status", "id", "line", "cell")


class _Named(dict[Any, int]):
    """What is named by its number in a list: versions, statuses, units, meetings with their texts, segments."""

    def __missing__(self, thing: Any) -> int:  # noqa: ANN401 - whatever can be a key
        self[thing] = number = len(self)
        return number


class _Packing:
    """Packs the amounts of one page."""

    def __init__(self) -> None:
        self.versions, self.statuses, self.units, self.meetings, self.segments = (_Named() for _ in range(5))

    def amount(self, amount: Json) -> list[Any]:
        """Its row; printings that contradict it, and how many more there are, only where there are some."""
        row = [self.versions[amount["version"]], *self._value(amount)]
        row += [amount["line"], amount["cell"], int(amount["is_printed"])]
        others, more = amount["others"], amount.get("more_others")
        if others or more:
            row.append([self._value(other) for other in others])
        if more:
            row.append(more)
        return row

    def _value(self, one: Json) -> list[Any]:
        """An amount in its unit, the unit, the status, and whose it is."""
        yen, unit = one["yen"], one["unit_yen"]
        is_whole = yen is not None and unit and yen % unit == 0
        number = yen // unit if is_whole else None if yen is None else str(yen)
        whose = self.meetings[one["id"], one["meeting"]]
        return [number, self.units[unit], self.statuses[one["status"]], whose]

    def series(self, one: Json) -> Json:
        """A series of amounts by version, or of years with such amounts."""
        told = {name: value for name, value in one.items() if name not in (*_SEGMENT, "amounts", "years")}
        if "segment" in one:
            told["segment"] = self.segments[tuple(one[name] for name in _SEGMENT)]
        if "amounts" in one:
            told["amounts"] = [self.amount(amount) for amount in one["amounts"]]
        if "years" in one:
            told["years"] = [[year["year"], *map(self.amount, year["amounts"])] for year in one["years"]]
        return told

    def names(self) -> Json:
        """What the rows name by numbers."""
        return {
            "versions": list(self.versions),
            "statuses": list(self.statuses),
            "units": list(self.units),
            "meetings": [list(one) for one in self.meetings],
            "segments": [dict(zip(_SEGMENT, one, strict=True)) for one in self.segments],
        }


def packed(page: Json) -> Json:
    """A year, account or segment of an agency, without saying a thing twice."""
    packing = _Packing()
    result = {**page, "series": [packing.series(one) for one in page["series"]]}
    if "budget_and_settlement" in page:
        places = {(one["account"], one["segment"]): at for at, one in enumerate(page["series"])}
        result["budget_and_settlement"] = [
            _settled(row, places, page["series"]) for row in page["budget_and_settlement"]
        ]
    return {**result, "named": packing.names()}


def _settled(row: Json, places: dict[tuple[int, str], int], series: Sequence[Json]) -> Json:
    """A budget beside its settlement as two amounts of a series, where these tell all of it."""
    at = places.get((row["account"], row["segment"]))
    if at is None:
        return row
    versions = {amount["version"]: number for number, amount in enumerate(series[at]["amounts"])}
    budget, settlement = versions.get(row["budget_version"]), versions.get("settlement")
    if budget is None or settlement is None:
        return row
    amounts = series[at]["amounts"]
    is_told = all(
        amount[name] == row[f"{side}_{name}"]
        for side, amount in (("budget", amounts[budget]), ("settlement", amounts[settlement]))
        for name in _SIDE
    )
    known = row["budget_yen"] is not None and row["settlement_yen"] is not None
    if not is_told or not known or row["difference_yen"] != row["settlement_yen"] - row["budget_yen"]:
        return row
    return {"series": at, "budget": budget, "settlement": settlement, "is_contradicted": row["is_contradicted"]}
