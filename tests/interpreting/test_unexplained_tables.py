"""Tables that neither accounts nor sums explain: published unchecked where their unit says that they are money."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import InvalidTextError, read_text
from pipelines.reconcile import Status

ROWS = "区分\t金額\nりんご\t1,234\nみかん\t2,345\nぶどう\t9,456\n"


@pytest.mark.parametrize("unit", ["(単位：千円)\n\n", "単位：百万円\n\n"])
def test_a_table_in_a_printed_unit_is_unchecked_under_its_own_labels(unit: str) -> None:
    materials = interpret(read_text(f"令和4年度果物の表\n\n{unit}{ROWS}".encode(), "a.txt"), rule_book())
    settled = settle(materials, rule_book())
    assert [figure.account_path for figure in materials.figures] == [
        f"令和4年度果物の表/{name}" for name in ("りんご", "みかん", "ぶどう")
    ]
    assert {verdict.status for verdict in settled.verdicts.figures} == {Status.UNCHECKED}


def test_numbers_without_a_unit_are_not_taken_for_money() -> None:
    with pytest.raises(InvalidTextError, match="no table holds a known account"):
        interpret(read_text(f"令和4年度果物の表\n\n{ROWS}".encode(), "a.txt"), rule_book())


def test_numbers_without_year_and_sum_are_refused_though_they_have_a_unit() -> None:
    with pytest.raises(InvalidTextError, match="no sum in the text shows its amounts"):
        interpret(read_text(f"果物の表\n\n(単位：千円)\n\n{ROWS}".encode(), "a.txt"), rule_book())
