"""How much memory work may take beyond what its process takes already. On Linux alone: elsewhere it is not bounded."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MIB = 2**20


def limit_memory(memory_mb: int) -> None:
    """From now on this process, which is made for one piece of work, gets no more than so much."""
    if sys.platform == "linux":
        _set_limit(_allowed(memory_mb))
        # Where memory ends within C code the process aborts: that leaves no core file behind.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def within_memory(memory_mb: int) -> Iterator[None]:
    """What asks for more meanwhile gets a MemoryError; whatever comes after it is as free as before."""
    if sys.platform != "linux":
        yield
        return
    before, _ = resource.getrlimit(resource.RLIMIT_AS)
    allowed = _allowed(memory_mb)
    _set_limit(allowed if before == resource.RLIM_INFINITY else min(allowed, before))
    try:
        yield
    finally:
        _set_limit(before)


def _allowed(memory_mb: int) -> int:
    """What the process takes now and so much more; no more than it may ever have."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    wanted = taken + memory_mb * _MIB
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def _set_limit(soft: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
