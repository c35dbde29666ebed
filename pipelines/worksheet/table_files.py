"""A file with tables → blocks, and back: repaired figures written into the very cells of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reading.blocks import Block, Row, read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError, SourceText
from pipelines.worksheet.places import Places
from pipelines.worksheet.rules import WorksheetError
from pipelines.worksheet.table_answers import RepairAnswer, SheetAnswer

if TYPE_CHECKING:
    from pipelines.worksheet.workbook_cells import CellEdit


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file's bytes, its lines as they were read, and the blocks in them."""

    content: bytes
    source: SourceText
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.file_name

    def line(self, row: Row) -> int | None:
        """The file's line in which a row begins; None in a file without lines."""
        if self.source.places is not None:
            return None
        return row.line if self.source.numbers is None else self.source.numbers[row.line - 1]

    def place(self, row: Row, column: int) -> str | None:
        """Where a cell stands in a file without lines: 収支!C5."""
        places = () if self.source.places is None else self.source.places[row.line - 1]
        return places[column] if 0 <= column < len(places) else None

    def where(self, row: Row) -> str:
        """Where a row stands, in words."""
        line = self.line(row)
        return self.place(row, 0) or "" if line is None else f"line {line}"


def read_table_file(content: bytes, name: str) -> TableFile:
    """Read whatever the reading room reads; WorksheetError says what is wrong with a file."""
    try:
        source = read_document_text(content, name)
    except InvalidTextError as error:
        raise WorksheetError(str(error)) from None
    return TableFile(content, source, read_blocks(source))


def fixed_content(file: TableFile, answers: Iterable[SheetAnswer]) -> bytes:
    """The file with each repaired figure in its cell, and nothing else changed; WorksheetError where that cannot be."""
    repairs = [(answer, repair) for answer in answers for repair in answer.repairs]
    if file.source.pages is not None:
        raise WorksheetError(f"{file.name}: a PDF is not written back; take its text out first")
    if file.source.places is not None:
        from pipelines.worksheet.workbook_cells import edited_workbook  # noqa: PLC0415 - a text need not pay for it

        return edited_workbook(file.content, [_cell_edit(file, *each) for each in repairs])
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError:
        raise WorksheetError(f"{file.name}: only UTF-8 texts can be written back") from None
    places = Places(text, file.blocks, file.source.numbers)
    changes = []
    for answer, repair in repairs:
        row = answer.settled.sheet.rows[repair.figure.figure.row]
        place = places.of(row, repair.figure.figure.cell)
        if place is None:
            raise WorksheetError(f"{file.name}: {file.where(row)}: {repair.label} is not found; nothing is written")
        changes.append((place, _in_format(text, place, repair.figure.settled, file.name)))
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode("utf-8")


def _cell_edit(file: TableFile, answer: SheetAnswer, repair: RepairAnswer) -> CellEdit:
    from pipelines.worksheet.workbook_cells import CellEdit  # noqa: PLC0415 - as above

    sheet, figure = answer.settled.sheet, repair.figure.figure
    place = file.place(sheet.rows[figure.row], figure.cell)
    if place is None or repair.figure.value is None:
        raise WorksheetError(f"{file.name}: {repair.label} has no cell of its own; nothing is written")
    return CellEdit(place, Decimal(repair.figure.value).scaleb(-sheet.decimals), repair.figure.settled)


def _in_format(before: str, place: tuple[int, int], text: str, name: str) -> str:
    """A cell's text as the file's format needs it: a comma within CSV stands in quotes."""
    is_bare = Path(name).suffix.lower() == ".csv" and before[place[0] - 1 : place[0]] != '"'
    return f'"{text}"' if is_bare and "," in text else text
