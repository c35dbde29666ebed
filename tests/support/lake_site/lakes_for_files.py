"""Lakes in the place of warehouse files: a file holds a lake's address; DuckDB's `connect` and copying follow it.

For every process of a run of tests: where the environment names the server, what the product takes for the path of a
file is a lake. Of a file that is not there yet the lake is made beforehand and waits, by the file's path, in the run's
folder; the file appears when somebody opens it for writing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb

from tests.support.postgres import Server
from warehouse import store
from warehouse.lake import address, connection
from warehouse.lake.catalog import State, state_of
from warehouse.schema import create_objects

VARIABLE = "TSUJITSUMA_TESTS_LAKES"
_SCHEME = b"ducklake:"
_CONNECT, _COPYFILE, _OPEN_LAKE, _STATE_OF = duckdb.connect, shutil.copyfile, store._open_lake, state_of


def follow() -> None:
    """Let this process take files for lakes, from now on."""
    mock.patch.multiple(
        store,
        is_address=lambda path: lake_named(path) is not None,
        lake_of=lambda path: address.lake_of(lake_named(path) or path),
        state_of=_state_of,
        _open_lake=_open_lake,
    ).start()
    mock.patch.object(duckdb, "connect", _connect).start()
    mock.patch.object(shutil, "copyfile", _copyfile).start()


def make_template() -> None:
    """The lake that every new one is a copy of: without documents, with all objects."""
    made = _new_lake(None)
    lake = address.lake_of(made)
    assert lake
    with connection.connect(lake, read_only=False) as opened:
        opened.begin()
        create_objects(opened)
        opened.commit()
    (_folder() / "waiting").mkdir()
    (_folder() / "template").write_text(str(made))


def lake_named(path: Path | str) -> Path | None:
    """The address that a path stands for: its own, that in its file, or of a file that is not there a new lake's."""
    path = Path(path)
    if address.is_address(path):
        return path
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return Path(path.read_text()) if file.read(len(_SCHEME)) == _SCHEME else None
        if path.suffix == ".duckdb" and path.parent.name != "staging" and path.parent.is_dir() and not path.exists():
            return _waiting(path)
    return None


def _waiting(path: Path) -> Path:
    mark = _mark(path)
    with _alone():
        if not mark.exists():
            mark.write_text(str(_new_lake(Path((_folder() / "template").read_text()))))
        return Path(mark.read_text())


def _state_of(lake: address.Lake, **named: Any) -> State | None:  # noqa: ANN401 - as the catalog has it
    """No lake is there before its file is."""
    is_waiting = any(address.lake_of(mark.read_text()) == lake for mark in (_folder() / "waiting").iterdir())
    return None if is_waiting else _STATE_OF(lake, **named)


@contextmanager
def _open_lake(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    if not read_only and not path.exists() and not address.is_address(path):
        made = path.with_name(f".{path.name}.{os.getpid()}")
        made.write_text(str(lake_named(path)))
        made.rename(path)
        _mark(path).unlink(missing_ok=True)
    with _OPEN_LAKE(path, read_only=read_only) as opened:
        yield opened


def _connect(database: Any = ":memory:", *further: Any, **named: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401
    found = lake_named(database) if str(database) != ":memory:" and Path(database).is_file() else None
    lake = address.lake_of(found) if found else None
    if lake:
        return connection.connect(lake, read_only=bool(named.get("read_only")))
    return _CONNECT(database, *further, **named)


def _copyfile(source: Any, target: Any, **named: Any) -> Any:  # noqa: ANN401 - as shutil has it
    found = lake_named(source) if Path(source).is_file() else None
    if found is None:
        return _COPYFILE(source, target, **named)
    Path(target).write_text(str(_new_lake(found)))
    return target


def _new_lake(copied: Path | None) -> Path:
    port, _, folder = os.environ[VARIABLE].partition(" ")
    return Server(int(port)).new_lake(Path(folder), copied=copied)


def _folder() -> Path:
    return Path(os.environ[VARIABLE].partition(" ")[2])


def _mark(path: Path) -> Path:
    return _folder() / "waiting" / sha256(str(path.absolute()).encode()).hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
