"""A file with tables → blocks, and back: repaired figures written into the very cells of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.blocks import Block, Row, Table, read_blocks
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
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError:
        raise WorksheetError(f"{file.name}: only UTF-8 texts can be written back") from None
    lines = text.split("\n")
    by_line: dict[int, list[_Edit]] = {}
    for answer in answers:
        for repair in answer.repairs:
            figure = repair.figure.figure
            edit = _Edit(answer.settled.sheet.rows[figure.row], figure.cell, repair)
            by_line.setdefault(figure.line, []).append(edit)
    for line, edits in by_line.items():
        lines[line - 1] = _fixed_line(lines[line - 1], _rows_on(file.blocks, line), edits, file.name)
    return "\n".join(lines).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Edit:
    row: Row
    column: int
    repair: RepairAnswer


def _rows_on(blocks: Sequence[Block], line: int) -> list[Row]:
    """The rows that stand on a line."""
    return [row for block in blocks if isinstance(block, Table) for row in block.rows if row.line == line]


def _fixed_line(line: str, rows: Sequence[Row], edits: Sequence[_Edit], name: str) -> str:
    """The line with its repaired cells, found one after the other as its rows were read."""
    plain = unify_radicals(line)
    places: dict[tuple[int, int], tuple[int, int]] = {}
    at = 0
    for number, row in enumerate(rows):
        for cell in row.cells:
            found = plain.find(cell.text, at) if cell.text else -1
            if found >= 0:
                at = found + len(cell.text)
                places[number, cell.column] = (found, at)
    changes = []
    for edit in edits:
        number = next((number for number, row in enumerate(rows) if row is edit.row), -1)
        place = places.get((number, edit.column))
        if place is None:
            line_number, label = edit.row.line, edit.repair.label
            raise WorksheetError(f"{name}:{line_number}: the cell of {label} is not found; nothing is written")
        changes.append((place, _in_format(line, place, edit.repair.figure.settled, name)))
    for (start, end), text in sorted(changes, reverse=True):
        line = line[:start] + text + line[end:]
    return line


def _in_format(line: str, place: tuple[int, int], text: str, name: str) -> str:
    """A cell's text as the file's format needs it: a comma within CSV stands in quotes."""
    is_bare = Path(name).suffix.lower() == ".csv" and line[place[0] - 1 : place[0]] != '"'
    return f'"{text}"' if is_bare and "," in text else text
