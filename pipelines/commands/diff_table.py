"""A comparison as tables for people: aligned for Japanese, in the order of the statements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipelines.commands.console import console
from pipelines.commands.wording import worded
from warehouse.comparing.differences import Kind, Stated

if TYPE_CHECKING:
    from rich.console import Console

    from warehouse.comparing.comparison import Compared, Comparison, Filter
    from warehouse.comparing.differences import Difference
    from warehouse.comparing.selecting import Edition, Side
    from warehouse.comparing.summing import Sum

_UNITS = ((1_000_000, "million yen (百万円)"), (1_000, "thousand yen (千円)"), (1, "yen (円)"))
_NOTES = {
    Kind.NEW: "new",
    Kind.VANISHED: "vanished",
    Kind.ONE_SIDED: "stated on one side only",
    Kind.DISPUTED: "disputed: not summed",
}


def shown_of(compared: Compared, wanted: Filter, *, show_all: bool) -> tuple[Difference, ...]:
    """What to show: changed leaves, and totals and results of the whole agency; more where it is asked for."""
    if show_all:
        return compared.differences
    return tuple(
        one
        for one in compared.changed
        if one in compared.leaves
        or wanted.segments
        or wanted.accounts
        or (one.place.account_role != "item" and one.place.is_total_segment)
    )


def print_comparison(comparison: Comparison, wanted: Filter, *, show_all: bool) -> None:
    """Print every pair that was compared."""
    out = console()
    selection = comparison.selection
    for compared in comparison.compared:
        before = _side_name(selection.before, compared.before)
        after = _side_name(selection.after, compared.after)
        out.print(Text(f"{before}  →  {after}", style="bold"), soft_wrap=True)
        rows = shown_of(compared, wanted, show_all=show_all)
        if not compared.changed:
            out.print(worded("nothing changed in {:,} amounts", len(compared.differences)))
        if rows:
            _print_tables(out, compared, rows)
        hidden = len(set(compared.changed) - set(rows))
        if hidden:
            more = worded("{:,} more, totals of segments or stated on one side only: --all shows them", hidden)
            out.print(Text(more, style="dim"))
    for side in (selection.before, selection.after):
        left = ", ".join(map(str, selection.unpaired(side))) if side.meeting else ""
        if left:
            only = worded("only {} states {}: not compared", side.meeting, left)
            out.print(Text(only, style="dim"), soft_wrap=True)


def _print_tables(out: Console, compared: Compared, rows: Sequence[Difference]) -> None:
    sums = [one for one in compared.sums if _has_something(one)]
    unit, unit_name = _unit(rows, sums)
    out.print(Text(worded("in {}", worded(unit_name)), style="dim"))
    for (_, name), group in groupby(rows, key=lambda one: (one.place.statement_code, one.place.statement_name)):
        out.print(_rows_table(name, list(group), compared, unit))
    if sums:
        out.print(_sums_table(sums, unit))


def _side_name(side: Side, edition: Edition) -> str:
    return f"{side.meeting} @ {edition}" if side.meeting else str(edition)


def _unit(rows: Sequence[Difference], sums: Sequence[Sum]) -> tuple[int, str]:
    """The coarsest unit in which every amount is a whole number."""
    amounts = [side.amount_yen or 0 for row in rows for side in (row.before, row.after)]
    changes = [row.change_yen or 0 for row in rows]
    changes += [change or 0 for one in sums for change in (one.change_yen, one.total_change_yen)]
    return next(one for one in _UNITS if all(amount % one[0] == 0 for amount in (*amounts, *changes)))


def _rows_table(name: str, rows: Sequence[Difference], compared: Compared, unit: int) -> Table:
    table = Table(title=Text(name), title_justify="left", box=None, pad_edge=False, title_style="bold")
    table.add_column(worded("account"))
    table.add_column(worded("segment"))
    for column in ("before", "after", "change"):
        table.add_column(worded(column), justify="right", no_wrap=True)
    table.add_column("")
    previous = ""
    for row in rows:
        path = row.place.account_path
        # Where the account is that of the row above, its name is not said again.
        label, previous = ("" if path == previous else path), path
        is_summed = row in compared.leaves and row.kind is not Kind.DISPUTED
        table.add_row(
            Text(label),
            Text(row.place.segment_name),
            _amount(row.before, unit),
            _amount(row.after, unit),
            "" if row.change_yen is None else signed(row.change_yen, unit),
            Text(_note(row)),
            style="" if is_summed else "dim",
        )
    return table


def _note(row: Difference) -> str:
    notes = [worded(_NOTES.get(row.kind, ""))]
    if row.rounding_yen:
        notes.append(worded("rounded"))
    if row.kind is Kind.UNCHANGED and row.before.amount_yen != row.after.amount_yen and row.before.amount_yen:
        notes.append(worded("the same within rounding"))
    if row.place.account_role != "item":
        notes.append(worded(row.place.account_role))
    if row.is_contradicted:
        notes.append(worded("another meeting says otherwise"))
    return "; ".join(filter(None, notes))


def _amount(stated: Stated, unit: int) -> str:
    if not stated.is_stated or not stated.is_printed:
        return "–"
    if stated.amount_yen is None:
        return "?"
    return f"{stated.amount_yen // unit:,}"


def signed(yen: int, unit: int) -> str:
    """A change with its sign; no digit of it is lost, for the unit divides it."""
    return f"{yen // unit:+,}" if yen else "0"


def _has_something(one: Sum) -> bool:
    return bool(one.changed_count or one.disputed_count or one.one_sided_count or one.total_change_yen)


def _sums_table(sums: Sequence[Sum], unit: int) -> Table:
    table = Table(title=worded("sum of the changes of items"), title_justify="left", box=None, pad_edge=False)
    table.title_style = "bold"
    table.add_column(worded("part"))
    table.add_column(worded("changed"), justify="right")
    table.add_column(worded("sum"), justify="right", no_wrap=True)
    table.add_column("")
    for one in sums:
        table.add_row(
            Text(f"{one.statement_name}/{one.heading}"),
            f"{one.changed_count:,}",
            signed(one.change_yen, unit),
            Text(_sum_note(one, unit)),
        )
    return table


def _sum_note(one: Sum, unit: int) -> str:
    notes = []
    if one.agrees_with_total is True:
        notes.append(worded("as the total changed"))
    elif one.total_change_yen is not None:
        notes.append(worded("the total changed by {}", signed(one.total_change_yen, unit)))
    if one.rounding_yen:
        notes.append(worded("± {:,} yen by rounding", one.rounding_yen))
    if one.disputed_count:
        notes.append(worded("without {} disputed", one.disputed_count))
    if one.one_sided_count:
        notes.append(worded("without {} stated on one side only", one.one_sided_count))
    if not one.of_segments:
        notes.append(worded("of the total: no segments on both sides"))
    return "; ".join(notes)
