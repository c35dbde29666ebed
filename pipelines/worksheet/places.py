"""Where the cells of a text's tables stand in the text itself: found in the order in which they were read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pipelines.reading.blocks import Block, Row, Table
from pipelines.reading.characters import unify_radicals


class Places:
    """The places of cells in a text, by row and column; `numbers` are the text's lines of a reader's lines."""

    def __init__(self, text: str, blocks: Sequence[Block], numbers: Sequence[int] | None) -> None:
        self._text = unify_radicals(text)
        lines = self._text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._numbers = numbers
        self._found: dict[tuple[Row, int], tuple[int, int]] = {}
        rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
        at = 0
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            at = self._find(row, max(at, self._starts[self.line(row) - 1]), self._end(row, following))

    def line(self, row: Row) -> int:
        """The text's line in which a row begins."""
        return row.line if self._numbers is None else self._numbers[row.line - 1]

    def of(self, row: Row, column: int) -> tuple[int, int] | None:
        """Where a cell's text begins and ends; None where it is written in another way than it was read."""
        return self._found.get((row, column))

    def _end(self, row: Row, following: Row | None) -> int:
        """Where a row ends at the latest: cells of HTML may stand on several lines."""
        last = len(self._starts) - 1
        line = self.line(row)
        next_line = last + 1 if following is None else self.line(following)
        return self._starts[min(max(next_line - 1, line), last)]

    def _find(self, row: Row, at: int, end: int) -> int:
        for cell in row.cells:
            found = self._text.find(cell.text, at, end) if cell.text else -1
            if found >= 0:
                at = found + len(cell.text)
                self._found[row, cell.column] = (found, at)
        return at
