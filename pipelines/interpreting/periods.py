"""Which fiscal year and budget version a table is of, from its own words, its part of the text, and the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.interpreting.context import MONTHS, Surroundings
from pipelines.interpreting.model import Period
from pipelines.reading.source import InvalidTextError

_SUPPLEMENTARY = "supplementary_"
# What was in force before a version, where nothing names it: before_supplementary_december, before_settlement.
BEFORE = "before_"
# The first supplementary budget of a year is June's, if not an earlier one.
_FIRST_AMENDED_BY = 6


def is_supplementary(period: Period) -> bool:
    """Whether the version is a supplementary budget."""
    return period.budget_version.startswith(_SUPPLEMENTARY)


def version_order(period: Period) -> tuple[int, int]:
    """Periods in the order in which they were adopted: initial, supplementary from April to March, settlement."""
    name = period.budget_version
    if name.startswith(BEFORE):
        year, order = version_order(Period(period.fiscal_year, name.removeprefix(BEFORE)))
        return year, order - 1
    if name.startswith(_SUPPLEMENTARY):
        month = MONTHS.index(name.removeprefix(_SUPPLEMENTARY)) + 1
        return period.fiscal_year, 1 + (month - 4) % 12
    return period.fiscal_year, 0 if name == "initial" else 13


def before(period: Period, named: Iterable[Period]) -> Period:
    """What 補正前 (or a settlement's 予算額) is: the version in force before.

    A supplementary budget of that year that the text names is it, the latest if there are several. Else that of June or
    earlier amends the initial budget; of a later one, and of a settlement, the text says no more than that it was
    before: a version of its own, so that no amount passes for what another meeting adopted.
    """
    order = version_order(period)
    earlier = [
        each
        for each in named
        if each.fiscal_year == period.fiscal_year and is_supplementary(each) and version_order(each) < order
    ]
    if earlier:
        return max(earlier, key=version_order)
    first = Period(period.fiscal_year, f"{_SUPPLEMENTARY}{MONTHS[_FIRST_AMENDED_BY - 1]}")
    if order <= version_order(first):
        return Period(period.fiscal_year, "initial")
    return Period(period.fiscal_year, BEFORE + period.budget_version)


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods that titles and agenda name, and the month that a supplementary budget without one takes."""

    file_name: str
    named: tuple[Period, ...]
    supplementary_month: int | None

    def of(self, around: Surroundings, line: int, previous: Period | None) -> tuple[Period, bool]:
        """A table's period, and whether its own words give it; else that of the table before it.

        InvalidTextError where there is none.
        """
        if around.period_year is None:
            if around.section is not None:
                return around.section, False
            if len(set(self.named)) == 1:
                return self.named[0], False
            if previous is not None:
                return previous, False
            raise InvalidTextError(self.file_name, line, "no fiscal year is printed for this table or before it")
        if around.section is not None and around.section.fiscal_year == around.period_year:
            return around.section, True
        versions = {period.budget_version for period in self.named if period.fiscal_year == around.period_year}
        if len(versions) == 1:
            return Period(around.period_year, versions.pop()), True
        planned = any("予定" in words or "計画" in words or "予算" in words for words in around.lines)
        actual = any("実績" in words or "決算" in words for words in around.lines)
        return Period(around.period_year, "initial" if planned and not actual else "settlement"), True
