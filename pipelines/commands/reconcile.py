"""`tsujitsuma reconcile`: the engine for a table of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.commands.console import KEPT_OUT, OK, console, fail


@click.command(
    short_help="Prove or repair a table of your own (rules YAML, values CSV).",
    epilog="""\b
Example, a household budget. rules.yaml:
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
Exit code: 0 all records valid or corrected, 1 some ambiguous or invalid, 2 wrong use.""",
)
@click.argument("rules", type=click.Path(path_type=Path))
@click.argument("values", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a record.")
def reconcile(rules: Path, values: Path, as_json: bool) -> None:
    """Prove or repair the records of VALUES (CSV: one record a row, empty for missing) by RULES (YAML).

    Each record is valid (every rule holds), corrected (exactly one smallest correction makes them hold), ambiguous
    (several do) or invalid (none does). Values are whole numbers of any size.
    """
    from pipelines.worksheet.answers import RecordStatus, answer  # noqa: PLC0415 - heavy
    from pipelines.worksheet.output import print_answer, to_json  # noqa: PLC0415 - heavy
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
