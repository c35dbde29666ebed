"""A Dask scheduler and its workers as processes of this machine, for benchmarks, and the processor time they take."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

DASK = Path(sys.executable).parent / "dask"
_SECONDS_TO_START = 120
_SECONDS_BETWEEN_LOOKS = 0.2


@contextmanager
def dask_processes(folder: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """The scheduler's address, and the process ids of the scheduler and of what started the workers."""
    file, log = folder / "scheduler.json", (folder / "dask.log").open("w", encoding="utf-8")
    at = ["--scheduler-file", str(file), "--no-dashboard"]
    begun: list[subprocess.Popen[bytes]] = []
    with log:
        try:
            for arguments in (
                ["scheduler", "--host", "127.0.0.1", "--port", "0", *at],
                ["worker", "--nworkers", str(workers), "--nthreads", "1", *at],
            ):
                begun.append(subprocess.Popen([DASK, *arguments], stdout=log, stderr=log, start_new_session=True))
            until = time.monotonic() + _SECONDS_TO_START
            while not file.exists() and time.monotonic() < until:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            yield json.loads(file.read_text(encoding="utf-8"))["address"], [process.pid for process in begun]
        finally:
            for process in begun:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def processor_seconds(pids: list[int]) -> float:
    """What these processes and their children, of those that still run, have taken so far."""
    processes = [process for pid in pids for process in _family(pid)]
    return float(sum(process.cpu_times().user + process.cpu_times().system for process in processes))


def _family(pid: int) -> list[psutil.Process]:
    """A process and all its children."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]
