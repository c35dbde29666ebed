"""The command as a person meets it: what it prints, its exit codes, and what it leaves behind."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.support.command import file_names, run, start, told, wait_for
from tests.support.small_texts import BAD_CONTENTS, meeting_text
from warehouse import store
from warehouse.store import create_objects, open_warehouse

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the current directory, with a state folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("DAGSTER_HOME", "")
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    (tmp_path / "a.txt").write_text(meeting_text(), encoding="utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    """The command in this process: for what ends before Dagster is imported."""
    return CliRunner().invoke(main, arguments)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("arguments", [(), ("ingest",), ("ui",)])
def test_help_shows_an_example(arguments: tuple[str, ...]) -> None:
    result = call(*arguments, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"tsujitsuma {' '.join(arguments)}".strip() in result.stdout.partition("Example")[2]


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from pipelines.cli import main; main(['ingest', '--help'], standalone_mode=False);"
        "sys.exit(bool({'dagster', 'duckdb', 'polars', 'pydantic', 'great_expectations'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("arguments", [("--no-such-option",), ("no-such-command",), ("ui", "--port", "0")])
def test_wrong_use_is_told_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2


def test_a_path_that_does_not_exist_is_named(place: Path) -> None:
    result = call("ingest", "none.txt", "x" * 300, "--warehouse", "w.duckdb")
    assert result.stderr.splitlines() == [
        "tsujitsuma: none.txt: no such file or folder",
        f"tsujitsuma: {'x' * 300}: no such file or folder",
    ]
    assert result.exit_code == 2
    assert not (place / "w.duckdb").exists()


def test_a_folder_without_texts_is_named(place: Path) -> None:
    (place / "empty").mkdir()
    result = call("ingest", "empty", "--warehouse", "w.duckdb")
    assert result.stderr.splitlines() == ["tsujitsuma: empty: no .txt file here; name a text to ingest"]
    assert result.exit_code == 2
    assert not (place / "w.duckdb").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("warehouse", "problem"),
    [
        ("a.txt/w.duckdb", "a part of this path is a file"),
        ("folder", "this is a folder"),
        ("/proc/w.duckdb", "cannot be opened"),
        ("a.txt", "not a DuckDB file"),
        ("old.duckdb", "tables are missing or of another version (dim_account)"),
    ],
)
def test_a_warehouse_that_cannot_be_used_is_told_before_anything_is_done(
    place: Path, warehouse: str, problem: str
) -> None:
    (place / "folder").mkdir()
    with open_warehouse(place / "old.duckdb") as connection:
        create_objects(connection)
        connection.execute("DROP VIEW amounts; DROP VIEW figures; ALTER TABLE dim_account ADD COLUMN more INTEGER")
    before = digest(place / "a.txt"), digest(place / "old.duckdb")
    result = call("ingest", "a.txt", "--warehouse", warehouse)
    (line,) = result.stderr.splitlines()
    assert line.startswith("tsujitsuma: ")
    assert warehouse in line
    assert problem in line
    assert result.exit_code == 2
    assert (digest(place / "a.txt"), digest(place / "old.duckdb")) == before
    assert not (place / "state").exists()


@pytest.mark.slow
def test_a_warehouse_in_use_is_told_with_the_process_that_holds_it(place: Path) -> None:
    with open_warehouse(place / "w.duckdb") as connection:
        create_objects(connection)
    before = digest(place / "w.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, "w.duckdb"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        result = call("ingest", "a.txt", "--warehouse", "w.duckdb")
        holder.communicate()
    (line,) = result.stderr.splitlines()
    assert f"{place / 'w.duckdb'}: the warehouse is in use by another process" in line
    assert str(holder.pid) in line
    assert result.exit_code == 2
    assert digest(place / "w.duckdb") == before


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("ingest", "a.txt", "--warehouse", "w.duckdb"), ("ui",)], ids=["ingest", "ui"])
@pytest.mark.parametrize("state", ["a.txt/state", "/proc/state"])
def test_a_state_folder_that_cannot_be_made_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch, state: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", state)
    result = call(*arguments)
    (line,) = told(result.stderr)
    assert state in line
    assert "set TSUJITSUMA_STATE" in line
    assert result.exit_code == 2
    assert not (place / "w.duckdb").exists()


@pytest.mark.slow
def test_a_whole_call_from_another_directory_and_a_second_one_that_is_quick(place: Path) -> None:
    for name, (content, _) in BAD_CONTENTS.items():
        (place / f"{name}.txt").write_bytes(content)
    bad = [f"{name}.txt" for name in BAD_CONTENTS]
    result = run("ingest", *bad, "a.txt", "--warehouse", "a folder/w.duckdb")
    lines = told(result.stderr)
    assert sorted(line.split(":")[1].strip() for line in lines) == sorted(bad)
    assert all(line.startswith("tsujitsuma: ") for line in lines)
    assert result.returncode == 1
    assert "1 published, 0 unchanged, 5 kept out. Warehouse: a folder/w.duckdb" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr
    assert file_names(place / "a folder" / "w.duckdb") == ["a.txt"]
    before = digest(place / "a folder" / "w.duckdb")

    script = (
        "import sys; from pipelines.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "sys.exit(99 if {'great_expectations', 'pandas'} & set(sys.modules) else code)"
    )
    arguments = ["ingest", "none.txt", "a.txt", "--warehouse", "a folder/w.duckdb"]
    again = subprocess.run([sys.executable, "-c", script, *arguments], check=False, capture_output=True, text=True)
    assert (again.returncode, told(again.stderr)) == (2, ["tsujitsuma: none.txt: no such file or folder"])
    assert "a.txt: unchanged (already in the warehouse)" in again.stdout
    assert digest(place / "a folder" / "w.duckdb") == before


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_the_warehouse_whole_and_the_next_one_works(place: Path) -> None:
    warehouse = place / "w.duckdb"
    with open_warehouse(warehouse) as connection:
        create_objects(connection)
    with start("ingest", "a.txt", "--warehouse", "w.duckdb") as process:
        wait_for(process, "Publishing")
        process.kill()
        process.communicate()
    with duckdb.connect(warehouse) as connection:
        counts = connection.execute("SELECT count(*) FROM figures").fetchone()
    assert counts in {(0,), (11,)}
    again = run("ingest", "a.txt", "--warehouse", "w.duckdb")
    assert (again.returncode, told(again.stderr)) == (0, [])
    assert file_names(warehouse) == ["a.txt"]


@pytest.mark.slow
def test_an_interrupt_at_any_time_is_told_in_one_line(place: Path) -> None:
    for moment, later in (("Starting", 0), ("Starting", 0.3), ("Reconciling", 0), ("Checking", 0)):
        with start("ingest", "a.txt", "--warehouse", "w.duckdb") as process:
            wait_for(process, moment)
            sleep(later)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
        assert (process.returncode, told(errors)) == (130, ["tsujitsuma: interrupted; to go on ingest again"]), moment


@pytest.mark.slow
def test_a_state_folder_in_which_dagster_cannot_work_is_told(place: Path) -> None:
    (place / "state" / "history").mkdir(parents=True)
    (place / "state" / "history" / "runs.db").write_text("no database" * 1000)
    result = run("ingest", "a.txt", "--warehouse", "w.duckdb")
    (line,) = told(result.stderr)
    assert line.startswith(f"tsujitsuma: {place / 'state'}: Dagster's storage there is damaged")
    assert result.returncode == 2
    assert not (place / "w.duckdb").exists()


@pytest.mark.slow
def test_two_calls_at_the_same_time_both_succeed(place: Path) -> None:
    (place / "b.txt").write_text(meeting_text(8), encoding="utf-8")
    with (
        start("ingest", "a.txt", "--warehouse", "w.duckdb") as first,
        start("ingest", "b.txt", "--warehouse", "w.duckdb") as second,
    ):
        outputs = [process.communicate() for process in (first, second)]
    assert [(first.returncode, told(outputs[0][1])), (second.returncode, told(outputs[1][1]))] == [(0, []), (0, [])]
    assert file_names(place / "w.duckdb") == ["a.txt", "b.txt"]
