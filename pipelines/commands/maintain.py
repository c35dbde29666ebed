"""`tsujitsuma maintain`: merge a lake's files and remove what no snapshot needs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipelines.commands.console import fail, say
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse


@click.command(
    short_help="Merge a lake's files, remove old ones.",
    epilog="""\b
Examples:
  tsujitsuma maintain
  tsujitsuma maintain --keep-days 30 --json""",
)
@click.option(
    "--keep-days",
    type=click.FloatRange(min=0),
    default=7,
    show_default=True,
    help="Snapshots of so many days stay, with their files.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as a JSON object.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The lake: ducklake:postgres:…",
)
def maintain(keep_days: float, as_json: bool, warehouse: Path) -> None:
    """Merge a lake's small files, and remove snapshots and files that are no longer needed.

    Publishing waits meanwhile, readers do not. The service does it once a day. A DuckDB file needs none of it.
    """
    from datetime import timedelta  # noqa: PLC0415 - with the others

    from warehouse.store import WarehouseError, maintain_lake  # noqa: PLC0415 - heavy

    try:
        done = maintain_lake(warehouse, timedelta(days=keep_days))
    except WarehouseError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(asdict(done)))
        return
    say(
        f"{done.flushed} tables flushed, {done.merged} merged, {done.rewritten} rewritten;"
        f" removed: {done.expired} snapshots, {done.removed} old files, {done.orphans} orphaned files"
    )
