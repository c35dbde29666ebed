"""What clauses renumber stands beside what it becomes in the comparison of new and old text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.narrative.model import Numbers, RuleChange
from pipelines.narrative.rule_change import read_rule_changes
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText

OPENING = "定款の一部を次のように変更する。"
Pair = tuple[str | None, str | None, str | None, str | None]


def change_of(clauses: tuple[str, ...], new: str, old: str) -> RuleChange:
    lines = (OPENING, *clauses, "附 則", "この変更は、令和2年4月1日から施行する。", "新\t旧", f"{new}\t{old}")
    (change,) = read_rule_changes(read_blocks(SourceText("a.txt", lines, ends_with_newline=True)))
    return change


def items(change: RuleChange) -> list[Pair]:
    """New and old number of the items, and their texts."""
    return [
        (one.item_number, one.old.item if one.old else None, one.new_text, one.old_text)
        for one in change.provisions
        if one.item_number or (one.old and one.old.item)
    ]


def test_a_renumbered_range_stands_beside_what_it_becomes() -> None:
    change = change_of(
        ("第3条第1項中第5号を第6号とし、第4号を第5号とし、第3号の次に次の1号を加える。", "(4) 甲"),
        "<p>第3条 用語</p><p>(1)～(3) (略)</p><p>(4) 甲</p><p>(5)・(6) (略)</p>",
        "<p>第3条 用語</p><p>(1)～(3) (略)</p><p>(4)・(5) (略)</p>",
    )
    assert items(change) == [
        ("1～3", "1～3", "(略)", "(略)"),
        ("4", None, "甲", None),
        ("5・6", "4・5", "(略)", "(略)"),
    ]
    assert all(check.holds for check in change.checks)


def test_a_shift_moves_every_item_of_its_range() -> None:
    change = change_of(
        ("第7条第1項中第3号から第6号までを1号ずつ繰り下げ、同項第2号の次に次の1号を加える。", "(3) 甲"),
        "<p>第7条 (略)</p><p>(1)・(2) (略)</p><p>(3) 甲</p><p>(4)～(7) (略)</p>",
        "<p>第7条 (略)</p><p>(1)・(2) (略)</p><p>(3)～(6) (略)</p>",
    )
    assert items(change)[-1] == ("4～7", "3～6", "(略)", "(略)")
    assert all(check.holds for check in change.checks)


def test_what_is_taken_away_stands_beside_nothing() -> None:
    change = change_of(
        ("第3条第1項中第2号を削り、第3号を第2号とし、第4号を第3号とする。",),
        "<p>第三条　用語</p><p>一　甲</p><p>二　丙</p><p>三　丁</p>",
        "<p>第三条　用語</p><p>一　甲</p><p>二　乙</p><p>三　丙</p><p>四　丁</p>",
    )
    assert items(change) == [
        ("1", "1", "甲", "甲"),
        ("2", "2", None, "乙"),
        ("2", "3", "丙", "丙"),
        ("3", "4", "丁", "丁"),
    ]
    assert all(check.holds for check in change.checks)


def test_words_that_change_within_a_renumbered_item_are_its_difference() -> None:
    change = change_of(
        ("第3条第1項第2号中「乙」を「丙」に改め、同号を同項第3号とし、同項第1号の次に次の1号を加える。", "(2) 丁"),
        "<p>第3条 用語</p><p>(1) 甲</p><p>(2) 丁</p><p>(3) 丙の事</p>",
        "<p>第3条 用語</p><p>(1) 甲</p><p>(2) 乙の事</p>",
    )
    assert items(change)[1:] == [("2", None, "丁", None), ("3", "2", "丙の事", "乙の事")]
    steps = [(one.operation, one.old_words, one.new_words) for one in change.differences if one.operation != "equal"]
    assert steps == [("replace", "乙", "丙")]


def test_a_renumbered_article_takes_its_heading_and_paragraphs_along() -> None:
    change = change_of(
        ("第5条を第6条とし、第4条の次に次の1条を加える。", "（監査）", "第5条 監査を行う。"),
        "<p>(監査)</p><p>第5条 監査を行う。</p><p>(雑則)</p><p>第6条 甲</p><p>2 乙</p>",
        "<p>(雑則)</p><p>第5条 甲</p><p>2 乙</p>",
    )
    placed = [
        (one.article_number, one.old.article if one.old else None, one.is_heading, one.old_text)
        for one in change.provisions
    ]
    assert placed == [
        ("5", None, True, None),
        ("5", None, False, None),
        ("6", "5", True, "(雑則)"),
        ("6", "5", False, "甲"),
        ("6", "5", False, "乙"),
    ]
    assert all(check.holds for check in change.checks)


def test_a_branch_number_keeps_its_place() -> None:
    cell = "<p>第三条の二　甲</p><p>一　乙</p>"
    change = change_of(("第三条の二第一項第一号中「丙」を「乙」に改める。",), cell, cell.replace("乙", "丙"))
    assert items(change) == [("1", "1", "乙", "丙")]
    assert change.provisions[0].old == Numbers("3の2", "1", None)


def test_a_clause_on_another_article_renumbers_nothing_here() -> None:
    change = change_of(
        ("第4条第1項中第2号を第3号とする。",),
        "<p>第3条 用語</p><p>(2)・(3) (略)</p>",
        "<p>第3条 用語</p><p>(1)・(2) (略)</p>",
    )
    assert items(change) == [("1・2", "1・2", None, "(略)"), ("2・3", None, "(略)", None)]


@given(count=st.integers(2, 9), data=st.data())
def test_an_item_that_is_put_in_or_taken_out_leaves_every_other_beside_itself(count: int, data: st.DataObject) -> None:
    texts = [f"甲{'乙' * (number + 1)}の事" for number in range(count)]
    place = data.draw(st.integers(1, count - 1))
    new = list(texts)
    if data.draw(st.booleans()):
        new.insert(place, "丙の事")
        moves = (
            f"第{place + 1}号から第{count}号までを1号ずつ繰り下げ"
            if place + 1 < count
            else (f"第{count}号を第{count + 1}号とし")
        )
        clauses: tuple[str, ...] = (f"第3条第1項中{moves}、第{place}号の次に次の1号を加える。", f"({place + 1}) 丙の事")
        expected = [(n + 1, (n + 1 if n < place else None if n == place else n)) for n in range(count + 1)]
    else:
        del new[place]
        steps = "".join(f"、第{n + 1}号を第{n}号とし" for n in range(place + 1, count)).removesuffix("し") + "する"
        clauses = (
            f"第3条第1項中第{place + 1}号を削り{steps if place + 1 < count else ''}。".replace("削り。", "削る。"),
        )
        expected = [(n + 1, n + 1 if n < place else n + 2) for n in range(count - 1)]
    sides = [
        "<p>第3条 用語</p>" + "".join(f"<p>({n}) {one}</p>" for n, one in enumerate(side, 1)) for side in (new, texts)
    ]
    change = change_of(clauses, *sides)
    pairs = [(one, two) for one, two, new_text, _ in items(change) if new_text is not None]
    assert pairs == [(str(one), str(two) if two else None) for one, two in expected]
    assert all(check.holds for check in change.checks)
