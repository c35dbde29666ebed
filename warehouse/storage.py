"""How DuckDB lays out a warehouse file: in the format of 1.4, which keeps indexes of many equal keys in small pieces.

In the format that DuckDB writes by default, for readers of 0.10, every checkpoint writes each index of a declared
reference anew and whole: publishing one document took the longer the more were held, and files were twice as large.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from warehouse.quoting import literal

STORAGE_VERSION = "v1.4.0"
_VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def make_file(path: Path) -> None:
    """Write an empty file of this format."""
    with duckdb.connect() as connection:
        _attach(connection, path)


def is_of_older_format(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file that is open is of a format before this one."""
    (found,) = connection.execute(
        "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()[0]
    return _numbers(found or STORAGE_VERSION) < _numbers(STORAGE_VERSION)


def renew_format(path: Path) -> None:
    """Give a file this format; what it holds takes it on when it is next written. Nobody may have the file open."""
    with duckdb.connect() as connection:
        _attach(connection, path)
        # The format is written with the next change.
        connection.execute("CREATE TABLE warehouse.format_is_renewed (is_so BOOLEAN)")
        connection.execute("DROP TABLE warehouse.format_is_renewed")
        connection.execute("FORCE CHECKPOINT warehouse")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(f"ATTACH {literal(str(path))} AS warehouse (STORAGE_VERSION '{STORAGE_VERSION}')")


def _numbers(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    return tuple(map(int, found.groups())) if found else ()
