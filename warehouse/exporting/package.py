"""Exports a warehouse into a folder: every table in the formats asked for, then the descriptor."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb
from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]

from warehouse.exporting import catalogue, database, datapackage
from warehouse.exporting.database import Database
from warehouse.exporting.datapackage import WrittenFile, written_file
from warehouse.exporting.destination import DestinationError, put_in_place, scratch_folder
from warehouse.exporting.printed_sheets import printed_figures
from warehouse.exporting.tables import CsvForm, Table, write_csv, write_parquet
from warehouse.exporting.workbook import Workbook
from warehouse.quoting import literal
from warehouse.store import WarehouseError, open_for_reading

FORMATS = ("parquet", "csv", "xlsx", "sqlite")
# The database holds what the others hold: it is written where it is asked for.
DEFAULT_FORMATS = FORMATS[:3]
_WORKBOOK = "tables.xlsx"
_SOURCES = "SELECT DISTINCT agency FROM dim_meeting WHERE agency IS NOT NULL ORDER BY agency"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows of each table, the files, and what the workbook could not take."""

    row_counts: dict[str, int]
    files: tuple[WrittenFile, ...]
    workbook_notes: dict[str, str]


def export(
    warehouse: Path,
    target: Path,
    formats: Collection[str] = DEFAULT_FORMATS,
    *,
    with_bom: bool = False,
    is_raw: bool = False,
    meeting: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Write the tables of a warehouse into a folder, all of it or nothing.

    In the CSV files a text that a spreadsheet would run has an apostrophe before it, unless they are to be raw. `tell`
    is called with the name of each table as it is begun. The workbook begins with the statements of a meeting as they
    are printed: of the last one, where none is named. WarehouseError or DestinationError where it cannot be done:
    what an earlier export left in the folder is then still whole.
    """
    with open_for_reading(warehouse) as connection, scratch_folder(target) as scratch:
        filled = scratch / "filled"
        try:
            for folder in (filled / "csv", filled / "parquet", scratch / "spilled"):
                folder.mkdir(parents=True)
            connection.execute(f"SET temp_directory = {literal(str(scratch / 'spilled'))}")
            exported = _fill(connection, filled, formats, CsvForm(with_bom, is_raw), meeting, tell)
            put_in_place(filled, target, [file.path for file in exported.files])
        except (OSError, XlsxWriterException, sqlite3.Error, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise DestinationError(f"{target}: writing failed, nothing was exported ({_first_line(error)})") from error
    return exported


def parquet_package(connection: duckdb.DuckDBPyConnection, folder: Path) -> Exported:
    """Write every table as Parquet, and the descriptor, into an empty folder of the caller's."""
    (folder / "parquet").mkdir()
    return _fill(connection, folder, ("parquet",), CsvForm(), None, lambda _: None)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    formats: Collection[str],
    csv_form: CsvForm,
    meeting: str | None,
    tell: Callable[[str], None],
) -> Exported:
    """Write everything into an empty folder."""
    comments = catalogue.comments(connection)
    workbook = Workbook(folder / _WORKBOOK, folder.parent / "spilled") if "xlsx" in formats else None
    base = Database(folder / database.FILE_NAME) if "sqlite" in formats else None
    printed = printed_figures(connection, meeting) if workbook or meeting else []
    if meeting is not None and not printed:
        raise WarehouseError(
            f"{meeting}: no meeting of this id, day or file has statements; the view meetings lists all"
        )
    if workbook:
        workbook.add_printed(printed)
    tables: list[Table] = []
    files: dict[str, list[WrittenFile]] = {}
    for resource in catalogue.resources():
        tell(resource.name)
        table = write_parquet(connection, resource, comments, folder / "parquet")
        tables.append(table)
        forms = []
        if "csv" in formats:
            path = f"csv/{resource.name}.csv"
            write_csv(connection, table, folder / path, csv_form)
            forms.append(written_file(folder, path))
        if workbook:
            workbook.add(connection, table)
        if base:
            base.add(connection, table)
        if "parquet" in formats:
            forms.append(written_file(folder, f"parquet/{resource.name}.parquet"))
        else:
            table.parquet.unlink()
        files[resource.name] = forms
    book = None
    if workbook:
        tell(_WORKBOOK)
        workbook.close()
        book = written_file(folder, _WORKBOOK)
    sources = [name for (name,) in connection.execute(_SOURCES).fetchall()]
    of_base: list[WrittenFile] = []
    if base:
        tell(database.FILE_NAME)
        base.close(sources)
        of_base = [written_file(folder, name) for name in (database.FILE_NAME, database.METADATA)]
        if not book and not any(files.values()):
            files = dict.fromkeys(files, of_base[:1])
    described, forms_of = _described(tables, files, book, workbook)
    package = datapackage.descriptor(described, forms_of, book, sources, csv_form)
    if of_base:
        package["database"] = {**datapackage.file_entry(of_base[0]), "metadata": database.METADATA}
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / datapackage.FILE_NAME).write_text(text, encoding="utf-8")
    return Exported(
        {table.resource.name: table.row_count for table in tables},
        tuple(
            dict.fromkeys([*(file for forms in files.values() for file in forms), *([book] if book else []), *of_base])
        ),
        workbook.notes if workbook else {},
    )


def _described(
    tables: list[Table], files: dict[str, list[WrittenFile]], book: WrittenFile | None, workbook: Workbook | None
) -> tuple[list[Table], dict[str, list[WrittenFile]]]:
    """Which tables the descriptor lists. Of a workbook alone those that stand whole on one sheet."""
    if all(files.values()) or book is None or workbook is None:
        return tables, files
    whole = [table for table in tables if table.resource.name not in workbook.notes.keys() | workbook.empty]
    return whole, {table.resource.name: [book] for table in whole}


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).strip() or type(error).__name__).splitlines()[0]
