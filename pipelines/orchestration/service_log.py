"""The service's log as JSON: what its children write comes through it, each line in the one shape."""

from __future__ import annotations

import logging
import os
import selectors
import sys
from collections.abc import Iterable
from subprocess import Popen
from threading import Lock, Thread

from pipelines.runtime.log_lines import LineFormatter, LogLine, RawOutput

SERVICE = "service"
# A text is complete where nothing follows it for so long.
_QUIET_SECONDS = 0.5
_READ = 1 << 16
_LOGGERS = ("dagster", "dagit", "dagster-webserver")


def shape_own_records() -> None:
    """Let the loggers of this process, which Dagster has set up, write that shape."""
    for name in _LOGGERS:
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(LineFormatter(SERVICE))


class ChildrenLog:
    """Reads what children write and writes it as lines of the log."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._readers: list[Thread] = []

    def follow(self, name: str, child: Popen[bytes]) -> None:
        """Read the child's output until it ends."""
        assert child.stdout is not None  # noqa: S101 - it was started with a pipe
        reader = Thread(target=self._read, args=(name, child.stdout.fileno()), name=f"log of the {name}", daemon=True)
        reader.start()
        self._readers.append(reader)

    def close(self, seconds: float) -> None:
        """Wait for what was written last."""
        for reader in self._readers:
            reader.join(seconds)

    def _read(self, name: str, pipe: int) -> None:
        output, left = RawOutput(name), b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            while True:
                if not waiting.select(_QUIET_SECONDS):
                    self._write(output.rest())
                    continue
                read = os.read(pipe, _READ)
                *lines, left = (left + read).split(b"\n")
                for line in lines if read else [left]:
                    self._write(output.take(line.decode("utf-8", "replace").rstrip("\r")))
                if not read:
                    self._write(output.rest())
                    return

    def _write(self, lines: Iterable[LogLine]) -> None:
        with self._lock:
            for line in lines:
                sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
