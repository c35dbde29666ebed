"""The command `tsujitsuma`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pipelines.commands.dashboard import dashboard
from pipelines.commands.diff import diff
from pipelines.commands.explain import explain
from pipelines.commands.export import export
from pipelines.commands.ingest import ingest
from pipelines.commands.reconcile import reconcile
from pipelines.commands.retry import accept, retry
from pipelines.commands.rules import rules
from pipelines.commands.search import search
from pipelines.commands.serve import serve
from pipelines.commands.sql import sql
from pipelines.commands.status import status
from pipelines.commands.terminal import readable_streams
from pipelines.commands.ui import ui


class _Commands(click.Group):
    def main(self, args: Sequence[str] | None = None, *further: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        """Run a command: help and errors too are readable on every terminal."""
        with readable_streams():
            return super().main(args, *further, **named)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  tsujitsuma ingest                   all texts in raw/ into warehouse/jlis.duckdb
  tsujitsuma explain FILE 796 1       why the figure in line 796, cell 1 has its value
  tsujitsuma search 中間サーバー      where the materials speak of it""",
)
@click.version_option(package_name="tsujitsuma")
def main() -> None:
    """Tsujitsuma turns a public agency's committee materials into figures that add up."""


for command in (
    ingest,
    status,
    retry,
    accept,
    explain,
    search,
    sql,
    dashboard,
    reconcile,
    rules,
    export,
    diff,
    serve,
    ui,
):
    main.add_command(command)
