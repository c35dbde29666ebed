"""Bytes → lines. What is not UTF-8 text is refused with the line at which it stops being so."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.reading.characters import unify_radicals
from pipelines.reading.laid_out import LayoutError
from pipelines.reading.unfolding import Unfolded, unfold

_OTHER_ENCODINGS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_FILE_KINDS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP or Office file"), (b"\x1f\x8b", "a gzip file"))


class InvalidTextError(ValueError):
    """A text that cannot be taken in. `line` is where, from 1, or None where it concerns the whole."""

    def __init__(self, file_name: str, line: int | None, problem: str) -> None:
        self.file_name, self.line, self.problem = file_name, line, problem
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.file_name}{'' if self.line is None else f':{self.line}'}: {self.problem}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text's lines without their line ends; `lines[0]` is line 1. `ends_with_newline` tells a cut-off last line.

    `pages` is each line's page from 1, None where the source is a text; `notes` is what a person should know of it.
    `tables` are the ranges of lines (indices) that are one table each by the file's own word: rows with tabs between
    their cells. `numbers` is the line of the file in which each line begins, None where they are the same; `places`
    names where each line's cells are found in a file without lines (収支!C5).
    """

    file_name: str
    lines: tuple[str, ...]
    ends_with_newline: bool
    pages: tuple[int, ...] | None = None
    notes: tuple[str, ...] = ()
    tables: tuple[range, ...] = ()
    numbers: tuple[int, ...] | None = None
    places: tuple[tuple[str, ...], ...] | None = None


def read_text(content: bytes, file_name: str, unfold: Callable[[Sequence[str]], Unfolded] = unfold) -> SourceText:
    """Decode UTF-8 (BOM or none, CRLF or LF) into lines; raise InvalidTextError for anything else.

    A table of which a row takes more or less than a line is unfolded: a row a line, its cells set apart by tabs.
    """
    if not content.strip():
        raise InvalidTextError(file_name, None, "the file is empty")
    for magic, kind in _FILE_KINDS:
        if content.startswith(magic):
            raise InvalidTextError(file_name, None, f"this is {kind}, not a text; extract its text first")
    for mark, encoding in _OTHER_ENCODINGS:
        if content.startswith(mark):
            raise InvalidTextError(file_name, None, f"the text is {encoding}; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            raise InvalidTextError(file_name, line, "the file is cut off within a character") from None
        guess = " (it may be Shift_JIS; save it as UTF-8)" if _decodes_as_shift_jis(content) else ""
        raise InvalidTextError(file_name, line, f"byte {error.start} is not UTF-8{guess}") from None
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise InvalidTextError(file_name, line, f"control character U+{ord(control[0]):04X}: this is not a text file")
    lines = [line.removesuffix("\r").replace("\f", "") for line in unify_radicals(text).split("\n")]
    ends_with_newline = lines[-1] == ""
    if ends_with_newline:
        lines.pop()
    lone = next((number for number, line in enumerate(lines, 1) if "\r" in line), None)
    if lone is not None:
        raise InvalidTextError(file_name, lone, "a carriage return within the line; line ends must be LF or CRLF")
    try:
        unfolded = unfold(lines)
    except LayoutError as error:
        raise InvalidTextError(file_name, error.line, error.problem) from None
    return SourceText(
        file_name,
        unfolded.lines,
        ends_with_newline,
        notes=unfolded.notes,
        tables=unfolded.tables,
        numbers=unfolded.numbers,
    )


def _decodes_as_shift_jis(content: bytes) -> bool:
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True
