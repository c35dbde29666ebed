"""When the next meeting is expected, as the pages tell it: by the same rhythm as the scheduled check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from dashboard.freshness import freshness
from dashboard.trust import Json
from warehouse.asking.standing import freshness as on_a_day

DAYS = ["2015-02-26", "2015-06-12", "2015-12-10", "2016-02-25", "2016-06-10"]


def of(days: Sequence[str | None], committee: str | None = "council") -> list[Json]:
    return [{"agency": None, "committee": committee, "date": day} for day in days]


def test_the_next_meeting_is_expected_after_the_median_gap() -> None:
    found = freshness(of([None, *reversed(DAYS), "2016-06-10"]))
    assert found == {
        "last_meeting_date": "2016-06-10",
        "usual_gap_days": 106,
        "expected_next_date": "2016-09-24",
        "overdue_after_date": "2016-11-08",
        "expected_committee": "council",
    }


def test_one_meeting_has_no_rhythm() -> None:
    assert freshness(of(DAYS[:1]))["expected_next_date"] is None
    assert freshness(of(DAYS[:2]))["expected_next_date"] == "2015-09-26"


def test_gaps_of_long_ago_do_not_count() -> None:
    old = [f"{year}-01-01" for year in range(1990, 2007)]
    new = [f"2015-{month:02}-01" for month in range(1, 11)]
    assert freshness(of([*old, *new]))["usual_gap_days"] == 30


def test_without_a_day_nothing_is_said() -> None:
    assert set(freshness(of([None])).values()) == {None}


@pytest.mark.parametrize("today", [date(2016, 11, 8), date(2016, 11, 9)])
def test_page_and_scheduled_check_agree_on_the_body_whose_turn_is_first(today: date) -> None:
    meetings = [*of(DAYS), *of(["2014-06-01", "2016-06-01"], "board")]
    told = freshness(meetings)
    days = [(str(one["committee"]), date.fromisoformat(one["date"])) for one in meetings]
    checked = on_a_day(days, today)
    assert told["expected_next_date"] == "2016-09-24" == str(checked.expected_next)
    assert told["expected_committee"] == "council"
    assert checked.is_overdue == (today.isoformat() > told["overdue_after_date"])
