"""One lock for the state folder, between processes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(state_folder: Path) -> Iterator[None]:
    """Wait until no other process works in the folder; the lock goes with the process that holds it."""
    with (state_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
