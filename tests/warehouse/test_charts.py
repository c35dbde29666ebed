"""The charts of accounts of kinds of public bodies, in themselves."""

from __future__ import annotations

from collections import Counter

import pytest

from warehouse import reference
from warehouse.charts import ChartOfAccounts, charts

CLASSES = {"asset", "liability", "equity", "revenue", "expense", "inflow", "outflow", "result"}
by_chart = pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.code)


@by_chart
def test_english_names_are_unique_within_a_statement(chart: ChartOfAccounts) -> None:
    names = Counter((account.statement_code, account.name_en) for account in chart.accounts)
    assert [name for name, count in names.items() if count > 1] == []


@by_chart
def test_a_label_and_its_heading_name_one_account_of_a_statement(chart: ChartOfAccounts) -> None:
    spelt = Counter(
        (account.statement_code, account.heading, spelling)
        for account in chart.accounts
        for spelling in {account.name, *account.aliases}
    )
    assert [place for place, count in spelt.items() if count > 1] == []


@by_chart
def test_statements_and_classes_are_known_and_all_is_named(chart: ChartOfAccounts) -> None:
    assert {account.statement_code for account in chart.accounts} <= {each.code for each in reference.statements()}
    assert {account.account_class for account in chart.accounts} <= CLASSES
    assert all(account.name and account.name_en for account in chart.accounts)
    assert len(chart.accounts) > 100


def test_an_english_name_of_another_body_stands_for_what_it_stands_for_here() -> None:
    """Beside the account of that English name in this agency's statements, a chart has it as a spelling of the same."""
    here = {(account.statement_code, account.name_en): account.name for account in reference.accounts()}
    wrong = [
        (chart.code, account.name, name)
        for chart in charts()
        for account in chart.accounts
        if (name := here.get((account.statement_code, account.name_en))) is not None
        and name not in (account.name, *account.aliases)
        and account.name not in name
        and name not in account.name
    ]
    assert wrong == []
