"""Periods that cannot be, or that like tables contradict: told as what the other tables say, or disputed."""

from __future__ import annotations

import pytest

from pipelines.identities.structural import DoubtKind
from pipelines.reconcile import Status
from tests.support.structural_texts import settled_with, statuses, told, trusted_wrongly, words

pytestmark = pytest.mark.slow

SUMMARIES = range(883, 917)


@pytest.mark.parametrize("line", [577, 874])
@pytest.mark.parametrize("version", ["決算", "12月補正予算"])
def test_what_cannot_be_by_the_day_of_the_meeting_is_read_as_the_budget(line: int, version: str) -> None:
    settled = settled_with(words(line, "予算", version))
    assert told(settled) == [("table_period", (line,))]
    assert trusted_wrongly(settled) == []


@pytest.mark.parametrize("line", [882, 898, 911])
def test_an_initial_budget_with_a_month_is_read_as_like_tables_have_it(line: int) -> None:
    settled = settled_with(words(line, "補正", "当初"))
    assert told(settled) == [("table_period", (line,))]
    assert trusted_wrongly(settled) == []


@pytest.mark.parametrize(("before", "after"), [("6 月補正", "12 月補正"), ("26 年度", "25 年度")])
def test_a_column_of_another_period_than_in_all_like_tables_is_disputed_with_its_changes(
    before: str, after: str
) -> None:
    settled = settled_with(words(882, before, after))
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.CONTRADICTED_COLUMNS]
    assert statuses(settled, range(883, 888)) == {Status.PROVEN: 5, Status.DISPUTED: 10}
    assert statuses(settled, range(899, 917)) == {Status.PROVEN: 24}
    assert trusted_wrongly(settled) == []


def test_a_settlement_by_its_title_alone_that_cannot_be_told_from_the_rest_is_not_trusted() -> None:
    settled = settled_with(words(577, "予算", "決算"), words(874, "予算", "決算"))
    assert trusted_wrongly(settled) == []
    assert not statuses(settled, SUMMARIES).keys() & {Status.PROVEN, Status.REPAIRED}
