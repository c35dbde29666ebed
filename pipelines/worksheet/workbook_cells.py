"""Repaired figures into the very cells of a workbook (.xlsx); every other part of it stays byte for byte."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipelines.worksheet.rules import WorksheetError

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What is to stand in a cell (収支!C5): a number where a number stood, else the text."""

    place: str
    number: Decimal
    text: str


def edited_workbook(content: bytes, edits: Iterable[CellEdit]) -> bytes:
    """The workbook with the edits; WorksheetError for a cell that is calculated from others."""
    by_sheet: dict[str, list[CellEdit]] = {}
    for edit in edits:
        by_sheet.setdefault(edit.place.rpartition("!")[0], []).append(edit)
    written = BytesIO()
    with ZipFile(BytesIO(content)) as book, ZipFile(written, "w") as new:
        parts = _sheet_parts(book)
        edited = {parts[name]: own for name, own in by_sheet.items()}
        for info in book.infolist():
            data = book.read(info)
            new.writestr(info, _edited_sheet(data, edited[info.filename]) if info.filename in edited else data)
    return written.getvalue()


def _sheet_parts(book: ZipFile) -> Mapping[str, str]:
    """The part that holds each sheet, by its name."""
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in _parsed(book.read(_RELATIONS))}
    sheets = _parsed(book.read(_BOOK)).iter(f"{{{_MAIN}}}sheet")
    return {
        # A target stands beside the workbook, or is given from the root.
        sheet.get("name") or "": posixpath.join("/xl", targets[sheet.get(_RELATION_ID)]).lstrip("/")
        for sheet in sheets
    }


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _edited_sheet(data: bytes, edits: Iterable[CellEdit]) -> bytes:
    root = _parsed(data)
    cells = {cell.get("r"): cell for cell in root.iter(f"{{{_MAIN}}}c")}
    for edit in edits:
        cell = cells.get(edit.place.rpartition("!")[2])
        if cell is None:
            raise WorksheetError(f"{edit.place}: the cell is empty; nothing is written")
        if cell.find(f"{{{_MAIN}}}f") is not None:
            raise WorksheetError(f"{edit.place} is calculated: mend what it is made of; nothing is written")
        _put(cell, edit)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _put(cell: etree._Element, edit: CellEdit) -> None:
    was_number = cell.get("t", "n") == "n"
    for child in list(cell):
        cell.remove(child)
    if was_number:
        etree.SubElement(cell, f"{{{_MAIN}}}v").text = f"{edit.number:f}"
        return
    cell.set("t", "inlineStr")
    inline = etree.SubElement(cell, f"{{{_MAIN}}}is")
    etree.SubElement(inline, f"{{{_MAIN}}}t").text = edit.text
