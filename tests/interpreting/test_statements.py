"""Tables → statements with accounts, periods, units and figures."""

import pytest

from pipelines.interpreting.model import Measure, Period, SegmentEvidence, TableKind
from pipelines.interpreting.unprinted_years import UNPRINTED_YEAR
from pipelines.reading.source import InvalidTextError
from tests.support.interpreted_texts import (
    BALANCE_SHEET,
    BUDGET,
    CASH_PLAN,
    INCOME_STATEMENT,
    by_path,
    codes,
    titled,
    understood,
)

INITIAL = Period(2015, "initial")


def test_the_three_statements_are_known_by_what_they_hold() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET, "", *INCOME_STATEMENT, "", *CASH_PLAN)
    assert [table.statement_code for table in found.tables] == ["balance_sheet", "income_statement", "cash_plan"]
    assert {figure.period for figure in found.figures} == {INITIAL}
    assert {figure.segment_name for figure in found.figures} == {"合計"}


def test_title_period_and_unit_above_a_table_are_its_own() -> None:
    found = understood(*titled("予定貸借対照表", BALANCE_SHEET, unit="円"))
    assert {(figure.period, figure.unit_yen) for figure in found.figures} == {(INITIAL, 1)}


def test_without_planned_in_its_title_a_statement_is_the_settlement() -> None:
    found = understood(*titled("貸借対照表", BALANCE_SHEET))
    assert found.figures[0].period == Period(2015, "settlement")


def test_an_untitled_table_takes_the_period_of_the_one_before_where_no_budget_is_named() -> None:
    segments = ("科目\t一般事業\t合計", *(f"{row}\t{row.split(chr(9))[1]}" for row in CASH_PLAN[1:]))
    found = understood(*titled("予定貸借対照表", BALANCE_SHEET), *segments)
    assert found.tables[1].kind is TableKind.SEGMENTS
    assert {figure.period for figure in found.figures} == {INITIAL}


def test_a_table_of_which_no_year_is_printed_is_of_an_unknown_one() -> None:
    found = understood(*BALANCE_SHEET)
    assert {figure.period.fiscal_year for figure in found.figures} == {UNPRINTED_YEAR}
    assert all("no fiscal year is printed" in (figure.assumption or "") for figure in found.figures)


def test_the_year_before_an_unknown_one_is_another() -> None:
    rows = (f"{row}\t{row.split(chr(9))[1]}" for row in BALANCE_SHEET[1:])
    found = understood("科目\t当年度\t前年度", *rows)
    assert {figure.period.fiscal_year for figure in found.figures} == {UNPRINTED_YEAR, UNPRINTED_YEAR - 1}


def test_a_table_of_no_year_whose_rows_nothing_sums_is_refused() -> None:
    with pytest.raises(InvalidTextError, match=r"made-up.txt:2: no fiscal year"):
        understood("貸借対照表", "科目\t金額", "現金及び預金\t1,234")


def test_a_table_without_unit_takes_that_of_the_table_with_the_same_figures() -> None:
    by_segment = ("科目\t一般事業\t合計", *(f"{row}\t{row.split(chr(9))[1]}" for row in BALANCE_SHEET[1:]))
    found = understood(
        *BUDGET,
        *by_segment,
        "",
        *titled("予定貸借対照表", BALANCE_SHEET, unit="円"),
        *titled("予定損益計算書", INCOME_STATEMENT),
    )
    assert {figure.unit_yen for figure in found.figures if figure.table == 1} == {1}
    assert "assumed_unit" not in codes(found)


def test_a_unit_that_is_stated_nowhere_is_assumed_and_reported() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET)
    assert {figure.unit_yen for figure in found.figures} == {1_000}
    assert codes(found).count("assumed_unit") == 1


@pytest.mark.parametrize("cut", range(2, len(BALANCE_SHEET)))
@pytest.mark.parametrize(
    "between", [("", "- 12 -", ""), ("", "12", "", "予定貸借対照表（続き）", "", "(単位：千円)", ""), ("", "資料3", "")]
)
def test_a_table_that_goes_on_over_a_page_is_one(cut: int, between: tuple[str, ...]) -> None:
    rows = (*BALANCE_SHEET[:cut], *between, BALANCE_SHEET[0], *BALANCE_SHEET[cut:])
    whole, split = understood(*BUDGET, *BALANCE_SHEET), understood(*BUDGET, *rows)
    assert by_path(split) == by_path(whole)
    assert [s.items for s in split.tables[0].subtotals] == [s.items for s in whole.tables[0].subtotals]


def test_the_first_page_may_end_before_it_tells_which_statement_it_is() -> None:
    found = understood(*BUDGET, *CASH_PLAN[:2], "", "7", "", CASH_PLAN[0], *CASH_PLAN[2:])
    assert [table.statement_code for table in found.tables] == ["cash_plan"]


def test_the_same_table_printed_twice_stays_two_tables() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET, "", *BALANCE_SHEET)
    assert len(found.tables) == 2


def test_two_years_in_one_text_keep_their_own_periods() -> None:
    found = understood(
        "平成26年度決算", "", *BALANCE_SHEET, "", "平成27年度6月補正予算（案）", "", *BALANCE_SHEET,
    )  # fmt: skip
    assert [table.columns[0].period for table in found.tables] == [
        Period(2014, "settlement"),
        Period(2015, "supplementary_june"),
    ]


def test_a_summary_has_a_column_for_each_period_and_their_change() -> None:
    rows = ("科 目\t27 年度\t26 年度 6 月補正\t増減", "営業収益\t90\t80\t10", "当期純利益\t5\t9\t△4")
    found = understood(*BUDGET, "（単位：百万円）", "", *rows)
    (table,) = found.tables
    assert table.kind is TableKind.SUMMARY
    assert [(column.period, column.measure) for column in table.columns] == [
        (INITIAL, Measure.AMOUNT),
        (Period(2014, "supplementary_june"), Measure.AMOUNT),
        (INITIAL, Measure.CHANGE),
    ]
    assert found.figures[-1].value == -4
    assert found.figures[0].unit_yen == 1_000_000


def test_a_statement_of_one_segment_has_it_from_its_title() -> None:
    found = understood(*BUDGET, "一般事業", "", *BALANCE_SHEET)
    assert {(f.segment_name, f.segment_evidence) for f in found.figures} == {("一般事業", SegmentEvidence.STATEMENT)}


def test_every_printed_number_of_a_statement_is_a_figure_at_its_place() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET)
    printed = [(n, row.split("\t")[1]) for n, row in enumerate(BALANCE_SHEET, 3) if row.split("\t")[1].isdigit()]
    assert [(figure.line, figure.printed_text) for figure in found.figures] == printed
    assert {figure.cell for figure in found.figures} == {1}


def test_an_account_whose_amount_was_lost_is_a_blank_figure() -> None:
    rows = [row.replace("未収金\t20", "未収金") for row in BALANCE_SHEET]
    (lost,) = [figure for figure in understood(*BUDGET, *rows).figures if figure.label == "未収金"]
    assert lost.is_blank
    assert lost.value is None


def test_an_unreadable_and_a_doubtful_cell_are_figures_and_reported() -> None:
    rows = [
        row.replace("未収金\t20", "未収金\t2o0").replace("現金及び預金\t30", "現金及び預金\t3,0")
        for row in BALANCE_SHEET
    ]
    found = understood(*BUDGET, *rows)
    cash, receivables = found.figures[:2]
    assert (cash.value, cash.is_certain) == (30, False)
    assert receivables.value is None
    assert {"doubtful_cell", "unreadable_cell"} <= set(codes(found))


def test_an_unknown_account_and_an_unknown_segment_are_loaded_and_reported() -> None:
    header = "科目\t一般事業\t地方税情報処理事業\t合計"
    rows = [
        f"{row}\t0\t{row.split(chr(9))[1]}"
        for row in ("現金及び預金\t30", "貸倒引当金\t△1", "流動資産合計\t29", "資産合計\t29")
    ]
    found = understood(*BUDGET, header, *rows, "負債純資産合計\t29\t0\t29")
    assert {"地方税情報処理事業"} < {figure.segment_name for figure in found.figures}
    assert "資産の部/流動資産/貸倒引当金" in {figure.account_path for figure in found.figures}
    assert {"unknown_segment", "unknown_account"} <= set(codes(found))


def test_an_account_told_by_its_place_alone_is_reported() -> None:
    rows = [row.replace("流動資産合計", "流動産合計") for row in BALANCE_SHEET]
    found = understood(*BUDGET, *rows)
    assert "資産の部/流動資産/流動資産合計" in by_path(found)
    assert "inferred_account" in codes(found)


def test_cells_beside_the_columns_and_tables_of_no_known_kind_are_reported() -> None:
    rows = ("科目\t金額\t備考", *(f"{row}\t別紙" for row in BALANCE_SHEET[1:]))
    assert "extra_cell" in codes(understood(*BUDGET, *rows))
    assert "unknown_table" in codes(
        understood(*BUDGET, "研修\t定員", "甲セミナー\t204", "乙セミナー\t216", "", *BALANCE_SHEET)
    )


def test_a_later_page_laid_out_otherwise_keeps_its_own_cells() -> None:
    rows = [row.replace("\t", "\t\t") for row in BALANCE_SHEET[10:]]
    found = understood(*BUDGET, *BALANCE_SHEET[:10], "", "12", "", *rows)
    assert len(found.tables) == 1
    assert {figure.cell for figure in found.figures[:4]} == {1}
    assert {figure.cell for figure in found.figures[-4:]} == {2}


def test_a_cell_merged_from_another_row_is_reported() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET[:3], "現金及び預金\t30\t未収金\t20", *BALANCE_SHEET[5:])
    assert codes(found).count("extra_cell") == 2


def test_a_table_of_contents_is_no_unknown_table() -> None:
    contents = ("目 次", "", "1\t事務\t1", "2\t関連事務\t2", "3\t研修\t5", "")
    assert "unknown_table" not in codes(understood(*contents, *BUDGET, *titled("予定貸借対照表", BALANCE_SHEET)))
    assert "unknown_table" in codes(understood(*contents[2:], *BUDGET, *titled("予定貸借対照表", BALANCE_SHEET)))
