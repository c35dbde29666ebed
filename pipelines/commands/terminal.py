"""What reaches a terminal: letters that it cannot show, or that would change how a line reads, stand as their code."""

from __future__ import annotations

import codecs
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_AS_CODE = "tsujitsuma-as-code"
# Marks that have no width or turn the direction of what follows (Unicode's formats), and blanks that look like nothing.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)


def padded(text: str, width: int, at_right: bool = False) -> str:
    """A text filled up to so many columns of a terminal, of which a Japanese letter takes two."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    space = " " * (width - cell_len(text))
    return space + text if at_right else text + space


def as_code(text: str) -> str:
    """Each letter as JSON writes it, which is valid within JSON too."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def revealed(text: str) -> str:
    """A text with what is hidden in it shown as code."""
    return _HIDDEN.sub(lambda found: as_code(found[0]), text)


def exact(stream: TextIO) -> TextIO:
    """The stream for data that a program reads: nothing is shown as code that can be written; a terminal stays safe."""
    return stream.stream if isinstance(stream, _Revealing) and not stream.isatty() else stream


@contextmanager
def readable_streams() -> Iterator[None]:
    """Within it, standard output and errors take any text, whatever their encoding."""
    codecs.register_error(_AS_CODE, _unencodable)
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _readable(sys.stdout), _readable(sys.stderr)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _readable(stream: TextIO) -> TextIO:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_AS_CODE)
    return _Revealing(stream)  # type: ignore[return-value]  # it has all that the stream has


def _unencodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return as_code(error.object[error.start : error.end]), error.end


class _Revealing:
    """A stream that shows what is hidden in a text."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        return self.stream.write(revealed(text))

    def writelines(self, lines: Iterator[str]) -> None:
        """Write texts."""
        for line in lines:
            self.write(line)

    @property
    def encoding(self) -> str:
        """The stream's encoding; click goes round a stream in ASCII, and writes question marks."""
        encoding = self.stream.encoding or "ascii"
        return "latin-1" if codecs.lookup(encoding).name == "ascii" else encoding

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.stream, name)
