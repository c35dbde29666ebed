"""`tsujitsuma explain`: why a figure has its value."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.commands.console import console, fail
from pipelines.runtime.paths import RAW_FOLDER


@click.command(
    short_help="Show why a figure has its value: its line, and every identity on it.",
    epilog="""\b
Examples:
  tsujitsuma explain raw/2015-02-26_keiei-shingi-iinkai_06.txt 796 1
  tsujitsuma explain 2015-02-26_keiei-shingi-iinkai_06.txt --account 営業利益 --segment 一般事業 --year 2015
  tsujitsuma explain 2015-02-26_keiei-shingi-iinkai_06.txt --account 営業利益 --json

LINE and CELL are those of the view `figures` (source_line from 1, source_column: 0 is the label). A FILE without a
folder is looked for in raw/ too.""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("line", type=click.IntRange(min=1), required=False)
@click.argument("cell", type=click.IntRange(min=0), required=False)
@click.option("--account", help="Account: its name (営業利益) or the end of its path.")
@click.option("--segment", help="Segment, or 合計; with --account.")
@click.option("--year", type=int, help="Fiscal year (2015 for 平成27年度); with --account.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a figure.")
def explain(
    file: Path,
    line: int | None,
    cell: int | None,
    account: str | None,
    segment: str | None,
    year: int | None,
    as_json: bool,
) -> None:
    """Show a figure's source line, its printed and settled value, and every identity that touches it."""
    if (line is None or cell is None) == (account is None):
        raise click.UsageError("name either LINE and CELL, or --account")
    from expectations.rule_book import rule_book  # noqa: PLC0415 - heavy
    from pipelines.commands.explained_text import print_explanation  # noqa: PLC0415 - heavy
    from pipelines.identities.explanation import explain as gather  # noqa: PLC0415 - heavy
    from pipelines.identities.explanation import find_figure, find_figures  # noqa: PLC0415 - heavy
    from pipelines.reading.opening import read_document_text  # noqa: PLC0415 - heavy
    from pipelines.reading.source import InvalidTextError  # noqa: PLC0415 - heavy
    from pipelines.structure.settling import settle_source  # noqa: PLC0415 - heavy

    path = file if file.exists() or file.is_absolute() else RAW_FOLDER / file
    try:
        source = read_document_text(path.read_bytes(), path.name)
        settled = settle_source(source, rule_book())
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror}")
    except InvalidTextError as error:
        fail(str(error))
    if account is not None:
        figures = find_figures(settled, account, segment, year)
        if not figures:
            narrowed = "".join(f" {what}" for what in (segment, year) if what is not None)
            fail(f"{path.name}: no figure of {account}{narrowed}")
    else:
        found = find_figure(settled, line or 0, cell or 0)
        if found is None:
            cells = [str(figure.cell) for figure in settled.materials.figures if figure.line == line]
            hint = f"; line {line} has figures in cells {', '.join(cells)}" if cells else "; that line has none"
            fail(f"{path.name}:{line}: no figure in cell {cell}{hint}")
        figures = (found,)
    explained = [gather(settled, source, figure) for figure in figures]
    if as_json:
        from pipelines.commands.explained_json import to_json  # noqa: PLC0415 - for this form alone

        click.echo(to_json(path.name, explained))
        return
    output = console()
    for position, each in enumerate(explained):
        if position:
            output.rule()
        print_explanation(output, path.name, each)
