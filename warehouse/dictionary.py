"""The data dictionary: tables, views and macros with their columns and comments, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from warehouse.quoting import literal

_HEAD = """# Data dictionary

Every table, view and macro of the warehouse, from the comments that the warehouse itself holds (`duckdb_tables()`,
`duckdb_columns()`, …). Generated: after a change of `warehouse/`, `make docs` writes it anew.
"""
_GROUPS = (
    ("Dimensions", "dim_", "What amounts and words are about."),
    ("Bridge", "bridge_", "Which rows of two dimensions belong together."),
    ("Facts", "fact_", "What the texts say, and what was found of it."),
    ("Marts", "mart_", "What is read often, kept by keys as views define it; ask the views."),
    ("The warehouse itself", "warehouse_", "What the program notes of its own."),
)
_VIEWS = (
    "What to query. `balance_sheet`, `income_statement` and `cash_plan` have a column for each segment that the"
    " warehouse knows; those of the reference data stand here."
)
_COLUMNS = """
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND table_name = {name}
ORDER BY column_index
"""
_KEYS = """
SELECT constraint_column_names, constraint_type, referenced_table
FROM duckdb_constraints()
WHERE database_name = current_database() AND schema_name = 'main' AND table_name = {name}
    AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY constraint_type DESC, constraint_column_names
"""
_OBJECTS = {
    "tables": "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = current_database()"
    " AND schema_name = 'main' ORDER BY table_name",
    "views": "SELECT view_name, comment FROM duckdb_views() WHERE database_name = current_database()"
    " AND schema_name = 'main' AND NOT internal ORDER BY view_name",
    "macros": "SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment FROM duckdb_functions()"
    " WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal ORDER BY function_name",
}


@dataclass(frozen=True, slots=True)
class _Object:
    name: str
    comment: str


def data_dictionary(connection: duckdb.DuckDBPyConnection) -> str:
    """The dictionary of a warehouse."""
    tables, views, macros = (_objects(connection, kind) for kind in ("tables", "views", "macros"))
    lines = [_HEAD]
    for title, prefix, about in _GROUPS:
        lines += [f"## {title}\n", f"{about}\n"]
        for table in tables:
            if table.name.startswith(prefix):
                lines += _described(connection, table)
    lines += ["## Views\n", f"{_VIEWS}\n"]
    for view in views:
        lines += _described(connection, view)
    lines += ["## Macros\n", "| macro | what it gives |", "|---|---|"]
    lines += [f"| `{macro.name}` | {_cell(macro.comment)} |" for macro in macros]
    return "\n".join(lines) + "\n"


def _objects(connection: duckdb.DuckDBPyConnection, kind: str) -> list[_Object]:
    return [_Object(name, comment or "") for name, comment in connection.execute(_OBJECTS[kind]).fetchall()]


def _described(connection: duckdb.DuckDBPyConnection, described: _Object) -> Iterator[str]:
    name = literal(described.name)
    keys: dict[str, str] = {}
    for columns, kind, referenced in connection.execute(_KEYS.format(name=name)).fetchall():
        for column in columns:
            said = "primary key" if kind == "PRIMARY KEY" else f"→ `{referenced}`"
            keys[column] = f"{keys[column]}, {said}" if column in keys else said
    yield f"### {described.name}\n"
    yield f"{_cell(described.comment)}\n"
    yield "| column | type | key | meaning |" if keys else "| column | type | meaning |"
    yield "|---|---|---|---|" if keys else "|---|---|---|"
    for column, data_type, comment in connection.execute(_COLUMNS.format(name=name)).fetchall():
        key = f" {keys.get(column, '')} |" if keys else ""
        yield f"| `{column}` | {_cell(data_type)} |{key} {_cell(comment or '')} |"
    yield ""


def _cell(text: str) -> str:
    """A text as it reads in a cell of a Markdown table."""
    for mark in "\\|<*":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
