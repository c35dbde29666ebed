"""What a shell gets: completion, exit codes as documented, JSON of every result, and a doctor."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.commands import diagnosis
from pipelines.commands.diagnosis import State
from pipelines.commands.exit_codes import EVERYWHERE, ONE_MEANS
from pipelines.runtime.paths import CODE_FOLDER
from tests.support.loaded_meetings import load_one_by_one
from tests.support.small_texts import meeting_text

SHELL_PAGE = (CODE_FOLDER / "docs" / "shell.md").read_text(encoding="utf-8")
# What shows pages or goes on until it is stopped has no result to print.
WITHOUT_RESULT = {"serve", "ui", "mcp", "completion"}


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What a command makes is for its owner alone: in this process that would hold for the tests after it, too."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


def called(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return load_one_by_one(tmp_path / "w.duckdb", {"7.txt": meeting_text(7)})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    result = called("completion", shell)
    assert result.exit_code == 0, result.output
    assert f"_TSUJITSUMA_COMPLETE={shell}_complete" in result.stdout
    runs = shutil.which(shell)
    if runs:
        checked = subprocess.run([runs, "-n"], input=result.stdout, text=True, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_tab_completes_commands_and_options() -> None:
    def completions(words: str, at: int) -> set[str]:
        command = Path(sys.executable).parent / "tsujitsuma"
        asked = {"_TSUJITSUMA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        done = subprocess.run([command], env={**os.environ, **asked}, capture_output=True, text=True, check=False)
        return {line.partition(",")[2] for line in done.stdout.splitlines()}

    assert {"explain", "export"} <= completions("tsujitsuma ex", 1)
    assert "--json" in completions("tsujitsuma doctor --j", 2)
    assert completions("tsujitsuma completion z", 2) == {"zsh"}


def test_every_command_is_in_the_table_of_exit_codes() -> None:
    assert set(ONE_MEANS) == set(main.commands)
    help_text = called("--help").stdout
    for name, meaning in ONE_MEANS.items():
        if meaning:
            assert meaning in help_text
            assert f"| `{name}` | {meaning} |" in SHELL_PAGE
        else:
            assert f"| `{name}` |" not in SHELL_PAGE
    for code, meaning in EVERYWHERE.items():
        assert meaning in help_text
        assert f"| {code} | {meaning} |" in SHELL_PAGE


@pytest.mark.parametrize("name", sorted(set(main.commands) - WITHOUT_RESULT))
def test_every_command_that_prints_a_result_prints_json(name: str) -> None:
    options = {option for parameter in main.commands[name].params for option in parameter.opts}
    assert "--json" in options
    assert f"`{name}" in SHELL_PAGE.partition("## For programs")[2]


@pytest.mark.parametrize(
    "arguments",
    [["status", "--json"], ["rules", "--json"], ["retry", "--json"], ["dashboard", "--build-only", "--json"]],
)
def test_json_is_all_that_is_printed(arguments: list[str], warehouse: Path, tmp_path: Path) -> None:
    if arguments[0] != "rules":
        arguments = [*arguments, "--warehouse", str(warehouse)]
    result = called(*arguments, TSUJITSUMA_STATE=str(tmp_path / "state"))
    assert result.exit_code == 0, result.output
    json.loads(result.stdout)


def test_an_export_tells_its_files_as_json(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = called("export", str(out), "--format", "csv", "--json", "--warehouse", str(warehouse))
    told = json.loads(result.stdout)
    assert told["rows"]["meetings"] == 1
    assert all((out / file["path"]).stat().st_size == file["bytes"] for file in told["files"])


def test_json_of_the_pages_needs_a_build_that_ends() -> None:
    assert called("dashboard", "--json").exit_code == 2


def doctor(warehouse: Path, state: Path, **environment: str) -> tuple[int, dict[str, Any]]:
    result = called("doctor", "--json", "--warehouse", str(warehouse), TSUJITSUMA_STATE=str(state), **environment)
    return result.exit_code, {one["name"]: one for one in json.loads(result.stdout)}


def test_a_sound_machine_has_no_fault(warehouse: Path, tmp_path: Path) -> None:
    code, found = doctor(warehouse, tmp_path / "state")
    assert code == 0, found
    assert found["warehouse"]["state"] == "ok"
    assert found["duckdb"]["told"]
    assert not (tmp_path / "state").exists()  # to look changes nothing
    text = called("doctor", "--warehouse", str(warehouse), TSUJITSUMA_STATE=str(tmp_path / "state"))
    assert "Nothing is wrong." in text.stdout


def test_a_warehouse_that_is_none_is_a_fault_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_bytes(b"no database" * 1000)
    code, found = doctor(tmp_path / "w.duckdb", tmp_path / "state")
    assert code == 1
    assert found["warehouse"]["state"] == "wrong"
    assert found["warehouse"]["next_step"]
    code, found = doctor(tmp_path / "none.duckdb", tmp_path / "state")
    assert (code, found["warehouse"]["next_step"]) == (0, "tsujitsuma ingest")


def test_a_state_folder_that_cannot_be_written_is_a_fault(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    code, found = doctor(warehouse, tmp_path / "file" / "state")
    assert code == 1
    assert "TSUJITSUMA_STATE" in found["state folder"]["next_step"]


def test_settings_with_a_fault_are_told_with_their_field(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("sweep: never\n", encoding="utf-8")
    code, found = doctor(warehouse, tmp_path / "state", TSUJITSUMA_SETTINGS=str(tmp_path / "settings.yaml"))
    assert code == 1
    assert "sweep" in found["settings"]["told"]


def test_a_machine_without_japanese_fonts_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lister = tmp_path / "fc-list"
    lister.write_text("#!/bin/sh\n", encoding="utf-8")
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    fonts = diagnosis._fonts()
    assert (fonts.state, "fonts-noto-cjk" in fonts.next_step) == (State.NOTE, True)
    lister.write_text("#!/bin/sh\necho 'Made Up Gothic,other'\n", encoding="utf-8")
    assert diagnosis._fonts().told == "Japanese: Made Up Gothic"


def test_a_password_is_never_told(warehouse: Path, tmp_path: Path) -> None:
    _, found = doctor(warehouse, tmp_path / "state", TSUJITSUMA_POSTGRES_URL="postgresql://me:secret@127.0.0.1:1/runs")
    assert "secret" not in json.dumps(found)
    assert "127.0.0.1" in found["run storage"]["told"]


def test_a_source_that_is_not_there_is_a_fault(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(f"sources: [{tmp_path / 'inbox'}]\n", encoding="utf-8")
    settings = {"TSUJITSUMA_SETTINGS": str(tmp_path / "settings.yaml")}
    code, found = doctor(warehouse, tmp_path / "state", **settings)
    assert (code, found[f"source {tmp_path / 'inbox'}"]["told"]) == (1, "there is no such folder")
    (tmp_path / "inbox").mkdir()
    assert doctor(warehouse, tmp_path / "state", **settings)[0] == 0


def test_damaged_storage_is_told_by_its_file(warehouse: Path, tmp_path: Path) -> None:
    storage = tmp_path / "state" / "history" / "runs.db"
    storage.parent.mkdir(parents=True)
    storage.write_bytes(b"\0" * 8192)
    code, found = doctor(warehouse, tmp_path / "state")
    assert (code, str(storage) in found["storage"]["told"]) == (1, True)
    assert "made anew" in found["storage"]["next_step"]


def test_a_run_in_progress_is_told_and_is_no_fault(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    with (tmp_path / "state" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, found = doctor(warehouse, tmp_path / "state")
    assert (code, found["lock"]["state"]) == (0, "note")
    assert "lock" not in doctor(warehouse, tmp_path / "state")[1]


def test_what_is_kept_out_is_named(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("nothing of use", encoding="utf-8")
    called("ingest", str(tmp_path / "odd.txt"), "--warehouse", str(warehouse), TSUJITSUMA_STATE=str(tmp_path / "state"))
    code, found = doctor(warehouse, tmp_path / "state")
    assert (code, found["documents"]["next_step"]) == (0, "tsujitsuma status")
    assert "odd.txt" in found["documents"]["told"]


def test_to_look_changes_nothing(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    doctor(warehouse, tmp_path / "state")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
