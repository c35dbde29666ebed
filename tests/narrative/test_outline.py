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


def test_an_annotation_under_a_list_item_opens_no_section() -> None:
    items = ("- (2) 整備及び運営", "(新規追加)", "- (3) 研修", "ほか(新規追加)、受託に関する事項", "- 8 支援")
    outline = outline_of(*PLAN, "1 概要", "【記載すべき事項】", "", *items, "", "2 手続き")
    assert titles(outline) == ["1 概要", "  - 【記載すべき事項】", "2 手続き"]
    assert outline.sections[1].body == "\n".join(items)


def test_what_an_item_comes_to_opens_no_section() -> None:
    items = ("- (1) 発行等業務", "債務負担行為 8,183百万円の増(変更)", "…作成業務に要する経費", "- (2) 仕様変更")
    outline = outline_of(*PLAN, "【補正の内容】", "", *items)
    assert titles(outline) == ["- 【補正の内容】"]
    assert outline.sections[0].body == "\n".join(items)


def test_a_title_right_under_a_list_begins_anew() -> None:
    outline = outline_of(*PLAN, "1 概要", "- 項目", "2 手続き", "- 項目", "【参考】", "文である。")
    assert titles(outline) == ["1 概要", "2 手続き", "  - 【参考】"]


def test_captions_of_unit_and_period_are_no_headings() -> None:
    captions = (
        "(平成28年3月31日現在)", "(平成27年4月1日から平成28年3月31日まで)", "(単位：千円)",
        "自 平成27年4月1日 至 平成28年3月31日", "令和元年5月1日現在",
    )  # fmt: skip
    assert titles(outline_of(*PLAN, "予定損益計算書", "", *captions, "", "平成27年4月1日の開所式")) == [
        "- 予定損益計算書",
        "- 平成27年4月1日の開所式",
    ]


def test_a_table_without_title_does_not_stand_under_the_heading_of_another_statement() -> None:
    lines = ("資金計画", "", "収入\t3", "支出\t2", "", "文である。", "", "資産\t3", "負債\t2")
    outline = outline_of(*PLAN, *lines, statements={5: "cash_plan", 6: "cash_plan", 10: "balance_sheet"})
    rows = [(p.line, p.section, p.statement_code) for p in outline.passages if p.kind.value == "table_row"]
    assert rows == [
        (5, 1, "cash_plan"),
        (6, 1, "cash_plan"),
        (10, None, "balance_sheet"),
        (11, None, "balance_sheet"),
    ]
    assert outline.sections[0].last_line == 8


def test_a_footnote_belongs_to_the_section_that_refers_to_it() -> None:
    notes = ("¹ 甲とは、情報を", "- 5 -", "提供するもの。", "² 約66万件のファイル")
    outline = outline_of(
        *PLAN, "1 甲¹の運営", "文である。", "2 乙²の提供", "文である。", "3 丙", "文である。", "", *notes
    )
    section_of = {p.line: p.section for p in outline.passages}
    assert [section_of[line] for line in (10, 11, 12, 13)] == [1, 3, 1, 2]
    assert [section.body for section in outline.sections] == ["文である。"] * 3


def test_rows_of_another_statement_in_one_table_say_so() -> None:
    lines = ("資金計画", "", "科目\t金額", "資金収入合計\t1", "資産合計\t2", "負債合計\t3")
    outline = outline_of(*PLAN, *lines, statements={6: "cash_plan", 7: "balance_sheet"})
    told = [p.statement_code for p in outline.passages if p.kind.value == "table_row"]
    assert told == ["cash_plan", "cash_plan", "balance_sheet", "balance_sheet"]


def test_a_bracketed_description_under_a_title_opens_no_section() -> None:
    outline = outline_of(*PLAN, "1 資金計画", "", "［資金繰りの状況を示すもの］", "", "甲は、乙である。")
    assert titles(outline) == ["1 資金計画"]
    assert {p.section for p in outline.passages if p.line >= 3} == {1}
