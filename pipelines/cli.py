"""The command `tsujitsuma`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pipelines.commands.completion import completion
from pipelines.commands.console import fail
from pipelines.commands.dashboard import dashboard
from pipelines.commands.diff import diff
from pipelines.commands.doctor import doctor
from pipelines.commands.exit_codes import table
from pipelines.commands.explain import explain
from pipelines.commands.export import export
from pipelines.commands.help_text import group_help, in_japanese
from pipelines.commands.ingest import ingest
from pipelines.commands.language import LANGUAGES, choose, is_japanese, told
from pipelines.commands.maintain import maintain
from pipelines.commands.mcp import mcp
from pipelines.commands.reconcile import reconcile
from pipelines.commands.retry import accept, retry
from pipelines.commands.rules import rules
from pipelines.commands.search import search
from pipelines.commands.serve import serve
from pipelines.commands.sql import sql
from pipelines.commands.status import status
from pipelines.commands.terminal import readable_streams
from pipelines.commands.ui import ui
from pipelines.runtime.named_warehouse import name_warehouse
from pipelines.runtime.paths import IS_CLONE, SHOWN_SETTINGS, SHOWN_WAREHOUSE, StateFolderError

_HERE = "this clone's folder" if IS_CLONE else "the current folder"


class _Commands(click.Group):
    def get_help(self, ctx: click.Context) -> str:
        """The help in the language of all errors."""
        return group_help(self, ctx) if is_japanese() else super().get_help(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, its help in that language."""
        found = super().get_command(ctx, cmd_name)
        return in_japanese(found) if found is not None and is_japanese() else found

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run a command; what is wrong about how it is called is told in the language of all errors."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(told(error.format_message()), error.ctx) from None

    def main(self, args: Sequence[str] | None = None, *further: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        """Run a command: help and errors too are readable on every terminal."""
        with readable_streams():
            try:
                name_warehouse()
            except StateFolderError as error:
                fail(str(error))
            return super().main(args, *further, **named)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"""\b
Examples:
  tsujitsuma ingest                   all texts in raw/ into {SHOWN_WAREHOUSE}
  tsujitsuma explain FILE 796 1       why the figure in line 796, cell 1 has its value
  tsujitsuma search 中間サーバー      where the materials speak of it

\b
Files, in {_HERE} where nothing else is named:
  {SHOWN_WAREHOUSE:<24}  the warehouse; TSUJITSUMA_WAREHOUSE or --warehouse names another
  {".tsujitsuma/":<24}  runs, quarantine, results; TSUJITSUMA_STATE names another
  {SHOWN_SETTINGS:<24}  settings; TSUJITSUMA_SETTINGS names another

\b
Exit codes of all commands:
{table()}""",
)
@click.version_option(package_name="tsujitsuma")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,  # before the help, which is told in it
    expose_value=False,
    callback=lambda _context, _option, lang: choose(lang),
    help="Language of errors and help.  [default: TSUJITSUMA_LANG, else Japanese where the locale is]",
)
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
    maintain,
    mcp,
    ui,
    doctor,
    completion,
):
    main.add_command(command)
