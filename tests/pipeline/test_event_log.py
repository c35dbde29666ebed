"""The event log that stores many partitions' events at once tells the same as Dagster's own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.events import AssetMaterializationPlannedData, StepMaterializationData
from dagster._core.storage.event_log.base import EventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

from pipelines.orchestration.event_log import BatchingEventLog, LocalStorage

pytestmark = pytest.mark.slow

ASSETS = (dg.AssetKey("figures"), dg.AssetKey("warehouse"))
RUN = "a" * 36


def entry(event: dg.DagsterEvent) -> dg.EventLogEntry:
    return dg.EventLogEntry(  # type: ignore[no-untyped-call]
        None, "info", "", RUN, time.time(), step_key="s", job_name="j", dagster_event=event
    )


def batch() -> list[dg.EventLogEntry]:
    planned = [
        dg.DagsterEvent(
            dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED.value,
            "j",
            event_specific_data=AssetMaterializationPlannedData(asset, partition=f"document {number}"),
        )
        for asset in ASSETS
        for number in range(3)
    ]
    started = dg.DagsterEvent(dg.DagsterEventType.STEP_START.value, "j", step_key="s")
    done = [
        dg.DagsterEvent(
            dg.DagsterEventType.ASSET_MATERIALIZATION.value,
            "j",
            step_key="s",
            event_specific_data=StepMaterializationData(
                dg.AssetMaterialization(
                    ASSETS[0], partition=f"document {number}", tags={"dagster/data_version": f"v{number}"}
                )
            ),
        )
        for number in range(2)
    ]
    return [entry(event) for event in (*planned, started, *done)]


def told(log: EventLogStorage) -> dict[str, object]:
    records = list(log.get_asset_records(list(ASSETS)))
    latest = {r.asset_entry.asset_key: r.asset_entry.last_materialization for r in records}
    return {
        "events": [event.dagster_event_type for event in log.get_logs_for_run(RUN)],
        "materialized": log.get_materialized_partitions(ASSETS[0]),
        "latest": {key: event.asset_materialization.partition for key, event in latest.items() if event
                   and event.asset_materialization},
        "planned runs": {r.asset_entry.asset_key: r.asset_entry.last_run_id for r in records},
        "tags": log.get_latest_tags_by_partition(
            ASSETS[0], dg.DagsterEventType.ASSET_MATERIALIZATION, ["dagster/data_version"]
        ),
    }  # fmt: skip


def test_a_batch_leaves_the_same_as_the_events_one_by_one(tmp_path: Path) -> None:
    ours, dagsters = BatchingEventLog(str(tmp_path / "ours")), SqliteEventLogStorage(str(tmp_path / "dagsters"))
    events = batch()
    ours.store_event_batch(events)
    for event in events:
        dagsters.store_event(event)
    assert told(ours) == told(dagsters)
    assert told(ours)["materialized"] == {"document 0", "document 1"}


def test_files_are_held_open_not_more_than_a_few_and_none_that_is_gone(tmp_path: Path) -> None:
    log = BatchingEventLog(str(tmp_path))
    runs = [letter * 36 for letter in "abcdefgh"]
    for run in runs:
        log.store_event(entry(dg.DagsterEvent(dg.DagsterEventType.STEP_START.value, "j"))._replace(run_id=run))
    assert 0 < sum("-wal" in file.name for file in tmp_path.iterdir()) <= 4
    log.wipe()
    assert log.get_logs_for_run(runs[-1]) == []
    log.dispose()
    assert not list(tmp_path.glob("*-wal"))


def test_the_instance_of_this_repository_uses_it(tmp_path: Path) -> None:
    assert isinstance(LocalStorage.from_local(str(tmp_path)).event_log_storage, BatchingEventLog)


def test_the_definitions_are_valid_in_a_clone_without_any_variable(tmp_path: Path) -> None:
    """As `dagster definitions validate` loads them, from the names in pyproject.toml."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [Path(sys.executable).parent / "dagster", "definitions", "validate"],
        cwd=root,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_dagster_stores_in_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    with dg.DagsterInstance.from_config(str(Path(__file__).parents[2])) as instance:
        assert isinstance(instance.event_log_storage, BatchingEventLog)
        assert Path(instance.storage_directory()).is_relative_to(tmp_path / "state")
    assert (tmp_path / "state" / "history" / "runs.db").exists()
