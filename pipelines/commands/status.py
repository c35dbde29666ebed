"""`tsujitsuma status`: where every document stands."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipelines.commands.console import console, fail
from pipelines.commands.language import told
from pipelines.commands.terminal import padded
from pipelines.commands.wording import worded
from pipelines.runtime.paths import SHOWN_WAREHOUSE, StateFolderError, default_warehouse, state_folder
from warehouse.document_states import State

_ORDER = (State.QUARANTINED, State.WAITING, State.PUBLISHED, State.SUPERSEDED)


@click.command(
    short_help="List the documents by state: waiting, published, quarantined, superseded.",
    epilog="""\b
Examples:
  tsujitsuma status
  tsujitsuma status --state quarantined --json""",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Only documents in this state.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a document.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse.",
)
def status(states: tuple[str, ...], as_json: bool, warehouse: Path) -> None:
    """List every document with its state, the reason, and what to do next."""
    from pipelines.documents.states import document_states  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError  # noqa: PLC0415 - heavy

    try:
        listed = [one for one in document_states(state_folder(), warehouse) if not states or one.state in states]
    except (WarehouseError, StateFolderError) as error:
        fail(str(error))
    if as_json:
        rows = [
            {
                "state": one.state,
                "document": one.document,
                "since": one.since_in_utc,
                "reason": one.reason,
                "next_step": one.next_step,
            }
            for one in listed
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    out = console()
    for state in _ORDER:
        of_state = [one for one in listed if one.state == state]
        if not of_state:
            continue
        out.print(f"[bold]{worded(state.value)}[/bold] {len(of_state)}")
        for one in of_state:
            # With its distance from UTC: one hour of autumn comes twice.
            since = one.since.astimezone().isoformat(" ", "minutes")
            out.print(f"  {one.document}  [dim]{since}[/dim]", highlight=False)
            for label, text in (("why", one.reason), ("next", one.next_step)):
                if text:
                    out.print(f"    {padded(worded(label), 5)}{told(text)}", highlight=False, markup=False)
    if not listed:
        out.print(told("No document yet. Put texts into raw/ and run: tsujitsuma ingest"))
