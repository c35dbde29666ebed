"""The sensor and the sweep, evaluated on an instance of their own: what they ask for, and when they do not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Register
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.partitions import DOCUMENTS
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.schedules import sweep_schedule
from pipelines.orchestration.sensors import arrivals_sensor
from pipelines.runtime.paths import parser_version
from pipelines.runtime.settings import load_settings
from tests.support.service import Site
from warehouse import store

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"

pytestmark = pytest.mark.slow


class Watch:
    """The sensor and the sweep over a site."""

    def __init__(self, site: Site, instance: dg.DagsterInstance) -> None:
        self.site, self.instance = site, instance
        self.cursor: str | None = None

    @property
    def resources(self) -> dict[str, object]:
        return {
            "warehouse_file": WarehouseFile(path=str(self.site.warehouse)),
            "state_folder": StateFolder(path=str(self.site.state)),
        }

    def tick(self) -> dg.SensorResult:
        context = dg.build_sensor_context(self.instance, self.cursor, resources=self.resources)
        result = arrivals_sensor(load_settings())(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return result

    def sweep(self) -> object:
        context = dg.build_schedule_context(self.instance, resources=self.resources)
        return sweep_schedule(load_settings())(context)

    def why_not(self) -> str:
        result = self.tick()
        assert not result.run_requests
        reason = result.skip_reason
        assert isinstance(reason, dg.SkipReason)
        return reason.skip_message or ""


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    site = Site(tmp_path)
    site.set_up(quiet_seconds=0)
    site.state.mkdir()
    (tmp_path / "instance").mkdir()
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", site.environment["TSUJITSUMA_SETTINGS"])
    with dg.DagsterInstance.local_temp(str(tmp_path / "instance")) as instance:
        yield Watch(site, instance)


def test_one_run_is_asked_for_all_that_arrived(watch: Watch) -> None:
    watch.site.drop("a.txt", b"a")
    watch.site.drop("b.txt", b"b")
    (request,) = watch.tick().run_requests or ()
    keys = list(watch.instance.get_dynamic_partitions(DOCUMENTS))
    assert [key.partition("~")[0] for key in keys] == ["a.txt", "b.txt"]
    assert set(request.tags.values()) >= {keys[0], keys[-1]}


def test_what_was_asked_for_is_not_asked_for_again_at_once(watch: Watch) -> None:
    assert watch.why_not() == "nothing new"
    watch.site.drop("a.txt", b"a")
    assert watch.tick().run_requests
    assert watch.why_not() == "waiting for another attempt: 1"


def test_what_never_became_anything_is_asked_for_again_after_a_while_as_another_request(watch: Watch) -> None:
    watch.site.drop("a.txt", b"a")
    (first,) = watch.tick().run_requests or ()
    told = json.loads(watch.cursor or "")
    for attempt in told["attempts"].values():
        attempt["not_before"] = 0
    watch.cursor = json.dumps(told)
    (second,) = watch.tick().run_requests or ()
    assert first.run_key != second.run_key


def test_nothing_is_asked_for_while_a_run_is_in_progress_and_it_is_asked_for_afterwards(watch: Watch) -> None:
    run = dg.DagsterRun(job_name=INGESTION, run_id="1" * 8, status=dg.DagsterRunStatus.STARTED)
    watch.instance.add_run(run)
    watch.site.drop("a.txt", b"a")
    assert watch.why_not() == "run 11111111 is in progress"
    assert len(Register(watch.site.state).all()) == 1
    watch.instance.report_run_failed(run)
    assert watch.tick().run_requests


def test_a_run_whose_process_was_killed_is_reported_and_does_not_hold_up_the_next(watch: Watch) -> None:
    run = dg.DagsterRun(job_name=INGESTION, run_id="1" * 8, status=dg.DagsterRunStatus.STARTED)
    watch.instance.add_run(run)
    program = (
        "import sys; from pathlib import Path; from pipelines.orchestration.orphaned_runs import marked_as_running\n"
        "with marked_as_running(Path(sys.argv[1]), sys.argv[2]): print('running', flush=True); sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", program, str(watch.site.state), run.run_id]
    watch.site.drop("a.txt", b"a")
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert "in progress" in watch.why_not()
        process.kill()
        process.wait()
    assert watch.tick().run_requests
    failed = watch.instance.get_run_by_id(run.run_id)
    assert failed
    assert failed.status is dg.DagsterRunStatus.FAILURE
    assert list((watch.site.state / "running").iterdir()) == []


def test_what_another_parser_refused_is_taken_again(watch: Watch) -> None:
    watch.site.drop("a.txt", b"a")
    watch.tick()
    (entry,) = Register(watch.site.state).all()
    quarantine = Quarantine(watch.site.state, watch.site.warehouse)
    for version, is_due in ((parser_version(), False), ("another", True)):
        watch.cursor = None
        quarantine.keep(
            entry.key,
            entry.sha256,
            entry.file_name,
            b"a",
            ["bad"],
            can_be_accepted=False,
            parser_version=version,
            now=datetime.now(UTC),
        )
        assert bool(watch.tick().run_requests) == is_due


def test_a_warehouse_in_use_is_told_and_nothing_is_lost(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    command = [sys.executable, "-c", HOLD, str(watch.site.warehouse)]
    watch.site.drop("a.txt", b"a")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        assert "the warehouse is in use by another process" in watch.why_not()
        holder.communicate()
    assert watch.tick().run_requests


def test_the_sweep_asks_for_what_the_sensor_missed(watch: Watch) -> None:
    assert isinstance(watch.sweep(), dg.SkipReason)
    watch.site.drop("a.txt", b"a")
    assert isinstance(watch.sweep(), dg.RunRequest)


def test_the_sweep_is_daily_in_japanese_time() -> None:
    schedule = sweep_schedule(load_settings())
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 5 * * *", "Asia/Tokyo")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING


def test_settings_are_read_anew_at_each_look(watch: Watch) -> None:
    watch.tick()
    (watch.site.folder / "settings.yaml").write_text("sources: 3", encoding="utf-8")
    with pytest.raises(Exception, match="sources: Input should be"):
        watch.tick()
