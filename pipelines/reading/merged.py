"""Rows one cell short with two amounts in one cell: the amounts go into cells of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.reading.numerals import MINUS_SIGNS, Reading, read_numeral

# An amount with the sign before it, which may stand apart; or a dash alone.
_AMOUNT = re.compile(rf"[{re.escape(MINUS_SIGNS)}(（]?\s*\d[\d,，.．]*[)）]?|[{re.escape(MINUS_SIGNS)}―─ー](?!\s*\d)")
_FEWEST_ROWS = 2


def split_merged(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The cells of a table's rows; a row that is short by as many as one of its cells holds too many is split there.

    How many cells a row has is what most rows with amounts have.
    """
    lengths = Counter(len(cells) for cells in rows if sum(_is_amount(cell) for cell in cells[1:]) > 0)
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    if lengths[usual] < _FEWEST_ROWS:
        return [tuple(cells) for cells in rows]
    return [_split(cells, usual) if 1 < len(cells) < usual else tuple(cells) for cells in rows]


def _split(cells: Sequence[str], usual: int) -> tuple[str, ...]:
    pieces = [(cell,) if place == 0 else _amounts(cell) for place, cell in enumerate(cells)]
    whole = tuple(piece for parts in pieces for piece in parts)
    return whole if len(whole) == usual and sum(len(parts) > 1 for parts in pieces) == 1 else tuple(cells)


def _amounts(cell: str) -> tuple[str, ...]:
    """The amounts that a cell holds beside each other; the cell itself where it holds one, or anything else.

    12 345 is more likely one number than two.
    """
    found = [match[0].strip() for match in _AMOUNT.finditer(cell)]
    is_spaced_number = all(len(part) == 1 for part in found) or not any(
        "," in part or "，" in part or len(part.strip(MINUS_SIGNS + "()（） ")) != 3 for part in found[1:]
    )
    if len(found) < 2 or "".join("".join(found).split()) != "".join(cell.split()) or is_spaced_number:
        return (cell,)
    return tuple(found) if all(_is_amount(part) for part in found) else (cell,)


def _is_amount(text: str) -> bool:
    return read_numeral(text).reading in (Reading.NUMBER, Reading.NIL)
