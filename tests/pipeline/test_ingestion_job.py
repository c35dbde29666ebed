"""The Dagster job, run in this process on an instance of its own: what is published, kept out and told by checks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations import Family, Outcome, expected
from pipelines.orchestration import assets, checks, published_assets
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.orchestration.resources import StateFolder
from pipelines.publishing.publication import stage
from pipelines.runtime.progress import Silent
from tests.support.small_texts import BAD_CONTENTS, meeting_text, noise_text
from warehouse import store
from warehouse.frames import Frames

# Of the assets before and after the staged warehouse; the others are expectations.
OF_THE_RUN = {"documents_understood", "all_are_published", "meetings_agree", "is_up_to_date"}
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"

pytestmark = pytest.mark.slow


@dataclass
class Workshop:
    """A folder with texts, a warehouse, a state folder and a Dagster instance."""

    folder: Path
    instance: dg.DagsterInstance

    @property
    def warehouse(self) -> Path:
        return self.folder / "w.duckdb"

    @property
    def staging(self) -> Path:
        return self.folder / "state" / "staging"

    def ingest(self, *names: str) -> Report:
        files = [self.folder / name for name in names]
        return run_job(self.instance, files, self.warehouse, self.folder / "state", Silent())

    def write(self, name: str, text: str | bytes) -> str:
        (self.folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def evaluations(self) -> dict[str, dg.AssetCheckEvaluation]:
        """Those of the last run."""
        run = self.instance.get_run_records(limit=1)[0].dagster_run
        logs = self.instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        found = [log.dagster_event.asset_check_evaluation_data for log in logs if log.dagster_event]
        return {evaluation.check_name: evaluation for evaluation in found}


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield Workshop(tmp_path, instance)


@pytest.fixture
def without_gx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every expectation is met at once: for what happens around them."""

    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)


@dataclass
class Mixed:
    """What became of a call with all kinds of texts, and the instance that saw it."""

    report: Report
    workshop: Workshop
    evaluations: dict[str, dg.AssetCheckEvaluation]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mixed]:
    folder = tmp_path_factory.mktemp("mixed")
    with dg.DagsterInstance.ephemeral() as instance:
        workshop = Workshop(folder, instance)
        names = [workshop.write(f"{name}.txt", content) for name, (content, _) in BAD_CONTENTS.items()]
        lost_sign = meeting_text(7, burden="50", income="350", result="450", ordinary="△445")
        names.append(workshop.write("第7回 予算.txt", lost_sign))
        names.append(workshop.write("noise.txt", noise_text(8)))
        report = workshop.ingest(*names)
        yield Mixed(report, workshop, workshop.evaluations())


def test_a_good_text_is_published_beside_bad_ones(mixed: Mixed) -> None:
    (document,) = mixed.report.published
    assert (document.file_name, document.statuses, document.repairs) == (
        "第7回 予算.txt",
        {"proven": 10, "repaired": 1},
        1,
    )
    assert mixed.workshop.query("SELECT DISTINCT file_name FROM figures") == [("第7回 予算.txt",)]


def test_each_bad_text_is_refused_in_one_line_that_names_it(mixed: Mixed) -> None:
    reasons = {refusal.file_name: refusal.reason for refusal in mixed.report.refusals}
    assert set(reasons) == {f"{name}.txt" for name in BAD_CONTENTS} | {"noise.txt"}
    for name, (_, problem) in BAD_CONTENTS.items():
        assert reasons[f"{name}.txt"].startswith(f"{name}.txt:")
        assert problem in reasons[f"{name}.txt"]
        assert "\n" not in reasons[f"{name}.txt"]


def test_a_text_beyond_the_rule_of_publication_is_kept_out_with_its_reason(mixed: Mixed) -> None:
    reason = next(r.reason for r in mixed.report.refusals if r.file_name == "noise.txt")
    assert reason.startswith("noise.txt: kept out: 11 of 11 statement figures are disputed, in lines 17, 18, 19, 21")
    assert mixed.workshop.query("SELECT count(*) FROM dim_document") == [(1,)]
    assert mixed.workshop.query("SELECT count(*) FROM dim_meeting") == [(1,)]


def test_the_run_goes_on_to_its_end_and_warns_of_what_it_kept_out(mixed: Mixed) -> None:
    """Nothing of the graph is red for them: the good text is published, judged and shown as if it were alone."""
    (record,) = mixed.workshop.instance.get_run_records()
    assert record.dagster_run.is_success
    assert mixed.report.failure is None
    assert set(mixed.evaluations) >= OF_THE_RUN
    kept_out = mixed.evaluations["all_are_published"]
    assert (kept_out.passed, kept_out.blocking, kept_out.severity) == (False, False, dg.AssetCheckSeverity.WARN)
    told = str(kept_out.metadata["kept out"].value)
    assert len(mixed.report.refusals) == told.count("\n") + 1 == int(str(kept_out.metadata["failed"].value))
    assert all(refusal.reason in told for refusal in mixed.report.refusals)
    assert {evaluation.severity for evaluation in mixed.evaluations.values() if not evaluation.passed} == {
        dg.AssetCheckSeverity.WARN
    }


def test_the_partition_of_a_text_that_was_kept_out_is_not_materialised(mixed: Mixed) -> None:
    for asset in ("warehouse", "dashboard"):
        (key,) = mixed.workshop.instance.get_materialized_partitions(dg.AssetKey(asset))
        assert key.partition("~")[0] == "第7回 予算.txt"


def test_every_expectation_is_an_asset_check_that_tells_its_numbers(mixed: Mixed) -> None:
    told = {e.expectation_name for e in expected(checks.families())}
    examined = mixed.workshop.query("SELECT expectation_name FROM fact_expectation_result WHERE checked_count > 0")
    blocking = {e.expectation_name for e in expected(checks.families()) if e.is_blocking}
    assert set(mixed.evaluations) - OF_THE_RUN == {name for (name,) in examined} | blocking < told
    for evaluation in (evaluation for name, evaluation in mixed.evaluations.items() if name != "is_up_to_date"):
        checked, held, failed = (int(str(evaluation.metadata[name].value)) for name in ("checked", "held", "failed"))
        assert checked == held + failed
        assert evaluation.passed == (failed == 0)


def test_a_family_that_does_not_hold_is_a_failed_check_with_its_worst_residual(mixed: Mixed) -> None:
    failed = {name: e for name, e in mixed.evaluations.items() if not e.passed}
    assert {"documents_understood", "few_disputed_figures"} < set(failed)
    families = [e for name, e in failed.items() if name in {family.name for family in checks.families()}]
    assert families
    assert all(int(str(e.metadata["worst_residual_yen"].value)) > 0 for e in families)
    assert not any(e.blocking for e in families)


def test_the_warehouse_keeps_the_numbers_of_the_run(mixed: Mixed) -> None:
    rows = mixed.workshop.query("SELECT expectation_name, is_success FROM fact_expectation_result")
    told = {(n, e.passed) for n, e in mixed.evaluations.items() if n not in OF_THE_RUN}
    assert told < set(rows)
    unexamined = "SELECT expectation_name FROM fact_expectation_result WHERE checked_count = 0 AND NOT is_blocking"
    assert {n for n, _ in set(rows) - told} == {name for (name,) in mixed.workshop.query(unexamined)}


def test_nothing_is_left_of_the_staging_file(mixed: Mixed) -> None:
    assert list(mixed.workshop.staging.iterdir()) == []


def test_a_blocking_check_that_fails_keeps_everything_out_and_recovers(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.write("a.txt", meeting_text())

    def stage_wrongly(file: Path, frames: Frames, loaded_at: datetime) -> None:
        stage(file, frames, loaded_at)
        with duckdb.connect(file) as connection:
            connection.execute("UPDATE fact_amount SET amount_yen = amount_yen + 1")

    with monkeypatch.context() as patch:
        patch.setattr(assets, "stage", stage_wrongly)
        report = workshop.ingest("a.txt")
    assert report.published == ()
    assert report.failure is not None
    assert report.failure.startswith("nothing was published: checks failed: amounts_match_figures")
    assert not report.is_unusable
    assert not workshop.warehouse.exists()
    report = workshop.ingest("a.txt")
    assert (len(report.published), report.failure) == (1, None)


@pytest.mark.usefixtures("without_gx")
def test_a_call_without_new_texts_starts_no_run(workshop: Workshop) -> None:
    workshop.write("a.txt", meeting_text())
    workshop.ingest("a.txt")
    before = workshop.warehouse.read_bytes()
    report = workshop.ingest("a.txt")
    assert [unchanged.reason for unchanged in report.unchanged] == ["already in the warehouse"]
    assert (report.published, report.refusals, report.failure) == ((), (), None)
    assert len(workshop.instance.get_run_records()) == 1
    assert workshop.warehouse.read_bytes() == before


@pytest.mark.usefixtures("without_gx")
def test_a_text_that_was_superseded_never_comes_back(workshop: Workshop) -> None:
    workshop.write("old.txt", meeting_text())
    workshop.write("new.txt", meeting_text(burden="500", income="800", result="0", ordinary="5"))
    workshop.ingest("old.txt")
    workshop.ingest("new.txt")
    before = workshop.warehouse.read_bytes()
    report = workshop.ingest("old.txt", "new.txt")
    assert [unchanged.file_name for unchanged in report.unchanged] == ["old.txt", "new.txt"]
    assert workshop.warehouse.read_bytes() == before


@pytest.mark.usefixtures("without_gx")
def test_a_later_text_in_the_same_call_is_named_to_the_earlier_one(workshop: Workshop) -> None:
    workshop.write("1.txt", meeting_text())
    workshop.write("2.txt", meeting_text(burden="500", income="800", result="0", ordinary="5"))
    report = workshop.ingest("1.txt", "2.txt")
    assert [document.file_name for document in report.published] == ["2.txt"]
    assert [(u.file_name, u.reason) for u in report.unchanged] == [
        ("1.txt", "recorded only: 2.txt is a later text of the same meeting")
    ]


@pytest.mark.usefixtures("without_gx")
def test_an_earlier_text_is_published_where_the_later_one_is_kept_out(workshop: Workshop) -> None:
    workshop.write("1.txt", meeting_text())
    workshop.write("2.txt", noise_text())
    report = workshop.ingest("1.txt", "2.txt")
    assert [refusal.file_name for refusal in report.refusals] == ["2.txt"]
    assert [document.file_name for document in report.published] == ["1.txt"]


@pytest.mark.usefixtures("without_gx")
def test_a_later_text_that_is_kept_out_leaves_the_published_one(workshop: Workshop) -> None:
    workshop.write("1.txt", meeting_text())
    workshop.write("2.txt", noise_text())
    workshop.ingest("1.txt")
    before = workshop.warehouse.read_bytes()
    assert [refusal.file_name for refusal in workshop.ingest("2.txt").refusals] == ["2.txt"]
    assert workshop.warehouse.read_bytes() == before


@pytest.mark.usefixtures("without_gx")
def test_a_warehouse_that_is_locked_while_the_run_goes_on_is_told_in_one_line(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    workshop.write("a.txt", meeting_text(6))
    workshop.ingest("a.txt")
    before = workshop.warehouse.read_bytes()
    workshop.write("b.txt", meeting_text(7))
    workshop.write("empty.txt", b"")
    holders = []

    def lock_and(original: Callable[..., None]) -> Callable[..., None]:
        def staged(*arguments: object) -> None:
            original(*arguments)
            command = [sys.executable, "-c", HOLD, str(workshop.warehouse)]
            holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            assert holder.stdout
            holder.stdout.readline()
            holders.append(holder)

        return staged

    with monkeypatch.context() as patch:
        patch.setattr(assets, "stage", lock_and(stage))
        report = workshop.ingest("b.txt", "empty.txt")
    for holder in holders:
        holder.communicate()
    assert report.failure is not None
    assert report.failure.startswith(f"{workshop.warehouse}: the warehouse is in use by another process")
    assert report.is_unusable
    assert [refusal.file_name for refusal in report.refusals] == ["empty.txt"]
    assert workshop.warehouse.read_bytes() == before
    assert [document.file_name for document in workshop.ingest("b.txt").published] == ["b.txt"]


@pytest.mark.usefixtures("without_gx")
def test_an_error_of_our_own_is_told_in_one_line_with_the_run_to_look_at(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.write("a.txt", meeting_text())

    def fail(*_: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr(published_assets, "publish", fail)
    report = workshop.ingest("a.txt")
    assert report.failure is not None
    assert "warehouse: RuntimeError: first second" in report.failure
    assert "\n" not in report.failure
    assert not report.is_unusable


@pytest.mark.usefixtures("without_gx")
def test_what_killed_runs_left_is_removed_after_a_day(workshop: Workshop) -> None:
    workshop.write("a.txt", meeting_text())
    workshop.staging.mkdir(parents=True)
    for name, age in (("old.duckdb", timedelta(days=2)), ("running.duckdb", timedelta(minutes=1))):
        left = workshop.staging / name
        left.write_text("left")
        moment = (datetime.now(UTC) - age).timestamp()
        os.utime(left, (moment, moment))
    assert workshop.ingest("a.txt").published
    assert [left.name for left in workshop.staging.iterdir()] == ["running.duckdb"]


@pytest.mark.usefixtures("without_gx")
def test_more_texts_than_a_batch_takes_and_their_copies_are_taken_in_one_call(workshop: Workshop) -> None:
    names = [workshop.write(f"{number}.txt", meeting_text(number)) for number in range(1, 71)]
    names += [workshop.write(f"copy {number}.txt", meeting_text(number)) for number in range(1, 71)]
    report = workshop.ingest(*names)
    assert (len(report.published), len(report.unchanged), len(report.refusals)) == (70, 70, 0)
    assert workshop.query("SELECT count(*), count(DISTINCT meeting_key) FROM fact_amount") == [(770, 70)]


def test_the_definitions_load_and_every_asset_and_check_says_what_it_is() -> None:
    definitions = build_defs()
    dg.Definitions.validate_loadable(definitions)
    with dg.DagsterInstance.ephemeral():  # not what an earlier test left
        graph = definitions.resolve_asset_graph()
    assert [key.to_user_string() for key in graph.toposorted_asset_keys] == [
        "raw_documents",
        "figures",
        "reconciled",
        "staged_warehouse",
        "warehouse",
        "dashboard",
    ]
    assert all(graph.get(key).description for key in graph.toposorted_asset_keys)
    # The pages list checks by name alone: what kind each is stands before all else.
    kinds = ("Identities: ", "Structure: ", "Publication: ", "Now: ")
    assert all((graph.get_check_spec(key).description or "").startswith(kinds) for key in graph.asset_check_keys)
    assert StateFolder(path="x").folder == Path("x")
