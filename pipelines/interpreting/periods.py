"""Which fiscal year and budget version a table is of, from its own words, its part of the text, and the agenda."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.interpreting.context import Surroundings
from pipelines.interpreting.model import Period
from pipelines.reading.source import InvalidTextError


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
        return Period(around.period_year, "initial" if planned else "settlement"), True
