"""The site's JSON for programs: static files under paths that last (api/v1/…), described by a JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.lists import year_of
from dashboard.trust import Json

VERSION = 1
FOLDER = f"api/v{VERSION}"
INDEX, SCHEMA = f"{FOLDER}/meetings.json", f"{FOLDER}/schema.json"
# Where a figure of a page's JSON keeps what the API calls otherwise.
_NAMES = {
    "source_line": "line",
    "source_column": "cell",
    "statement_code": "statement",
    "label": "label",
    "fiscal_year": "year",
    "budget_version": "version",
    "measure": "measure",
    "printed_text": "printed_text",
    "unit_yen": "unit_yen",
    "status": "status",
}
_FIRST_YEAR = 1868
_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": "integer"}
_NUMBER_OR_NULL: Json = {"type": ["integer", "null"]}


def path_of(id: str) -> str:
    """The file of a text's figures; `id` is the beginning of the SHA-256 of its bytes."""
    return f"{FOLDER}/meetings/{id}.json"


def listed(meetings: Sequence[Json]) -> Json:
    """Every meeting of the overview, with the path of its figures, relative to the site."""
    return {
        "version": VERSION,
        "meetings": [
            {
                "id": one["id"],
                "meeting_id": one["meeting_id"],
                "agency": one["agency"],
                "committee": one["committee"],
                "meeting_date": one["date"],
                "file_name": one["file_name"],
                "published_at": one["loaded_at"],
                "figures": one["figures"],
                "path": path_of(one["id"]),
                "page": f"meeting.html?id={one['id']}",
            }
            for one in meetings
        ],
    }


def listed_by_year(meetings: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """The same by the year of the meeting, each with its path: who follows new ones need not load all."""
    years: dict[str, list[Json]] = {}
    for one in meetings:
        years.setdefault(year_of(one), []).append(one)
    for year, own in years.items():
        yield f"{FOLDER}/years/{year}.json", listed(own)


def figures_of(page: Json) -> Json:
    """The figures of a meeting, one object each, from what its page shows: a disputed one has no amount."""
    meeting, document, columns = page["meeting"], page["document"], page["figures"]
    rows = []
    for at, status in enumerate(columns["status"]):
        account = _named(page["accounts"], columns["account"][at])
        segment = _named(page["segments"], columns["segment"][at])
        row = {name: columns[own][at] for name, own in _NAMES.items()}
        if row["fiscal_year"] is not None and row["fiscal_year"] < _FIRST_YEAR:  # the text prints none
            row["fiscal_year"] = None
        rows.append(
            {
                **row,
                "source_page": columns["page"][at] if columns["page"] else None,
                "account_path": account.get("path"),
                "account_name_en": account.get("name_en"),
                "segment_name": segment.get("name"),
                "segment_name_en": segment.get("name_en"),
                "amount_yen": None if status == "disputed" else columns["amount_yen"][at],
                "printed_yen": columns["printed_yen"][at],
            }
        )
    return {
        "version": VERSION,
        "meeting_id": meeting["meeting_id"],
        "meeting_date": meeting["date"],
        "agency": meeting["agency"],
        "file_name": document["file_name"],
        "sha256": document["sha256"],
        "figures": rows,
    }


def schema() -> Json:
    """The JSON Schema of both kinds of files; a later version that is not compatible stands under another path."""
    status: Json = {
        "enum": ["proven", "repaired", "unchecked", "disputed"],
        "description": "proven: identities show it; repaired: extraction broke it, identities show the one value; "
        "unchecked: none shows it, or something is assumed; disputed: identities contradict it, amount_yen is null.",
    }
    figure = {
        "source_line": {"type": "integer", "minimum": 1, "description": "Line of the text, from 1."},
        "source_column": {"type": "integer", "minimum": 0, "description": "Cell of the line; 0 is its label."},
        "source_page": {**_NUMBER_OR_NULL, "description": "Page of the PDF, from 1; null for a text."},
        "statement_code": {**_TEXT_OR_NULL, "description": "balance_sheet, income_statement, cash_plan or other."},
        "account_path": {**_TEXT_OR_NULL, "description": "Headings and label, joined by /."},
        "account_name_en": _TEXT_OR_NULL,
        "label": {**_TEXT, "description": "The label as printed."},
        "segment_name": {**_TEXT_OR_NULL, "description": "The segment; 合計 is the total."},
        "segment_name_en": _TEXT_OR_NULL,
        "fiscal_year": {**_NUMBER_OR_NULL, "description": "2015 for 平成27年度; null where none is printed."},
        "budget_version": {**_TEXT, "description": "initial, supplementary_<month> or settlement."},
        "measure": {**_TEXT, "description": "amount, change, or what a commitment or receipt is."},
        "printed_text": {**_TEXT, "description": "The cell as printed."},
        "printed_yen": {**_NUMBER_OR_NULL, "description": "What is printed, in yen."},
        "amount_yen": {**_NUMBER_OR_NULL, "description": "What it settles to, in yen; null where it is disputed."},
        "unit_yen": {**_NUMBER, "description": "What the last printed place is, in yen."},
        "status": status,
    }
    counts = {name: {"type": "integer", "minimum": 0} for name in status["enum"]}
    meeting = {
        "id": _TEXT,
        "meeting_id": _TEXT,
        "agency": _TEXT_OR_NULL,
        "committee": _TEXT_OR_NULL,
        "meeting_date": {"type": ["string", "null"], "format": "date"},
        "file_name": _TEXT,
        "published_at": {"type": "string", "format": "date-time"},
        "figures": _object(counts),
        "path": {**_TEXT, "description": "Of the meeting's figures, relative to the site."},
        "page": {**_TEXT, "description": "Of the meeting's page; #line=796&cell=1 opens a figure."},
    }
    version: Json = {"const": VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Figures that add up: meetings.json, and meetings/<id>.json",
        "oneOf": [{"$ref": "#/$defs/meetings"}, {"$ref": "#/$defs/meeting"}],
        "$defs": {
            "meetings": _object({"version": version, "meetings": {"type": "array", "items": _object(meeting)}}),
            "meeting": _object(
                {
                    "version": version,
                    "meeting_id": _TEXT,
                    "meeting_date": meeting["meeting_date"],
                    "agency": _TEXT_OR_NULL,
                    "file_name": _TEXT,
                    "sha256": _TEXT,
                    "figures": {"type": "array", "items": _object(figure)},
                }
            ),
        },
    }


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _named(listed: Sequence[Json], at: int | None) -> Json:
    return {} if at is None else listed[at]
