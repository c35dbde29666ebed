"""Pure work on many documents, spread over the processors: a few documents are done here, many by worker processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# What a worker gets at once; starting the workers takes as long as about so many documents.
_AT_ONCE = 16


def in_batches(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of the items, batch after batch in their order.

    `work` must be importable, and it, the items and the results must be picklable. What it raises is raised here; so is
    BrokenProcessPool where a worker was killed.
    """
    batches = [items[first : first + _AT_ONCE] for first in range(0, len(items), _AT_ONCE)]
    workers = min(len(batches), os.cpu_count() or 1)
    if workers < 2:
        yield from map(work, batches)
        return
    # Spawned, for a fork copies the locks of threads that are not there in the copy.
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawning, initializer=_end_with_parent) as pool:
        yield from pool.map(work, batches)


def _end_with_parent() -> None:
    """A worker waits for work for ever; without a parent, which was killed, none will come."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
