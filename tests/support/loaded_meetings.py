"""Texts of meetings, real and made up, loaded into warehouses one after the other."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

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
_Texts = tuple[tuple[str, str], ...]
# Warehouses of texts that were asked for twice: most tests of a file begin with the same.
_FOLDER = TemporaryDirectory(prefix="loaded-meetings-")
_LOADED: dict[_Texts, Path] = {}
_ASKED: Counter[_Texts] = Counter()


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
    return frames_of_all({name: text})


def frames_of_all(texts: Mapping[str, str]) -> Frames:
    """What loading takes of a batch of texts, by their file names."""
    settled = []
    for name, text in texts.items():
        content = text.encode()
        document = understand(RawDocument(name, content, sha256(content).hexdigest()), rule_book())
        assert isinstance(document, ReadDocument), document
        settled.append(settle_document(document, rule_book(), "1"))
    return normalise(settled)


def load_one_by_one(path: Path, texts: Mapping[str, str]) -> Path:
    """Load texts, by their file names, each in a transaction of its own.

    A new warehouse begins as a copy of one that holds the first of them already, where these were asked for before.
    """
    wanted = tuple(texts.items())
    if path.exists():
        return _load(path, wanted)
    _ASKED[wanted] += 1
    done = next(count for count in range(len(wanted), -1, -1) if wanted[:count] in _LOADED or not count)
    shutil.copyfile(_LOADED.get(wanted[:done]) or _empty(), path)
    _load(path, wanted[done:])
    if _ASKED[wanted] == 2 and wanted not in _LOADED:
        _LOADED[wanted] = Path(shutil.copyfile(path, Path(_FOLDER.name) / f"{len(_LOADED)}.duckdb"))
    return path


def _load(path: Path, texts: Sequence[tuple[str, str]]) -> Path:
    for name, text in texts:
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection)
            load(connection, frames_of(text, name), NOW)
    return path


def _empty() -> Path:
    """A warehouse of no documents."""
    if () not in _LOADED:
        path = Path(_FOLDER.name) / "empty.duckdb"
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection)
        _LOADED[()] = path
    return _LOADED[()]


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
