"""A file with tables → blocks, and back: repaired figures written into the very cells of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.blocks import Block, Table, read_blocks
from pipelines.reading.characters import unify_radicals
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError
from pipelines.worksheet.rules import WorksheetError
from pipelines.worksheet.table_answers import RepairAnswer, SheetAnswer


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file's bytes and the blocks in it."""

    name: str
    content: bytes
    blocks: tuple[Block, ...]


def read_table_file(content: bytes, name: str) -> TableFile:
    """Read whatever the reading room reads; WorksheetError says what is wrong with a file."""
    try:
        return TableFile(name, content, read_blocks(read_document_text(content, name)))
    except InvalidTextError as error:
        raise WorksheetError(str(error)) from None


def fixed_content(file: TableFile, answers: Iterable[SheetAnswer]) -> bytes:
    """The file with each repaired figure in its cell, and nothing else changed."""
    repairs = [repair for answer in answers for repair in answer.repairs]
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError:
        raise WorksheetError(f"{file.name}: only UTF-8 texts can be written back") from None
    lines = text.split("\n")
    by_line: dict[int, list[RepairAnswer]] = {}
    for repair in repairs:
        by_line.setdefault(repair.figure.figure.line, []).append(repair)
    for line, own in by_line.items():
        lines[line - 1] = _fixed_line(lines[line - 1], _rows_on(file.blocks, line), own, file.name)
    return "\n".join(lines).encode("utf-8")


def _rows_on(blocks: Sequence[Block], line: int) -> list[list[tuple[int, str]]]:
    """The cells (column, text) of the rows that stand on a line."""
    return [
        [(cell.column, cell.text) for cell in row.cells if cell.text]
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.line == line
    ]


def _fixed_line(
    line: str, rows: Sequence[Sequence[tuple[int, str]]], repairs: Sequence[RepairAnswer], name: str
) -> str:
    """The line with its repaired cells, found one after the other as the row was read."""
    plain = unify_radicals(line)
    places: dict[tuple[int, str], tuple[int, int]] = {}
    at = 0
    for cells in rows:
        for column, text in cells:
            found = plain.find(text, at)
            if found >= 0:
                places[column, text] = (found, found + len(text))
                at = found + len(text)
    edits = []
    for repair in repairs:
        figure = repair.figure.figure
        place = places.get((figure.cell, figure.text))
        if place is None:
            raise WorksheetError(f"{name}:{figure.line}: the cell of {repair.label} is not found; nothing is written")
        edits.append((place, _in_format(line, place, repair.figure.settled, name)))
    for (start, end), text in sorted(edits, reverse=True):
        line = line[:start] + text + line[end:]
    return line


def _in_format(line: str, place: tuple[int, int], text: str, name: str) -> str:
    """A cell's text as the file's format needs it: a comma within CSV stands in quotes."""
    is_bare = Path(name).suffix.lower() == ".csv" and line[place[0] - 1 : place[0]] != '"'
    return f'"{text}"' if is_bare and "," in text else text
