"""`tsujitsuma explain`: why a figure has its value."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.commands.console import console, fail
from pipelines.runtime.paths import RAW_FOLDER, SHOWN_WAREHOUSE, default_warehouse


@click.command(
    short_help="Show why a figure has its value: its line, and every identity on it.",
    epilog=f"""\b
Examples:
  tsujitsuma explain raw/2015-02-26_keiei-shingi-iinkai_06.txt 796 1
  tsujitsuma explain 2015-02-26_keiei-shingi-iinkai_06.txt --account 営業利益 --segment 一般事業 --year 2015
  tsujitsuma explain 2015-02-26_keiei-shingi-iinkai_06.txt --account 営業利益 --json
  tsujitsuma explain 2015-02-26 796 1 --warehouse {SHOWN_WAREHOUSE}

LINE and CELL are those of the view `figures` (source_line from 1, source_column: 0 is the label). A FILE without a
folder is looked for in raw/ too. Where the file is not there, or with --warehouse, the warehouse alone is asked: then
FILE is the text's name, its meeting's id or the meeting's day.""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("line", type=click.IntRange(min=1), required=False)
@click.argument("cell", type=click.IntRange(min=0), required=False)
@click.option("--account", help="Account: its name (営業利益) or the end of its path.")
@click.option("--segment", help="Segment, or 合計; with --account.")
@click.option("--year", type=int, help="Fiscal year (2015 for 平成27年度); with --account.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a figure.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Ask this warehouse, without the text.  [default, where there is no such file: {SHOWN_WAREHOUSE}]",
)
def explain(
    file: Path,
    line: int | None,
    cell: int | None,
    account: str | None,
    segment: str | None,
    year: int | None,
    as_json: bool,
    warehouse: Path | None,
) -> None:
    """Show a figure's source line, its printed and settled value, and every identity that touches it."""
    if (line is None or cell is None) == (account is None):
        raise click.UsageError("name either LINE and CELL, or --account")
    from pipelines.commands.explained_source import Asked, NotFoundError, from_text  # noqa: PLC0415 - heavy
    from pipelines.commands.explained_text import print_explanation  # noqa: PLC0415 - heavy

    asked = Asked(line, cell, account, segment, year)
    path = file if file.exists() or file.is_absolute() else RAW_FOLDER / file
    if warehouse is None and not path.exists():
        from warehouse.store import exists  # noqa: PLC0415 - heavy

        warehouse = default_warehouse() if exists(default_warehouse()) else None
    try:
        if warehouse is None:
            explained = from_text(path, asked)
        else:
            from pipelines.commands.explained_warehouse import from_warehouse  # noqa: PLC0415 - heavy

            explained = from_warehouse(warehouse, str(file), asked)
    except NotFoundError as error:
        fail(str(error))
    if as_json:
        from pipelines.commands.explained_json import to_json  # noqa: PLC0415 - for this form alone

        click.echo(to_json(explained.file_name, explained.figures))
        return
    output = console()
    for position, each in enumerate(explained.figures):
        if position:
            output.rule()
        print_explanation(output, explained.file_name, each)
