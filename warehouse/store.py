"""The warehouse, a file or a lake: opening it, loading a batch in one transaction, clear errors where that fails."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import TYPE_CHECKING

import duckdb

from warehouse import marts, schema, statement_views, storage
from warehouse.lake.address import Lake, LakeBusyError, LakeError, is_address, lake_of, shown
from warehouse.lake.catalog import only_publisher as only_lake_publisher
from warehouse.lake.catalog import state_of
from warehouse.lake.connection import connect as connect_lake
from warehouse.lake.connection import is_lake
from warehouse.lake.constraints import require_sound
from warehouse.lake.maintenance import KEPT, Maintained, maintain
from warehouse.memory import bound_memory
from warehouse.schema import SchemaError

if TYPE_CHECKING:
    from warehouse.frames import Frames

# How long to wait for a process that holds the file: another ingestion publishes in less.
PATIENCE_SECONDS = 2.0
_FOLDER = Path(__file__).parent
# How a lake fails whose catalog or files are out of reach.
_LAKE_FAILED = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.OutOfMemoryException)
_TYPE = duckdb.StatementType
_STAGED = re.compile(r"\bstaged_(\w+)")
_INSERTED = re.compile(r"^INSERT INTO (\w+)", re.MULTILINE)
_LOCKED_BY = re.compile(r"Conflicting lock is held in (?P<process>.*?) \(PID (?P<pid>\d+)\)")


class WarehouseError(RuntimeError):
    """The warehouse cannot be used; the message names the file and says what to do."""


class WarehouseLockedError(WarehouseError):
    """Another process has the warehouse open, and kept it for longer than one waits."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A text that the warehouse has already taken in."""

    file_name: str
    parser_version: str
    is_current: bool
    loaded_at: datetime


@contextmanager
def open_warehouse(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse; WarehouseError where it is locked, none, or cannot be written or migrated.

    Who may write is alone: a file's other writers are refused, a lake's wait. What is read of a lake is one snapshot.
    """
    if is_address(path):
        with _open_lake(path, read_only=read_only) as connection:
            yield connection
        return
    connection = _connect(path, read_only=read_only)
    try:
        yield connection
    except SchemaError as error:
        raise WarehouseError(f"{path}: {error}") from error
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException) as error:
        raise WarehouseError(f"{path}: writing failed, nothing was changed ({_first_line(error)})") from error
    finally:
        connection.close()


def exists(path: Path) -> bool:
    """Whether there is a warehouse. WarehouseError where that cannot be told."""
    if is_address(path):
        with _told(path):
            return state_of(_lake(path)) is not None
    try:
        return path.exists()
    except OSError as error:  # a folder on the way that may not be entered, a name that is too long
        raise WarehouseError(_explain(path, error)) from None


@contextmanager
def only_publisher(path: Path) -> Iterator[None]:
    """Keep others from writing a lake: what was seen of it still holds when it is written. A file needs no keeping."""
    with ExitStack() as stack:
        if is_address(path):
            with _told(path):
                stack.enter_context(only_lake_publisher(_lake(path)))
        yield


@contextmanager
def _open_lake(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    with ExitStack() as stack:
        if not read_only:
            stack.enter_context(only_publisher(path))
        with _told(path):
            connection = stack.enter_context(closing(connect_lake(_lake(path), read_only=read_only)))
        try:
            yield connection
        except SchemaError as error:
            raise WarehouseError(f"{shown(path)}: {error}") from error
        except duckdb.Error as error:
            # What PostgreSQL refuses is an error of no further type.
            if type(error) is duckdb.Error or isinstance(error, _LAKE_FAILED):
                what = "reading failed" if read_only else "writing failed, nothing was changed"
                raise WarehouseError(f"{shown(path)}: {what} ({_first_line(error)})") from error
            raise


def _lake(path: Path) -> Lake:
    lake = lake_of(path)
    if lake is None:
        raise LakeError("this is no lake's address")
    return lake


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What a lake tells of itself, as an error of this warehouse."""
    try:
        yield
    except LakeBusyError as error:
        raise WarehouseLockedError(f"{shown(path)}: {error}") from None
    except LakeError as error:
        raise WarehouseError(f"{shown(path)}: {error}") from None


@contextmanager
def open_for_reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a warehouse of today's version; WarehouseError where there is none."""
    if not exists(path):
        raise WarehouseError(f"{shown(path)}: there is no warehouse yet; run: tsujitsuma ingest")
    with open_warehouse(path, read_only=True) as connection:
        schema.require_current(connection)
        if schema.version_of(connection) is None:
            raise WarehouseError(
                f"{shown(path)}: this file holds no warehouse; run: tsujitsuma ingest --warehouse {shown(path)}"
            )
        yield connection


def require_usable(path: Path) -> None:
    """Raise WarehouseError where a batch could not be loaded into the file; makes no file where there is none.

    An older warehouse is migrated, in one transaction, and an older file's format renewed.
    """
    is_there = exists(path)
    if not is_there and is_address(path):
        with open_warehouse(path):  # says by its error why no lake can be made
            return
    try:
        if not is_there:
            path.parent.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise WarehouseError(_explain(path, error)) from None
    if is_there:
        with open_warehouse(path) as connection:
            version = schema.version_of(connection)
            if version is not None and version < schema.current_version():
                with transaction(connection):
                    schema.create_objects(connection)
            schema.require_current(connection)
            is_older = not is_address(path) and storage.is_of_older_format(connection)
        if is_older:
            with suppress(duckdb.Error):  # a reader, a full disk: the next time then
                storage.renew_format(path)


def known_documents(path: Path) -> dict[str, KnownDocument]:
    """The texts that a warehouse holds or held, by the SHA-256 of their content; none where there is no file."""
    if not exists(path):
        return {}
    with open_warehouse(path, read_only=True) as connection:
        version = schema.version_of(connection)
        if version is None:
            return {}
        schema.require_known(version)
        rows = connection.execute(
            "SELECT content_sha256, file_name, parser_version, is_current, epoch(loaded_at) FROM dim_document"
            " ORDER BY document_key"
        ).fetchall()
    return {
        sha256: KnownDocument(name, version, current, datetime.fromtimestamp(loaded_at, UTC))
        for sha256, name, version, current, loaded_at in rows
    }


def maintain_lake(path: Path, kept: timedelta = KEPT) -> Maintained:
    """Merge a lake's files and remove what no snapshot younger than `kept` needs. WarehouseError where it is none."""
    if not is_address(path):
        raise WarehouseError(f"{path}: only a lake is maintained (ducklake:postgres:…); a DuckDB file needs nothing")
    if not exists(path):
        raise WarehouseError(f"{shown(path)}: there is no warehouse yet; run: tsujitsuma ingest")
    with open_warehouse(path) as connection:
        return maintain(connection, kept)


def create_objects(connection: duckdb.DuckDBPyConnection, *, comments: bool = True) -> None:
    """Create the tables that are not there yet, and views and comments as they are now; migrate older tables."""
    schema.create_objects(connection, comments=comments)


def load(connection: duckdb.DuckDBPyConnection, batch: Frames, loaded_at: datetime, *, is_kept: bool = True) -> None:
    """Load a batch, within a transaction of the caller's: a reader sees all of it or nothing.

    What is only judged, and not kept, needs none of the marts.
    """
    from warehouse.reference_frames import reference_frames  # noqa: PLC0415 - Polars: who only reads needs none

    frames = {**batch.by_name, **reference_frames()}
    for name, frame in frames.items():
        # Keys follow the rows' order, which a join need not keep.
        connection.register(f"staged_{name}", frame.with_row_index("row_of_batch").to_arrow())
    segments = statement_views.segments_in(connection)
    try:
        if is_kept:
            marts.note_before(connection)
        filled = _run_loading(connection, loaded_at, {name for name, frame in frames.items() if frame.is_empty()})
        if is_kept:
            marts.bring_up_to_date(connection)
    finally:
        for name in frames:
            connection.unregister(f"staged_{name}")
    if statement_views.segments_in(connection) != segments:
        schema.create_statement_views(connection)
    if is_lake(connection):
        require_sound(connection, filled)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end, roll back on any error."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # After a fatal error, such as a full disk, there is no transaction left to roll back.
        with suppress(duckdb.Error):
            connection.rollback()
        raise


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect, waiting a little where another process holds the file just now."""
    give_up_at = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            if path.is_dir():
                raise WarehouseError(f"{path}: this is a folder; name a file, such as {path / 'jlis.duckdb'}")
            if not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
                _make_whole(path)
            connection = duckdb.connect(str(path), read_only=read_only)
            bound_memory(connection, read_only=read_only)
            connection.execute("SET enable_progress_bar = false")  # printed where Python has no script, as `python -c`
            return connection
        except (duckdb.Error, OSError) as error:
            if not _LOCKED_BY.search(str(error)):
                raise WarehouseError(_explain(path, error)) from None
            if monotonic() > give_up_at:
                raise WarehouseLockedError(_explain(path, error)) from None
        sleep(0.1)


def _make_whole(path: Path) -> None:
    """A new file appears whole: a kill while DuckDB writes its first blocks would leave one that never opens."""
    if path.exists():
        return
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        storage.make_file(made)
        with suppress(FileExistsError):  # another process may be faster
            _link(made, path)
    finally:
        made.unlink(missing_ok=True)


def _link(made: Path, path: Path) -> None:
    """Give a file another name that nothing has yet; FileExistsError where something has."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if not path.exists():
            made.rename(path)


def _run_loading(connection: duckdb.DuckDBPyConnection, loaded_at: datetime, empty: Collection[str]) -> frozenset[str]:
    """Run the statements of `loading/` in the order of their names; keys of a batch follow those already given.

    The tables into which rows went. `empty` are the frames without rows. What would find nothing to do is not run: most
    documents have rows for a few of forty tables and take the place of none, and a lake looks long into each table.
    """
    filled = set()
    superseded: list[tuple[object, ...]] | None = None
    parameters: Mapping[str, object] = {"loaded_at": loaded_at}
    for file in sorted((_FOLDER / "loading").glob("*.sql")):
        for statement in connection.extract_statements(file.read_text(encoding="utf-8")):
            if statement.type == _TYPE.DELETE:
                if superseded is None:
                    superseded = connection.execute("FROM superseded LIMIT 1").fetchall()
                if not superseded:
                    continue
            if statement.type in (_TYPE.INSERT, _TYPE.UPDATE):
                # Where a statement names one frame alone, all of its rows come from there.
                named = set(_STAGED.findall(statement.query))
                if len(named) == 1 and named <= set(empty):
                    continue
            needed = {name: parameters[name] for name in statement.named_parameters}
            done = connection.execute(statement, needed)
            if statement.type == _TYPE.INSERT and done.fetchall() != [(0,)]:
                filled.update(_INSERTED.findall(statement.query))
    return frozenset(filled)


def _explain(path: Path, error: Exception) -> str:
    text = str(error)
    locked = _LOCKED_BY.search(text)
    if locked:
        process = Path(locked["process"]).name
        holder = f"{process}, PID {locked['pid']}"
        return f"{path}: the warehouse is in use by another process ({holder}); close it and run again"
    if "not a valid DuckDB database file" in text:
        return f"{path}: this is not a DuckDB file; name another one or remove it"
    if isinstance(error, FileExistsError | NotADirectoryError) or "Not a directory" in text:
        return f"{path}: a part of this path is a file, not a folder"
    return f"{path}: the warehouse cannot be opened ({_first_line(error)})"


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).strip().splitlines()[0]
