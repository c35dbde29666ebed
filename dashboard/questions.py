"""The page that asks in SQL: what it offers (the warehouse's objects, examples), and answers to what it posts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.trust import Json
from warehouse.asking.objects import columns_by_object, objects
from warehouse.asking.queries import ask
from warehouse.cookbook import questions
from warehouse.querying import QueryError
from warehouse.store import WarehouseError

if TYPE_CHECKING:
    import duckdb

DATA = "data/sql.json"
_MOST_ROWS = 2_000


def offered(connection: duckdb.DuckDBPyConnection, *, in_browser: bool = False) -> Json:
    """The views and tables with the meaning of their columns, and the cookbook's questions as examples.

    `in_browser` says whether the files by which a browser answers by itself lie beside.
    """
    columns = columns_by_object(connection)
    return {
        "objects": [
            {
                "name": one.name,
                "kind": one.kind,
                "meaning": one.meaning,
                "columns": [[column.name, column.kind, column.meaning] for column in columns.get(one.name, ())],
            }
            for one in objects(connection)
        ],
        "in_browser": in_browser,
        "examples": [{"title": one.title, "query": one.query.strip()} for one in questions()],
    }


def answered(warehouse: Path, posted: bytes) -> Json:
    """The result of a query, numbers as text: JavaScript's own end at 2^53; or why there is none."""
    try:
        answer = ask(warehouse, posted.decode("utf-8"), _MOST_ROWS)
    except UnicodeDecodeError:
        return {"error": "the query is not UTF-8"}
    except (QueryError, WarehouseError) as error:
        return {"error": str(error)}
    return {
        "columns": answer.columns,
        "are_numbers": answer.are_numbers,
        "rows": answer.rows,
        "is_cut": answer.is_cut,
        "disputed": answer.disputed,
    }
