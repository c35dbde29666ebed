"""What a warehouse holds, in its own words: its views and tables, and their columns."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_OBJECTS = """
SELECT view_name AS name, 'view' AS kind, coalesce(comment, '') FROM duckdb_views()
WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
UNION ALL
SELECT table_name, 'table', coalesce(comment, '') FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'main'
ORDER BY kind DESC, name
"""
_COLUMNS = """
SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND ($name IS NULL OR table_name = $name)
ORDER BY table_name, column_index
"""


@dataclass(frozen=True, slots=True)
class Description:
    """A view, a table or a column: `kind` is view or table, of a column its type."""

    name: str
    kind: str
    meaning: str


def objects(connection: duckdb.DuckDBPyConnection) -> tuple[Description, ...]:
    """Views first: they are what is asked."""
    return tuple(Description(*row) for row in connection.execute(_OBJECTS).fetchall())


def describe(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[Description, ...]:
    """The columns of a table or view; none where there is none of that name."""
    return columns_by_object(connection, name).get(name, ())


def columns_by_object(
    connection: duckdb.DuckDBPyConnection, name: str | None = None
) -> dict[str, tuple[Description, ...]]:
    """The columns of every table and view, or of the one that is named."""
    found: dict[str, tuple[Description, ...]] = {}
    for owner, *described in connection.execute(_COLUMNS, {"name": name}).fetchall():
        found[owner] = (*found.get(owner, ()), Description(*described))
    return found
