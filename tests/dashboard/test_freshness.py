"""When the next meeting is expected: by the gaps between the last ones, and not by too few of them."""

from __future__ import annotations

from dashboard.freshness import freshness

DAYS = ["2015-02-26", "2015-06-12", "2015-12-10", "2016-02-25", "2016-06-10"]


def test_the_next_meeting_is_expected_after_the_median_gap() -> None:
    found = freshness([None, *reversed(DAYS), "2016-06-10"])
    assert found == {
        "last_meeting_date": "2016-06-10",
        "usual_gap_days": 106,
        "expected_next_date": "2016-09-24",
    }


def test_two_gaps_are_no_rhythm() -> None:
    assert freshness(DAYS[:3])["expected_next_date"] is None
    assert freshness(DAYS[:4])["expected_next_date"] is not None


def test_gaps_of_long_ago_do_not_count() -> None:
    old = [f"{year}-01-01" for year in range(1990, 2007)]
    new = [f"2015-{month:02}-01" for month in range(1, 11)]
    assert freshness([*old, *new])["usual_gap_days"] == 30


def test_without_a_day_nothing_is_said() -> None:
    assert set(freshness([None]).values()) == {None}
