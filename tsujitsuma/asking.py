"""A warehouse as Polars frames: its views, its amounts, and one figure with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.runtime.named_warehouse import name_warehouse
from pipelines.runtime.paths import default_warehouse
from warehouse.asking.figures import explain_figure
from warehouse.lake.address import whole
from warehouse.querying import QueryError, lock, require_only_reading
from warehouse.store import open_for_reading

_AMOUNTS = """
FROM amounts
WHERE ($statement IS NULL OR statement_code = $statement)
    AND ($segment IS NULL OR $segment IN (segment_name, segment_name_en))
    AND ($fiscal_year IS NULL OR fiscal_year = $fiscal_year)
    AND ($budget_version IS NULL OR budget_version = $budget_version)
"""


class Warehouse:
    """A warehouse that is open for reading: queries neither change it nor reach any other file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def sql(self, query: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
        """The rows of a query; parameters by their names ($year). QueryError for what cannot be run."""
        require_only_reading(self._connection, query)
        try:
            return self._connection.execute(query, parameters).pl()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def amounts(
        self,
        statement: str | None = None,
        segment: str | None = None,
        fiscal_year: int | None = None,
        budget_version: str | None = None,
    ) -> pl.DataFrame:
        """The view `amounts`: a row for each amount of each meeting, in yen, with its status.

        Totals stand beside their items and 合計 beside its segments: sum the view `leaf_amounts` instead.
        `statement` is a code (balance_sheet), `segment` a name, also in English.
        """
        asked = {
            "statement": statement,
            "segment": segment,
            "fiscal_year": fiscal_year,
            "budget_version": budget_version,
        }
        return self.sql(_AMOUNTS, asked)

    def explain(self, file_name: str, source_line: int, source_column: int) -> dict[str, Any]:
        """A figure with its line, its repair and every identity on it; KeyError where none stands there.

        `source_line` counts from 1, `source_column` is the cell, 0 its label: as the view `figures` has them.
        """
        found = explain_figure(self._connection, file_name, source_line, source_column)
        if found is None:
            raise KeyError(f"{file_name}:{source_line}: no figure in cell {source_column}")
        return found


@contextmanager
def open_warehouse(path: str | Path | None = None) -> Iterator[Warehouse]:
    """Open a warehouse for reading: the one that the commands use, where none is named.

    WarehouseError where there is none, or where it is being written.
    """
    with open_for_reading(_named(path)) as connection:
        lock(connection)
        yield Warehouse(connection)


def amounts(
    statement: str | None = None,
    segment: str | None = None,
    fiscal_year: int | None = None,
    budget_version: str | None = None,
    *,
    warehouse: str | Path | None = None,
) -> pl.DataFrame:
    """`Warehouse.amounts` of a warehouse that is opened for it."""
    with open_warehouse(warehouse) as opened:
        return opened.amounts(statement, segment, fiscal_year, budget_version)


def explain(
    file_name: str, source_line: int, source_column: int, *, warehouse: str | Path | None = None
) -> dict[str, Any]:
    """`Warehouse.explain` of a warehouse that is opened for it."""
    with open_warehouse(warehouse) as opened:
        return opened.explain(file_name, source_line, source_column)


def _named(path: str | Path | None) -> Path:
    name_warehouse()
    return default_warehouse() if path is None else whole(Path(path))
