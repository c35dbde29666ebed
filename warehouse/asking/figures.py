"""Figures of a warehouse: found by what they are, and one of them with its line and its proof."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.querying import mappings

_FOLDER = Path(__file__).parent

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """What figures are asked for; None asks for nothing. Accounts and segments by a part of a name, also in English.

    `meeting` is a meeting's id, its day (2015-02-26) or the name of its text.
    """

    account: str | None = None
    segment: str | None = None
    statement: str | None = None
    fiscal_year: int | None = None
    budget_version: str | None = None
    meeting: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFigures:
    """The first of the figures that fit, in yen, and how many there are."""

    rows: tuple[Row, ...]
    count: int


def find_figures(connection: duckdb.DuckDBPyConnection, asked: FigureQuery, limit: int) -> FoundFigures:
    """The printed figures of current texts that fit, the best fitting names first."""
    parameters = {
        "account": _name(asked.account),
        "segment": _name(asked.segment),
        "statement": asked.statement,
        "fiscal_year": asked.fiscal_year,
        "budget_version": asked.budget_version,
        "meeting": asked.meeting,
        "status": asked.status,
        "limit": limit,
    }
    rows = _rows(connection, "found_figures", parameters)
    counts = [row.pop("found") for row in rows]
    return FoundFigures(tuple(rows), counts[0] if counts else 0)


def explain_figure(
    connection: duckdb.DuckDBPyConnection, file_name: str, source_line: int, source_column: int
) -> Row | None:
    """The figure in a line (from 1) and cell (0 is the label) of a current text, in yen; None where none stands there.

    Its identities have their terms with weights: what counts against the others is negative.
    """
    place = {"file_name": file_name, "source_line": source_line, "source_column": source_column}
    return next(iter(_rows(connection, "explained_figure", place)), None)


def _name(text: str | None) -> str | None:
    """A name as the warehouse writes it: one width, no spaces within Japanese."""
    if text is None:
        return None
    written = unicodedata.normalize("NFKC", text).strip()
    return written if written.isascii() else "".join(written.split())


def _rows(connection: duckdb.DuckDBPyConnection, script: str, parameters: dict[str, Any]) -> list[Row]:
    rows = mappings(connection, (_FOLDER / f"{script}.sql").read_text(encoding="utf-8"), parameters)
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
