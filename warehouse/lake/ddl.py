"""The warehouse's own scripts as DuckLake takes them: tables without constraints, refused comments kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from warehouse.lake.connection import COMMENTS
from warehouse.quoting import identifier, literal

_TABLES = Path(__file__).parents[1] / "tables"
_TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (?P<name>\w+) ")
_COMMENT = re.compile(
    r"COMMENT ON (?P<kind>TABLE|VIEW|COLUMN|MACRO TABLE|MACRO) "
    r'(?P<object>\w+|"[^"]+")(?:\.(?P<column>\w+|"(?:[^"]|"")+"))? IS (?P<comment>.*?);?\s*\Z',
    re.DOTALL,
)
_COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default
FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal
ORDER BY table_name, column_index
"""


def adapted(statements: Sequence[str]) -> Iterator[str]:
    """Statements of tables, views and macros in their order, those that DuckLake refuses replaced."""
    kept: dict[tuple[str, str | None], str] = {}
    for statement in statements:
        text = _without_remarks(statement)
        table, comment = _TABLE.match(text), _COMMENT.match(text)
        if table and table["name"] in tables():
            yield tables()[table["name"]]
        elif comment and _is_refused(comment):
            kept[_name(comment["object"]), comment["column"] and _name(comment["column"])] = comment["comment"]
        else:
            yield statement
    if kept:
        objects = ", ".join(sorted({literal(name) for name, _ in kept}))
        rows = ", ".join(
            f"({literal(name)}, {'NULL' if column is None else literal(column)}, {comment})"
            for (name, column), comment in kept.items()
        )
        yield f"DELETE FROM {COMMENTS} WHERE object_name IN ({objects})"  # noqa: S608 - the scripts' own names
        yield f"INSERT INTO {COMMENTS} VALUES {rows}"  # noqa: S608 - as above


@cache
def tables() -> dict[str, str]:
    """By name the statement that creates a table with its columns alone: a lake knows no constraint but NOT NULL."""
    with duckdb.connect() as whole:
        create_tables(whole)
        columns = whole.execute(_COLUMNS).fetchall()
    return {
        name: f"CREATE TABLE IF NOT EXISTS {name} ({', '.join(_column(*column) for _, *column in group)})"
        for name, group in groupby(columns, key=itemgetter(0))
    }


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables as a DuckDB file has them, with all constraints."""
    for file in sorted(_TABLES.glob("*.sql")):
        for statement in connection.extract_statements(file.read_text(encoding="utf-8")):
            if not _without_remarks(statement.query).startswith("COMMENT "):
                connection.execute(statement)


def _column(name: str, data_type: str, is_nullable: bool, default: str | None) -> str:
    words = [identifier(name), data_type]
    words += [] if default is None else [f"DEFAULT {default}"]
    words += [] if is_nullable else ["NOT NULL"]
    return " ".join(words)


def _is_refused(comment: re.Match[str]) -> bool:
    kind = comment["kind"]
    return kind.startswith("MACRO") or (kind == "COLUMN" and _name(comment["object"]) not in tables())


def _name(written: str) -> str:
    return written[1:-1].replace('""', '"') if written.startswith('"') else written


def _without_remarks(statement: str) -> str:
    return re.sub(r"\A(?:\s|--[^\n]*\n)+", "", statement)
