"""Comparison tables → provisions, and their word-level difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.narrative.model import ArticleText, RuleChange
from pipelines.narrative.rule_change import read_rule_changes
from pipelines.narrative.rule_change.difference import word_steps, words_of
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText

TEXTS = st.text(alphabet="甲乙丙のはをアイー・aB1 、。（）𠮟\n", max_size=40)


def change_with(*lines: str) -> RuleChange:
    opening = "定款の一部を次のように変更する。"
    (change,) = read_rule_changes(read_blocks(SourceText("a.txt", (opening, "", *lines), ends_with_newline=True)))
    return change


def provisions_of(*lines: str) -> list[tuple[str | None, str | None, str | None, str | None, str | None]]:
    return [
        (one.article_number, one.paragraph_number, one.item_number, one.new_text, one.old_text)
        for one in change_with(*lines).provisions
    ]


def test_a_cell_is_split_into_heading_article_paragraphs_and_items() -> None:
    new = "<p>(定義)</p> <p>第3条 用語</p> <p>(1)～(3) (略)</p> <p>(4) 甲</p> <p>2 (略)</p>"
    assert provisions_of("新\t旧", f"{new}\t{new}") == [
        ("3", None, None, "(定義)", "(定義)"),
        ("3", "1", None, "用語", "用語"),
        ("3", "1", "1～3", "(略)", "(略)"),
        ("3", "1", "4", "甲", "甲"),
        ("3", "2", None, "(略)", "(略)"),
    ]


def test_ranges_of_abridged_items_that_differ_stay_on_their_sides() -> None:
    new = "<p>第3条 用語</p><p>(4) 甲</p><p>(5)・(6) (略)</p>"
    old = "<p>第3条 用語</p><p>(4)・(5) (略)</p>"
    assert provisions_of("新\t旧", f"{new}\t{old}")[1:] == [
        ("3", "1", "4", "甲", None),
        ("3", "1", "4・5", None, "(略)"),
        ("3", "1", "5・6", "(略)", None),
    ]


def test_a_table_goes_on_over_a_page_in_the_article_where_it_stopped() -> None:
    change = change_with(
        "新\t旧",
        "<p>第7条 (略)</p><p>(1) 甲</p>\t<p>第7条 (略)</p><p>(1) 甲</p>",
        "",
        "12",
        "",
        "新\t旧",
        "<p>(2) 乙</p>\t<p>(2) 丙</p>",
    )
    last = change.provisions[-1]
    assert (last.article_number, last.item_number, last.new_text, last.old_text) == ("7", "2", "乙", "丙")
    assert (last.first_line, change.last_line) == (9, 9)


def test_a_text_cut_by_a_page_end_is_joined() -> None:
    assert provisions_of("新\t旧", "第7条 甲は、\t第7条 甲は、", "", "新\t旧", "乙とする。\t丙とする。") == [
        ("7", "1", None, "甲は、乙とする。", "甲は、丙とする。")
    ]


@pytest.mark.parametrize(
    "header", ["旧\t新", "改正前\t改正後", "変更前\t変更後", "現 行\t改正案", "現行\t改正案\t備考"]
)
def test_the_header_says_which_column_is_which(header: str) -> None:
    assert provisions_of(header, "第1条 甲\t第1条 乙\t") == [("1", "1", None, "乙", "甲")]


def test_other_tables_are_no_comparison() -> None:
    assert change_with("科目\t新\t旧", "資産\t1\t2").provisions == ()


def test_cells_without_tags_are_split_where_numbers_stand() -> None:
    cell = "第１条 （略） （目的） 第２条 甲とする。 (1) 一の事 (2) 二の事。 ２ 平成 26 年とする。"
    assert [row[:4] for row in provisions_of("新\t旧", f"{cell}\t{cell}")] == [
        ("1", "1", None, "（略）"),
        ("2", None, None, "（目的）"),
        ("2", "1", None, "甲とする。"),
        ("2", "1", "1", "一の事"),
        ("2", "1", "2", "二の事。"),
        ("2", "2", None, "平成 26 年とする。"),
    ]


def test_kanji_items_subdivisions_and_branch_articles_keep_their_numbers() -> None:
    cell = "<p>第三条の二　甲</p><p>一　乙</p><p>イ　丙</p><p>ロ　丁</p><p>二　戊</p>"
    assert [row[:3] for row in provisions_of("新\t旧", f"{cell}\t{cell}")] == [
        ("3の2", "1", None),
        ("3の2", "1", "1"),
        ("3の2", "1", "1イ"),
        ("3の2", "1", "1ロ"),
        ("3の2", "1", "2"),
    ]


def test_a_side_that_says_newly_made_has_no_text() -> None:
    assert provisions_of("新\t旧", "第3条 甲\t（新設）", "2 乙\t2 （新設）") == [
        ("3", "1", None, "甲", None),
        ("3", "2", None, "乙", None),
    ]


def test_underlined_words_are_kept_without_the_number_before_them() -> None:
    (provision,) = change_with("新\t旧", "<p><u>第3条 甲</u>は<u>乙</u></p>\t<p>第3条 丙は</p>").provisions
    assert provision.new_underlined == ("甲", "乙")
    assert provision.old_underlined == ()


def test_supplementary_provisions_are_articles_of_their_own() -> None:
    cell = "<p>第9条 甲</p><p>附 則</p><p>この規程は、施行する。</p>"
    assert [row[0] for row in provisions_of("新\t旧", f"{cell}\t{cell}")] == ["9", "附則", "附則"]


def test_a_table_belongs_to_the_change_whose_rule_is_named_before_it() -> None:
    lines = (
        "定款の一部を次のように変更する。",
        "会計規程の一部を次のように改正する。",
        "定款 新旧対照表",
        "新\t旧",
        "第1条 甲\t第1条 乙",
        "",
        "会計規程 新旧対照表",
        "新\t旧",
        "第2条 甲\t第2条 乙",
    )
    changes = read_rule_changes(read_blocks(SourceText("a.txt", lines, ends_with_newline=True)))
    assert [[one.article_number for one in change.provisions] for change in changes] == [["1"], ["2"]]


def test_words_are_runs_of_one_script() -> None:
    assert words_of("通知カード・番号LGWAN2の等、（略）") == [
        *("通知", "カード・", "番号", "LGWAN2", "の", "等", "、", "（", "略", "）")
    ]


def test_inserted_words_are_one_step() -> None:
    change = change_with("新\t旧", "第1条 合理化を図るため、甲のほか、乙とする。\t第1条 合理化を図るため、乙とする。")
    steps = [(step.position, step.operation, step.old_words, step.new_words) for step in change.differences]
    assert steps == [
        (1, "equal", "合理化を図るため、", "合理化を図るため、"),
        (2, "insert", "", "甲のほか、"),
        (3, "equal", "乙とする。", "乙とする。"),
    ]


@given(TEXTS, TEXTS)
def test_the_steps_hold_exactly_both_texts(old: str, new: str) -> None:
    steps = list(word_steps(old, new))
    assert "".join(step.old_words for step in steps) == old
    assert "".join(step.new_words for step in steps) == new
    assert all((step.operation == "equal") is (step.old_words == step.new_words) for step in steps)


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<u>", "</u>", "第3条 ", "(1) ", "～(3) ", "(略)", "甲", "<", "\t", "(x)"])
    )
)
def test_no_table_is_too_broken_to_be_read(parts: list[str]) -> None:
    change = change_with("新\t旧", "".join(parts) + "\t")
    assert all(isinstance(one, ArticleText) for one in change.provisions)
