"""What the finders of layouts find: rows and lines of text, each at the line in which it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class LayoutError(ValueError):
    """A table that is beyond all measure; `line` is where, from 1."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Item:
    """A row (its `cells`) or a line of text, and the index of the line in which it begins.

    `places` says where each cell (or the text) is found in the file, where its line does not say so.
    """

    line: int
    cells: tuple[str, ...] | None = None
    text: str = ""
    starts_table: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Lines `first` to `last` (indices), and what they hold."""

    first: int
    last: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    """What was found in a text, and what a person should know of it."""

    tables: tuple[LaidOut, ...] = ()
    notes: tuple[str, ...] = ()


def rows_as_items(rows: Sequence[tuple[int, tuple[str, ...]]]) -> list[Item]:
    """A table's rows as items."""
    return [Item(line, cells, starts_table=number == 0) for number, (line, cells) in enumerate(rows)]
