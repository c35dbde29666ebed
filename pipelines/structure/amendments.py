"""Reading a text otherwise than it is printed: amended blocks to interpret, and what is printed put back afterwards.

Only the words that give figures their place change. Where each figure is printed, and how, stays true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.interpreting.model import AccountRow, Figure, Materials, StatementTable
from pipelines.reading.blocks import Block, Cell, Footnote, Heading, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell (a label, a header, a unit within a table) reads so."""

    line: int
    cell: int
    text: str


@dataclass(frozen=True, slots=True)
class LineWords:
    """A heading or a line of prose reads so."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ColumnsExchanged:
    """In the rows of these lines what is printed in `order[cell]` belongs to `cell`."""

    lines: frozenset[int]
    order: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RowRepeated:
    """The row of `line` repeats the one of `of_line`: it is of the same account and in no sum."""

    line: int
    of_line: int


Amendment = CellWords | LineWords | ColumnsExchanged | RowRepeated


def amend(blocks: Sequence[Block], amendment: Amendment) -> tuple[Block, ...]:
    """The blocks as they read with an amendment."""
    match amendment:
        case LineWords(line, text):
            return tuple(_with_words(block, line, text) for block in blocks)
        case CellWords(line, cell, text):
            return _with_rows(blocks, line, lambda row: [_with_cell(row, cell, text)])
        case ColumnsExchanged(lines, order):
            return tuple(
                Table(tuple(_exchanged(row, dict(order)) if row.line in lines else row for row in block.rows))
                if isinstance(block, Table) and any(row.line in lines for row in block.rows)
                else block
                for block in blocks
            )
        case RowRepeated(line, _):
            return _with_rows(blocks, line, lambda _: [])


def _with_words(block: Block, line: int, text: str) -> Block:
    if isinstance(block, Heading) and block.line == line:
        return replace(block, number=None, text=text)
    if isinstance(block, Paragraph | Footnote) and block.line == line:
        return replace(block, text=text)
    return block


def _with_rows(blocks: Sequence[Block], line: int, change: Callable[[Row], list[Row]]) -> tuple[Block, ...]:
    amended: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table) or not block.first_line <= line <= block.last_line:
            amended.append(block)
            continue
        rows = tuple(new for row in block.rows for new in (change(row) if row.line == line else [row]))
        if rows:
            amended.append(Table(rows))
    return tuple(amended)


def _with_cell(row: Row, cell: int, text: str) -> Row:
    return replace(
        row, cells=tuple(replace(each, raw=text, text=text) if each.column == cell else each for each in row.cells)
    )


def _exchanged(row: Row, order: Mapping[int, int]) -> Row:
    by_column = {cell.column: cell for cell in row.cells}
    cells = []
    for column in sorted(by_column.keys() | order.keys()):
        source = by_column.get(order.get(column, column))
        if source is not None:
            cells.append(replace(source, column=column))
        elif column in by_column:
            cells.append(Cell(column, "", "", False))
    return replace(row, cells=tuple(cells))


def as_printed(materials: Materials, amendments: Sequence[Amendment], printed: Materials) -> Materials:
    """Materials of amended blocks with every figure where, and under the label under which, the text prints it.

    Figures have the numbers that they have in `printed`, as far as both know the same ones.
    """
    for amendment in reversed(amendments):
        match amendment:
            case ColumnsExchanged(lines, order):
                materials = _cells_put_back(materials, lines, dict(order))
            case RowRepeated():
                materials = _row_put_back(materials, amendment, printed)
            case _:
                pass
    labels = {figure.line: figure.label for figure in printed.figures if figure.table is not None}
    figures = tuple(
        replace(figure, label=label)
        if figure.table is not None and (label := labels.get(figure.line, figure.label)) != figure.label
        else figure
        for figure in materials.figures
    )
    tables = tuple(
        replace(table, rows=tuple(replace(row, label=labels.get(row.line, row.label)) for row in table.rows))
        if any(labels.get(row.line, row.label) != row.label for row in table.rows)
        else table
        for table in materials.tables
    )
    return _numbered_as(replace(materials, figures=figures, tables=tables), printed)


def printed_cell(line: int, cell: int, amendments: Sequence[Amendment]) -> int:
    """The cell of a line that the text prints for a cell of the amended blocks."""
    for amendment in reversed(amendments):
        if isinstance(amendment, ColumnsExchanged) and line in amendment.lines:
            cell = dict(amendment.order).get(cell, cell)
    return cell


def _cells_put_back(materials: Materials, lines: frozenset[int], order: Mapping[int, int]) -> Materials:
    figures = tuple(
        replace(figure, cell=order[figure.cell]) if figure.line in lines and figure.cell in order else figure
        for figure in materials.figures
    )
    tables = tuple(
        replace(
            table,
            columns=tuple(replace(column, cell=order.get(column.cell, column.cell)) for column in table.columns),
        )
        if any(row.line in lines for row in table.rows)
        else table
        for table in materials.tables
    )
    return replace(materials, figures=figures, tables=tables)


def _row_put_back(materials: Materials, amendment: RowRepeated, printed: Materials) -> Materials:
    """The row that was left out, as a further printing of the row that it repeats: in no sum."""
    found = [
        (position, table, row_number)
        for position, table in enumerate(materials.tables)
        for row_number, row in enumerate(table.rows)
        if row.line == amendment.of_line
    ]
    if not found:
        return materials
    position, table, row_number = found[0]
    original = table.rows[row_number]
    figures = list(materials.figures)
    numbers: list[int | None] = []
    own = {figure.cell: figure for figure in printed.figures if figure.line == amendment.line}
    for number in table.figures[row_number]:
        source = None if number is None else figures[number]
        again = None if source is None else own.get(source.cell)
        if source is None or again is None:
            numbers.append(None)
            continue
        numbers.append(len(figures))
        figures.append(
            replace(
                source,
                number=len(figures),
                line=again.line,
                label=again.label,
                printed_text=again.printed_text,
                value=again.value,
                is_blank=again.is_blank,
                is_certain=again.is_certain,
                row=len(table.rows),
            )
        )
    row = AccountRow(amendment.line, original.label, original.path, original.role)
    repeated = replace(table, rows=(*table.rows, row), figures=(*table.figures, tuple(numbers)))
    tables = (*materials.tables[:position], repeated, *materials.tables[position + 1 :])
    return replace(materials, figures=tuple(figures), tables=tables)


def _numbered_as(materials: Materials, printed: Materials) -> Materials:
    """The materials with the figure numbers of `printed`; as they are where the two do not know the same figures."""
    numbers = {(figure.line, figure.cell): figure.number for figure in printed.figures}
    places = [(figure.line, figure.cell) for figure in materials.figures]
    if len(numbers) != len(printed.figures) or len(set(places)) != len(places) or set(places) != numbers.keys():
        return materials
    new = [numbers[place] for place in places]
    if new == list(range(len(new))):
        return materials
    figures: list[Figure] = [replace(figure, number=new[figure.number]) for figure in materials.figures]
    return replace(
        materials,
        figures=tuple(sorted(figures, key=lambda figure: figure.number)),
        tables=tuple(_table_numbered(table, new) for table in materials.tables),
        commitments=tuple(replace(each, limit=new[each.limit]) for each in materials.commitments),
        commitment_changes=tuple(replace(each, figure=new[each.figure]) for each in materials.commitment_changes),
        advance_receipts=tuple(replace(each, figure=new[each.figure]) for each in materials.advance_receipts),
    )


def _table_numbered(table: StatementTable, new: Sequence[int]) -> StatementTable:
    figures = tuple(tuple(None if number is None else new[number] for number in row) for row in table.figures)
    return replace(table, figures=figures)
