"""The overview over all meetings: totals, runs, expectations, what is kept out, what meetings say of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.freshness import freshness
from dashboard.reading import Dimensions, Row, query, rows
from dashboard.trust import STATUSES, Heat, Json, added, heat_map
from warehouse.document_states import DocumentState, State

if TYPE_CHECKING:
    import duckdb

_RUNS_SHOWN = 200
_NO_ADOPTION: Json = {"checked": 0, "held": 0, "failed_count": 0, "not_comparable": 0, "differing": [], "meetings": {}}


@dataclass(frozen=True, slots=True)
class Summarised:
    """What the overview says of a meeting: its row, and how its identities fare."""

    row: Json
    heat: Heat


def summarised(meeting: Row, summary: Json, heat: Heat) -> Summarised:
    """A meeting for the overview. Whether it was accepted by hand is told by the overview itself."""
    return Summarised(
        {
            "id": meeting["id"],
            "meeting_id": meeting["meeting_id"],
            "agency": meeting["agency"],
            "committee": meeting["committee"],
            "number": meeting["meeting_number"],
            "date": meeting["meeting_date"],
            "file_name": meeting["file_name"],
            "loaded_at": meeting["loaded_at"],
            **summary,
        },
        heat,
    )


def across(connection: duckdb.DuckDBPyConnection, meetings: int) -> Json:
    """What meetings say of each other, heavy enough to be kept while no document changes."""
    if meetings < 2:
        return {"adoption": dict(_NO_ADOPTION)}
    connection.execute(query("adoption"))
    counted = Counter({row["outcome"]: row["count"] for row in rows(connection, "adoption_counts")})
    return {
        "adoption": {
            "checked": counted["agrees"] + counted["disagrees"],
            "held": counted["agrees"],
            "failed_count": counted["disagrees"],
            "not_comparable": counted["not_comparable"],
            "differing": rows(connection, "adoption_failures"),
            "meetings": {row["meeting_id"]: row["count"] for row in rows(connection, "adoption_meetings")},
        }
    }


def overview(
    connection: duckdb.DuckDBPyConnection,
    dimensions: Dimensions,
    meetings: Sequence[Summarised],
    states: Sequence[DocumentState],
    kept: Json,
    fiscal_years: Sequence[int],
    *,
    program_version: str,
    data_docs: str | None,
) -> Json:
    """The JSON of the first page; `kept` is what `across` gave, meetings are in the order in which they are listed."""
    runs, acceptances = rows(connection, "runs"), rows(connection, "acceptances")
    accepted = {row["content_sha256"][:16] for row in acceptances}
    counted = connection.execute("SELECT count(*) FILTER (NOT is_current) FROM dim_document").fetchall()
    return {
        "program_version": program_version,
        "last_run": {name: value for name, value in runs[-1].items() if name != "documents"} if runs else None,
        "totals": _totals([one.row for one in meetings], counted[0][0], states),
        "meetings": [{**one.row, "accepted": one.row["id"] in accepted} for one in meetings],
        "has_several_agencies": len({one.row["agency"] for one in meetings}) > 1,
        "heat": heat_map(added(one.heat for one in meetings), dimensions),
        "runs": runs[-_RUNS_SHOWN:],
        "expectations": [_expectation(row) for row in rows(connection, "expectations")],
        "data_docs": data_docs,
        "quarantine": _in_state(states, State.QUARANTINED),
        "waiting": _in_state(states, State.WAITING),
        "acceptances": [
            {name: row[name] for name in ("file_name", "reason", "accepted_by", "accepted_at")} for row in acceptances
        ],
        "corrections": [_correction(row) for row in rows(connection, "corrections")],
        "superseded": {row["id"]: row["successor"] for row in rows(connection, "superseded")},
        "freshness": freshness(one.row for one in meetings),
        **kept,
        "fiscal_years": list(fiscal_years),
    }


def nothing_yet(states: Sequence[DocumentState], *, program_version: str, data_docs: str | None) -> Json:
    """The overview where there is no warehouse."""
    return {
        "program_version": program_version,
        "last_run": None,
        "totals": _totals([], 0, states),
        "meetings": [],
        "has_several_agencies": False,
        "heat": {"families": [], "segments": [], "cells": []},
        "runs": [],
        "expectations": [],
        "data_docs": data_docs,
        "quarantine": _in_state(states, State.QUARANTINED),
        "waiting": _in_state(states, State.WAITING),
        "acceptances": [],
        "corrections": [],
        "superseded": {},
        "freshness": freshness(()),
        "adoption": dict(_NO_ADOPTION),
        "fiscal_years": [],
    }


def _totals(meetings: Sequence[Json], superseded: int, states: Sequence[DocumentState]) -> Json:
    counted = Counter(one.state for one in states)

    def summed(part: str, names: Sequence[str]) -> Json:
        return {name: sum(meeting[part][name] for meeting in meetings) for name in names}

    return {
        "documents": {
            "published": len(meetings),
            "superseded": superseded,
            "waiting": counted[State.WAITING],
            "quarantined": counted[State.QUARANTINED],
        },
        "figures": summed("figures", STATUSES),
        "identities": summed("identities", ("checked", "held_as_printed", "held", "failed")),
        "numbers": summed("numbers", ("total", "unexplained")),
        "repairs": sum(meeting["repairs"] for meeting in meetings),
        "findings": sum(meeting["findings"] for meeting in meetings),
    }


def _in_state(states: Sequence[DocumentState], state: State) -> list[Json]:
    return [
        {"document": one.document, "since": one.since_in_utc, "reason": one.reason, "next_step": one.next_step}
        for one in states
        if one.state == state
    ]


def _expectation(row: Row) -> Json:
    return {
        "suite": row["suite_name"],
        "name": row["expectation_name"],
        "title": row["title"],
        "is_blocking": row["is_blocking"],
        "checked": row["checked_count"],
        "held": row["held_count"],
        "failed": row["failed_count"],
        "held_share": row["held_share"],
        "worst_residual_yen": row["worst_residual_yen"],
        "is_success": row["is_success"],
    }


def _correction(row: Row) -> Json:
    return {
        "file_name": row["file_name"],
        "line": row["source_line"],
        "cell": row["source_column"],
        "printed_text": row["printed_text"],
        "corrected_yen": row["corrected_yen"],
        "is_needed": row["is_needed"],
        "reason": row["reason"],
        "corrected_by": row["corrected_by"],
        "corrected_on": row["corrected_on"],
    }
