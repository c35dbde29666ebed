"""Commitments and their years, results and ratios by segment; nothing disputed passes as trusted."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import load_one_by_one, query, seventh, sixth

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("analysts") / "w.duckdb"
    return load_one_by_one(path, {"6.txt": sixth(), "7.txt": seventh()})


@pytest.fixture
def copy(meetings: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(meetings, tmp_path / "w.duckdb"))


def change(path: Path, statement: str, parameters: Sequence[object] = ()) -> None:
    with duckdb.connect(path) as connection:
        connection.execute(statement, parameters)


def test_a_commitment_has_one_row_with_its_limit_and_its_years(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT limit_yen, first_bearing_year, last_bearing_year, bearing_year_count FROM commitments"
        " WHERE commitment_name = '中間サーバー共同化・集約化業務'",
    )
    assert rows == [(22_020_000_000, 2015, 2018, 4)]


def test_no_amount_stands_beside_a_single_year_that_bears_it(meetings: Path) -> None:
    """No split by year is printed: nothing may look like one."""
    with duckdb.connect(meetings, read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE table_name LIKE 'commitment%' AND NOT internal"
        ).fetchall()
    yearly = {table for table, column in columns if column == "bearing_year"}
    assert yearly == {"commitment_years"}
    assert not [column for table, column in columns if table in yearly and column.endswith("_yen")]
    years = query(
        meetings, "SELECT bearing_year FROM commitment_years WHERE commitment_name = '中間サーバー共同化・集約化業務'"
    )
    assert years == [(2015,), (2016,), (2017,), (2018,)]


def test_limits_can_be_summed_as_they_stand(meetings: Path) -> None:
    (summed,) = query(meetings, "SELECT sum(limit_yen)::BIGINT, count(*) FROM commitments")
    listed = query(
        meetings,
        "SELECT sum(limit_yen)::BIGINT, count(*) FROM fact_commitment WHERE listing IN ('after', 'initial')",
    )
    assert [summed] == listed


def test_a_commitment_counts_as_it_was_last_adopted_and_not_once_it_is_withdrawn(copy: Path) -> None:
    name = "通知カード及び個人番号カードに係る作成・発行等業務"
    asked = "SELECT limit_yen FROM commitments WHERE commitment_name = ?"
    assert query(copy, asked, [name]) == [(20_670_000_000,)]
    change(copy, "DELETE FROM fact_commitment WHERE commitment_name = ? AND listing <> 'before'", [name])
    withdrawn = query(copy, "SELECT is_withdrawn FROM commitment_history WHERE commitment_name = ?", [name])
    assert withdrawn == [(True,)]
    assert query(copy, asked, [name]) == []


def test_a_commitment_with_unreadable_years_or_a_disputed_limit_is_not_lost(copy: Path) -> None:
    name = "人事評価委託"
    change(
        copy,
        "UPDATE fact_commitment SET first_bearing_year = NULL, last_bearing_year = NULL, status = 'disputed'"
        " WHERE commitment_name = ?",
        [name],
    )
    rows = query(
        copy, "SELECT bearing_year_count, limit_yen, status FROM commitments WHERE commitment_name = ?", [name]
    )
    assert rows == [(None, None, "disputed")]
    assert query(copy, "SELECT bearing_year FROM commitment_years WHERE commitment_name = ?", [name]) == [(None,)]


@pytest.mark.parametrize(("first", "last", "years"), [(None, 2016, [2016]), (2018, 2016, [2018])])
def test_a_span_that_is_half_read_or_ends_before_it_begins_is_one_year(
    copy: Path, first: int | None, last: int, years: list[int]
) -> None:
    change(
        copy,
        "UPDATE fact_commitment SET first_bearing_year = ?, last_bearing_year = ?"
        " WHERE commitment_name = '人事評価委託'",
        [first, last],
    )
    rows = query(copy, "SELECT bearing_year FROM commitment_years WHERE commitment_name = '人事評価委託'")
    assert [year for (year,) in rows] == years


def test_results_of_a_segment_follow_from_its_revenues_and_expenses(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT operating_revenue_yen - operating_expense_yen - operating_result_yen,"
        " operating_result_yen + non_operating_revenue_yen - non_operating_expense_yen - ordinary_result_yen,"
        " ordinary_result_yen + coalesce(extraordinary_gain_yen, 0) - extraordinary_loss_yen - net_result_yen"
        " FROM segment_results WHERE unit_yen = 1000",
    )
    assert len(rows) == 32
    assert set(rows) == {(0, 0, 0)}


def test_shares_of_the_segments_are_the_whole(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT round(sum(revenue_share), 9), round(sum(expense_share), 9), round(sum(asset_share), 9) FROM ratios"
        " WHERE NOT is_total GROUP BY meeting_number, fiscal_year, budget_version",
    )
    assert rows == [(1.0, 1.0, 1.0)] * 4


def test_ratios_are_those_of_the_printed_amounts(meetings: Path) -> None:
    (row,) = query(
        meetings,
        "SELECT operating_result_yen, operating_margin, equity_ratio, current_ratio FROM ratios"
        " WHERE meeting_number = 6 AND fiscal_year = 2015 AND is_total",
    )
    assert row == (-18_128_000, -18_128 / 71_796_525, 3_049_748 / 73_964_548, 65_001_632 / 62_556_617)


def test_a_year_of_which_only_a_summary_is_printed_has_what_it_prints(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT segment_name, operating_result_yen, round(equity_ratio, 3), current_ratio, unit_yen FROM ratios"
        " WHERE fiscal_year = 2014 AND budget_version = 'supplementary_june'",
    )
    assert rows == [("合計", None, 0.144, None, 1_000_000)]


def test_a_disputed_amount_enters_no_result_no_ratio_and_no_share(copy: Path) -> None:
    change(
        copy,
        "UPDATE fact_amount SET status = 'disputed' WHERE meeting_key = 1 AND fiscal_year_key = 2015 AND"
        " (account_key, segment_key) IN (SELECT (account_key, segment_key) FROM dim_account, dim_segment"
        " WHERE account_path = '営業収益/営業収益合計' AND is_total)",
    )
    results = query(
        copy,
        "SELECT operating_revenue_yen, disputed_accounts FROM segment_results"
        " WHERE meeting_number = 6 AND fiscal_year = 2015 AND is_total",
    )
    assert results == [(None, ["営業収益合計"])]
    ratios = query(
        copy,
        "SELECT operating_margin, equity_ratio IS NULL FROM ratios"
        " WHERE meeting_number = 6 AND fiscal_year = 2015 AND is_total",
    )
    assert ratios == [(None, False)]
    shares = query(
        copy,
        "SELECT revenue_share FROM segment_results WHERE meeting_number = 6 AND fiscal_year = 2015"
        " UNION ALL SELECT revenue_share FROM ratios WHERE meeting_number = 6 AND fiscal_year = 2015",
    )
    assert shares == [(None,)] * 16


def test_a_divisor_of_nil_gives_no_ratio(copy: Path) -> None:
    change(
        copy,
        "UPDATE fact_amount SET amount_yen = 0 WHERE account_key ="
        " (SELECT account_key FROM dim_account WHERE account_path = '営業収益/営業収益合計')",
    )
    assert query(copy, "SELECT DISTINCT operating_margin, revenue_share FROM ratios") == [(None, None)]
