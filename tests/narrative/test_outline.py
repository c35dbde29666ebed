"""Headings as a tree, and every line as a passage."""

from pipelines.narrative.outline import contents_titles
from tests.support.narrated_texts import outline_of, text_of, titles

PLAN = ("平成27年度事業計画（案）", "")


def test_a_number_that_begins_again_with_1_is_one_rank_deeper() -> None:
    outline = outline_of(*PLAN, "1 甲", "1 乙", "(1) 丙", "(2) 丁", "2 戊", "(1) 己", "2 庚", "1 辛")
    assert titles(outline) == ["1 甲", "  1 乙", "    (1) 丙", "    (2) 丁", "  2 戊", "    (1) 己", "2 庚", "  1 辛"]


def test_a_number_that_does_not_follow_in_its_rank_goes_on_in_the_rank_above() -> None:
    outline = outline_of(*PLAN, "1 甲", "1 乙", "2 丙", "3 丁", "2 戊", "1 己")
    assert titles(outline) == ["1 甲", "  1 乙", "  2 丙", "  3 丁", "2 戊", "  1 己"]


def test_a_table_of_contents_decides_between_two_ranks() -> None:
    contents = ("目 次", "", "1\t甲\t1", "2\t乙\t4", "")
    assert titles(outline_of(*PLAN, *contents, "1 甲", "1 丙", "2 乙", "1 丁"))[1:] == [
        "1 甲",
        "  1 丙",
        "2 乙",
        "  1 丁",
    ]
    assert titles(outline_of(*PLAN, "1 甲", "1 丙", "2 乙")) == ["1 甲", "  1 丙", "  2 乙"]


def test_a_heading_printed_again_goes_on_with_its_section() -> None:
    outline = outline_of(*PLAN, "9 支援", "(1) 情報", "1 提供", "2 相談", "", "9 支援", "(2) 対策", "1 診断")
    assert titles(outline) == ["9 支援", "  (1) 情報", "    1 提供", "    2 相談", "  (2) 対策", "    1 診断"]
    assert outline.sections[0].last_line == 10


def test_a_gap_in_the_numbers_is_bridged() -> None:
    outline = outline_of(*PLAN, "1 甲", "(1) 乙", "(4) 丙", "5 丁")
    assert titles(outline) == ["1 甲", "  (1) 乙", "  (4) 丙", "5 丁"]


def test_a_number_in_brackets_needs_no_space_behind_it() -> None:
    outline = outline_of(*PLAN, "1 甲", "（1）乙の運用", "本文である。", "（2）丙¹の整備")
    assert titles(outline) == ["1 甲", "  （1） 乙の運用", "  （2） 丙の整備"]
    assert outline.sections[1].body == "本文である。"


def test_the_text_of_a_section_is_the_prose_directly_under_it() -> None:
    outline = outline_of(*PLAN, "1 甲", "一行目である。", "", "- 項目", "科目\t3", "", "(1) 乙", "別の文である。")
    assert outline.sections[0].body == "一行目である。\n- 項目"


def test_every_line_that_is_not_blank_is_one_passage() -> None:
    lines = (*PLAN, "1 甲", "¹ 注である。", "- 3 -", "a\tb", "c\td", "文である。", "", "※ 注")
    outline = outline_of(*lines)
    assert [passage.line for passage in outline.passages] == [n for n, line in enumerate(lines, 1) if line]
    assert {passage.kind.value for passage in outline.passages} == {
        "heading", "footnote", "page_number", "table_row", "paragraph",
    }  # fmt: skip


def test_contents_give_number_and_page_of_each_title() -> None:
    _, blocks = text_of("目 次", "", "1\t甲\t3", "2\t乙 丙\t4")
    assert contents_titles(blocks) == {"甲": (1, "3"), "乙丙": (2, "4")}
