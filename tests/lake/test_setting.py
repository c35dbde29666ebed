"""The setting `warehouse`: a file or a lake, where the environment names none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.commands.maintain import maintain
from pipelines.runtime.named_warehouse import name_warehouse
from pipelines.runtime.paths import DEFAULT_WAREHOUSE, WAREHOUSE_VARIABLE, default_warehouse
from pipelines.runtime.settings import SETTINGS_VARIABLE, SettingsError

LAKE = "ducklake:postgres:dbname=lake host=db data_path=/srv/lake"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WAREHOUSE_VARIABLE, "")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "settings.yaml"))
    return tmp_path / "settings.yaml"


@pytest.mark.parametrize("line", ["", "warehouse: null", "warehouse:", "# warehouse: other.duckdb"])
def test_without_a_name_the_file_is_the_warehouse(settings: Path, line: str) -> None:
    settings.write_text(line, encoding="utf-8")
    name_warehouse()
    assert default_warehouse() == DEFAULT_WAREHOUSE


def test_the_settings_name_a_lake(settings: Path) -> None:
    settings.write_text(f"sources: []\nwarehouse: {LAKE}\n", encoding="utf-8")
    name_warehouse()
    assert default_warehouse() == Path(LAKE)


def test_the_environment_wins(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.write_text(f"warehouse: {LAKE}\n", encoding="utf-8")
    monkeypatch.setenv(WAREHOUSE_VARIABLE, "/srv/w.duckdb")
    name_warehouse()
    assert default_warehouse() == Path("/srv/w.duckdb")


def test_an_address_that_says_nothing_is_told_with_what_to_write(settings: Path) -> None:
    settings.write_text("warehouse: ducklake:mysql:dbname=lake\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"warehouse: .* write a file: .*, or a lake: ducklake:postgres:"):
        name_warehouse()


def test_a_file_is_not_maintained(tmp_path: Path) -> None:
    done = CliRunner().invoke(maintain, ["--warehouse", str(tmp_path / "w.duckdb")])
    assert (done.exit_code, "only a lake is maintained" in done.output) == (2, True)
