"""Texts of meetings, real and made up, loaded into warehouses one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import duckdb

from expectations.rule_book import rule_book
from pipelines.documents.frames import normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from pipelines.runtime.paths import RAW_FOLDER
from tests.support.made_up_books import Agency, Books, derive, sixth_meeting_books, with_total
from tests.support.made_up_meetings import (
    Part,
    Settlement,
    Supplementary,
    made_up_meeting,
    reiwa_meeting,
    seventh_meeting,
)
from tests.support.small_texts import meeting_text, noise_text
from warehouse.frames import Frames
from warehouse.store import create_objects, load, open_warehouse, transaction

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Rows = list[tuple[object, ...]]


def sixth() -> str:
    """The real sixth meeting."""
    return next(RAW_FOLDER.glob("*_06.txt")).read_text(encoding="utf-8")


def seventh() -> str:
    """The made-up meeting that amends what the sixth adopted."""
    return seventh_meeting().text


def reiwa() -> str:
    """The made-up meeting of 2019."""
    return reiwa_meeting().text


def meeting(agency: Agency, number: int, day: date, *parts: Part) -> str:
    """A made-up meeting of an agency."""
    return made_up_meeting(agency, committee="経営審議委員会", number=number, day=day, parts=parts).text


@cache
def frames_of(text: str, name: str) -> Frames:
    """What loading takes of a text."""
    content = text.encode()
    document = understand(RawDocument(name, content, sha256(content).hexdigest()), rule_book())
    assert isinstance(document, ReadDocument), document
    return normalise([settle_document(document, rule_book(), "1")])


def load_one_by_one(path: Path, texts: Mapping[str, str]) -> Path:
    """Load texts, by their file names, each in a transaction of its own."""
    for name, text in texts.items():
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection)
            load(connection, frames_of(text, name), NOW)
    return path


def query(path: Path, sql: str, parameters: Sequence[object] = ()) -> Rows:
    """The rows of a query."""
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql, parameters).fetchall()


__all__ = [
    "Agency",
    "Books",
    "Settlement",
    "Supplementary",
    "derive",
    "load_one_by_one",
    "meeting",
    "meeting_text",
    "noise_text",
    "query",
    "reiwa",
    "seventh",
    "sixth",
    "sixth_meeting_books",
    "with_total",
]
