"""The tables of the export as many Parquet files, so that one new document leaves all but its own as they are.

What is told of a document stands by groups of documents; what documents say of each other by fiscal year; the rest,
which is small, whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.exporting import catalogue, datapackage
from warehouse.exporting.catalogue import Resource, resources
from warehouse.exporting.datapackage import WrittenFile
from warehouse.exporting.tables import CsvForm, Table, columns_of, copy_rows, sha256
from warehouse.quoting import identifier, literal, texts
from warehouse.schema import view_statements

_OF_TABLES = """
SELECT database_name, schema_name, table_name, list(column_name)
FROM duckdb_columns()
JOIN duckdb_tables() USING (database_name, schema_name, table_name)
WHERE database_name = current_database() AND schema_name = current_schema()
    AND column_name IN ('document_key', 'meeting_key')
GROUP BY ALL
ORDER BY table_name
"""
_CREATED = re.compile(r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(VIEW|MACRO)\b", re.IGNORECASE)
_SOURCES = "SELECT DISTINCT agency FROM dim_meeting WHERE agency IS NOT NULL ORDER BY agency"

Narrow = Callable[[Sequence[int]], duckdb.DuckDBPyConnection]


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a table, by its path within the package's folder."""

    table: str
    path: str
    rows: int
    byte_count: int
    sha256: str


def resources_by(partition: str | None) -> Iterator[Resource]:
    """Those that stand by "document", by "fiscal_year", or (None) whole."""
    return (one for one in resources() if one.partitioned_by == partition)


@contextmanager
def narrowing(connection: duckdb.DuckDBPyConnection) -> Iterator[Narrow]:
    """What narrows a cursor to documents: to it the warehouse holds these alone, with every view over them.

    One cursor serves all that are narrowed to one after the other, for its views take longer to make than most queries.
    """
    cursor = connection.cursor()
    # A cursor does not inherit what `USE` said: a lake is not the database with which its connection began.
    ((database, schema),) = connection.execute("SELECT current_database(), current_schema()").fetchall()
    cursor.execute(f"USE {identifier(database)}.{identifier(schema)}")
    is_made = False

    def narrow(documents: Sequence[int]) -> duckdb.DuckDBPyConnection:
        nonlocal is_made
        keys = ", ".join(str(int(key)) for key in documents)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE narrowed_to AS SELECT unnest([{keys}]::BIGINT[]) AS document_key")
        if not is_made:
            _make_views(connection, cursor)
            is_made = True
        return cursor

    try:
        yield narrow
    finally:
        cursor.close()


def _make_views(connection: duckdb.DuckDBPyConnection, cursor: duckdb.DuckDBPyConnection) -> None:
    """Temporary views that hide tables and views of the same name."""
    for database, schema, table, columns in connection.execute(_OF_TABLES).fetchall():
        place = f"{identifier(database)}.{identifier(schema)}"
        of_meetings = f"SELECT meeting_key FROM {place}.dim_document SEMI JOIN narrowed_to USING (document_key)"  # noqa: S608
        wanted = (
            "document_key IN (FROM narrowed_to)" if "document_key" in columns else f"meeting_key IN ({of_meetings})"
        )
        cursor.execute(f"CREATE TEMP VIEW {identifier(table)} AS FROM {place}.{identifier(table)} WHERE {wanted}")
    for statement in view_statements(connection):
        cursor.execute(_CREATED.sub(r"CREATE OR REPLACE TEMP \1", statement, count=1))


def reckon(connection: duckdb.DuckDBPyConnection, partition: str) -> list[Resource]:
    """Reckon the tables that stand by `partition` of a narrowed connection's documents; return those with a row.

    Of many documents at once, for most tables take longer to plan than to fill; files are then cut out of them.
    """
    found = []
    for one in resources_by(partition):
        ((count,),) = connection.execute(f"CREATE OR REPLACE TEMP TABLE {_reckoned(one)} AS {one.query}").fetchall()
        if count:
            found.append(one)
    return found


def write_documents(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Resource], meetings: Sequence[str], name: str, folder: Path
) -> list[Written]:
    """All that is told of meetings, cut out of what was reckoned; a table without rows has no file."""
    # A function, and not IN, which joins: rows stay in their order.
    wanted = f"list_contains({texts(meetings)}, meeting_id)"
    return _cut(connection, found, wanted, name, folder)


def hashed_years(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Resource]
) -> dict[str | None, dict[int | None, str]]:
    """What documents say of each other, as it was reckoned: a hash of it for each agency and fiscal year."""
    hashes: dict[str | None, dict[int | None, list[str]]] = {}
    for one in found:
        for agency, year, hashed, rows in connection.execute(
            f"SELECT agency, fiscal_year, bit_xor(hash(one)), count(*) FROM {_reckoned(one)} AS one"  # noqa: S608
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall():
            hashes.setdefault(agency, {}).setdefault(year, []).append(f"{one.name} {hashed} {rows}")
    return {agency: {year: "\n".join(told) for year, told in years.items()} for agency, years in hashes.items()}


def write_year(
    connection: duckdb.DuckDBPyConnection,
    found: Sequence[Resource],
    agency: str | None,
    year: int | None,
    name: str,
    folder: Path,
) -> list[Written]:
    """A fiscal year of an agency, cut out of what was reckoned."""
    wanted = (
        f"agency IS NOT DISTINCT FROM {'NULL' if agency is None else literal(agency)}"
        f" AND fiscal_year IS NOT DISTINCT FROM {'NULL' if year is None else int(year)}"
    )
    return _cut(connection, found, wanted, name, folder)


def _cut(
    connection: duckdb.DuckDBPyConnection, found: Sequence[Resource], wanted: str, name: str, folder: Path
) -> list[Written]:
    written = (
        _written(connection, f"(FROM {_reckoned(one)} WHERE {wanted})", one.name, f"{one.name}/{name}", folder)
        for one in found
    )
    return [one for one in written if one.rows]


def _reckoned(one: Resource) -> str:
    return identifier(f"reckoned_{one.name}")


def write_whole(connection: duckdb.DuckDBPyConnection, empty: Collection[str], folder: Path) -> list[Written]:
    """The tables that are one file each: small ones, and those without a row, whose file tells of the columns."""
    return [
        _written(connection, f"({one.query})", one.name, one.name, folder)
        for one in resources()
        if one.partitioned_by is None or one.name in empty
    ]


def descriptor(
    connection: duckdb.DuckDBPyConnection, folder: Path, files: Mapping[str, Sequence[Written]]
) -> dict[str, object]:
    """The data package's descriptor of all files: of each table first one, where there are several, then all."""
    comments = catalogue.comments(connection)
    tables = [
        Table(
            one,
            comments.description(one),
            columns_of(connection, one, comments, folder / files[one.name][0].path),
            sum(file.rows for file in files[one.name]),
            folder / files[one.name][0].path,
        )
        for one in resources()
    ]
    first = {name: [WrittenFile(own[0].path, own[0].byte_count, own[0].sha256)] for name, own in files.items()}
    sources = [name for (name,) in connection.execute(_SOURCES).fetchall()]
    package = datapackage.descriptor(tables, first, None, sources, CsvForm())
    package["resources"] = [
        _of_several(resource, files[table.resource.name])
        for resource, table in zip(package["resources"], tables, strict=True)  # type: ignore[call-overload]
    ]
    return package


def _of_several(resource: dict[str, object], files: Sequence[Written]) -> dict[str, object]:
    """A resource whose rows lie in several files: the paths of all; hashes stand beside each."""
    if len(files) == 1:
        return resource
    rest = {name: value for name, value in resource.items() if name not in ("path", "bytes", "hash")}
    return {
        **rest,
        "path": [one.path for one in files],
        "bytes": sum(one.byte_count for one in files),
        "files": [
            {"path": one.path, "bytes": one.byte_count, "hash": f"sha256:{one.sha256}", "rowCount": one.rows}
            for one in files
        ],
    }


def _written(connection: duckdb.DuckDBPyConnection, rows: str, table: str, name: str, folder: Path) -> Written:
    path = f"parquet/{name}.parquet"
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    count = copy_rows(connection, rows, file)
    if not count and "/" in name:
        file.unlink()
        return Written(table, path, 0, 0, "")
    return Written(table, path, count, file.stat().st_size, sha256(file))
