"""Machines of a test: network namespaces that reach each other, and this one, over a bridge. Linux, and root's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """`command` runs what follows it there; `address` is where others reach it."""

    command: tuple[str, ...]
    address: str


HERE = Machine((), "127.0.0.1")


@contextmanager
def machines(count: int) -> Iterator[tuple[Machine, ...]]:
    """So many machines, each with a network of its own; where none can be made, this one as often."""
    with ExitStack() as stack:
        try:
            made = _made(count, stack)
        except (OSError, subprocess.CalledProcessError):
            stack.close()
            made = (HERE,) * count
        yield made


def _made(count: int, stack: ExitStack) -> tuple[Machine, ...]:
    if os.geteuid() != 0 or shutil.which("ip") is None:
        raise OSError
    # Names and addresses of this process, beside those of other runs of the tests.
    mark, network = f"tj{os.getpid()}", f"10.213.{os.getpid() % 250}"
    bridge = f"{mark}b"
    _ip("link", "add", bridge, "type", "bridge")
    stack.callback(_ip, "link", "del", bridge)
    _ip("addr", "add", f"{network}.254/24", "dev", bridge)
    _ip("link", "set", bridge, "up")
    found = []
    for number in range(1, count + 1):
        name, cable = f"{mark}-{number}", f"{mark}c{number}"
        _ip("netns", "add", name)
        stack.callback(_ip, "netns", "del", name)
        _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
        _ip("link", "set", cable, "master", bridge, "up")
        _ip("-n", name, "addr", "add", f"{network}.{number}/24", "dev", "eth0")
        _ip("-n", name, "link", "set", "eth0", "up")
        _ip("-n", name, "link", "set", "lo", "up")
        found.append(Machine(("ip", "netns", "exec", name), f"{network}.{number}"))
    return tuple(found)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
