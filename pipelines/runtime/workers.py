"""Pure work on many documents, spread over the processors: a few documents are done here, many by worker processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Starting the workers takes as long as about so many documents.
_DOCUMENTS_AT_ONCE = 16


def batches(documents: Sequence[T]) -> list[Sequence[T]]:
    """The documents in the batches that a worker takes at once."""
    return [documents[at : at + _DOCUMENTS_AT_ONCE] for at in range(0, len(documents), _DOCUMENTS_AT_ONCE)]


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of each of the items, in their order.

    `work` must be importable, and it, the items and the results must be picklable: bytes and frames are so quickly,
    many objects are not. What it raises is raised here; so is BrokenProcessPool where a worker was killed.
    """
    workers = min(len(items), os.cpu_count() or 1)
    if workers < 2:
        yield from map(work, items)
        return
    # Spawned, for a fork copies the locks of threads that are not there in the copy.
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawning, initializer=_begin) as pool:
        with _interrupts_kept_from_workers():
            results = pool.map(work, items)
        yield from results


def look_for_cycles_seldom() -> None:
    """Of many documents what is held stays to the end and has no cycles: looking for some takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@contextmanager
def _interrupts_kept_from_workers() -> Iterator[None]:
    """A Ctrl-C goes to all processes of a terminal: the workers, which start meanwhile, leave it to this one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    look_for_cycles_seldom()
    # A worker waits for work for ever; without a parent, which was killed, none will come.
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
