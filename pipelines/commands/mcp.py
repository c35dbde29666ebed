"""`tsujitsuma mcp`: the warehouse for agents, by the Model Context Protocol."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from pipelines.commands.console import fail
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse


@click.command(
    short_help="Answer agents (Model Context Protocol), figures with their proof.",
    epilog="""\b
Examples:
  tsujitsuma mcp                                       over standard input and output
  tsujitsuma mcp --http --port 8123                    at http://127.0.0.1:8123/mcp
  tsujitsuma mcp --site https://example.org/figures/   with links into a published dashboard

\b
In an agent's settings:
  {"mcpServers": {"tsujitsuma": {"command": "tsujitsuma", "args": ["mcp", "--warehouse", "/data/jlis.duckdb"]}}}

Only reads; docs/use/agents.md has the tools. Needs the extra: pip install "tsujitsuma[mcp]".
Exit code: 0 the other side hung up, 2 wrong use.""",
)
@click.option("--http", "over_http", is_flag=True, help="Listen on 127.0.0.1 instead of standard input and output.")
@click.option("--port", type=click.IntRange(1, 65535), default=8123, show_default=True, help="Port for --http.")
@click.option("--site", help="Address of a published dashboard: figures then carry a link to their page.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to ask.",
)
def mcp(over_http: bool, port: int, site: str | None, warehouse: Path) -> None:
    """Let an agent ask the warehouse: every number with its status, unit, line and proof.

    The warehouse is opened for each question and may be written in between.
    """
    if importlib.util.find_spec("mcp") is None:
        fail('agents are answered by the package mcp, which is not installed; run: pip install "tsujitsuma[mcp]"')
    from pipelines.commands.mcp_server import serve_http, serve_stdio, server_of  # noqa: PLC0415 - heavy, an extra
    from warehouse.store import WarehouseError, open_for_reading  # noqa: PLC0415 - heavy

    try:
        with open_for_reading(warehouse):
            pass
    except WarehouseError as error:
        fail(str(error))
    server = server_of(warehouse.absolute(), site)
    if over_http:
        click.echo(f"agents are answered at http://127.0.0.1:{port}/mcp; Ctrl-C stops", err=True)
        try:
            serve_http(server, port)
        except OSError as error:
            fail(f"port {port}: {error.strerror}")
    else:
        serve_stdio(server)
