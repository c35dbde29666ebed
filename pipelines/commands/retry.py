"""`tsujitsuma retry` and `accept`: documents in quarantine, once more."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import KEPT_OUT, OK, WRONG_USE, fail, say
from pipelines.commands.reporting import print_report, report_json, with_progress
from pipelines.runtime.paths import SHOWN_WAREHOUSE, StateFolderError, default_warehouse, state_folder
from pipelines.runtime.permissions import restrict_new_files

if TYPE_CHECKING:
    from pipelines.documents.quarantine import Quarantined
    from pipelines.orchestration.ingestion_run import Accepted, Report
    from pipelines.runtime.progress import Reporter

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON: every document with what became of it.")
_WAREHOUSE = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse that the documents were kept out of.",
)


@click.command(
    short_help="Take documents from quarantine once more.",
    epilog="""\b
Examples:
  tsujitsuma retry                       all documents in quarantine
  tsujitsuma retry "budget.txt~0a1b"     one: its key in `tsujitsuma status`, file name, or the beginning of its hash

Exit code: 0 all published, 1 some are still kept out, 2 wrong use.""",
)
@click.argument("documents", nargs=-1)
@_AS_JSON
@_WAREHOUSE
def retry(documents: tuple[str, ...], as_json: bool, warehouse: Path) -> None:
    """Read the quarantined DOCUMENTS (all, if none is named) again: after an update, or with new corrections."""
    kept = _named(documents, warehouse) if documents else _all(warehouse)
    if not kept:
        if as_json:
            click.echo(_nothing(warehouse))
        else:
            say("Nothing is in quarantine.")
        sys.exit(OK)
    _run(kept, warehouse, None, as_json=as_json)


@click.command(
    short_help="Publish a quarantined document as it is.",
    epilog="""\b
Example:
  tsujitsuma accept budget.txt --reason "the original is printed like this"

Its disputed figures stay marked as disputed; the acceptance is kept in fact_acceptance and holds when the document is
read anew. A text that could not be read cannot be accepted.""",
)
@click.argument("document")
@click.option("--reason", required=True, help="Why; kept with the acceptance.")
@click.option("--by", default=getpass.getuser, show_default="the user", help="Who accepts it.")
@_AS_JSON
@_WAREHOUSE
def accept(document: str, reason: str, by: str, as_json: bool, warehouse: Path) -> None:
    """Publish DOCUMENT (as `tsujitsuma status` names it) with its disputed figures."""
    from pipelines.orchestration.ingestion_run import Accepted  # noqa: PLC0415 - heavy

    (kept,) = _named((document,), warehouse)
    if not kept.can_be_accepted:
        fail(f"{kept.key}: this text could not be read, so there is nothing to publish: {kept.reasons[0]}")
    if not reason.strip():
        fail("the reason is empty")
    _run([kept], warehouse, Accepted({kept.sha256: reason.strip()}, by), as_json=as_json)


def _nothing(warehouse: Path) -> str:
    from pipelines.orchestration.ingestion_run import Report as NoReport  # noqa: PLC0415 - heavy

    return report_json(NoReport(), warehouse.absolute())


def _all(warehouse: Path) -> tuple[Quarantined, ...]:
    from pipelines.documents.quarantine import Quarantine  # noqa: PLC0415 - heavy

    return Quarantine(_state(), warehouse).all()


def _named(documents: Sequence[str], warehouse: Path) -> tuple[Quarantined, ...]:
    from pipelines.documents.quarantine import Quarantine  # noqa: PLC0415 - heavy

    quarantine = Quarantine(_state(), warehouse)
    found: list[Quarantined] = []
    for document in documents:
        meant = quarantine.find(document)
        if not meant:
            fail(f"{document}: not in quarantine; tsujitsuma status lists what is")
        if len(meant) > 1:
            fail(f"{document} may be {' or '.join(kept.key for kept in meant)}; name one of them")
        found += meant
    return tuple(found)


def _state() -> Path:
    try:
        return state_folder()
    except StateFolderError as error:
        fail(str(error))


def _run(kept: Sequence[Quarantined], warehouse: Path, accepted: Accepted | None, *, as_json: bool) -> None:
    from warehouse.store import WarehouseError, require_usable  # noqa: PLC0415 - heavy

    def run(progress: Reporter) -> Report:
        from pipelines.orchestration.ingestion_run import run_again  # noqa: PLC0415 - heavy

        return run_again(kept, warehouse.absolute(), progress, accepted)

    try:
        restrict_new_files()
        require_usable(warehouse)
        report = with_progress(run)
    except (WarehouseError, StateFolderError) as error:
        fail(str(error))
    if as_json:
        click.echo(report_json(report, warehouse.absolute()))
    else:
        print_report(report, warehouse.absolute())
    if report.is_unusable:
        sys.exit(WRONG_USE)
    sys.exit(KEPT_OUT if report.refusals or report.failure else OK)
