"""`tsujitsuma diff`: what changed between two meetings or two versions of a budget."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import complain, fail
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

if TYPE_CHECKING:
    from warehouse.comparing.selecting import SelectionError


@click.command(
    short_help="Show what changed between two meetings or two versions.",
    epilog="""\b
Examples:
  tsujitsuma diff 6 7                                  what the 7th meeting says otherwise than the 6th
  tsujitsuma diff 2015:initial 2015:supplementary_june
  tsujitsuma diff 2015:当初予算 2015:6月補正 --statement 損益計算書
  tsujitsuma diff 6@2015:initial 7@2015:june --segment 一般事業 --json

\b
A and B are each
  a meeting    6, 第6回, 2015-02-26, 経営審議委員会/第6回, its id, or the name of its text
  a version    2015:initial, 平成27年度:6月補正予算: as the meeting says that adopted it
  both         6@2015:initial, 6@initial: as that meeting says

Two meetings are compared in the versions that both state. A segment's items are summed, totals and disputed amounts
are not. Exit code: 0 compared, changed or not; 2 wrong use, such as a name that more than one meeting has.""",
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--statement", "statements", multiple=True, help="Only this statement: cash_plan, 資金計画, …")
@click.option("--segment", "segments", multiple=True, help="Only this segment, in Japanese or English; 合計 the total.")
@click.option("--account", "accounts", multiple=True, help="Only accounts whose path holds this.")
@click.option("--all", "show_all", is_flag=True, help="What did not change too, and the totals of every segment.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, amounts in yen.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse.",
)
def diff(
    before: str,
    after: str,
    statements: tuple[str, ...],
    segments: tuple[str, ...],
    accounts: tuple[str, ...],
    show_all: bool,
    as_json: bool,
    warehouse: Path,
) -> None:
    """Show how the amounts of B differ from those of A, by account and segment, and what the changes sum to."""
    from warehouse.comparing.comparison import Filter, compare  # noqa: PLC0415 - heavy
    from warehouse.comparing.selecting import SelectionError  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError  # noqa: PLC0415 - heavy

    wanted = Filter(statements, segments, accounts)
    try:
        comparison = compare(warehouse, before, after, wanted)
    except WarehouseError as error:
        fail(str(error))
    except SelectionError as error:
        _fail_with_choices(error)
    if as_json:
        from pipelines.commands.diff_json import as_document  # noqa: PLC0415 - needs what is heavy

        click.echo(json.dumps(as_document(comparison, wanted, show_all=show_all), ensure_ascii=False, indent=2))
    else:
        from pipelines.commands.diff_table import print_comparison  # noqa: PLC0415 - needs what is heavy

        print_comparison(comparison, wanted, show_all=show_all)


def _fail_with_choices(error: SelectionError) -> None:
    complain(str(error) + (":" if error.choices else ""))
    for choice in error.choices:
        click.echo(f"  {choice}", err=True)
    sys.exit(2)
