"""Slips of columns: two columns (or their headers) exchanged, a header shifted by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipelines.interpreting.model import Column, Measure, Period, StatementTable
from pipelines.reading.characters import compact
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment, CellWords, ColumnsExchanged
from pipelines.structure.evidence import Evidence
from pipelines.structure.headers import crossed_columns, has_nameless_columns
from pipelines.structure.layout import Layout
from pipelines.structure.model import Hypothesis
from pipelines.structure.order import segments_out_of_order
from pipelines.structure.spelling import is_of_another

# The most promising orders of a table's columns that are tried.
_MOST_ORDERS = 6


def moved_columns(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Columns shifted by one, or exchanged, where fewer identities would fail or the headers say so.

    Two segments that may have been exchanged in one table may have been in any: columns whose header is garbled are
    named after those of other tables.
    """
    odd = {number for number, _ in (*evidence.misheaded, *evidence.strange_columns)}
    exchanged = set(_under_each_others_headers(evidence))
    failing = {figure for number in evidence.broken for figure, _ in evidence.terms[number]}
    tables = {evidence.materials.figures[figure].table for figure in failing}
    for table in evidence.materials.tables:
        if len(table.columns) < 2 or table.number not in tables:
            continue
        gains: list[tuple[int, int, dict[int, int]]] = []
        for order in _orders(len(table.columns)):
            gain = evidence.gain(_moved(evidence, table, order))
            if gain > 0:
                gains.append((-gain, len(order), order))
        for _, _, order in sorted(gains, key=lambda each: each[:2])[:_MOST_ORDERS]:
            if len(order) == 2:
                one, other = order
                exchanged.add((_content(table.columns[one]), _content(table.columns[other])))
            else:
                yield from _moves(table, layout, order)
    mistaken = {number: (amounts, changes) for number, amounts, changes in evidence.changes_among_amounts}
    for table in evidence.materials.tables:
        if table.number in mistaken:
            amounts, changes = mistaken[table.number]
            yield from _moves(table, layout, {amounts: changes, changes: amounts})
        shifts = [*_orders_restored(table)] if tables or odd else []
        shifts += _headers_restored(table, layout) if table.number in odd else []
        for order in shifts:
            yield from _moves(table, layout, order)
        contents = [_content(column) for column in table.columns]
        for above, below in sorted({_in_order(*pair) for pair in exchanged}, key=str):
            if contents.count(above) == contents.count(below) == 1:
                first, second = contents.index(above), contents.index(below)
                yield from _moves(table, layout, {first: second, second: first})


def shifted_headers(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """A whole header moved by a cell, to the left or to the right, over columns of which some have no name."""
    for table in evidence.materials.tables:
        rows = layout.header_rows(table)
        if len(table.columns) < 2 or len(rows) != 1 or not has_nameless_columns(table):
            continue
        (row,) = rows
        names = [cell.text for cell in row.cells[1:]]
        for moved in ([*names[1:], ""], ["", *names[:-1]]):
            texts = tuple(
                CellWords(row.line, cell.column, text) for cell, text in zip(row.cells[1:], moved, strict=True)
            )
            before, after = (" / ".join(map(compact, each)) for each in (names, moved))
            yield Hypothesis(SlipKind.HEADER_SHIFTED, (row.line,), before, after, texts)


def _orders_restored(table: StatementTable) -> Iterator[dict[int, int]]:
    """The shifts that put a table's segments, under its header, back into the order of the reference data."""
    segments = [column.segment_name for column in table.columns]
    for order in _orders(len(segments)) if segments_out_of_order(segments) else ():
        names = list(segments)
        for place, source in order.items():
            names[source] = segments[place]
        if len(order) > 2 and segments_out_of_order(names) == 0:
            yield order


def _headers_restored(table: StatementTable, layout: Layout) -> list[dict[int, int]]:
    """The shifts after which fewest headers are of other segments than their columns, which other tables name."""
    headers = layout.headers(table)
    names = [headers.get(column.cell, "") for column in table.columns]
    segments = [column.segment_name for column in table.columns]

    def odd(names: Sequence[str]) -> int:
        return sum(is_of_another(name, own) for name, own in zip(names, segments, strict=True) if name)

    promising: list[tuple[int, int, dict[int, int]]] = []
    for number, order in enumerate(_orders(len(names))):
        moved = list(names)
        for place, source in order.items():
            moved[source] = names[place]
        if len(order) > 2 and (left := odd(moved)) < odd(names):
            promising.append((left, number, order))
    return [order for _, _, order in sorted(promising, key=lambda each: each[:2])[:_MOST_ORDERS]]


_Content = tuple[str, Period, Measure]


def _content(column: Column) -> _Content:
    return column.segment_name, column.period, column.measure


def _in_order(one: _Content, other: _Content) -> tuple[_Content, _Content]:
    return (one, other) if str(one) <= str(other) else (other, one)


def _under_each_others_headers(evidence: Evidence) -> Iterator[tuple[_Content, _Content]]:
    """The pairs of columns of a table whose headers are of other segments."""
    columns = {table.number: table.columns for table in evidence.materials.tables}
    for (table, one), (other_table, other) in combinations(evidence.misheaded, 2):
        if table == other_table:
            yield _content(columns[table][one]), _content(columns[table][other])


def _orders(width: int) -> Iterator[dict[int, int]]:
    """By position, whose values each moved column gets."""
    for one, other in combinations(range(width), 2):
        yield {one: other, other: one}
        if other - one > 1:
            places = list(range(one, other + 1))
            yield dict(zip(places, [*places[1:], places[0]], strict=True))
            yield dict(zip(places, [places[-1], *places[:-1]], strict=True))


def _moved(evidence: Evidence, table: StatementTable, order: Mapping[int, int]) -> dict[int, int | None]:
    changed: dict[int, int | None] = {}
    for numbers in table.figures:
        for place, source in order.items():
            target, origin = numbers[place], numbers[source]
            if target is not None and origin is not None:
                changed[target] = evidence.values[origin]
    return changed


def _moves(table: StatementTable, layout: Layout, order: Mapping[int, int]) -> Iterator[Hypothesis]:
    """The amounts moved under their headers, and the headers over their amounts: the order tells which stands right."""
    columns = table.columns
    cells = {columns[place].cell: columns[source].cell for place, source in sorted(order.items())}
    headers, crossed = layout.headers(table), crossed_columns(table, layout)
    over = {place: crossed.get(place, columns[place].cell) for place in sorted(order)}
    names = {place: headers.get(cell) or columns[place].segment_name for place, cell in over.items()}
    # Whose amounts a column gets, its name goes to.
    renamed = {source: names[place] for place, source in order.items()}
    lines = tuple(row.line for row in layout.header_rows(table)) or (table.rows[0].line,)
    sources = {over[source]: over[place] for place, source in sorted(order.items())}
    texts = tuple(
        CellWords(row.line, cell.column, by_column.get(sources[cell.column], ""))
        for row in layout.header_rows(table)
        if (by_column := {cell.column: cell.text for cell in row.cells})
        for cell in row.cells
        if cell.column in sources
    )
    moved: list[tuple[Amendment, ...]] = [texts] if texts else []
    if len(order) == 2 or not texts:  # it is headers that shift
        moved.append((ColumnsExchanged(layout.lines(table), tuple(cells.items())),))
    for amendments in moved:
        yield Hypothesis(
            SlipKind.COLUMNS_EXCHANGED if len(order) == 2 else SlipKind.HEADER_SHIFTED,
            lines,
            " / ".join(names.values()),
            " / ".join(renamed[place] for place in names),
            amendments,
        )
