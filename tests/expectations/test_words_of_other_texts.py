"""No rule on words fails where nothing is wrong: other meetings, and the sixth meeting as other tools write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.layouts import bare_pipes, blank_between, pipes, relaid, spaces
from tests.support.loaded_meetings import reiwa, seventh, sixth
from tests.support.loose_warehouse import failing, loose_warehouse
from tests.support.made_up_meetings import make_meeting

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", [seventh, reiwa, lambda: make_meeting(3), lambda: make_meeting(4, signs_lost=0.5)])
def test_a_made_up_meeting_passes(text: Callable[[], str]) -> None:
    with loose_warehouse(text()) as warehouse:
        assert failing(warehouse) == set()


@pytest.mark.parametrize("lay_out", [pipes, bare_pipes, spaces, blank_between(pipes)])
def test_another_layout_passes(lay_out: Callable[..., list[str]]) -> None:
    with loose_warehouse("\n".join(relaid(lay_out)) + "\n") as warehouse:
        assert failing(warehouse) == set()


def test_a_text_in_wide_digits_passes() -> None:
    wide = sixth().translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    with loose_warehouse(wide) as warehouse:
        assert failing(warehouse) == set()
        printed = warehouse.execute("SELECT printed_text FROM fact_figure WHERE measure = 'commitment_change'")
        assert ("８，１８３",) in printed.fetchall()


def test_stray_numbers_and_marks_break_no_rule() -> None:
    text = sixth()
    for printed, other in (
        ("\n(2) 新たな", "\n10 (2) 新たな"),  # a heading with two numbers
        ("\n1 個人番号付番", "\n(1) 1 個人番号付番"),
        ("\n1 本人確認情報処理事務", "\n\u20281 本人確認情報処理事務"),
        ("\n無形固定資産\t\t", "\n無形固定資産\t▲\t"),  # a heading with a stray mark: its total is an empty cell
        ("\n特別損失\t\t", "\n特別損失\t(\t"),
        ("\n2 補正予算書\n", "\nP．１２\n2 補正予算書\n"),
        ("- 6 情報システムに関する調査研究", "①- 6 情報システムに関する調査研究"),  # under an item: a part of it
        ("第 7 条の見出し中", "第⁶ 7 条の見出し中"),  # the mark of a note is no digit of 第67条
        ("認証局登録分局¹⁰との", "認証局登録分局　¹　⁰　との"),
        ("平成27年度事業計画（案）\n", "平成第7年度事業計画（案）\n"),
        ("\t65,001,632\t", "\t65,001．632\t"),
        ("(単位：千円)\n\n事 項\t限度額", "(単位：ドル)\n\n事 項\t限度額"),  # told by the sums in prose
    ):
        assert printed in text, printed
        text = text.replace(printed, other)
    with loose_warehouse(text) as warehouse:
        assert failing(warehouse) == set()


def test_a_subtotal_whose_items_are_lost_breaks_no_sum_of_items() -> None:
    lines = sixth().split("\n")
    heading = next(n for n, line in enumerate(lines) if line.startswith("無形固定資産\t\t"))
    total = next(n for n, line in enumerate(lines) if n > heading and line.startswith("無形固定資産合計\t"))
    del lines[heading + 1 : total]
    with loose_warehouse("\n".join(lines)) as warehouse:
        assert failing(warehouse) == set()
        bare = "SELECT DISTINCT account_name FROM leaf_coverage WHERE leaf_count = 0 AND total_yen <> 0"
        assert ("無形固定資産合計",) in warehouse.execute(bare).fetchall()
