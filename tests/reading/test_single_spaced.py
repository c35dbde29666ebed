"""Tables whose cells a single space sets apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipelines.reading.blocks import Block, Heading, Table, read_blocks
from pipelines.reading.source import SourceText
from tests.support.layouts import meanings, real, real_lines, relaid, single_spaces, understood

BODIES = Path(__file__).parent / "bodies"


def blocks_of(*lines: str) -> tuple[Block, ...]:
    return read_blocks(SourceText("a.txt", lines, ends_with_newline=True))


def tables_in(*lines: str) -> list[list[list[str]]]:
    tables = (block for block in blocks_of(*lines) if isinstance(block, Table))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def body(name: str) -> list[str]:
    return (BODIES / name).read_text(encoding="utf-8").splitlines()


def test_the_sixth_meeting_is_understood_the_same_with_single_spaces() -> None:
    assert meanings(understood(relaid(single_spaces))) == meanings(real())


def test_a_schools_balance_sheet_has_three_tables_of_three_columns() -> None:
    tables = tables_in(*body("school_single_space.txt"))
    assert [table[0] for table in tables] == [["科 目", "本年度末", "前年度末", "増 減"]] * 3
    assert all(len(row) == 4 for table in tables for row in table)
    rows = {row[0]: row[1:] for table in tables for row in table[1:]}
    assert len(rows) * 3 == 99
    assert rows["資産 の部合計"] == ["236,291,873", "235,075,555", "1,216,318"]
    assert rows["建物"] == ["111,257,150", "116,268,321", "△ 5,011,171"]


def test_an_agencys_contra_accounts_keep_their_two_amounts_and_their_indent() -> None:
    (table,) = (block for block in blocks_of(*body("dokuho_single_space_contra.txt")) if isinstance(block, Table))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:3] == [["資 産 の 部"], ["Ⅰ 流動資産"], ["現金及び預金", "9,078,781,966"]]
    assert ["減価償却累計額", "△ 5,261,907,998", "7,987,371,364"] in rows
    assert rows[-1] == ["資産合計", "97,723,353,627"]
    assert table.rows[-1].cells[0].raw.startswith("       資")


def test_a_number_of_the_label_stays_with_it_where_all_other_rows_tell_the_columns() -> None:
    (table,) = tables_in("区分 今年度 前年度", "収入 1,000 900", "支出 その 2 800 700", "差引 200 200", "計 1,000 900")
    assert table[2] == ["支出 その 2", "800", "700"]


def test_the_amounts_of_a_row_that_lost_one_stay_in_one_cell() -> None:
    lines = ["科目 本年度 前年度 増減", *(f"費目{n} 1,{n}00 1,000 {n}00" for n in range(1, 6)), "雑費 1,000 1,000"]
    (table,) = tables_in(*lines)
    assert table[-1] == ["雑費", "1,000 1,000"]


def test_the_header_of_single_spaces_reads_digits_and_months_with_their_words() -> None:
    (table,) = tables_in("科 目 27 年度 26 年度 6 月補正 増減", "営業収益 71,797 21,690 50,107", "営業外費用 29 51 △22")
    assert table[0] == ["科 目", "27 年度", "26 年度 6 月補正", "増減"]
    assert table[2] == ["営業外費用", "29", "51", "△22"]


def test_a_header_without_a_name_over_the_labels_is_one() -> None:
    (table,) = tables_in("27 年度 26 年度 6 月補正 増減", "資産 73,965 20,646 53,319", "純資産 3,050 2,979 71")
    assert table[0] == ["", "27 年度", "26 年度 6 月補正", "増減"]


def test_the_years_behind_a_limit_are_cells() -> None:
    (table,) = tables_in(
        "事 項 限度額 行為年度 負担年度",
        "カードの作成 20,670,000 平成26年度 平成27年度から 平成28年度",
        "人事評価委託 900 平成27年度 平成27年度",
        "機器のリース 1,954 平成27年度 平成28年度から平成32年度",
    )
    assert table[1] == ["カードの作成", "20,670,000", "平成26年度", "平成27年度から 平成28年度"]
    assert table[2] == ["人事評価委託", "900", "平成27年度", "平成27年度"]


def test_small_amounts_under_the_header_are_rows_too() -> None:
    (table,) = tables_in("科目 金額", "建物 0", "ソフトウェア 632", "構築物 37,266", "現金 97,873", "合計 135,771")
    assert table[1:3] == [["建物", "0"], ["ソフトウェア", "632"]]


def test_titles_and_units_stay_outside() -> None:
    table = ["科目 金額", "現金 1,000", "未収金 20", "合計 1,020"]
    blocks = blocks_of("損益計算書", "(単位：千円)", *table, "資金計画", "（単位：円）", *table)
    assert [type(block) for block in blocks] == [Heading, Heading, Table, Heading, Heading, Table]


@pytest.mark.parametrize(
    "lines",
    [
        ["1 開会 3", "2 議事 5", "3 閉会 9"],
        ["第1章 総則 1", "第2章 業務 12", "第3章 雑則 30"],
        ["平成 27 年 2 月 26", "平成 27 年 3 月 31", "平成 27 年 4 月 1"],
        ["予算額は 1,000", "これに対し決算額は 2,000、", "差は 1,000。"],
        ["会議室 3", "定員 1,200", "電話 03-1234-5678"],
        ["回数 12 回、定員 1,200 人。", "回数 10 回、定員 1,000 人。", "回数 9 回、定員 800 人。"],
        ["- (1) 収入 1,000", "- (2) 支出 2,000,000円を上限とする"],
    ],
)
def test_prose_and_lists_are_no_table(lines: list[str]) -> None:
    assert tables_in(*lines) == []


def test_prose_of_the_real_text_gains_no_table_however_its_lines_are_mixed() -> None:
    prose = [line for line in real_lines() if line.strip() and "\t" not in line]
    for seed in range(10):
        mixed = random.Random(seed).sample(prose, len(prose))  # noqa: S311 - an order, not a secret
        assert tables_in(*mixed) == []
