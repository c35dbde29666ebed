"""How a command speaks: a console for people, one line on the error stream for an error, and exit codes."""

from __future__ import annotations

import re
import sys
from typing import IO, TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

from pipelines.commands.language import told

if TYPE_CHECKING:
    from rich.console import Console

OK, KEPT_OUT, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


_BLANKS = re.compile(r"[ \t]+\n")
# Lines that are piped are not broken where an 80-column terminal would break them.
_PIPED_WIDTH = 140


def console() -> Console:
    """The console for a command's output."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    if sys.stdout.isatty():
        return Console()
    return Console(width=_PIPED_WIDTH, file=cast("IO[str]", _Trimmed(sys.stdout)))


class _Trimmed:
    """A stream without the blanks with which lines are filled up to the console's width."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write whole lines, as a console does."""
        return self._stream.write(_BLANKS.sub("\n", text))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


def say(message: str, *, is_error: bool = False) -> None:
    """Write one line of a report."""
    click.echo(told(message), err=is_error)


def complain(message: str) -> None:
    """Write one line on the error stream."""
    click.echo(f"tsujitsuma: {told(message)}", err=True)


def fail(message: str, code: int = WRONG_USE) -> NoReturn:
    """Write one line on the error stream and exit."""
    complain(message)
    sys.exit(code)
