"""Staging files: each is held by the process of its run, so that what a killed run left is known by nobody's hold."""

from __future__ import annotations

import fcntl
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

_LOCK = ".lock"
# The folder into which DuckDB puts what memory does not hold.
_SPILLED = ".tmp"
# Of a run whose version knew no locks.
_KEPT_WITHOUT_LOCK = timedelta(days=1)
_held: dict[Path, TextIO] = {}


def hold(file: Path) -> None:
    """Mark a staging file as this process's own until it lets go, or ends, whatever ends it."""
    hidden, mark = file.with_name(f".{file.stem}{_LOCK}"), file.with_suffix(_LOCK)
    lock = hidden.open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    hidden.replace(mark)  # seen by others only now that it is locked
    _held[file] = lock


def let_go(file: Path) -> None:
    """Remove a staging file, whole or half, and its mark."""
    _remove(file)
    if file in _held:
        _held.pop(file).close()


def remove_left(folder: Path, now: datetime) -> None:
    """Remove what runs left whose process is gone."""
    for mark in folder.glob(f"[!.]*{_LOCK}"):
        with suppress(FileNotFoundError, BlockingIOError), mark.open() as lock:  # gone meanwhile, or at work
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(mark.with_suffix(".duckdb"))
    for file in folder.glob("*.duckdb*"):
        with suppress(FileNotFoundError):  # another run may be faster
            is_held = (folder / f"{file.name.partition('.')[0]}{_LOCK}").exists()
            if not is_held and file.stat().st_mtime < (now - _KEPT_WITHOUT_LOCK).timestamp():
                _unlink(file)


def _remove(file: Path) -> None:
    """The mark goes last: without it the rest would be nobody's."""
    for end in ("", ".wal", _SPILLED):
        _unlink(file.with_name(f"{file.name}{end}"))
    file.with_suffix(_LOCK).unlink(missing_ok=True)


def _unlink(part: Path) -> None:
    if part.name.endswith(_SPILLED):
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)
