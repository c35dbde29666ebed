"""What a document is that is no meeting's: its body, its kind and its fiscal year, as far as they are printed."""

from __future__ import annotations

import pytest

from pipelines.interpreting.issued_documents import IssuedDocument, read_issued


def issued(text: str, *tables: tuple[str, int | None]) -> IssuedDocument:
    return read_issued(text.split("\n"), tables)


@pytest.mark.parametrize(
    ("text", "body", "kind", "year"),
    [
        ("令和5年度\n青葉市水道事業会計決算書", "青葉市水道事業会計", "決算書", 2023),
        ("平成29年度下水道事業会計決算書\n堺市", "堺市下水道事業会計", "決算書", 2017),
        ("平成30年度 兵庫県市川町一般会計予算", "兵庫県市川町一般会計", "予算", 2018),
        (
            "議案第12号\n令和5年度青葉市一般会計補正予算（第3号）",
            "青葉市一般会計",
            "議案第12号 補正予算(第3号)",
            2023,
        ),
        (
            "第３号議案\n令和６年度国民健康保険特別会計予算について\n大川広域連合",
            "大川広域連合国民健康保険特別会計",
            "第3号議案 予算",
            2024,
        ),
        ("独立行政法人国際協力機構\n財務諸表\n第20期（令和4年度）", "独立行政法人国際協力機構", "財務諸表", 2022),
        (
            "公立大学法人横浜市立大学\n令和4事業年度\n決算報告書",
            "公立大学法人横浜市立大学",
            "決算報告書",
            2022,
        ),
        ("広報あおば 第512号\n令和5年度", "あおば", "広報あおば第512号", 2023),
        (
            "平成27年度3月補正予算（案）\n地方公共団体情報システム機構",
            "地方公共団体情報システム機構",
            "3月補正予算(案)",
            2015,
        ),
    ],
)
def test_body_kind_and_year_are_read_where_they_are_printed(
    text: str, body: str | None, kind: str | None, year: int | None
) -> None:
    assert issued(text) == IssuedDocument(body, kind, year)


def test_a_text_of_statements_alone_is_named_by_them_and_is_of_their_year() -> None:
    found = issued("損益計算書\n\n青葉町 下水道事業会計", ("損益計算書", 2024), ("貸借対照表", 2024), ("", None))
    assert found == IssuedDocument("青葉町下水道事業会計", "損益計算書・貸借対照表", 2024)


def test_consolidated_statements_are_another_document() -> None:
    assert issued("青葉市\n連結貸借対照表", ("貸借対照表", 2024)).kind == "連結貸借対照表"


def test_tables_of_two_years_name_none() -> None:
    assert issued("青葉市決算書", ("", 2023), ("", 2024)).fiscal_year is None


@pytest.mark.parametrize("text", ["資産の部\n固定資産\n流動負債", "経営比較分析表\n会計の概要", "第1号 貸借対照表", ""])
def test_words_of_no_title_name_neither_body_nor_kind(text: str) -> None:
    assert issued(text) == IssuedDocument()


def test_the_title_of_a_table_that_is_no_statement_names_the_document_too() -> None:
    assert issued("青葉市一般会計\n令和5年度歳入", ("令和5年度歳入", 2023)).kind == "歳入"
    assert issued("青葉市一般会計", ("青葉市一般会計", 2023)).kind is None
