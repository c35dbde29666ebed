"""Whatever one document does, the others of the call are published, and the culprit is named with its reason."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations import Family, Outcome, expected
from expectations.rule_book import rule_book
from pipelines.documents import batches
from pipelines.documents.isolation import OverLimitError
from pipelines.documents.processing import RawDocument, ReadDocument, understand
from pipelines.documents.quarantine import Quarantine
from pipelines.documents.results import ResultStore
from pipelines.orchestration import assets, checks
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.publishing import publication, rule_breaches
from pipelines.publishing.publication import stage
from pipelines.runtime.progress import Silent
from pipelines.runtime.settings import Limits
from tests.support.small_texts import meeting_text
from warehouse.frames import Frames

pytestmark = pytest.mark.slow

BAD = "bad.txt"


class Call:
    """A folder whose texts are ingested together."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.folder, self.instance = folder, instance
        self.state, self.warehouse = folder / "state", folder / "w.duckdb"

    def ingest(self, **texts: str | bytes) -> Report:
        files = []
        for name, text in texts.items():
            files.append(self.folder / f"{name.replace('_pdf', '.pdf') if name.endswith('_pdf') else f'{name}.txt'}")
            files[-1].write_bytes(text.encode() if isinstance(text, str) else text)
        return run_job(self.instance, files, self.warehouse, self.state, Silent())

    def both(self) -> Report:
        """A good text, and one that some stage cannot cope with, first and last."""
        return self.ingest(bad=meeting_text(7), good=meeting_text(8), other=meeting_text(9))

    def file_names(self) -> list[str]:
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            return [n for (n,) in connection.execute("SELECT DISTINCT file_name FROM figures ORDER BY 1").fetchall()]

    def reports(self) -> list[dict[str, object]]:
        kept = Quarantine(self.state, self.warehouse).all()
        return [json.loads((one.path.parent / "report.json").read_text(encoding="utf-8")) for one in kept]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)
    with dg.DagsterInstance.ephemeral() as instance:
        yield Call(tmp_path, instance)


def failing_for_bad(original: Callable[..., object], name_of: Callable[..., str], error: BaseException) -> object:
    def work(*arguments: object, **named: object) -> object:
        if name_of(*arguments) == BAD:
            raise error
        return original(*arguments, **named)

    return work


class PanicException(BaseException):
    """As Polars raises it."""


@pytest.mark.parametrize(
    ("stage_name", "error"),
    [
        ("understand", IndexError("string index out of range")),
        ("understand", RecursionError("too deep")),
        ("understand", PanicException("overflow")),
        ("settle_document", OverflowError("too large")),
        ("normalise", ValueError("over 64 bits")),
    ],
)
def test_an_error_in_one_document_keeps_that_one_out_alone(
    call: Call, monkeypatch: pytest.MonkeyPatch, stage_name: str, error: BaseException
) -> None:
    names = {
        "understand": lambda raw, *_: raw.file_name,
        "settle_document": lambda document, *_: document.raw.file_name,
        "normalise": lambda documents: documents[0].file_name,
    }
    original = getattr(batches, stage_name)
    monkeypatch.setattr(batches, stage_name, failing_for_bad(original, names[stage_name], error))
    report = call.both()
    assert [document.file_name for document in report.published] == ["good.txt", "other.txt"]
    (refusal,) = report.refusals
    assert refusal.reason.startswith("bad.txt: kept out: an error of this program, not of the text, while ")
    assert str(error) in refusal.reason
    assert report.failure is None
    (told,) = call.reports()
    assert type(error).__name__ in str(told["trace"])
    assert "Traceback" in str(told["trace"])


def test_what_takes_too_long_is_ended_and_the_others_are_published(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("limits: {seconds: 4}", encoding="utf-8")
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(settings))
    original = vars(batches)["settle_document"]

    def settle(document: object, *arguments: object) -> object:
        if document.raw.file_name == BAD:  # type: ignore[attr-defined]
            time.sleep(60)
        return original(document, *arguments)

    monkeypatch.setattr(batches, "settle_document", settle)
    report = call.both()
    assert len(report.published) == 2
    assert [refusal.reason for refusal in report.refusals] == [
        "bad.txt: kept out: it took longer than 4 s; split the document, or raise limits.seconds in the settings"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_a_small_text_that_takes_too_much_memory_costs_itself_alone(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = vars(batches)["understand"]

    def understand(raw: RawDocument, *arguments: object) -> object:
        held = [bytearray(2**24) for _ in range(64 if raw.file_name == BAD else 1)]
        return held and original(raw, *arguments)

    monkeypatch.setattr(batches, "understand", understand)
    report = call.both()
    assert [document.file_name for document in report.published] == ["good.txt", "other.txt"]
    assert [refusal.reason for refusal in report.refusals] == [
        "bad.txt: kept out: it needs more than 500 MB; split it, or raise limits.memory_mb"
    ]
    assert len(bytearray(2**30)) == 2**30  # what comes after it is as free as before


@pytest.mark.parametrize(("limit", "count"), [("letters", 200), ("figures", 10)])
def test_what_is_over_a_limit_is_told_which_and_what_to_do(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, count: int
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"limits: {{{limit}: {count}}}", encoding="utf-8")
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(settings))
    (refusal,) = call.ingest(a=meeting_text()).refusals
    assert f"more than {count}; split the document, or raise limits.{limit} in the settings" in refusal.reason


def test_a_line_repeated_in_itself_without_end_is_refused_with_its_count() -> None:
    content = (meeting_text(7) + "費用\t1,234,567\t" * 4_000).encode()
    with pytest.raises(OverLimitError, match=r"line \d+ holds 4,000 numbers in \d\d,\d{3} letters"):
        understand(RawDocument("bad.txt", content, "1"), rule_book())


def test_a_long_line_of_few_numbers_is_read() -> None:
    content = meeting_text(7) + "。" * 100_000 + "1,234千円\n"
    assert isinstance(understand(RawDocument("long.txt", content.encode(), "1"), rule_book()), ReadDocument)


def test_a_document_that_breaks_a_rule_of_structure_is_taken_out_in_the_same_run(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = vars(batches)["normalise"]

    def normalise(documents: Sequence[object]) -> Frames:
        frames: Frames = original(documents)
        if documents[0].file_name != BAD:  # type: ignore[attr-defined]
            return frames
        import polars as pl

        figure = frames.by_name["figure"].with_columns(pl.lit("unchecked").alias("status"))
        return Frames({**frames.by_name, "figure": figure})

    monkeypatch.setattr(batches, "normalise", normalise)
    report = call.both()
    assert [document.file_name for document in report.published] == ["good.txt", "other.txt"]
    (refusal,) = report.refusals
    assert "An unchecked figure is touched by no identity" in refusal.reason
    assert "bad.txt, line" in refusal.reason
    assert not refusal.can_be_accepted
    assert report.failure is None


def test_what_was_read_and_is_gone_is_read_anew(tmp_path: Path) -> None:
    results, limits = ResultStore(tmp_path), Limits()
    content = meeting_text(7).encode()
    raw = RawDocument("a.txt", content, hashlib.sha256(content).hexdigest())
    (understood,) = batches.understand_all([raw], results, limits)
    assert isinstance(understood, batches.Understood)
    (file,) = (tmp_path / "results" / "read").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    (settled,) = batches.settle_all([understood], results, limits, "1", ())
    assert isinstance(settled, batches.SettledResult)
    assert results.find(batches.SETTLED, raw.sha256, settled.version) is not None


def test_a_document_that_cannot_be_staged_is_taken_out(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_bad(frames: Frames) -> None:
        if BAD in frames.by_name["document"]["file_name"]:
            raise duckdb.ConversionException("no such number")

    def staged(file: Path, frames: Frames, loaded_at: datetime) -> None:
        refuse_bad(frames)
        stage(file, frames, loaded_at)

    original = vars(rule_breaches)["load"]

    def load(connection: duckdb.DuckDBPyConnection, frames: Frames, loaded_at: object, *, is_kept: bool = True) -> None:
        refuse_bad(frames)
        original(connection, frames, loaded_at, is_kept=is_kept)

    monkeypatch.setattr(assets, "stage", staged)
    monkeypatch.setattr(rule_breaches, "load", load)
    report = call.both()
    assert [document.file_name for document in report.published] == ["good.txt", "other.txt"]
    assert "while loading it: ConversionException: no such number" in report.refusals[0].reason


def test_a_document_that_the_warehouse_does_not_take_is_taken_out(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    original = vars(publication)["load"]

    def load(connection: duckdb.DuckDBPyConnection, frames: Frames, loaded_at: object, *, is_kept: bool = True) -> None:
        # What is only judged is staged; what is kept goes into the warehouse.
        if BAD in frames.by_name["document"]["file_name"] and is_kept:
            raise duckdb.ConstraintException("a key twice")
        original(connection, frames, loaded_at, is_kept=is_kept)

    monkeypatch.setattr(publication, "load", load)
    report = call.both()
    assert sorted(document.file_name for document in report.published) == ["good.txt", "other.txt"]
    assert call.file_names() == ["good.txt", "other.txt"]
    assert "while publishing it: ConstraintException: a key twice" in report.refusals[0].reason


def test_a_pdf_that_never_ends_or_dies_costs_itself_alone(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("limits: {seconds: 2, memory_mb: 200}", encoding="utf-8")
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(settings))
    # The processes of the PDFs are ended by their keeper. What is read here has as long as a busy machine takes.
    monkeypatch.setattr(batches, "ended_after", lambda _: nullcontext())
    hostile = {
        file.stem: file.read_bytes() for file in (Path(__file__).parent.parent / "support" / "hostile").glob("*.pdf")
    }
    assert len(hostile) == 2
    report = call.ingest(**{f"{name}_pdf": content for name, content in hostile.items()}, good=meeting_text(8))
    assert [document.file_name for document in report.published] == ["good.txt"]
    reasons = {refusal.file_name: refusal.reason for refusal in report.refusals}
    assert "took longer than 2 s" in reasons["form_recursion.pdf"] or "ended" in reasons["form_recursion.pdf"]
    assert "memory" in reasons["form_exp.pdf"] or "longer than" in reasons["form_exp.pdf"]


def test_what_is_heavy_to_settle_is_settled_in_a_process_of_its_own(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(*_: object) -> object:
        raise AssertionError("settled in the run's own process")

    monkeypatch.setattr(batches, "_MANY_FIGURES", 5)
    monkeypatch.setattr(batches, "settle_document", here)
    report = call.both()
    assert [document.file_name for document in report.published] == ["bad.txt", "good.txt", "other.txt"]


def numbers_left_of(columns: int) -> int:
    """How many lines have unexplained numbers where a text ends in a table of so many columns with a total."""
    numbers = [[row * 7_919 + column * 104_729 for column in range(1, columns + 1)] for row in range(1, 8)]
    numbers.append([sum(column) for column in zip(*numbers, strict=True)])
    names = ("人件費", "物件費", "維持費", "補修費", "扶助費", "繰出金", "積立金", "合計")
    lines = ["\t".join([name, *(f"{each:,}" for each in row)]) for name, row in zip(names, numbers, strict=True)]
    head = "\t".join(["区分", *(f"第{column}区" for column in range(1, columns + 1))])
    text = meeting_text(7) + "\n".join(["", "歳出の内訳", "（単位：千円）", head, *lines, ""])
    read = understand(RawDocument("wide.txt", text.encode(), "1"), rule_book())
    assert isinstance(read, ReadDocument)
    return sum(finding.code == "unexplained_number" for finding in read.narrative.findings)


def test_a_table_wider_than_any_is_not_laid_out_and_its_numbers_are_told() -> None:
    assert numbers_left_of(10) == 0
    assert numbers_left_of(51) == 8
