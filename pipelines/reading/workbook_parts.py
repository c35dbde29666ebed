"""The parts of a workbook, looked over before anything unpacks them: their size, and what its values do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

_MOST_PARTS = 2_000
_MOST_BYTES = 100_000_000
_MOST_CELLS = 2_000_000
_BLOCK = 1 << 20
_NAMED = 3
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STYLES = "xl/styles.xml"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# #,##0, shows thousands: what is printed is not what is stored.
_SCALED = re.compile(r"[0#?],+(?=[^0#?,]|$)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class UnreadableWorkbookError(ValueError):
    """A workbook that cannot be taken in; the message says why."""


def is_workbook(content: bytes) -> bool:
    """Whether bytes are a ZIP with a workbook in it."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            return "xl/workbook.xml" in parts.namelist()
    except (BadZipFile, ValueError, OSError):
        return False


def check_parts(content: bytes) -> None:
    """Raise UnreadableWorkbookError for a workbook that is beyond all measure, or that shows what it does not hold."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            _check_sizes(parts)
            scaled = _scaled_styles(parts)
            for name in parts.namelist():
                if _SHEET.fullmatch(name):
                    _check_cells(parts, name, scaled)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableWorkbookError(f"its file is damaged or locked ({error})") from None
    except etree.XMLSyntaxError as error:
        raise UnreadableWorkbookError(f"its XML is damaged or nested beyond all measure ({error.msg})") from None


def _check_sizes(parts: ZipFile) -> None:
    infos = parts.infolist()
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
        raise UnreadableWorkbookError(f"unpacked it has more than {_MOST_PARTS:,} parts or {_MOST_BYTES:,} bytes")
    for info in infos:
        with parts.open(info) as file:
            while file.read(_BLOCK):  # what is longer than it claims, or not what it claims, is a BadZipFile
                pass


def _elements(parts: ZipFile, name: str, *tags: str) -> Iterator[etree._Element]:
    with parts.open(name) as file:
        wanted = [f"{{*}}{tag}" for tag in tags]
        for _, element in etree.iterparse(file, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _scaled_styles(parts: ZipFile) -> frozenset[str]:
    """The styles (by place) that show a number in thousands or millions."""
    if _STYLES not in parts.namelist():
        return frozenset()
    with parts.open(_STYLES) as file:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.parse(file, parser).getroot()
    formats = {
        element.get("numFmtId"): _QUOTED.sub("", element.get("formatCode") or "") for element in root.iter("{*}numFmt")
    }
    scaled = {number for number, code in formats.items() if _SCALED.search(code)}
    styles = root.find("{*}cellXfs")
    found = [] if styles is None else [style.get("numFmtId") in scaled for style in styles]
    return frozenset(str(place) for place, is_scaled in enumerate(found) if is_scaled)


def _check_cells(parts: ZipFile, name: str, scaled: frozenset[str]) -> None:
    """Refuse a sheet that spans too much, or shows or would calculate what is not stored."""
    rows = columns = 0
    uncounted: list[str] = []
    shown: list[str] = []
    for cell in _elements(parts, name, "c"):
        address = _ADDRESS.fullmatch(cell.get("r") or "")
        if address is None:
            raise UnreadableWorkbookError("a cell has no address")
        rows, columns = max(rows, int(address[2])), max(columns, _number(address[1]))
        value = cell.find("{*}v")
        is_string = cell.get("t") == "str"  # of a formula; it may be empty
        has_value = cell.find("{*}is") is not None or (value is not None and bool(value.text or is_string))
        if cell.find("{*}f") is not None and not has_value:
            uncounted.append(address[0])
        elif has_value and cell.get("s") in scaled and cell.get("t", "n") == "n":
            shown.append(address[0])
    if rows * columns > _MOST_CELLS:
        raise UnreadableWorkbookError(f"a sheet spans {rows:,} rows and {columns:,} columns; split it")
    if uncounted:
        told = ", ".join(uncounted[:_NAMED])
        raise UnreadableWorkbookError(f"{len(uncounted)} formulas ({told}) have no value; open it in Excel and save it")
    if shown:
        told = ", ".join(shown[:_NAMED])
        raise UnreadableWorkbookError(
            f"{len(shown)} cells ({told}) are shown in thousands or millions and stored whole (format #,##0,): which"
            " of the two the unit above them means is not certain; save them as shown"
        )


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
