"""Runs whose process was killed: Dagster would believe for ever that they go on."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

_FOLDER = "running"


@contextmanager
def marked_as_running(state_folder: Path, run_id: str) -> Iterator[None]:
    """A locked file that bears the run's id: the lock goes with the process, whatever ends it."""
    folder = state_folder / _FOLDER
    folder.mkdir(exist_ok=True)
    hidden, mark = folder / f".{run_id}", folder / run_id
    with hidden.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        hidden.rename(mark)  # seen by others only now that it is locked
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)


def report_abandoned(instance: dg.DagsterInstance, state_folder: Path) -> None:
    """Have the runs of this folder fail whose process is gone."""
    for mark in (state_folder / _FOLDER).glob("[!.]*"):
        try:
            with mark.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                run = instance.get_run_by_id(mark.name)
                if run is not None and not run.is_finished:
                    instance.report_run_failed(run, "The run's process ended without a word: it was killed.")
                mark.unlink(missing_ok=True)
        except (BlockingIOError, FileNotFoundError):
            continue  # it goes on, or has just ended
