"""`tsujitsuma ingest`: read texts, settle their figures, publish them."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.speaking import INTERRUPTED, KEPT_OUT, OK, WRONG_USE, complain, fail
from pipelines.home import DEFAULT_WAREHOUSE, RAW_FOLDER, StateFolderError, state_folder

if TYPE_CHECKING:
    from pipelines.running import Report

_FINDINGS_SHOWN = 10


@click.command(
    short_help="Read texts, settle their figures and publish them.",
    epilog="""\b
Examples:
  tsujitsuma ingest                                  all texts in raw/
  tsujitsuma ingest new.txt --warehouse try.duckdb   one text, into another warehouse

Exit code: 0 all published (or unchanged), 1 something was kept out, 2 wrong use or an
unusable warehouse or state folder, 130 interrupted.""",
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
    try:
        _ingest(paths or (RAW_FOLDER,), warehouse.absolute())
    except BaseException as error:
        # Where an extension module is just being imported, the interrupt arrives as an ImportError.
        if not _comes_from_interrupt(error):
            raise
        fail("interrupted; to go on ingest again", INTERRUPTED)


def _ingest(paths: tuple[Path, ...], warehouse: Path) -> None:
    from pipelines.documents import find_files  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, require_usable  # noqa: PLC0415 - heavy

    files, missing = find_files(paths)
    for path in missing:
        complain(f"{path}: no such file or folder")
    if not files:
        if not missing:
            complain(f"{', '.join(str(path) for path in paths)}: no .txt file here; name a text to ingest")
        sys.exit(WRONG_USE)
    try:
        require_usable(warehouse)
        report = _run(files, warehouse)
    except (WarehouseError, StateFolderError) as error:
        fail(str(error))
    _print_report(report, warehouse)
    if missing or report.is_unusable:
        sys.exit(WRONG_USE)
    sys.exit(KEPT_OUT if report.refusals or report.failure else OK)


def _run(files: list[Path], warehouse: Path) -> Report:
    """Run the Dagster job in this process, on the real instance."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    from pipelines.progress import Bar, plain_lines_on_stderr  # noqa: PLC0415 - heavy

    console = Console(stderr=True)
    with Bar(console) if console.is_terminal else nullcontext(plain_lines_on_stderr()) as progress:
        progress.step("Starting")
        from pipelines.running import run_ingestion  # noqa: PLC0415 - heavy

        return run_ingestion(files, warehouse, progress)


def _print_report(report: Report, warehouse: Path) -> None:
    for refusal in report.refusals:
        complain(refusal.reason)
    for unchanged in report.unchanged:
        click.echo(f"{unchanged.file_name}: unchanged ({unchanged.reason})")
    if report.failure is not None:
        complain(report.failure)
        return
    for document in report.published:
        statuses = ", ".join(
            f"{document.statuses.get(name, 0)} {name}" for name in ("proven", "repaired", "unchecked", "disputed")
        )
        holding = f"{document.identities_holding} hold after {document.repairs} repairs"
        click.echo(f"{document.file_name}: published as {document.meeting_id}")
        click.echo(f"  figures     {sum(document.statuses.values())}: {statuses}")
        click.echo(f"  identities  {document.identities} checked, {holding}")
        for finding in document.findings[:_FINDINGS_SHOWN]:
            click.echo(f"  noticed     {finding}")
        if len(document.findings) > _FINDINGS_SHOWN:
            click.echo(f"  noticed     and {len(document.findings) - _FINDINGS_SHOWN} more: the table fact_finding")
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


def _comes_from_interrupt(error: BaseException | None) -> bool:
    if error is None or isinstance(error, KeyboardInterrupt):
        return error is not None
    return _comes_from_interrupt(error.__cause__ or error.__context__)
