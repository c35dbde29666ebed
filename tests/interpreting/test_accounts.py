"""A statement's rows → account paths and subtotals."""

from pipelines.interpreting.accounts import LabelledRow, Outline, chart, clean_label, outline


def outlined(statement_code: str, *rows: str) -> Outline:
    """Rows as `label` (no amounts) or `label=` (with amounts)."""
    labelled = [LabelledRow(n, row.rstrip("="), row.endswith("=")) for n, row in enumerate(rows, 1)]
    return outline(labelled, chart(statement_code))


def paths(found: Outline) -> list[str]:
    return [row.path for row in found.rows]


def sums(found: Outline) -> dict[str, list[str]]:
    return {found.rows[s.total].label: [found.rows[item].label for item in s.items] for s in found.subtotals}


def test_repeated_labels_are_told_apart_by_their_headings() -> None:
    found = outlined(
        "balance_sheet",
        "資産の部", "固定資産", "有形固定資産", "リース資産=", "有形固定資産合計=", "無形固定資産", "リース資産=",
        "無形固定資産合計=", "固定資産合計=", "資産合計=",
    )  # fmt: skip
    assert paths(found)[0] == "資産の部/固定資産/有形固定資産/リース資産"
    assert paths(found)[2] == "資産の部/固定資産/無形固定資産/リース資産"
    assert sums(found)["固定資産合計"] == ["有形固定資産合計", "無形固定資産合計"]
    assert sums(found)["資産合計"] == ["固定資産合計"]


def test_the_result_of_two_groups_is_in_no_sum() -> None:
    found = outlined(
        "income_statement",
        "営業収益", "事業収入=", "営業収益合計=", "営業費用", "事業費=", "営業費用合計=", "営業利益=", "当期純利益=",
    )  # fmt: skip
    assert [row.role for row in found.rows][-2:] == ["result", "result"]
    assert sums(found) == {"営業収益合計": ["事業収入"], "営業費用合計": ["事業費"]}


def test_a_plan_without_headings_is_grouped_by_its_totals() -> None:
    found = outlined(
        "cash_plan", "営業収益=", "その他=", "資金収入合計=", "事業費=", "その他=", "資金支出合計=", "資金収支差額="
    )
    assert paths(found)[1] == "資金収入/その他"
    assert paths(found)[4] == "資金支出/その他"
    assert sums(found) == {"資金収入合計": ["営業収益", "その他"], "資金支出合計": ["事業費", "その他"]}


def test_headings_that_are_not_printed_follow_from_the_totals() -> None:
    found = outlined(
        "balance_sheet",
        "現金及び預金=", "流動資産合計=", "リース資産=", "有形固定資産合計=", "リース資産=", "無形固定資産合計=",
        "固定資産合計=", "資産合計=", "地方公共団体出資金=", "積立金=", "利益剰余金合計=", "純資産合計=",
    )  # fmt: skip
    known = chart("balance_sheet").roles
    assert all(path in known for path in paths(found))
    assert sums(found)["資産合計"] == ["流動資産合計", "固定資産合計"]
    assert sums(found)["純資産合計"] == ["地方公共団体出資金", "利益剰余金合計"]


def test_a_total_claims_no_rows_that_are_known_to_stand_elsewhere() -> None:
    found = outlined("income_statement", "営業収益", "事業収入=", "営業収益合計=", "事業費=", "営業費用合計=")
    assert sums(found)["営業費用合計"] == ["事業費"]
    assert paths(found)[0] == "営業収益/事業収入"


def test_unknown_totals_without_headings_sum_the_rows_since_the_last_one_and_then_each_other() -> None:
    found = outlined("cash_plan", "甲=", "収入計=", "乙=", "丙=", "支出計=", "総計=")
    assert sums(found) == {"収入計": ["甲"], "支出計": ["乙", "丙"], "総計": ["収入計", "支出計"]}
    assert paths(found)[2] == "支出/乙"


def test_a_garbled_heading_takes_the_name_of_its_total() -> None:
    found = outlined("balance_sheet", "資産の部", "流 産", "現金及び預金=", "流動資産合計=", "資産合計=")
    assert paths(found) == ["資産の部/流動資産/現金及び預金", "資産の部/流動資産/流動資産合計", "資産の部/資産合計"]


def test_a_garbled_total_takes_the_name_of_its_heading() -> None:
    found = outlined("balance_sheet", "資産の部", "流動資産", "現金及び預金=", "流動産合計=", "資産合計=")
    assert paths(found)[1] == "資産の部/流動資産/流動資産合計"
    assert sums(found) == {"流動産合計": ["現金及び預金"], "資産合計": ["流動産合計"]}


def test_the_rows_of_a_group_without_total_count_with_the_group_around_it() -> None:
    found = outlined(
        "balance_sheet", "資産の部", "流動資産", "現金及び預金=", "固定資産", "保証金=", "固定資産合計=", "資産合計="
    )
    assert sums(found)["資産合計"] == ["現金及び預金", "固定資産合計"]


def test_a_row_of_which_repeats_a_part_and_is_in_no_sum() -> None:
    found = outlined(
        "balance_sheet", "資産の部", "流動資産", "現金及び預金=", "(うち定期預金)=", "流動資産合計=", "資産合計="
    )
    assert found.rows[1].role == "memo"
    assert sums(found)["流動資産合計"] == ["現金及び預金"]


def test_an_unknown_account_stands_under_its_heading_and_counts() -> None:
    found = outlined(
        "balance_sheet", "資産の部", "流動資産", "現金及び預金=", "貸倒引当金=", "流動資産合計=", "資産合計="
    )
    assert paths(found)[1] == "資産の部/流動資産/貸倒引当金"
    assert sums(found)["流動資産合計"] == ["現金及び預金", "貸倒引当金"]


def test_the_short_labels_of_a_summary_are_the_totals() -> None:
    found = outlined("income_statement", "営業収益=", "営業外収益=", "当期純利益=")
    assert paths(found) == ["営業収益/営業収益合計", "営業外収益/営業外収益合計", "当期純利益"]


def test_an_account_that_lost_its_amounts_is_still_a_row() -> None:
    found = outlined("balance_sheet", "資産の部", "流動資産", "現金及び預金", "未収金=", "流動資産合計=", "資産合計=")
    assert sums(found)["流動資産合計"] == ["現金及び預金", "未収金"]


def test_labels_lose_spaces_note_marks_and_enclosing_brackets() -> None:
    assert clean_label("現 金　及び預金¹") == "現金及び預金"
    assert clean_label("（前期末現金及び預金）") == "前期末現金及び預金"
    assert clean_label("(うち定期預金)") == "(うち定期預金)"


def test_a_total_whose_amounts_are_lost_still_closes_its_group() -> None:
    found = outlined(
        "income_statement", "営業費用", "事業費=", "一般管理費=", "営業費用合計", "営業利益", "当期純利益="
    )
    assert sums(found) == {"営業費用合計": ["事業費", "一般管理費"]}
    assert [row.role for row in found.rows] == ["item", "item", "total", "result", "result"]


def test_a_word_that_ends_like_a_total_is_none() -> None:
    found = outlined("income_statement", "営業収益", "事業収入=", "特別会計=", "営業収益計=")
    assert sums(found) == {"営業収益計": ["事業収入", "特別会計"]}
