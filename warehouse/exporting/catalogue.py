"""Which tables are exported and what is said of them: `resources.yaml` beside one query a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Resource:
    """A table to export: its keys, its fiscal roles, and where its columns are described."""

    name: str
    title: str
    described_by: tuple[str, ...]
    description: str = ""
    primary_key: tuple[str, ...] = ()
    foreign_keys: Mapping[str, str] = field(default_factory=dict)
    column_types: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)
    partitioned_by: str | None = None

    @property
    def query(self) -> str:
        """Its rows, in an order that does not depend on surrogate keys."""
        return (_FOLDER / "resources" / f"{self.name}.sql").read_text(encoding="utf-8")

    def references(self) -> list[tuple[list[str], str]]:
        """The foreign keys: columns, and the resource whose columns of the same names they are."""
        return [([name.strip() for name in columns.split(",")], other) for columns, other in self.foreign_keys.items()]


@dataclass(frozen=True, slots=True)
class Comments:
    """What the warehouse says of its tables and views, and of their columns."""

    of_object: Mapping[str, str]
    of_column: Mapping[tuple[str, str], str]

    def description(self, resource: Resource) -> str:
        """What a table is."""
        return resource.description or self.of_object.get(resource.described_by[0], "")

    def column_description(self, resource: Resource, column: str) -> str:
        """What a column of it is; nothing where neither the warehouse nor the catalogue says it."""
        if column in resource.descriptions:
            return resource.descriptions[column]
        found = (self.of_column.get((name, column), "") for name in resource.described_by)
        return next((text for text in found if text), "")


@cache
def resources() -> tuple[Resource, ...]:
    """All resources, in the order in which they are written."""
    rows = yaml.safe_load((_FOLDER / "resources.yaml").read_text(encoding="utf-8"))
    return tuple(
        Resource(
            **{**row, "described_by": tuple(row["described_by"]), "primary_key": tuple(row.get("primary_key", ()))}
        )
        for row in rows
    )


def comments(connection: duckdb.DuckDBPyConnection) -> Comments:
    """The COMMENTs of a warehouse."""
    rows = connection.execute((_FOLDER / "comments.sql").read_text(encoding="utf-8")).fetchall()
    return Comments(
        {name: comment for name, column, comment in rows if column is None},
        {(name, column): comment for name, column, comment in rows if column is not None},
    )
