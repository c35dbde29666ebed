"""Gathers what the pages show of each document out of a warehouse: pure data, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard import doubts, trust
from dashboard.known_messages import findings
from dashboard.money import money
from dashboard.reading import Dimensions, DocumentFacts, Row, documents
from dashboard.trust import Heat, Json

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting for the pages: its figures and charts, its text, and what the overview says of it."""

    id: str
    page: Json
    lines: Json
    summary: Json
    heat: Heat


def gather(connection: duckdb.DuckDBPyConnection, dimensions: Dimensions, meetings: Sequence[Row]) -> Iterator[Meeting]:
    """Every meeting of the given rows, a batch of them in memory at a time."""
    for facts in documents(connection, meetings):
        yield _meeting(facts, dimensions)


def _meeting(facts: DocumentFacts, dimensions: Dimensions) -> Meeting:
    meeting = facts.meeting
    places = trust.places(facts, dimensions)
    lines = _lines(facts)
    summary = trust.summary(facts)
    identities = trust.identities(facts, places)
    heat = trust.heat(identities, dimensions, places)
    page = {
        "meeting": {
            "id": meeting["id"],
            "meeting_id": meeting["meeting_id"],
            "agency": meeting["agency"],
            "committee": meeting["committee"],
            "number": meeting["meeting_number"],
            "date": meeting["meeting_date"],
            "start_time": meeting["start_time"],
            "venue": meeting["venue"],
        },
        "document": {
            "file_name": meeting["file_name"],
            "sha256": meeting["content_sha256"],
            "line_count": meeting["line_count"],
            "byte_count": meeting["byte_count"],
            "loaded_at": meeting["loaded_at"],
            "parser_version": meeting["parser_version"],
            "has_pages": lines["pages"] is not None,
        },
        "summary": summary,
        "accounts": [trust.account_words(dimensions.accounts[key]) for key in places.accounts],
        "segments": [trust.segment_words(dimensions.segments[key]) for key in places.segments],
        "figures": trust.figures(facts, dimensions, places),
        "identities": identities,
        "identity_words": trust.words_of(identities["name"]),
        "repairs": trust.repairs(facts, places),
        "repaired_lines": _lines_of_repairs(facts, lines),
        "disputes": doubts.disputes(facts, places),
        "structure": doubts.structure(facts, places),
        "assumptions": doubts.assumptions(facts, places),
        "findings": [
            {
                "code": row["finding_code"],
                "line": row["source_line"],
                "message": row["message"],
                "message_ja": findings().in_japanese(row["message"]),
            }
            for row in facts.rows("findings")
        ],
        "numbers": trust.number_roles(facts),
        "heat": trust.heat_map(heat, dimensions),
        "money": money(facts, dimensions, places),
    }
    return Meeting(meeting["id"], page, lines, summary, heat)


def _lines_of_repairs(facts: DocumentFacts, lines: Json) -> dict[str, str]:
    """The lines that stand beside repairs: for these the whole text need not be loaded."""
    found = facts.columns("figures")
    where = dict(zip(found.get("figure_key", ()), found.get("source_line", ()), strict=True))
    wanted = {str(where[row["figure_key"]]) for row in facts.rows("repairs")}
    return {line: text for line, text in lines["lines"].items() if line in wanted}


def _lines(facts: DocumentFacts) -> Json:
    """The text by line, its contents, and its pages where it is a PDF's."""
    rows = facts.rows("lines")
    pages = {str(row["source_line"]): row["source_page"] for row in rows if row["source_page"] is not None}
    return {
        "lines": {str(row["source_line"]): row["text"] for row in rows},
        "pages": pages or None,
        "contents": [
            {name: row[name] for name in ("line", "level", "part_kind", "title")} for row in facts.rows("contents")
        ],
    }
