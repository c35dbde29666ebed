"""The real daemon: what is dropped into a watched folder is in the warehouse, or in quarantine, a little later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.service import prepare_storage
from pipelines.runtime.log_lines import LogLine
from pipelines.runtime.paths import ROOT
from tests.support.service import PATIENCE_SECONDS, TSUJITSUMA, Site, children, is_alive, running, wait_until
from tests.support.small_texts import BAD_CONTENTS, meeting_text

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    notified = tmp_path / "notified"
    made.set_up(notify={"command": ["sh", "-c", f"cat > {notified}.new && mv {notified}.new {notified}"]})
    yield made
    if (tmp_path / "log").exists():
        print(made.log[-5000:])  # shown where the test fails


def published(site: Site) -> list[tuple[object, ...]]:
    """File, whether it counts, and the operating result, of every text in the warehouse."""
    if not site.warehouse.exists():
        return []
    try:
        with duckdb.connect(site.warehouse, read_only=True) as connection:
            return connection.execute(
                "SELECT d.file_name, d.is_current, max(f.amount_yen) FILTER (f.account_name = '営業利益')"
                " FROM dim_document d LEFT JOIN figures f USING (file_name) GROUP BY ALL ORDER BY ALL"
            ).fetchall()
    except duckdb.Error:  # it is being written, or has no tables yet
        return []


@dataclass(frozen=True)
class Run:
    """What a run left in the instance: how it ended, and whether each check held."""

    status: str
    checks: dict[str, bool]


def runs(site: Site) -> list[Run]:
    """Every run, the latest first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSUJITSUMA_STATE", str(site.state))
        patch.setenv("DAGSTER_HOME", str(ROOT))
        with dg.DagsterInstance.get() as instance:
            return [Run(run.status.value, checks_of(instance, run.run_id)) for run in instance.get_runs()]


def checks_of(instance: dg.DagsterInstance, run_id: str) -> dict[str, bool]:
    logs = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    found = [log.dagster_event.asset_check_evaluation_data for log in logs if log.dagster_event]
    return {evaluation.check_name: evaluation.passed for evaluation in found}


def test_files_that_are_dropped_are_published_quarantined_and_revised(site: Site) -> None:
    with running(site) as service:
        wait_until(lambda: "the service is up" in site.log, "it is up", service)
        again = subprocess.run([TSUJITSUMA, "serve"], env=site.environment, capture_output=True, check=False)
        assert (again.returncode, b"a service is running on this state folder" in again.stderr) == (2, True)

        site.drop("第7回.txt", meeting_text().encode())
        site.drop("broken.txt", BAD_CONTENTS["cut_off"][0])
        wait_until(lambda: bool(published(site)), "the meeting is in the warehouse", service)
        assert published(site) == [("第7回.txt", True, 100_000)]
        wait_until((site.folder / "notified").exists, "the owners are told", service)

        told = json.loads((site.folder / "notified").read_text(encoding="utf-8"))
        assert [document["file_name"] for document in told["kept_out"]] == ["broken.txt"]
        assert "cut off" in told["kept_out"][0]["reasons"][0]
        assert Path(told["kept_out"][0]["report_folder"], "broken.txt").read_bytes() == BAD_CONTENTS["cut_off"][0]
        (run,) = runs(site)
        assert run.status == "SUCCESS"
        assert (run.checks["documents_understood"], run.checks["all_are_published"]) == (False, False)
        assert run.checks["is_up_to_date"]
        assert run.checks["amounts_match_figures"]

        revised = meeting_text(burden="500", income="800", result="0", ordinary="5")
        site.drop("第7回.txt", revised.encode())
        wait_until(lambda: len(published(site)) > 1, "the revised text is in the warehouse", service)
        assert ("第7回.txt", True, 0) in published(site)
        wait_until(lambda: runs(site)[0].status == "SUCCESS", "the second run is done", service)
        assert len(list((site.folder / "raw").glob("*/第7回.txt"))) == 2

        parts = children(service.pid)
        assert len(parts) == 3
        service.send_signal(signal.SIGTERM)
        assert service.wait(PATIENCE_SECONDS) == 0
    assert not any(is_alive(number) for number in parts)
    shaped = [json.loads(line) for line in site.log.splitlines()]
    assert {frozenset(line) for line in shaped} == {frozenset(field.name for field in fields(LogLine))}
    assert all(line["time"] and line["level"] and line["event"] and line["message"] for line in shaped)
    assert {line["part"] for line in shaped} >= {"service", "code server"}
    (kept_out,) = (line for line in shaped if line["level"] == "warning" and "broken.txt:" in line["message"])
    assert (bool(kept_out["run_id"]), "cut off" in kept_out["message"]) == (True, True)
    assert "run_failure" not in {line["event"] for line in shaped}


def test_the_service_ends_with_an_error_where_one_of_its_parts_does(site: Site) -> None:
    with running(site) as service:
        wait_until(lambda: "the service is up" in site.log, "it is up", service)
        parts = children(service.pid)
        (webserver,) = (number for number, command in parts.items() if "dagster_webserver" in command)
        os.kill(webserver, signal.SIGKILL)
        assert service.wait(PATIENCE_SECONDS) == 1
    assert "the webserver ended by itself, exit code -9; the service stops" in site.log
    assert not any(is_alive(number) for number in parts)


def test_the_parts_end_where_the_service_is_killed(site: Site) -> None:
    with running(site, "--log-format", "rich") as service:
        wait_until(lambda: len(children(service.pid)) == 3, "its parts run", service)
        parts = children(service.pid)
        service.kill()
        service.wait()
        for number in parts:
            wait = subprocess.run(["timeout", "20", "tail", f"--pid={number}", "-f", "/dev/null"], check=False)
            assert wait.returncode == 0


def test_a_run_that_a_killed_service_left_is_closed_and_one_of_a_person_is_not(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.state.mkdir()
    monkeypatch.setenv("TSUJITSUMA_STATE", str(site.state))
    monkeypatch.setenv("DAGSTER_HOME", str(ROOT))
    with dg.DagsterInstance.get() as instance:
        for run_id, tags in (("1" * 8, {"dagster/sensor_name": "arrivals"}), ("2" * 8, {})):
            instance.add_run(dg.DagsterRun(INGESTION, run_id, tags=tags, status=dg.DagsterRunStatus.STARTED))
        prepare_storage(site.state)
        statuses = {run.run_id: run.status.value for run in instance.get_runs()}
    assert statuses == {"1" * 8: "FAILURE", "2" * 8: "STARTED"}


def test_settings_that_cannot_be_used_are_told_before_anything_starts(site: Site) -> None:
    site.set_up(sources="here")
    done = subprocess.run([TSUJITSUMA, "serve"], env=site.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert json.loads(line)["message"].startswith(f"{site.folder / 'settings.yaml'}: sources: ")


def test_a_port_in_use_is_told_before_anything_starts(site: Site) -> None:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])
        command = [TSUJITSUMA, "serve", "--port", port]
        done = subprocess.run(command, env=site.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    told = json.loads(done.stderr.splitlines()[-1])["message"]
    assert told.startswith(f"127.0.0.1:{port}: cannot be listened at")
