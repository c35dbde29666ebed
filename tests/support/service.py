"""A service of its own for a test: settings, folders and the real processes, which end whatever happens."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

TSUJITSUMA = str(Path(sys.executable).parent / "tsujitsuma")
# How long anything may take on a machine that does much else.
PATIENCE_SECONDS = 180.0


@dataclass(frozen=True)
class Site:
    """The folders of a service, and the environment that leads to them."""

    folder: Path

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "TSUJITSUMA_STATE": str(self.state),
            "TSUJITSUMA_SETTINGS": str(self.folder / "settings.yaml"),
            "TSUJITSUMA_WAREHOUSE": str(self.warehouse),
        }

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def set_up(self, **fields: object) -> None:
        """Make the folders; `fields` are settings beside those of every test."""
        self.inbox.mkdir(exist_ok=True)
        settings = {
            "sources": [str(self.inbox)],
            "raw_store": str(self.folder / "raw"),
            "corrections": str(self.folder / "corrections.csv"),
            "quiet_seconds": 1,
            "sensor_seconds": 1,
            **fields,
        }
        (self.folder / "settings.yaml").write_text(json.dumps(settings), encoding="utf-8")

    def drop(self, name: str, content: bytes) -> None:
        """Put a file into the watched folder as a careful sender does: under another name first."""
        made = self.inbox / f".{name}"
        made.write_bytes(content)
        made.replace(self.inbox / name)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def children(process: int) -> dict[int, str]:
    """The child processes by number, with their command lines."""
    found = {}
    with suppress(FileNotFoundError):
        for number in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            with suppress(FileNotFoundError):
                found[int(number)] = Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    return found


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def running(site: Site, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`tsujitsuma serve` with its log in a file; stopped at the end, and killed with its children if need be."""
    with (site.folder / "log").open("ab") as log:
        command = [TSUJITSUMA, "serve", "--port", str(free_port()), *options]
        process = subprocess.Popen(command, env=site.environment, stdout=log, stderr=log, cwd=site.folder)
    begun: Mapping[int, str] = {}
    try:
        yield process
    finally:
        begun = children(process.pid)
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for number in begun:  # each leads a group
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(number, signal.SIGKILL)


def wait_until(holds: Callable[[], bool], what: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds; fail where it does not in time, or where the service has ended."""
    until = monotonic() + PATIENCE_SECONDS
    while not holds():
        assert process.poll() is None, f"the service ended ({process.returncode}) before {what}"
        assert monotonic() < until, f"not within {PATIENCE_SECONDS:g} s: {what}"
        sleep(0.3)
