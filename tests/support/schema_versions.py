"""The tables of each version as they were written down, and the script that writes down today's.

Run it after a change of `warehouse/tables/`: python -m tests.support.schema_versions
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import schema

FOLDER = Path(__file__).parent / "versions"


def written_versions() -> list[int]:
    """The versions of which the tables are written down."""
    return sorted(int(file.stem) for file in FOLDER.glob("*.sql") if file.stem.isdigit())


def tables_of(version: int) -> str:
    """The tables of a version as they were written down."""
    return (FOLDER / f"{version}.sql").read_text(encoding="utf-8")


def rows_of(version: int) -> str:
    """A few rows of each of its tables; none where they were not written down."""
    file = FOLDER / f"{version}_rows.sql"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def tables_in(connection: duckdb.DuckDBPyConnection) -> str:
    """The tables of a database without their comments, one a line, in the order in which they were created."""
    rows = connection.execute(
        "SELECT sql FROM duckdb_tables() WHERE database_name = current_database() ORDER BY table_oid"
    ).fetchall()
    return "".join(f"{sql}\n" for (sql,) in rows)


def tables_of_today() -> str:
    """The tables as a new warehouse has them."""
    with duckdb.connect() as connection:
        schema.create_objects(connection, comments=False)
        return tables_in(connection)


if __name__ == "__main__":
    newest = FOLDER / f"{schema.current_version()}.sql"
    newest.write_text(tables_of_today(), encoding="utf-8")
    print(f"wrote {newest}")
