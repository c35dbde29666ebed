"""Names and texts that stand in SQL as they are, whatever letters they have."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.quoting import identifier, literal

HOSTILE = [
    "plain",
    "合計",
    "o'clock",
    'a "b" c',
    "'; DROP TABLE t; --",
    '"; DROP TABLE t; --',
    "\\'",
    "$1 {name} ?",
    "''",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_and_a_text_come_back_as_they_went_in(text: str) -> None:
    answer = duckdb.connect().execute(f"SELECT {literal(text)} AS {identifier(text)}")
    assert answer.description is not None
    assert [column[0] for column in answer.description] == [text]
    assert answer.fetchall() == [(text,)]
