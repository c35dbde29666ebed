"""A figure in a wrong place, or with a status or text that is not its own, fails the rule that looks there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.audit import structure_rows
from expectations.rule_book import rule_book
from expectations.rules import structure_rules
from pipelines.documents.frames import normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from warehouse.store import create_objects, load

pytestmark = pytest.mark.slow

TEXT = Path(__file__).parents[2] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
NOTHING_TO_CHECK = {"assumed_figures_are_not_trusted", "successors_known"}  # all others check something
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


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The sixth meeting, in tables without the constraints that would refuse the faults."""
    content = TEXT.read_bytes()
    raw = RawDocument(TEXT.name, content, hashlib.sha256(content).hexdigest())
    read = understand(raw, rule_book())
    assert isinstance(read, ReadDocument)
    frames = normalise([settle_document(read, rule_book(), "1")])
    with duckdb.connect() as connection:
        create_objects(connection, comments=False)
        load(connection, frames, datetime(2026, 1, 1, tzinfo=UTC))
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
        connection.execute("CREATE SCHEMA loose")
        for (name,) in tables:
            connection.execute(f"CREATE TABLE loose.{name} AS FROM main.{name}")
        connection.execute("SET search_path = 'loose,main'")
        for path in sorted((Path(__file__).parents[2] / "warehouse" / "views").glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
        yield connection


@pytest.fixture
def connection(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, as it was before the test once that has ended."""
    warehouse.execute("BEGIN")
    yield warehouse
    warehouse.execute("ROLLBACK")


def failing(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rules = [rule for rule in structure_rules() if rule.is_blocking and rule.judgement == "holds"]
    rows = connection.execute(structure_rows(rules)).fetchall()
    assert {rule.name for rule in rules} - {row[0] for row in rows} <= NOTHING_TO_CHECK
    return {row[0] for row in rows if not row[3]}


def exchange(connection: duckdb.DuckDBPyConnection, table: str, which: str) -> None:
    connection.execute(EXCHANGE.format(table=table, first=FIRST, second=SECOND, which=which))


def test_the_sixth_meeting_breaks_no_rule(connection: duckdb.DuckDBPyConnection) -> None:
    assert failing(connection) == set()


def test_two_segments_exchanged_on_a_row_break_the_sums_of_their_columns(connection: duckdb.DuckDBPyConnection) -> None:
    account = "account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業費用/事業費')"
    exchange(connection, "fact_figure", account)
    exchange(connection, "fact_amount", account)
    assert failing(connection) == {"identity_terms_fit_together", "items_sum_to_total"}


def test_two_segments_exchanged_in_a_whole_statement_contradict_the_other_statements(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    statement = "statement_key = (SELECT statement_key FROM dim_statement WHERE statement_code = 'cash_plan')"
    exchange(connection, "fact_figure", statement)
    exchange(connection, "fact_amount", statement)
    assert failing(connection) == {"identity_terms_fit_together", "statements_follow_rule_book"}


def test_an_amount_of_another_year_fits_no_identity(connection: duckdb.DuckDBPyConnection) -> None:
    key = "account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業利益')"
    year = "(SELECT fiscal_year_key FROM dim_fiscal_year WHERE fiscal_year = 2014)"
    unused = "budget_version_key = (SELECT max(budget_version_key) FROM dim_budget_version)"
    for table in ("fact_figure", "fact_amount"):
        connection.execute(
            f"UPDATE {table} SET fiscal_year_key = {year}, {unused} WHERE unit_yen = 1000 AND {key}"  # noqa: S608
        )
    assert "identity_terms_fit_together" in failing(connection)


def test_an_amount_is_trusted_no_more_than_its_figure(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "UPDATE fact_figure SET status = 'disputed' WHERE source_line = 590"
        "; UPDATE fact_amount SET status = 'proven' WHERE status = 'disputed'"
    )
    assert failing(connection) == {"statuses_match_figures"}


def test_a_printed_text_that_its_line_does_not_print_is_found(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE fact_figure SET printed_text = '21,899,748' WHERE source_line = 590")
    assert failing(connection) == {"figures_stand_in_their_lines", "figures_read_as_printed"}


@pytest.mark.parametrize("change", ["printed_yen = printed_yen * 10", "printed_yen = -printed_yen"])
def test_a_printed_value_that_its_text_does_not_say_is_found(
    change: str, connection: duckdb.DuckDBPyConnection
) -> None:
    connection.execute(f"UPDATE fact_figure SET {change} WHERE source_line = 590")  # noqa: S608
    assert failing(connection) == {"figures_read_as_printed", "unrepaired_figures_are_as_printed"}


def test_an_unchecked_commitment_times_a_thousand_is_found(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "UPDATE fact_figure SET amount_yen = amount_yen * 1000 WHERE source_line = 853"
        "; UPDATE fact_commitment SET limit_yen = limit_yen * 1000 WHERE source_line = 853"
    )
    assert failing(connection) == {"unrepaired_figures_are_as_printed"}


def test_an_identity_without_terms_is_found(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE fact_identity_check SET terms = [] WHERE identity_name = 'operating_result'")
    assert "identities_have_terms" in failing(connection)
