"""Accounts and segments of an agency over all years and meetings, and the words by which a reader finds them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.contradictions import some_named
from dashboard.reading import Account, Dimensions, Row, Segment, rows
from dashboard.trust import Json, account_words, segment_words
from warehouse import reference

if TYPE_CHECKING:
    import duckdb


# The totals and results of a segment that are drawn over the years.
_DRAWN = ("営業収益合計", "営業費用合計", "営業利益", "当期純利益")
READINGS = Path(__file__).parent / "readings.csv"


def slug(*names: str) -> str:
    """The name of a file of a thing: the same for the same natural key, whatever else is in the warehouse."""
    return sha256("|".join(names).encode()).hexdigest()[:12]


def slug_of(one: Account | Segment) -> str:
    """Of an account or a segment."""
    return slug(one.statement, one.path) if isinstance(one, Account) else slug(one.name)


def over_years(
    connection: duckdb.DuckDBPyConnection, dimensions: Dimensions
) -> Iterator[tuple[int, Account | Segment, Json]]:
    """Each account and segment of each agency of the table batch_agency, with its JSON.

    Reads the temporary table version_series that the years make.
    """
    spoken = {name: _by_place(rows(connection, f"segment_{name}")) for name in ("commitments", "sections")}
    of_agencies = groupby(rows(connection, "account_series"), key=lambda row: int(row["agency_key"]))
    for agency, of_agency in of_agencies:
        segments: dict[int, list[Row]] = {}
        for key, found in groupby(of_agency, key=lambda row: int(row["account_key"])):
            series = list(found)
            for row in series:
                segments.setdefault(row["segment_key"], []).append(row)
            yield agency, dimensions.accounts[key], {"series": _series(series, "segment")}
        for segment in dimensions.segments.values():
            if segment.key in segments:
                told = {name: places.get((agency, segment.name), []) for name, places in spoken.items()}
                yield agency, segment, {**_segment(segments[segment.key], dimensions), **told}


def _segment(found: list[Row], dimensions: Dimensions) -> Json:
    """Totals and results: what an account comes to item by item is the account's own page.

    What is drawn has all versions; of the others a year's one amount that holds, for that is all that is shown.
    """
    kept = [row for row in found if dimensions.accounts[row["account_key"]].role != "item"]
    order = {key: number for number, key in enumerate(dict.fromkeys(row["account_key"] for row in kept))}
    series = []
    for one in _series(kept, "account"):
        account = dimensions.accounts[one["account"]]
        is_drawn = account.statement == "income_statement" and account.name in _DRAWN
        years = one["years"] if is_drawn else [_holding(year) for year in one["years"]]
        series.append({"account": order[one["account"]], "is_drawn": is_drawn, "years": years})
    return {"accounts": [account_words(dimensions.accounts[key]) for key in order], "series": series}


def _holding(year: Json) -> Json:
    """A year with its settlement alone, or its last budget."""
    settlement = [one for one in year["amounts"] if one["version"] == "settlement"]
    return {**year, "amounts": (settlement or year["amounts"])[-1:]}


def _series(found: list[Row], of: str) -> list[Json]:
    """Rows as one series a segment (or account), with its years."""
    told: list[Json] = []
    for (key, _), group in groupby(found, key=lambda row: (row[f"{of}_key"], row["account_key"])):
        years = list(group)
        first = years[0]
        named = (
            {"account": key}
            if of == "account"
            else {
                "segment": first["segment_name"],
                "segment_en": first["segment_name_en"],
                "is_total": first["is_total"],
            }
        )
        amounts = [{"year": row["fiscal_year"], "amounts": some_named(row["amounts"])} for row in years]
        told.append({**named, "years": amounts})
    return told


def _spellings(name: str, aliases: tuple[str, ...]) -> Json:
    return {"aliases": list(aliases), "reading": _readings().get(name)}


@cache
def _readings() -> dict[str, str]:
    """How names are read: who types kana finds them."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["reading"] for row in csv.DictReader(file)}


def _by_place(found: list[Row]) -> dict[tuple[int, str], list[Row]]:
    """Rows by agency and segment."""
    places: dict[tuple[int, str], list[Row]] = {}
    for row in found:
        places.setdefault((int(row.pop("agency_key")), str(row.pop("segment_name"))), []).append(row)
    return places


def directory(dimensions: Dimensions, accounts: Collection[str], segments: Collection[str]) -> Json:
    """Accounts and segments with a page of their own: the names in both languages, other spellings, how they are read.

    Those of `accounts` and `segments`, by their names in paths.
    """
    known: dict[str, tuple[str, ...]] = defaultdict(tuple)
    known |= {one.path: one.aliases for one in reference.accounts()}
    known |= {one.name: one.aliases for one in reference.segments()}
    return {
        "accounts": [
            {**account_words(one), "slug": slug_of(one), **_spellings(one.name, known[one.path])}
            for one in dimensions.accounts.values()
            if slug_of(one) in accounts
        ],
        "segments": [
            {**segment_words(one), "slug": slug_of(one), **_spellings(one.name, known[one.name])}
            for one in dimensions.segments.values()
            if slug_of(one) in segments
        ],
    }
