"""What is shown of agencies: whose documents are there, and what a build wrote of each. An agency is the unit: nothing
of one tells of another one, so that only those of which a document is new or gone are written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from dashboard.reading import rows
from dashboard.trust import Json

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency; `slug` is its name in paths, `ids` are those of its documents that count. A text may not name it."""

    key: int
    name: str | None
    slug: str
    ids: tuple[str, ...]


@dataclass(slots=True)
class Shown:
    """What a build wrote of an agency: its years, accounts and segments, each by its name in paths."""

    fingerprint: str
    years: list[int] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)

    def files(self, agency: str) -> Iterator[str]:
        """The JSON files that hold it."""
        for folder, slugs in self.by_folder().items():
            for slug in slugs:
                yield part_of(folder, slug, agency)

    def by_folder(self) -> Mapping[str, Sequence[object]]:
        """The same, by the folder in which it is."""
        return {"years": self.years, "accounts": self.accounts, "segments": self.segments}


def agencies(connection: duckdb.DuckDBPyConnection) -> list[Agency]:
    """Those of which the warehouse holds a document, in the order in which they are shown."""
    return [
        Agency(
            row["agency_key"], row["agency"], slug_of_agency(row["agency"], row["lone_meeting_id"]), tuple(row["ids"])
        )
        for row in rows(connection, "agencies")
    ]


def part_of(folder: str, slug: object, agency: str) -> str:
    """Where what one agency has to say of a year, account or segment is."""
    return f"data/{folder}/{slug}/{agency}.json"


def whole_of(folder: str, slug: object) -> str:
    """Where the agencies are named that have something to say of it."""
    return f"data/{folder}/{slug}.json"


def listed(known: Iterable[Agency], shown: Mapping[str, Shown], folder: str) -> dict[object, list[Json]]:
    """The agencies of each year, account or segment of a folder."""
    found: dict[object, list[Json]] = {}
    for agency in known:
        for slug in shown[agency.slug].by_folder()[folder]:
            found.setdefault(slug, []).append({"agency": agency.name, "slug": agency.slug})
    return found


def choose(connection: duckdb.DuckDBPyConnection, batch: Sequence[Agency]) -> None:
    """Make the temporary table batch_agency, by which the queries of years, accounts and segments read."""
    keys = ", ".join(str(agency.key) for agency in batch)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE batch_agency AS SELECT unnest([{keys}]) AS agency_key")


def slug_of_agency(name: str | None, lone_meeting_id: str | None) -> str:
    """The same for the same agency, whatever else is in the warehouse."""
    return sha256(repr((name, lone_meeting_id)).encode()).hexdigest()[:12]
