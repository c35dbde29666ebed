"""A query of a person or a program: read-only, bounded in time and rows, and with the mark of what is disputed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb

from warehouse.asking.summing import sums_totals
from warehouse.querying import QueryError, Row, json_results, lock, results
from warehouse.store import open_for_reading

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The last result of a query: its columns, which of them are numbers, and its first rows as text.

    `disputed` are the cells (row, column; from 0) whose value is one that a disputed figure may be taken to have.
    """

    columns: tuple[str, ...]
    are_numbers: tuple[bool, ...]
    rows: tuple[Row, ...]
    is_cut: bool
    disputed: tuple[tuple[int, int], ...]


def ask(warehouse: Path, query: str, limit: int) -> Answer:
    """Run a query's statements and give the rows of the last one. QueryError, or WarehouseError."""
    with _sandbox(warehouse) as (connection, disputed):
        found = [(one, tuple(islice(one.rows, limit + 1))) for one in results(connection, query)]
    if not found:
        raise QueryError("the query gives no rows: write a SELECT")
    result, rows = found[-1]
    shown, doubtful = rows[:limit], {str(value) for value in disputed}
    marked = (
        (row, column)
        for row, values in enumerate(shown)
        for column, value in enumerate(values)
        if result.are_numbers[column] and value in doubtful
    )
    return Answer(result.columns, result.are_numbers, shown, len(rows) > limit, tuple(marked))


@dataclass(frozen=True, slots=True)
class Objects:
    """Rows as JSON objects, whether more follow, whether any figure is disputed, and whether totals are summed."""

    rows: list[dict[str, Any]]
    is_cut: bool
    has_disputed: bool
    sums_totals: bool


def ask_for_objects(warehouse: Path, query: str, limit: int) -> Objects:
    """The rows of the last statement.

    A row with the value of a disputed figure names its columns under `disputed`.
    """
    with _sandbox(warehouse) as (connection, doubtful):
        found = [list(islice(rows, limit + 1)) for rows in json_results(connection, query)]
        is_naive = sums_totals(connection, query)
    if not found:
        raise QueryError("the query gives no rows: write a SELECT")
    rows = [json.loads(row) for row in found[-1]]
    return Objects([_marked(row, doubtful) for row in rows[:limit]], len(rows) > limit, bool(doubtful), is_naive)


def disputed_values(connection: duckdb.DuckDBPyConnection) -> frozenset[int]:
    """What a disputed figure could be taken to be: as it is printed, or as it stands in the warehouse."""
    rows = connection.execute(
        "SELECT unnest([amount_yen, printed_yen]) AS yen FROM fact_figure WHERE status = 'disputed'"
    ).fetchall()
    return frozenset(yen for (yen,) in rows if yen)


def _marked(row: dict[str, Any], doubtful: frozenset[int]) -> dict[str, Any]:
    named = [name for name, value in row.items() if isinstance(value, int) and value in doubtful]
    return {**row, "disputed": named} if named else row


@contextmanager
def _sandbox(warehouse: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, frozenset[int]]]:
    """A connection for one query of anyone's, stopped in time, and what a disputed figure could be taken to be."""
    with open_for_reading(warehouse) as connection:
        disputed = disputed_values(connection)
        lock(connection)
        with _stopped_in_time(connection):
            yield connection, disputed


@contextmanager
def _stopped_in_time(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    timer = Timer(SECONDS, connection.interrupt)
    timer.start()
    try:
        yield
    except QueryError as error:
        if timer.finished.is_set():
            raise QueryError(f"stopped after {SECONDS:g} seconds: narrow the question") from error
        raise
    finally:
        timer.cancel()
