"""Several publishers of one lake: each alone, whole or not at all, whatever becomes of it."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import duckdb
import pytest

from expectations.audit import structure_rows
from expectations.rules import structure_rules
from tests.support.loaded_meetings import NOW, frames_of
from tests.support.postgres import Server
from tests.support.small_texts import meeting_text
from warehouse import store
from warehouse.lake.constraints import BrokenKeysError, require_sound
from warehouse.lake.ddl import tables
from warehouse.store import load, open_for_reading, open_warehouse, transaction

pytestmark = pytest.mark.slow

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


def publish(lake: Path, text: str, name: str, meeting_point: Barrier | None = None) -> None:
    """Load a text; commit once another publisher has loaded, too, or has let itself be waited for in vain."""
    frames = frames_of(text, name)
    with open_warehouse(lake) as connection, transaction(connection):
        load(connection, frames, NOW)
        with suppress(BrokenBarrierError):
            if meeting_point:
                meeting_point.wait()


def publish_at_once(lake: Path, texts: Sequence[str], *, is_locked: bool) -> None:
    # Settled first: what they do at once is publishing. With the lock they cannot meet.
    for number, text in enumerate(texts):
        frames_of(text, f"{number}.txt")
    meeting_point = Barrier(len(texts), timeout=0.5 if is_locked else 60)
    with ThreadPoolExecutor(len(texts)) as threads:
        done = [
            threads.submit(publish, lake, text, f"{number}.txt", meeting_point) for number, text in enumerate(texts)
        ]
    for one in done:
        one.result()


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


def test_publishers_at_once_give_no_key_twice_and_of_one_meeting_one_text_counts(lake: Path, is_locked: bool) -> None:
    texts = (meeting_text(7), meeting_text(8), meeting_text(7, burden="500", grants="400"))
    publish_at_once(lake, texts, is_locked=is_locked)

    # Without the lock all of them commit, and both would fail.
    assert ask(lake, "SELECT count(*) FROM dim_document") == [(3,)]
    assert (broken(lake) == {}) == is_locked
    current = "SELECT count(*) AS texts FROM dim_document JOIN dim_meeting USING (meeting_key) WHERE is_current"
    most = ask(lake, f"SELECT max(texts) FROM ({current} GROUP BY meeting_id)")  # noqa: S608
    assert (most == [(1,)]) == is_locked


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
