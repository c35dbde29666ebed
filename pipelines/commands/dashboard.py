"""`tsujitsuma dashboard`: build the pages that show what adds up, and open them."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import complain, fail, say
from pipelines.runtime.paths import ROOT, SHOWN_WAREHOUSE, StateFolderError, default_warehouse, state_folder

if TYPE_CHECKING:
    from dashboard.site import Built

_NPM_FOLDER = "node_modules"


@click.command(
    short_help="Build the pages that show what adds up, and open them.",
    epilog="""\b
Examples:
  tsujitsuma dashboard
  tsujitsuma dashboard --no-open --port 8000         for a browser of your own
  tsujitsuma dashboard --build-only --out public     a folder for any web host
  tsujitsuma dashboard --build-only --out public --address https://example.org/figures/
  tsujitsuma dashboard --build-only --out public --with-sql    questions in SQL without a server

\b
Exit code: 0 built, or stopped by Ctrl-C; 2 wrong use, a warehouse or folder that
cannot be used, npm packages that are not there, or a port that is taken.""",
)
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to show.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the site; what else is in it stays.  [default: dashboard/ in the state folder]",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="a free one",
    help="Port to listen at, on 127.0.0.1.",
)
@click.option("--build-only", is_flag=True, help="Build the site with its Parquet files, and exit.")
@click.option("--address", help="Where the site is published: for its feed and its site map.")
@click.option(
    "--with-sql",
    is_flag=True,
    help="Put DuckDB-WASM (40 MB, from node_modules/) and the tables beside: the SQL page then needs no server.",
)
@click.option("--json", "as_json", is_flag=True, help="With --build-only: print JSON.")
def dashboard(
    warehouse: Path,
    out: Path | None,
    no_open: bool,
    port: int,
    build_only: bool,
    address: str | None,
    with_sql: bool,
    as_json: bool,
) -> None:
    """Build the dashboard and show it in a browser: what adds up and what does not, repairs with their proof, money.

    Only what is new or changed is built. The pages are served to this machine alone, until Ctrl-C.
    """
    if as_json and not build_only:
        raise click.UsageError("--json goes with --build-only")
    built = _built(warehouse.absolute(), out, address, with_package=build_only, with_sql=with_sql)
    if not built.has_warehouse:
        complain(f"{warehouse}: there is no warehouse yet, and the pages say so; run: tsujitsuma ingest")
    if build_only:
        if as_json:
            told = {"site": str(built.index), "meetings": built.meetings, "gathered": built.gathered}
            click.echo(json.dumps({**told, "has_warehouse": built.has_warehouse}, ensure_ascii=False, indent=2))
            return
        ending = "" if built.meetings == 1 else "s"
        say(f"{built.meetings} meeting{ending}, {built.gathered} new or changed. Site: {built.index}")
        return
    _serve(built.index.parent, port, warehouse.absolute(), no_open=no_open)


def _built(warehouse: Path, out: Path | None, address: str | None, *, with_package: bool, with_sql: bool) -> Built:
    from dashboard.in_browser import EngineError  # noqa: PLC0415 - heavy
    from pipelines.commands.reporting import progress_on_stderr  # noqa: PLC0415 - heavy
    from pipelines.publishing.dashboard_site import show  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError  # noqa: PLC0415 - heavy

    try:
        with progress_on_stderr() as progress:
            return show(
                warehouse,
                state_folder(),
                progress,
                out.absolute() if out else None,
                address,
                with_package=with_package,
                engine=_npm_packages() if with_sql else None,
            )
    except (WarehouseError, StateFolderError, EngineError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or out}: the site cannot be written ({error.strerror})")


def _npm_packages() -> Path:
    """Where npm has put packages: those of the folder in which one works, else those of the checkout."""
    here = Path.cwd() / _NPM_FOLDER
    return here if here.is_dir() else ROOT / _NPM_FOLDER


def _serve(folder: Path, port: int, warehouse: Path, *, no_open: bool) -> None:
    from dashboard.server import SiteServer  # noqa: PLC0415 - only here

    try:
        server = SiteServer(folder, port, warehouse)
    except OSError as error:
        fail(f"port {port} cannot be used ({error.strerror}); name another one, or none for a free one")
    with server:
        say(f"{server.address}  (Ctrl-C to stop)")
        if not no_open:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()
