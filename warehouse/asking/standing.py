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


@dataclass(frozen=True, slots=True)
class Broken:
    """What is broken of one kind: how many there are, and the first ones in words."""

    kind: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last meeting that is held, and when the next is to be expected: as far apart as a body's meetings are.

    None where too little is held to say it. It is overdue some weeks after that day.
    """

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


def freshness(days: Iterable[tuple[str, date]], today: date) -> Freshness:
    """How fresh these meetings are: the next is expected of the body whose turn comes first."""
    by_body: dict[str, set[date]] = {}
    for body, day in days:
        by_body.setdefault(body, set()).add(day)
    if not by_body:
        return Freshness(None, None, None, is_overdue=False)
    expected = [expected_of for own in by_body.values() if (expected_of := _expected(sorted(own))) is not None]
    last = max(max(own) for own in by_body.values())
    following = min(expected, default=None)
    is_overdue = following is not None and today > following + _SLACK
    return Freshness(last, (today - last).days, following, is_overdue)


def _expected(days: list[date]) -> date | None:
    """The median distance after the last one; None of a single meeting."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return days[-1] + timedelta(days=median_low(gaps)) if gaps else None
