"""`tsujitsuma doctor`: what this machine has, what is wrong with it, and what to do."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import KEPT_OUT, OK, console
from pipelines.commands.language import told
from pipelines.commands.terminal import padded
from pipelines.commands.wording import worded
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

if TYPE_CHECKING:
    from pipelines.commands.diagnosis import Finding

_STYLES = {"ok": "green", "note": "yellow", "wrong": "bold red"}
_STATE, _NAME = 6, 20  # columns of a terminal


@click.command(
    short_help="Look at versions, paths, locks, storage and fonts; say what is wrong and what to do.",
    epilog="""\b
Examples:
  tsujitsuma doctor
  tsujitsuma doctor --json

Nothing is changed. Exit code: 0 nothing is wrong, 1 something is.""",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a check.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to look at.",
)
def doctor(as_json: bool, warehouse: Path) -> None:
    """Check what Tsujitsuma needs on this machine."""
    from pipelines.commands.diagnosis import State, diagnosis  # noqa: PLC0415 - heavy

    found = diagnosis(warehouse.absolute())
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _print(found)
    sys.exit(KEPT_OUT if any(one.state == State.WRONG for one in found) else OK)


def _print(found: tuple[Finding, ...]) -> None:
    from rich.text import Text  # noqa: PLC0415 - heavy

    out = console()
    for one in found:
        state, name = padded(worded(one.state.value), _STATE), padded(told(one.name), _NAME)
        out.print(Text.assemble((state, _STYLES[one.state]), name, told(one.told)))
        if one.next_step:
            out.print(Text(f"{'':{_STATE + _NAME}}→ {told(one.next_step)}"))
    faults = sum(one.state == "wrong" for one in found)
    ending = "" if faults == 1 else "s"
    out.print(worded("{} fault{}", faults, ending) if faults else worded("Nothing is wrong."), highlight=False)
