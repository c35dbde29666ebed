"""`tsujitsuma serve`: the service, until it is told to stop."""

from __future__ import annotations

import sys

import click

from pipelines.commands.console import WRONG_USE, complain
from pipelines.runtime.paths import SHOWN_SETTINGS, StateFolderError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(
    short_help="Watch the sources and show what becomes of them, as a service.",
    epilog=f"""\b
Examples:
  tsujitsuma serve
  TSUJITSUMA_SETTINGS=/etc/tsujitsuma.yaml tsujitsuma serve --port 3001 --log-format json

The settings ({SHOWN_SETTINGS}, or the file that TSUJITSUMA_SETTINGS names) say what is watched.

\b
Exit code: 0 stopped by SIGTERM or SIGINT, 1 a part of the service ended by itself,
2 wrong use, or settings or a state folder that cannot be used.""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; pages have no password.")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port to listen at.")
@click.option(
    "--log-format",
    type=click.Choice(["colored", "rich", "json"]),
    default=lambda: "colored" if sys.stdout.isatty() else "json",
    show_default="colored on a terminal, otherwise json",
    help="How to write the log.",
)
def serve(host: str, port: int, log_format: str) -> None:
    """Run the service: take in what arrives in the sources, sweep them daily, and show runs, assets and checks.

    The pages are on http://HOST:PORT. SIGTERM or SIGINT (Ctrl-C) ends it once the run in progress is done, or after
    a while without it: then nothing of that run is published, and it is made again.
    """
    from pipelines.orchestration.service import ServiceError, run_service  # noqa: PLC0415 - heavy

    if host not in _LOOPBACK:
        _tell(log_format, "warning", f"whoever reaches {host}:{port} can see and start runs: there is no password")
    try:
        sys.exit(run_service(host, port, log_format))
    except (StateFolderError, ServiceError) as error:
        _tell(log_format, "critical", str(error))
        sys.exit(WRONG_USE)


def _tell(log_format: str, level: str, message: str) -> None:
    """A line on the error stream, in the shape of the log."""
    from pipelines.runtime.log_lines import LogLine  # noqa: PLC0415 - for the service alone

    if log_format == "json":
        click.echo(str(LogLine.now(level, "log", message, "service")), err=True)
    else:
        complain(message)
