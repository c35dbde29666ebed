"""Many documents in one call: taken in batches, each published before the next one; the warehouse ends the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations import Family, Outcome, expected
from pipelines.orchestration import checks
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.publishing.publication import Publication, publish
from pipelines.runtime.progress import PlainLines
from tests.support.small_texts import meeting_text
from warehouse.store import WarehouseError

pytestmark = pytest.mark.slow

# Two of one meeting, which come into different batches: the last one counts.
TEXTS = {
    "1.txt": meeting_text(1),
    "2.txt": meeting_text(2),
    "3.txt": meeting_text(3),
    "4.txt": meeting_text(4),
    "5.txt": meeting_text(1) + "\n附記\n",
}
ANSWERS = (
    "SELECT file_name, source_line, source_column, account_path, amount_yen, status FROM figures ORDER BY ALL",
    "SELECT file_name, content_sha256, is_current, meeting_id, meeting_date"
    " FROM dim_document JOIN dim_meeting USING (meeting_key) ORDER BY file_name",
    "FROM latest_amounts ORDER BY ALL",
    "FROM adoption_checks ORDER BY ALL",
)


@pytest.fixture(autouse=True)
def without_gx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every expectation is met at once: it is about what happens around them."""

    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)


class Place:
    """Texts, a warehouse and a state folder; `told` is the progress."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, batch_documents: int) -> None:
        self.folder, self.told = folder, list[str]()
        folder.mkdir()
        settings = folder / "settings.yaml"
        settings.write_text(f"batch_documents: {batch_documents}\n", encoding="utf-8")
        monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(settings))
        for name, text in TEXTS.items():
            (folder / name).write_text(text, encoding="utf-8")

    def ingest(self, instance: dg.DagsterInstance) -> Report:
        files = [self.folder / name for name in TEXTS]
        progress = PlainLines(self.told.append)
        return run_job(instance, files, self.folder / "w.duckdb", self.folder / "state", progress)

    def answers(self) -> list[list[tuple[object, ...]]]:
        with duckdb.connect(self.folder / "w.duckdb", read_only=True) as connection:
            return [
                [tuple(str(value) for value in row) for row in connection.execute(query).fetchall()]
                for query in ANSWERS
            ]


def test_batches_give_the_warehouse_that_one_batch_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Place(tmp_path / "whole", monkeypatch, 100)
    with dg.DagsterInstance.ephemeral() as instance:
        whole.ingest(instance)
        assert instance.get_runs_count() == 1
    parts = Place(tmp_path / "parts", monkeypatch, 2)
    with dg.DagsterInstance.ephemeral() as instance:
        report = parts.ingest(instance)
        assert instance.get_runs_count() == 3
        assert len(instance.get_materialized_partitions(dg.AssetKey("warehouse"))) == len(TEXTS)
    assert report.failure is None
    assert [document.file_name for document in report.published] == list(TEXTS)
    assert [line for line in parts.told if line.startswith("Documents")] == [
        "Documents 1 to 2 of 5",
        "Documents 3 to 4 of 5",
        "Documents 5 to 5 of 5",
    ]
    assert parts.answers() == whole.answers()
    assert all(parts.answers()[:3])


def test_what_was_published_before_an_error_stays_and_the_next_call_goes_on_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, calls = Place(tmp_path / "place", monkeypatch, 2), list[int]()

    def publish_once(*arguments: object) -> Publication:
        calls.append(1)
        if len(calls) == 2:
            raise WarehouseError("the disk is full")
        return publish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("pipelines.orchestration.published_assets.publish", publish_once)
    with dg.DagsterInstance.ephemeral() as instance:
        broken = place.ingest(instance)
        assert broken.failure == "the disk is full; of the batches before it 2 documents are published"
        assert [document.file_name for document in broken.published] == ["1.txt", "2.txt"]
        rest = place.ingest(instance)
    assert [document.file_name for document in rest.published] == ["3.txt", "4.txt", "5.txt"]
    assert [(one.file_name, one.reason) for one in rest.unchanged] == [
        ("1.txt", "already in the warehouse"),
        ("2.txt", "already in the warehouse"),
    ]
