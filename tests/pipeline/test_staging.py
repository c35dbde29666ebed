"""Staging files: what a killed run left goes at the next run, what another run works on stays, nothing half is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipelines.publishing import publication
from pipelines.publishing.publication import stage
from pipelines.publishing.staging import hold, let_go, remove_left
from warehouse.frames import Frames

HOLD = """
import sys
from pathlib import Path
from pipelines.publishing.staging import hold
file = Path(sys.argv[1])
hold(file)
for part in (file, Path(f"{file}.wal")):
    part.write_text("half")
spilled = Path(f"{file}.tmp")
spilled.mkdir()
(spilled / "block").write_text("half")
print(flush=True)
sys.stdin.read()
"""


def holder(file: Path) -> subprocess.Popen[str]:
    """A run of another process that has begun to write its staging file."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    process.stdout.readline()
    return process


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed_at_once(tmp_path: Path) -> None:
    with holder(tmp_path / "one.duckdb") as process:
        process.kill()
    assert names(tmp_path) == ["one.duckdb", "one.duckdb.tmp", "one.duckdb.wal", "one.lock"]
    remove_left(tmp_path, datetime.now(UTC))
    assert names(tmp_path) == []


@pytest.mark.slow
def test_what_another_run_works_on_stays_however_old_it_is(tmp_path: Path) -> None:
    with holder(tmp_path / "one.duckdb") as process:
        remove_left(tmp_path, datetime.now(UTC) + timedelta(days=400))
        assert names(tmp_path) == ["one.duckdb", "one.duckdb.tmp", "one.duckdb.wal", "one.lock"]
        process.kill()


def test_own_files_stay_until_they_are_let_go(tmp_path: Path) -> None:
    file = tmp_path / "own.duckdb"
    hold(file)
    file.write_text("whole")
    remove_left(tmp_path, datetime.now(UTC) + timedelta(days=400))
    assert names(tmp_path) == ["own.duckdb", "own.lock"]
    let_go(file)
    assert names(tmp_path) == []


def test_a_file_without_a_mark_is_kept_for_a_day(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    for name, age in (("old.duckdb", timedelta(days=2)), ("young.duckdb", timedelta(minutes=1))):
        (tmp_path / name).write_text("left")
        os.utime(tmp_path / name, ((now - age).timestamp(),) * 2)
    spilled = tmp_path / "old.duckdb.tmp"
    spilled.mkdir()
    (spilled / "block").write_text("left")
    os.utime(spilled, ((now - timedelta(days=2)).timestamp(),) * 2)
    remove_left(tmp_path, now)
    assert names(tmp_path) == ["young.duckdb"]


def test_nothing_half_stays_where_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publication, "load", full)
    with pytest.raises(OSError, match="No space left"):
        stage(tmp_path / "run.duckdb", Frames({"figure": pl.DataFrame()}), datetime.now(UTC))
    assert names(tmp_path) == []
