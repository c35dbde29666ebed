"""`tsujitsuma rules`: the book of identities and its linter."""

from __future__ import annotations

import json
import sys

import click

from pipelines.commands.console import KEPT_OUT, complain, fail, say
from pipelines.commands.wording import named


@click.command(
    short_help="List the accounting identities, and lint them.",
    epilog="Example: tsujitsuma rules   (after an edit of expectations/identities.yaml)",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: rules and faults.")
def rules(as_json: bool) -> None:
    """List the accounting identities by family, and lint them.

    Reports rules that name unknown accounts, contradict each other or add nothing; exit code 1 if there are any.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - heavy

    from expectations.rule_book import RULES_FILE, rule_book  # noqa: PLC0415 - heavy
    from pipelines.identities.linter import known_accounts, lint  # noqa: PLC0415 - heavy

    try:
        book = rule_book()
    except ValidationError as error:
        fail(f"{RULES_FILE.name}: {'; '.join(fault['msg'] for fault in error.errors())}")
    faults = lint(book, known_accounts())
    if as_json:
        told = {
            "rules": [{"name": one.name, "family": one.family, "reason": one.reason} for one in book.rules],
            "faults": [{"rule": fault.rule, "message": fault.message} for fault in faults],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        sys.exit(KEPT_OUT if faults else 0)
    for family, title in book.families.items():
        click.echo(named("family", family, title))
        for rule in book.rules:
            if rule.family == family:
                click.echo(f"  {rule.name}: {named('identity', rule.name, rule.reason)}")
    for fault in faults:
        complain(f"{RULES_FILE.name}: {fault.rule}: {fault.message}")
    say(f"{len(book.rules)} rules in {len(book.families)} families, {len(faults)} faults")
    sys.exit(KEPT_OUT if faults else 0)
