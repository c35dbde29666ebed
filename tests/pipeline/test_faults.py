"""Kills, several processes at once, a full disk, a held warehouse and a clock that was set back: all stays whole."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Entry, Register, document_key
from tests.support.command import COMMAND, file_names, run, start, told, wait_for
from tests.support.small_texts import meeting_text

pytestmark = pytest.mark.slow

READ = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print('', flush=True); sys.stdin.read()"
INGEST = ("ingest", "a.txt", "--warehouse", "w.duckdb")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the current directory, with a state folder of its own and one text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    (tmp_path / "a.txt").write_text(meeting_text(), encoding="utf-8")
    return tmp_path


def rows(path: Path) -> list[tuple[str, bool, int]]:
    """Each document's name, whether it counts, and how many figures it has."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "SELECT file_name, is_current, count(figure_key)"
            " FROM dim_document LEFT JOIN fact_figure USING (document_key)"
            " GROUP BY document_key, file_name, is_current ORDER BY file_name, is_current"
        ).fetchall()


def reader(warehouse: Path) -> subprocess.Popen[str]:
    """A process that has the warehouse open for reading until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", READ, warehouse], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    process.stdout.readline()
    return process


def run_with_files_of_at_most(size: int) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond a size: to a program it is as if the disk were full."""
    return subprocess.run(
        [COMMAND, *INGEST],
        check=False,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


def test_a_warehouse_without_tables_that_a_kill_left_is_filled(place: Path) -> None:
    duckdb.connect(str(place / "w.duckdb")).close()
    result = run(*INGEST)
    assert (result.returncode, told(result.stderr)) == (0, [])
    assert rows(place / "w.duckdb") == [("a.txt", True, 11)]


def test_the_same_new_text_and_another_one_at_once_are_each_there_once(place: Path) -> None:
    (place / "b.txt").write_text(meeting_text(8), encoding="utf-8")
    calls = [start("ingest", name, "--warehouse", "w.duckdb") for name in ("a.txt", "a.txt", "b.txt")]
    outputs = [process.communicate() for process in calls]
    ends = [(process.returncode, told(errors)) for process, (_, errors) in zip(calls, outputs, strict=True)]
    assert ends == [(0, [])] * 3
    assert rows(place / "w.duckdb") == [("a.txt", True, 11), ("b.txt", True, 11)]


def test_one_text_under_two_names_is_taken_in_once(place: Path) -> None:
    (place / "copy.txt").write_bytes((place / "a.txt").read_bytes())
    result = run("ingest", "a.txt", "copy.txt", "--warehouse", "w.duckdb")
    assert (result.returncode, told(result.stderr)) == (0, [])
    assert "copy.txt: unchanged (the same text as a.txt)" in result.stdout
    again = run("ingest", "copy.txt", "--warehouse", "w.duckdb")
    assert "copy.txt: unchanged (already in the warehouse)" in again.stdout
    assert rows(place / "w.duckdb") == [("a.txt", True, 11)]


def test_two_texts_under_one_name_are_both_taken_in(place: Path) -> None:
    for folder, number in (("one", 7), ("other", 8)):
        (place / folder).mkdir()
        (place / folder / "same.txt").write_text(meeting_text(number), encoding="utf-8")
    result = run("ingest", "one", "other", "--warehouse", "w.duckdb")
    assert (result.returncode, told(result.stderr)) == (0, [])
    assert rows(place / "w.duckdb") == [("same.txt", True, 11)] * 2


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="this system cannot limit the size of files")
def test_a_full_disk_is_told_in_one_line_and_the_next_run_completes(place: Path) -> None:
    warehouse = place / "w.duckdb"
    many = place / "many"
    many.mkdir()
    for number in range(20, 32):
        (many / f"{number}.txt").write_text(meeting_text(number), encoding="utf-8")
    assert run("ingest", "many", "--warehouse", "w.duckdb").returncode == 0
    before = rows(warehouse)
    # SQLite's files stay smaller. A staging file of one text is smaller than a warehouse of many.
    for limit, what in ((2**20, "staging"), (warehouse.stat().st_size, str(warehouse))):
        result = run_with_files_of_at_most(limit)
        (line,) = told(result.stderr)
        assert "writing failed, nothing was changed" in line
        assert what in line
        assert result.returncode == 2
        assert rows(warehouse) == before
        half = [path for path in (place / "state").rglob("*") if path.name.startswith(".new-") or path.suffix == ".new"]
        assert half == []
    again = run(*INGEST)
    assert (again.returncode, told(again.stderr)) == (0, [])
    assert rows(warehouse) == [*before, ("a.txt", True, 11)]


def test_the_staging_file_of_a_killed_run_goes_at_the_next_run(place: Path) -> None:
    with start(*INGEST) as ingestion:
        wait_for(ingestion, "Checking expectations")
        ingestion.kill()
    assert [path.suffix for path in sorted((place / "state" / "staging").iterdir())] == [".duckdb", ".lock"]
    assert run(*INGEST).returncode == 0
    assert list((place / "state" / "staging").iterdir()) == []


def test_a_reader_that_stays_is_waited_for_and_then_told(place: Path) -> None:
    assert run(*INGEST).returncode == 0
    before = hashlib.sha256((place / "w.duckdb").read_bytes()).hexdigest()
    (place / "a.txt").write_text(meeting_text(8), encoding="utf-8")
    with reader(place / "w.duckdb") as process:
        begun = time.monotonic()
        result = run(*INGEST)
        waited = time.monotonic() - begun
        process.communicate()
    (line,) = told(result.stderr)
    assert "w.duckdb: the warehouse is in use by another process" in line
    assert str(process.pid) in line
    assert result.returncode == 2
    assert waited > 2
    assert hashlib.sha256((place / "w.duckdb").read_bytes()).hexdigest() == before


def test_a_reader_that_comes_while_a_run_goes_on_is_waited_for(place: Path) -> None:
    assert run(*INGEST).returncode == 0
    (place / "a.txt").write_text(meeting_text(8), encoding="utf-8")
    with start(*INGEST) as ingestion:
        wait_for(ingestion, "Checking expectations")
        with reader(place / "w.duckdb") as process:
            wait_for(ingestion, "Publishing")
            time.sleep(3)  # longer than opening the file is tried
            process.communicate()
        _, errors = ingestion.communicate()
    assert (ingestion.returncode, told(errors)) == (0, [])
    assert file_names(place / "w.duckdb") == ["a.txt"]
    assert [figures for *_, figures in rows(place / "w.duckdb")] == [11, 11]


def test_a_clock_that_was_set_back_breaks_nothing(place: Path) -> None:
    state, later = place / "state", datetime.now(UTC) + timedelta(days=400)
    (state / "staging").mkdir(parents=True)
    left = state / "staging" / "left.duckdb"
    left.write_bytes(b"")
    text = (place / "a.txt").read_bytes()
    sha256 = hashlib.sha256(text).hexdigest()
    key = document_key("a.txt", sha256)
    Register(state).enter([Entry(key, sha256, "a.txt", place / "a.txt", str(place), later)])
    quarantine = Quarantine(state, place / "w.duckdb")
    quarantine.keep(key, sha256, "a.txt", text, ["no"], can_be_accepted=False, parser_version="1", now=later)
    os.utime(left, (later.timestamp(), later.timestamp()))
    os.utime(place / "a.txt", (later.timestamp(), later.timestamp()))
    result = run(*INGEST)
    assert (result.returncode, told(result.stderr)) == (0, [])
    with duckdb.connect(str(place / "w.duckdb")) as connection:
        connection.execute("UPDATE dim_document SET loaded_at = $later", {"later": later})
    (place / "a.txt").write_text(meeting_text(burden="500", grants="400"), encoding="utf-8")
    again = run(*INGEST)
    assert (again.returncode, told(again.stderr)) == (0, [])
    assert rows(place / "w.duckdb") == [("a.txt", False, 0), ("a.txt", True, 11)]
    assert Quarantine(state, place / "w.duckdb").all() == ()
    assert run("status", "--warehouse", "w.duckdb").returncode == 0


@pytest.mark.parametrize(
    ("file", "words"), [("history/runs.db", "storage there is damaged"), ("register.sqlite", "register is damaged")]
)
def test_damaged_storage_is_told_with_the_way_on_and_takes_nothing_from_the_warehouse(
    place: Path, file: str, words: str
) -> None:
    assert run(*INGEST).returncode == 0
    before = rows(place / "w.duckdb")
    (place / "b.txt").write_text(meeting_text(8), encoding="utf-8")
    (place / "state" / file).write_bytes(bytes(range(255, 0, -1)) * 40)
    result = run("ingest", "b.txt", "--warehouse", "w.duckdb")
    (line,) = told(result.stderr)
    assert words in line
    assert "move" in line
    assert result.returncode == 2
    assert rows(place / "w.duckdb") == before
    (place / "state" / file.partition("/")[0]).rename(place / "moved away")
    again = run("ingest", "a.txt", "b.txt", "--warehouse", "w.duckdb")
    assert (again.returncode, told(again.stderr)) == (0, [])
    assert rows(place / "w.duckdb") == [*before, ("b.txt", True, 11)]


def test_results_and_suites_that_a_crash_left_half_are_made_anew(place: Path) -> None:
    assert run(*INGEST).returncode == 0
    (place / "b.txt").write_text(meeting_text(8), encoding="utf-8")
    kept = [
        *(place / "state" / "gx").rglob("*.json"),
        *(f for f in (place / "state/results").rglob("*") if f.is_file()),
    ]
    assert len(kept) > 5
    for file in kept:
        file.write_bytes(file.read_bytes()[:20])
    result = run("ingest", "a.txt", "b.txt", "--warehouse", "w.duckdb")
    assert (result.returncode, told(result.stderr)) == (0, [])
    assert rows(place / "w.duckdb") == [("a.txt", True, 11), ("b.txt", True, 11)]
