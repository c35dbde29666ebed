"""The parts of a text and the items of the agenda they answer to."""

from itertools import pairwise

import pytest

from pipelines.narrative.model import PartKind
from pipelines.narrative.parts import part_kind
from tests.support.narrated_texts import COVER, parts_of

AGENDA = (
    "議題",
    "(1) 平成27年度事業計画（案）",
    "(2) 平成27年度予算（案）",
    "(3) 業務方法書の変更について",
    "",
    "閉会",
    "",
)
PLAN = ("平成27年度事業計画（案）", "", "甲機構", "", "1 研修", "研修を行う。", "")
POLICY = ("平成 2 7 年度事業実施方針", "", "1 研修", "研修を行う。", "")
BUDGET = ("平成27年度予算（案）", "", "科目\t金額", "現金及び預金\t3", "")
RULES = ("業務方法書の変更について", "", "次のように変更する。", "")


def answers(*lines: str) -> list[tuple[str, int | None, str | None]]:
    return [(part.kind.value, part.agenda_item, part.agenda_evidence) for part in parts_of(*lines)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("平成26年度3月補正予算（案）", PartKind.SUPPLEMENTARY_BUDGET),
        ("令和3年度第2次補正予算（案）について", PartKind.SUPPLEMENTARY_BUDGET),
        ("平成 27 年度予算（案）の概要", PartKind.SUMMARY),
        ("平成27年度予算（案）", PartKind.BUDGET),
        ("平成26年度決算報告書", PartKind.SETTLEMENT),
        ("平成26年度財務諸表", PartKind.SETTLEMENT),
        ("令和元年度事業報告書", PartKind.BUSINESS_REPORT),
        ("議案第1号 平成27年度事業計画（案）", PartKind.BUSINESS_PLAN),
        ("業務方法書の一部変更について", PartKind.RULE_CHANGE),
        ("甲機構会計規程の一部改正（案）", PartKind.RULE_CHANGE),
        ("予算の都合により次回とする", None),
        ("2 補正予算書", None),
    ],
)
def test_a_title_tells_the_kind_of_its_part(title: str, kind: PartKind | None) -> None:
    assert part_kind(title) is kind


def test_each_part_answers_to_its_item_by_title_or_words_or_position() -> None:
    assert answers(*COVER, *AGENDA, *PLAN, *POLICY, *BUDGET, *RULES, "業務方法書変更の概要", "", "1 概要") == [
        ("cover", None, None),
        ("agenda", None, None),
        ("business_plan", 1, "title"),
        ("business_policy", 1, "position"),
        ("budget", 2, "title"),
        ("rule_change", 3, "title"),
        ("rule_change", 3, "words"),
    ]


def test_parts_in_another_order_repeated_or_missing_keep_their_items() -> None:
    assert answers(*COVER, *AGENDA, *BUDGET, *PLAN, *BUDGET)[2:] == [
        ("budget", 2, "title"),
        ("business_plan", 1, "title"),
        ("budget", 2, "title"),
    ]


def test_an_unknown_item_of_the_agenda_is_a_part_of_its_own() -> None:
    agenda = ("議題", "(1) 役員の選任について", "(2) 平成27年度予算（案）", "", "閉会", "")
    parts = parts_of(*COVER, *agenda, "役員の選任について", "", "甲野乙郎を理事とする。", "", *BUDGET)
    assert [(part.kind.value, part.agenda_item) for part in parts[2:]] == [("other", 1), ("budget", 2)]


def test_a_text_without_cover_and_titles_is_one_part() -> None:
    (part,) = parts_of("科目\t金額", "現金及び預金\t3")
    assert (part.kind, part.first_line, part.last_line) == (PartKind.OTHER, 1, 2)


def test_together_the_parts_hold_every_line() -> None:
    parts = parts_of("", "", *COVER, *AGENDA, "", "前書きである。", "", *PLAN, *RULES, "", "")
    assert parts[0].first_line == 1
    assert all(before.last_line + 1 == after.first_line for before, after in pairwise(parts))
