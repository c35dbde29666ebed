"""What labels say: numbers, letters, formulas, totals."""

from __future__ import annotations

import pytest

from pipelines.layout.formulas import read_formula
from pipelines.layout.labels import Numbering, read_label, with_plain_kana


@pytest.mark.parametrize(
    ("label", "formula", "letter"),
    [
        ("３．経常利益又は経常損失（Ｂ＋Ｃ）－（Ｆ＋Ｇ）", {"B": 1, "C": 1, "F": -1, "G": -1}, None),
        ("差引(A)-(B)", {"A": 1, "B": -1}, None),
        ("差引残額 C (A−B)", {"A": 1, "B": -1}, "C"),
        ("(C)=(A)-(B)", {"A": 1, "B": -1}, "C"),
        ("③ 差引（①－②）", {"①": 1, "②": -1}, "③"),
        ("１．総収益Ａ", None, "A"),
        ("水道事業収益合計(A)", None, "A"),
        ("ICT推進費", None, None),
        ("営業活動によるキャッシュ・フロー", None, None),
        ("(1) 未収金の減少(△増加)", None, None),
    ],
)
def test_formulas_and_letters(label: str, formula: dict[str, int] | None, letter: str | None) -> None:
    assert read_formula(label) == (formula, letter)


@pytest.mark.parametrize(
    ("label", "style", "value"),
    [
        ("１．固定資産", "1.", 1),
        ("10．剰余金", "1.", 10),
        ("（３）特別利益", "(1)", 3),
        ("（イ）都道府県補助金", "(ア)", 2),
        ("Ⅱ 固定資産", "roman", 2),
        ("⑫公債費", "circled", 12),
        ("第3款 使用料", "第款", 3),
        ("2 地方譲与税", "1", 2),
        ("1-2 使用料", "1.1", 2),
    ],
)
def test_numbers_before_labels(label: str, style: str, value: int) -> None:
    assert read_label(label).numbering == Numbering(style, value)


@pytest.mark.parametrize("label", ["27年度", "リース資産", "第1号基本金", "2015", "固定資産"])
def test_what_only_looks_like_a_number_is_none(label: str) -> None:
    (plain,) = with_plain_kana([read_label(label)])
    assert plain.numbering is None


def test_a_kana_is_a_number_only_where_it_counts_on() -> None:
    labels = with_plain_kana(
        [read_label(text) for text in ("ア土地", "イ建物", "リース資産", "ウ備品", "アスファルト")]
    )
    assert [label.numbering.value if label.numbering else None for label in labels] == [1, 2, None, 3, None]


@pytest.mark.parametrize(
    ("label", "is_total", "is_result", "is_memo"),
    [
        ("流動資産合計", True, False, False),
        ("小 計", True, False, False),
        ("水道事業収益合計(A)", True, False, False),
        ("Total assets", True, False, False),
        ("Subtotal", True, False, False),
        ("Net income", False, True, False),
        ("Networks", False, False, False),
        ("of which cash", False, False, True),
        ("一般会計", False, False, False),
        ("減価償却累計額", False, False, False),
        ("営業利益", False, True, False),
        ("資金収支差額", False, True, False),
        ("特別利益", False, False, False),
        ("うち人件費", False, False, True),
        ("基金（再掲）", False, False, True),
    ],
)
def test_what_kind_of_row_a_label_names(label: str, is_total: bool, is_result: bool, is_memo: bool) -> None:
    read = read_label(label)
    assert (read.is_total, read.is_result, read.is_memo) == (is_total, is_result, is_memo)


@pytest.mark.parametrize("label", ["リース債務", "ソフトウェア", "イベント費合計"])
def test_a_kana_that_numbers_nothing_stays_the_first_letter_of_its_name(label: str) -> None:
    (plain,) = with_plain_kana([read_label(label)])
    assert plain.name == label
    assert plain.closes == ("イベント費" if label.endswith("合計") else None)
