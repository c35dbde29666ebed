"""Other public bodies' tables through reading, interpreting and settling: what comes out as amounts, and how sure."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from expectations.rule_book import rule_book
from pipelines.documents.frames import normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand

BODIES = Path(__file__).parent.parent / "layout" / "bodies"
WRITTEN = Path(__file__).parent.parent / "reading" / "bodies"


class _Amount(NamedTuple):
    line: int
    statement: str
    account: str
    year: int
    measure: str
    amount: int
    status: str


def _read(name: str, text: str) -> list[_Amount]:
    content = text.encode()
    read = understand(RawDocument(name, content, hashlib.sha256(content).hexdigest()), rule_book())
    assert isinstance(read, ReadDocument), read
    figures = normalise([settle_document(read, rule_book(), "text")]).by_name["figure"]
    columns = ("source_line", "statement_code", "account_path", "fiscal_year", "measure", "amount_yen", "status")
    return [_Amount(*row) for row in figures.select(columns).iter_rows()]


@cache
def _amounts(name: str) -> list[_Amount]:
    file = next(folder / name for folder in (BODIES, WRITTEN) if (folder / name).exists())
    return _read(name, file.read_text(encoding="utf-8"))


def _found(name: str, account: str, year: int, measure: str = "amount") -> tuple[int, str]:
    (found,) = [
        (each.amount, each.status)
        for each in _amounts(name)
        if (each.account == account or each.account.endswith(f"/{account}"))
        and each.year == year
        and each.measure == measure
    ]
    return found


@pytest.mark.parametrize("name", ["school_tabs_total_first.txt", "school_single_space.txt"])
def test_totals_before_their_items_are_proven(name: str) -> None:
    amounts = _amounts(name)
    assert len(amounts) == 99
    assert {each.status for each in amounts} == {"proven"}
    assert {each.statement for each in amounts} == {"balance_sheet"}
    assert sum(each.measure == "change" for each in amounts) == 33
    assert _found(name, "資産の部合計", 2017) == (236_291_873, "proven")
    assert _found(name, "有形固定資産/土地", 2016) == (25_607_000, "proven")
    assert _found(name, "その他の固定資産", 2017) == (2_410_160, "proven")


def test_lost_signs_of_numbered_statements_are_restored() -> None:
    amounts = _amounts("sewer_yearbook_signs_stripped.txt")
    repaired = {each.account: each.amount for each in amounts if each.status == "repaired"}
    assert sorted(repaired.values()) == [-24_244_000, -23_957_000]
    assert not [each for each in amounts if each.status == "disputed"]


def test_a_unit_within_the_cells_and_a_table_that_is_no_known_statement() -> None:
    amounts = _amounts("water_unit_in_cell.txt")
    assert len(amounts) == 39
    assert {each.statement for each in amounts} == {"other"}
    assert {each.status for each in amounts} == {"proven"}
    assert {each.account.split("/")[0] for each in amounts} == {"収益的収支(税抜)"}
    assert [each.amount for each in amounts if each.account.endswith("差引") and each.year == 2019] == [
        45_020_000,
        -16_630_000,
    ]


def test_a_share_says_which_amount_lost_a_digit() -> None:
    amounts = _amounts("village_budget_oku_man.txt")
    assert [(each.account, each.amount) for each in amounts if each.status == "repaired"] == [
        ("歳出/公債費", 338_230_000)
    ]
    assert not [each for each in amounts if each.status == "disputed"]


def test_a_table_without_shares_leaves_a_lost_digit_disputed() -> None:
    text = (BODIES / "village_budget_oku_man.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines()]
    plain = "\n".join("|".join(row[:3] + row[4:]) if len(row) > 4 else "|".join(row) for row in rows) + "\n"
    statuses = {each.account: each.status for each in _read("plain.txt", plain) if each.measure == "amount"}
    assert statuses["歳出/公債費"] == "disputed"


def test_numbers_that_add_up_to_nothing_are_no_table_of_accounts() -> None:
    text = (BODIES / "village_budget_oku_man.txt").read_text(encoding="utf-8")
    numbers = iter(range(7_310, 99_999, 1_237))
    lines = [line for line in text.splitlines() if "合計" not in line]
    random = ["|".join(f" {next(numbers):,} " if "円" in cell else cell for cell in line.split("|")) for line in lines]
    content = ("\n".join(random) + "\n").encode()
    read = understand(RawDocument("random.txt", content, hashlib.sha256(content).hexdigest()), rule_book())
    assert not isinstance(read, ReadDocument)


def test_a_rule_of_this_agency_is_no_rule_of_another_bodys_statement() -> None:
    """Between 経常利益 and 当期純利益 stands a loss that this agency does not have: nothing right is disputed."""
    text = (
        "独立行政法人青葉研究所\n\n令和5年度 損益計算書\n\n(単位：円)\n\n科目\t金額\n経常費用\n業務費\t344,140,435\n"
        "一般管理費\t412,401,630\n財務費用\t624,042,732\n経常費用合計\t1,380,584,797\n経常収益\n"
        "運営費交付金収益\t309,395,241\n受託収入\t211,329,146\n補助金等収益\t430,420,061\n雑益\t172,871,622\n"
        "経常収益合計\t1,124,016,070\n経常利益\t△256,568,727\n臨時損失\t85,678\n当期純利益\t△256,654,405\n"
    )
    amounts = _read("a.txt", text)
    assert len(amounts) == 12
    assert not [each for each in amounts if each.status == "disputed"]
    assert {each.status for each in amounts if each.account.endswith("合計")} == {"proven"}


def test_a_balance_sheet_that_ends_before_this_agencys_last_row_is_published() -> None:
    text = (
        "独立行政法人青葉研究所\n\n令和5年度 貸借対照表\n\n(単位：円)\n\n科目\t金額\n資産の部\n流動資産\n"
        "現金及び預金\t7,123,456\n有価証券\t2,345,678\n流動資産合計\t9,469,134\n資産合計\t9,469,134\n負債の部\n流動負債\n"
        "運営費交付金債務\t1,234,567\n未払金\t345,678\n流動負債合計\t1,580,245\n負債合計\t1,580,245\n"
    )
    amounts = _read("a.txt", text)
    assert len(amounts) == 8
    assert {each.status for each in amounts} == {"proven"}
