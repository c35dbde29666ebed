"""`tsujitsuma export` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.support.loaded_meetings import load_one_by_one, meeting_text

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("export") / "w.duckdb", {"6.txt": meeting_text(6)})


def export(warehouse: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments, "--warehouse", str(warehouse)])


def test_every_table_is_told_with_its_rows_and_progress_goes_to_the_error_stream(
    warehouse: Path, tmp_path: Path
) -> None:
    told = export(warehouse, str(tmp_path / "out"))
    assert told.exit_code == 0
    assert ["meetings", "1"] in [line.split() for line in told.stdout.splitlines()]
    assert "writing amounts …" in told.stderr
    assert "writing" not in told.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"csv", "parquet", "tables.xlsx", "datapackage.json"}


def test_formats_can_be_chosen(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, str(tmp_path), "--format", "parquet", "--format", "xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {"parquet", "tables.xlsx", "datapackage.json"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "xlsx", "--bom"), "--bom is for CSV"),
        (("--format", "parquet", "--raw"), "--raw is for CSV"),
        (("--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_what_does_not_go_together_is_refused(
    warehouse: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    told = export(warehouse, str(tmp_path / "out"), *arguments)
    assert (told.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert message in told.output


def test_a_folder_of_other_files_is_refused_and_left_alone(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    told = export(warehouse, str(tmp_path))
    assert (told.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["thesis.txt"])
    assert "holds other files" in told.output


def test_a_warehouse_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = export(tmp_path / "none.duckdb", str(tmp_path / "out"))
    assert (told.exit_code, "no warehouse yet" in told.output) == (2, True)
