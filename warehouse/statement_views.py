"""The views that read like the printed statements: one column for each segment that the warehouse knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb

from warehouse import reference
from warehouse.quoting import identifier, literal

_TEMPLATE = Path(__file__).parent / "templates" / "statement.sql"
_COLUMN = Template(
    "any_value(round(amount.amount_yen, -3) // 1000)"
    " FILTER (segment.segment_name = $name AND amount.status <> 'disputed') AS $column"
)
_COMMENT = Template("COMMENT ON COLUMN $view.$column IS $comment;")
# What the template has beside the segments.
_OTHER_COLUMNS = (
    "committee",
    "meeting_number",
    "meeting_date",
    "fiscal_year",
    "budget_version",
    "account_path",
    "account_name",
    "account_role",
    "disputed_segments",
    "unit_yen",
    "is_rounded",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that gets a column."""

    name: str
    name_en: str | None


def names() -> list[str]:
    """The views, one for each statement of the reference data."""
    return [statement.code for statement in reference.statements()]


def reference_segments() -> list[Segment]:
    """The segments of every warehouse, the total last."""
    return [Segment(segment.name, segment.name_en) for segment in reference.segments()]


def segments_in(connection: duckdb.DuckDBPyConnection) -> list[Segment]:
    """The segments of a warehouse as their columns stand: known ones, those that texts brought, the total."""
    *known, total = reference_segments()
    names = {segment.name for segment in (*known, total)}
    rows = connection.execute("SELECT segment_name FROM dim_segment ORDER BY display_order, segment_name").fetchall()
    return [*known, *(Segment(name, None) for (name,) in rows if name not in names), total]


def script(segments: Sequence[Segment]) -> str:
    """The statements that create the views with their comments."""
    # A Template looks once: what the name of a segment holds is never taken for a mark.
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    columns = list(zip(segments, map(identifier, column_names(segments)), strict=True))
    selected = [_COLUMN.substitute(name=literal(segment.name), column=column) for segment, column in columns]
    return "\n".join(
        template.substitute(
            view=statement.code,
            title=f"{statement.name_en} ({statement.name})",
            segment_columns=",\n    ".join(selected),
            segment_comments="\n".join(
                _COMMENT.substitute(view=statement.code, column=column, comment=literal(_describe(segment)))
                for segment, column in columns
            ),
        )
        for statement in reference.statements()
    )


def column_names(segments: Sequence[Segment]) -> list[str]:
    """A column for each segment, under its name; with a number behind it where DuckDB takes that for another column's.

    DuckDB does not tell upper from lower case in the names of columns.
    """
    taken = {name.casefold() for name in _OTHER_COLUMNS}
    columns = []
    for segment in segments:
        number, column = 1, segment.name or "segment"
        while column.casefold() in taken:
            number += 1
            column = f"{segment.name or 'segment'} ({number})"
        taken.add(column.casefold())
        columns.append(column)
    return columns


def _describe(segment: Segment) -> str:
    named = f"{segment.name} ({segment.name_en})" if segment.name_en else segment.name
    return f"{named}, in thousand yen; NULL where it is not printed or disputed."
