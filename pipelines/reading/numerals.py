"""Cells → numbers. What is not certainly a number is not silently one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．（）＋　", "0123456789,.()+ ")
_MINUS = "△▲-−－‐‑–—"
_DASHES = re.compile(rf"[{re.escape(_MINUS)}―─ー]+")
# A mark that refers to a note may follow a number: superscript digits, ※, *.
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+$|[※*＊]+\d?$")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d+")
_LOOSELY_GROUPED = re.compile(r"\d+([,.、]\d+)+")


class Reading(StrEnum):
    """How far a cell is a number."""

    NUMBER = "number"
    DOUBTFUL = "doubtful"  # digits, but grouped as no number is: only the identities can confirm it
    NIL = "nil"  # a dash
    BLANK = "blank"
    UNREADABLE = "unreadable"  # digits among other characters
    TEXT = "text"  # no digit at all


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cell's reading; `value` in printed units, 0 for a dash, None where there is no number."""

    reading: Reading
    value: int | None = None


@lru_cache(maxsize=4096)  # a table is laid out before its cells are read: each is looked at several times
def read_numeral(text: str) -> Numeral:
    """Read a cell: half- or full-width digits and commas, stray spaces, △ ▲ − - or ( ) as minus, a dash as nil."""
    body = _NOTE_MARK.sub("", text.strip()).translate(_FULL_WIDTH).strip()
    if not body:
        return Numeral(Reading.BLANK)
    if _DASHES.fullmatch(body.replace(" ", "")):
        return Numeral(Reading.NIL, 0)
    if not any(character in "0123456789" for character in body):
        return Numeral(Reading.TEXT)
    negative = False
    if body[0] in _MINUS:
        negative, body = True, body[1:].strip()
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
        if body and body[0] in _MINUS:
            body = body[1:].strip()
    return _read_digits(body, -1 if negative else 1)


def _read_digits(body: str, sign: int) -> Numeral:
    fragments = body.split()
    joined = "".join(fragments)
    if not joined.isascii() and "、" not in joined:
        return Numeral(Reading.UNREADABLE)
    if len(fragments) > 1 and all(_GROUPED.fullmatch(part) for part in fragments):
        # "1 2 3" is one number printed wide; "12 345" may be two, "1,234 5,678" is two.
        if any("," in part for part in fragments):
            return Numeral(Reading.UNREADABLE)
        wide = all(len(part) == 1 for part in fragments) and joined[0] != "0"
        return Numeral(Reading.NUMBER if wide else Reading.DOUBTFUL, sign * int(joined))
    if _GROUPED.fullmatch(joined):
        certain = joined == "0" or joined[0] != "0"
        return Numeral(Reading.NUMBER if certain else Reading.DOUBTFUL, sign * int(joined.replace(",", "")))
    if _LOOSELY_GROUPED.fullmatch(joined):
        return Numeral(Reading.DOUBTFUL, sign * int(re.sub(r"[,.、]", "", joined)))
    return Numeral(Reading.UNREADABLE)
