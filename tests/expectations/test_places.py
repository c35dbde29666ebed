"""A figure in a wrong place, or with a status or text that is not its own, fails the rule that looks there."""

from __future__ import annotations

import duckdb
import pytest

from expectations.rules import structure_rules
from tests.support.loose_warehouse import failing as failing_rules
from tests.support.loose_warehouse import judged
from warehouse.marts import make_anew

pytestmark = pytest.mark.slow

NOTHING_TO_CHECK = {"assumed_figures_are_not_trusted"}  # all others check something
FIRST, SECOND = "一般事業", "総合行政ネットワーク運営事業"
EXCHANGE = """
UPDATE {table} SET segment_key = if(segment_key = one, other, one)
FROM (
    SELECT
        (SELECT segment_key FROM dim_segment WHERE segment_name = '{first}') AS one,
        (SELECT segment_key FROM dim_segment WHERE segment_name = '{second}') AS other
)
WHERE segment_key IN (one, other) AND {which}
"""


def failing(loose: duckdb.DuckDBPyConnection) -> set[str]:
    rules = [rule for rule in structure_rules() if rule.is_blocking and rule.judgement == "holds"]
    assert {rule.name for rule in rules} - {*judged(loose)} <= NOTHING_TO_CHECK
    return failing_rules(loose)


def exchange(loose: duckdb.DuckDBPyConnection, table: str, which: str) -> None:
    loose.execute(EXCHANGE.format(table=table, first=FIRST, second=SECOND, which=which))
    make_anew(loose)  # what a load keeps of amounts


def test_the_sixth_meeting_breaks_no_rule(loose: duckdb.DuckDBPyConnection) -> None:
    assert failing(loose) == set()


def test_two_segments_exchanged_on_a_row_break_the_sums_of_their_columns(loose: duckdb.DuckDBPyConnection) -> None:
    account = "account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業費用/事業費')"
    exchange(loose, "fact_figure", account)
    exchange(loose, "fact_amount", account)
    assert failing(loose) == {"identity_terms_fit_together", "items_sum_to_total"}


def test_two_segments_exchanged_in_a_whole_statement_contradict_the_other_statements(
    loose: duckdb.DuckDBPyConnection,
) -> None:
    statement = "statement_key = (SELECT statement_key FROM dim_statement WHERE statement_code = 'cash_plan')"
    exchange(loose, "fact_figure", statement)
    exchange(loose, "fact_amount", statement)
    assert failing(loose) == {"identity_terms_fit_together", "statements_follow_rule_book"}


def test_an_amount_of_another_year_fits_no_identity(loose: duckdb.DuckDBPyConnection) -> None:
    key = "account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業利益')"
    year = "(SELECT fiscal_year_key FROM dim_fiscal_year WHERE fiscal_year = 2014)"
    unused = "budget_version_key = (SELECT max(budget_version_key) FROM dim_budget_version)"
    for table in ("fact_figure", "fact_amount"):
        loose.execute(
            f"UPDATE {table} SET fiscal_year_key = {year}, {unused} WHERE unit_yen = 1000 AND {key}"  # noqa: S608
        )
    assert "identity_terms_fit_together" in failing(loose)


def test_an_amount_is_trusted_no_more_than_its_figure(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(
        "UPDATE fact_figure SET status = 'disputed' WHERE source_line = 590"
        "; UPDATE fact_amount SET status = 'proven' WHERE status = 'disputed'"
    )
    assert failing(loose) == {"statuses_match_figures"}


def test_a_printed_text_that_its_line_does_not_print_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("UPDATE fact_figure SET printed_text = '21,899,748' WHERE source_line = 590")
    assert failing(loose) == {"figures_stand_in_their_lines", "figures_read_as_printed"}


@pytest.mark.parametrize("change", ["printed_yen = printed_yen * 10", "printed_yen = -printed_yen"])
def test_a_printed_value_that_its_text_does_not_say_is_found(change: str, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(f"UPDATE fact_figure SET {change} WHERE source_line = 590")  # noqa: S608
    assert failing(loose) == {"figures_read_as_printed", "unrepaired_figures_are_as_printed"}


def test_an_unchecked_commitment_times_a_thousand_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(
        "UPDATE fact_figure SET amount_yen = amount_yen * 1000 WHERE source_line = 853"
        "; UPDATE fact_commitment SET limit_yen = limit_yen * 1000 WHERE source_line = 853"
    )
    assert failing(loose) == {"unrepaired_figures_are_as_printed"}


def test_an_identity_without_terms_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("UPDATE fact_identity_check SET terms = [] WHERE identity_name = 'operating_result'")
    assert "identities_have_terms" in failing(loose)
