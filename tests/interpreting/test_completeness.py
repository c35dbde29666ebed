"""A file that was cut off does not pass for a meeting's materials."""

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.reading.source import InvalidTextError, read_text
from tests.support.interpreted_texts import BALANCE_SHEET, BUDGET, CASH_PLAN, codes, titled, understood

AGENDA = (
    "議題",
    "(1) 平成26年度決算について",
    "(2) 平成27年度予算（案）",
    "(3) 業務方法書の変更について",
    "3 閉会",
    "",
)
SETTLEMENT = ["平成26年度決算", "", *BALANCE_SHEET, ""]
BUDGET_PART = [*BUDGET, *BALANCE_SHEET, ""]
RULES_PART = ["業務方法書の変更について", "", "次のように変更する。"]


def unfinished(*lines: str) -> list[str]:
    """The findings of lines of which the last has no line end."""
    return codes(interpret(read_text("\n".join(lines).encode(), "made-up.txt"), rule_book()))


def test_a_whole_text_is_read_without_a_finding_of_loss() -> None:
    found = understood(*AGENDA, *SETTLEMENT, *BUDGET_PART, *RULES_PART)
    assert not {"missing_part", "unfinished_table", "unfinished_line", "missing_table"} & set(codes(found))


@pytest.mark.parametrize("kept", range(7, len(BALANCE_SHEET)))
def test_a_statement_that_ends_the_text_without_its_closing_row_is_refused(kept: int) -> None:
    with pytest.raises(InvalidTextError, match=rf"made-up.txt:{kept + 2}: the file is cut off: the balance_sheet"):
        understood(*BUDGET, *BALANCE_SHEET[:kept])


def test_a_cut_within_the_last_label_is_refused_as_well() -> None:
    with pytest.raises(InvalidTextError, match="the file is cut off"):
        understood(*BUDGET, *BALANCE_SHEET[:-1], "負債純")


def test_a_statement_without_its_closing_row_in_the_middle_is_reported() -> None:
    found = understood(*BUDGET, *BALANCE_SHEET[:-1], "", *CASH_PLAN)
    assert "unfinished_table" in codes(found)


def test_a_summary_need_not_end_as_the_statement_does() -> None:
    found = understood(*BUDGET, "科目\t27年度\t26年度", "資産\t60\t50", "負債\t40\t30")
    assert "unfinished_table" not in codes(found)


def test_a_cell_whose_tag_stays_open_is_refused() -> None:
    with pytest.raises(InvalidTextError, match=r"made-up.txt:\d+: the file is cut off within a cell"):
        understood(*BUDGET, *BALANCE_SHEET, "", "新\t旧", "<p>甲</p>\t<p>乙")


def test_a_text_that_ends_before_most_of_its_agenda_is_refused() -> None:
    with pytest.raises(InvalidTextError, match=r"ends before agenda item \(2\) 平成27年度予算"):
        understood(*AGENDA, *SETTLEMENT)


def test_a_text_whose_last_part_is_missing_but_ends_with_a_closed_statement_is_read_and_reported() -> None:
    found = understood(*AGENDA, *SETTLEMENT, *BUDGET_PART)
    assert codes(found).count("missing_part") == 1


def test_a_text_that_ends_before_the_last_title_of_its_contents_is_refused() -> None:
    contents = ["目 次", "", "1\t研修\t1", "2\t支援\t2", "", "1 研修", "研修を行う。"]
    with pytest.raises(InvalidTextError, match=r"the table of contents in line .* promises 支援"):
        understood(*BUDGET_PART, *contents)
    understood(*BUDGET_PART, *contents, "2 支援", "支援を行う。")


def test_a_meeting_without_any_figure_is_read_and_reported() -> None:
    cover = ["甲機構", "", "第3回 代表者会議", "", "平成27年2月26日（木）10時00分", ""]
    found = understood(*cover, "議題", "(1) 業務方法書の変更について", "", *RULES_PART)
    assert (found.meeting.committee, found.meeting.number) == ("代表者会議", 3)
    assert "no_figures" in codes(found)


def test_an_item_without_part_in_a_text_that_ends_well_is_reported() -> None:
    found = understood(*AGENDA, *SETTLEMENT, *BUDGET_PART, "以上のとおりとする。")
    assert "missing_part" in codes(found)


def test_a_text_that_ends_in_a_table_that_may_go_on_before_its_last_item_is_refused() -> None:
    commitments = ["事項\t限度額\t行為年度\t負担年度", "甲\t5\t平成27年度\t平成28年度"]
    with pytest.raises(InvalidTextError, match=r"agenda item \(3\)"):
        understood(*AGENDA, *SETTLEMENT, *BUDGET_PART, *commitments)


def test_a_last_line_that_breaks_off_is_reported() -> None:
    assert "unfinished_line" in unfinished(
        *AGENDA, *SETTLEMENT, *BUDGET_PART, "業務方法書の変更について", "次のように変"
    )
    assert "unfinished_line" not in unfinished(*AGENDA, *SETTLEMENT, *BUDGET_PART, *RULES_PART)


def test_a_title_after_which_no_table_follows_is_reported() -> None:
    assert "missing_table" in codes(understood(*titled("予定貸借対照表", BALANCE_SHEET), "予定損益計算書"))
    assert "missing_table" in codes(
        understood(*titled("予定貸借対照表", BALANCE_SHEET), "(単位：千円)", "", "科目\t金額")
    )


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("議事録", "本文である。"), r"made-up.txt: the text holds no table"),
        (("研修一覧", "", "甲セミナー\t204", "乙セミナー\t216"), r"made-up.txt:3: no table holds a known account"),
    ],
)
def test_a_text_that_holds_nothing_known_is_refused(lines: tuple[str, ...], problem: str) -> None:
    with pytest.raises(InvalidTextError, match=problem):
        understood(*lines)
