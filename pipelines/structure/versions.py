"""Budgets and years of tables that cannot be, or that like tables contradict: a settlement before its year's end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pipelines.interpreting.context import MONTHS
from pipelines.interpreting.model import Materials, Measure, Period, Source, StatementTable, TableKind
from pipelines.interpreting.periods import SUPPLEMENTARY, is_supplementary

_SETTLEMENT = "settlement"
# A fiscal year begins in April; a committee meets some weeks before the month for which a budget is amended.
_FIRST_MONTH = 4
_MONTHS_AHEAD = 2
# Fewer tables tell no custom, and fewer amounts agree by chance.
_FEWEST_LIKE = 2
_FEWEST_AMOUNTS = 6


def premature_tables(materials: Materials) -> frozenset[int]:
    """The tables (by number) of what cannot be by the day of the meeting.

    That is a settlement of a year that has not ended, or a supplementary budget of a month long after.
    """
    day = materials.meeting.day
    if day is None or materials.meeting.committee is None:  # 平成30年3月31日 over a balance sheet is no meeting's
        return frozenset()
    return frozenset(
        table.number for table in materials.tables if any(_is_premature(column.period, day) for column in table.columns)
    )


def _is_premature(period: Period, day: date) -> bool:
    if period.budget_version == _SETTLEMENT:
        return day < date(period.fiscal_year + 1, _FIRST_MONTH - 1, 31)
    if not is_supplementary(period):
        return False
    month = MONTHS.index(period.budget_version.removeprefix(SUPPLEMENTARY)) + 1
    year = period.fiscal_year if month >= _FIRST_MONTH else period.fiscal_year + 1
    return (year - day.year) * 12 + month - day.month > _MONTHS_AHEAD


def dissenting_columns(tables: Sequence[StatementTable]) -> list[tuple[int, int]]:
    """The columns (by table and position) of a period of their own, where all tables like theirs have another there.

    A change from such a column is one too. Where tables name different budgets of one year and no two agree to tell
    which is right, all of them. Columns whose year is borrowed bear nothing out.
    """
    summaries = [
        table
        for table in tables
        if table.kind is TableKind.SUMMARY and len(table.columns) > 1
        if all(column.year.source is Source.PRINTED for column in table.columns)
    ]
    found: list[tuple[int, int]] = []
    for table in summaries:
        own = _periods(table)
        alike = [_periods(other) for other in summaries if other is not table and _differ_at(own, _periods(other))]
        is_alone = all(_periods(other) != own for other in summaries if other is not table)
        for place, period in enumerate(own):
            others = Counter(other[place] for other in alike)
            if period is None or not others or period in others:
                continue
            is_outvoted = len(others) == 1 and others.total() >= _FEWEST_LIKE
            if is_outvoted or (is_alone and all(_is_of_one_year(period, other) for other in others)):
                found.append((table.number, place))
                found += [
                    (table.number, other)
                    for other, column in enumerate(table.columns)
                    if column.measure is Measure.CHANGE and period in (column.base, column.period)
                ]
    return found


def _is_of_one_year(period: Period, other: Period | None) -> bool:
    return other is not None and other.fiscal_year == period.fiscal_year


def _periods(table: StatementTable) -> tuple[Period | None, ...]:
    """What the columns of amounts are of; None for the others."""
    return tuple(column.period if column.measure is Measure.AMOUNT else None for column in table.columns)


def _differ_at(own: Sequence[Period | None], other: Sequence[Period | None]) -> bool:
    """Whether two tables are alike but for one column of amounts."""
    return len(own) == len(other) and sum(a != b for a, b in zip(own, other, strict=True)) == 1


def copied_tables(
    materials: Materials, parts: Sequence[frozenset[int]], values: Sequence[int | None]
) -> frozenset[int]:
    """The tables of a part that has, for some period, all amounts that the largest part has for another one.

    Another budget, or another year, has other amounts.
    """
    tables = {table.number: table for table in materials.tables}
    copied: set[int] = set()
    for part in parts[1:]:
        agreeing: dict[Period, list[bool]] = {}
        for own in part:
            for other in parts[0]:
                if tables[own].statement_code == tables[other].statement_code:
                    for period, is_same in _same_amounts(materials, tables[own], tables[other], values):
                        agreeing.setdefault(period, []).append(is_same)
        if any(len(same) >= _FEWEST_AMOUNTS and all(same) for same in agreeing.values()):
            copied |= part
    return frozenset(copied)


def _same_amounts(
    materials: Materials, own: StatementTable, other: StatementTable, values: Sequence[int | None]
) -> Iterator[tuple[Period, bool]]:
    """Of each amount that another table has for another period, its period, and whether the two are the same."""
    places = {(c.segment_name, c.measure): place for place, c in enumerate(other.columns)}
    rows = {row.path: number for number, row in enumerate(other.rows)}
    figures = materials.figures
    for place, column in enumerate(own.columns):
        there = places.get((column.segment_name, column.measure))
        if column.measure is not Measure.AMOUNT or there is None or other.columns[there].period == column.period:
            continue
        for number, row in enumerate(own.rows):
            one = own.figures[number][place]
            two = other.figures[rows[row.path]][there] if row.path in rows else None
            if one is None or two is None or not (first := values[one]) or not (second := values[two]):
                continue
            coarsest = max(figures[one].unit_yen, figures[two].unit_yen)
            yield column.period, abs(abs(first) - abs(second)) < max(coarsest, 1)
