"""The search for slips of structure is bounded by counted work; what it does not come to is disputed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.structural import DoubtKind
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.reading.blocks import Block, read_blocks
from pipelines.reading.source import read_text
from pipelines.structure import work
from pipelines.structure.search import Text
from pipelines.structure.settling import settle_text
from tests.support.structural_texts import (
    cells_exchanged,
    columns_exchanged,
    labels_exchanged,
    line_lost,
    line_twice,
    settled_with,
    sound_lines,
    told,
    trusted_wrongly,
    words,
)

pytestmark = pytest.mark.slow

MANY_SLIPS = (
    columns_exchanged(range(812, 832), 4, 7),
    cells_exchanged((779, 3), (779, 5)),
    words(585, "千円", "百万円"),
    labels_exchanged(815, 816),
    labels_exchanged(743, 744),
    words(874, "平成", "令和"),
    line_twice(820),
    line_lost(876),
)


def test_many_slips_at_once_take_no_more_than_the_readings_allowed() -> None:
    lines = sound_lines()
    for slip in MANY_SLIPS:
        slip(lines)
    source = read_text("\n".join(lines).encode(), "damaged.txt")
    tried: list[Sequence[Block]] = []

    def understood(blocks: Sequence[Block]) -> Materials:
        tried.append(blocks)
        return interpret(source, rule_book(), blocks)

    settle_text(interpret(source, rule_book()), rule_book(), lambda: Text(read_blocks(source), understood))
    assert 0 < len(tried) <= 80


def test_what_the_search_does_not_come_to_is_disputed_with_that_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_READINGS", 3)
    settled = settled_with(*MANY_SLIPS)
    assert DoubtKind.SEARCH_LIMIT in [doubt.kind for doubt in settled.structural_doubts]
    assert trusted_wrongly(settled) == []


def test_a_larger_text_is_read_fewer_times_and_one_that_is_too_large_once() -> None:
    readings = []
    for figures in (900, 5_000, 1_000_000):
        left = work.Work(figures)
        count = 0
        while left.allows_reading:
            left.read()
            count += 1
        readings.append(count)
    assert readings == [60, 5, 0]


def test_slips_that_were_not_weighed_against_those_of_cells_are_disputed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_KEPT_FOR_SETTLING", 1)
    monkeypatch.setattr(work, "_READINGS", 30)
    settled = settled_with(*MANY_SLIPS)
    assert DoubtKind.SEARCH_LIMIT in [doubt.kind for doubt in settled.structural_doubts]
    assert trusted_wrongly(settled) == []
    assert told(settled) == []


def test_a_costly_search_for_slips_of_cells_leaves_less_to_settle() -> None:
    settled = []
    for steps in (0, 40_000):
        left = work.Work(900)
        while left.allows_reading:
            left.read()
        count = 0
        while left.allows_settling:
            left.settle(steps)
            count += 1
        settled.append(count)
    assert settled == [5, 1]
