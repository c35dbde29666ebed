"""The data package of the site: the tables of `tsujitsuma export` as Parquet, with their descriptor.

A new document brings its own files anew, those of the fiscal years of which its agency now tells otherwise, and the
descriptor: the rest stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.manifest import fingerprint
from dashboard.partitions import AgencyParts, Partition, partitions
from dashboard.parts import Keeping, Part
from dashboard.reading import DOCUMENTS_AT_ONCE, batches, rows
from dashboard.trust import Json
from warehouse import exporting
from warehouse.exporting.partitions import (
    Narrow,
    Written,
    descriptor,
    hashed_years,
    narrowing,
    reckon,
    resources_by,
    write_documents,
    write_whole,
    write_year,
)

if TYPE_CHECKING:
    import duckdb

    from warehouse.exporting.catalogue import Resource

NAME = "package"
DESCRIPTOR = "datapackage.json"
# Not the export's: by its own an export knows a folder as one that it may replace.
_GENERATOR = "tsujitsuma dashboard"
_SOURCES = ("*.py", "*.yaml", "*.sql", "resources/*.sql")


def _program() -> Iterator[str]:
    """What writes the package."""
    import duckdb  # noqa: PLC0415 - named for its version alone

    yield duckdb.__version__
    folder = Path(exporting.__file__).parent
    for pattern in _SOURCES:
        yield from (file.read_text(encoding="utf-8") for file in sorted(folder.glob(pattern)))


def write_package(connection: duckdb.DuckDBPyConnection, keeping: Keeping, objects: Sequence[str]) -> None:
    """Bring the package up to date; `objects` tells of the views. The descriptor goes first and comes last."""
    program = fingerprint([*objects, *_program()])
    agencies = partitions(connection)
    keeping.closes_with(DESCRIPTOR)
    written: list[Written] = []
    with narrowing(connection) as narrow:
        written += _documents(narrow, keeping, agencies, program)
        written += _years(narrow, keeping, agencies, program)
    empty = {one.name for kind in ("document", "fiscal_year") for one in resources_by(kind)}
    empty -= {one.table for one in written}
    prints = [program, *(agency.fingerprint for agency in agencies), repr(rows(connection, "acceptances"))]
    whole = keeping.part(f"{NAME}/whole", fingerprint([*prints, *sorted(empty)]), partial(_whole, connection, empty))
    written += _files(whole)
    files: dict[str, list[Written]] = {}
    for one in written:
        files.setdefault(one.table, []).append(one)
    told = fingerprint([program, *(f"{one.path} {one.sha256}" for one in written)])
    keeping.part(NAME, told, partial(_described, connection, keeping.folder, files))


def _documents(narrow: Narrow, keeping: Keeping, agencies: Sequence[AgencyParts], program: str) -> Iterator[Written]:
    sources = {one: fingerprint([program, one.fingerprint]) for agency in agencies for one in agency.partitions}
    changed = [one for one, source in sources.items() if not keeping.keep(f"{NAME}/{one.name}", source)]
    for batch in batches(changed, lambda one: len(one.documents)):
        cursor = narrow([key for one in batch for key in one.documents])
        found = reckon(cursor, "document")
        for one in batch:
            make = partial(_document_files, cursor, found, one)
            keeping.part(f"{NAME}/{one.name}", sources[one], make)
    for one in sources:
        yield from _files(keeping.after[f"{NAME}/{one.name}"])


def _years(narrow: Narrow, keeping: Keeping, agencies: Sequence[AgencyParts], program: str) -> Iterator[Written]:
    """What an agency's documents say of each other is reckoned where one of them is new or gone."""
    changed = [agency for agency in agencies if not _are_kept(keeping, agency, program)]
    for batch in batches(changed, _documents_at_once):
        cursor = narrow([key for agency in batch for key in agency.documents])
        found = reckon(cursor, "fiscal_year")
        hashes = hashed_years(cursor, found)
        for agency in batch:
            parts = []
            for year, hashed in hashes.get(agency.name, {}).items():
                own = f"{'unprinted' if year is None else year}-{agency.slug}"
                parts.append(f"{NAME}/fiscal-{own}")
                make = partial(_year_files, cursor, found, agency.name, year, own)
                keeping.part(parts[-1], fingerprint([program, hashed]), make)
            keeping.after[_years_of(agency)] = Part(_source(agency, program), (), {"parts": parts})
    for agency in agencies:
        for part in keeping.after[_years_of(agency)].said["parts"]:
            yield from _files(keeping.after[part])


def _are_kept(keeping: Keeping, agency: AgencyParts, program: str) -> bool:
    kept = keeping.before(_years_of(agency))
    if kept is None or kept.fingerprint != _source(agency, program):
        return False
    return keeping.keep_all(_years_of(agency), kept.said["parts"])


def _years_of(agency: AgencyParts) -> str:
    return f"{NAME}/years-{agency.slug}"


def _source(agency: AgencyParts, program: str) -> str:
    return fingerprint([program, agency.fingerprint])


def _documents_at_once(agency: AgencyParts) -> int:
    """Rows tell their agency by its name: of those that have none each is reckoned by itself."""
    return DOCUMENTS_AT_ONCE if agency.name is None else len(agency.documents)


def _document_files(cursor: duckdb.DuckDBPyConnection, found: Sequence[Resource], one: Partition, folder: Path) -> Json:
    return _said(write_documents(cursor, found, one.meetings, one.name, folder))


def _year_files(
    cursor: duckdb.DuckDBPyConnection,
    found: Sequence[Resource],
    agency: str | None,
    year: int | None,
    name: str,
    folder: Path,
) -> Json:
    return _said(write_year(cursor, found, agency, year, name, folder))


def _whole(connection: duckdb.DuckDBPyConnection, empty: set[str], folder: Path) -> Json:
    return _said(write_whole(connection, empty, folder))


def _said(files: Sequence[Written]) -> Json:
    return {"files": [asdict(one) for one in files]}


def _files(part: Part) -> list[Written]:
    return [Written(**one) for one in part.said["files"]]


def _described(
    connection: duckdb.DuckDBPyConnection, site: Path, files: dict[str, list[Written]], folder: Path
) -> Json:
    """Write the descriptor; return what the pages say of the package."""
    described = descriptor(connection, site, files) | {"generator": _GENERATOR}
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    resources: list[Json] = described["resources"]  # type: ignore[assignment]
    return {
        "descriptor": DESCRIPTOR,
        "bytes": sum(one.byte_count for own in files.values() for one in own),
        "tables": [_told(one) for one in resources],
    }


def _told(resource: Json) -> Json:
    """A table that lies in several files is found by the descriptor."""
    title, _, title_en = resource["title"].partition(" / ")
    path = resource["path"]
    return {
        "name": resource["name"],
        "title": title,
        "title_en": title_en,
        "rows": resource["rowCount"],
        "bytes": resource["bytes"],
        "path": path if isinstance(path, str) else DESCRIPTOR,
        "files": 1 if isinstance(path, str) else len(path),
    }
