"""Amending sentences → clauses."""

from datetime import date

import pytest

from pipelines.narrative.model import ClauseAction, RuleChange, RuleClause
from pipelines.narrative.rule_change import read_rule_changes
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText

OPENING = "会計規程の一部を次のように改正する。"


def changes_in(*lines: str) -> tuple[RuleChange, ...]:
    return read_rule_changes(read_blocks(SourceText("a.txt", lines, ends_with_newline=True)))


def clauses_of(*lines: str) -> tuple[RuleClause, ...]:
    (change,) = changes_in(OPENING, *lines, "附則", "この規程は、平成27年4月1日から施行する。")
    assert change.unread == ()
    return change.clauses


def short(clause: RuleClause) -> tuple[str, str | None, str | None, str | None]:
    return clause.action.value, clause.article_number, clause.paragraph_number, clause.item_number


def words(clause: RuleClause) -> tuple[str | None, str | None]:
    return clause.old_text, clause.new_text


def test_the_opening_sentence_names_the_rule_who_adopted_it_and_when() -> None:
    (change,) = changes_in("機構業務方法書(平成 26 年 4 月 10 日機構代表者会議決定)の一部を次のように変更する。")
    assert (change.rule_name, change.adopted_on) == ("機構業務方法書", date(2014, 4, 10))
    assert change.adopted_by == "機構代表者会議"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "第１条　職員給与規程（平成26年4月1日規程第5号。以下「規程」という。）の一部を次のように改正する。",
            "職員給与規程",
        ),
        ("法第９条の規定に基づき、「業務方法書」の一部を次のとおり変更する。", "業務方法書"),
        ("定款を次のように変更する。", "定款"),
        ("契約事務取扱要綱の一部を次のように改める。", "契約事務取扱要綱"),
    ],
)
def test_other_rules_are_named_in_other_ways(sentence: str, name: str) -> None:
    (change,) = changes_in(sentence)
    assert change.rule_name == name


@pytest.mark.parametrize(
    "sentence", ["第3条を次のように改める。", "資金計画の一部を次のように変更する。", "業務方法書の一部を変更したい。"]
)
def test_other_sentences_open_no_change(sentence: str) -> None:
    assert changes_in(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("この変更は、平成 27 年 4 月 1 日から施行する。", date(2015, 4, 1)),
        ("この規則は、令和元年五月一日から施行する。", date(2019, 5, 1)),
        ("この規程は、公布の日から施行する。", None),
        ("この規程は、公布の日から施行し、平成27年4月1日から適用する。", None),
    ],
)
def test_the_day_it_is_in_force_stands_in_the_supplementary_provisions(sentence: str, day: date | None) -> None:
    (change,) = changes_in(OPENING, "附　則", sentence)
    assert change.in_force_on == day
    assert change.last_line == 3


def test_one_sentence_may_hold_several_clauses_and_quotations_nest() -> None:
    replaced, inserted = clauses_of(
        "第 3 条第 1 項中「及び甲」を「、甲」に改め、「以下「番号法」という。)」の下に「及び乙「丙」」を加える。"
    )
    assert short(replaced) == ("replace", "3", "1", None)
    assert words(replaced) == ("及び甲", "、甲")
    assert short(inserted) == ("insert", "3", "1", None)
    assert words(inserted) == ("以下「番号法」という。)", "及び乙「丙」")


def test_several_words_share_one_verb_and_several_places_one_clause() -> None:
    clauses = clauses_of(
        "第2条及び第４条第２項中「甲」を「乙」に、「丙」を「丁」に改め、同項中「戊」及び「己」を削る。"
    )
    assert [(clause.article_number, clause.old_text) for clause in clauses] == [
        ("2", "甲"),
        ("2", "丙"),
        ("4", "甲"),
        ("4", "丙"),
        ("4", "戊"),
        ("4", "己"),
    ]
    assert short(clauses[-1]) == ("delete", "4", "2", None)


def test_items_move_and_the_lines_below_fill_the_gap() -> None:
    fifth, fourth, added = clauses_of(
        "第3条第1項中第5号を第6号とし、第4号を第5号とし、第3号の次に次の 1 号を加える。", "", "- (4) 甲をいう。"
    )
    assert (short(fifth), fifth.moved_to) == (("renumber", "3", "1", "5"), "6")
    assert (short(fourth), fourth.moved_to) == (("renumber", "3", "1", "4"), "5")
    assert (short(added), added.new_text) == (("add", "3", "1", "4"), "甲をいう。")
    assert (added.first_line, added.last_line) == (2, 4)


def test_a_range_moves_as_a_whole_and_the_same_paragraph_is_the_one_named_last() -> None:
    moved, added = clauses_of(
        "第7条第2項中第3号から第6号までを1号ずつ繰り下げ、同項第2号の次に次の1号を加える。", "(3) 甲"
    )
    assert (moved.item_number, moved.last_item_number, moved.moved_to) == ("3", "6", "4")
    assert short(added) == ("add", "7", "2", "3")


def test_a_range_also_moves_up() -> None:
    deleted, moved = clauses_of("第7条中第2号を削り、第3号から第5号までを1号ずつ繰り上げる。")
    assert (short(deleted), deleted.old_text) == (("delete", "7", None, "2"), None)
    assert (moved.item_number, moved.last_item_number, moved.moved_to) == ("3", "5", "2")


def test_an_item_is_rewritten_by_the_lines_below_with_its_subdivisions() -> None:
    (clause,) = clauses_of("第7条第1項中第2号を次のとおり改める。", "- (2) 次の事務", "イ 甲の事務", "ロ 乙の事務")
    assert short(clause) == ("rewrite", "7", "1", "2")
    assert clause.new_text == "次の事務\nイ 甲の事務\nロ 乙の事務"


def test_headings_are_told_from_the_articles_they_head() -> None:
    replaced, rewritten = clauses_of(
        "第7条の見出し中「等」を「の運営等」に改める。", "第9条の見出しを「（経費）」に改める。"
    )
    assert replaced.is_heading
    assert words(replaced) == ("等", "の運営等")
    assert (rewritten.action, rewritten.is_heading, rewritten.new_text) == (ClauseAction.REWRITE, True, "（経費）")


def test_kanji_numerals_and_branch_numbers_are_read() -> None:
    first, second = clauses_of(
        "第十二条の二第一項第三号ロ中「甲」を「乙」に改める。", "第二十条に次の一項を加える。", "３　丙とする。"
    )
    assert short(first) == ("replace", "12の2", "1", "3ロ")
    assert (short(second), second.new_text) == (("add", "20", "3", None), "丙とする。")


def test_a_new_article_comes_with_its_heading_paragraphs_and_items() -> None:
    moved, added = clauses_of(
        "第四条を第五条とし、第三条の次に次の一条を加える。",
        "（休暇）",
        "第四条　休暇は、次のとおりとする。",
        "一　年次休暇",
        "２　前項の休暇は、有給とする。",
    )
    assert (short(moved), moved.moved_to) == (("renumber", "4", None, None), "5")
    assert short(added) == ("add", "4", None, None)
    assert added.new_text is not None
    assert added.new_text.split("\n")[::3] == ["（休暇）", "２　前項の休暇は、有給とする。"]


def test_a_sentence_cut_by_a_line_end_is_one_sentence() -> None:
    (clause,) = clauses_of("第1条中「甲」を", "「乙」に改める。")
    assert words(clause) == ("甲", "乙")
    assert (clause.first_line, clause.last_line) == (2, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "第3条ただし書中「甲」を「乙」に改める。",
        "別表第1中「甲」を「乙」に改める。",
        "同条中「甲」を「乙」に改める。",
        "第3条中「甲」を「乙に改める。",
        "第3条第1項を第4条第2項とする。",
        "第3条に次の1号を加える。",
    ],
)
def test_a_sentence_that_is_not_understood_is_reported_and_makes_no_clause(sentence: str) -> None:
    (change,) = changes_in(OPENING, sentence, "附則", "この規程は、平成27年4月1日から施行する。")
    assert change.clauses == ()
    assert change.unread == (2,)


def test_after_a_sentence_that_is_not_understood_the_same_article_is_unknown() -> None:
    (change,) = changes_in(
        OPENING, "第2条中「甲」を「乙」に改める。", "第3条ただし書を削る。", "同条中「丙」を削る。", "附則"
    )
    assert [clause.article_number for clause in change.clauses] == ["2"]
    assert change.unread == (3, 4)


def test_a_clause_whose_end_is_lost_is_no_part_of_the_item_above_it() -> None:
    (change,) = changes_in(OPENING, "第3条に次の1号を加える。", "(4) 甲", "第10条第1項中「乙」の下に", "附則")
    assert [clause.new_text for clause in change.clauses] == ["甲"]
    assert change.unread == (4,)


def test_without_supplementary_provisions_the_clauses_end_with_the_last_one() -> None:
    (change,) = changes_in(OPENING, "第3条中「甲」を削る。", "変更の概要", "甲は用いられない。")
    assert len(change.clauses) == 1
    assert (change.unread, change.last_line) == ((), 2)


def test_each_change_has_its_own_clauses() -> None:
    first, second = changes_in(
        "定款の一部を次のように変更する。",
        "第1条中「甲」を削る。",
        "会計規程の一部を次のように改正する。",
        "第2条中「乙」を削る。",
    )
    assert (first.number, [clause.old_text for clause in first.clauses]) == (1, ["甲"])
    assert (second.number, [clause.old_text for clause in second.clauses]) == (2, ["乙"])
