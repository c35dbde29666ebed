"""The command `tsujitsuma`. Heavy imports wait until a command needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.home import DEFAULT_WAREHOUSE, RAW_FOLDER, ROOT, set_dagster_home, state_folder

if TYPE_CHECKING:
    from pipelines.assets import Report

OK, KEPT_OUT, WRONG_USE = 0, 1, 2


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: tsujitsuma ingest raw/ && duckdb warehouse/jlis.duckdb 'SELECT * FROM amounts LIMIT 10'",
)
@click.version_option(package_name="tsujitsuma")
def main() -> None:
    """Tsujitsuma turns a public agency's committee materials into figures that add up."""


@main.command(
    epilog="""\b
Examples:
  tsujitsuma ingest                                  all texts in raw/
  tsujitsuma ingest new.txt --warehouse try.duckdb   one text, into another warehouse

Exit code: 0 all published (or unchanged), 1 something was kept out, 2 wrong use."""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=True),
    default=DEFAULT_WAREHOUSE,
    show_default="warehouse/jlis.duckdb",
    help="DuckDB file to publish into; made where there is none.",
)
def ingest(paths: tuple[Path, ...], warehouse: Path) -> None:
    """Read texts (files, or the .txt files of folders), settle their figures and publish them.

    Without PATH the repository's raw/ is taken. A text that is in the warehouse already changes nothing; a changed
    text of the same meeting takes the place of the one before.
    """
    from pipelines.documents import find_files  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, require_writable  # noqa: PLC0415 - heavy

    files, missing = find_files(paths or (RAW_FOLDER,))
    for path in missing:
        _error(f"{path}: no such file or folder")
    if not files:
        if not missing:
            _error(
                f"{', '.join(str(path) for path in paths or (RAW_FOLDER,))}: no .txt file here; name a text to ingest"
            )
        sys.exit(WRONG_USE)
    warehouse = warehouse.absolute()
    try:
        require_writable(warehouse)
    except WarehouseError as error:
        _error(str(error))
        sys.exit(WRONG_USE)
    report = _run(files, warehouse)
    if report is None:
        sys.exit(KEPT_OUT)
    _print_summary(report, warehouse)
    sys.exit(WRONG_USE if missing else KEPT_OUT if report.refusals else OK)


@main.command(epilog="Example: tsujitsuma ui --port 3001")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port on this machine.")
def ui(port: int) -> None:
    """Open Dagster's user interface: runs, assets and their checks, on http://localhost:PORT."""
    set_dagster_home()
    webserver = Path(sys.executable).parent / "dagster"
    os.chdir(ROOT)
    os.execv(webserver, [str(webserver), "dev", "-m", "pipelines.definitions", "-h", "127.0.0.1", "-p", str(port)])  # noqa: S606


def _run(files: list[Path], warehouse: Path) -> Report | None:
    """Run the Dagster job in this process, on the real instance; None where it did not get to its end."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    from pipelines.progress import Bar, plain_lines_on_stderr  # noqa: PLC0415 - heavy
    from pipelines.running import run_ingestion  # noqa: PLC0415 - heavy

    console = Console(stderr=True)
    if console.is_terminal:
        with Bar(console) as bar:
            bar.step("Starting")
            outcome = run_ingestion(files, warehouse, bar)
    else:
        outcome = run_ingestion(files, warehouse, plain_lines_on_stderr())
    for problem in outcome.problems:
        _error(problem)
    return outcome.report


def _print_summary(report: Report, warehouse: Path) -> None:
    for refusal in report.refusals:
        _error(refusal.reason)
    for unchanged in report.unchanged:
        click.echo(f"{unchanged.file_name}: unchanged ({unchanged.reason})")
    for document in report.published:
        statuses = ", ".join(
            f"{document.statuses.get(name, 0)} {name}" for name in ("proven", "repaired", "unchecked", "disputed")
        )
        holding = f"{document.identities_holding} hold after {document.repairs} repairs"
        click.echo(f"{document.file_name}: published as {document.meeting_id}")
        click.echo(f"  figures     {sum(document.statuses.values())}: {statuses}")
        click.echo(f"  identities  {document.identities} checked, {holding}")
        for finding in document.findings:
            click.echo(f"  noticed     {finding}")
    counted = f"{len(report.published)} published, {len(report.unchanged)} unchanged, {len(report.refusals)} kept out"
    click.echo(f"{counted}. Warehouse: {_shown(warehouse)}")
    if report.published:
        python, pages = Path(sys.executable), state_folder() / "data_docs" / "index.html"
        click.echo(f"""Where to look next:
  every settled amount, its keys spelled out (or open the file in any DuckDB client):
    {_shown(python)} -c "import duckdb; duckdb.connect('{_shown(warehouse)}').sql('FROM amounts').show()"
  what Great Expectations checked:
    {_shown(pages)}
  runs, assets and their checks:
    {_shown(python.parent / "tsujitsuma")} ui""")


def _shown(path: Path) -> str:
    """A path as short as it can be named from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _error(message: str) -> None:
    click.echo(f"tsujitsuma: {message}", err=True)
