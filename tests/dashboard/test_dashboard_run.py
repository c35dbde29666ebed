"""The dashboard as the pipeline's last asset, and as a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import dagster as dg
import pytest
from click.testing import CliRunner

from expectations import Family, Outcome, expected
from pipelines.cli import main
from pipelines.commands.reporting import print_report
from pipelines.orchestration import checks
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.publishing import dashboard_site
from pipelines.runtime.progress import Silent
from tests.support.dashboard_sites import BAD_CONTENTS, Site, load_one_by_one, meeting_text, noise_text

pytestmark = pytest.mark.slow

COMMAND = Path(sys.executable).parent / "tsujitsuma"


class Runs:
    """Texts, a warehouse, a state folder with the site in it, and a Dagster instance."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.folder, self.instance = folder, instance
        self.state, self.warehouse = folder / "state", folder / "w.duckdb"
        self.site = Site(self.state / "dashboard")

    def ingest(self, **texts: str | bytes) -> Report:
        files = [self.folder / f"{name}.txt" for name in texts]
        for file, text in zip(files, texts.values(), strict=True):
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return run_job(self.instance, files, self.warehouse, self.state, Silent())

    def materialized(self, asset: str) -> set[str]:
        partitions = self.instance.get_materialized_partitions(dg.AssetKey(asset))
        return {partition.partition("~")[0] for partition in partitions}

    def check(self) -> dg.AssetCheckEvaluation:
        """That of the dashboard, in the last run."""
        run = self.instance.get_run_records(limit=1)[0].dagster_run
        logs = self.instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        found = [log.dagster_event.asset_check_evaluation_data for log in logs if log.dagster_event]
        return next(evaluation for evaluation in found if evaluation.check_name == "is_up_to_date")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runs]:
    """Every expectation is met at once: Great Expectations is not what is tried here."""

    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)
    (tmp_path / "state").mkdir()
    with dg.DagsterInstance.ephemeral() as instance:
        yield Runs(tmp_path, instance)


def test_a_run_leaves_a_site_that_shows_what_it_published(runs: Runs) -> None:
    report = runs.ingest(a=meeting_text(7))
    assert (len(report.published), report.failure, report.dashboard_failure) == (1, None, None)
    index = runs.site.index
    assert [one["file_name"] for one in index["meetings"]] == ["a.txt"]
    assert index["runs"][-1]["documents"] == 1
    assert index["totals"]["documents"] == {"published": 1, "superseded": 0, "waiting": 0, "quarantined": 0}
    assert runs.materialized("dashboard") == runs.materialized("warehouse") == {"a.txt"}
    assert runs.check().passed


def test_a_run_without_new_texts_does_not_touch_the_site(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.ingest(a=meeting_text(7))
    monkeypatch.setattr(dashboard_site, "show", lambda *_: pytest.fail("built"))
    assert runs.ingest(a=meeting_text(7)).unchanged


def test_what_a_run_keeps_out_is_shown_beside_what_it_publishes(runs: Runs) -> None:
    report = runs.ingest(good=meeting_text(7), noise=noise_text(8))
    assert (len(report.published), len(report.refusals)) == (1, 1)
    index = runs.site.index
    assert [one["file_name"] for one in index["meetings"]] == ["good.txt"]
    (kept,) = index["quarantine"]
    assert "statement figures are disputed" in kept["reason"]
    assert kept["since"].endswith("Z")
    assert runs.materialized("dashboard") == runs.materialized("warehouse") == {"good.txt"}


def test_where_all_texts_are_kept_out_the_site_says_so(runs: Runs) -> None:
    runs.ingest(bad=BAD_CONTENTS["empty"][0])
    index = runs.site.index
    assert index["meetings"] == []
    assert len(index["quarantine"]) == 1


def test_a_site_that_cannot_be_built_takes_nothing_from_what_was_published(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (runs.state / "dashboard").write_text("no folder", encoding="utf-8")
    report = runs.ingest(a=meeting_text(7))
    assert [document.file_name for document in report.published] == ["a.txt"]
    assert report.failure is None
    assert report.dashboard_failure is not None
    assert report.dashboard_failure.startswith("FileExistsError: ")
    assert runs.materialized("warehouse") == {"a.txt"}
    assert runs.materialized("dashboard") == set()
    assert not runs.check().passed
    monkeypatch.setenv("TSUJITSUMA_STATE", str(runs.state))
    print_report(report, runs.warehouse)
    told = capsys.readouterr()
    assert told.err.startswith("tsujitsuma: the dashboard is not up to date (FileExistsError: ")
    assert told.err.rstrip().endswith("to build it: tsujitsuma dashboard")
    assert "a.txt: published as" in told.out
    (runs.state / "dashboard").unlink()
    assert runs.ingest(b=meeting_text(8)).dashboard_failure is None
    assert {one["file_name"] for one in runs.site.index["meetings"]} == {"a.txt", "b.txt"}


def test_an_ingest_without_new_texts_imports_no_templates(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": meeting_text()})
    (tmp_path / "a.txt").write_text(meeting_text(), encoding="utf-8")
    import duckdb

    from pipelines.runtime.paths import parser_version

    with duckdb.connect(warehouse) as connection:
        connection.execute("UPDATE dim_document SET parser_version = ?", [parser_version()])
    program = (
        "import sys; from pipelines.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, 'jinja2' in sys.modules, 'dashboard.site' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "ingest", str(tmp_path / "a.txt"), "--warehouse", str(warehouse)],
        env={**os.environ, "TSUJITSUMA_STATE": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "unchanged (already in the warehouse)" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 False False"


def test_the_command_builds_a_folder_for_any_web_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": meeting_text()})
    arguments = ["dashboard", "--build-only", "--warehouse", str(warehouse), "--out", str(tmp_path / "public")]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout) == (
        0,
        f"1 meeting, 1 new or changed. Site: {tmp_path / 'public' / 'index.html'}\n",
    )
    assert [one["file_name"] for one in Site(tmp_path / "public").index["meetings"]] == ["a.txt"]
    assert (tmp_path / "public" / "datapackage.json").is_file()
    assert len(list((tmp_path / "public" / "parquet" / "amounts").glob("2015-*.parquet"))) == 1


def test_packages_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    (tmp_path / "node_modules").mkdir()
    monkeypatch.chdir(tmp_path)
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": meeting_text()})
    done = CliRunner().invoke(main, ["dashboard", "--build-only", "--with-sql", "--warehouse", str(warehouse)])
    assert done.exit_code == 2
    assert "duckdb-browser.cjs: is not there; in a checkout: make node_modules/.ready" in done.stderr


def test_without_a_warehouse_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    done = CliRunner().invoke(main, ["dashboard", "--build-only", "--warehouse", str(tmp_path / "none.duckdb")])
    assert done.exit_code == 0
    assert "there is no warehouse yet, and the pages say so; run: tsujitsuma ingest" in done.stderr
    assert Site(tmp_path / "state" / "dashboard").index["meetings"] == []


@pytest.mark.parametrize("kind", ["text", "folder in the way"])
def test_what_cannot_be_used_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    file = tmp_path / "w.duckdb"
    file.write_text("no warehouse" * 1000, encoding="utf-8")
    out = tmp_path / "site"
    if kind == "folder in the way":
        file = tmp_path / "none.duckdb"
        (out / "index.html").mkdir(parents=True)
    done = CliRunner().invoke(main, ["dashboard", "--build-only", "--warehouse", str(file), "--out", str(out)])
    assert done.exit_code == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("tsujitsuma: ")
    assert str(file if kind == "text" else out) in last


def test_the_help_shows_examples() -> None:
    done = CliRunner().invoke(main, ["dashboard", "--help"])
    assert "tsujitsuma dashboard --build-only --out public" in done.stdout
    assert "dashboard" in CliRunner().invoke(main, ["--help"]).stdout


def test_the_command_serves_the_site_until_it_is_interrupted(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": meeting_text()})
    with subprocess.Popen(
        [COMMAND, "dashboard", "--no-open", "--warehouse", warehouse],
        env={**os.environ, "TSUJITSUMA_STATE": str(tmp_path / "state"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        address = process.stdout.readline().split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urlopen(f"{address}data/index.json") as answer:  # noqa: S310 - our own address
            assert b"a.txt" in answer.read()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=180)
    assert process.returncode == 0
    assert "Traceback" not in errors
