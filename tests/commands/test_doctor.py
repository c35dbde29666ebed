"""`tsujitsuma doctor`: each thing that can be wrong with an installation is told with what to do; `completion`."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from warehouse.store import create_objects, open_warehouse, transaction

pytestmark = pytest.mark.slow

Found = dict[str, dict[str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with a warehouse and a state folder."""
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(tmp_path / "settings.yaml"))
    (tmp_path / "state").mkdir()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "settings.yaml").write_text(f"sources: [{tmp_path / 'inbox'}]\n", encoding="utf-8")
    with open_warehouse(tmp_path / "w.duckdb") as connection, transaction(connection):
        create_objects(connection)
    return tmp_path


def looked_at(place: Path, name: str = "w.duckdb") -> tuple[Found, int]:
    result = CliRunner().invoke(main, ["doctor", "--json", "--warehouse", str(place / name)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return {each["subject"]: each for each in json.loads(result.stdout)}, result.exit_code


def test_where_nothing_is_wrong_every_thing_is_listed_and_the_exit_code_is_0(place: Path) -> None:
    found, code = looked_at(place)
    assert code == 0
    assert {
        "versions",
        "settings",
        "state folder",
        "warehouse",
        "disk",
        "documents",
        "search",
        "agents",
    } <= found.keys()
    assert not [each for each in found.values() if each["health"] == "wrong"]
    assert "duckdb 1." in found["versions"]["said"]


def test_people_read_marks_and_what_to_do(place: Path) -> None:
    result = CliRunner().invoke(main, ["doctor", "--warehouse", str(place / "gone.duckdb")])
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert f"• warehouse {place / 'gone.duckdb'}: is not there yet" in lines
    assert lines[lines.index(f"• warehouse {place / 'gone.duckdb'}: is not there yet") + 1] == "→ tsujitsuma ingest"


def test_settings_that_cannot_be_used_hide_nothing_else(place: Path) -> None:
    (place / "settings.yaml").write_text("sourcs: []\n", encoding="utf-8")
    found, code = looked_at(place)
    assert (code, found["settings"]["health"]) == (1, "wrong")
    assert "sourcs" in found["settings"]["said"]
    assert found["warehouse"]["health"] == "fine"


def test_a_source_that_is_not_there_is_told(place: Path) -> None:
    (place / "inbox").rmdir()
    found, code = looked_at(place)
    assert code == 1
    assert found[f"source {place / 'inbox'}"]["said"] == "there is no such folder"


def test_a_file_that_is_no_warehouse_is_told(place: Path) -> None:
    (place / "w.duckdb").write_bytes(b"not a database" * 400)
    found, code = looked_at(place)
    assert (code, found["warehouse"]["health"]) == (1, "wrong")


def test_damaged_storage_is_told_by_its_file(place: Path) -> None:
    storage = place / "state" / "history" / "runs.db"
    storage.parent.mkdir()
    storage.write_bytes(b"\0" * 8192)
    found, code = looked_at(place)
    assert (code, found["storage"]["health"]) == (1, "wrong")
    assert str(storage) in found["storage"]["said"]
    assert "made anew" in found["storage"]["next_step"]


def test_a_run_in_progress_is_told_and_is_not_wrong(place: Path) -> None:
    with (place / "state" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found, code = looked_at(place)
    assert (code, found["lock"]["health"]) == (0, "note")
    assert "lock" not in looked_at(place)[0]


def test_nothing_is_changed(place: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    looked_at(place)
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_for_the_shell_and_asks_this_program(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert f"_TSUJITSUMA_COMPLETE={shell}_complete" in result.stdout


def test_bash_completes_commands_and_options() -> None:
    bash = shutil.which("bash")
    assert bash is not None
    script = """
    eval "$(tsujitsuma completion bash)"
    COMP_WORDS=(tsujitsuma doc) COMP_CWORD=1
    _tsujitsuma_completion tsujitsuma
    echo "${COMPREPLY[@]}"
    COMPREPLY=()
    COMP_WORDS=(tsujitsuma sql --c) COMP_CWORD=2
    _tsujitsuma_completion tsujitsuma
    echo "${COMPREPLY[@]}"
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        [bash, "--norc", "-c", script], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    assert run.stdout.split() == ["doctor", "--csv"], run.stderr
