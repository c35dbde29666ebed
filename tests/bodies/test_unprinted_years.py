"""Texts that print no fiscal year: published with what was assumed, nothing proven, their repairs told all the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.rule_book import rule_book
from expectations.rules import structure_rules
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from warehouse.store import create_objects, load, open_warehouse, transaction

ITEMS = (("市民税", 16_739), ("固定資産税", 23_140), ("軽自動車税", 888), ("市たばこ税", 1_987), ("都市計画税", 3_707))
GRANTS = (("地方揮発油譲与税", 140), ("自動車重量譲与税", 450), ("森林環境譲与税", 78), ("特別とん譲与税", 10))
FEES = (("使用料", 1_204), ("手数料", 388), ("証紙収入", 17))
GROUPS = (("市税", ITEMS), ("地方譲与税", GRANTS), ("使用料及び手数料", FEES))


def budget(*, columns: str = "区分\t金額", spoil: str = "", title: str = "歳入 (単位:千円)") -> str:
    """Revenues by 款 and 項, the last column last year's where there are two."""
    has_two = columns.count("\t") > 1
    lines = [title, "", columns]
    for number, (name, items) in enumerate(GROUPS, 1):
        for label, amount in ((f"{number} {name}", sum(value for _, value in items)), *items):
            indent = "" if label[0].isdigit() else "   "
            printed = f"{amount:,}".replace("23,140", spoil) if spoil else f"{amount:,}"
            lines.append(f"{indent}{label}\t{printed}" + (f"\t{2 * amount:,}" if has_two else ""))
    return "\n".join(lines) + "\n"


def document(text: str, name: str = "歳入.txt") -> SettledDocument:
    content = text.encode()
    read = understand(RawDocument(name, content, hashlib.sha256(content).hexdigest()), rule_book())
    assert isinstance(read, ReadDocument), read
    return settle_document(read, rule_book(), "text")


@pytest.fixture
def loaded(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    with open_warehouse(tmp_path / "w.duckdb") as connection, transaction(connection):
        create_objects(connection, comments=False)
        documents = [document(budget(columns="区分\t本年度\t前年度")), document(budget(spoil="32,140"), "桁.txt")]
        load(connection, normalise(documents), datetime(2026, 1, 1, tzinfo=UTC))
    return duckdb.connect(tmp_path / "w.duckdb", read_only=True)


def test_the_year_is_a_member_of_its_own_and_last_years_another(loaded: duckdb.DuckDBPyConnection) -> None:
    years = loaded.execute(
        "SELECT fiscal_year, fiscal_year_name, start_date FROM dim_fiscal_year ORDER BY 1"
    ).fetchall()
    assert years == [(-1, "年度不明の前年度", None), (0, "年度不明", None)]
    counted = loaded.execute(
        "SELECT fiscal_year, count(*), sum(amount_yen) FROM figures WHERE file_name = '歳入.txt'"
        " AND account_path NOT LIKE '%/%' GROUP BY ALL ORDER BY 1"
    ).fetchall()
    total = 1_000 * sum(value for _, items in GROUPS for _, value in items)
    assert counted == [(-1, 3, 2 * total), (0, 3, total)]


def test_nothing_is_proven_and_each_figure_says_why(loaded: duckdb.DuckDBPyConnection) -> None:
    told = loaded.execute("SELECT DISTINCT status, assumption FROM figures WHERE file_name = '歳入.txt'").fetchall()
    assert {status for status, _ in told} == {"unchecked"}
    assert all("no fiscal year is printed; the year is unknown" in words for _, words in told)


def test_a_wrong_digit_is_repaired_though_the_year_is_unknown(loaded: duckdb.DuckDBPyConnection) -> None:
    repaired = loaded.execute(
        "SELECT repair.printed_yen, repair.settled_yen, figure.status FROM fact_repair AS repair"
        " JOIN fact_figure AS figure USING (figure_key)"
    ).fetchall()
    assert repaired == [(32_140_000, 23_140_000, "unchecked")]


def test_no_rule_of_structure_keeps_the_texts_out(loaded: duckdb.DuckDBPyConnection) -> None:
    for rule in structure_rules():
        if "holds" in rule.query:
            query = f"SELECT place, value FROM ({rule.query}\n) WHERE NOT coalesce(holds, false)"  # noqa: S608
            assert loaded.execute(query).fetchall() == [], rule.name


def test_amounts_of_an_unknown_year_are_compared_with_none(loaded: duckdb.DuckDBPyConnection) -> None:
    assert loaded.execute("SELECT count(*) FROM amounts").fetchone() != (0,)
    assert loaded.execute("SELECT count(*) FROM amount_printings").fetchone() == (0,)
    assert loaded.execute("SELECT count(*) FROM revisions").fetchone() == (0,)


def test_the_evidence_of_what_was_derived_is_stored(loaded: duckdb.DuckDBPyConnection) -> None:
    rows = loaded.execute(
        "SELECT held_count, tried_count, chance_count FROM fact_identity_check WHERE tried_count IS NOT NULL"
    ).fetchall()
    assert rows
    assert all(0 < held <= tried and chance < held / 4 for held, tried, chance in rows)


def test_a_year_above_the_table_proves_the_same_figures() -> None:
    figures = normalise([document("令和5年度予算\n\n" + budget())]).by_name["figure"]
    assert set(figures["status"]) == {"proven"}
    assert set(figures["fiscal_year"]) == {2023}
