"""Clauses and comparison table check each other; the golden test on the real text."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.narrative.model import ClauseCheck, RuleChange
from pipelines.narrative.rule_change import read_rule_changes
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText, read_text

REAL_TEXT = Path(__file__).parents[2] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"


def change_of(*lines: str, clauses: tuple[str, ...]) -> RuleChange:
    head = ("定款の一部を次のように変更する。", *clauses, "附則", "この変更は、公布の日から施行する。", "")
    (change,) = read_rule_changes(read_blocks(SourceText("a.txt", (*head, *lines), ends_with_newline=True)))
    return change


def failing(change: RuleChange) -> list[ClauseCheck]:
    return [check for check in change.checks if check.holds is False]


def verdicts(change: RuleChange, clause: int) -> list[bool | None]:
    return [check.holds for check in change.checks if check.clause == clause]


def test_a_replacement_that_the_table_shows_holds() -> None:
    change = change_of(
        "新\t旧", "第3条 （乙）とする。\t第3条 (甲)とする。", clauses=("第3条中「甲」を「乙」に改める。",)
    )
    assert verdicts(change, 1) == [True, True, True]
    assert verdicts(change, 0) == [True]


def test_a_replacement_of_words_that_the_old_text_does_not_have_fails() -> None:
    change = change_of("新\t旧", "第3条 乙とする。\t第3条 丙とする。", clauses=("第3条中「甲」を「乙」に改める。",))
    assert failing(change)[0].expectation == "The old text of article 3 has 「甲」."
    assert verdicts(change, 0) == [False]


def test_clauses_on_one_provision_work_together_and_each_on_the_old_text() -> None:
    clauses = ("第3条中「甲」を「乙」に改め、「丙」の下に「及び甲」を加える。",)
    assert failing(change_of("新\t旧", "第3条 乙又は丙及び甲\t第3条 甲又は丙", clauses=clauses)) == []
    wrong = change_of("新\t旧", "第3条 乙又は丙及び乙\t第3条 甲又は丙", clauses=clauses)
    assert {check.clause for check in failing(wrong)} == {0, 1, 2}


def test_an_abridged_place_is_neither_right_nor_wrong() -> None:
    change = change_of("新\t旧", "第3条 （略）\t第3条 （略）", clauses=("第3条中「甲」を「乙」に改める。",))
    assert verdicts(change, 1) == [None]
    assert failing(change) == []


def test_without_a_table_no_clause_is_judged() -> None:
    change = change_of(clauses=("第3条中「甲」を「乙」に改める。",))
    assert [check.holds for check in change.checks] == [None]


ADDING = ("第3条中第4号を第5号とし、第3号の次に次の1号を加える。", "(4) 甲")
OLD = "<p>第3条 用語</p><p>(1)～(4) (略)</p>"


@pytest.mark.parametrize(
    ("new", "holds"),
    [
        ("<p>(1)～(3) (略)</p><p>(4) 甲</p><p>(5) (略)</p>", True),
        ("<p>(1)～(3) (略)</p><p>(4) 乙</p><p>(5) (略)</p>", False),
        ("<p>(1)～(3) (略)</p><p>(4) 甲</p>", False),
        ("<p>(1)～(3) (略)</p><p>(4) 甲</p><p>(5)・(6) (略)</p>", False),
    ],
)
def test_renumbering_and_the_added_item_agree_with_the_ranges_of_the_table(new: str, holds: bool) -> None:
    change = change_of("新\t旧", f"<p>第3条 用語</p>{new}\t{OLD}", clauses=ADDING)
    assert (failing(change) == []) is holds


def test_a_moved_item_keeps_its_words() -> None:
    clauses = ("第3条中第1号を第2号とし、同号の前に次の1号を加える。", "(1) 甲")
    right = change_of("新\t旧", "第3条 用語\t第3条 用語", "(1) 甲\t(1) 乙", "(2) 乙\t", clauses=clauses)
    wrong = change_of("新\t旧", "第3条 用語\t第3条 用語", "(1) 甲\t(1) 乙", "(2) 丙\t", clauses=clauses)
    assert failing(right) == []
    assert {check.clause for check in failing(wrong)} == {0, 1}


def test_a_rewritten_item_is_compared_as_a_whole() -> None:
    clauses = ("第3条第2号を次のように改める。", "(2) 乙")
    assert failing(change_of("新\t旧", "第3条 用語\t第3条 用語", "(2) 乙\t(2) 甲", clauses=clauses)) == []
    assert failing(change_of("新\t旧", "第3条 用語\t第3条 用語", "(2) 丙\t(2) 甲", clauses=clauses)) != []


def test_a_deleted_item_is_gone() -> None:
    clauses = ("第3条第2号を削る。",)
    assert failing(change_of("新\t旧", "第3条 用語\t第3条 用語", "(削る)\t(2) 甲", clauses=clauses)) == []
    assert verdicts(change_of("新\t旧", "第3条 用語\t第3条 用語", "(2) 甲\t(2) 甲", clauses=clauses), 1) == [False]


def test_a_new_article_is_compared_with_its_heading_and_its_items() -> None:
    clauses = ("第3条を第4条とし、第2条の次に次の1条を加える。", "(休暇)", "第3条 次のとおりとする。", "(1) 甲")
    new = "<p>(休暇)</p><p>第3条 次のとおりとする。</p><p>(1) 甲</p><p>(雑則)</p><p>第4条 乙</p>"
    old = "<p>(雑則)</p><p>第3条 乙</p>"
    assert failing(change_of("新\t旧", f"{new}\t{old}", clauses=clauses)) == []
    assert failing(change_of("新\t旧", f"{new.replace('甲', '丙')}\t{old}", clauses=clauses)) != []


def test_a_difference_that_no_clause_makes_is_told() -> None:
    change = change_of(
        "新\t旧", "第3条 乙とする。\t第3条 甲とする。", "2 丁\t2 丙", clauses=("第3条第1項中「甲」を「乙」に改める。",)
    )
    assert failing(change) == [ClauseCheck(0, "A clause makes 「丁」 of 「丙」 in article 3 paragraph 2.", False, 8)]


def test_a_difference_that_a_sentence_not_understood_may_make_is_left_open() -> None:
    lines = ("新\t旧", "第3条 乙とする。\t第3条 甲とする。", "第5条 丁\t第5条 丙")
    change = change_of(*lines, clauses=("第3条ただし書中「甲」を「乙」に改める。",))
    assert [(check.clause, check.holds) for check in change.checks] == [(0, None), (0, False)]


def test_a_mark_on_words_that_do_not_differ_is_told_unless_both_sides_have_it() -> None:
    marked = change_of("新\t旧", "第3条 <u>甲</u>\t第3条 甲", clauses=("第2条中「乙」を削る。",))
    assert [check.expectation for check in failing(marked)] == [
        "A clause changes 「甲」, which is marked in article 3 paragraph 1."
    ]
    both = change_of("新\t旧", "第3条 <u>甲</u>\t第3条 <u>甲</u>", clauses=("第2条中「乙」を削る。",))
    assert failing(both) == []


def real_change() -> RuleChange:
    (change,) = read_rule_changes(read_blocks(read_text(REAL_TEXT.read_bytes(), REAL_TEXT.name)))
    return change


def test_the_sixth_meeting_changes_the_operating_rules() -> None:
    change = real_change()
    assert change.rule_name == "地方公共団体情報システム機構業務方法書"
    assert change.adopted_on == date(2014, 4, 10)
    assert change.adopted_by == "地方公共団体情報システム機構代表者会議"
    assert change.in_force_on == date(2015, 4, 1)
    assert change.unread == ()


def test_the_sixth_meetings_clauses() -> None:
    assert [
        (clause.action.value, clause.article_number, clause.item_number, clause.moved_to, clause.is_heading)
        for clause in real_change().clauses
    ] == [
        ("replace", "3", None, None, False),
        ("insert", "3", None, None, False),
        ("renumber", "3", "5", "6", False),
        ("renumber", "3", "4", "5", False),
        ("add", "3", "4", None, False),
        ("replace", "7", None, None, True),
        ("rewrite", "7", "2", None, False),
        ("renumber", "7", "3", "4", False),
        ("add", "7", "3", None, False),
        ("insert", "10", None, None, False),
    ]


def test_the_sixth_meetings_table_agrees_with_its_clauses() -> None:
    change = real_change()
    assert len(change.provisions) == 14
    assert len(change.checks) == 19
    assert all(check.holds for check in change.checks)
    article_10 = next(one for one in change.provisions if one.article_number == "10" and not one.is_heading)
    steps = [step for step in change.differences if step.article_text == article_10.number]
    changed = [(step.operation, step.new_words) for step in steps if step.operation != "equal"]
    assert changed == [("insert", "通知カード・個人番号カード関連事務のほか、")]


def test_a_word_lost_from_the_real_table_is_found() -> None:
    lines = REAL_TEXT.read_text(encoding="utf-8").split("\n")
    cut = tuple(line.replace("<p>第10条 機構は、", "<p>第10条 機構は", 1) for line in lines)
    (change,) = read_rule_changes(read_blocks(SourceText("a.txt", cut, ends_with_newline=True)))
    assert {check.clause for check in failing(change)} == {0, 10}
