"""How fresh the data is: the day of the last meeting, and when the next one is to be expected by the gaps before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from dashboard.trust import Json

# Fewer gaps than this are no rhythm; older ones than this say little of today's.
_FEWEST_GAPS, _MOST_GAPS = 3, 8


def freshness(days: Iterable[str | None]) -> Json:
    """Of the days of all meetings (ISO; None where a text names none). The day of the build plays no part."""
    held = sorted({date.fromisoformat(day) for day in days if day})
    gaps = [(later - earlier).days for earlier, later in pairwise(held)][-_MOST_GAPS:]
    usual = round(median(gaps)) if len(gaps) >= _FEWEST_GAPS else None
    return {
        "last_meeting_date": held[-1].isoformat() if held else None,
        "usual_gap_days": usual,
        "expected_next_date": None if usual is None else (held[-1] + timedelta(days=usual)).isoformat(),
    }
