"""The charts of statements that are not as they should be: without totals, with names nobody knows, with losses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.columns import Cell, column
from dashboard.money import balance, roll_forward, waterfall
from dashboard.reading import Account
from dashboard.steps import place_of_heading, place_of_line
from expectations.rule_book import rule_book
from tests.support.dashboard_sites import Shown, Site, built, load_one_by_one, meeting_text
from warehouse import reference

pytest_plugins = ["tests.support.dashboard_fixtures"]
Row = tuple[str, str, int | None]


def drawn(code: str, *rows: Row, unit_yen: int = 1_000) -> dict[str, Any]:
    """The chart of one column; a row is a path, a role and an amount in yen."""
    accounts = {
        key: Account(key, code, path, path.rsplit("/", 1)[-1], None, role) for key, (path, role, _) in enumerate(rows)
    }
    cells = [
        Cell(key, yen, "disputed" if yen is None else "proven", unit_yen, key) for key, (_, _, yen) in enumerate(rows)
    ]
    draw = {"income_statement": waterfall, "balance_sheet": balance, "cash_plan": roll_forward}[code]
    chart = draw(column(cells, accounts), code, {key: key for key in accounts})
    assert chart is not None
    return chart


def kinds(chart: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(step["kind"], step["yen"]) for step in chart["steps"]]


def test_totals_rise_and_fall_to_the_results() -> None:
    chart = drawn(
        "income_statement",
        ("営業収益/売上", "item", 900),
        ("営業収益/営業収益合計", "total", 900),
        ("営業費用/営業費用合計", "total", 1000),
        ("営業損失", "result", -100),
    )
    assert kinds(chart) == [("rise", 900), ("fall", 1000), ("result", -100)]
    assert [(step["start_yen"], step["end_yen"]) for step in chart["steps"]] == [(0, 900), (900, -100), (0, -100)]


def test_without_totals_the_items_are_added_under_the_name_of_their_heading() -> None:
    chart = drawn(
        "income_statement",
        ("事業収入/会費", "item", 300),
        ("事業収入/その他", "item", 200),
        ("事業支出/人件費", "item", 450),
        ("当期純利益", "result", 50),
    )
    assert kinds(chart) == [("rise", 500), ("fall", 450), ("result", 50)]
    assert [step["name"] for step in chart["steps"]] == ["事業収入", "事業支出", None]
    assert [step["account"] for step in chart["steps"]] == [None, None, 3]


def test_a_result_that_the_steps_do_not_come_to_shows_a_gap() -> None:
    chart = drawn(
        "income_statement",
        ("営業収益/営業収益合計", "total", 900),
        ("営業費用/営業費用合計", "total", 800),
        ("営業利益", "result", 130),
    )
    assert kinds(chart) == [("rise", 900), ("fall", 800), ("gap", 30), ("result", 130)]


def test_an_amount_that_cannot_be_read_hides_the_level_until_the_next_result() -> None:
    chart = drawn(
        "income_statement",
        ("営業収益/営業収益合計", "total", None),
        ("営業費用/営業費用合計", "total", 800),
        ("営業利益", "result", 100),
        ("特別損失/特別損失合計", "total", 30),
        ("当期純利益", "result", 70),
    )
    assert kinds(chart) == [("rise", None), ("fall", 800), ("result", 100), ("fall", 30), ("result", 70)]
    assert [step["end_yen"] for step in chart["steps"]] == [None, None, 100, 70, 70]
    assert chart["steps"][0]["status"] == "disputed"


def test_what_no_word_places_is_left_out_and_named() -> None:
    chart = drawn(
        "income_statement",
        ("営業収益/営業収益合計", "total", 900),
        ("何か/何か合計", "total", 7),
        ("謎", "item", 5),
        ("当期純利益", "result", 900),
    )
    assert kinds(chart) == [("rise", 900), ("result", 900)]
    assert chart["left_out"] == [1, 2]


def test_taxes_under_no_heading_are_taken_off() -> None:
    chart = drawn(
        "income_statement",
        ("営業収益/営業収益合計", "total", 900),
        ("税引前当期純利益", "result", 900),
        ("法人税等", "item", 200),
        ("当期純利益", "result", 700),
    )
    assert kinds(chart) == [("rise", 900), ("result", 900), ("fall", 200), ("result", 700)]


def test_cash_rolls_forward_item_by_item() -> None:
    chart = drawn(
        "cash_plan",
        ("資金収入/営業収益", "item", 100),
        ("資金収入/当期末未収金", "item", -40),
        ("資金収入/資金収入合計", "total", 60),
        ("資金支出/事業費", "item", 50),
        ("資金支出/資金支出合計", "total", 50),
        ("資金収支差額", "result", 10),
        ("前期末現金及び預金", "result", 5),
        ("当期末現金及び預金", "result", 15),
    )
    assert kinds(chart) == [("start", 5), ("rise", 100), ("rise", -40), ("fall", 50), ("result", 15)]


def test_items_that_do_not_come_to_their_total_give_way_to_it() -> None:
    chart = drawn(
        "cash_plan",
        ("資金収入/営業収益", "item", 90),
        ("資金収入/資金収入合計", "total", 60),
        ("資金支出/資金支出合計", "total", 50),
        ("資金収支差額", "result", 10),
    )
    assert kinds(chart) == [("rise", 60), ("fall", 50), ("result", 10)]


def test_a_balance_sheet_without_totals_is_added_up() -> None:
    chart = drawn(
        "balance_sheet",
        ("資産の部/流動資産/現金", "item", 60),
        ("資産の部/流動資産/未収金", "item", 40),
        ("資産の部/土地", "item", 50),
        ("負債及び純資産の部/負債の部/借入金", "item", 120),
        ("負債及び純資産の部/純資産の部/資本金", "item", 30),
    )
    assert [(part["name"], part["yen"]) for part in chart["assets"]] == [("流動資産", 100), (None, 50)]
    assert (chart["assets_yen"], chart["liabilities_yen"], chart["net_assets_yen"]) == (150, 120, 30)
    assert chart["balances"] is True


def test_a_balance_sheet_of_totals_alone_shows_them() -> None:
    rows: list[Row] = [
        ("資産の部/資産合計", "total", 10_000_000),
        ("負債の部/負債合計", "total", 7_000_000),
        ("純資産の部/純資産合計", "total", 2_000_000),
    ]
    rounded = drawn("balance_sheet", *rows, unit_yen=1_000_000)
    assert [part["kind"] for part in rounded["assets"]] == ["total"]
    assert (rounded["balances"], rounded["tolerance_yen"]) == (True, 3_000_000)
    exact = drawn("balance_sheet", *rows)
    assert (exact["balances"], exact["tolerance_yen"]) == (False, 0)


def test_parts_that_lack_something_leave_a_gap_in_their_side() -> None:
    chart = drawn(
        "balance_sheet",
        ("資産の部/流動資産/流動資産合計", "total", 60),
        ("資産の部/資産合計", "total", 100),
        ("負債の部/負債合計", "total", None),
    )
    assert [(part["kind"], part["yen"]) for part in chart["assets"]] == [("part", 60), ("gap", 40)]
    assert chart["balances"] is None


HEADINGS: list[Row] = [
    ("流動資産/現金", "item", 60),
    ("流動資産/流動資産合計", "total", 60),
    ("固定資産/建物", "item", 40),
    ("固定資産/固定資産合計", "total", 40),
]
OTHER_SIDE: list[Row] = [("負債/負債合計", "total", 70), ("純資産/純資産合計", "total", 30)]


def test_a_side_under_two_headings_is_put_together() -> None:
    chart = drawn("balance_sheet", *HEADINGS, *OTHER_SIDE)
    assert [(part["kind"], part["account"], part["yen"]) for part in chart["assets"]] == [
        ("part", 1, 60),
        ("part", 3, 40),
    ]
    assert (chart["assets_yen"], chart["statuses"]["assets"], chart["balances"]) == (100, "proven", True)


@pytest.mark.parametrize("path", ["資産合計", "資産の部合計", "資産の部/資産合計"])
def test_a_side_under_two_headings_has_the_total_that_is_printed(path: str) -> None:
    chart = drawn("balance_sheet", *HEADINGS, (path, "total", 110), *OTHER_SIDE, ("負債純資産合計", "result", 100))
    assert [(part["kind"], part["yen"]) for part in chart["assets"]] == [("part", 60), ("part", 40), ("gap", 10)]
    assert (chart["assets_yen"], chart["balances"]) == (110, False)


def test_a_side_under_two_headings_is_unknown_where_one_is_disputed() -> None:
    disputed: Row = ("固定資産/固定資産合計", "total", None)
    chart = drawn("balance_sheet", *HEADINGS[:3], disputed, *OTHER_SIDE)
    assert [part["yen"] for part in chart["assets"]] == [60, None]
    assert (chart["assets_yen"], chart["statuses"]["assets"], chart["balances"]) == (None, "disputed", None)
    printed = drawn("balance_sheet", *HEADINGS[:3], disputed, ("資産合計", "total", 100), *OTHER_SIDE)
    assert (printed["assets_yen"], printed["statuses"]["assets"], printed["balances"]) == (100, "proven", True)


def test_every_known_account_has_a_place_in_the_charts() -> None:
    for account in reference.accounts():
        heading, *rest = account.path.split("/")
        if rest:
            assert place_of_heading(account.statement_code, heading), account.path
        elif account.statement_code != "balance_sheet":
            assert place_of_line(account.statement_code, heading), account.path


def test_the_words_say_what_the_identities_say() -> None:
    weights: dict[str, int] = {}
    for rule in rule_book().rules:
        if rule.name in ("operating_result", "ordinary_result", "net_result", "cash_balance"):
            weights |= {path: weight for path, weight in rule.right.items() if path.count("/") > 1}
    assert weights
    for path, weight in weights.items():
        statement, heading, _ = path.split("/")
        assert place_of_heading(statement, heading) == ("rise" if weight > 0 else "fall")


@pytest.mark.slow
def test_an_unknown_segment_stands_among_the_others_before_the_total(tmp_path: Path) -> None:
    text = meeting_text(14).replace("科 目\t金額", "科 目\t謎の事業\t合計")
    lines = [f"{line}\t{line.split(chr(9))[1]}" if line.count("\t") == 1 else line for line in text.split("\n")]
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": "\n".join(lines)})
    page = built(warehouse, tmp_path / "site").meeting("a.txt")
    assert [(one["name"], one["name_en"]) for one in page["segments"]] == [("謎の事業", None), ("合計", "Total")]
    assert page["money"]["statements"][0]["segments"] == [0, 1]


@pytest.mark.slow
def test_an_amount_that_cannot_be_read_is_shown_as_unknown_with_its_place(shown: Shown) -> None:
    page = shown.site.meeting("unreadable.txt")
    statements = page["money"]["statements"]
    cells = [cell for statement in statements for row in statement["rows"] for cell in row["cells"] if cell]
    unread = [cell for cell in cells if cell["yen"] is None]
    assert unread
    assert {cell["status"] for cell in unread} == {"disputed"}
    assert {page["figures"]["printed_text"][cell["figure"]] for cell in unread} == {"■■,■■■"}


@pytest.mark.slow
def test_years_hold_the_totals_of_every_version(shown: Shown) -> None:
    site: Site = shown.site
    years = site.index["fiscal_years"]
    assert [(year,) for year in years] == shown.query("SELECT DISTINCT fiscal_year_key FROM fact_amount ORDER BY 1")
    for year in years:
        page = site.read(f"years/{year}")
        expected = shown.query(
            "SELECT account_path, segment_name, budget_version, amount_yen, status"
            " FROM version_amounts_as_of(DATE 'infinity') WHERE fiscal_year = ? AND account_role <> 'item'",
            year,
        )
        found = [
            (page["accounts"][one["account"]]["path"], one["segment"], a["version"], a["yen"], a["status"])
            for one in page["series"]
            for a in one["amounts"]
        ]
        assert set(found) <= set(expected)
        assert {row for row in expected if not str(row[2]).startswith("before_")} <= set(found)
        assert {version["id"] for version in page["versions"]} <= {one["id"] for one in site.index["meetings"]}


@pytest.mark.slow
def test_budgets_stand_beside_settlements_as_in_the_warehouse(shown: Shown) -> None:
    compared = 0
    for year in shown.site.index["fiscal_years"]:
        page = shown.site.read(f"years/{year}")
        found = {
            (
                page["accounts"][row["account"]]["path"],
                row["segment"],
                row["budget_version"],
                row["budget_yen"],
                row["settlement_yen"],
                row["difference_yen"],
            )
            for row in page["budget_and_settlement"]
        }
        expected = shown.query(
            "SELECT account_path, segment_name, budget_version, budget_yen, settlement_yen, difference_yen"
            " FROM budget_and_settlement WHERE fiscal_year = ? AND account_role <> 'item'",
            year,
        )
        assert found == set(expected)
        compared += len(expected)
    assert compared
