"""The folder of an export: what is not ours is left alone, and what is half written never looks whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from warehouse.exporting.datapackage import FILE_NAME, GENERATOR
from warehouse.exporting.destination import DestinationError, put_in_place, require_ours, scratch_folder


def put(target: Path, *names: str, text: str = "new") -> None:
    """Put a package of these files into the target."""
    with scratch_folder(target) as scratch:
        filled = scratch / "filled"
        for name in names:
            (filled / name).parent.mkdir(parents=True, exist_ok=True)
            (filled / name).write_text(text)
        package = {"generator": GENERATOR, "resources": [{"path": name} for name in names]}
        (filled / FILE_NAME).write_text(json.dumps(package))
        put_in_place(filled, target, names)


def held(target: Path) -> set[str]:
    return {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b", "csv/amounts.csv")
    assert held(tmp_path) == {"a/b/csv/amounts.csv", f"a/b/{FILE_NAME}"}


def test_a_folder_that_cannot_be_looked_at_is_said(tmp_path: Path) -> None:
    with pytest.raises(DestinationError, match="cannot be written"):
        put(tmp_path / ("long" * 100), "csv/amounts.csv")


def test_an_earlier_export_is_replaced_and_what_it_had_besides_goes(tmp_path: Path) -> None:
    put(tmp_path, "csv/amounts.csv", "parquet/amounts.parquet", "tables.xlsx", text="old")
    put(tmp_path, "csv/amounts.csv")
    assert held(tmp_path) == {"csv/amounts.csv", FILE_NAME}
    assert (tmp_path / "csv/amounts.csv").read_text() == "new"
    assert not (tmp_path / "parquet").exists()


def test_notes_that_a_person_put_into_an_export_stay(tmp_path: Path) -> None:
    put(tmp_path, "csv/amounts.csv")
    (tmp_path / "csv" / "mine.csv").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    put(tmp_path, "tables.xlsx")
    assert held(tmp_path) == {"csv/mine.csv", "notes.txt", "tables.xlsx", FILE_NAME}


@pytest.mark.parametrize("package", [None, "{", "[]", '{"name": "of someone else"}'])
def test_a_folder_of_other_files_is_refused(tmp_path: Path, package: str | None) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    if package:
        (tmp_path / FILE_NAME).write_text(package)
    before = held(tmp_path)
    with pytest.raises(DestinationError, match="holds other files"):
        put(tmp_path, "csv/amounts.csv")
    assert held(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DestinationError, match="this is a file"):
        require_ours(tmp_path / "out")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "out", "tables.xlsx")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "csv").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DestinationError, match="link to elsewhere"):
        put(tmp_path / "out", "csv/amounts.csv")


def test_a_descriptor_that_names_files_outside_removes_none(tmp_path: Path) -> None:
    victim = tmp_path / "victim.csv"
    victim.write_text("mine")
    target = tmp_path / "out"
    target.mkdir()
    paths = ["../victim.csv", str(victim), "csv/../../victim.csv"]
    (target / FILE_NAME).write_text(json.dumps({"generator": GENERATOR, "resources": [{"path": p} for p in paths]}))
    put(target, "tables.xlsx")
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("moved", range(4))
def test_a_kill_between_any_two_steps_leaves_nothing_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    names = ("csv/amounts.csv", "csv/figures.csv", "tables.xlsx")
    put(tmp_path, *names, "parquet/amounts.parquet", text="old")
    replace = Path.replace
    done: list[Path] = []

    def killed(self: Path, target: Path) -> Path:
        # The first move is that of the list of files.
        if len(done) == moved + 1:
            raise KeyboardInterrupt
        done.append(self)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path, *names)
    assert FILE_NAME not in held(tmp_path)
    put(tmp_path, "tables.xlsx", text="third")
    assert held(tmp_path) == {"tables.xlsx", FILE_NAME}


def test_a_failure_before_the_swap_leaves_the_earlier_export_whole(tmp_path: Path) -> None:
    put(tmp_path, "csv/amounts.csv", text="old")
    with pytest.raises(FileNotFoundError), scratch_folder(tmp_path) as scratch:
        (scratch / "not there" / "half").write_text("half")
    assert held(tmp_path) == {"csv/amounts.csv", FILE_NAME}


def test_what_a_killed_export_left_is_cleared_away_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    dead, living = tmp_path / ".tsujitsuma-export-999999999", tmp_path / ".tsujitsuma-export-1"
    for folder in (dead, living):
        folder.mkdir()
        (folder / "half").write_text("half")
    put(tmp_path, "tables.xlsx")
    assert held(tmp_path) == {".tsujitsuma-export-1/half", "tables.xlsx", FILE_NAME}
