"""Fiscal years that a text does not print: 0 stands for that of its tables, -1 for the year before (前年度)."""

from __future__ import annotations

from pipelines.reading.calendar import fiscal_year_name

UNPRINTED_YEAR = 0
# No fiscal year of a public body is earlier; what is counted from 0 never comes near.
_EARLIEST = 1868
_NAME = "年度不明"


def is_printed_year(fiscal_year: int) -> bool:
    """Whether it is a year, and none that is only counted from a year that nothing prints."""
    return fiscal_year >= _EARLIEST


def known_year(fiscal_year: int) -> int | None:
    """The year, None where nothing prints it."""
    return fiscal_year if is_printed_year(fiscal_year) else None


def year_text(fiscal_year: int) -> str:
    """The year as it is told to people: 2015, or that it is unknown."""
    if is_printed_year(fiscal_year):
        return str(fiscal_year)
    return "unknown year" if fiscal_year == UNPRINTED_YEAR else f"unknown year {fiscal_year - UNPRINTED_YEAR:+d}"


def year_name(fiscal_year: int) -> str:
    """The year's name in Japanese: 平成27年度, or 年度不明."""
    if is_printed_year(fiscal_year):
        return fiscal_year_name(fiscal_year)
    match fiscal_year - UNPRINTED_YEAR:
        case 0:
            return _NAME
        case -1:
            return f"{_NAME}の前年度"
        case 1:
            return f"{_NAME}の翌年度"
        case shift:
            return f"{_NAME}の{abs(shift)}年{'前' if shift < 0 else '後'}"
