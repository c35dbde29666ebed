"""Connections to a lake: DuckDB in memory, the lake attached to it and in use as if it were the database."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from warehouse.lake.address import Lake, LakeError
from warehouse.lake.catalog import State, state_of
from warehouse.memory import bound_memory
from warehouse.quoting import literal

NAME = "lake"
# Comments that DuckLake refuses: of views' columns and of macros.
COMMENTS = "lake_comment"
_EXTENSIONS = ("ducklake", "postgres_scanner")
_S3 = "httpfs"
_CHECKED_BEFORE: dict[str, str | bool | int | float | list[str]] = {"allow_unsigned_extensions": True}
# Fields of DuckDB's secret by the variables that every S3 client knows.
_S3_SECRET = {
    "KEY_ID": ("AWS_ACCESS_KEY_ID",),
    "SECRET": ("AWS_SECRET_ACCESS_KEY",),
    "SESSION_TOKEN": ("AWS_SESSION_TOKEN",),
    "REGION": ("AWS_REGION", "AWS_DEFAULT_REGION"),
}
_S3_ENDPOINT = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
# Macros of the connection are found before DuckDB's own: whoever asks for comments finds those kept as data, too.
_COMMENTED = """
CREATE TEMP MACRO duckdb_columns() AS TABLE
SELECT found.* REPLACE (coalesce(found.comment, kept.comment) AS comment)
FROM system.main.duckdb_columns() AS found
LEFT JOIN lake.main.lake_comment AS kept
    ON found.database_name = 'lake' AND kept.object_name = found.table_name AND kept.column_name = found.column_name;
CREATE TEMP MACRO duckdb_functions() AS TABLE
SELECT found.* REPLACE (coalesce(found.comment, kept.comment) AS comment)
FROM system.main.duckdb_functions() AS found
LEFT JOIN lake.main.lake_comment AS kept
    ON found.database_name = 'lake' AND kept.object_name = found.function_name AND kept.column_name IS NULL;
"""


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a connection's warehouse is a lake."""
    rows = connection.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()").fetchall()
    return rows == [("ducklake",)]


def connect(lake: Lake, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect; LakeError where it cannot be. A lake that is not there yet is made where it may be written.

    What only reads stays at the snapshot that was the last one then: all of its queries see the same.
    """
    state = state_of(lake, read_only=read_only)
    if state is None and read_only:
        raise LakeError("there is no lake in this database yet")
    data_path = _data_path(lake, state)
    connection = duckdb.connect(config=_CHECKED_BEFORE)
    try:
        bound_memory(connection, read_only=read_only)
        # Where Python has no script (`python -c`, a notebook) DuckDB would print one among the results.
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET temp_directory = {literal(_spilled_folder())}")
        _load(connection, _EXTENSIONS)
        if data_path.startswith("s3://"):
            _load(connection, (_S3,))
            connection.execute(_secret(os.environ))
        elif state is None:
            Path(data_path).mkdir(parents=True, exist_ok=True)
        options = (
            f"READ_ONLY, SNAPSHOT_VERSION {state.snapshot}"
            if read_only and state
            else f"DATA_PATH {literal(data_path)}"
        )
        catalog = literal(f"ducklake:postgres:{lake.connection_string(read_only=read_only)}")
        connection.execute(f"ATTACH {catalog} AS {NAME} ({options})")
        connection.execute(f"USE {NAME}")
        if not read_only:
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS {COMMENTS}"
                " (object_name VARCHAR NOT NULL, column_name VARCHAR, comment VARCHAR NOT NULL)"
            )
        if _has_comments(connection):
            connection.execute(_COMMENTED)
    except (duckdb.Error, OSError) as error:
        connection.close()
        raise LakeError(f"the lake cannot be opened ({str(error).strip().splitlines()[0]})") from None
    except LakeError:
        connection.close()
        raise
    return connection


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """How often objects of a lake were changed, as its catalog counts them: once in each transaction that does so."""
    rows = connection.execute(
        f"SELECT max(schema_version) FROM __ducklake_metadata_{NAME}.ducklake_snapshot"  # noqa: S608 - a name of ours
        f" WHERE snapshot_id <= (SELECT id FROM {NAME}.current_snapshot())"
    ).fetchall()
    return int(rows[0][0])


def data_folder(connection: duckdb.DuckDBPyConnection) -> str:
    """The folder or address below which a lake's files are."""
    rows = connection.execute(
        f"SELECT value FROM {NAME}.options() WHERE option_name = 'data_path'"  # noqa: S608
    ).fetchall()
    return str(rows[0][0])


def _data_path(lake: Lake, state: State | None) -> str:
    """Where the files are: as the catalog knows, of a new lake as its address says."""
    if state is None:
        if lake.data_path is None:
            raise LakeError("a new lake needs a place for its files: add data_path=… to its address")
        return lake.data_path
    if lake.data_path not in (None, state.data_path):
        raise LakeError(f"this lake's files are in {state.data_path}, not in {lake.data_path}; mend its data_path")
    return state.data_path


def _spilled_folder() -> str:
    """Where what does not fit into memory goes; DuckDB makes it when it needs it. There is no file to be beside."""
    return str(Path(tempfile.gettempdir(), f"tsujitsuma-lake-{os.getpid()}-{os.urandom(4).hex()}"))


def _load(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Load extensions from the installed packages, without a network."""
    for name in names:
        package = importlib.util.find_spec(f"duckdb_extension_{name}")
        files = (
            sorted(Path(package.origin).parent.rglob(f"{name}.duckdb_extension")) if package and package.origin else ()
        )
        if not files:
            raise LakeError(
                f"DuckDB's extension {name} is not installed; the extra ducklake brings it:"
                " pip install 'tsujitsuma[ducklake]'"
            )
        _require_signed(str(files[0]))
        connection.load_extension(str(files[0]))


@cache
def _require_signed(file: str) -> None:
    """Let DuckDB check whose an extension is, once in a process: that takes longer than all the rest of connecting."""
    with duckdb.connect() as checking:
        checking.load_extension(file)


def _has_comments(connection: duckdb.DuckDBPyConnection) -> bool:
    # Not by a list of the tables: of a lake that counts the rows of each.
    try:
        connection.execute(f"FROM {COMMENTS} LIMIT 0")
    except duckdb.CatalogException:
        return False
    return True


def _secret(environment: Mapping[str, str]) -> str:
    """The secret that S3 is read and written with, from the variables of its usual clients."""
    fields = {
        field: value
        for field, names in _S3_SECRET.items()
        if (value := next((environment[name] for name in names if environment.get(name)), None))
    }
    endpoint = next((environment[name] for name in _S3_ENDPOINT if environment.get(name)), None)
    told = [f"{field} {literal(value)}" for field, value in fields.items()]
    if endpoint:
        parts = urlsplit(endpoint)
        told += [
            f"ENDPOINT {literal(parts.netloc)}",
            "URL_STYLE 'path'",
            f"USE_SSL {str(parts.scheme == 'https').lower()}",
        ]
    return f"CREATE OR REPLACE SECRET lake_files ({', '.join(['TYPE s3', *told])})"
