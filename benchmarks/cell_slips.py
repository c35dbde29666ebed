"""Slips of single cells and rows of amounts: each hits one place and says which places' amounts it changed."""

from __future__ import annotations

import random
from collections.abc import Callable

from damaged_text import DamagedText, Place, SlipClass, Sound

# Changes the cells of a row at one of them; the cells it hit, none where it cannot happen there.
_Slip = Callable[[list[str], int, random.Random], list[int]]


def _digits(row: list[str], cell: int) -> str:
    return row[cell].replace(",", "")


def _write(row: list[str], cell: int, digits: str) -> list[int]:
    row[cell] = f"{int(digits):,}"
    return [cell]


def sign(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A sign added; where the text lost one that is the right reading, so only figures that are positive are hit."""
    del dice
    row[cell] = f"△{row[cell]}"
    return [cell]


def digit(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """One digit wrong."""
    digits = _digits(row, cell)
    position = dice.randrange(len(digits))
    others = [d for d in "0123456789" if d != digits[position] and not (position == 0 and d == "0")]
    return _write(row, cell, digits[:position] + dice.choice(others) + digits[position + 1 :])


def transposed_digits(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """Two neighbouring digits swapped."""
    digits = _digits(row, cell)
    positions = [p for p in range(len(digits) - 1) if digits[p] != digits[p + 1] and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    return _write(row, cell, digits[:p] + digits[p + 1] + digits[p] + digits[p + 2 :])


def missing_digit(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A digit lost."""
    digits = _digits(row, cell)
    positions = [p for p in range(len(digits)) if len(digits) > 1 and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    return _write(row, cell, digits[:p] + digits[p + 1 :])


def extra_digit(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A digit added."""
    digits = _digits(row, cell)
    p = dice.randrange(len(digits) + 1)
    return _write(row, cell, digits[:p] + dice.choice("123456789" if p == 0 else "0123456789") + digits[p:])


def swapped_cells(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """Two neighbouring cells of a row exchanged."""
    del dice
    other = cell + 1
    if other >= len(row) or not row[other] or row[other] == row[cell]:
        return []
    row[cell], row[other] = row[other], row[cell]
    return [cell, other]


def missing_cell(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A cell emptied."""
    del dice
    row[cell] = ""
    return [cell]


def shifted_row(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A cell lost together with its tab: the rest of the row moves left."""
    del dice
    filled = [column for column in range(1, len(row)) if row[column]]
    if len(filled) < 3:
        return []
    before = list(row)
    row.pop(cell)
    row.append("")
    return [column for column in filled if row[column] != before[column]]


def unit(row: list[str], cell: int, dice: random.Random) -> list[int]:
    """A figure printed in another unit (×1000)."""
    del dice
    return _write(row, cell, _digits(row, cell) + "000")


# In one row no other slip may have happened before these: where the cells stand tells what they hit.
_WHOLE_ROW = {swapped_cells, shifted_row}


def _of_cells(slip: _Slip) -> SlipClass:
    def damage(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
        line, cell = dice.choice([place for place, yen in sound.figures.items() if slip is not sign or yen > 0])
        row = text.cells(line)
        is_printed = cell < len(row) and _digits(row, cell).isdigit()
        if not is_printed or not text.is_one_line(line) or (slip in _WHOLE_ROW and "△" in text.line(line)):
            return None
        hit = slip(row, cell, dice)
        text.put(line, row)
        return {(line, each) for each in hit} or None

    return SlipClass(slip.__name__, damage)


CELL_SLIPS = tuple(
    _of_cells(slip)
    for slip in (
        sign,
        digit,
        transposed_digits,
        missing_digit,
        extra_digit,
        swapped_cells,
        missing_cell,
        shifted_row,
        unit,
    )
)
