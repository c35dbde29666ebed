"""Tables laid out with pipes, with spaces, or with blank lines between their rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest

from pipelines.reading.blocks import Block, Heading, PageNumber, Paragraph, Separator, Table, read_blocks
from pipelines.reading.source import SourceText
from tests.support.layouts import (
    Rows,
    bare_pipes,
    blank_between,
    display_width,
    meanings,
    pipes,
    real,
    real_lines,
    relaid,
    spaces,
    tabs,
    understood,
)

SAME: dict[str, Callable[[Rows], list[str]]] = {
    "pipes": pipes,
    "pipes without outer pipes": bare_pipes,
    "spaces": spaces,
    "spaces, far to the right": partial(spaces, indent=12, gap=5),
    "spaces, a kanji counted as one place": partial(spaces, gap=4, width=len),
    "spaces, bytes counted": partial(spaces, gap=3, width=lambda text: len(text.encode())),
    "tabs with blank lines": blank_between(tabs),
    "pipes with blank lines": blank_between(pipes),
    "bare pipes with blank lines": blank_between(bare_pipes),
    "spaces with blank lines": blank_between(spaces),
}


def blocks_of(*lines: str) -> tuple[Block, ...]:
    return read_blocks(SourceText("a.txt", lines, ends_with_newline=True))


def table_of(*lines: str) -> list[list[str]]:
    (table,) = (block for block in blocks_of(*lines) if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def tables_in(*lines: str) -> list[Table]:
    return [block for block in blocks_of(*lines) if isinstance(block, Table)]


@pytest.mark.parametrize("name", SAME)
def test_the_sixth_meeting_is_understood_the_same_in_each_layout(name: str) -> None:
    assert meanings(understood(relaid(SAME[name]))) == meanings(real())


def test_blank_lines_and_lost_tabs_at_line_ends_change_nothing() -> None:
    lines = [line.rstrip() for line in relaid(blank_between(tabs))]
    assert meanings(understood(lines)) == meanings(real())


def test_indented_labels_and_spaced_out_letters_change_nothing() -> None:
    def indented(rows: Rows) -> list[str]:
        rng = random.Random(1)  # noqa: S311 - which rows, not a secret
        changed = []
        for row in rows:
            label = row[0].strip()
            if len(label) == 2:
                label = "  ".join(label)
            changed.append([" " * rng.choice([0, 2, 4]) + label, *row[1:]])
        return spaces(changed)

    assert meanings(understood(relaid(indented))) == meanings(real())


def test_page_breaks_within_tables_laid_out_by_spaces_change_nothing() -> None:
    def broken(rows: Rows) -> list[str]:
        lines = spaces(rows)
        for place in range(len(lines) - 3, 8, -12):
            lines[place:place] = ["", "", " " * 30 + "- 12 -", ""]
        return lines

    assert meanings(understood(relaid(broken))) == meanings(real())


def test_irregular_blank_lines_in_tables_laid_out_by_spaces_change_nothing() -> None:
    def loosened(rows: Rows) -> list[str]:
        rng = random.Random(2)  # noqa: S311 - which rows, not a secret
        return [text for line in spaces(rows) for text in ((line, "") if rng.random() < 0.15 else (line,))]

    assert meanings(understood(relaid(loosened))) == meanings(real())


def test_empty_cells_keep_their_column() -> None:
    assert table_of(
        "科目            一般事業    特別事業    合計",
        "現金               1,000                1,000",
        "未収金                           20        20",
        "前払金                 5",
    ) == [
        ["科目", "一般事業", "特別事業", "合計"],
        ["現金", "1,000", "", "1,000"],
        ["未収金", "", "20", "20"],
        ["前払金", "5", "", ""],
    ]


def test_sums_in_a_column_of_their_own_stay_rows_of_the_table() -> None:
    rows = [
        ["科目", "金額"],
        ["甲", "1,204"],
        ["乙", "35,310"],
        ["小計", "", "36,514"],
        ["丙", "2,090"],
        ["計", "", "2,090"],
    ]
    (table,) = (block for block in blocks_of(*spaces(rows)) if isinstance(block, Table))
    assert [[cell.text for cell in row.cells] for row in table.rows[3:]] == [
        ["小計", "", "36,514"],
        ["丙", "2,090", ""],
        ["計", "", "2,090"],
    ]


def test_labels_set_apart_by_spaces_keep_their_indent() -> None:
    rows = [["科目", "金額"], ["資産", "36,514"], ["  現金", "1,204"], ["    預金", "1,204"], ["負債", "35,310"]]
    (table,) = (block for block in blocks_of(*spaces(rows)) if isinstance(block, Table))
    assert [row.cells[0].indent for row in table.rows] == [0, 0, 2, 4, 0]


def test_a_last_column_that_is_blank_throughout_keeps_its_name() -> None:
    assert table_of("科目      金額   備考", "現金     1,000", "未収金      20") == [
        ["科目", "金額", "備考"],
        ["現金", "1,000", ""],
        ["未収金", "20", ""],
    ]


def test_a_header_over_several_lines_reads_downwards() -> None:
    assert table_of(
        "              一般     本人確認",
        "  科  目               情報処理     合  計",
        "              事業       事業",
        "資 産 の 部",
        "  現  金      1,000           5      1,005",
        "  未収金        200          10        210",
    ) == [
        ["", "一般", "本人確認", ""],
        ["科 目", "", "情報処理", "合 計"],
        ["", "事業", "事業", ""],
        ["資 産 の 部", "", "", ""],
        ["現 金", "1,000", "5", "1,005"],
        ["未収金", "200", "10", "210"],
    ]


def test_signs_and_brackets_that_stand_apart_belong_to_their_number() -> None:
    assert table_of("科目      金額", "営業利益  △   5", "経常利益  （  7）", "特別損失      12")[1:] == [
        ["営業利益", "△5"],
        ["経常利益", "（7）"],
        ["特別損失", "12"],
    ]


def test_an_amount_a_single_space_behind_a_long_label_is_cut_off_by_its_edge() -> None:
    assert table_of(
        "科目                  金額",
        "現金                 1,000",
        "その他有価証券評価 200,000",
        "未収金                  20",
    )[2] == ["その他有価証券評価", "200,000"]


def test_columns_of_words_are_columns_too() -> None:
    assert table_of(
        "事 項                限度額     行為年度       機構の負担となる年度",
        "カードの作成     20,670,000     平成26年度     平成27年度から 平成28年度",
    ) == [
        ["事 項", "限度額", "行為年度", "機構の負担となる年度"],
        ["カードの作成", "20,670,000", "平成26年度", "平成27年度から 平成28年度"],
    ]


def test_full_width_spaces_set_cells_apart() -> None:
    assert table_of("科　目　　　　　金額", "資　産　　　　　１０", "負　債　　　　　　５")[1:] == [
        ["資 産", "１０"],
        ["負 債", "５"],
    ]


def test_two_tables_with_a_header_each_are_two() -> None:
    first, second = tables_in(
        "科目      金額", "現金     1,000", "未収金      20", "科目      金額", "事業費   1,000", "雑費        20"
    )
    assert (first.last_line, second.first_line) == (3, 4)


def test_titles_and_units_between_tables_stay_outside() -> None:
    blocks = blocks_of(
        "予定損益計算書",
        "(単位：千円)",
        "科目      金額",
        "現金     1,000",
        "未収金      20",
        "",
        "        資金計画",
        "                  (単位：千円)",
        "区分      金額",
        "収入     1,000",
        "支出        20",
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [Heading, Heading, Table, Heading, Heading, Table]


@pytest.mark.parametrize(
    "lines",
    [
        ["1  開会", "2  議事", "3  閉会"],
        ["平成27年  2月  26日", "平成27年  3月  31日"],
        ["第１条　機構は、次の業務を行う。", "２　前項の規定は、適用しない。"],
        ["次の事業を  実施する。", "また  100 人を  募集する。"],
        ["(1)  計画   について", "(2)  予算   について"],
        ["日時  平成27年2月26日", "場所  機構  会議室"],
    ],
)
def test_prose_with_runs_of_spaces_is_no_table(lines: list[str]) -> None:
    assert tables_in(*lines) == []


def test_the_rule_under_a_header_is_furniture_and_pipes_may_be_escaped() -> None:
    table, rule = blocks_of("| 科目 | 金額 |", "|:---|---:|", "| 現金\\|預金 | 1,000 |")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["科目", "金額"], ["現金|預金", "1,000"]]
    assert isinstance(rule, Separator)


def test_a_pipe_in_prose_is_no_table() -> None:
    assert tables_in("A|B方式により実施する。", "x | y") == []


def test_a_page_number_within_a_table_is_no_row_of_it() -> None:
    table, number = blocks_of("科目\t金額", "現金\t1,000", "- 12 -", "未収金\t20")
    assert isinstance(table, Table)
    assert (table.first_line, table.last_line) == (1, 4)
    assert isinstance(number, PageNumber)


def test_a_header_repeated_without_a_blank_line_begins_a_table() -> None:
    first, second = tables_in("科目\t金額", "現金\t1,000", "科目\t金額", "未収金\t20")
    assert (first.last_line, second.first_line) == (2, 3)


def test_tables_set_apart_by_a_blank_line_stay_apart() -> None:
    assert len(tables_in("科目\t金額", "現金\t1", "未収金\t2", "", "区分\t金額", "収入\t1", "支出\t2")) == 2
    assert len(tables_in("現金\t1", "未収金\t2", "", "収入\t1", "支出\t2")) == 2


def test_text_between_rows_with_blank_lines_ends_the_table() -> None:
    lines = ["科目\t金額", "", "現金\t1", "", "未収金\t2", "", "以下は、業務費の内訳である。", "", "収入\t1", ""]
    blocks = blocks_of(*lines)
    assert [type(block) for block in blocks] == [Table, Paragraph, Table]


def test_every_line_of_the_real_text_is_in_one_block_whatever_the_layout() -> None:
    for lay_out in (tabs, *SAME.values()):
        lines = relaid(lay_out)
        blocks = blocks_of(*lines)
        covered = [
            line
            for block in blocks
            for line in ([row.line for row in block.rows] if isinstance(block, Table) else [block.line])
        ]
        assert sorted(covered) == [number for number, line in enumerate(lines, 1) if line.strip()]


def test_the_converters_keep_what_they_lay_out() -> None:
    rows = [["科目", "金額"], ["現金", "1,000"]]
    assert spaces(rows) == ["科目  金額", "現金  1,000"]
    assert display_width("△1") == 3
    assert relaid(tabs) == list(real_lines())
