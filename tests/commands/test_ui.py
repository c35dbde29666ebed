"""`tsujitsuma ui` shows what is there and starts nothing: no sensor, no schedule, no window about a newsletter."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.runtime.paths import ROOT


def test_the_pages_are_opened_without_the_daemon_that_would_run_sensors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("DAGSTER_HOME", "")
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda program, arguments: called.extend([program, *arguments]))
    result = CliRunner().invoke(main, ["ui", "--port", "3999"])
    assert result.exit_code == 0, result.output
    assert Path(called[0]).name == "dagster-webserver"
    assert "dev" not in called
    assert called[-2:] == ["-p", "3999"]


def test_dagsters_first_screen_is_no_newsletter() -> None:
    configuration = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    assert configuration["nux"] == {"enabled": False}


def test_make_ui_means_what_the_command_means() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\nui: ")[2].partition("\n\n")[0]
    assert recipe.splitlines()[1].strip() == "@$(BIN)/tsujitsuma ui"
