"""The register: every document that arrived, by its content, with where its bytes are. SQLite in the state folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.runtime.paths import StateFolderError

_FILE = "register.sqlite"
_PATIENCE_SECONDS = 30.0
_TABLE = """
CREATE TABLE IF NOT EXISTS document (
    key TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    arrived_at TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that arrived. `path` leads to its bytes, `source` says where it came from (an address, a folder)."""

    key: str
    sha256: str
    file_name: str
    path: Path
    source: str
    arrived_at: datetime


def document_key(file_name: str, sha256: str) -> str:
    """What a document is called as a partition: its readable name and the beginning of its hash."""
    readable = "".join(character if character.isprintable() else "�" for character in file_name).replace("...", "…")
    return f"{readable}~{sha256[:12]}"


class Register:
    """The register of a state folder. Several processes may use it at once; each call is one transaction."""

    def __init__(self, state_folder: Path) -> None:
        self._file = state_folder / _FILE

    def enter(self, entries: Iterable[Entry]) -> None:
        """Enter documents. One that is there already keeps its key and arrival; its path follows the bytes."""
        rows = [
            (e.key, e.sha256, e.file_name, str(e.path), e.source, e.arrived_at.isoformat(timespec="seconds"))
            for e in entries
        ]
        with self._open() as connection:
            connection.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET path = excluded.path",
                rows,
            )

    def by_key(self, keys: Sequence[str]) -> Mapping[str, Entry]:
        """The entries with these keys; a key that was never entered is left out."""
        wanted = set(keys)
        return {entry.key: entry for entry in self.all() if entry.key in wanted}

    def by_hash(self) -> Mapping[str, Entry]:
        """Every entry by its SHA-256."""
        return {entry.sha256: entry for entry in self.all()}

    def all(self) -> tuple[Entry, ...]:
        """Every entry in the order of arrival."""
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM document ORDER BY arrived_at, rowid").fetchall()
        return tuple(
            Entry(key, sha256, name, Path(path), source, datetime.fromisoformat(arrived_at))
            for key, sha256, name, path, source, arrived_at in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS)) as connection, connection:
            try:
                connection.execute(_TABLE)
                yield connection
            except sqlite3.DatabaseError as error:
                if type(error) is not sqlite3.DatabaseError:
                    raise  # of its kinds, such as a locked file, none says that it is damaged
                raise StateFolderError(
                    f"{self._file}: the register is damaged ({error}); put it back from a backup, or move it away and"
                    " ingest the texts again: what is published stays"
                ) from error
