"""How a command speaks: a console for people, one line on the error stream for an error, and exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from rich.console import Console

OK, KEPT_OUT, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


# Lines that are piped are not broken where an 80-column terminal would break them.
_PIPED_WIDTH = 140


def console() -> Console:
    """The console for a command's output."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def complain(message: str) -> None:
    """Write one line on the error stream."""
    click.echo(f"tsujitsuma: {message}", err=True)


def fail(message: str, code: int = WRONG_USE) -> NoReturn:
    """Write one line on the error stream and exit."""
    complain(message)
    sys.exit(code)
