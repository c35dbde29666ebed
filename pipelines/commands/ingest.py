"""`tsujitsuma ingest`: read texts, settle their figures, publish them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import INTERRUPTED, KEPT_OUT, OK, WRONG_USE, complain, fail, say
from pipelines.commands.reporting import print_report, report_json, with_progress
from pipelines.runtime.paths import RAW_FOLDER, SHOWN_WAREHOUSE, StateFolderError, default_warehouse
from pipelines.runtime.permissions import restrict_new_files

if TYPE_CHECKING:
    from pipelines.orchestration.ingestion_run import Report
    from pipelines.runtime.progress import Reporter


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
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="DuckDB file to publish into; made where there is none.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every document with what became of it.")
def ingest(paths: tuple[Path, ...], warehouse: Path, as_json: bool) -> None:
    """Read texts (files, or the .txt, .md, .html, .csv, .xlsx and .pdf files of folders), settle their figures and
    publish them.

    Without PATH the folder raw/ is taken. A text that is in the warehouse already changes nothing; a changed
    text of the same meeting takes the place of the one before.
    """
    try:
        _ingest(paths or (RAW_FOLDER,), warehouse.absolute(), as_json=as_json)
    except BaseException as error:
        # Where an extension module is just being imported, the interrupt arrives as an ImportError.
        if not _comes_from_interrupt(error):
            raise
        fail("interrupted; to go on ingest again", INTERRUPTED)


def _ingest(paths: tuple[Path, ...], warehouse: Path, *, as_json: bool) -> None:
    from pipelines.documents.folders import look_into  # noqa: PLC0415 - heavy
    from pipelines.runtime.workers import look_for_cycles_seldom  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, require_usable  # noqa: PLC0415 - heavy

    # Before Great Expectations is imported, which takes a quarter longer with it.
    look_for_cycles_seldom()
    found = look_into(paths)
    files, missing = list(found.files), found.missing
    for left_out in found.left_out:
        # JSON on the output stays JSON.
        say(f"{left_out.path}: not taken ({left_out.reason})", is_error=as_json)
    for path in missing:
        complain(f"{path}: no such file or folder")
    if not files:
        if not missing:
            complain(f"{', '.join(str(path) for path in paths)}: no .txt file here; name a text to ingest")
        sys.exit(WRONG_USE)
    try:
        restrict_new_files()
        require_usable(warehouse)
        report = _run(files, warehouse)
    except (WarehouseError, StateFolderError) as error:
        fail(str(error))
    if as_json:
        click.echo(report_json(report, warehouse))
    else:
        print_report(report, warehouse)
    if missing or report.is_unusable:
        sys.exit(WRONG_USE)
    sys.exit(KEPT_OUT if report.refusals or report.failure else OK)


def _run(files: list[Path], warehouse: Path) -> Report:
    """Run the Dagster job in this process, on the real instance."""

    def run(progress: Reporter) -> Report:
        from pipelines.orchestration.ingestion_run import run_ingestion  # noqa: PLC0415 - heavy

        return run_ingestion(files, warehouse, progress)

    return with_progress(run)


def _comes_from_interrupt(error: BaseException | None) -> bool:
    if error is None or isinstance(error, KeyboardInterrupt):
        return error is not None
    return _comes_from_interrupt(error.__cause__ or error.__context__)
