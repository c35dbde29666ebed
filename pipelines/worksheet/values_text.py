"""The bytes of values → rows: encoding and delimiter are those in which the header has the rules' names."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from pipelines.reading.encodings import UndecodableError, decode
from pipelines.worksheet.rules import WorksheetError
from pipelines.worksheet.statements import normal

_DELIMITERS = (",", "\t", ";", "|")
# Of those that are not UTF-8: what spreadsheets of Japan write.
_ENCODINGS = ("cp932", "euc_jp")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def rows_of(content: bytes, names: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it ends, from 1. WorksheetError where no encoding or delimiter is certain."""
    text = _text(content, names)
    delimiter = next((each for each in _DELIMITERS if _has_names(text, each, names)), _DELIMITERS[0])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise WorksheetError(f"line {rows.line_num}: this is no CSV: {error}") from None


def _text(content: bytes, names: Sequence[str]) -> str:
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        pass
    texts = [text for encoding in _ENCODINGS if (text := _strictly(content, encoding)) is not None]
    fitting = [text for text in texts if any(_has_names(text, delimiter, names) for delimiter in _DELIMITERS)]
    if len(fitting) == 1:
        return fitting[0]
    # Names in ASCII tell nothing: the words must.
    try:
        return decode(content).text
    except UndecodableError as error:
        raise WorksheetError(error.problem) from None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_names(text: str, delimiter: str, names: Sequence[str]) -> bool:
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return False
    return {normal(name) for name in header} >= set(names)
