"""One fiscal year of an agency over its meetings: its totals and results from the first budget to the settlement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.contradictions import some_named
from dashboard.reading import Row, query, rows
from dashboard.trust import Json

if TYPE_CHECKING:
    import duckdb

_SETTLED = (
    "budget_version",
    "budget_yen",
    "settlement_yen",
    "difference_yen",
    "budget_unit_yen",
    "settlement_unit_yen",
    "budget_status",
    "settlement_status",
    "budget_id",
    "budget_line",
    "budget_cell",
    "settlement_id",
    "settlement_line",
    "settlement_cell",
    "is_contradicted",
)


def fiscal_years(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int, Json]]:
    """Each agency of the table batch_agency and fiscal year of which a total or result is known, with its JSON.

    Makes the temporary table version_series, of which accounts and segments are made too.
    """
    for name in ("version_amounts", "year_places", "version_series"):
        connection.execute(query(name))
    accounts, versions, series, settlements = (
        _by_place(rows(connection, name))
        for name in ("year_accounts", "year_versions", "year_series", "year_settlements")
    )
    for place in accounts:
        yield *place, _year(place[1], accounts[place], versions[place], series[place], settlements.get(place, []))


def _year(year: int, accounts: list[Row], versions: list[Row], series: list[Row], settlements: list[Row]) -> Json:
    numbers = {row["account_key"]: number for number, row in enumerate(accounts)}
    return {
        "fiscal_year": year,
        "versions": [
            {
                "version": row["budget_version"],
                "meeting_id": row["meeting_id"],
                "id": row["id"],
                "date": row["meeting_date"],
            }
            for row in versions
        ],
        "accounts": [
            {
                "path": row["account_path"],
                "name": row["account_name"],
                "name_en": row["account_name_en"],
                "role": row["account_role"],
                "statement": row["statement_code"],
            }
            for row in accounts
        ],
        "series": [
            {"account": numbers[row["account_key"]], **_segment(row), "amounts": some_named(row["amounts"])}
            for row in series
        ],
        "budget_and_settlement": [
            {"account": numbers[row["account_key"]], **_segment(row), **{name: row[name] for name in _SETTLED}}
            for row in settlements
        ],
    }


def _segment(row: Row) -> Json:
    return {"segment": row["segment_name"], "segment_en": row["segment_name_en"], "is_total": row["is_total"]}


def _by_place(found: list[Row]) -> dict[tuple[int, int], list[Row]]:
    """Rows by agency and year."""
    return {
        place: list(group)
        for place, group in groupby(found, key=lambda row: (int(row["agency_key"]), int(row["fiscal_year"])))
    }
