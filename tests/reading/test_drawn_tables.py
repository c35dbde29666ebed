"""Tables drawn with characters: grids, and columns under dashes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipelines.reading.blocks import Table, read_blocks
from pipelines.reading.source import SourceText, read_text
from tests.support.layouts import Rows, grid, meanings, real, relaid, under_dashes, understood


def source_of(*lines: str) -> SourceText:
    return read_text(("\n".join(lines) + "\n").encode(), "a.md")


def rows_of(*lines: str) -> list[tuple[int, list[str]]]:
    (table,) = (block for block in read_blocks(source_of(*lines)) if isinstance(block, Table))
    return [(row.line, [cell.raw for cell in row.cells]) for row in table.rows]


def cells_of(lines: Sequence[str]) -> list[list[str]]:
    return [cells for _, cells in rows_of(*lines)]


@pytest.mark.parametrize("lay_out", [grid, under_dashes])
def test_the_sixth_meeting_is_understood_the_same_in_drawn_tables(lay_out: Callable[[Rows], list[str]]) -> None:
    assert meanings(understood(relaid(lay_out))) == meanings(real())


def test_lines_between_the_rules_of_a_grid_are_one_row() -> None:
    assert rows_of(
        "+------------+-------+",
        "| 科目       | 金額  |",
        "+============+=======+",
        "| 長い       | 1,000 |",
        "| 名前の科目 |       |",
        "+------------+-------+",
        "|   預金     | **5** |",
        "+------------+-------+",
    ) == [(2, ["科目", "金額"]), (4, ["長い 名前の科目", "1,000"]), (7, ["  預金", "**5**"])]


def test_a_grid_with_rules_only_around_its_head_has_a_row_a_line() -> None:
    lines = ["+----+-----+", "| 科 | 金  |", "+----+-----+", "| 甲 |  10 |", "| 乙 |   2 |", "+----+-----+"]
    assert [[cell.strip() for cell in cells] for cells in cells_of(lines)] == [["科", "金"], ["甲", "10"], ["乙", "2"]]


def test_columns_stand_under_their_dashes_whatever_is_empty() -> None:
    lines = ["科目       今年度  前年度", "--------  ------- -------", "収入       1,000", "  内訳              2,000"]
    assert cells_of(lines) == [["科目", "今年度", "前年度"], ["収入", "1,000", ""], ["  内訳", "", "2,000"]]


def test_a_table_of_several_lines_a_row_ends_with_its_rule() -> None:
    assert rows_of(
        "---------------------",
        "科目           金額",
        "---------- ----------",
        "長い            1,000",
        "名前",
        "",
        "預金                5",
        "---------------------",
        "",
        "本文である。",
    ) == [(2, ["科目", "金額"]), (4, ["長い 名前", "1,000"]), (7, ["預金", "5"])]


def test_what_a_database_prints_is_a_table() -> None:
    lines = [" 科目 | 金額 ", "------+------", " 現金 | 1000 ", " 預金 |    5 "]
    assert [[cell.strip() for cell in cells] for cells in cells_of(lines)] == [
        ["科目", "金額"],
        ["現金", "1000"],
        ["預金", "5"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["見出し", "-----", "本文 5 である。"],
        ["本文", "--- ---", "本文の続きは 12 頁。"],
        ["---", "title: 5", "---"],
        ["+----+", "本文"],
        ["甲乙丙丁", "---- ----", "本文が切れる場所 1,000"],
    ],
)
def test_rules_in_prose_are_no_table(lines: list[str]) -> None:
    assert source_of(*lines).tables == ()


def test_a_long_text_of_rules_ends() -> None:
    assert source_of(*["---- ----"] * 20_000).tables == ()
    assert source_of(*["+--+--+"] * 20_000).tables == ()
