"""A settled number is written as the cell that it replaces was."""

from __future__ import annotations

import pytest

from pipelines.worksheet.numbers import written_like


@pytest.mark.parametrize(
    ("printed", "value", "unit", "decimals", "written"),
    [
        ("18,128", -18_128, 1, 0, "△18,128"),
        ("△ 5,011", 5_011, 1, 0, "5,011"),
        ("△ 5,011", -5_012, 1, 0, "△ 5,012"),
        ("(5,011)", -5_101, 1, 0, "(5,101)"),
        ("(5,011)", 5_011, 1, 0, "5,011"),
        ("1234567", 1_234_576, 1, 0, "1234576"),
        ("１，２３４", 1_243, 1, 0, "１，２４３"),
        ("-83,515千円", 83_515_000, 1_000, 0, "83,515千円"),
        ("83,515千円", -83_515_000, 1_000, 0, "△83,515千円"),
        ("3億823万円", 338_230_000, 10_000, 0, "3億3,823万円"),
        ("137万円", -1_370_000, 10_000, 0, "△137万円"),
        ("9.5", 96, 1, 1, "9.6"),
        ("10", 110, 10, 1, "11"),
        ("", 5_000, 1, 0, "5,000"),
    ],
)
def test_a_number_is_written_like_its_cell(printed: str, value: int, unit: int, decimals: int, written: str) -> None:
    assert written_like(printed, value, unit=unit, decimals=decimals) == written
