"""Header cells of a statement with columns for periods: 27年度, 26年度6月補正, 前年度, 増減, 金額."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pipelines.interpreting.context import budget_version
from pipelines.interpreting.model import Period
from pipelines.reading.calendar import find_fiscal_year_near
from pipelines.reading.characters import compact

_CHANGES = frozenset({"増減", "増減額", "差引", "差引額", "差額", "差引増減", "比較", "比較増減", "比較増減額"})
_AMOUNTS = frozenset({"金額", "予算額", "決算額", "予定額", "合計", "計"})
_RELATIVE_YEARS = {"本年度": 0, "当年度": 0, "前年度": -1}


class PlainHeader(Enum):
    """Headers that name no period."""

    AMOUNT = "amount"
    CHANGE = "change"


AMOUNT, CHANGE = PlainHeader.AMOUNT, PlainHeader.CHANGE


@dataclass(frozen=True, slots=True)
class PeriodHeader:
    """A header that names a period."""

    period: Period


def read_header(text: str, context: Period, supplementary_month: int | None) -> PlainHeader | PeriodHeader | None:
    """What a header says, in a table of the period `context`; None where it says nothing of the kind."""
    words = compact(text).split("(", 1)[0]
    if words in _CHANGES:
        return CHANGE
    if words in _AMOUNTS:
        return AMOUNT
    year = find_fiscal_year_near(words, context.fiscal_year)
    if year is None:
        year = next((context.fiscal_year + shift for name, shift in _RELATIVE_YEARS.items() if name in words), None)
    if year is None:
        return None
    version = budget_version(words, supplementary_month)
    if version is None:
        version = context.budget_version if year == context.fiscal_year else "initial"
    return PeriodHeader(Period(year, version))
