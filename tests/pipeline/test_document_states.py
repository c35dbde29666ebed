"""Since when a document stands where it stands, in the hour that comes twice each autumn."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Entry, Register
from pipelines.documents.states import document_states
from pipelines.publishing.dashboard_site import show
from pipelines.runtime.progress import Silent
from tests.support.loaded_meetings import load_one_by_one
from tests.support.small_texts import meeting_text

# New York puts its clocks back from 02:00 to 01:00 between them: both are 01:30 there.
BEFORE, AFTER = datetime(2026, 11, 1, 5, 30, 45, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, 45, tzinfo=UTC)
IN_UTC = ["2026-11-01T05:30:45Z", "2026-11-01T06:30:45Z"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder in New York."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    (tmp_path / "state").mkdir()
    yield tmp_path / "state"
    monkeypatch.undo()
    time.tzset()


def enter(state: Path, *moments: datetime) -> None:
    Register(state).enter(
        Entry(f"{number}.txt~{number}", str(number), f"{number}.txt", Path(f"{number}.txt"), "a folder", moment)
        for number, moment in enumerate(moments)
    )


def quarantine(state: Path, *moments: datetime) -> None:
    kept = Quarantine(state, Path("w.duckdb"))
    for number, now in enumerate(moments):
        name, key = f"{number}.txt", f"{number}.txt~{number}"
        kept.keep(key, str(number), name, b"", ["why"], can_be_accepted=False, parser_version="1", now=now)


def status(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["status", *arguments, "--warehouse", "w.duckdb"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_moments_themselves_are_kept(state: Path) -> None:
    enter(state, BEFORE, AFTER)
    assert [one.since for one in document_states(state, Path("w.duckdb"))] == [BEFORE, AFTER]


@pytest.mark.parametrize(("put", "kind"), [(enter, "waiting"), (quarantine, "quarantine")])
def test_the_dashboard_is_told_both_moments(state: Path, put: Callable[..., None], kind: str) -> None:
    put(state, BEFORE, AFTER)
    show(Path("w.duckdb"), state, Silent(), Path("site"))
    index = json.loads(Path("site/data/index.json").read_text(encoding="utf-8"))
    assert sorted(one["since"] for one in index[kind]) == IN_UTC


def test_status_tells_programs_both_moments(state: Path) -> None:
    enter(state, BEFORE, AFTER)
    assert [one["since"] for one in json.loads(status("--json"))] == IN_UTC


def test_status_tells_people_the_local_time_with_its_distance_from_utc(state: Path) -> None:
    enter(state, BEFORE, AFTER)
    told = status()
    assert "0.txt~0  2026-11-01 01:30-04:00" in told
    assert "1.txt~1  2026-11-01 01:30-05:00" in told


@pytest.mark.slow
@pytest.mark.usefixtures("state")
def test_publication_in_that_hour_keeps_its_moment() -> None:
    load_one_by_one(Path("w.duckdb"), {"6.txt": meeting_text(6), "7.txt": meeting_text(7)})
    with duckdb.connect("w.duckdb") as connection:
        for name, moment in (("6.txt", BEFORE), ("7.txt", AFTER)):
            connection.execute("UPDATE dim_document SET loaded_at = ? WHERE file_name = ?", [moment, name])
    assert sorted(one["since"] for one in json.loads(status("--json", "--state", "published"))) == IN_UTC
