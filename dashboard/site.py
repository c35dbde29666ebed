"""Builds the site: gathers what is new or changed, writes data before the pages and the overview that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from dashboard import api, finding, in_browser, package, sql_tables
from dashboard import manifest as manifests
from dashboard.agency_pages import write_agencies
from dashboard.beside import beside
from dashboard.files import SiteFolder, to_json
from dashboard.gathering import gather
from dashboard.lists import data_files, first_page
from dashboard.manifest import Kept, Manifest
from dashboard.overview import across, nothing_yet, overview, summarised
from dashboard.packing import packed
from dashboard.pages import STATIC, render, scripts, style, words
from dashboard.parts import Keeping
from dashboard.questions import DATA as QUESTIONS
from dashboard.questions import offered
from dashboard.reading import Dimensions, Row, dimensions, rows
from dashboard.series import directory
from dashboard.trust import Json
from warehouse import schema
from warehouse.document_states import DocumentState
from warehouse.store import exists, open_for_reading, open_warehouse

if TYPE_CHECKING:
    import duckdb

_DATA_DOCS = "data_docs"
T = TypeVar("T")
_Write = Callable[["duckdb.DuckDBPyConnection", Keeping, Sequence[str]], None]


class Progress(Protocol):
    """What a build tells of its progress."""

    def step(self, title: str) -> None:
        """A step begins whose length is not known."""

    def track(self, title: str, items: Iterable[T]) -> Iterator[T]:
        """A step that goes through items, one after the other."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `meetings` are those of the site, `gathered` those that were new or changed."""

    index: Path
    meetings: int
    gathered: int
    has_warehouse: bool


def build(
    warehouse: Path,
    site_folder: Path,
    states: Sequence[DocumentState] = (),
    data_docs: Path | None = None,
    progress: Progress | None = None,
    *,
    program_version: str = "",
    address: str | None = None,
    with_package: bool = False,
    engine: Path | None = None,
) -> Built:
    """Bring a site up to date with a warehouse; where there is none, the site says so.

    Only what is new or changed since the last build in the folder is gathered. Files of others in it stay. A build that
    is killed leaves the pages as they were, or newer ones whose data is there. With the `address` at which the site is
    published feed and site map name whole addresses. `with_package` puts the data package beside the pages. `engine` is
    a folder of npm packages, out of which comes what answers questions in SQL in a browser. Raise WarehouseError where
    the warehouse cannot be read, EngineError where the packages are not there, OSError where the folder cannot be
    written.
    """
    site = SiteFolder(site_folder)
    has_warehouse = _holds_warehouse(warehouse)
    with site.alone():
        before, after = manifests.read_manifest(site_folder), Manifest()
        docs = _copied_data_docs(data_docs, site)
        if has_warehouse:
            with open_for_reading(warehouse) as connection:
                if engine is not None:
                    in_browser.write_engine(site, engine)
                site.write_data(QUESTIONS, offered(connection, in_browser=engine is not None))
                index, gathered = _gather(connection, site, before, after, states, progress, program_version, docs)
                _write_parts(connection, site, before, after, progress, with_package, engine is not None)
        else:
            index, gathered = nothing_yet(states, program_version=program_version, data_docs=docs), 0
        index["package"] = after.parts[package.NAME].said if package.NAME in after.parts else None
        site.copy(STATIC, "static")
        site.write("static/pages/all.css", style().encode())
        of_pages = scripts()
        for name, page in render(program_version, of_pages):
            site.write(name, page.encode())
        for name, script in of_pages.items():
            site.write(f"static/pages/{name}.js", script.encode())
        for name, content in beside(index, address):
            site.write(name, content)
        site.write(api.SCHEMA, to_json(api.schema()))
        site.write(api.INDEX, to_json(api.listed(index["meetings"])))
        for name, listed in api.listed_by_year(index["meetings"]):
            site.write(name, to_json(listed))
        for name, data in data_files(index):
            site.write_data(name, data)
        site.write_data("data/index.json", first_page(index))
        site.remove_stale(before.files.union(*(part.files for part in before.parts.values())))
        after.files = site.recorded().difference(*(part.files for part in after.parts.values()))
        site.write(manifests.NAME, to_json(after.as_json()))
    return Built(site_folder / "index.html", len(index["meetings"]), gathered, has_warehouse)


def _holds_warehouse(file: Path) -> bool:
    """Whether there is a warehouse, and not only the empty file that a kill may leave."""
    if not exists(file):
        return False
    with open_warehouse(file, read_only=True) as connection:
        return schema.version_of(connection) is not None


def _copied_data_docs(source: Path | None, site: SiteFolder) -> str | None:
    """Copy the Data Docs and return the address of their first page; None where there are none."""
    if source is None or not (source / "index.html").is_file():
        return None
    site.copy(source, _DATA_DOCS)
    return f"{_DATA_DOCS}/index.html"


def _gather(
    connection: duckdb.DuckDBPyConnection,
    site: SiteFolder,
    before: Manifest,
    after: Manifest,
    states: Sequence[DocumentState],
    progress: Progress | None,
    program_version: str,
    data_docs: str | None,
) -> tuple[Json, int]:
    """Write the data of meetings and years; return the overview, and how many meetings were gathered anew."""
    known = dimensions(connection)
    program = manifests.program_fingerprint(known)
    meetings = rows(connection, "meetings")
    prints = {meeting["id"]: manifests.meeting_fingerprint(meeting, program) for meeting in meetings}
    changed = [meeting for meeting in meetings if not _is_kept(meeting["id"], prints, before, site)]
    rest = {meeting["id"] for meeting in meetings} - {meeting["id"] for meeting in changed}
    after.meetings = {id: before.meetings[id] for id in rest}
    for id in rest:
        for name in _files_of(id):
            site.keep_data(name)
        site.keep(api.path_of(id))
    _write_meetings(connection, known, changed, prints, site, after, progress)
    state = [program, *_objects(connection)]
    after.agencies = write_agencies(connection, known, site, before.agencies, state, prints)
    across_state = manifests.fingerprint([*state, *sorted(prints.values())])
    _write_across(connection, known, meetings, site, before, after, across_state)
    index = overview(
        connection,
        known,
        [after.meetings[meeting["id"]].summarised for meeting in meetings],
        states,
        after.across,
        sorted({year for shown in after.agencies.values() for year in shown.years}),
        program_version=program_version,
        data_docs=data_docs,
    )
    return index, len(changed)


def _is_kept(id: str, prints: dict[str, str], before: Manifest, site: SiteFolder) -> bool:
    kept = before.meetings.get(id)
    if kept is None or kept.fingerprint != prints[id]:
        return False
    return site.has(api.path_of(id)) and all(site.has_data(name) for name in _files_of(id))


def _files_of(id: str) -> tuple[str, ...]:
    """What is loaded of a meeting: its page last, for it names the others."""
    return tuple(f"data/meetings/{id}{part}.json" for part in (".lines", ".money", ".identities", ""))


def _write_meetings(
    connection: duckdb.DuckDBPyConnection,
    known: Dimensions,
    changed: Sequence[Row],
    prints: dict[str, str],
    site: SiteFolder,
    after: Manifest,
    progress: Progress | None,
) -> None:
    gathered = gather(connection, known, changed)
    tracked = progress.track("Writing meetings for the dashboard", changed) if progress and changed else iter(changed)
    for row, meeting in zip(tracked, gathered, strict=True):
        for name, data in zip(_files_of(meeting.id), (meeting.lines, *packed(meeting.page)), strict=True):
            site.write_data(name, data)
        site.write(api.path_of(meeting.id), to_json(api.figures_of(meeting.page)))
        after.meetings[meeting.id] = Kept(prints[meeting.id], summarised(row, meeting.summary, meeting.heat))


def _write_parts(
    connection: duckdb.DuckDBPyConnection,
    site: SiteFolder,
    before: Manifest,
    after: Manifest,
    progress: Progress | None,
    with_package: bool,
    with_sql: bool,
) -> None:
    """The tables as Parquet: those files anew of which a document is new or gone."""
    keeping = Keeping(site, before.parts)
    wanted: list[tuple[str, _Write]] = []
    if with_package:
        wanted.append((package.NAME, package.write_package))
    if with_sql:
        wanted.append((in_browser.FOLDER, sql_tables.write_tables))
    for name, write in wanted:
        if progress:
            progress.step(f"Writing Parquet files ({name})")
        write(connection, keeping, _objects(connection))
    after.parts = keeping.after


def _objects(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The views that put documents together, as a fingerprint of them."""
    return [str(row[0]) for row in connection.execute("SELECT objects_sha256 FROM warehouse_version").fetchall()]


def _write_across(
    connection: duckdb.DuckDBPyConnection,
    known: Dimensions,
    meetings: Sequence[Row],
    site: SiteFolder,
    before: Manifest,
    after: Manifest,
    state: str,
) -> None:
    """What meetings say of each other, and the index of what is found: anew where any document is new or gone."""
    spoken = words()
    after.across_fingerprint = manifests.fingerprint([state, repr(spoken)])
    if before.across_fingerprint == after.across_fingerprint and site.has_data(finding.GROUPS):
        after.across = before.across
        for name in before.files:
            if name.startswith(finding.FOLDER):
                site.keep(name)
        return
    after.across = across(connection, len(after.meetings))
    accounts = {slug for one in after.agencies.values() for slug in one.accounts}
    segments = {slug for one in after.agencies.values() for slug in one.segments}
    listed = [after.meetings[meeting["id"]].summarised.row for meeting in meetings]
    named = directory(known, accounts, segments)
    for name, data in finding.index_files(named, listed, rows(connection, "found_words"), spoken):
        site.write_data(name, data)
