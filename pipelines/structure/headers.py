"""What headers say against the segments that columns are taken for: other names, none, or an unusual order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipelines.interpreting.model import ColumnKind, SegmentEvidence, StatementTable, TableKind
from pipelines.interpreting.segments import known_segment
from pipelines.structure.layout import Layout
from pipelines.structure.order import is_displaced
from pipelines.structure.spelling import has_most_letters_of, is_of_another
from warehouse import reference

# The cell over the labels; and how many columns are when two are exchanged.
_WITH_LABELS = 1
_CROSSED = 2


def misheaded_columns(tables: Sequence[StatementTable], layout: Layout) -> list[tuple[int, int]]:
    """The columns (by table and position) whose printed header, even garbled, is of another segment."""
    found: list[tuple[int, int]] = []
    for table in tables:
        headers = layout.headers(table) if len(table.columns) > 1 else {}
        own = [headers.get(column.cell, "") for column in table.columns]
        if len(headers) - len(table.columns) == _WITH_LABELS + 1:
            found += [(table.number, position) for position in crossed_columns(table, layout)]
            continue
        if len(headers) - len(table.columns) not in (0, _WITH_LABELS) or not all(own):
            continue  # the header has other cells than the rows: nothing says which name is over which column
        found += [(table.number, position) for position in _of_others(own, table)]
    return found


def _of_others(names: Sequence[str], table: StatementTable) -> list[int]:
    """The columns over which another segment's name stands."""
    return [
        position
        for position, (column, name) in enumerate(zip(table.columns, names, strict=True))
        if is_of_another(name, column.segment_name)
    ]


def crossed_columns(table: StatementTable, layout: Layout) -> dict[int, int]:
    """Two columns that have each other's names, though one name of the header is torn into two cells.

    By position, with the header cell over each; nothing where it may be otherwise, depending on which name is torn.
    """
    headers = layout.headers(table)
    cells = sorted(headers)[_WITH_LABELS:]
    if len(cells) != len(table.columns) + 1:
        return {}
    readings: list[dict[int, int]] = []
    for torn in range(len(table.columns)):
        over = [*cells[:torn], *cells[torn + 1 :]]
        names = [headers[cell] for cell in over]
        names[torn] = headers[cells[torn]] + headers[cells[torn + 1]]
        odd = {*_of_others(names, table)}
        if not has_most_letters_of(names[torn], table.columns[torn].segment_name):
            odd.add(torn)
        readings.append({position: over[position] for position in sorted(odd)})
    crossed = [
        reading
        for reading in readings
        if [known_segment(headers[cell]) for cell in reading.values()]
        == [table.columns[position].segment_name for position in reading][::-1]
    ]
    is_least = bool(crossed) and min(map(len, readings)) == len(crossed[0]) == _CROSSED
    return crossed[0] if is_least and all(reading == crossed[0] for reading in crossed) else {}


def strange_columns(tables: Sequence[StatementTable]) -> list[tuple[int, int]]:
    """The columns (by table and position) of unknown segments where another table has known ones that theirs lacks.

    A table without any known segment is of another body. All columns of a table of which some have no name: those of
    the others may stand over the wrong ones.
    """
    names = {table.number: {column.segment_name for column in table.columns} for table in tables}
    known = {segment.name for segment in reference.segments()}
    everywhere = set().union(*names.values()) & known
    return [
        (table.number, position)
        for table in tables
        if table.kind is TableKind.SEGMENTS and len(names[table.number] & known) > 1
        if everywhere - names[table.number]
        for position, column in enumerate(table.columns)
        if column.segment_name not in known or has_nameless_columns(table)
    ]


def has_nameless_columns(table: StatementTable) -> bool:
    """Whether there are numbers under no name in a table."""
    return any(other.kind is ColumnKind.UNKNOWN for other in table.others)


def lone_disorder(tables: Sequence[StatementTable]) -> list[tuple[int, int]]:
    """The columns (by table and position) of segments that one header alone names, where most stand out of order.

    The columns of other tables were named after that one: exchanged there, they are exchanged in all.
    """
    evidence: dict[str, Counter[SegmentEvidence]] = {}
    places: dict[str, list[tuple[StatementTable, int]]] = {}
    for table in tables:
        for position, column in enumerate(table.columns if table.kind is TableKind.SEGMENTS else ()):
            evidence.setdefault(column.segment_name, Counter())[column.evidence] += 1
            places.setdefault(column.segment_name, []).append((table, position))
    return [
        (table.number, position)
        for segment, counts in evidence.items()
        if counts[SegmentEvidence.HEADER] == 1 < counts.total()
        if 2 * sum(is_displaced(*place) for place in places[segment]) > len(places[segment])
        for table, position in places[segment]
    ]
