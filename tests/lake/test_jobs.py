"""The service's jobs over a lake: ingestion with its checks and the dashboard, the standing checks, the maintenance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import dagster as dg
import pytest

from expectations import Family, Outcome, expected
from pipelines.orchestration import checks
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.ingestion_run import run_job
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.standing_checks import STANDING
from pipelines.runtime.progress import Silent
from tests.support.postgres import Server
from tests.support.small_texts import meeting_text
from warehouse.store import open_for_reading

pytestmark = pytest.mark.slow


def all_hold(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
    """What Great Expectations says of a staging file, which is a DuckDB file here too."""
    return tuple(
        Outcome(each.suite_name, each.expectation_name, each.title, each.is_blocking, 1, 1, 0, None, True)
        for each in expected(families)
    )


def test_the_services_jobs_publish_into_a_lake_look_after_it_and_merge_its_files(
    server: Server, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "validate", all_hold)
    lake, state, text = server.new_lake(tmp_path, copied=empty), tmp_path / "state", tmp_path / "7.txt"
    for folder in (state, tmp_path / "instance"):
        folder.mkdir()
    definitions = build_defs(WarehouseFile(path=str(lake)), StateFolder(path=str(state)))
    with dg.DagsterInstance.local_temp(str(tmp_path / "instance")) as instance:
        text.write_text(meeting_text(), encoding="utf-8")
        report = run_job(instance, [text], lake, state, Silent())
        assert (report.failure, report.refusals, report.dashboard_failure) == (None, (), None)
        assert [one.file_name for one in report.published] == ["7.txt"]
        before = held(lake)
        assert len(before) > 10
        files = len(list(tmp_path.rglob("*.parquet")))
        for job in (STANDING, "maintenance"):
            assert definitions.resolve_job_def(job).execute_in_process(instance=instance).success
    assert held(lake) == before
    assert len(list(tmp_path.rglob("*.parquet"))) != files
    assert (state / "dashboard" / "index.html").is_file()


def held(lake: Path) -> list[tuple[object, ...]]:
    """The figures."""
    with open_for_reading(lake) as connection:
        return connection.execute("FROM figures ORDER BY ALL").fetchall()
