"""Amounts and changes under each other's headers: A − B = C holds as A − C = B does; a total below nil tells which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from pipelines.interpreting.model import Measure, StatementTable, TableKind

# What flows in or out, and what it adds up to, is never less than nothing; what is left over may be.
_OF_FLOWS = ("income_statement", "cash_plan")
_TOTAL = "total"
# Three amounts of one row may be a sum by chance.
_FEWEST_ROWS = 3
_SUMS: tuple[Callable[[int, int, int], bool], ...] = (
    lambda a, b, c: a == b + c,
    lambda a, b, c: b == a + c,
    lambda a, b, c: c == a + b,
)


def changes_among_amounts(tables: Sequence[StatementTable], values: Sequence[int | None]) -> list[tuple[int, int, int]]:
    """The tables (by number) with a column of amounts and one of changes (by position) that are each other's."""
    return [
        (table.number, amounts, changes)
        for table in tables
        if table.statement_code in _OF_FLOWS
        for amounts, changes in _earlier_and_change(table)
        if _has_total_below_nil(table, values, amounts, changes)
    ]


def differences_as_amounts(tables: Sequence[StatementTable], values: Sequence[int | None]) -> list[tuple[int, int]]:
    """The columns (by table and position) of amounts of which two make up the third in every row: one is a change.

    Which one nothing tells. A budget is no other budget less a third.
    """
    found: list[tuple[int, int]] = []
    for table in tables:
        is_of_budgets = len({column.period for column in table.columns}) == len(table.columns) == 3
        if table.kind is not TableKind.SUMMARY or not is_of_budgets:
            continue
        if any(column.measure is not Measure.AMOUNT for column in table.columns):
            continue
        rows = [[None if number is None else values[number] for number in numbers] for numbers in table.figures]
        whole = [(a, b, c) for a, b, c in rows if a is not None and b is not None and c is not None and (a or b or c)]
        if len(whole) >= _FEWEST_ROWS and any(all(is_sum(*row) for row in whole) for is_sum in _SUMS):
            found += [(table.number, place) for place in range(len(table.columns))]
    return found


def _earlier_and_change(table: StatementTable) -> Iterator[tuple[int, int]]:
    """What the amounts of a table are compared with, and by how much they are more.

    Out of its order a change does not say from what it is counted: of two columns of amounts it is the other one.
    """
    places = range(len(table.columns))
    for amounts, changes in product(places, places):
        column, change = table.columns[amounts], table.columns[changes]
        is_change = change.measure is Measure.CHANGE and change.segment_name == column.segment_name
        is_other = change.base is None and len(places) == 3 and column.period != change.period
        if is_change and column.measure is Measure.AMOUNT and (column.period == change.base or is_other):
            yield amounts, changes


def _has_total_below_nil(table: StatementTable, values: Sequence[int | None], amounts: int, changes: int) -> bool:
    """Whether a total is below nil among the amounts and not among the changes, with the three adding up as printed."""
    later = [
        place
        for place, column in enumerate(table.columns)
        if column.measure is Measure.AMOUNT and column.period == table.columns[changes].period
    ]
    for row, numbers in zip(table.rows, table.figures, strict=True):
        own = [None if number is None else values[number] for number in (numbers[amounts], numbers[changes])]
        earlier, change = own
        if row.role != _TOTAL or earlier is None or change is None or not earlier < 0 <= change:
            continue
        if any((number := numbers[place]) is not None and values[number] == earlier + change for place in later):
            return True
    return False
