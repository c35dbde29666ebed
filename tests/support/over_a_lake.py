"""A plugin of pytest (`-p tests.support.over_a_lake`): what tests take for warehouse files are lakes on PostgreSQL.

In a file's place stands one that holds the lake's address; DuckDB's own `connect`, and copying a file, follow it.
Staging files stay DuckDB files, and so does what a test makes with DuckDB alone. Commands that are started as processes
of their own do not know of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import pytest

from tests.support.postgres import Server, serving
from warehouse import store
from warehouse.lake import address, connection

_stack = ExitStack()


class _Lakes:
    """The lakes that stand for files."""

    def __init__(self, server: Server) -> None:
        self._server, self._folder = server, Path(mkdtemp(prefix="lakes-"))
        self._named: dict[Path, Path] = {}
        self._connect, self._copyfile, self._open_lake = duckdb.connect, shutil.copyfile, store._open_lake
        _stack.callback(shutil.rmtree, self._folder, ignore_errors=True)

    def set_up(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(store, "is_address", lambda path: self.lake_named(path) is not None)
        patch.setattr(store, "lake_of", lambda path: address.lake_of(self.lake_named(path) or path))
        patch.setattr(store, "_open_lake", self.open_lake)
        patch.setattr(duckdb, "connect", self.connect)
        patch.setattr(shutil, "copyfile", self.copyfile)

    def lake_named(self, path: Path | str) -> Path | None:
        """The address that a path stands for: its own, that in its file, or of a file that is not there a new one's."""
        path = Path(path)
        if address.is_address(path):
            return path
        if path.is_file():
            with path.open("rb") as file:
                return Path(path.read_text()) if file.read(9) == b"ducklake:" else None
        if path.is_dir() or path.suffix != ".duckdb" or path.parent.name == "staging" or not path.parent.is_dir():
            return None
        if path not in self._named:
            self._named[path] = self._server.new_lake(self._folder)
        return self._named[path]

    @contextmanager
    def open_lake(self, path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        lake = self.lake_named(path)
        if not read_only and not path.exists() and not address.is_address(path):
            path.write_text(str(lake))
            self._named.pop(path, None)
        with self._open_lake(path, read_only=read_only) as opened:
            yield opened

    def connect(self, database: Any = ":memory:", *further: Any, **named: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401
        found = None
        if str(database) != ":memory:" and Path(database).is_file():
            found = self.lake_named(database)
        lake = address.lake_of(found) if found else None
        if lake:
            return connection.connect(lake, read_only=bool(named.get("read_only")))
        return self._connect(database, *further, **named)

    def copyfile(self, source: Any, target: Any, **named: Any) -> Any:  # noqa: ANN401 - as shutil has it
        found = self.lake_named(source) if Path(source).is_file() else None
        if found is None:
            return self._copyfile(source, target, **named)
        Path(target).write_text(str(self._server.new_lake(self._folder, copied=found)))
        return target


def pytest_sessionstart() -> None:
    """Start the server and let files be lakes."""
    lakes = _Lakes(_stack.enter_context(serving()))
    lakes.set_up(_stack.enter_context(pytest.MonkeyPatch.context()))


def pytest_sessionfinish() -> None:
    """Stop the server."""
    _stack.close()
