"""Texts that a warehouse holds, by how a person names them, and where in them figures stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.querying import mappings

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text; one that no longer counts is named with what has taken its place."""

    file_name: str
    is_current: bool
    current_file_name: str | None


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Which figures of a text; None asks for nothing. An account by its label or the end of its path."""

    source_line: int | None = None
    account: str | None = None
    segment: str | None = None
    fiscal_year: int | None = None


def named_texts(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[NamedText, ...]:
    """Texts of a file's name, a meeting's id or its day; those that count come first."""
    return tuple(NamedText(**row) for row in mappings(connection, _script("named_texts"), {"name": name}))


def figure_places(connection: duckdb.DuckDBPyConnection, file_name: str, asked: PlaceQuery) -> list[tuple[int, int]]:
    """Lines (from 1) and cells (0 is the label) of the figures of a current text that fit, in their order."""
    parameters = {
        "file_name": file_name,
        "source_line": asked.source_line,
        "account": asked.account,
        "segment": asked.segment,
        "fiscal_year": asked.fiscal_year,
    }
    rows = mappings(connection, _script("figure_places"), parameters)
    return [(row["source_line"], row["source_column"]) for row in rows]


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
