"""Reads the warehouse for the dashboard: the queries of `queries/`, and what they give by document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from warehouse.querying import mappings

if TYPE_CHECKING:
    import duckdb
    import polars as pl

QUERIES = Path(__file__).parent / "queries"
# What is held in memory at a time: the facts of so many documents, and what so many tell together.
BATCH_SIZE = 25
DOCUMENTS_AT_ONCE = 50
_BATCHED = (
    "figures",
    "amounts",
    "identities",
    "repairs",
    "disputes",
    "explanations",
    "structural_repairs",
    "assumptions",
    "findings",
    "numbers",
    "commitments",
    "advance_receipts",
    "lines",
    "contents",
)
Row: TypeAlias = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the warehouse knows it."""

    key: int
    statement: str
    path: str
    name: str
    name_en: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment, or the total."""

    key: int
    name: str
    name_en: str | None
    is_total: bool


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Accounts and segments by their keys, segments in the order of their columns, and statements by their keys."""

    accounts: dict[int, Account]
    segments: dict[int, Segment]
    statements: dict[int, str]
    reference: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document: the rows of each query, in its order."""

    meeting: Row
    tables: dict[str, pl.DataFrame] = field(repr=False)
    _columns: dict[str, dict[str, list[Any]]] = field(default_factory=dict, repr=False)

    def rows(self, name: str) -> list[Row]:
        """The rows of a query as mappings."""
        table = self.tables.get(name)
        return [] if table is None else table.to_dicts()

    def columns(self, name: str) -> dict[str, list[Any]]:
        """The columns of a query; an empty mapping where it has no row."""
        if name not in self._columns:
            table = self.tables.get(name)
            self._columns[name] = {} if table is None else table.to_dict(as_series=False)
        return self._columns[name]


@cache
def query(name: str) -> str:
    """The text of a query."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows of a query as mappings."""
    return mappings(connection, query(name))


def dimensions(connection: duckdb.DuckDBPyConnection) -> Dimensions:
    """Accounts, segments and statements; `reference` is what the reference data says of them."""
    accounts, segments = rows(connection, "accounts"), rows(connection, "segments")
    return Dimensions(
        {
            row["account_key"]: Account(
                row["account_key"],
                row["statement_code"],
                row["account_path"],
                row["account_name"],
                row["account_name_en"],
                row["account_role"],
            )
            for row in accounts
        },
        {
            row["segment_key"]: Segment(
                row["segment_key"], row["segment_name"], row["segment_name_en"], row["is_total"]
            )
            for row in segments
        },
        {row["statement_key"]: row["statement_code"] for row in accounts},
        tuple(tuple(row.values()) for row in (*accounts, *segments) if row["is_reference"]),
    )


def documents(connection: duckdb.DuckDBPyConnection, meetings: Sequence[Row]) -> Iterator[DocumentFacts]:
    """The facts of documents (rows of the query meetings), a batch at a time."""
    for start in range(0, len(meetings), BATCH_SIZE):
        batch = meetings[start : start + BATCH_SIZE]
        keys = ", ".join(str(int(meeting["document_key"])) for meeting in batch)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE batch AS SELECT unnest([{keys}]) AS document_key")
        connection.execute(query("batch_figures"))
        tables = {name: _by_document(connection.execute(query(name)).pl()) for name in _BATCHED}
        for meeting in batch:
            key = meeting["document_key"]
            yield DocumentFacts(meeting, {name: found[key] for name, found in tables.items() if key in found})


def batches(items: Iterable[T], documents_of: Callable[[T], int]) -> Iterator[list[T]]:
    """Things to read together, by how many documents each is of; what is of more than are held at a time is alone."""
    batch: list[T] = []
    held = 0
    for item in items:
        count = documents_of(item)
        if batch and held + count > DOCUMENTS_AT_ONCE:
            yield batch
            batch, held = [], 0
        batch.append(item)
        held += count
    if batch:
        yield batch


def _by_document(table: pl.DataFrame) -> dict[int, pl.DataFrame]:
    parts = table.partition_by("document_key", as_dict=True, maintain_order=True, include_key=False)
    return {int(key[0]): part for key, part in parts.items()}
