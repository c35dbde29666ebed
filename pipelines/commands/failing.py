"""How a command ends in an error: one line on the error stream, and its exit code."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

OK, KEPT_OUT, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def complain(message: str) -> None:
    """Write one line on the error stream."""
    click.echo(f"tsujitsuma: {message}", err=True)


def fail(message: str, code: int = WRONG_USE) -> NoReturn:
    """Write one line on the error stream and exit."""
    complain(message)
    sys.exit(code)
