"""What the words say, asked in SQL: places, outline, comparison of rules; of the real meeting and of made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.loaded_meetings import load_one_by_one, query, reiwa, seventh, sixth

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("words") / "w.duckdb", {"6.txt": sixth()})


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {"6.txt": sixth(), "7.txt": seventh(), "reiwa.txt": reiwa()}
    return load_one_by_one(tmp_path_factory.mktemp("words") / "w.duckdb", texts)


def test_every_number_stands_in_its_line_where_it_is_said_to_stand(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT file_name, count(*), count(*) FILTER ("
        " substr(line_text, start_character + 1, length(printed_text)) = printed_text) FROM number_account"
        " GROUP BY ALL",
    )
    assert len(rows) == 3
    assert all(count == fitting > 100 for _, count, fitting in rows)


def test_every_quantity_stands_in_its_line_where_it_is_said_to_stand(meetings: Path) -> None:
    rows = query(
        meetings,
        "SELECT q.source_line FROM fact_quantity AS q JOIN fact_passage AS p USING (document_key, source_line)"
        " WHERE p.line_text[q.start_character + 1 : q.end_character] IS DISTINCT FROM q.printed_text",
    )
    assert rows == []


def test_each_row_of_a_statement_says_which(real: Path) -> None:
    rows = query(
        real,
        "SELECT statement_code, min(source_line), max(source_line), any_value(section_path) FROM passages"
        " WHERE passage_kind = 'table_row' AND part_kind = 'budget' AND statement_code IS NOT NULL"
        " AND source_line < 832 GROUP BY statement_code, source_line >= 713 ORDER BY 2",
    )
    assert rows == [
        ("balance_sheet", 587, 645, "予定貸借対照表"),
        ("income_statement", 653, 683, "予定損益計算書"),
        ("cash_plan", 691, 711, "平成27年度 資金計画"),
        ("balance_sheet", 713, 771, None),
        ("income_statement", 779, 809, "(事業別財務情報(予定損益計算書関係))"),
        ("cash_plan", 811, 831, None),
    ]


def test_a_passage_knows_all_headings_above_it(real: Path) -> None:
    rows = query(
        real, "SELECT section_path FROM passages WHERE source_line IN (93, 557, 883, 916) ORDER BY source_line"
    )
    assert [path for (path,) in rows] == [
        "2 補正予算書 / 【補正の内容】",
        "10 組織・体制の改善強化 / (2) 内部統制・リスク管理・内部監査 / 2 リスク管理活動（重要なリスクへの対応）"
        " / (1) 個人情報保護・情報セキュリティ",
        "1 予定損益計算書",
        "3 資金計画",
    ]


def test_renumbered_items_are_pairs_and_six_provisions_are_changed(real: Path) -> None:
    renumbered = query(
        real,
        "SELECT article_number, old_item_number, item_number, is_changed FROM rule_comparison"
        " WHERE old_item_number <> item_number ORDER BY provision_number",
    )
    assert renumbered == [("3", "4・5", "5・6", False), ("7", "3～6", "4～7", False)]
    changed = query(
        real,
        "SELECT article_number, item_number, is_heading FROM rule_comparison WHERE is_changed"
        " ORDER BY provision_number",
    )
    assert changed == [
        ("3", None, False), ("3", "4", False), ("7", None, True), ("7", "2", False), ("7", "3", False),
        ("10", None, False),
    ]  # fmt: skip


def test_a_shift_says_how_many_it_moves(real: Path) -> None:
    rows = query(
        real,
        "SELECT item_number, last_item_number, moved_to, moved_count FROM rule_clauses WHERE action = 'renumber'"
        " ORDER BY clause_number",
    )
    assert rows == [("5", None, "6", 1), ("4", None, "5", 1), ("3", "6", "4", 4)]
    assert query(real, "SELECT count(*) FROM rule_clauses WHERE action <> 'renumber' AND moved_count IS NOT NULL") == [
        (0,)
    ]
