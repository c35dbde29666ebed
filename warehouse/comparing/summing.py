"""Sums of changes: of leaves only, by the parts of the statements, each beside the change of the total as stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.comparing.differences import Difference, Kind, Place

_SUMMED = (Kind.CHANGED, Kind.NEW, Kind.VANISHED)


@dataclass(frozen=True, slots=True)
class Sum:
    """The changes of a part of a statement, added up.

    `of_segments` is false where no segments are stated on both sides, and the items of the total are summed instead.
    What is disputed, or stated on one side only, is counted and not summed.
    """

    statement_code: str
    statement_name: str
    heading: str
    of_segments: bool
    change_yen: int
    rounding_yen: int
    changed_count: int
    disputed_count: int
    one_sided_count: int
    total_change_yen: int | None
    total_rounding_yen: int

    @property
    def agrees_with_total(self) -> bool | None:
        """Whether the sum is the change of the total; None where that cannot be told."""
        if self.total_change_yen is None or self.disputed_count or self.one_sided_count:
            return None
        apart = abs(self.total_change_yen - self.change_yen)
        return apart <= self.rounding_yen + self.total_rounding_yen


def leaves(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """What may be summed: items of segments; of a statement without segments on both sides the items of the total.

    Of an item and those that a text breaks it down into either the item, where both sides state it, or these.
    """
    with_segments = _with_segments(differences)
    items = [
        one
        for one in differences
        if one.place.account_role == "item"
        and one.place.is_total_segment != (one.place.statement_code in with_segments)
    ]
    twice = _counted_twice(items)
    return tuple(one for one in items if one.place not in twice)


def _counted_twice(items: Sequence[Difference]) -> set[Place]:
    by_path = {(one.place.statement_code, one.place.segment_name, one.place.account_path): one for one in items}
    twice = set()
    for one in items:
        code, segment, path = one.place.statement_code, one.place.segment_name, one.place.account_path
        while "/" in path:
            path = path.rpartition("/")[0]
            whole = by_path.get((code, segment, path))
            if whole is not None:
                is_on_both_sides = whole.before.is_stated and whole.after.is_stated
                twice.add((one if is_on_both_sides else whole).place)
    return twice


def sums(differences: Sequence[Difference], shown: Sequence[Difference]) -> tuple[Sum, ...]:
    """A sum for each part of a statement that has leaves among those shown.

    The total beside it is that of the whole part: it is told where all leaves of the part are shown, or all of one
    segment.
    """
    with_segments = _with_segments(differences)
    every = leaves(differences)
    chosen = set(shown)
    # Not by runs of the same heading: accounts that the reference data does not know stand last in a statement.
    parts: dict[tuple[str, str, str], list[Difference]] = {}
    for one in every:
        if one in chosen:
            parts.setdefault((one.place.statement_code, one.place.statement_name, one.place.heading), []).append(one)
    found = []
    for (code, name, heading), rows in parts.items():
        total = _total(differences, every, rows)
        known = [row for row in rows if row.kind in _SUMMED]
        found.append(
            Sum(
                statement_code=code,
                statement_name=name,
                heading=heading,
                of_segments=code in with_segments,
                change_yen=sum(row.change_yen or 0 for row in known),
                rounding_yen=_rounding(rows),
                changed_count=len(known),
                disputed_count=sum(row.kind is Kind.DISPUTED for row in rows),
                one_sided_count=sum(row.kind is Kind.ONE_SIDED for row in rows),
                total_change_yen=total.change_yen if total else None,
                total_rounding_yen=_rounding([total] if total else []),
            )
        )
    return tuple(found)


def _with_segments(differences: Sequence[Difference]) -> frozenset[str]:
    """The statements of which both sides state items of segments."""
    items = [one for one in differences if one.place.account_role == "item" and not one.place.is_total_segment]
    before = {one.place.statement_code for one in items if one.before.is_stated}
    after = {one.place.statement_code for one in items if one.after.is_stated}
    return frozenset(before & after)


def _total(
    differences: Sequence[Difference], every: Sequence[Difference], rows: Sequence[Difference]
) -> Difference | None:
    """The total that stands right under the heading of the rows, of all segments or of the one that they are of."""
    code, heading = rows[0].place.statement_code, rows[0].place.heading
    part = [one for one in every if one.place.statement_code == code and one.place.heading == heading]
    segments = {row.place.segment_name for row in rows}
    of_one = len(segments) == 1 and len(rows) == sum(one.place.segment_name in segments for one in part)
    for one in differences:
        if (
            one.place.statement_code == code
            and one.place.heading == heading
            and one.place.account_role == "total"
            and one.place.account_path.count("/") == 1
            and one.change_yen is not None
            and (
                (len(rows) == len(part) and one.place.is_total_segment)
                or (of_one and one.place.segment_name in segments)
            )
        ):
            return one
    return None


def _rounding(rows: Sequence[Difference]) -> int:
    """How far a sum may be off: what was rounded to a coarser unit on one side."""
    off = 0
    for row in rows:
        units = {unit for unit in (row.before.unit_yen, row.after.unit_yen) if unit}
        off += max(units) // 2 if len(units) > 1 else 0
    return off
