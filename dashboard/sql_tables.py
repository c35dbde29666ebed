"""The warehouse's tables as Parquet, and how its views are made over them: what in_browser.py's engine reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.files import to_json
from dashboard.in_browser import FOLDER
from dashboard.manifest import fingerprint
from dashboard.partitions import partitions
from dashboard.parts import Keeping
from dashboard.trust import Json
from warehouse.asking.queries import disputed_values
from warehouse.exporting.tables import copy_rows
from warehouse.quoting import identifier
from warehouse.schema import view_statements

if TYPE_CHECKING:
    import duckdb

_SCHEMA = f"{FOLDER}/schema.json"
_CREATED = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:VIEW|MACRO)\s+\"?(\w+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def write_tables(connection: duckdb.DuckDBPyConnection, keeping: Keeping, objects: Sequence[str]) -> None:
    """Bring the tables up to date, as Parquet, and how the views are made over them.

    What holds documents stands by partitions of them; marts, in which documents are told together, by fiscal year; the
    rest, which is small, whole.
    """
    program = fingerprint([*objects, _duckdb_version()])
    tables = _tables(connection)
    by_document = [name for name, columns in tables.items() if "document_key" in columns and not _is_mart(name)]
    paths: dict[str, list[str]] = {name: [] for name in tables}

    def copied(name: str, source: str, rows: Mapping[str, str]) -> None:
        part = keeping.part(f"{FOLDER}/{name}", source, partial(_copied, connection, rows, name))
        for table, path in part.said["paths"].items():
            paths[table].append(path)

    for agency in partitions(connection):
        for one in agency.partitions:
            keys = ", ".join(map(str, one.documents))
            wanted = {table: f"(FROM {identifier(table)} WHERE document_key IN ({keys}))" for table in by_document}
            copied(one.name, fingerprint([program, one.fingerprint]), wanted)
    for table in filter(_is_mart, tables):
        for year, hashed in _hashed(connection, table, "fiscal_year_key"):
            rows = f"(FROM {identifier(table)} WHERE fiscal_year_key IS NOT DISTINCT FROM {_value(year)})"
            copied(f"{table}-{year}", fingerprint([program, hashed]), {table: rows})
    # A table without a row has a file that tells of its columns.
    for table in tables:
        if not paths[table]:
            hashed = " ".join(told for _, told in _hashed(connection, table, "0"))
            copied(f"{table}-whole", fingerprint([program, hashed]), {table: identifier(table)})
    keeping.part(FOLDER, fingerprint([program, repr(paths)]), partial(_schema_of, connection, paths))


def _is_mart(table: str) -> bool:
    return table.startswith("mart_")


def _value(key: int | None) -> str:
    return "NULL" if key is None else str(int(key))


def _duckdb_version() -> str:
    import duckdb  # noqa: PLC0415 - named for its version alone

    return duckdb.__version__


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The warehouse's tables with their columns."""
    found = connection.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() JOIN duckdb_tables()"
        " USING (database_name, schema_name, table_name)"
        " WHERE database_name = current_database() AND schema_name = 'main' GROUP BY ALL ORDER BY table_name"
    ).fetchall()
    return {str(name): set(columns) for name, columns in found}


def _hashed(connection: duckdb.DuckDBPyConnection, table: str, by: str) -> list[tuple[int | None, str]]:
    """What a table holds, as a hash of it for each value of a column."""
    hashed = f"SELECT {by} AS by_value, bit_xor(hash(one)), count(*) FROM {identifier(table)} AS one"  # noqa: S608
    found = connection.execute(f"{hashed} GROUP BY ALL ORDER BY ALL").fetchall()
    return [(value, f"{told} {count}") for value, told, count in found]


def _copied(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, str], name: str, folder: Path) -> Json:
    """Write rows of tables; one without a row gets a file only where it is the table's own."""
    paths = {}
    for table, wanted in rows.items():
        path = f"tables/{table}/{name}.parquet"
        target = folder / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if copy_rows(connection, wanted, target) or len(rows) == 1:
            paths[table] = path
        else:
            target.unlink()
    return {"paths": paths}


def _schema_of(connection: duckdb.DuckDBPyConnection, paths: dict[str, list[str]], folder: Path) -> Json:
    schema = {
        "tables": paths,
        "made": list(_made(view_statements(connection), list(paths))),
        "disputed": [str(yen) for yen in sorted(disputed_values(connection))],
    }
    (folder / FOLDER).mkdir(parents=True)
    (folder / _SCHEMA).write_bytes(to_json(schema))
    return {"schema": _SCHEMA}


def _made(statements: list[str], tables: list[str]) -> Iterator[Json]:
    """Each view and macro with its statement, and the names of ours in it: what a query needs is loaded, not all."""
    names = {}
    for statement in statements:
        created = _CREATED.search(statement)
        assert created  # noqa: S101 - nothing else makes views
        names[created[1]] = statement
    known = {*names, *tables}
    for name, statement in names.items():
        yield {"name": name, "statement": statement, "reads": sorted(known & {*_WORD.findall(statement)} - {name})}
