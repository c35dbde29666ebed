"""`tsujitsuma ui`: Dagster's own pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipelines.commands.console import fail
from pipelines.runtime.paths import CODE_FOLDER, ROOT, StateFolderError


@click.command(
    short_help="Open Dagster's user interface: runs and checks.", epilog="Example: tsujitsuma ui --port 3001"
)
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port on this machine.")
def ui(port: int) -> None:
    """Open Dagster's user interface: runs, assets and their checks, on http://localhost:PORT.

    It starts no sensor and no schedule: what watches the sources is `tsujitsuma serve`.
    """
    from pipelines.orchestration.instance import set_dagster_home  # noqa: PLC0415 - heavy

    try:
        set_dagster_home()
    except StateFolderError as error:
        fail(str(error))
    webserver = str(Path(sys.executable).parent / "dagster-webserver")
    os.chdir(ROOT)
    # What lies in the current folder is never taken for a module of ours.
    os.environ["PYTHONSAFEPATH"] = "1"
    options = ["-d", str(CODE_FOLDER), "-h", "127.0.0.1", "-p", str(port)]
    # Without Dagster's daemon no sensor and no schedule runs: to look is not to start anything.
    os.execv(webserver, [webserver, "-m", "pipelines.definitions", *options])  # noqa: S606
