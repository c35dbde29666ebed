"""Other public bodies' tables: right values from nothing but layout and numbers."""

from __future__ import annotations

from pathlib import Path

from pipelines.layout.model import Hypothesis
from tests.support.settled_sheets import Settled, settled_text

TESTS = Path(__file__).parent.parent
FOLDERS = (TESTS / "layout" / "bodies", TESTS / "reading" / "bodies")


def _body(name: str) -> Settled:
    path = next(path for folder in FOLDERS if (path := folder / f"{name}.txt").exists())
    return settled_text(path.read_text(encoding="utf-8"))


def test_a_school_balance_sheet_with_totals_before_their_items_is_proven_whole() -> None:
    found = _body("school_tabs_total_first")
    assert found.count("proven") == 99
    assert found.figures("資産 の部合計")[0] == (236_291_873, "proven")
    assert {
        "資産 の部合計 = 固定資産 + 流動資産",
        "固定資産 = 有形固定資産 + 特定資産 + その他の固定資産",
        "負債及び純資産の部合計 = 負債の部合計 + 純資産の部合計",
        "負債及び純資産の部合計 = 資産 の部合計",
        "増減 = 本年度末 − 前年度末",
    } <= found.relations()
    (sheet,) = found.sheets
    evidence = sheet.derived.accepted[Hypothesis.CHANGE_COLUMN]
    assert (evidence.held, evidence.exactly, evidence.tried) == (33, 33, 33)
    assert evidence.by_chance < 0.01


def test_formulas_in_labels_restore_the_two_lost_signs_of_a_sewerage_enterprise() -> None:
    found = _body("sewer_yearbook_signs_stripped")
    assert found.repairs() == {
        "３．経常利益又は経常損失（Ｂ＋Ｃ）－（Ｆ＋Ｇ）": ("23,957", -23_957, "sign_lost"),
        "４．純利益又は純損失（Ａ－Ｅ）": ("24,244", -24_244, "sign_lost"),
    }
    assert found.count("disputed") == 0


def test_numbering_tells_what_a_row_is_made_of_and_a_triangle_in_a_label_takes_it_off() -> None:
    found = _body("sewer_yearbook_signs_stripped")
    assert (
        "（１）有形固定資産 = ア土地 + イ償却資産 − ウ減価償却累計額（△） + エ建設仮勘定 + オその他"
        in found.relations()
    )
    assert found.figures("ウ減価償却累計額（△）") == [(7_268_067, "proven")]
    assert found.figures("13．負債・資本合計") == [(16_426_965, "proven")]
    assert found.figures("（うち企業債元金償還に充てたもの）") == [(95_532, "unchecked")]


def test_without_formulas_the_net_loss_is_told_and_no_two_results_are_swapped() -> None:
    found = _body("false_swap_pl_only")
    assert found.figures("経常利益") == [(23_957, "unchecked")]
    assert found.figures("当期純利益") == [(-24_244, "repaired")]


def test_that_one_result_repeats_another_shows_no_sign() -> None:
    found = _body("flip_ingest")
    assert found.figures("当期純利益") == [(105_408, "unchecked")]


def test_each_chapter_of_a_budget_is_the_sum_of_its_items() -> None:
    found = _body("city_budget_layout")
    sums = [name for name in found.relations() if name.startswith(("2 地方譲与税", "7 地方消費税交付金"))]
    assert sorted(sums) == [
        "2 地方譲与税 = 1 地方揮発油譲与税 + 2 自動車重量譲与税 + 3 森林環境譲与税 + 4 特別とん譲与税",
        "7 地方消費税交付金 = 1 地方消費税交付金",
    ]
    assert found.figures("2 地方譲与税") == [(678_000, "proven")]
    assert found.count("disputed") == 0


def test_amounts_with_their_unit_in_the_cell_hold_down_and_across() -> None:
    found = _body("water_unit_in_cell")
    assert found.count("proven") == 39
    assert found.figures("差引(A)-(B)") == [(45_020_000, "proven"), (61_650_000, "proven"), (-16_630_000, "proven")]


def test_a_share_tells_which_of_the_amounts_has_lost_a_digit() -> None:
    found = _body("village_budget_oku_man")
    assert found.repairs() == {"⑫公債費": ("3億823万円", 338_230_000, "digit")}
    assert found.count("proven") == 31


def test_numbers_that_are_few_and_round_show_nothing() -> None:
    assert _body("memo_min").statuses() == {"unchecked"}


def test_the_same_balance_sheet_with_single_spaces_is_proven_too() -> None:
    found = _body("school_single_space")
    assert found.count("proven") == 99
    assert found.figures("純資産の部合計")[0] == (225_917_598, "proven")


def test_assets_with_depreciation_under_each_and_the_net_beside_it_add_up() -> None:
    found = _body("dokuho_single_space_contra")
    assert found.count("proven") == 38
    assert found.figures("流動資産合計") == [(22_837_486_910, "proven")]
    assert found.figures("有形固定資産合計") == [(8_972_291_414, "proven")]
    assert found.figures("資産合計") == [(97_723_353_627, "proven")]
    assert found.figures("土地") == [(102_905_000, "proven")]


def test_depreciation_that_lost_its_signs_is_restored_where_the_allowance_has_kept_its_own() -> None:
    found = _body("dokuho_cell_per_line")
    assert found.figures("減価償却累計額") == [(-182_648_684, "repaired"), (1_218_773_816, "proven")]
    assert found.figures("貸倒引当金") == [(-77_493, "proven"), (40_345_703, "proven")]
    assert found.figures("資産合計") == [(10_001_193_753, "proven")]
    assert (found.count("repaired"), found.count("disputed")) == (6, 0)


def test_a_cash_flow_statement_of_labels_first_and_then_values_is_proven_whole() -> None:
    found = _body("water_cashflow_columnwise")
    assert found.count("proven") == 22
    assert found.figures("小 計") == [(2_561_508_430, "proven")]
    assert found.figures("11 利息の支払額") == [(-425_407_247, "proven")]
    assert (2_152_118_759, "proven") in [figures[0] for _, figures in found.rows() if figures]


def test_the_sixth_meeting_is_mended_without_knowing_any_account() -> None:
    (raw,) = (TESTS.parent / "raw").glob("*.txt")
    found = settled_text(raw.read_text(encoding="utf-8"))
    assert (found.count("repaired"), found.count("disputed")) == (23, 0)
    assert found.repairs()["営業利益"] == ("18,128", -18_128, "sign_lost")
    assert {kind for _, _, kind in found.repairs().values()} == {"sign_lost"}
