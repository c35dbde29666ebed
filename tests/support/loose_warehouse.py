"""A meeting's warehouse in tables without the constraints that would refuse faults, and the rules over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from expectations.audit import structure_rows
from expectations.rules import structure_rules
from tests.support.loaded_meetings import NOW, frames_of, sixth
from warehouse.store import create_objects, load

VIEWS = Path(__file__).parents[2] / "warehouse" / "views"
FILE_NAME = "2015-02-26_keiei-shingi-iinkai_06.txt"


@contextmanager
def loose_warehouse(text: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose tables are unconstrained copies, under views that read them; of another text where given."""
    with duckdb.connect() as connection:
        create_objects(connection, comments=False)
        load(connection, frames_of(sixth() if text is None else text, FILE_NAME), NOW)
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
        connection.execute("CREATE SCHEMA loose")
        for (name,) in tables:
            connection.execute(f"CREATE TABLE loose.{name} AS FROM main.{name}")
        connection.execute("SET search_path = 'loose,main'")
        for path in sorted(VIEWS.glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
        yield connection


def failing(connection: duckdb.DuckDBPyConnection, *, is_blocking: bool = True) -> set[str]:
    """The names of the rules that fail."""
    return {rule for rule, holds in _rows(connection, is_blocking=is_blocking) if not holds}


def judged(connection: duckdb.DuckDBPyConnection) -> Counter[str]:
    """How much each rule checks."""
    return Counter(rule for blocking in (True, False) for rule, _ in _rows(connection, is_blocking=blocking))


def _rows(connection: duckdb.DuckDBPyConnection, *, is_blocking: bool) -> list[tuple[str, bool]]:
    rules = [rule for rule in structure_rules() if rule.is_blocking == is_blocking and rule.judgement == "holds"]
    return [(row[0], row[3]) for row in connection.execute(structure_rows(rules)).fetchall()]
