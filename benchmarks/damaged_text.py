"""The real text on its way to be damaged, and where its tables stand. The slips: {cell,row,column,table}_slips.py."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text
from pipelines.reconcile import SlipKind

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a statement table stands in the sound text (lines from 1); `header` is 0 where it prints none."""

    statement_code: str
    rows: tuple[int, ...]
    cells: tuple[int, ...]
    header: int

    @property
    def width(self) -> int:
        """How many columns of amounts."""
        return len(self.cells)


@dataclass(frozen=True, slots=True)
class Sound:
    """What slips may hit: the tables, and the figures in thousand yen by line and cell with their values in yen."""

    tables: tuple[TablePlace, ...]
    figures: dict[Place, int]

    def places_above_tables(self, reach: int) -> range:
        """The lines from `reach` above the first table to the last table's header: where titles and units stand."""
        first = [table.rows[0] for table in self.tables]
        return range(min(first) - reach, max(first))


class DamagedText:
    """The lines of a text (numbered from 1 as they were): one may be lost, and one may stand for several."""

    def __init__(self, content: bytes) -> None:
        self._lines: list[str | None] = list(content.decode().split("\n"))

    def line(self, number: int) -> str:
        """A line as it is now."""
        return self._lines[number - 1] or ""

    def write(self, number: int, line: str) -> None:
        """A line reads so."""
        self._lines[number - 1] = line

    def is_one_line(self, number: int) -> bool:
        """Whether a line is still there, and still one."""
        line = self._lines[number - 1]
        return line is not None and "\n" not in line

    def cells(self, number: int) -> list[str]:
        """The cells of a line."""
        return self.line(number).split("\t")

    def put(self, number: int, cells: list[str]) -> None:
        """A line has these cells."""
        self.write(number, "\t".join(cells))

    def lose(self, number: int) -> None:
        """A line is gone."""
        self._lines[number - 1] = None

    def add_below(self, number: int, *lines: str) -> None:
        """Further lines stand below a line."""
        self.write(number, "\n".join((self.line(number), *lines)))

    @property
    def content(self) -> bytes:
        """The whole text."""
        return "\n".join(line for line in self._lines if line is not None).encode()


# Changes the text at random; the places whose amounts it hit, none for a slip of structure; None where it could not.
Damage = Callable[[DamagedText, Sound, random.Random], set[Place] | None]


@dataclass(frozen=True, slots=True)
class SlipClass:
    """A class of slips, and the kinds as which it may be told; none: it is told by no name of its own.

    One that is not shown leaves a text that another true text could be (docs/known_limits.md).
    """

    name: str
    damage: Damage
    told_as: frozenset[SlipKind] = frozenset()
    is_shown: bool = True


@cache
def table_places(content: bytes) -> tuple[TablePlace, ...]:
    """The statement tables of the sound text."""
    text = DamagedText(content)
    materials = interpret(read_text(content, "sound"), rule_book())
    places = []
    for table in materials.tables:
        first = table.rows[0].line
        cells = tuple(column.cell for column in table.columns)
        header = next((number for number in range(first - 1, first - 5, -1) if _is_header(text, number, cells)), 0)
        places.append(TablePlace(table.statement_code, tuple(row.line for row in table.rows), cells, header))
    return tuple(places)


def _is_header(text: DamagedText, number: int, cells: tuple[int, ...]) -> bool:
    _, *printed = text.cells(number)
    has_amounts = any(re.search(r"\d{3}", cell) for cell in printed)
    return len(printed) >= len(cells) and bool(printed[0].strip()) and not has_amounts
