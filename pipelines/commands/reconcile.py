"""`tsujitsuma reconcile`: any table by itself, or the engine with rules of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from pipelines.commands.console import KEPT_OUT, OK, console, fail


@click.command(
    short_help="Prove and repair any table (Markdown, HTML, CSV, xlsx, text).",
    epilog="""\b
Examples, without rules:
  tsujitsuma reconcile table.md            a mark at each figure, what was derived, repairs with proof
  tsujitsuma reconcile budget.xlsx --json  the same for programs
  tsujitsuma reconcile table.md --fix      writes the repaired figures into their cells
  docling report.pdf --to md --output . && tsujitsuma reconcile report.md
  pdftotext -layout report.pdf - | tsujitsuma reconcile -

\b
Example with rules, a household budget. rules.yaml:
  names: [salary, other_income, income, rent, food, spending, saving]
  equations:
    - income == salary + other_income
    - spending == rent + food
    - saving == income - spending
  bounds:
    - salary >= 0
values.csv (columns that are no names, such as month, label the record):
  month,salary,other_income,income,rent,food,spending,saving
  May,300000,20000,302000,90000,60000,150000,170000
tsujitsuma reconcile rules.yaml values.csv:
  line 2 May: corrected, income 302000 → 320,000 transposed_digits

\b
A balance sheet is the same with other names:
  equations: [assets == current_assets + fixed_assets, assets == liabilities + net_assets]

\b
Exit code of TABLE: 0 nothing contradicts (with --fix: or all of it is mended), 1 figures are repaired or disputed,
2 wrong use or no table, 3 nothing could be checked.
Exit code of RULES VALUES: 0 all records valid or corrected, 1 some ambiguous, invalid or refused, 2 wrong use.""",
)
@click.argument("table_or_rules", metavar="TABLE | RULES", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("values", metavar="[VALUES]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a table or record.")
@click.option("--fix", is_flag=True, help="Write the repaired figures into the file (of `-`: print the repaired text).")
@click.option(
    "--output", type=click.Path(path_type=Path), help="With --fix: write to this file and leave TABLE as it is."
)
@click.option("--full", is_flag=True, help="List all that was derived.")
def reconcile(
    table_or_rules: Path, values: Path | None, as_json: bool, fix: bool, output: Path | None, full: bool
) -> None:
    """Prove and repair the tables of a file, or of standard input (-), by what their layout and numbers say.

    Totals, differences, changes, formulas in labels, rows under rows: what holds far more often than chance would have
    it is relied on. Each figure is proven, repaired (with the proof that the repair is the only one), disputed, or
    unchecked.

    With RULES and VALUES: prove or repair the records of VALUES (CSV: one record a row, empty for missing) by RULES
    (YAML). Each record is valid (every rule holds), corrected (exactly one smallest correction makes them hold),
    ambiguous (several do), invalid (none does) or refused (a cell of it cannot be taken in). The delimiter and the
    encoding are those in which the header has the names. Values are exact, whole or decimal.
    """
    if values is None:
        from pipelines.commands.reconciling import reconcile_file  # noqa: PLC0415 - heavy

        sys.exit(reconcile_file(table_or_rules, as_json=as_json, fix=fix, output=output, is_full=full))
    if fix or output or full:
        fail("--fix, --output and --full go with a single TABLE")
    _reconcile_records(table_or_rules, values, as_json=as_json)


def _reconcile_records(rules: Path, values: Path, *, as_json: bool) -> NoReturn:
    from pipelines.commands.reconciled_records import print_answer, to_json  # noqa: PLC0415 - heavy
    from pipelines.worksheet.answers import RecordStatus, answer  # noqa: PLC0415 - heavy
    from pipelines.worksheet.rules import WorksheetError, read_rules  # noqa: PLC0415 - heavy
    from pipelines.worksheet.values import read_values  # noqa: PLC0415 - heavy

    try:
        read = read_rules(rules)
        answers = list(answer(read, read_values(values, read)))
    except WorksheetError as error:
        fail(str(error))
    if as_json:
        click.echo(to_json(answers))
    else:
        output = console()
        for each in answers:
            print_answer(output, each)
    settled = all(each.status in (RecordStatus.VALID, RecordStatus.CORRECTED) for each in answers)
    sys.exit(OK if settled else KEPT_OUT)
