"""One fiscal year over all meetings: its totals and results from the first budget to the settlement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.contradictions import some_named
from dashboard.reading import Row, query, rows
from dashboard.trust import Json

if TYPE_CHECKING:
    import duckdb


def fiscal_years(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, Json]]:
    """Each fiscal year of which a total or result is known, with its JSON."""
    for name in ("version_amounts", "year_places", "version_series"):
        connection.execute(query(name))
    accounts, versions, series, settlements = (
        _by_year(rows(connection, name))
        for name in ("year_accounts", "year_versions", "year_series", "year_settlements")
    )
    for year in sorted(accounts):
        yield year, _year(year, accounts[year], versions[year], series[year], settlements.get(year, []))


def _year(year: int, accounts: list[Row], versions: list[Row], series: list[Row], settlements: list[Row]) -> Json:
    numbers = {row["account_key"]: number for number, row in enumerate(accounts)}
    # Where there is one agency alone, its name would only be repeated.
    has_agencies = len({row["agency"] for row in versions}) > 1

    def of_agency(row: Row) -> Json:
        return {"agency": row["agency"]} if has_agencies else {}

    return {
        "fiscal_year": year,
        "versions": [
            {
                "version": row["budget_version"],
                "meeting_id": row["meeting_id"],
                "id": row["id"],
                "date": row["meeting_date"],
                **of_agency(row),
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
            {
                "account": numbers[row["account_key"]],
                **_segment(row),
                **of_agency(row),
                "amounts": some_named(row["amounts"]),
            }
            for row in series
        ],
        "budget_and_settlement": [
            {
                "account": numbers[row["account_key"]],
                **_segment(row),
                **of_agency(row),
                **{
                    name: row[name]
                    for name in (
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
                },
            }
            for row in settlements
        ],
    }


def _segment(row: Row) -> Json:
    return {"segment": row["segment_name"], "segment_en": row["segment_name_en"], "is_total": row["is_total"]}


def _by_year(found: list[Row]) -> dict[int, list[Row]]:
    return {year: list(of_year) for year, of_year in groupby(found, key=lambda row: int(row["fiscal_year"]))}
