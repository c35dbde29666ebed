"""What goes wrong with one document stays with it: an error of this program becomes a refusal, long work is ended."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pipelines.runtime.paths import CODE_FOLDER, StateFolderError

_LONGEST_MESSAGE = 200


class OverLimitError(Exception):
    """A document is larger, or takes longer, than the settings allow; the message says which limit."""


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Raise OverLimitError in what takes longer. Only a main thread can be interrupted; others are not bounded."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise OverLimitError(too_long(seconds))

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def too_long(seconds: float) -> str:
    """The limit of time, and what to do."""
    return f"it took longer than {seconds:g} s; split the document, or raise limits.seconds in the settings"


def concerns_all(error: BaseException) -> bool:
    """Whether an error is none of a document's: an interrupt, or a state folder that cannot be written."""
    if isinstance(error, StateFolderError):
        return True
    if isinstance(error, Exception):
        # Where an extension module is just being imported, an interrupt arrives as an ImportError.
        cause = error.__cause__ or error.__context__
        return isinstance(error, ImportError) and cause is not None and concerns_all(cause)
    # What Polars raises where its Rust code gives up is no Exception.
    return type(error).__name__ != "PanicException"


def told_in_one_line(error: BaseException) -> str:
    """An unexpected error: its kind, its message, and where in this program it was raised."""
    message = " ".join(str(error).split())
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[:_LONGEST_MESSAGE]}…"
    place = next(
        (
            f" in {Path(frame.filename).relative_to(CODE_FOLDER)}:{frame.lineno}"
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            if Path(frame.filename).is_relative_to(CODE_FOLDER)
            and ".venv" not in Path(frame.filename).relative_to(CODE_FOLDER).parts
        ),
        "",
    )
    return f"{type(error).__name__}{': ' if message else ''}{message}{place}"


def trace_of(error: BaseException) -> str:
    """The whole trace, for the report in quarantine."""
    return "".join(traceback.format_exception(error))
