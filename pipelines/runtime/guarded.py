"""Work on one document in a process of its own, which may hang, crash or run out of memory without harm to others."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from time import monotonic
from typing import Generic, TypeVar

from pipelines.runtime.memory import limit_memory

T = TypeVar("T")
R = TypeVar("R")

# What the server imports once, so that each process need not.
_IMPORTED = "pipelines.documents.batches"


@dataclass(frozen=True, slots=True)
class Lost:
    """Work that did not come to its end: it took too long, or its process ended, and how."""

    reason: str
    is_too_long: bool = False


@dataclass(slots=True)
class _Running(Generic[T]):
    number: int
    process: ForkServerProcess
    result: Connection
    until: float
    item: T = field(repr=False)


def each_guarded(
    work: Callable[[T], R], items: Sequence[T], seconds: float, memory_mb: int
) -> Iterator[tuple[int, R | Lost]]:
    """What `work` makes of each item, with the item's number, in the order in which they end.

    Each has a process of its own, as many at once as there are processors: one that takes longer is killed, and one
    that asks for more memory than it may have beyond what Python itself takes gets none. What `work` raises is raised
    here; it, the items and the results must be picklable.
    """
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload([_IMPORTED])
    waiting = list(enumerate(items))[::-1]
    running: list[_Running[T]] = []
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                number, item = waiting.pop()
                receiving, sending = forking.Pipe(duplex=False)
                process = forking.Process(target=_work, args=(work, item, sending, seconds, memory_mb), daemon=True)
                process.start()
                sending.close()
                running.append(_Running(number, process, receiving, monotonic() + seconds, item))
            next_end = min(one.until for one in running)
            ready = wait([one.result for one in running], max(0.0, next_end - monotonic()))
            for one in list(running):
                if one.result in ready or one.until <= monotonic():
                    running.remove(one)
                    yield one.number, _end(one, one.result in ready, seconds)
    finally:
        for one in running:
            one.process.kill()


def _end(one: _Running[T], has_ended: bool, seconds: float) -> R | Lost:
    if not has_ended:
        one.process.kill()
        one.process.join()
        return Lost(f"longer than {seconds:g} s", is_too_long=True)
    try:
        is_done, made = one.result.recv()
    except EOFError:
        one.process.join()
        return _ended(one.process.exitcode)
    one.process.join()
    if not is_done:
        raise made
    result: R = made
    return result


def _ended(exit_code: int | None) -> Lost:
    if exit_code is not None and exit_code < 0:
        return Lost(f"signal {-exit_code}", is_too_long=-exit_code == signal.SIGXCPU)
    return Lost(f"exit code {exit_code}")


def _work(work: Callable[[T], R], item: T, result: Connection, seconds: float, memory_mb: int) -> None:
    """Within the process: do it under the limits, and send what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the caller's to tell of
    # It ends by itself where the caller, who would end it, was killed.
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds) + 1, ceil(seconds) + 2))
    limit_memory(memory_mb)
    try:
        made: tuple[bool, object] = (True, work(item))
    except Exception as error:
        made = (False, error)
    with suppress(BrokenPipeError):
        result.send(made)
