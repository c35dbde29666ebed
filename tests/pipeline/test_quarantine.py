"""Quarantine: what is kept out stays whole beside its report, until it is published, retried or accepted."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Entry, Register, document_key
from pipelines.runtime import paths
from tests.support.small_texts import meeting_text, noise_text

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
CUT_OFF = meeting_text(9).partition("一般管理費")[0]


def keep(quarantine: Quarantine, name: str = "a.txt", sha256: str = "ab" * 32, reason: str = "no good") -> None:
    raw = RawDocument(name, b"content", sha256)
    quarantine.keep_refused([Refusal(name, reason, raw, can_be_accepted=True)], "1", NOW)


def test_a_document_is_kept_whole_with_a_report_of_why_and_what_next(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, tmp_path / "w.duckdb")
    keep(quarantine)
    (kept,) = quarantine.all()
    assert kept.path.read_bytes() == b"content"
    assert (kept.file_name, kept.reasons, kept.parser_version, kept.quarantined_at) == ("a.txt", ("no good",), "1", NOW)
    report = json.loads((kept.path.parent / "report.json").read_text(encoding="utf-8"))
    assert "tsujitsuma accept" in report["next_step"]


def test_a_document_kept_again_has_one_report_the_latest(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, tmp_path / "w.duckdb")
    keep(quarantine)
    keep(quarantine, reason="still no good")
    assert [kept.reasons for kept in quarantine.all()] == [("still no good",)]


def test_a_quarantine_is_of_one_warehouse(tmp_path: Path) -> None:
    keep(Quarantine(tmp_path, tmp_path / "w.duckdb"))
    assert Quarantine(tmp_path, tmp_path / "other.duckdb").all() == ()


def test_a_document_is_found_by_key_name_and_beginning_of_its_hash(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, tmp_path / "w.duckdb")
    keep(quarantine)
    keep(quarantine, "b.txt", "cd" * 32)
    key = document_key("a.txt", "ab" * 32)
    assert [len(quarantine.find(word)) for word in (key, "a.txt", "abab", "b.txt", "nothing")] == [1, 1, 1, 1, 0]


def test_a_released_document_is_gone(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, tmp_path / "w.duckdb")
    keep(quarantine)
    quarantine.release(["ab" * 32, "not there"])
    assert quarantine.all() == ()


def test_what_a_kill_left_half_done_is_removed_after_a_day(tmp_path: Path) -> None:
    left, fresh = tmp_path / "quarantine/.new-left", tmp_path / "quarantine/.gone-fresh"
    for folder, age in ((left, 25), (fresh, 1)):
        folder.mkdir(parents=True)
        then = (NOW - timedelta(hours=age)).timestamp()
        os.utime(folder, (then, then))
    keep(Quarantine(tmp_path, tmp_path / "w.duckdb"))
    assert (left.exists(), fresh.exists()) == (False, True)


def test_the_register_keeps_the_first_arrival_of_a_content(tmp_path: Path) -> None:
    register = Register(tmp_path / "state")
    first = Entry("a~1", "1" * 64, "a.txt", Path("a.txt"), "here", NOW)
    register.enter([first])
    register.enter([Entry("b~1", "1" * 64, "b.txt", Path("b.txt"), "there", NOW)])
    (entry,) = register.all()
    assert (entry.key, entry.file_name, entry.path) == ("a~1", "a.txt", Path("b.txt"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    for set_by_the_commands in ("DAGSTER_HOME", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(set_by_the_commands, "yes")  # so that it is as before afterwards
    monkeypatch.setattr(paths, "RAW_FOLDER", tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--warehouse", "w.duckdb"])


def states() -> dict[str, str]:
    listed = json.loads(call("status", "--json").stdout)
    return {one["document"].partition("~")[0]: one["state"] for one in listed}


def query(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect("w.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.slow
@pytest.mark.usefixtures("place")
def test_from_quarantine_to_acceptance() -> None:
    Path("good.txt").write_text(meeting_text(7), encoding="utf-8")
    Path("noise.txt").write_text(noise_text(8), encoding="utf-8")
    Path("cut.txt").write_text(CUT_OFF, encoding="utf-8")
    ingested = call("ingest", "good.txt", "noise.txt", "cut.txt")
    assert ingested.exit_code == 1
    published = {"good.txt": "published", "noise.txt": "quarantined", "cut.txt": "quarantined"}
    assert states() == published, ingested.output

    told = call("status", "--state", "quarantined").stdout
    assert "11 of 11 statement figures are disputed" in told
    assert "tsujitsuma accept" in told

    refused = call("accept", "cut.txt", "--reason", "I want it")
    assert (refused.exit_code, "could not be read" in refused.stderr) == (2, True)
    assert call("accept", "nowhere.txt", "--reason", "x").exit_code == 2
    assert call("retry", "noise.txt").exit_code == 1

    accepted = call("accept", "noise.txt", "--reason", "printed like this", "--by", "甲")
    assert accepted.exit_code == 0, accepted.output
    assert states() == {"good.txt": "published", "noise.txt": "published", "cut.txt": "quarantined"}
    assert query("SELECT file_name, reason, accepted_by FROM fact_acceptance") == [
        ("noise.txt", "printed like this", "甲")
    ]
    assert query("SELECT DISTINCT status FROM figures WHERE file_name = 'noise.txt'") == [("disputed",)]

    Path("whole.txt").write_text(meeting_text(9), encoding="utf-8")
    assert call("ingest", "whole.txt").exit_code == 0
    Path("better.txt").write_text(meeting_text(7, burden="500", income="800", result="0", ordinary="5"), "utf-8")
    assert call("ingest", "better.txt").exit_code == 0
    assert states()["good.txt"] == "superseded"


@pytest.mark.slow
@pytest.mark.usefixtures("place")
def test_a_newer_parser_takes_a_quarantined_text_again(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("noise.txt").write_text(noise_text(8), encoding="utf-8")
    assert call("ingest", "noise.txt").exit_code == 1
    assert call("retry").exit_code == 1
    # The rule is gone in the newer version.
    monkeypatch.setattr("pipelines.publishing.publication.publication_rules", lambda: ())
    retried = call("retry")
    assert retried.exit_code == 0, retried.output
    assert states() == {"noise.txt": "published"}
    assert call("retry").stdout == "Nothing is in quarantine.\n"
