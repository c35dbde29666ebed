"""What a column is: an amount, a change, a ratio, a note; a segment only where a segment is named."""

from __future__ import annotations

import pytest

from tests.support.printed_texts import AMOUNTS, all_proven, outcomes, settled, statement, statuses

RATIOS = ("構成比", "構成比(%)", "割合", "増減率(%)", "伸び率", "対前年度比", "執行率", "％", "構 成 比")


@pytest.mark.parametrize("header", RATIOS)
@pytest.mark.parametrize("printed", ["{:.1f}", "{:.2f}%", "{:.0f}", "皆増", "－"])
def test_a_column_of_ratios_holds_no_figures(header: str, printed: str) -> None:
    ratio = printed.format
    last = statement(header=("科目", "金額", header), cells=lambda value: (str(value), ratio(value / 9)))
    first = statement(header=("科目", header, "金額"), cells=lambda value: (ratio(value / 9), str(value)))
    for text in (last, first):
        assert outcomes(settled(text)) == all_proven(1_000)


@pytest.mark.parametrize("header", [("科目", "金額", ""), ("科目", "金額")])
@pytest.mark.parametrize("printed", ["{:.1f}", "{:.1f}%"])
def test_ratios_are_told_by_their_decimals_where_no_header_does(header: tuple[str, ...], printed: str) -> None:
    text = statement(header=header, cells=lambda value: (str(value), printed.format(value / 9)))
    assert outcomes(settled(text)) == all_proven(1_000)


@pytest.mark.parametrize("header", ["備考", "摘要", "説明", "増減理由"])
@pytest.mark.parametrize("note", ["", "別紙", "9", "注1"])
def test_a_column_of_notes_holds_no_figures(header: str, note: str) -> None:
    text = statement(header=("科目", "金額", header), cells=lambda value: (str(value), note))
    assert outcomes(settled(text)) == all_proven(1_000)


@pytest.mark.parametrize("header", ["件数", "人数(人)", "貸出台数", "面積(㎡)", "単価", "職員(名)"])
def test_a_column_of_quantities_is_no_segment(header: str) -> None:
    text = statement(header=("科目", "金額", header), cells=lambda value: (str(value), str(2 * value)))
    assert outcomes(settled(text)) == all_proven(1_000)


@pytest.mark.parametrize(
    "header",
    [
        ("27年度", "26年度", "増減"), ("平成27年度(A)", "平成26年度(B)", "増減(A-B)"), ("本年度", "前年度", "比較増減"),
        ("H27年度", "H26年度", "増減額"), ("2015（平成27）年度", "2014（平成26）年度", "増 減"),
        ("27年度予算額", "26年度予算額", "対前年度増減額"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("more", "cells"),
    [((), ()), (("増減率(%)",), ("皆増",)), (("増減率",), ("11.1",)), (("構成比", "備考"), ("3.3", ""))],
)
def test_years_beside_each_other_and_their_change(
    header: tuple[str, ...], more: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    text = statement(
        header=("科目", *header, *more),
        cells=lambda value: (f"{10 * value:,}", f"{9 * value:,}", str(value), *cells),
    )
    for label, told in outcomes(settled(text)).items():
        value = 1_000 * AMOUNTS[label]
        assert [outcome[:4] for outcome in told] == [
            ("合計", 2015, "amount", 10 * value), ("合計", 2014, "amount", 9 * value), ("合計", 2015, "change", value),
        ]  # fmt: skip
        assert {outcome.status for outcome in told} == {"proven"}


@pytest.mark.parametrize(
    "header",
    [("科目", "", "", ""), ("科目", "金額", "金額", "金額"), ("科目", "(1)", "(2)", "(3)"), ("科目", "A", "B", "C")],
)
def test_no_segment_is_made_of_an_empty_or_numbered_header_or_of_amounts(header: tuple[str, ...]) -> None:
    found = settled(statement(header=header, cells=lambda value: (f"{10 * value}", f"{9 * value}", f"{value}")))
    assert outcomes(found) == {}
    assert [finding.code for finding in found.materials.findings].count("unknown_column") == 3


def test_a_header_that_has_lost_a_cell_names_no_column() -> None:
    for header in (("科目", "26年度", "増減", "備考"), ("科目", "27年度", "増減", "備考")):
        text = statement(header=header, cells=lambda value: (f"{10 * value}", f"{9 * value}", f"{value}", "別紙"))
        assert statuses(settled(text)) <= {"unchecked"}


def test_amounts_under_a_word_for_a_ratio_are_a_change() -> None:
    text = statement(
        header=("科目", "27年度", "26年度", "前年度対比"),
        cells=lambda value: (f"{10 * value}千円", f"{9 * value}千円", f"{value}千円"),
    )
    assert {told[2].measure for told in outcomes(settled(text)).values()} == {"change"}


def test_a_table_whose_header_is_lost_has_the_columns_of_the_one_beside_it_by_assumption() -> None:
    def text(header: str) -> str:
        rows = "営業収益\t90\t80\t10\n営業費用\t50\t45\t5\n当期純利益\t40\t35\t5"
        cash = "資金収入合計\t9\t8\t1\n資金支出合計\t5\t4\t1\n資金収支差額\t4\t4\t0"
        names = "科目\t27年度\t26年度\t増減"
        return (
            f"平成27年度予算\n\n（単位：百万円）\n\n予定損益計算書\n\n{names}\n{rows}\n\n資金計画\n\n{header}\n{cash}\n"
        )

    whole, lost = settled(text("区分\t27年度\t26年度\t増減")), settled(text("\t\t\t"))
    assert {figure.period.fiscal_year for figure in lost.materials.figures} == {2015, 2014}
    for before, after in zip(whole.materials.figures, lost.materials.figures, strict=True):
        assert (before.period, before.measure, before.value) == (after.period, after.measure, after.value)
        assert (after.assumption is not None) == (after.statement_code == "cash_plan")
    assert "proven" not in {o.status for label in ("資金収入合計", "資金収支差額") for o in outcomes(lost)[label]}
