"""The installed command as a process of its own, and what it says beside its progress."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

COMMAND = Path(sys.executable).parent / "tsujitsuma"
PROGRESS = (
    "Starting",
    "Reading files",
    "Interpreting",
    "Reconciling",
    "Staging",
    "Checking expectations",
    "Publishing",
    "Building the dashboard",
    "Writing meetings for the dashboard",
)


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    with start(*arguments) as process:
        output, errors = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def told(errors: str) -> list[str]:
    """The lines on the error stream beyond those of progress."""
    return [line for line in errors.splitlines() if not line.startswith(PROGRESS)]


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    assert process.stderr
    for read in process.stderr:
        if read.startswith(line):
            return
    pytest.fail(f"the command ended before {line}")


def file_names(path: Path) -> list[str]:
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT DISTINCT file_name FROM figures ORDER BY 1").fetchall()
    return [name for (name,) in rows]
