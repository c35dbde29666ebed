"""A single asset materialized from the user interface works on what earlier runs kept of its documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations import Family, Outcome, expected, rule_book
from pipelines.documents import batches
from pipelines.orchestration import checks
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.partitions import DOCUMENTS
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.runtime.progress import Silent
from tests.support.small_texts import meeting_text

pytestmark = pytest.mark.slow

ASSETS = ("raw_documents", "figures", "reconciled", "staged_warehouse", "warehouse", "dashboard")


class Runs:
    """A warehouse, a state folder and an instance; runs of the whole job and of single assets."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.folder, self.instance = folder, instance
        self.state, self.warehouse = folder / "state", folder / "w.duckdb"

    def ingest(self, **texts: str) -> Report:
        for name, text in texts.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        files = [self.folder / f"{name}.txt" for name in texts]
        return run_job(self.instance, files, self.warehouse, self.state, Silent())

    def materialize(self, *assets: str) -> dg.ExecuteInProcessResult:
        (key, *_) = self.instance.get_dynamic_partitions(DOCUMENTS)
        definitions = build_defs(WarehouseFile(path=str(self.warehouse)), StateFolder(path=str(self.state)))
        return definitions.resolve_job_def(INGESTION).execute_in_process(
            instance=self.instance,
            asset_selection=[dg.AssetKey(asset) for asset in assets],
            partition_key=key,
            raise_on_error=False,
        )

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            return connection.execute(sql).fetchall()


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


@pytest.fixture
def another_rule_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rule book that a test may change."""
    file = tmp_path / "identities.yaml"
    file.write_bytes(rule_book.RULES_FILE.read_bytes())
    monkeypatch.setattr(rule_book, "RULES_FILE", file)
    yield file
    rule_book.rule_book.cache_clear()


def without_rule(file: Path, name: str) -> None:
    """Take a rule out of the book."""
    import yaml

    book = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = [rule for rule in book["rules"] if rule["name"] != name]
    assert len(kept) == len(book["rules"]) - 1
    file.write_text(yaml.safe_dump({**book, "rules": kept}, allow_unicode=True), encoding="utf-8")
    rule_book.rule_book.cache_clear()


def reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "understand", lambda *_: pytest.fail("a text was read"))


def test_after_a_good_run_each_asset_can_be_materialized_alone(runs: Runs) -> None:
    assert runs.ingest(a=meeting_text()).published
    figures = runs.query("FROM figures")
    for asset in ASSETS:
        result = runs.materialize(asset)
        assert result.success, asset
        assert [e.asset_key for e in result.get_asset_materialization_events()] == [dg.AssetKey(asset)]
    assert runs.query("FROM figures") == figures
    assert runs.query("SELECT count(*) FROM dim_document") == [(1,)]


def test_a_single_asset_hands_on_all_documents(runs: Runs) -> None:
    runs.ingest(a=meeting_text())
    for asset in ("figures", "reconciled"):
        (event,) = runs.materialize(asset).get_asset_materialization_events()
        assert event.materialization.metadata["documents" if asset == "figures" else "repairs"].value == (
            1 if asset == "figures" else 0
        )


def test_an_asset_before_which_nothing_was_made_says_what_to_materialize(runs: Runs) -> None:
    runs.ingest(a=meeting_text().partition("一般管理費")[0])
    result = runs.materialize("reconciled")
    assert not result.success
    (event,) = result.get_step_failure_events()
    assert event.step_failure_data.error is not None
    assert "materialize figures first" in event.step_failure_data.error.to_string()


@pytest.mark.parametrize("assets", [("reconciled",), ASSETS[2:]])
def test_a_changed_rule_book_settles_anew_without_reading(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, another_rule_book: Path, assets: tuple[str, ...]
) -> None:
    runs.ingest(a=meeting_text())
    (before,) = runs.query("SELECT count(*) FROM fact_identity_check")[0]
    without_rule(another_rule_book, "operating_result")
    reads_nothing(monkeypatch)
    result = runs.materialize(*assets)
    assert result.success
    told = {e.asset_key: e.materialization for e in result.get_asset_materialization_events()}
    assert told[dg.AssetKey("reconciled")].metadata["identities"].value == int(str(before)) - 1
    if "warehouse" in assets:
        assert runs.query("SELECT count(*) FROM fact_identity_check") == [(int(str(before)) - 1,)]


def test_an_ingestion_after_a_changed_rule_book_takes_what_is_published_again_without_reading(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, another_rule_book: Path
) -> None:
    runs.ingest(a=meeting_text())
    without_rule(another_rule_book, "operating_result")
    reads_nothing(monkeypatch)
    assert [document.file_name for document in runs.ingest(a=meeting_text()).published] == ["a.txt"]
    assert [unchanged.reason for unchanged in runs.ingest(a=meeting_text()).unchanged] == ["already in the warehouse"]


def test_what_another_rule_book_settled_is_not_staged(runs: Runs, another_rule_book: Path) -> None:
    runs.ingest(a=meeting_text())
    without_rule(another_rule_book, "operating_result")
    result = runs.materialize("staged_warehouse")
    (event,) = result.get_step_failure_events()
    assert event.step_failure_data.error is not None
    assert "materialize reconciled first" in event.step_failure_data.error.to_string()
