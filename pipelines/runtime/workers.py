"""Pure work on many documents, spread over the processors: a few documents are done here, many by worker processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import TypeVar

from pipelines.runtime.guarded import Lost, each_guarded

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
    with _new_pool(workers) as pool:
        with _interrupts_kept_from_workers():
            results = pool.map(work, items)
        yield from results


class KeptPool:
    """Worker processes that are kept for further work, by the threads of a process that does none itself."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def spread(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """As `spread` does, but never in this process. After BrokenProcessPool others take their place."""
        if not items:
            return
        with self._lock:
            pool = self._pool = self._pool or _new_pool(self._workers)
        try:
            yield from pool.map(work, items)
        except BrokenProcessPool:
            with self._lock:
                if self._pool is pool:
                    self._pool = None
            pool.shutdown(wait=False)
            raise

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _new_pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, for a fork copies the locks of threads that are not there in the copy.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)


def spread_with_care(
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    *,
    is_risky: Callable[[T], bool],
    lost: Callable[[T, Lost], R],
    seconds: float,
    memory_mb: int,
    pool: KeptPool | None = None,
) -> Iterator[list[tuple[int, R]]]:
    """What `work` makes of the items, each with the item's number, in any order.

    Those that are risky are worked on alone, in a process that may be lost, as are all that were in the hands of a
    worker that died: only the one that is to blame comes to harm, and `lost` tells what becomes of it.
    """
    numbered = list(enumerate(items))
    alone = [(number, item) for number, item in numbered if is_risky(item)]
    parts = batches([(number, item) for number, item in numbered if not is_risky(item)])
    done = 0
    try:
        for made in (pool.spread if pool else spread)(work, [[item for _, item in part] for part in parts]):
            yield [(number, one) for (number, _), one in zip(parts[done], made, strict=True)]
            done += 1
    except BrokenProcessPool:
        alone += [pair for part in parts[done:] for pair in part]
    for place, one in each_guarded(partial(_alone, work), [item for _, item in alone], seconds, memory_mb):
        number, item = alone[place]
        yield [(number, lost(item, one) if isinstance(one, Lost) else one)]


def _alone(work: Callable[[Sequence[T]], Sequence[R]], item: T) -> R:
    (made,) = work([item])
    return made


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
