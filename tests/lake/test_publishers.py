"""Several publishers of one lake: each alone, whole or not at all, whatever becomes of it."""

from __future__ import annotations

import hashlib
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from threading import Barrier

import duckdb
import pytest

from expectations.audit import structure_rows
from expectations.rules import structure_rules
from pipelines.documents.processing import RawDocument
from pipelines.publishing import publication
from pipelines.publishing.publication import Publication, stage
from tests.support.loaded_meetings import NOW, frames_of
from tests.support.postgres import Server
from tests.support.small_texts import meeting_text
from warehouse import store
from warehouse.frames import Frames
from warehouse.lake.constraints import BrokenKeysError, require_sound
from warehouse.lake.ddl import tables
from warehouse.store import load, open_for_reading, open_warehouse, transaction

pytestmark = pytest.mark.slow

# One text twice, and two texts of another meeting.
AT_ONCE = {
    "7.txt": meeting_text(7),
    "again.txt": meeting_text(7),
    "8.txt": meeting_text(8),
    "8b.txt": meeting_text(8, burden="500", grants="400"),
}
# Publishes frames; says when it has loaded and when it commits, and lets itself be killed there.
_PUBLISHER = """
import pickle, signal, sys
from pathlib import Path
from datetime import UTC, datetime
from warehouse.store import load, open_warehouse
path, frames, at = sys.argv[1:]
with open_warehouse(Path(path)) as connection:
    connection.begin()
    load(connection, pickle.loads(Path(frames).read_bytes()), datetime(2026, 1, 1, tzinfo=UTC))
    print("loaded", flush=True)
    if at == "load":
        signal.pause()
    connection.commit()
"""


@pytest.fixture
def lake(server: Server, empty: Path, tmp_path: Path) -> Path:
    return server.new_lake(tmp_path, copied=empty)


def publish(lake: Path, text: str, name: str) -> None:
    with open_warehouse(lake) as connection, transaction(connection):
        load(connection, frames_of(text, name), NOW)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the staging file of each text."""
    folder = tmp_path_factory.mktemp("staged")
    for name, text in AT_ONCE.items():
        stage(folder / f"{name}.duckdb", frames_of(text, name), NOW)
    return folder


def publish_at_once(lake: Path, staged: Path, monkeypatch: pytest.MonkeyPatch, *, is_locked: bool) -> list[Publication]:
    """What becomes of texts that runs publish at once; without the lock none commits before all have loaded."""
    names = list(AT_ONCE) if is_locked else ["7.txt", "again.txt"]
    meeting_point = Barrier(len(names), timeout=120)

    def load_and_wait(connection: duckdb.DuckDBPyConnection, frames: Frames, loaded_at: datetime) -> None:
        load(connection, frames, loaded_at)
        if not is_locked:
            meeting_point.wait()

    def run(name: str) -> Publication:
        frames, content = frames_of(AT_ONCE[name], name), AT_ONCE[name].encode()
        raw = RawDocument(name, content, hashlib.sha256(content).hexdigest())
        with store.only_publisher(lake):
            return publication.publish(lake, staged / f"{name}.duckdb", frames, NOW, {raw.sha256: raw})

    monkeypatch.setattr(publication, "load", load_and_wait)
    monkeypatch.setattr(publication, "let_go", lambda _: None)
    with ThreadPoolExecutor(len(names)) as threads:
        return list(threads.map(run, names))


def ask(lake: Path, query: str) -> list[tuple[object, ...]]:
    with open_for_reading(lake) as connection:
        return connection.execute(query).fetchall()


def broken(lake: Path) -> dict[str, int]:
    """How many places break the rules of keys."""
    judged = {
        "keys_unique": "true GROUP BY place, value HAVING count(*) > 1",
        "grain_unique": "true GROUP BY place, value HAVING count(*) > 1",
        "foreign_keys": "value IS NULL",
    }
    rules = {rule.name: rule for rule in structure_rules() if rule.name in judged}
    assert rules.keys() == judged.keys()
    with open_for_reading(lake) as connection:
        found = {
            name: len(
                connection.execute(f"SELECT place FROM ({structure_rows([rule])}) WHERE {judged[name]}").fetchall()  # noqa: S608
            )
            for name, rule in rules.items()
        }
    return {name: count for name, count in found.items() if count}


@pytest.fixture(params=[True, False], ids=["with the lock", "without the lock"])
def is_locked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(store, "only_lake_publisher", lambda _: nullcontext())
    return bool(request.param)


def test_publishers_at_once_give_no_key_twice_no_text_twice_and_of_one_meeting_one_text_counts(
    lake: Path, staged: Path, monkeypatch: pytest.MonkeyPatch, is_locked: bool
) -> None:
    done = publish_at_once(lake, staged, monkeypatch, is_locked=is_locked)

    assert [one.refusals for one in done] == [()] * len(done)
    told = [recorded.reason for one in done for recorded in one.recorded]
    current = "SELECT count(*) AS texts FROM dim_document JOIN dim_meeting USING (meeting_key) WHERE is_current"
    most = ask(lake, f"SELECT max(texts) FROM ({current} GROUP BY meeting_id)")  # noqa: S608
    # Without the lock both of them commit, and each of these would fail.
    assert (told == ["another run has just published it"]) == is_locked
    assert (ask(lake, "SELECT count(*) = count(DISTINCT content_sha256) FROM dim_document") == [(True,)]) == is_locked
    assert (most == [(1,)]) == is_locked
    assert (broken(lake) == {}) == is_locked


@pytest.mark.parametrize("at", ["load", "commit"])
def test_a_publisher_that_is_killed_leaves_nothing_and_keeps_nobody_waiting(
    lake: Path, tmp_path: Path, at: str
) -> None:
    (tmp_path / "frames").write_bytes(pickle.dumps(frames_of(meeting_text(7), "killed.txt")))
    command = [sys.executable, "-c", _PUBLISHER, str(lake), str(tmp_path / "frames"), at]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "loaded\n"
        killed.send_signal(signal.SIGKILL)

    held = ask(lake, "SELECT count(*), (SELECT count(*) FROM figures) FROM dim_document")
    whole = (1, frames_of(meeting_text(7), "killed.txt").by_name["figure"].height)
    assert held[0] in ([(0, 0)] if at == "load" else [(0, 0), whole])

    publish(lake, meeting_text(8), "8.txt")
    assert ask(lake, "FROM (SELECT file_name FROM figures) WHERE file_name = '8.txt' LIMIT 1") == [("8.txt",)]
    assert broken(lake) == {}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("INSERT INTO fact_figure FROM fact_figure LIMIT 1", "fact_figure, figure_key 1"),
        ("UPDATE fact_figure SET account_key = 99999 WHERE figure_key = 1", "fact_figure, account_key 99999"),
        ("INSERT INTO dim_meeting SELECT * REPLACE (99 AS meeting_key) FROM dim_meeting", "dim_meeting, meeting_id"),
        ("UPDATE fact_finding SET document_key = 77", "fact_finding, document_key 77"),
        (
            "INSERT INTO dim_document SELECT * REPLACE (99 AS document_key) FROM dim_document",
            "current ones of meeting_key 1",
        ),
    ],
)
def test_what_would_break_a_key_is_not_committed(wrong: str, told: str) -> None:
    with duckdb.connect() as connection:  # tables as a lake has them, without a lake
        for statement in tables().values():
            connection.execute(statement)
        load(connection, frames_of(meeting_text(7), "7.txt"), NOW, is_kept=False)
        connection.execute("INSERT INTO fact_finding SELECT 1, document_key, 'code', 1, 'm' FROM new_document")
        connection.execute("CREATE OR REPLACE TEMP TABLE new_document AS SELECT unnest([1, 77]) AS document_key")
        require_sound(connection, tables())
        connection.execute(wrong)
        with pytest.raises(BrokenKeysError, match=told):
            require_sound(connection, tables())
    assert issubclass(BrokenKeysError, duckdb.Error)
