"""Which fiscal year and budget version a table is of, from its own words, its part of the text, and the agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipelines.interpreting.context import MONTHS, Surroundings, budget_version
from pipelines.interpreting.model import Known, Period, Source
from pipelines.interpreting.unprinted_years import UNPRINTED_YEAR, is_printed_year
from pipelines.reading.calendar import find_fiscal_year_near
from pipelines.reading.source import InvalidTextError

SUPPLEMENTARY = "supplementary_"
# What was in force before a version, where nothing names it: before_supplementary_december, before_settlement.
BEFORE = "before_"
# The first supplementary budget of a year is June's, if not an earlier one.
_FIRST_AMENDED_BY = 6
# A meeting is about the settlement of last year beside those before it, this year's budget, and next year's.
_YEARS_BEFORE, _YEARS_AFTER = 3, 3
# Words over a table that say whether its amounts are a budget's or those of its settlement.
_PLANNED = ("予定", "計画", "予算")
_ACTUAL = ("実績", "決算")


def is_supplementary(period: Period) -> bool:
    """Whether the version is a supplementary budget."""
    return period.budget_version.startswith(SUPPLEMENTARY)


def version_order(period: Period) -> tuple[int, int]:
    """Periods in the order in which they were adopted: initial, supplementary from April to March, settlement."""
    name = period.budget_version
    if name.startswith(BEFORE):
        year, order = version_order(Period(period.fiscal_year, name.removeprefix(BEFORE)))
        return year, order - 1
    if name.startswith(SUPPLEMENTARY):
        month = MONTHS.index(name.removeprefix(SUPPLEMENTARY)) + 1
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
    first = Period(period.fiscal_year, f"{SUPPLEMENTARY}{MONTHS[_FIRST_AMENDED_BY - 1]}")
    if order <= version_order(first):
        return Period(period.fiscal_year, "initial")
    return Period(period.fiscal_year, BEFORE + period.budget_version)


def sections_at_odds(tables: Iterable[Surroundings]) -> Mapping[Period, int]:
    """The periods of parts' titles, each with another year that a table of the part prints for itself."""
    return {
        around.section: around.period_year
        for around in tables
        if around.section is not None and around.period_year is not None
        if around.period_year != around.section.fiscal_year
    }


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods that titles and agenda name, and the month that a supplementary budget without one takes.

    `heading_years` are all fiscal years that headings name, `meeting_year` is that in which the meeting is held,
    `year_words` tells a person which words of years were seen.
    """

    file_name: str
    named: tuple[Period, ...]
    supplementary_month: int | None
    heading_years: frozenset[int] = frozenset()
    meeting_year: int | None = None
    year_words: Callable[[], str] = str

    def of(self, around: Surroundings, line: int, previous: Period | None) -> Known[Period]:
        """A table's period: that of its own words, of its part's title, of the only one in the text; else assumed.

        Where nothing tells, its year is unknown.
        """
        return (
            self._printed(around)
            or self._without_era(around)
            or self._borrowed(around)
            or self._assumed(around, previous)
            or self._unknown(around)
        )

    def of_section(self, section: Period, doubted: Mapping[Period, int]) -> Known[Period]:
        """The period of a part's title, for a table of it that prints no year of its own.

        Assumed where another table of the part is of another year, or no material of the meeting would be of it.
        """
        year = self.doubt(Known(section.fiscal_year, Source.PRINTED))
        if section in doubted:
            own = section.fiscal_year
            words = f"the part's title is of {own} and a table of it of {doubted[section]}; {own} is assumed"
            year = Known(own, Source.ASSUMED, words)
        return Known(section, year.source, year.words)

    def without_year(self, line: int) -> InvalidTextError:
        """The refusal of a text without a year in which nothing can be proved either."""
        problem = "no fiscal year is printed for this table or before it, and no sum in the text shows its amounts"
        words = self.year_words()
        return InvalidTextError(self.file_name, line, "; ".join((problem, *([words] if words else []))))

    def doubt(self, year: Known[int], beside: Iterable[int] = ()) -> Known[int]:
        """The year as an assumed one where no material of the meeting would be of it.

        Not where the years `beside` it lead on to those: a table of ten years is one.
        """
        if self.meeting_year is None or year.source is Source.ASSUMED:
            return year
        near = {*range(self.meeting_year - _YEARS_BEFORE, self.meeting_year + _YEARS_AFTER + 1)}
        others, reached = {*beside, year.value} - near, near
        while linked := {other for other in others if {other - 1, other + 1} & reached}:
            others, reached = others - linked, reached | linked
        if year.value in reached:
            return year
        words = (
            f"fiscal year {year.value} is printed, which is far from the meeting's ({self.meeting_year});"
            " that it is meant is assumed"
        )
        return Known(year.value, Source.ASSUMED, words)

    def _printed(self, around: Surroundings) -> Known[Period] | None:
        year = around.period_year
        if year is not None and around.section is not None and year != around.section.fiscal_year:
            words = (
                f"the table is of {year} by its own words and of {around.section.fiscal_year} by its part's title;"
                f" {year} is assumed"
            )
            return Known(self._in_year(year, around), Source.ASSUMED, words)
        if year is not None:
            return Known(self._in_year(year, around), Source.PRINTED)
        if around.section is not None:
            return Known(around.section, Source.PRINTED)
        if around.heading_year is not None:
            return Known(self._in_year(around.heading_year, around), Source.PRINTED)
        return None

    def _without_era(self, around: Surroundings) -> Known[Period] | None:
        """The year of 27年度予算 in the era that brings it nearest the meeting, borrowed where a heading names it too.

        None where that is so far from the meeting that it may be short for a western year.
        """
        title = around.title_without_era
        near = self.meeting_year if self.meeting_year is not None else max(self.heading_years, default=None)
        year = None if title is None else find_fiscal_year_near(title, near)
        if title is None or near is None or year is None or not -_YEARS_BEFORE <= year - near <= _YEARS_AFTER:
            return None
        version = budget_version(title, self.supplementary_month)
        period = self._in_year(year, around) if version is None else Period(year, version)
        if year in self.heading_years:
            return Known(period, Source.BORROWED)
        words = f"{title} names no era; {year}, the year nearest the meeting's, is assumed"
        return Known(period, Source.ASSUMED, words)

    def _borrowed(self, around: Surroundings) -> Known[Period] | None:
        if len(set(self.named)) == 1:
            return Known(self.named[0], Source.BORROWED)
        if len(self.heading_years) == 1:
            return Known(self._in_year(next(iter(self.heading_years)), around), Source.BORROWED)
        return None

    def _assumed(self, around: Surroundings, previous: Period | None) -> Known[Period] | None:
        if previous is not None and is_printed_year(previous.fiscal_year):
            year = previous.fiscal_year
            words = f"no fiscal year is printed for the table; {year}, that of the table before, is assumed"
            return Known(previous, Source.ASSUMED, words)
        if self.meeting_year is not None:
            words = f"no fiscal year is printed; {self.meeting_year}, that of the meeting's date, is assumed"
            return Known(self._in_year(self.meeting_year, around), Source.ASSUMED, words)
        return None

    def _unknown(self, around: Surroundings) -> Known[Period]:
        period = self._in_year(UNPRINTED_YEAR, around)
        version = "" if self._names_version(around) else f", and that it is the {period.budget_version} is assumed"
        return Known(period, Source.ASSUMED, f"no fiscal year is printed; the year is unknown{version}")

    def _names_version(self, around: Surroundings) -> bool:
        return any(word in line for line in around.lines for word in (*_PLANNED, *_ACTUAL))

    def _in_year(self, year: int, around: Surroundings) -> Period:
        """The version of a year's budget that a table is of: as the part, the titles or its own words tell."""
        if around.section is not None and around.section.fiscal_year == year:
            return around.section
        versions = {period.budget_version for period in self.named if period.fiscal_year == year}
        if len(versions) == 1:
            return Period(year, versions.pop())
        planned = any(word in line for line in around.lines for word in _PLANNED)
        actual = any(word in line for line in around.lines for word in _ACTUAL)
        return Period(year, "initial" if planned and not actual else "settlement")
