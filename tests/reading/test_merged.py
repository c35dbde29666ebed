"""Merged cells of a table."""

import pytest

from pipelines.reading.characters import compact, unify_radicals
from pipelines.reading.markup import read_markup
from pipelines.reading.merged import split_merged

FULL = [["甲", "1", "2", "3"]] * 3


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (["乙", "700,534 1,014,089", "4"], ("乙", "700,534", "1,014,089", "4")),
        (["乙", "△ 5 7", "2"], ("乙", "△ 5", "7", "2")),
        (["乙", "(5) (6)", "3"], ("乙", "(5)", "(6)", "3")),
        (["乙", "4 5 6"], ("乙", "4 5 6")),  # one number, printed wide
        (["乙", "12 345", "2"], ("乙", "12 345", "2")),  # more likely one number
        (["乙", "- 5", "3"], ("乙", "- 5", "3")),
        (["乙", "5 件", "3"], ("乙", "5 件", "3")),
        (["乙", "4", "5"], ("乙", "4", "5")),
        (["乙", "4,000 5,000", "6", "7"], ("乙", "4,000 5,000", "6", "7")),  # no cell is missing
        (["乙", "4,000 5,000", "6,000 7,000"], ("乙", "4,000 5,000", "6,000 7,000")),  # too many for one
    ],
)
def test_a_row_is_split_where_as_many_amounts_are_merged_as_it_is_short(row: list[str], cells: tuple[str, ...]) -> None:
    assert split_merged([*FULL, row])[-1] == cells


def test_without_rows_to_compare_with_nothing_is_split() -> None:
    assert split_merged([["甲", "1", "2", "3"], ["乙", "4,000 5,000", "6"]])[-1] == ("乙", "4,000 5,000", "6")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**流動資産合計**", "流動資産合計"), ("**1,234**", "1,234"), ("*1,234*", "1,234"), ("__合計__", "合計"),
        ("***合計***", "合計"), ("**<u>5</u>**", "5"), ("1,234*", "1,234*"), ("1,234**", "1,234**"), ("a_b_c", "a_b_c"),
        ("5 * 3 * 2", "5 * 3 * 2"), ("* 甲", "* 甲"),
    ],
)  # fmt: skip
def test_emphasis_is_taken_out_and_marks_of_notes_are_not(raw: str, text: str) -> None:
    assert read_markup(raw).text == text


def test_radicals_become_the_ideographs_of_japanese_text_one_for_one() -> None:
    assert unify_radicals("⻑期前受⾦ ⼾籍 ⿊字 ⻘ ⻄ ⺠ ⾒") == "長期前受金 戸籍 黒字 青 西 民 見"
    assert compact("市町村⻑ ⽇") == "市町村長日"
    assert unify_radicals("長期前受金") == "長期前受金"
