"""The export as one SQLite file, with keys, and what Datasette shows of its tables and columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import duckdb

from warehouse.exporting.tables import Table, rows_of
from warehouse.quoting import identifier

FILE_NAME = "tsujitsuma.sqlite"
METADATA = "datasette.json"
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_FETCHED = 10_000
_GREATEST = (1 << 63) - 1
# The one view that answers "what may I sum?": the others are tables of the export.
_SUMMABLE_MEANING = (
    "Amounts that are safe to sum, within one meeting, fiscal year, version, statement and outermost heading: no"
    " totals, nothing disputed."
)


class Database:
    """A database that is being filled, in a file of its own; `close` makes it whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: list[Table] = []
        self._connection = sqlite3.connect(path, isolation_level=None)
        # It is filled aside, and put in its place when it is whole.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")

    def add(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Write a table with its rows."""
        self._tables.append(table)
        self._connection.execute(_definition(table))
        marks = ", ".join("?" for _ in table.columns)
        insert = f"INSERT INTO {identifier(table.resource.name)} VALUES ({marks})"  # noqa: S608 - a quoted name
        cursor = rows_of(connection, table)
        while rows := cursor.fetchmany(_FETCHED):
            self._connection.executemany(insert, [[_value(value) for value in row] for row in rows])

    def close(self, sources: Sequence[str]) -> None:
        """Write the view, the indexes over foreign keys and, beside the file, Datasette's metadata."""
        for table in self._tables:
            name = table.resource.name
            for columns, _ in table.resource.references():
                index = identifier(f"{name}_by_{'_'.join(columns)}")
                over = ", ".join(map(identifier, columns))
                self._connection.execute(f"CREATE INDEX {index} ON {identifier(name)} ({over})")
        self._connection.execute(
            "CREATE VIEW leaf_amounts AS SELECT * FROM amounts WHERE is_leaf AND status <> 'disputed'"
        )
        self._connection.execute("COMMIT")
        self._connection.close()
        described = json.dumps(self._metadata(sources), ensure_ascii=False, indent=2) + "\n"
        self._path.with_name(METADATA).write_text(described, encoding="utf-8")

    def _metadata(self, sources: Sequence[str]) -> dict[str, object]:
        tables: dict[str, object] = {
            table.resource.name: {
                "title": table.resource.title,
                "description": table.description,
                "columns": {column.name: column.description for column in table.columns if column.description},
            }
            for table in self._tables
        }
        tables["leaf_amounts"] = {"description": _SUMMABLE_MEANING}
        return {
            "title": "会議資料の数字 / Figures of committee materials",
            "description": "Amounts are in yen; one whose status is disputed is never to be trusted.",
            **({"source": ", ".join(sources)} if sources else {}),
            "databases": {Path(FILE_NAME).stem: {"tables": tables}},
        }


def check(path: Path) -> list[str]:
    """What is wrong with a database: broken pages, keys that lead nowhere. Nothing where it is sound."""
    with closing(sqlite3.connect(path)) as connection:
        pages = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
        keys = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [*pages, *(f"{table}: row {row} refers to no row of {other}" for table, row, other, _ in keys)]


def _definition(table: Table) -> str:
    """CREATE TABLE, with its keys."""
    resource = table.resource
    lines = [
        f"{identifier(column.name)} {_TYPES.get(column.field_type, 'TEXT')}{_check(column.name, column.field_type)}"
        for column in table.columns
    ]
    if resource.primary_key:
        lines.append(f"PRIMARY KEY ({', '.join(map(identifier, resource.primary_key))})")
    for columns, other in resource.references():
        names = ", ".join(map(identifier, columns))
        lines.append(f"FOREIGN KEY ({names}) REFERENCES {identifier(other)} ({names})")
    body = ",\n    ".join(lines)
    return f"CREATE TABLE {identifier(resource.name)} (\n    {body}\n)"


def _check(name: str, field_type: str) -> str:
    return f" CHECK ({identifier(name)} IN (0, 1))" if field_type == "boolean" else ""


def _value(value: object) -> object:
    """A value as SQLite holds it: dates and times as ISO texts, numbers of more than 64 bits as texts."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and abs(value) > _GREATEST:
        return str(value)
    return value
