"""Labels that are those of other rows: told by the table that prints the same amounts, or the rows are disputed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.identities.structural import DoubtKind
from pipelines.reconcile import Status
from tests.support.structural_texts import (
    Lines,
    cells_exchanged,
    line_lost,
    line_twice,
    settled_with,
    statuses,
    told,
    trusted_wrongly,
)

pytestmark = pytest.mark.slow


def label(line: int, text: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        lines[line - 1] = "\t".join([text, *lines[line - 1].split("\t")[1:]])

    return change


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (791, "負担金収入"),  # a total with the label of one of its items
        (659, "受取利息"),  # an item with the label of another group's
        (605, "固定資産合計"),  # an item with a total's label: it would close another group
        (829, "特別損失合計"),  # a label of another statement
        (627, "資産除去債務"),  # the label of another item of the same group
        (744, "流動資産合計"),
        (692, "利息収入"),
    ],
)
def test_a_label_of_another_row_is_told_as_the_one_that_the_twin_prints(line: int, text: str) -> None:
    settled = settled_with(label(line, text))
    assert told(settled) == [("label_replaced", (line,))]
    assert set(statuses(settled, (line,))) == {Status.REPAIRED}
    assert trusted_wrongly(settled) == []


def test_labels_exchanged_between_two_tables_are_two_slips() -> None:
    settled = settled_with(cells_exchanged((801, 0), (820, 0)))
    assert sorted(told(settled)) == [("label_replaced", (801,)), ("label_replaced", (820,))]
    assert trusted_wrongly(settled) == []


def test_rows_of_nil_are_not_trusted_under_each_others_labels() -> None:
    settled = settled_with(cells_exchanged((768, 0), (769, 0)))
    assert trusted_wrongly(settled) == []


def test_a_row_that_its_twin_labels_otherwise_is_disputed_where_neither_label_is_known() -> None:
    settled = settled_with(label(702, "甲種支弁金"), label(822, "乙種支弁金"))
    assert told(settled) == []
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.RIVAL_SLIPS]
    assert statuses(settled, (702, 822)) == {Status.DISPUTED: 9}
    assert Status.DISPUTED not in statuses(settled, (701, 703, 821, 823))


def test_rows_without_the_total_that_gives_them_their_group_are_no_accounts_of_their_own() -> None:
    settled = settled_with(line_lost(633))
    assert trusted_wrongly(settled) == []


def test_a_row_printed_again_with_other_amounts_is_disputed() -> None:
    def again(lines: Lines) -> None:
        lines.insert(822, "固定資産取得費\t131,075\t6,138\t0\t225,002\t0\t27,892\t0\t390,107")

    settled = settled_with(again)
    assert statuses(settled, (823,)) == {Status.DISPUTED: 8}
    assert trusted_wrongly(settled) == []


def test_a_summary_s_row_printed_again_with_other_amounts_is_disputed() -> None:
    def again(lines: Lines) -> None:
        lines.insert(900, "負債\t78,006\t19,433\t58,572")

    settled = settled_with(again)
    assert statuses(settled, (901,)) == {Status.DISPUTED: 3}
    assert trusted_wrongly(settled) == []


def test_a_row_of_lost_signs_that_is_printed_twice_is_not_trusted_with_the_signs_it_prints() -> None:
    settled = settled_with(line_twice(826))
    assert told(settled) == [("row_repeated", (826, 827))]
    assert trusted_wrongly(settled) == []


def test_doubt_in_a_row_reaches_the_one_below_that_repeats_it() -> None:
    """A row of payments is lost in the statement: the signs by segment stay lost, and those of the row twice."""
    settled = settled_with(line_twice(826), line_lost(704))
    assert set(statuses(settled, (826, 825))) == {Status.DISPUTED}
    assert trusted_wrongly(settled) == []
