"""Leaf amounts: summed up they are the printed totals, and what they lack is listed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import load_one_by_one, query, reiwa, seventh, sixth
from tests.support.made_up_meetings import make_meeting
from warehouse.marts import make_anew

pytestmark = pytest.mark.slow

# Written without the views: the total right under each heading of a statement, over all its segments.
TOTALS = """
SELECT meeting_key, fiscal_year_key, budget_version, statement_code, split_part(account_path, '/', 1), amount_yen
FROM fact_amount
JOIN dim_statement USING (statement_key)
JOIN dim_account USING (account_key)
JOIN dim_segment USING (segment_key)
JOIN dim_budget_version USING (budget_version_key)
WHERE account_role = 'total' AND len(string_split(account_path, '/')) = 2 AND is_total
    AND NOT (meeting_key = 1 AND fiscal_year_key = 2014)
ORDER BY ALL
"""
SUMS = """
SELECT meeting_key, fiscal_year, budget_version, statement_code, section, sum(amount_yen)::BIGINT
FROM leaf_amounts
GROUP BY ALL
ORDER BY ALL
"""
SEGMENT_TOTALS = TOTALS.replace("AND is_total", "AND NOT is_total").replace(
    "amount_yen\nFROM", "segment_name, amount_yen\nFROM"
)
SEGMENT_SUMS = SUMS.replace("section, sum", "section, segment_name, sum").replace(
    "GROUP", "WHERE NOT is_undivided GROUP"
)


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real sixth meeting first, then made-up ones, none of which is a sixth meeting too."""
    path = tmp_path_factory.mktemp("leaves") / "w.duckdb"
    made_up = {f"{seed}.txt": make_meeting(seed) for seed in (1, 2, 3, 8, 11)}
    return load_one_by_one(path, {"6.txt": sixth(), "7.txt": seventh(), "24.txt": reiwa()} | made_up)


@pytest.fixture
def copy(meetings: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(meetings, tmp_path / "w.duckdb"))


def change(path: Path, statement: str) -> None:
    """Behind the loading's back: so what is kept of amounts is made anew."""
    with duckdb.connect(path) as connection:
        connection.execute(statement)
        make_anew(connection)


def test_the_sum_of_the_leaves_is_the_printed_total_of_the_real_meeting(meetings: Path) -> None:
    totals = [row for row in query(meetings, TOTALS) if row[0] == 1]
    # 資産の部, 負債の部, 純資産の部; 営業収益, 営業費用, 営業外収益, 営業外費用, 特別損失; 資金収入, 資金支出.
    assert len(totals) == 10
    assert [row for row in query(meetings, SUMS) if row[0] == 1] == totals


def test_the_sums_of_the_leaves_are_the_printed_totals_of_every_meeting(meetings: Path) -> None:
    totals = query(meetings, TOTALS)
    assert len(totals) > 150
    sums = {row[:5]: row[5] for row in query(meetings, SUMS)}
    assert {row[:5]: row[5] for row in totals if row[:5] in sums} == sums
    # Summaries in 百万円 alone have no leaves.
    lacking = {row[:5] for row in totals if row[:5] not in sums}
    gaps = query(
        meetings,
        "SELECT meeting_key, fiscal_year, budget_version, statement_code, split_part(account_path, '/', 1)"
        " FROM leaf_coverage WHERE leaf_count = 0 AND is_covered IS NOT TRUE",
    )
    assert lacking <= set(gaps)


def test_the_sums_of_each_segment_are_its_printed_totals(meetings: Path) -> None:
    totals = query(meetings, SEGMENT_TOTALS)
    assert len(totals) > 900
    assert query(meetings, SEGMENT_SUMS) == totals


def test_no_total_and_no_result_is_a_leaf_and_the_total_segment_only_where_nothing_else_is(meetings: Path) -> None:
    assert query(meetings, "FROM leaf_amounts WHERE account_name LIKE '%合計' OR account_name LIKE '%利益'") == []
    assert query(meetings, "FROM leaf_amounts WHERE (segment_name = '合計') <> is_undivided") == []
    mixed = (
        "SELECT meeting_key FROM leaf_amounts"
        " GROUP BY meeting_key, statement_code, section, fiscal_year, budget_version"
        " HAVING count(DISTINCT is_undivided) > 1"
    )
    assert query(meetings, mixed) == []
    assert query(meetings, "SELECT count(*) > 50 FROM leaf_amounts WHERE is_undivided") == [(True,)]


def test_coverage_agrees_and_lists_the_years_of_which_totals_alone_are_printed(meetings: Path) -> None:
    assert query(meetings, "SELECT DISTINCT is_covered FROM leaf_coverage WHERE leaf_count > 0") == [(True,)]
    gaps = query(
        meetings,
        "SELECT DISTINCT fiscal_year, budget_version, segment_name FROM leaf_coverage"
        " WHERE meeting_key = 1 AND is_covered IS NOT TRUE",
    )
    assert gaps == [(2014, "supplementary_june", "合計")]


def test_a_lost_leaf_shows_as_a_gap(copy: Path) -> None:
    change(
        copy,
        "DELETE FROM fact_amount USING dim_account AS account, dim_segment AS segment WHERE"
        " account.account_key = fact_amount.account_key AND segment.segment_key = fact_amount.segment_key"
        " AND meeting_key = 1 AND account_path = '営業費用/事業費' AND segment_name = '一般事業'",
    )
    gaps = query(
        copy,
        "SELECT account_name, segment_name, is_covered FROM leaf_coverage"
        " WHERE meeting_key = 1 AND fiscal_year = 2015 AND is_covered IS NOT TRUE ORDER BY ALL",
    )
    assert gaps == [("営業費用合計", "一般事業", False), ("営業費用合計", "合計", False)]


def test_a_disputed_leaf_has_no_amount_and_its_totals_cannot_be_judged(copy: Path) -> None:
    change(
        copy,
        "UPDATE fact_amount SET status = 'disputed' WHERE meeting_key = 1 AND (account_key, segment_key) IN"
        " (SELECT (account_key, segment_key) FROM dim_account, dim_segment"
        " WHERE account_path = '営業費用/事業費' AND segment_name = '一般事業')",
    )
    leaves = query(copy, "SELECT amount_yen, status FROM leaf_amounts WHERE status = 'disputed'")
    assert leaves == [(None, "disputed")]
    gaps = query(
        copy,
        "SELECT account_name, segment_name, disputed_count, is_covered FROM leaf_coverage"
        " WHERE meeting_key = 1 AND fiscal_year = 2015 AND is_covered IS NOT TRUE ORDER BY ALL",
    )
    assert gaps == [("営業費用合計", "一般事業", 1, None), ("営業費用合計", "合計", 1, None)]


def test_where_a_text_has_no_segments_the_whole_agency_is_the_leaf(copy: Path) -> None:
    before = query(copy, SUMS)
    change(
        copy,
        "DELETE FROM fact_amount USING dim_segment AS segment, dim_statement AS statement"
        " WHERE segment.segment_key = fact_amount.segment_key AND NOT segment.is_total AND meeting_key = 1"
        " AND statement.statement_key = fact_amount.statement_key AND statement_code = 'cash_plan'",
    )
    assert query(copy, SUMS) == before
    undivided = "SELECT DISTINCT statement_code, segment_name FROM leaf_amounts WHERE meeting_key = 1 AND is_undivided"
    assert query(copy, undivided) == [("cash_plan", "合計")]


def test_an_item_that_a_text_breaks_down_is_not_counted_beside_its_parts(copy: Path) -> None:
    before = query(copy, SUMS)
    change(
        copy,
        "INSERT INTO dim_account SELECT 9000 + part, statement_key, account_path || '/' || part, part::VARCHAR, NULL,"
        " 'item', false, 1000, NULL, NULL, NULL, NULL, NULL FROM dim_account, range(2) AS parts(part)"
        " WHERE account_path = '営業費用/事業費';"
        " INSERT INTO fact_amount SELECT * EXCLUDE (part) REPLACE (9000 + part AS account_key,"
        " if(part = 0, 1000, amount_yen - 1000) AS amount_yen) FROM"
        " (SELECT amount.*, part FROM fact_amount AS amount, range(2) AS parts(part) WHERE meeting_key = 1"
        " AND account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業費用/事業費'))",
    )
    assert query(copy, SUMS) == before
    parts = query(
        copy, "SELECT count(*), count(DISTINCT segment_name) FROM leaf_amounts WHERE account_path LIKE '%費/_'"
    )
    assert parts == [(14, 7)]
