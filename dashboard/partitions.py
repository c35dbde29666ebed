"""Documents in groups whose files are written together: by agency and year of the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.agencies import slug_of_agency
from dashboard.manifest import fingerprint
from dashboard.reading import rows

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Partition:
    """The documents of an agency's meetings of a year, by their keys; `fingerprint` is of all that is told of them."""

    name: str
    documents: tuple[int, ...]
    meetings: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class AgencyParts:
    """An agency's partitions. Its name may be one that no text tells."""

    slug: str
    name: str | None
    partitions: tuple[Partition, ...]

    @property
    def documents(self) -> tuple[int, ...]:
        """All of them, by their keys."""
        return tuple(key for one in self.partitions for key in one.documents)

    @property
    def fingerprint(self) -> str:
        """Of all of its documents."""
        return fingerprint([f"{one.name} {one.fingerprint}" for one in self.partitions])


def partitions(connection: duckdb.DuckDBPyConnection) -> list[AgencyParts]:
    """The groups of all documents."""
    return list(_grouped(connection))


def _grouped(connection: duckdb.DuckDBPyConnection) -> Iterator[AgencyParts]:
    found: dict[str, list[Partition]] = {}
    names: dict[str, str | None] = {}
    for row in rows(connection, "partitions"):
        slug = slug_of_agency(row["agency"], row["lone_meeting_id"])
        keys = tuple(int(key) for key in row["document_keys"])
        name = f"{row['year']}-{slug}"
        partition = Partition(name, keys, tuple(row["meeting_ids"]), fingerprint(row["prints"]))
        found.setdefault(slug, []).append(partition)
        names[slug] = row["agency"]
    for slug, own in found.items():
        yield AgencyParts(slug, names[slug], tuple(own))
