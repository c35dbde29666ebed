"""How fresh the data is, as pages and monitors take it: the rhythm of meetings, of which warehouse/asking decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.trust import Json
from warehouse.asking.standing import rhythm


def freshness(meetings: Iterable[Json]) -> Json:
    """Of meetings (agency, committee, ISO date; None where a text names none). The day of the build plays no part."""
    told = rhythm(
        (f"{one['agency'] or ''}/{one['committee'] or ''}", date.fromisoformat(one["date"]))
        for one in meetings
        if one["date"]
    )
    return {
        "last_meeting_date": _iso(told.last_meeting),
        "usual_gap_days": told.usual_gap_days,
        "expected_next_date": _iso(told.expected_next),
        "overdue_after_date": _iso(told.overdue_after),
        "expected_committee": None if told.expected_of is None else told.expected_of.partition("/")[2] or None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
