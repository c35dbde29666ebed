"""One table as Parquet and CSV. Everything else is made from its Parquet file, so that a view is reckoned once."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.exporting.catalogue import Comments, Resource
from warehouse.quoting import identifier, literal

_BOM = b"\xef\xbb\xbf"
# What a spreadsheet takes for the start of a formula, also in the full width of Japanese ones, and the mark itself: so
# one mark taken off gives every text back as it is.
_MARK = "'"
_MARKED_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", _MARK)
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
}


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How CSV is written: with a byte order mark or not; texts as they are, or safe to open in a spreadsheet."""

    with_bom: bool = False
    is_raw: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table: its name, its type in words of the data package, and what it means."""

    name: str
    field_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table that lies as a Parquet file, to be written in other forms."""

    resource: Resource
    description: str
    columns: tuple[Column, ...]
    row_count: int
    parquet: Path


def write_parquet(connection: duckdb.DuckDBPyConnection, resource: Resource, comments: Comments, folder: Path) -> Table:
    """Write the rows of a resource, and tell what was written."""
    path = folder / f"{resource.name}.parquet"
    count = copy_rows(connection, f"({resource.query})", path)
    columns = columns_of(connection, resource, comments, path)
    return Table(resource, comments.description(resource), columns, count, path)


def copy_rows(connection: duckdb.DuckDBPyConnection, rows: str, file: Path) -> int:
    """Write the rows of a table, or of a query in brackets, as a Parquet file; return how many they are."""
    # Rows are sorted by natural keys, and row groups are cut by number: the bytes do not depend on the threads.
    form = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    ((count,),) = connection.execute(f"COPY {rows} TO {literal(str(file))} {form}").fetchall()
    return int(count)


def columns_of(
    connection: duckdb.DuckDBPyConnection, resource: Resource, comments: Comments, parquet: Path
) -> tuple[Column, ...]:
    """The columns of a resource's Parquet file, described."""
    described = connection.execute(f"DESCRIBE FROM read_parquet({literal(str(parquet))})").fetchall()
    return tuple(
        Column(name, _field_type(data_type), comments.column_description(resource, name))
        for name, data_type, *_ in described
    )


def write_csv(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, form: CsvForm) -> None:
    """Write a table by RFC 4180, in UTF-8; NULL is an empty cell, an empty text a quoted one.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, unless the form is raw.
    """
    plain = path.with_suffix(".plain") if form.with_bom else path
    texts = [] if form.is_raw else [column.name for column in table.columns if column.field_type == "string"]
    marked = ", ".join(_marked(name) for name in texts)
    rows = f"FROM read_parquet({literal(str(table.parquet))}) SELECT * {f'REPLACE ({marked})' if marked else ''}"
    connection.execute(
        f"COPY ({rows}) TO {literal(str(plain))}"
        " (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', NEW_LINE '\\r\\n')"
    )
    if form.with_bom:
        with plain.open("rb") as source, path.open("wb") as target:
            target.write(_BOM)
            shutil.copyfileobj(source, target, 1 << 20)
        plain.unlink()


def rows_of(connection: duckdb.DuckDBPyConnection, table: Table) -> duckdb.DuckDBPyConnection:
    """A cursor over the rows of a table, in their order."""
    return connection.execute(f"FROM read_parquet({literal(str(table.parquet))})")


def sha256(path: Path) -> str:
    """The hash of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _field_type(data_type: str) -> str:
    return "number" if data_type.startswith("DECIMAL") else _TYPES[data_type]


def _marked(column: str) -> str:
    name = identifier(column)
    starts = ", ".join(literal(start) for start in _MARKED_STARTS)
    return f"CASE WHEN left({name}, 1) IN ({starts}) THEN {literal(_MARK)} || {name} ELSE {name} END AS {name}"
