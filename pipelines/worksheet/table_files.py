"""A file with tables → blocks, and back: repaired figures written into the very cells of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.blocks import Block, Row, read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError
from pipelines.worksheet.places import Places
from pipelines.worksheet.rules import WorksheetError
from pipelines.worksheet.table_answers import SheetAnswer


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file's bytes and the blocks in it; `numbers` are the file's lines of the blocks' lines, where they differ."""

    name: str
    content: bytes
    blocks: tuple[Block, ...]
    numbers: tuple[int, ...] | None = None

    def line(self, row: Row) -> int:
        """The file's line in which a row begins."""
        return row.line if self.numbers is None else self.numbers[row.line - 1]


def read_table_file(content: bytes, name: str) -> TableFile:
    """Read whatever the reading room reads; WorksheetError says what is wrong with a file."""
    try:
        source = read_document_text(content, name)
        return TableFile(name, content, read_blocks(source), source.numbers)
    except InvalidTextError as error:
        raise WorksheetError(str(error)) from None


def fixed_content(file: TableFile, answers: Iterable[SheetAnswer]) -> bytes:
    """The file with each repaired figure in its cell, and nothing else changed."""
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError:
        raise WorksheetError(f"{file.name}: only UTF-8 texts can be written back") from None
    places = Places(text, file.blocks, file.numbers)
    changes = []
    for answer in answers:
        for repair in answer.repairs:
            row = answer.settled.sheet.rows[repair.figure.figure.row]
            place = places.of(row, repair.figure.figure.cell)
            if place is None:
                where = f"{file.name}:{file.line(row)}"
                raise WorksheetError(f"{where}: the cell of {repair.label} is not found; nothing is written")
            changes.append((place, _in_format(text, place, repair.figure.settled, file.name)))
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode("utf-8")


def _in_format(before: str, place: tuple[int, int], text: str, name: str) -> str:
    """A cell's text as the file's format needs it: a comma within CSV stands in quotes."""
    is_bare = Path(name).suffix.lower() == ".csv" and before[place[0] - 1 : place[0]] != '"'
    return f'"{text}"' if is_bare and "," in text else text
