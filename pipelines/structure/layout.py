"""Where a statement table's words are printed: its labels, its header, the lines above it that speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.interpreting.grid import read_grid
from pipelines.interpreting.model import StatementTable
from pipelines.reading.blocks import Block, Cell, Footnote, Heading, Paragraph, Row, Table
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Reading, read_numeral

# How far above a table words that speak of it may stand.
_REACH = 15


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are printed: a heading or line of prose, or (`cell`) a cell of a table."""

    line: int
    text: str
    cell: int | None = None
    is_heading: bool = True


class Layout:
    """The blocks of a text, looked up by line."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._rows: dict[int, Row] = {}
        self._block_of: dict[int, int] = {}
        for number, block in enumerate(blocks):
            if isinstance(block, Table):
                for row in block.rows:
                    self._rows.setdefault(row.line, row)
                    self._block_of.setdefault(row.line, number)

    def label(self, line: int) -> Cell | None:
        """The cell of a row that holds its label."""
        row = self._rows.get(line)
        cells = row.cells if row else ()
        return next((cell for cell in cells if read_numeral(cell.text).reading is Reading.TEXT), None)

    def lines(self, table: StatementTable) -> frozenset[int]:
        """The lines of the table's rows."""
        return frozenset(row.line for row in table.rows)

    def header_rows(self, table: StatementTable) -> tuple[Row, ...]:
        """The rows above the table's body, on its first page."""
        block = self._blocks[self._block_of[table.rows[0].line]] if table.rows[0].line in self._block_of else None
        if not isinstance(block, Table):
            return ()
        grid = read_grid(block)
        if grid is None:
            return ()
        return block.rows[: len(block.rows) - len(grid.rows)]

    def headers(self, table: StatementTable) -> dict[int, str]:
        """What is printed over each cell of the table, read downwards; nothing for empty cells."""
        names: dict[int, str] = {}
        for row in self.header_rows(table):
            for cell in row.cells:
                names[cell.column] = names.get(cell.column, "") + compact(cell.text)
        return {column: name for column, name in names.items() if name}

    def above(self, table: StatementTable) -> Iterator[Words]:
        """The words close above a table, the nearest first: its header's cells, then lines up to the table before."""
        for row in reversed(self.header_rows(table)):
            yield from _words(row)
        yield from self.before_line(table.rows[0].line)

    def before_line(self, line: int) -> Iterator[Words]:
        """The words close above the table that a line is in, up to the table before."""
        first = self._block_of.get(line)
        if first is None:
            return
        for block in reversed(self._blocks[:first]):
            if _line(self._blocks[first]) - _line(block) > _REACH:
                return
            match block:
                case Table(rows):
                    # A title or unit may stand in a table's first rows, which are then a block of their own.
                    if any(sum(bool(cell.text) for cell in row.cells) > 1 for row in rows):
                        return
                    for row in reversed(rows):
                        yield from _words(row)
                case Heading(number=number, text=text):
                    yield Words(block.line, f"{number or ''} {text}".strip())
                case Paragraph(text=text) | Footnote(text=text):
                    yield Words(block.line, text, is_heading=False)
                case _:
                    pass

    def headings_before(self, table: StatementTable) -> Iterator[Words]:
        """All headings before a table, the nearest first."""
        for block in reversed(self._blocks[: self._block_of.get(table.rows[0].line, 0)]):
            if isinstance(block, Heading):
                yield Words(block.line, f"{block.number or ''} {block.text}".strip())


def _words(row: Row) -> Iterator[Words]:
    for cell in row.cells:
        if cell.text:
            yield Words(row.line, cell.text, cell.column)


def _line(block: Block) -> int:
    return block.first_line if isinstance(block, Table) else block.line
