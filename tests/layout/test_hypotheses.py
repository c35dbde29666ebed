"""Each way in which a table's figures may hang together, found by its layout and mended where a slip broke it."""

from __future__ import annotations

import pytest

from pipelines.layout.model import Hypothesis
from tests.support.settled_sheets import settled_text

STEPPED = """科目\t金額\t
建物\t1,401,422,500\t
減価償却累計額\t△182,648,684\t1,218,773,816
構築物\t633,216,605\t
減価償却累計額\t△356,451,769\t276,764,836
機械装置\t136,290,123\t
減価償却累計額\t△113,086,126\t23,203,997
土地\t\t6,340,000,000
有形固定資産合計\t\t7,858,742,649
"""
RESULTS = """科目\t金額
営業収益合計\t71,796,525
営業費用合計\t71,814,653
営業利益\t18,128
受取利息\t84,216
営業外収益合計\t84,216
支払利息\t231
営業外費用合計\t231
経常利益\t65,857
"""


def test_a_total_closes_the_rows_since_the_last_total_and_a_total_of_totals_is_told() -> None:
    found = settled_text(
        "科目\t金額\n現金\t219,034\n未収金\t431,027\n流動資産合計\t650,061\n建物\t893,615\n土地\t76,013\n"
        "固定資産合計\t969,628\n資産合計\t1,619,689\n"
    )
    assert found.relations() == {
        "流動資産合計 = 現金 + 未収金",
        "固定資産合計 = 建物 + 土地",
        "資産合計 = 流動資産合計 + 固定資産合計",
    }
    assert found.statuses() == {"proven"}


def test_a_lost_sign_of_a_result_is_restored() -> None:
    found = settled_text(RESULTS)
    assert found.repairs() == {"営業利益": ("18,128", -18_128, "sign_lost")}


def test_a_loss_that_is_printed_as_a_size_is_not_taken_for_expenses_less_revenues() -> None:
    found = settled_text("科目\t金額\n総収益\t1,144,644\n総費用\t1,168,888\n当期純利益\t24,244\n")
    assert found.figures("当期純利益") != [(24_244, "proven")]


def test_the_net_beside_an_asset_and_its_depreciation_is_an_item_of_the_total() -> None:
    found = settled_text(STEPPED)
    assert "減価償却累計額 (beside) = 建物 + 減価償却累計額" in found.relations()
    assert found.hypotheses() == {Hypothesis.NET_BESIDE, Hypothesis.TOTAL_AFTER_ITEMS}
    assert found.count("disputed") == 0
    assert found.figures("有形固定資産合計") == [(7_858_742_649, "proven")]


def test_deductions_whose_signs_were_lost_are_restored_where_another_has_kept_its_own() -> None:
    found = settled_text(STEPPED.replace("△182", "182").replace("△356", "356"))
    assert {settled for _, settled, _ in found.repairs().values()} == {-356_451_769}
    assert found.count("repaired") == 2


def test_deductions_that_are_all_printed_as_sizes_stay_so_and_their_sign_is_not_shown() -> None:
    found = settled_text(STEPPED.replace("△", ""))
    assert found.repairs() == {}
    assert "減価償却累計額 (beside) = 建物 − 減価償却累計額" in found.relations()
    assert found.figures("減価償却累計額") == [(182_648_684, "unchecked"), (1_218_773_816, "proven")]
    assert found.figures("有形固定資産合計") == [(7_858_742_649, "proven")]


CHANGES = """科目	本年度	前年度	増減
甲	33,857	25,607	8,250
乙	111,257	116,268	5,011
丙	5,770	6,718	△948
丁	1,068	1,186	△118
"""


def test_a_lost_sign_of_a_change_is_restored_where_a_total_excludes_that_two_columns_were_swapped() -> None:
    assert settled_text(CHANGES + "合計\t151,952\t149,779\t2,173\n").repairs() == {"乙": ("5,011", -5_011, "sign_lost")}
    assert {status for _, status in settled_text(CHANGES).figures("乙")} == {"disputed"}


def test_a_column_of_totals_is_told_and_mended() -> None:
    found = settled_text(
        "科目\t甲市\t乙市\t丙町\t計\n人件費\t33,857\t25,607\t1,250\t60,714\n"
        "物件費\t1,257\t16,268\t5,011\t22,536\n補助費\t5,770\t6,718\t948\t13,463\n"
    )
    assert found.hypotheses() == {Hypothesis.TOTAL_COLUMN}
    assert [status for _, status in found.figures("人件費")] == ["proven"] * 4
    assert found.repairs() == {"補助費": ("13,463", 13_436, "transposed_digits")}


def test_opening_and_increase_less_decrease_is_the_closing_balance() -> None:
    found = settled_text(
        "区分\t前期末\t当期増\t当期減\t当期末\n土地\t833,857\t25,607\t8,250\t851,214\n建物\t111,257\t16,268\t5,011\t122,514\n備品\t5,770\t6,718\t948\t11,540\n"
    )
    assert found.relations() == {"当期末 = 前期末 + 当期増 − 当期減"}


@pytest.mark.parametrize(
    "numbers",
    [("１．", "（１）", "（２）", "２．"), ("第1款　", "第1項　", "第2項　", "第2款　"), ("Ⅰ", "1 ", "2 ", "Ⅱ")],
)
def test_a_row_is_made_of_those_numbered_under_it(numbers: tuple[str, ...]) -> None:
    first, one, two, second = numbers
    found = settled_text(
        f"{first}市税\t44,460,500\n{one}市民税\t20,353,000\n{two}固定資産税\t24,107,500\n"
        f"{second}交付金\t678,300\n{one}譲与税\t140,100\n{two}重量税\t538,200\n"
    )
    assert found.hypotheses() == {Hypothesis.NUMBERED_UNDER}
    assert found.statuses() == {"proven"}


def test_a_digit_that_contradicts_two_sums_is_mended() -> None:
    text = (
        "科目\t本年度\t前年度\t増減\n固定資産\t145,114\t141,875\t3,239\n"
        " 土地\t33,857\t25,607\t8,250\n 建物\t111,257\t116,268\t△5,011\n"
        "流動資産\t28,686\t63,762\t△35,076\n 現金\t27,833\t56,976\t△29,143\n 未収金\t853\t6,786\t△5,933\n"
    )
    assert settled_text(text).statuses() == {"proven"}
    assert settled_text(text.replace("111,257", "117,257")).repairs() == {"建物": ("117,257", 111_257, "digit")}


def test_a_total_that_fails_among_many_that_hold_is_disputed_or_mended_but_never_left_as_if_right() -> None:
    rows = ["科目\t金額"]
    for group in range(4):
        items = [13_457 + 7_919 * (group + item) for item in range(3)]
        rows += [f"費{group}{item}\t{value:,}" for item, value in enumerate(items)]
        rows.append(f"第{group}計\t{sum(items) + (50_005 if group == 2 else 0):,}")
    found = settled_text("\n".join(rows))
    assert found.count("disputed") == 4
    assert found.count("proven") == 12


def test_rows_of_which_that_name_all_parts_come_to_their_row() -> None:
    text = (
        "科目\t金額\n人件費\t90,214\nうち職員給\t30,107\nうち手当\t60,107\n物件費\t41,320\nうち旅費\t2,204\n"
        "うち需用費\t7,518\n合計\t131,534\n"
    )
    found = settled_text(text)
    assert "人件費 = うち職員給 + うち手当" in found.relations()
    assert found.figures("うち手当") == [(60_107, "proven")]
    assert found.figures("うち旅費") == [(2_204, "unchecked")]
