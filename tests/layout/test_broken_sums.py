"""Sums that a slip broke where nothing but numbers shows sums, and slips that break several relations at once."""

from __future__ import annotations

from tests.support.settled_sheets import settled_text

PLAIN = (
    ("第一部門", 148_312),
    ("市民税", 93_417),
    ("使用料", 54_895),
    ("第二部門", 120_508),
    ("繰入金", 41_206),
    ("諸収入", 28_937),
    ("分担金", 50_365),
    ("第三部門", 77_161),
    ("手数料", 60_044),
    ("寄付金", 17_117),
    ("合計", 345_981),
)


def _text(rows: tuple[tuple[str, int], ...], **printed: int) -> str:
    return "科目\t金額\n" + "".join(f"{name}\t{printed.get(name, value):,}\n" for name, value in rows)


def test_without_a_word_or_an_indent_sums_are_found_by_their_numbers() -> None:
    assert settled_text(_text(PLAIN)).statuses() == {"proven"}


def test_a_digit_lost_from_an_item_leaves_the_other_sums_and_is_restored() -> None:
    found = settled_text(_text(PLAIN, 諸収入=2_937))
    assert found.repairs() == {"諸収入": ("2,937", 28_937, "missing_digit")}
    assert found.count("disputed") == 0


def test_a_wrong_digit_in_a_sum_is_restored_by_what_it_sums_and_what_sums_it() -> None:
    found = settled_text(_text(PLAIN, 第二部門=120_708))
    assert found.repairs() == {"第二部門": ("120,708", 120_508, "digit")}


def test_a_wrong_digit_that_any_item_may_have_is_disputed_in_its_own_sum_alone() -> None:
    found = settled_text(_text(PLAIN, 諸収入=28_947))
    assert {name for name, [(_, status)] in found.rows() if status == "disputed"} == {
        "第二部門",
        "繰入金",
        "諸収入",
        "分担金",
    }
    assert not found.repairs()


def test_two_sums_that_may_have_been_printed_in_each_other_s_place_are_not_relied_on() -> None:
    rows = (("全体", 148_312), ("第一部門", 268_820), *PLAIN[1:3], *PLAIN[3:7])
    statuses = {name: status for name, [(_, status)] in settled_text(_text(rows)).rows()}
    assert statuses["全体"] == statuses["第一部門"] == "unchecked"


def test_a_sum_that_holds_in_one_of_two_columns_and_another_in_the_other_is_not_chosen() -> None:
    rows = (("甲", 70_311, 50_214), ("乙", 40_111, 30_107), ("丙", 30_200, 20_107), ("丁", 11_513, 0))
    text = "科目\t本年度\t前年度\n" + "".join(f"{name}\t{a:,}\t{b:,}\n" for name, a, b in rows)
    assert settled_text(text.replace("20,107", "20,108")).statuses() == {"unchecked"}


def test_a_total_of_totals_is_known_by_the_slip_that_breaks_one_of_them_too() -> None:
    text = (
        "科目\t金額\n甲\t139,370\n乙\t78,820\n第一計\t218,190\n丙\t31,279\n丁\t30,762\n戊\t19,668\n第二計\t81,719\n"
        "第一部計\t299,909\n己\t93,096\n庚\t49,812\n第三計\t142,908\n辛\t55,614\n壬\t71,776\n第四計\t127,790\n"
        "第二部計\t270,298\n合計\t570,207\n"
    )
    found = settled_text(text)
    assert found.repairs() == {"第四計": ("127,790", 127_390, "digit")}


def test_the_only_total_of_sums_that_hold_is_mended_where_it_slipped() -> None:
    text = (
        "科目\t金額\n１．第一部門\t307,942\n（１）使用料\t82,217\n（２）管きょ費\t225,725\n２．第二部門\t184,417\n"
        "（１）負担金\t74,079\n（２）補助金\t110,338\n３．合計\t492,659\n"
    )
    assert settled_text(text).repairs() == {"３．合計": ("492,659", 492_359, "digit")}
