"""`tsujitsuma export`: the analyst's tables to take away, as Parquet, CSV, a workbook and a SQLite database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import console, fail
from pipelines.commands.language import told
from pipelines.commands.wording import worded
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

if TYPE_CHECKING:
    from warehouse.exporting.package import Exported

_DEFAULT_FORMATS = ("parquet", "csv", "xlsx")
_FORMATS = (*_DEFAULT_FORMATS, "sqlite")


@click.command(
    short_help="Write the tables as Parquet, CSV, an Excel workbook or SQLite.",
    epilog="""\b
Examples:
  tsujitsuma export out                        out/parquet, out/csv, out/tables.xlsx
  tsujitsuma export out --format csv --bom     CSV that Excel opens with Japanese intact
  tsujitsuma export out --format csv --raw     texts as they are, for programs and not for a spreadsheet
  tsujitsuma export out --format xlsx          the workbook alone
  tsujitsuma export out --format sqlite        out/tsujitsuma.sqlite and out/datasette.json, for Datasette

out/datapackage.json describes every table and column (Frictionless Data Package). The same content gives the same
bytes. An earlier export in the folder is replaced; other files in it are left alone. Exit code: 0 written, 2 not.""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to export.",
)
@click.option("--bom", "with_bom", is_flag=True, help="Begin each CSV with a byte order mark, for Excel.")
@click.option(
    "--raw",
    "is_raw",
    is_flag=True,
    help="Leave texts in CSV as they are. Without it those that a spreadsheet would run as a formula begin with '.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(_FORMATS),
    help="Only this format; may be given more than once.  [default: parquet, csv, xlsx]",
)
@click.option(
    "--meeting",
    help="Whose statements the workbook begins with, as printed: a meeting's id, its day, or its text's name."
    "  [default: the last meeting]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: files, bytes and rows.")
def export(
    folder: Path,
    warehouse: Path,
    with_bom: bool,
    is_raw: bool,
    formats: tuple[str, ...],
    meeting: str | None,
    as_json: bool,
) -> None:
    """Write the warehouse's tables into the folder DIR."""
    wanted = formats or _DEFAULT_FORMATS
    if with_bom and "csv" not in wanted:
        fail("--bom is for CSV; add --format csv")
    if is_raw and "csv" not in wanted:
        fail("--raw is for CSV; add --format csv")
    from warehouse.exporting.destination import DestinationError  # noqa: PLC0415 - heavy
    from warehouse.exporting.package import export as write  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError  # noqa: PLC0415 - heavy

    try:
        exported = write(
            warehouse,
            folder,
            wanted,
            with_bom=with_bom,
            is_raw=is_raw,
            meeting=meeting,
            tell=lambda name: click.echo(worded("writing {} …", name), err=True),
        )
    except (WarehouseError, DestinationError) as error:
        fail(str(error))
    if as_json:
        click.echo(_json(folder, exported))
    else:
        _print(folder, exported)


def _json(folder: Path, exported: Exported) -> str:
    told = {
        "folder": str(folder),
        "rows": dict(exported.row_counts),
        "files": [{"path": file.path, "bytes": file.byte_count, "sha256": file.sha256} for file in exported.files],
        "workbook_notes": dict(exported.workbook_notes),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _print(folder: Path, exported: Exported) -> None:
    from rich.table import Table  # noqa: PLC0415 - heavy

    out = console()
    listed = Table(worded("table"), worded("rows"), box=None, pad_edge=False)
    listed.columns[1].justify = "right"
    for name, count in exported.row_counts.items():
        listed.add_row(name, f"{count:,}")
    out.print(listed)
    for name, note in exported.workbook_notes.items():
        out.print(f"tables.xlsx: {name}: {told(note)}", markup=False, highlight=False)
    count, size = len(exported.files), sum(file.byte_count for file in exported.files)
    out.print(
        worded("{} files, {:,} bytes, in {}; start with {}", count, size, folder, folder / "datapackage.json"),
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
