"""Slips of single cells and rows in the real text. Each changes the grid at a place and says which places it hit."""

from __future__ import annotations

import random
from collections.abc import Callable

Place = tuple[int, int]
Grid = list[list[str]]


def _printed(grid: Grid, place: Place) -> str:
    return grid[place[0] - 1][place[1]]


def _set(grid: Grid, place: Place, text: str) -> None:
    grid[place[0] - 1][place[1]] = text


def _digits(grid: Grid, place: Place) -> str:
    return _printed(grid, place).replace(",", "")


def _write(grid: Grid, place: Place, digits: str) -> None:
    _set(grid, place, f"{int(digits):,}")


# A slip changes the grid at a place and returns the places it hit; none where it cannot happen there.


def sign(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A sign added; where the text lost one, that is the right reading, so only figures that are positive are hit."""
    del dice
    _set(grid, place, f"△{_printed(grid, place)}")
    return [place]


def digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """One digit wrong."""
    digits = _digits(grid, place)
    position = dice.randrange(len(digits))
    others = [d for d in "0123456789" if d != digits[position] and not (position == 0 and d == "0")]
    _write(grid, place, digits[:position] + dice.choice(others) + digits[position + 1 :])
    return [place]


def transposed_digits(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """Two neighbouring digits swapped."""
    digits = _digits(grid, place)
    positions = [p for p in range(len(digits) - 1) if digits[p] != digits[p + 1] and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    _write(grid, place, digits[:p] + digits[p + 1] + digits[p] + digits[p + 2 :])
    return [place]


def missing_digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A digit lost."""
    digits = _digits(grid, place)
    positions = [p for p in range(len(digits)) if len(digits) > 1 and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    _write(grid, place, digits[:p] + digits[p + 1 :])
    return [place]


def extra_digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A digit added."""
    digits = _digits(grid, place)
    p = dice.randrange(len(digits) + 1)
    _write(grid, place, digits[:p] + dice.choice("123456789" if p == 0 else "0123456789") + digits[p:])
    return [place]


def swapped_cells(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """Two neighbouring cells of a row exchanged."""
    del dice
    row, other = grid[place[0] - 1], place[1] + 1
    if other >= len(row) or not row[other] or row[other] == row[place[1]]:
        return []
    row[place[1]], row[other] = row[other], row[place[1]]
    return [place, (place[0], other)]


def missing_cell(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A cell emptied."""
    del dice
    _set(grid, place, "")
    return [place]


def shifted_row(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A cell lost together with its tab: the rest of the row moves left."""
    del dice
    row = grid[place[0] - 1]
    filled = [column for column in range(1, len(row)) if row[column]]
    if len(filled) < 3:
        return []
    before = list(row)
    row.pop(place[1])
    row.append("")
    return [(place[0], column) for column in filled if row[column] != before[column]]


def unit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A figure printed in another unit (×1000)."""
    del dice
    _write(grid, place, _digits(grid, place) + "000")
    return [place]


SLIPS: dict[str, Callable[[Grid, Place, random.Random], list[Place]]] = {
    slip.__name__: slip
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
}
