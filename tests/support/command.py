"""The command as a process of its own, and what it says beside its progress.

Half of what a short run takes are its imports: these processes are forked from one that has them already. Where a test
is about the start of a process itself, it starts `COMMAND`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.reduction import DupFd
from pathlib import Path
from threading import Thread
from typing import IO, Any, Self

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
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "pipelines.cli",
        "pipelines.definitions",
        "pipelines.orchestration.event_log",
        "pipelines.publishing.dashboard_site",
        "expectations.checkpoint",
        # What those import when they are first used.
        "alembic.command",
        "dagster._daemon.auto_run_reexecution",
        "duckdb_engine._supports",
    ]
)


class Running:
    """A command that runs; what `subprocess.Popen` has of it."""

    def __init__(self, *arguments: str) -> None:
        read_output, output = os.pipe()
        read_errors, errors = os.pipe()
        ends = (DupFd(output), DupFd(errors))
        place = (str(Path.cwd()), dict(os.environ))
        self._process = _FORKS.Process(target=_main, args=(arguments, place, ends), daemon=False)
        self._process.start()
        for end in (output, errors):
            os.close(end)
        self.stdout: IO[str] = os.fdopen(read_output, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(read_errors, encoding="utf-8")

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """What it ended with, less than none where a signal ended it; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def communicate(self) -> tuple[str, str]:
        """All that it says until it ends."""
        said: list[str] = []
        reading = Thread(target=lambda: said.append(self.stdout.read()))
        reading.start()
        errors = self.stderr.read()
        reading.join()
        self._process.join()
        return said[0], errors

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.stderr.close()
        self._process.join()


def start(*arguments: str) -> Running:
    return Running(*arguments)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    with start(*arguments) as process:
        output, errors = process.communicate()
        assert process.returncode is not None
        return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def told(errors: str) -> list[str]:
    """The lines on the error stream beyond those of progress."""
    return [line for line in errors.splitlines() if not line.startswith(PROGRESS)]


def wait_for(process: Running, line: str) -> None:
    for read in process.stderr:
        if read.startswith(line):
            return
    pytest.fail(f"the command ended before {line}")


def file_names(path: Path) -> list[str]:
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT DISTINCT file_name FROM figures ORDER BY 1").fetchall()
    return [name for (name,) in rows]


def _main(arguments: tuple[str, ...], place: tuple[str, dict[str, str]], ends: tuple[Any, Any]) -> None:
    """The command's own `main`, in the child."""
    folder, environment = place
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, end in enumerate(ends, start=1):
        os.dup2(end.detach(), number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
    sys.argv = [str(COMMAND), *arguments]
    from pipelines.cli import main

    main()
