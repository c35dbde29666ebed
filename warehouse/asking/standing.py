"""How a warehouse stands now: what is broken in it, and how fresh it is against the rhythm of its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median_low

import duckdb

from warehouse.querying import mappings

_SCRIPT = Path(__file__).with_suffix(".sql")
_DAYS = """
SELECT coalesce(agency, '') || '/' || coalesce(committee, '') AS body, meeting_date
FROM dim_meeting
JOIN dim_document USING (meeting_key)
WHERE is_current AND meeting_date IS NOT NULL
"""
# Meetings are no clockwork, and their materials are published some weeks after them.
_SLACK = timedelta(days=45)
# Gaps of long ago say little of today's.
_GAPS = 8


@dataclass(frozen=True, slots=True)
class Broken:
    """What is broken of one kind: how many there are, and the first ones in words."""

    kind: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The last meeting that is held, and when the next is to be expected: as far apart as a body's meetings are.

    None where too little is held to say it. Past `overdue_after`, some weeks later, something is missing. The last
    meeting may be another body's than the one that is `expected_of`.
    """

    last_meeting: date | None
    usual_gap_days: int | None
    expected_next: date | None
    overdue_after: date | None
    expected_of: str | None = None


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a rhythm stands on a day."""

    last_meeting: date | None
    days_since: int | None
    expected_next: date | None
    is_overdue: bool


def broken_now(connection: duckdb.DuckDBPyConnection) -> tuple[Broken, ...]:
    """What is broken in the current texts; nothing where all is sound."""
    rows = mappings(connection, _SCRIPT.read_text(encoding="utf-8"))
    return tuple(Broken(row["kind"], row["count"], tuple(row["examples"])) for row in rows)


def meeting_days(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, date]]:
    """The days of the meetings of which current texts are held, each with its body."""
    return connection.execute(_DAYS).fetchall()


def rhythm(days: Iterable[tuple[str, date]]) -> Rhythm:
    """The rhythm of meetings, each a day of a body: the next is expected of the body whose turn comes first."""
    by_body: dict[str, set[date]] = {}
    for body, day in days:
        by_body.setdefault(body, set()).add(day)
    last = max((max(own) for own in by_body.values()), default=None)
    turns = ((*turn, body) for body, own in by_body.items() if (turn := _turn(sorted(own))) is not None)
    expected = min(turns, default=None)
    if expected is None:
        return Rhythm(last, None, None, None)
    following, gap, body = expected
    return Rhythm(last, gap, following, following + _SLACK, body)


def _turn(days: list[date]) -> tuple[date, int] | None:
    """When a body's next meeting is expected, and the median distance of the last ones; None of a single meeting."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)][-_GAPS:]
    if not gaps:
        return None
    gap = median_low(gaps)
    return days[-1] + timedelta(days=gap), gap


def freshness(days: Iterable[tuple[str, date]], today: date) -> Freshness:
    """How fresh these meetings are on a day."""
    told = rhythm(days)
    since = None if told.last_meeting is None else (today - told.last_meeting).days
    is_overdue = told.overdue_after is not None and today > told.overdue_after
    return Freshness(told.last_meeting, since, told.expected_next, is_overdue)
