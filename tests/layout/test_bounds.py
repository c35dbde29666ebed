"""However a table is made, what is tried for its sums grows with its rows, and not with their square."""

from __future__ import annotations

import random

import pytest

from pipelines.layout import rows
from pipelines.layout.chance import Trial, Trier
from pipelines.layout.model import Equation
from tests.support.settled_sheets import settled_text


def totals_of_nothing(count: int) -> str:
    """A table of which each row is called a total, and none is one."""
    chance = random.Random(12)  # noqa: S311 - the same table each time
    lines = ("\t".join([f"第{row}合計", *(f"{chance.randrange(10**6):,}" for _ in range(3))]) for row in range(count))
    return "\n".join(["区分\t甲\t乙\t丙", *lines, ""])


def tries(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many equations are tried for a text."""
    count = 0
    original = Trier.trial

    def trial(trier: Trier, equation: Equation, alternatives: float = 1.0, *, with_slips: bool = True) -> Trial:
        nonlocal count
        count += 1
        return original(trier, equation, alternatives, with_slips=with_slips)

    with monkeypatch.context() as patched:
        patched.setattr(Trier, "trial", trial)
        settled_text(text)
    return count


def test_of_totals_that_are_sums_of_nothing_few_equations_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (tries(totals_of_nothing(count), monkeypatch) for count in (60, 120))
    assert 60 * 3 <= few < 60 * 30  # each may be the sum of sixty runs of rows, in three columns
    assert many < 3 * few


def test_past_its_bound_a_table_has_no_further_totals_and_keeps_those_before(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [["甲\t1,234", "乙\t5,432", "計\t6,666"], ["丙\t7,123", "丁\t2,345", "計\t9,468"]] * 3
    text = "\n".join(["区分\t金額", *(line for group in groups for line in group), ""])
    whole = sum(len(sheet.equations) for sheet in settled_text(text).sheets)
    monkeypatch.setattr(rows, "_MOST_TERMS", 9)
    bounded = sum(len(sheet.equations) for sheet in settled_text(text).sheets)
    assert whole == 6
    assert 0 < bounded < whole
