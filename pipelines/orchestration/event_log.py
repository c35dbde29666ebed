"""Dagster's storage in SQLite, with the events of many partitions in one transaction.

Dagster itself writes each event in three connections of its own: of 500 documents in one run, most of a minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Self

import dagster as dg
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.root import LocalArtifactStorage
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData

from pipelines.runtime.paths import state_folder

_TOGETHER = {dg.DagsterEventType.ASSET_MATERIALIZATION, dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED}


class BatchingEventLog(SqliteEventLogStorage):
    """Writes what comes as a batch as one: into the run's file and into the index of all runs."""

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


def _is_together(event: dg.EventLogEntry) -> bool:
    return event.is_dagster_event and event.get_dagster_event().event_type in _TOGETHER
