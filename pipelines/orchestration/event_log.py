"""Dagster's storage in SQLite, with the events of many partitions in one transaction and its files held open.

Dagster itself writes each event in three connections of its own: of 500 documents in one run, most of a minute; and
SQLite writes a file's log back whenever its last connection closes: of one document, most of what the run waits for.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Self

import dagster as dg
import sqlalchemy as sa
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.root import LocalArtifactStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData

from pipelines.runtime.paths import state_folder

_TOGETHER = {dg.DagsterEventType.ASSET_MATERIALIZATION, dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED}


# The index of all runs and the file of the run that goes on; a page that looks at many runs opens more.
_HELD_OPEN = 4


class BatchingEventLog(SqliteEventLogStorage):
    """Writes what comes as a batch as one: into the run's file and into the index of all runs."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, sa.Engine] = OrderedDict()
        super().__init__(base_dir, inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sa.Connection]:
        """A transaction in a shard's file, whose connection stays open for the next one."""
        with self._db_lock, self._engine(shard).begin() as connection:
            yield connection

    def _engine(self, shard: str) -> sa.Engine:
        engine = self._engines.pop(shard, None)
        if engine is not None and not Path(self.path_for_shard(shard)).exists():
            engine.dispose()
            self._initialized_dbs.discard(shard)
            engine = None
        if engine is None:
            engine = sa.create_engine(
                self.conn_string_for_shard(shard), pool_size=1, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
            )
            sa.event.listen(engine, "connect", _write_seldom)
        if shard not in self._initialized_dbs:
            self._initdb(engine)
            self._initialized_dbs.add(shard)
        self._engines[shard] = engine
        while len(self._engines) > _HELD_OPEN:
            self._engines.popitem(last=False)[1].dispose()
        return engine

    def wipe(self) -> None:
        """As Dagster's own, which deletes the files."""
        self._close()
        super().wipe()

    def dispose(self) -> None:
        """Close the files too."""
        super().dispose()
        self._close()

    def _close(self) -> None:
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()

    def store_event_batch(self, events: Sequence[dg.EventLogEntry]) -> None:
        """Materializations, done or planned, of one run go together; anything else one by one."""
        for (run_id, is_together), group in groupby(events, lambda e: (e.run_id, _is_together(e))):
            batch = list(group)
            if not is_together:
                super().store_event_batch(batch)
                continue
            inserts = [self.prepare_insert_event(event) for event in batch]
            with self.run_connection(run_id) as connection:
                for insert in inserts:
                    connection.execute(insert)
            with self.index_transaction() as connection:
                ids = [int(connection.execute(insert).lastrowid) for insert in inserts]
                self._store_asset_event_tags(connection, batch, ids)
                # An asset's own row tells of its latest event alone.
                numbered = zip(batch, ids, strict=True)
                latest = {event.get_dagster_event().asset_key: (event, number) for event, number in numbered}
                for event, number in latest.values():
                    self._store_asset_event(connection, event, number)


class _InStateFolder:
    """What Dagster makes without any configuration: it finds its place in a clone without a variable."""

    @classmethod
    def config_type(cls) -> Mapping[str, Any]:
        """Nothing to configure."""
        return {}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """What Dagster makes it with."""
        return cls(str(state_folder()), inst_data)  # type: ignore[call-arg]  # as the classes beside this one are made


class LocalStorage(_InStateFolder, DagsterSqliteStorage):
    """What `storage: sqlite` is, with the event log from here, in the state folder whatever the environment says."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = BatchingEventLog(f"{base_dir}/history/runs/")


class LocalArtifacts(_InStateFolder, LocalArtifactStorage):
    """The files that Dagster itself keeps, in the state folder."""


def _write_seldom(connection: sqlite3.Connection, _: object) -> None:
    """Wait for the disk where the log is written back, every 800 kB: only a machine that stops may lose last events."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 200")


def _is_together(event: dg.EventLogEntry) -> bool:
    return event.is_dagster_event and event.get_dagster_event().event_type in _TOGETHER
