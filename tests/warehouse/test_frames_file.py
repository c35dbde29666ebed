"""Frames written as one file are the same when they are read, or are told to be damaged."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import polars as pl
import pytest

from expectations.rule_book import rule_book
from pipelines.documents.frames import normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from tests.support.small_texts import meeting_text
from warehouse.frames import Frames
from warehouse.frames_file import DamagedFramesError, from_bytes, to_bytes


@pytest.fixture(scope="module")
def frames() -> Frames:
    read = understand(RawDocument("a.txt", meeting_text().encode(), "1"), rule_book())
    assert isinstance(read, ReadDocument)
    return normalise([settle_document(read, rule_book(), "1")])


def are_same(one: Frames, other: Frames) -> bool:
    return list(one.by_name) == list(other.by_name) and all(
        frame.schema == other.by_name[name].schema and frame.equals(other.by_name[name])
        for name, frame in one.by_name.items()
    )


def test_what_is_read_is_what_was_written_with_rows_or_without(frames: Frames) -> None:
    for written in (frames, normalise([])):
        assert are_same(from_bytes(to_bytes(written)), written)


def test_whatever_reads_arrow_opens_each_frame(frames: Frames) -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(frames))) as archive:
        figures = pl.read_ipc_stream(BytesIO(archive.read("figure.arrow")))
    assert figures.height == frames.by_name["figure"].height > 0


def test_a_damaged_file_is_never_taken_for_other_frames(frames: Frames) -> None:
    content, chance = to_bytes(frames), random.Random(1)  # noqa: S311 - the same damage each time
    told = 0
    for trial in range(200):
        damaged = bytearray(content[: chance.randrange(len(content))] if trial % 2 else content)
        for _ in range(0 if trial % 2 else 3):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            assert are_same(from_bytes(bytes(damaged)), frames)
        except DamagedFramesError:
            told += 1
    assert told > 180
