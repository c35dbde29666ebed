"""How the amounts of two sides differ, one row for each account and segment; nothing is summed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import duckdb

from warehouse.comparing.selecting import Edition, Side
from warehouse.quoting import literal

_FOLDER = Path(__file__).parent


class Kind(StrEnum):
    """What became of an amount."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    VANISHED = "vanished"
    # Stated on one side only, and not known to be nil on the other: no change can be told.
    ONE_SIDED = "one_sided"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount as one side states it. Not printed: left out, where all that is printed sums to the totals."""

    is_stated: bool
    is_printed: bool
    amount_yen: int | None
    unit_yen: int | None
    status: str | None

    @property
    def is_disputed(self) -> bool:
        """Whether it is stated, but not to be trusted."""
        return self.is_stated and (self.status == "disputed" or self.amount_yen is None)


class Place(NamedTuple):
    """Which amount: an account of a statement, of a segment or of the total."""

    statement_code: str
    statement_name: str
    account_path: str
    account_name: str
    account_role: str
    segment_name: str
    segment_name_en: str | None
    is_total_segment: bool

    @property
    def heading(self) -> str:
        """The part of the statement that it stands in: its first heading."""
        return self.account_path.split("/", 1)[0]

    @property
    def section(self) -> tuple[str, str, str]:
        """That part, for its segment."""
        return self.statement_code, self.segment_name, self.heading


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount on both sides. The change is known to within `rounding_yen`, None where there is none."""

    place: Place
    before: Stated
    after: Stated
    is_contradicted: bool
    kind: Kind
    change_yen: int | None
    rounding_yen: int


def differences(
    connection: duckdb.DuckDBPyConnection, before: tuple[Side, Edition], after: tuple[Side, Edition]
) -> tuple[Difference, ...]:
    """Every amount that one of the sides prints, in the order of the statements."""
    for name, (side, edition) in (("side_before", before), ("side_after", after)):
        _stage(connection, name, side, edition)
    return classify(connection.execute(_script("differences")).fetchall())


def classify(rows: Sequence[tuple[object, ...]]) -> tuple[Difference, ...]:
    """The rows of differences.sql, each with what became of the amount."""
    read = [_read(row) for row in rows]
    known_before = _trusted_sections((place, before) for place, before, *_ in read)
    known_after = _trusted_sections((place, after) for place, _, after, *_ in read)
    found = []
    for place, before, after, agree, is_contradicted in read:
        is_item = place.account_role == "item"
        can_be_nil = is_item and place.section in known_before, is_item and place.section in known_after
        kind, change = _change(before, after, agree, can_be_nil)
        units = {unit for unit in (before.unit_yen, after.unit_yen) if unit}
        rounding = max(units) // 2 if change and len(units) > 1 else 0
        found.append(Difference(place, before, after, is_contradicted, kind, change, rounding))
    return tuple(found)


def _read(row: tuple[object, ...]) -> tuple[Place, Stated, Stated, bool, bool]:
    """A row: the place, then each cell of before beside that of after, then whether they agree."""
    place, cells = row[:8], row[8:18]
    return (
        Place(*place),  # type: ignore[arg-type]
        Stated(*cells[0::2]),  # type: ignore[arg-type]
        Stated(*cells[1::2]),  # type: ignore[arg-type]
        row[18] is True,
        row[19] is True,
    )


def _trusted_sections(stated: Iterable[tuple[Place, Stated]]) -> set[tuple[str, str, str]]:
    """The sections of which a side prints items, and disputes none: what is not among them there is nil."""
    printed, disputed = set(), set()
    for place, side in stated:
        if place.account_role == "item" and side.is_printed:
            printed.add(place.section)
        if side.is_disputed:
            disputed.add(place.section)
    return printed - disputed


def _change(before: Stated, after: Stated, agree: bool, can_be_nil: Sequence[bool]) -> tuple[Kind, int | None]:
    if before.is_disputed or after.is_disputed:
        return Kind.DISPUTED, None
    if (not before.is_stated and not can_be_nil[0]) or (not after.is_stated and not can_be_nil[1]):
        return Kind.ONE_SIDED, None
    change = (after.amount_yen or 0) - (before.amount_yen or 0)
    if agree or change == 0:
        return Kind.UNCHANGED, 0
    if not before.is_printed:
        return Kind.NEW, change
    return (Kind.CHANGED if after.is_printed else Kind.VANISHED), change


def _stage(connection: duckdb.DuckDBPyConnection, table: str, side: Side, edition: Edition) -> None:
    # Not by parameters: DuckDB imports pandas to bind one, which takes longer than all the rest.
    for name, value in _variables(side, edition).items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    script = _script("side_of_meeting" if side.meeting else "side_of_version")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {script}")


def _variables(side: Side, edition: Edition) -> dict[str, str]:
    """What the scripts of the sides ask for, as SQL."""
    return {
        "fiscal_year": str(edition.fiscal_year),
        "budget_version": literal(edition.budget_version),
        "agency": "NULL::VARCHAR" if side.agency is None else literal(side.agency),
        "meeting_id": "NULL::VARCHAR" if side.meeting is None else literal(side.meeting.meeting_id),
    }


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
