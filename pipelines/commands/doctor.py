"""`tsujitsuma doctor`: what is wrong with an installation, and what to do."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from pipelines.commands.console import KEPT_OUT, console
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

_MARKS = {"fine": "[green]✓[/green]", "note": "[yellow]•[/yellow]", "wrong": "[bold red]✗[/bold red]"}


@click.command(
    short_help="Say what is wrong with an installation, and what to do.",
    epilog="""\b
Examples:
  tsujitsuma doctor
  tsujitsuma doctor --json | jq '.[] | select(.health == "wrong")'

Nothing is changed. Exit code: 0 nothing is wrong, 1 something is, 2 wrong use.""",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object for each thing looked at.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse.",
)
def doctor(as_json: bool, warehouse: Path) -> None:
    """Look at versions, settings, folders, locks, storage and the warehouse."""
    from pipelines.publishing.examination import Health, examine  # noqa: PLC0415 - heavy

    findings = list(examine(warehouse.absolute()))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        out = console()
        width = max(len(each.subject) for each in findings)
        for each in findings:
            out.print(_MARKS[each.health], end=" ")
            out.print(f"{each.subject:<{width}}  {each.said}", highlight=False, markup=False, soft_wrap=True)
            if each.next_step:
                out.print(f"  {'':<{width}}  → {each.next_step}", highlight=False, markup=False, soft_wrap=True)
    sys.exit(KEPT_OUT if any(each.health is Health.WRONG for each in findings) else 0)
