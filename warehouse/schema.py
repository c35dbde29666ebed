"""The objects of a warehouse: creating tables, views and macros, their version, and migrating an older one.

To change a table: edit its file in `tables/`, add the next number to `migrations/` unless the newest one has not been
released, and run `python -m tests.support.schema_versions`, which writes down the tables of that version for the tests.

A migration is forward only and one transaction. Every table is set aside as a plain copy `previous_<table>`, the
migrations that are due run in order over these copies, the tables are dropped, created as they are now, and filled
again by column name. A new table, a column that may be NULL, another order of columns and another constraint need no
statement, and the file is there for its number. Anything else is said over the copies, which nothing constrains:

    ALTER TABLE previous_fact_amount RENAME COLUMN amount TO amount_yen;
    ALTER TABLE previous_fact_repair ADD COLUMN cost INTEGER; UPDATE previous_fact_repair SET cost = 1;
    DROP TABLE previous_fact_forgotten;

A column or table that was and is no more must be dropped there: else the migration fails, and nothing is lost unsaid.

Why not ALTER in place: DuckDB can neither rename nor constrain nor order a column of a table that others refer to.
Why not a new file put in the old one's place: in one transaction the tables of others stay, the lock is never let go,
and what is killed has not happened.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb

from warehouse import marts, statement_views
from warehouse.lake.connection import is_lake, schema_version
from warehouse.lake.ddl import adapted
from warehouse.quoting import literal

_FOLDER = Path(__file__).parent
_FIRST_VERSION = 1
_PREVIOUS = "previous_"
_OBJECT = re.compile(r"\d+_(?P<name>\w+)")

Columns = dict[str, list[tuple[str, str]]]


class SchemaError(RuntimeError):
    """The tables that are there cannot be used; the message says why and what to do, but names no file."""


def current_version() -> int:
    """The version of today's tables: the number of the newest migration."""
    return max(_migrations(), default=_FIRST_VERSION)


def version_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The version of the tables that are there; None where none of ours is."""
    noted = _noted(connection)
    if noted is not None:
        return noted[0]
    return _FIRST_VERSION if "dim_document" in _tables(connection) else None


def create_objects(connection: duckdb.DuckDBPyConnection, *, comments: bool = True) -> None:
    """Create the tables that are not there yet, and views, macros and comments as they are now; migrate older tables.

    Within a transaction of the caller's. SchemaError where a newer program made the tables. Does nothing where all is
    as this program created it. Of a new file's objects the comments take most of the time.
    """
    found = version_of(connection)
    if found is not None and found != current_version():
        require_known(found)
        _migrate(connection, found)
    elif _is_as_created(connection):
        return
    _run_scripts(connection, "tables", comments=comments)
    _run_scripts(connection, "views", comments=comments)
    _run(connection, statement_views.script(statement_views.segments_in(connection)), comments=comments)
    if found is not None:
        marts.make_anew(connection)  # by the views of today
    version = current_version()
    connection.execute("DELETE FROM warehouse_version WHERE version <> $version", {"version": version})
    connection.execute(
        "INSERT INTO warehouse_version SELECT $version, now(), '' WHERE NOT EXISTS (FROM warehouse_version)",
        {"version": version},
    )
    _note_fingerprint(connection)


def view_statements(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What makes the views and macros of a warehouse over its tables, in order, without their comments."""
    scripts = [file.read_text(encoding="utf-8") for file in _files("views")]
    scripts.append(statement_views.script(statement_views.segments_in(connection)))
    statements = (one.query for script in scripts for one in connection.extract_statements(script))
    return [one for one in statements if not _is_comment(one)]


def create_statement_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create anew the views that have a column for each segment; for where the segments have changed."""
    _run(connection, statement_views.script(statement_views.segments_in(connection)))
    _note_fingerprint(connection)


def require_known(version: int) -> None:
    """SchemaError where the version is newer than this program."""
    if version > current_version():
        raise SchemaError(
            f"this warehouse is of version {version}, made by a newer tsujitsuma (this one knows up to version"
            f" {current_version()}); use that one, or name another file"
        )


def require_current(connection: duckdb.DuckDBPyConnection) -> None:
    """SchemaError where some of our tables are there, but not all of them with the columns of today."""
    version = version_of(connection)
    if version is not None:
        require_known(version)
        if version < current_version():
            raise SchemaError(
                f"this warehouse is of version {version}, older than this tsujitsuma (version {current_version()});"
                " to bring it up to date run: tsujitsuma ingest"
            )
        if _is_as_created(connection):
            return
    with duckdb.connect() as fresh:
        _run_scripts(fresh, "tables", comments=False)
        expected = columns(fresh)
    found = {table: known for table, known in columns(connection).items() if table in expected}
    if found and found != expected:
        wrong = ", ".join(sorted(table for table in expected if found.get(table) != expected[table]))
        raise SchemaError(
            f"tables are missing or of another version ({wrong}); name another file, or remove this one and ingest"
            " again"
        )


def columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    """Names and types of the columns of every table and view."""
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = current_database() AND NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    return {
        table: [(column, data_type) for _, column, data_type in group]
        for table, group in groupby(rows, key=itemgetter(0))
    }


def _migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Rebuild the tables from plain copies, over which the migrations after `version` have run."""
    ours = [name for name in _names("tables") if name in _tables(connection)]
    kept = [*ours, *(name for name in _tables(connection) if name not in ours and _is_of_ours(name))]
    try:
        for name in kept:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {_PREVIOUS}{name} AS FROM main.{name}")
        for number, script in sorted(_migrations().items()):
            if number > version:
                _run(connection, script)
        _drop(connection, kept)
        _run_scripts(connection, "tables", comments=False)
        for name in _names("tables"):
            if name != "warehouse_version":
                _put_back(connection, name)
        connection.execute(f"DROP TABLE IF EXISTS {_PREVIOUS}warehouse_version")
        left = [name for name in _tables(connection, "temp") if name.startswith(_PREVIOUS)]
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.ConstraintException) as error:
        raise SchemaError(_cannot_migrate(version, str(error).strip().splitlines()[0])) from error
    if left:
        raise SchemaError(_cannot_migrate(version, f"no table of today takes what {', '.join(sorted(left))} holds"))


def _cannot_migrate(version: int, reason: str) -> str:
    return (
        f"this warehouse of version {version} cannot be migrated to version {current_version()}, nothing was changed"
        f" ({reason}); name another file, or remove this one and ingest again"
    )


def _drop(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """Drop tables, those first that others do not refer to."""
    references = connection.execute(
        "SELECT table_name, referenced_table FROM duckdb_constraints()"
        " WHERE database_name = current_database() AND constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    waiting = list(names)
    while waiting:
        referenced = {parent for child, parent in references if child in waiting and child != parent}
        # Where all are referred to, the first says by its error what refers to it.
        free = [name for name in waiting if name not in referenced] or waiting[:1]
        for name in free:
            connection.execute(f"DROP TABLE main.{name}")
            waiting.remove(name)


def _put_back(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    previous = _PREVIOUS + name
    if previous in _tables(connection, "temp"):
        # By name: a column that the table no longer has is an error here, and never lost.
        connection.execute(f"INSERT INTO main.{name} BY NAME FROM temp.{previous}")
        connection.execute(f"DROP TABLE temp.{previous}")


def _is_of_ours(name: str) -> bool:
    """A table that an earlier version had and today's has not: some migration speaks of its copy."""
    return any(re.search(rf"\b{_PREVIOUS}{re.escape(name)}\b", script) for script in _migrations().values())


def _is_as_created(connection: duckdb.DuckDBPyConnection) -> bool:
    noted = _noted(connection)
    return noted is not None and noted[1] == _fingerprint(connection)


def _noted(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    """The version and the fingerprint that a warehouse holds; None where it holds none."""
    try:
        # Asked rather than looked for: of a lake, to list the tables counts the rows of each.
        row = connection.execute("SELECT max(version), any_value(objects_sha256) FROM warehouse_version").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    return (int(row[0]), row[1]) if row and row[0] is not None else None


def _note_fingerprint(connection: duckdb.DuckDBPyConnection) -> None:
    """Note it in the transaction that makes the objects."""
    connection.execute(
        "UPDATE warehouse_version SET objects_sha256 = $hash", {"hash": _fingerprint(connection, is_being_made=True)}
    )


def _fingerprint(connection: duckdb.DuckDBPyConnection, *, is_being_made: bool = False) -> str:
    """A hash over the scripts and over what the database holds of the objects that they create.

    A lake counts the transactions that change objects: that number says the same, and takes nothing to read.
    """
    digest = hashlib.sha256(duckdb.__version__.encode())
    for folder in ("tables", "views"):
        for file in _files(folder):
            digest.update(file.read_bytes())
    for file in marts.scripts():
        digest.update(file.read_bytes())
    # Whichever segments there are: those of this warehouse show in the columns that it holds.
    digest.update(statement_views.script(statement_views.reference_segments()).encode())
    if is_lake(connection):
        digest.update(str(schema_version(connection) + is_being_made).encode())
        return digest.hexdigest()
    # Not the text of views and macros, which DuckDB writes in more than one way; replacing one drops its comment.
    held = connection.execute(
        "SELECT name, what, definition, comment FROM ("
        " SELECT table_name AS name, 'table' AS what, sql AS definition, comment FROM duckdb_tables()"
        " WHERE database_name = current_database()"
        " UNION ALL SELECT view_name, 'view', '', comment FROM duckdb_views()"
        " WHERE database_name = current_database() AND NOT internal"
        " UNION ALL SELECT table_name || '.' || column_name, 'column', data_type, comment FROM duckdb_columns()"
        " WHERE database_name = current_database() AND NOT internal"
        " UNION ALL SELECT function_name, 'macro', '', comment FROM duckdb_functions()"
        " WHERE database_name = current_database() AND NOT internal"
        ") ORDER BY ALL"
    )
    # Not by a parameter: DuckDB imports pandas to bind one, which takes longer than all the rest.
    names = {*_names("tables"), *_names("views"), *statement_views.names()}
    digest.update(repr([row for row in held.fetchall() if row[0].partition(".")[0] in names]).encode())
    return digest.hexdigest()


def _migrations() -> dict[int, str]:
    """The scripts of the migrations by the version that each leads to."""
    return {int(file.name.partition("_")[0]): file.read_text(encoding="utf-8") for file in _files("migrations")}


def _run_scripts(connection: duckdb.DuckDBPyConnection, folder: str, *, comments: bool = True) -> None:
    for file in _files(folder):
        _run(connection, file.read_text(encoding="utf-8"), comments=comments)


def _run(connection: duckdb.DuckDBPyConnection, script: str, *, comments: bool = True) -> None:
    statements = connection.extract_statements(script)
    kept = [one for one in statements if comments or not _is_comment(one.query)]
    for statement in adapted([one.query for one in kept]) if is_lake(connection) else kept:
        connection.execute(statement)


def _is_comment(statement: str) -> bool:
    return statement.lstrip().startswith("COMMENT ")


def _files(folder: str) -> list[Path]:
    return sorted((_FOLDER / folder).glob("*.sql"))


def _names(folder: str) -> list[str]:
    """The objects of a folder, one a file, in the order in which they are created."""
    return [found["name"] for file in _files(folder) if (found := _OBJECT.fullmatch(file.stem))]


def _tables(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> set[str]:
    # Not by a parameter, as above.
    name = "current_database()" if database is None else literal(database)
    rows = connection.execute(f"SELECT table_name FROM duckdb_tables() WHERE database_name = {name}").fetchall()  # noqa: S608
    return {name for (name,) in rows}
