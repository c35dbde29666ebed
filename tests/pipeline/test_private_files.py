"""Warehouse and state are for their owner's eyes, unless a setting says otherwise."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.support.command import COMMAND
from tests.support.small_texts import meeting_text

pytestmark = pytest.mark.slow


def modes(place: Path) -> tuple[set[str], set[str]]:
    """The rights of the files and of the folders that an ingestion made."""
    made = [place / "made", *(place / "made").rglob("*"), place / "state", *(place / "state").rglob("*")]
    rights = [(path.is_dir(), oct(stat.S_IMODE(path.lstat().st_mode))[2:]) for path in made if not path.is_symlink()]
    return {mode for is_folder, mode in rights if not is_folder}, {mode for is_folder, mode in rights if is_folder}


@pytest.mark.parametrize(
    ("written", "files", "folders"),
    [("", "600", "700"), ("readable_by: group", "640", "750"), ("readable_by: everyone", "644", "755")],
)
def test_what_an_ingestion_makes_is_readable_for_whom_the_settings_say(
    tmp_path: Path, written: str, files: str, folders: str
) -> None:
    (tmp_path / "settings.yaml").write_text(written, encoding="utf-8")
    (tmp_path / "a.txt").write_text(meeting_text(), encoding="utf-8")
    (tmp_path / "bad.txt").write_text("nothing", encoding="utf-8")  # quarantine
    environment = {
        **os.environ,
        "TSUJITSUMA_STATE": str(tmp_path / "state"),
        "TSUJITSUMA_SETTINGS": str(tmp_path / "settings.yaml"),
    }
    result = subprocess.run(
        [COMMAND, "ingest", "a.txt", "bad.txt", "--warehouse", "made/w.duckdb"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=lambda: os.umask(0o000),
    )
    assert result.returncode == 1
    assert (tmp_path / "made" / "w.duckdb").exists()
    of_files, of_folders = modes(tmp_path)
    # What is private in any case, as Python's temporary folders are, may stay so.
    assert files in of_files
    assert of_files <= {files, "600"}
    assert folders in of_folders
    assert of_folders <= {folders, "700"}
