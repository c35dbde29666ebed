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
        "SELECT file_name, count(*) > 100, bool_and("
        " substr(line_text, start_character + 1, length(printed_text)) = printed_text) FROM number_account"
        " GROUP BY ALL ORDER BY ALL",
    )
    assert rows == [("6.txt", True, True), ("7.txt", True, True), ("reiwa.txt", True, True)]


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


def test_law_references_can_be_asked_by_procedure_law_and_place(real: Path) -> None:
    assert query(
        real,
        "SELECT procedure, body, law_name, article_number, words FROM law_references WHERE procedure IS NOT NULL"
        " ORDER BY start_character",
    ) == [
        ("hearing", "経営審議委員会", "機構法", "24", "経営審議委員会の意見聴取"),
        ("resolution", "代表者会議", "機構法", "9", "代表者会議の議決"),
        ("notification", "総務大臣", "機構法", "23", "総務大臣への届出"),
    ]
    items = query(
        real,
        "SELECT item_number, words FROM law_references WHERE reference_kind = 'quoted' AND article_number = '35'"
        " AND item_number IS NOT NULL AND law_number = '平成26年総務省令第85号' ORDER BY item_number::INTEGER",
    )
    assert len(items) == 7
    assert items[3] == ("4", "個人番号カードの作成")


def test_every_law_reference_and_date_stands_where_it_is_said_to_stand(meetings: Path) -> None:
    for relation in ("fact_law_reference", "fact_date_mention"):
        rows = query(
            meetings,
            "SELECT r.source_line FROM query_table($1) AS r LEFT JOIN fact_passage AS p"
            " USING (document_key, source_line)"
            " WHERE p.line_text[r.start_character + 1 : r.end_character] IS DISTINCT FROM r.printed_text",
            [relation],
        )
        assert rows == []


def test_a_meeting_says_when_and_where_and_from_opening_to_closing(real: Path) -> None:
    rows = query(
        real,
        "SELECT committee, meeting_number, meeting_date::VARCHAR, start_time::VARCHAR, end_time, venue,"
        " agenda_item_count, opening_line, closing_line, list_transform(steps, lambda s: s.title) FROM meetings",
    )
    assert rows == [
        ("経営審議委員会", 6, "2015-02-26", "10:00:00", None, "地方公共団体情報システム機構 会議室", 4, 12, 21,
         ["開会", "議事", "閉会"])
    ]  # fmt: skip


def test_a_change_of_rules_says_whose_each_date_is(real: Path) -> None:
    rows = query(
        real,
        "SELECT rule_adopted_on::VARCHAR, rule_adopted_by, change_in_force_on::VARCHAR, clause_count,"
        " changed_provision_count FROM rule_changes",
    )
    assert rows == [("2014-04-10", "地方公共団体情報システム機構代表者会議", "2015-04-01", 10, 6)]


def test_a_text_that_takes_anothers_place_takes_its_references_and_steps_too(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"a.txt": sixth(), "b.txt": sixth() + "\n平成29年度の話である。\n"})
    counts = query(
        path,
        "SELECT (SELECT count(*) FROM fact_law_reference), (SELECT count(*) FROM dim_meeting_step),"
        " (SELECT count(DISTINCT document_key) FROM fact_date_mention)",
    )
    assert counts == [(58, 3, 1)]
