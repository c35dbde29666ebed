"""How far doubt reaches: all that rests on a title, a unit or a label which the text contradicts elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.identities.settling import Settled
from pipelines.identities.structural import DoubtKind
from pipelines.interpreting.model import Figure
from pipelines.reconcile import Status
from tests.support.structural_texts import (
    TRUSTED,
    Lines,
    line_lost,
    settled_with,
    sound_lines,
    statuses,
    told,
    trusted_wrongly,
    words,
)

pytestmark = pytest.mark.slow

RECEIPTS = range(842, 845)
SUMMARIES = (range(883, 888), range(899, 902), range(912, 917))


def amounts_turned(first: int, last: int) -> Callable[[Lines], None]:
    """The amounts of rows each stand a row too high, and those of the first in the last."""

    def change(lines: Lines) -> None:
        rows = [line.split("\t") for line in lines[first - 1 : last]]
        amounts = [row[1:] for row in rows]
        turned = zip(rows, [*amounts[1:], amounts[0]], strict=True)
        lines[first - 1 : last] = ["\t".join([row[0], *own]) for row, own in turned]

    return change


def receipts(settled: Settled) -> list[tuple[Figure, Status]]:
    """The figures of the table of advance receipts, wherever its lines are now."""
    verdicts = settled.verdicts.figures
    return [
        (settled.materials.figures[receipt.figure], verdicts[receipt.figure].status)
        for receipt in settled.materials.advance_receipts
    ]


@pytest.mark.parametrize(
    "changes",
    [
        [line_lost(577)],  # the title before it is then the one in force: 平成26年度3月補正予算
        [words(577, "27", "2")],
        [words(577, "27", "26"), words(583, "28", "27")],
    ],
)
def test_a_table_without_a_year_of_its_own_does_not_trust_a_title_that_others_contradict(
    changes: list[Callable[[Lines], None]],
) -> None:
    settled = settled_with(*changes)
    assert trusted_wrongly(settled) == []
    found = receipts(settled)
    assert len(found) == 6
    wrong = [figure for figure, status in found if status in TRUSTED and figure.period.fiscal_year != 2015]
    assert wrong == []
    assert all(figure.assumptions for figure, status in found if status is Status.UNCHECKED)


def test_receipts_whose_total_is_not_the_balance_sheets_are_doubted_as_a_whole() -> None:
    lines = sound_lines()
    unit = max(number for number in range(833, 842) if "千円" in lines[number - 1])
    settled = settled_with(words(unit, "千円", "十万円"))
    trusted = [figure for figure, status in receipts(settled) if status in TRUSTED and figure.unit_yen != 1_000]
    assert trusted == []


def test_a_unit_of_any_scale_is_repaired() -> None:
    settled = settled_with(words(651, "千円", "十万円"))
    assert told(settled) == [("table_unit", (651,))]
    assert trusted_wrongly(settled) == []


def test_where_no_two_summaries_name_one_budget_all_are_in_doubt() -> None:
    settled = settled_with(words(882, "6 月", "3 月"), words(911, "6月", "7月"))
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.CONTRADICTED_COLUMNS]
    assert trusted_wrongly(settled) == []
    for rows in SUMMARIES:
        assert statuses(settled, rows)[Status.DISPUTED] == 2 * len(rows)


def test_a_row_that_a_statement_has_lost_renames_none_of_the_summary() -> None:
    # 資産合計 is gone from the statement of the whole; 負債純資産合計 is the same amount.
    def upper_half_lost(lines: Lines) -> None:
        del lines[589:625]

    settled = settled_with(upper_half_lost)
    assert told(settled) == []
    assert trusted_wrongly(settled) == []


def test_nils_of_a_row_in_doubt_are_in_doubt() -> None:
    # The amounts of 事業費, 一般管理費, 営業費用合計 and 営業利益 each stand a row too high.
    settled = settled_with(amounts_turned(793, 796))
    assert trusted_wrongly(settled) == []
    assert statuses(settled, (793,)).keys() == {Status.DISPUTED}


@pytest.mark.parametrize(("first", "last"), [(746, 748), (746, 750)])
def test_a_slip_that_builds_upon_one_in_doubt_is_not_told(first: int, last: int) -> None:
    # 仮受金, 賞与引当金 and 役員賞与引当金 stand in one order in both tables: nothing says whose amounts are off.
    settled = settled_with(amounts_turned(first, last))
    assert trusted_wrongly(settled) == []
    assert [line for _, lines in told(settled) for line in lines if line < 713] == []


def test_labels_that_are_a_row_off_are_told_as_one_slip() -> None:
    # 退職給付引当金, 役員退職給付引当金 and 長期未払金 each under the label of the row below.
    def labels_turned(lines: Lines) -> None:
        rows = [line.split("\t") for line in lines[752:755]]
        for number, row in enumerate(rows):
            lines[752 + number] = "\t".join([rows[(number + 1) % 3][0], *row[1:]])

    settled = settled_with(labels_turned)
    assert told(settled) == [("labels_exchanged", (753, 754, 755))]
    assert trusted_wrongly(settled) == []


def test_amounts_that_are_the_difference_of_two_others_in_every_row_are_no_budget_of_their_own() -> None:
    settled = settled_with(words(911, "増減", "26年度12月補正"))
    assert trusted_wrongly(settled) == []
    assert statuses(settled, SUMMARIES[2]).keys() == {Status.DISPUTED}


def test_exchanged_headers_of_amounts_and_changes_are_told_where_a_total_is_below_nil() -> None:
    def headers_exchanged(lines: Lines) -> None:
        first, second, third, fourth = lines[881].split("\t")
        lines[881] = "\t".join([first, second, fourth, third])

    settled = settled_with(headers_exchanged)
    assert told(settled) == [("columns_exchanged", (882,))]
    assert trusted_wrongly(settled) == []
