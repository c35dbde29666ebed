"""The order of rows and columns: that of the reference data, and that of like tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.interpreting.accounts import Chart, chart
from pipelines.interpreting.model import StatementTable
from warehouse import reference


def table_out_of_order(table: StatementTable) -> int:
    """How many rows and columns would have to move for the table to stand in the order of the reference data."""
    accounts: Chart = chart(table.statement_code)
    order = {path: place for place, path in enumerate(accounts.roles)}
    rows = [order[row.path] for row in table.rows if row.path in order]
    return rows_out_of_order(rows) + columns_out_of_order(table)


def columns_out_of_order(table: StatementTable) -> int:
    """How many of a table's columns would have to move for the order of the reference data."""
    return segments_out_of_order([column.segment_name for column in table.columns])


def is_displaced(table: StatementTable, position: int) -> bool:
    """Whether the other columns of a table stand in better order without this one."""
    names = [column.segment_name for column in table.columns]
    return segments_out_of_order(names[:position] + names[position + 1 :]) < segments_out_of_order(names)


def segments_out_of_order(names: Sequence[str]) -> int:
    """How many segments would have to move for the order of the reference data."""
    places = {segment.name: place for place, segment in enumerate(reference.segments())}
    return rows_out_of_order([places[name] for name in names if name in places])


def rows_out_of_order(places: Sequence[int]) -> int:
    """How many of these would have to move for them never to fall."""
    return len(places) - _longest_rise(places)


def _longest_rise(places: Sequence[int]) -> int:
    """The length of the longest run of places, not all side by side, that never falls."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place + 1)
        if at == len(ends):
            ends.append(place)
        else:
            ends[at] = place
    return len(ends)


def contents_of(table: StatementTable) -> tuple[object, ...]:
    """What each column of a table is of, in their order: the budget is of account only where the year is the same."""
    years = tuple((column.segment_name, column.period.fiscal_year, column.measure) for column in table.columns)
    if len(set(years)) == len(years):
        return years
    return tuple((column.segment_name, column.period, column.measure) for column in table.columns)
