"""The campaign of made-up bodies: what single slips could explain is told by the truth alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.made_up_bodies import CHARTS, Layout, MadeUpBody, Slip

FOLDER = Path(__file__).parents[2] / "benchmarks"
TOTAL, ONE, OTHER, WHOLE = (2, 1), (3, 1), (4, 1), (5, 1)
EQUATIONS = (((TOTAL, 1), (ONE, -1), (OTHER, -1)), ((WHOLE, 1), (TOTAL, -1)))
TRUTH = {TOTAL: 5_321, ONE: 2_210, OTHER: 3_111, WHOLE: 5_321}


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The judge, as the benchmark imports it; gone afterwards."""
    monkeypatch.syspath_prepend(str(FOLDER))
    import bodies_judging

    yield bodies_judging
    del sys.modules["bodies_judging"]


def _body(**printed: int) -> MadeUpBody:
    values = {"total": 5_321, "one": 2_210, "other": 3_111, "whole": 5_321} | printed
    return MadeUpBody(
        "科目\t金額\n" + "".join(f"{name}\t{value}\n" for name, value in values.items()), TRUTH, (), EQUATIONS
    )


def test_nothing_shows_in_a_sound_table(judging: ModuleType) -> None:
    assert judging.chance_of(_body()) == "unseen"


def test_a_slip_in_two_sums_is_the_only_one_that_explains_both(judging: ModuleType) -> None:
    assert judging.chance_of(_body(total=5_341)) == "unique"


def test_a_wrong_digit_that_either_item_may_have_is_ambiguous(judging: ModuleType) -> None:
    assert judging.chance_of(_body(one=2_211)) == "ambiguous"


def test_a_lost_digit_is_told_by_its_size(judging: ModuleType) -> None:
    assert judging.chance_of(_body(other=311)) == "unique"


@pytest.mark.parametrize("layout", Layout)
def test_every_writing_of_a_layout_is_read_whole(judging: ModuleType, layout: Layout) -> None:
    for writing in judging.Writing:
        for chart in CHARTS:
            found = judging.judged(judging.Task(layout, chart, 1, Slip.NONE, writing), with_document=False)
            assert found.by_table.read == found.figures
            assert not found.wrong
