"""Accounts and segments over all years and meetings, and the words by which a reader finds them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
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


READINGS = Path(__file__).parent / "readings.csv"


def slug(*names: str) -> str:
    """The name of a file of a thing: the same for the same natural key, whatever else is in the warehouse."""
    return sha256("|".join(names).encode()).hexdigest()[:12]


def account_file(account: Account) -> str:
    """Where the JSON of an account is."""
    return f"data/accounts/{slug(account.statement, account.path)}.json"


def segment_file(segment: Segment) -> str:
    """Where the JSON of a segment is."""
    return f"data/segments/{slug(segment.name)}.json"


def over_years(connection: duckdb.DuckDBPyConnection, dimensions: Dimensions) -> Iterator[tuple[str, Json]]:
    """Each file with its JSON: one an account, one a segment, the directory of both, and the words that are found.

    Reads the temporary table version_series that the years make.
    """
    series = rows(connection, "account_series")
    accounts = {key: list(of_account) for key, of_account in groupby(series, key=lambda row: int(row["account_key"]))}
    segments: dict[int, list[Row]] = {}
    for row in series:
        segments.setdefault(row["segment_key"], []).append(row)
    has_agencies = len({row["agency_key"] for row in series}) > 1
    for key, found in accounts.items():
        account = dimensions.accounts[key]
        yield account_file(account), {**account_words(account), "series": _series(found, has_agencies, "segment")}
    spoken = {name: _by_segment(connection, f"segment_{name}") for name in ("commitments", "sections")}
    for segment in dimensions.segments.values():
        if segment.key in segments:
            yield segment_file(segment), _segment(segment, segments[segment.key], dimensions, spoken, has_agencies)
    yield "data/directory.json", _directory(dimensions, accounts, segments)
    # By itself, for it grows with the texts, and only the search asks for it.
    yield "data/words.json", {"words": rows(connection, "found_words")}


def _segment(
    segment: Segment,
    found: list[Row],
    dimensions: Dimensions,
    spoken: dict[str, dict[str, list[Row]]],
    has_agencies: bool,
) -> Json:
    """Totals and results: what an account comes to item by item is the account's own page."""
    kept = [row for row in found if dimensions.accounts[row["account_key"]].role != "item"]
    order = {key: number for number, key in enumerate(dict.fromkeys(row["account_key"] for row in kept))}
    return {
        **segment_words(segment),
        "accounts": [account_words(dimensions.accounts[key]) for key in order],
        "series": [{**one, "account": order[one["account"]]} for one in _series(kept, has_agencies, "account")],
        **{name: spoken[name].get(segment.name, []) for name in spoken},
    }


def _series(found: list[Row], has_agencies: bool, of: str) -> list[Json]:
    """Rows as one series a segment (or account) and agency, with its years."""
    told: list[Json] = []
    for (key, _, _), group in groupby(found, key=lambda row: (row[f"{of}_key"], row["agency_key"], row["account_key"])):
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
        told.append(
            {
                **named,
                **({"agency": first["agency"]} if has_agencies else {}),
                "years": [{"year": row["fiscal_year"], "amounts": some_named(row["amounts"])} for row in years],
            }
        )
    return told


def _spellings(name: str, aliases: tuple[str, ...]) -> Json:
    return {"aliases": list(aliases), "reading": _readings().get(name)}


@cache
def _readings() -> dict[str, str]:
    """How names are read: who types kana finds them."""
    with READINGS.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["reading"] for row in csv.DictReader(file)}


def _by_segment(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(connection, name):
        found.setdefault(row.pop("segment_name"), []).append(row)
    return found


def _directory(
    dimensions: Dimensions,
    accounts: dict[int, list[Row]],
    segments: dict[int, list[Row]],
) -> Json:
    """Accounts and segments: their files, their names in both languages, other spellings, and how they are read."""
    known: dict[str, tuple[str, ...]] = defaultdict(tuple)
    known |= {one.path: one.aliases for one in reference.accounts()}
    known |= {one.name: one.aliases for one in reference.segments()}
    return {
        "accounts": [
            {**account_words(one), "slug": slug(one.statement, one.path), **_spellings(one.name, known[one.path])}
            for one in (dimensions.accounts[key] for key in accounts)
        ],
        "segments": [
            {**segment_words(one), "slug": slug(one.name), **_spellings(one.name, known[one.name])}
            for one in dimensions.segments.values()
            if one.key in segments
        ],
    }
