"""`tsujitsuma sql`: ask the warehouse in SQL."""

from __future__ import annotations

import csv
import shutil
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import complain, fail, say
from pipelines.commands.terminal import exact
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from warehouse.querying import Result

_ROWS_ON_A_TERMINAL = 100


@click.command(
    short_help="Ask the warehouse in SQL; read-only.",
    epilog="""\b
Examples:
  tsujitsuma sql "SHOW TABLES"
  tsujitsuma sql "SELECT account_name, 合計 FROM balance_sheet WHERE fiscal_year = 2015"
  tsujitsuma sql "FROM leaf_amounts" --csv > leaves.csv
  tsujitsuma sql - < question.sql

Several statements are separated by ; and their results printed one after the other. docs/cookbook.md has queries to
start from, docs/data_dictionary.md says what every column means. Exit code: 0 answered, 2 wrong use or a query that
cannot be run.""",
)
@click.argument("query")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values with a header; NULL is empty.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a row.")
@click.option(
    "--rows",
    "limit",
    type=click.IntRange(min=0),
    help=f"At most so many rows; 0 for all. Without it {_ROWS_ON_A_TERMINAL} on a terminal, else all.",
)
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to ask.",
)
def sql(query: str, as_csv: bool, as_json: bool, limit: int | None, warehouse: Path) -> None:
    """Run QUERY on the warehouse and print the result; - reads the query from standard input.

    Nothing can be changed by it, and no other file read.
    """
    from warehouse.asking.summing import sums_totals  # noqa: PLC0415 - heavy
    from warehouse.querying import QueryError, lock  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, open_for_reading  # noqa: PLC0415 - heavy

    if as_csv and as_json:
        raise click.UsageError("name either --csv or --json")
    text = _standard_input() if query == "-" else query
    if limit is None and sys.stdout.isatty() and not as_csv and not as_json:
        limit = _ROWS_ON_A_TERMINAL
    try:
        with open_for_reading(warehouse) as connection:
            lock(connection)
            show = _show_json if as_json else _show_csv if as_csv else _show_tables
            show(connection, text, limit or None)
            # Here, where click keeps quiet about a reader that has gone (| head).
            sys.stdout.flush()
            if sums_totals(connection, text):
                complain(
                    "totals stand beside their items, so this sum counts each yen several times; sum rows with is_leaf,"
                    " or the view leaf_amounts, of one meeting, year, version and heading"
                )
    except (QueryError, WarehouseError) as error:
        fail(str(error))


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        fail("standard input is not UTF-8")


def _show_tables(connection: duckdb.DuckDBPyConnection, text: str, limit: int | None) -> None:
    from warehouse.querying import results  # noqa: PLC0415 - heavy

    for number, result in enumerate(results(connection, text)):
        if number:
            click.echo()
        rows = list(islice(result.rows, limit))
        click.echo(laid_out(result, rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))
        _say_what_is_left_out(result.rows)


def laid_out(result: Result, rows: list[tuple[str | None, ...]], width: int | None = None) -> str:
    """Rows as a table; cell by cell where a table would be wider than the terminal."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    from pipelines.commands.text_table import records, table  # noqa: PLC0415 - heavy

    box = table(result.columns, result.are_numbers, rows)
    if width is not None and rows and cell_len(box.partition("\n")[0]) > width:
        return records(result.columns, rows)
    return box


def _show_csv(connection: duckdb.DuckDBPyConnection, text: str, limit: int | None) -> None:
    from warehouse.querying import results  # noqa: PLC0415 - heavy

    writer = csv.writer(exact(sys.stdout), lineterminator="\n")
    for number, result in enumerate(results(connection, text)):
        if number:
            click.echo()
        writer.writerow(result.columns)
        writer.writerows(islice(result.rows, limit))
        _say_what_is_left_out(result.rows)


def _show_json(connection: duckdb.DuckDBPyConnection, text: str, limit: int | None) -> None:
    from warehouse.querying import json_results  # noqa: PLC0415 - heavy

    for objects in json_results(connection, text):
        separator = "[\n"
        for line in islice(objects, limit):
            sys.stdout.write(f"{separator}  {line}")
            separator = ",\n"
        sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")
        _say_what_is_left_out(objects)


def _say_what_is_left_out(rest: Iterable[object]) -> None:
    count = sum(1 for _ in rest)
    if count:
        sys.stdout.flush()
        say(f"{count:,} more row{'s' if count > 1 else ''}; --rows 0 shows all", is_error=True)
