"""Brings the dashboard up to date: hands the warehouse, and where every document stands, to dashboard/."""

from __future__ import annotations

from pathlib import Path

from dashboard.site import Built, build
from pipelines.documents.states import document_states
from pipelines.runtime.paths import parser_version
from pipelines.runtime.progress import Reporter
from warehouse.document_states import State

_SHOWN = (State.QUARANTINED, State.WAITING)


def site_folder(state_folder: Path) -> Path:
    """Where the site is, unless someone names another folder."""
    return state_folder / "dashboard"


def show(
    warehouse: Path,
    state_folder: Path,
    progress: Reporter,
    site: Path | None = None,
    address: str | None = None,
    *,
    with_package: bool = False,
    engine: Path | None = None,
) -> Built:
    """Build what is new or changed, for an address where it is published. WarehouseError or OSError as `build` does.

    The package is for who asks for a site: a run that only brings the pages up to date leaves it out.
    """
    progress.step("Building the dashboard")
    return build(
        warehouse,
        site or site_folder(state_folder),
        [one for one in document_states(state_folder, warehouse) if one.state in _SHOWN],
        state_folder / "data_docs",
        progress,
        program_version=parser_version(),
        address=address,
        with_package=with_package,
        engine=engine,
    )


def try_to_show(warehouse: Path, state_folder: Path, progress: Reporter) -> str | None:
    """The same at the end of a run: why it did not succeed, in one line. What was published stays published."""
    # A page that cannot be drawn, for whatever reason, must not make a run fail.
    try:
        show(warehouse, state_folder, progress)
    except Exception as error:
        return f"{type(error).__name__}: {' '.join(str(error).split())}"
    return None
