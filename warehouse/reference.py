"""The reference data beside the DDL (statements, accounts, segments) as typed rows. To add one, edit the CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "reference"
TOTAL_SEGMENT = "合計"
# Of a table that is none of the known statements.
OTHER_STATEMENT = "other"


@dataclass(frozen=True, slots=True)
class StatementReference:
    """A financial statement and the words by which its title is known."""

    code: str
    name: str
    name_en: str
    title_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountReference:
    """An account with its path; `role` is item, total or result; aliases are other spellings of its last part.

    The years are the first and last fiscal year that has it, None where it is open; `successor_path` is the account of
    the same statement that it was renamed to.
    """

    statement_code: str
    path: str
    role: str
    name_en: str
    aliases: tuple[str, ...]
    first_fiscal_year: int | None = None
    last_fiscal_year: int | None = None
    successor_path: str | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class SegmentReference:
    """A segment and its other spellings; years and successor as of an account."""

    name: str
    name_en: str
    aliases: tuple[str, ...]
    first_fiscal_year: int | None = None
    last_fiscal_year: int | None = None
    successor_name: str | None = None


@cache
def statements() -> tuple[StatementReference, ...]:
    """All statements, in the order in which they are printed."""
    return tuple(
        StatementReference(
            row["statement_code"], row["statement_name"], row["statement_name_en"], _split(row["title_words"])
        )
        for row in _rows("statements.csv")
    )


@cache
def accounts() -> tuple[AccountReference, ...]:
    """All accounts, in the order in which they are printed."""
    return tuple(
        AccountReference(
            row["statement_code"],
            row["account_path"],
            row["account_role"],
            row["account_name_en"],
            _split(row["aliases"]),
            _year(row["first_fiscal_year"]),
            _year(row["last_fiscal_year"]),
            row["successor_path"] or None,
        )
        for row in _rows("accounts.csv")
    )


@cache
def segments() -> tuple[SegmentReference, ...]:
    """All segments in the order of the columns, the total last."""
    return tuple(
        SegmentReference(
            row["segment_name"],
            row["segment_name_en"],
            _split(row["aliases"]),
            _year(row["first_fiscal_year"]),
            _year(row["last_fiscal_year"]),
            row["successor_name"] or None,
        )
        for row in _rows("segments.csv")
    )


def _rows(file_name: str) -> list[dict[str, str]]:
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
