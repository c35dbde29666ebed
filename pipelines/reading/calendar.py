"""Japanese dates, times, years and fiscal years: 平成27年2月26日（木）10時00分, 令和元年度, 平成 2 7 年度."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from japanera import ERA_DATA_GENERAL, Era, EraDate

from pipelines.reading.characters import compact

# The modern eras; earlier ones cannot occur in an agency's materials and would match ordinary words.
_ERAS: dict[str, Era] = {
    era.kanji: era for era in ERA_DATA_GENERAL if era.kanji in {"明治", "大正", "昭和", "平成", "令和"}
}
_ERA = "|".join(_ERAS)
_ERA_YEAR = rf"(?:(?P<era>{_ERA})(?P<year>元|\d{{1,2}})|(?P<western>(?:19|20)\d\d))"
_DATE = re.compile(_ERA_YEAR + r"年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_FISCAL_YEAR = re.compile(_ERA_YEAR + r"年度")
_BARE_FISCAL_YEAR = re.compile(r"(?<!\d)(?P<year>元|\d{1,2})年度")
_TIME = re.compile(
    r"(?P<half>午前|午後)?(?P<hour>\d{1,2})(?:時(?:(?P<minute>\d{1,2})分|(?P<halfpast>半))?|:(?P<colon>\d\d))"
)


@dataclass(frozen=True, slots=True)
class FiscalSpan:
    """First and last fiscal year, both included."""

    first: int
    last: int


def find_dates(text: str) -> tuple[date, ...]:
    """All dates in the text, in order; a date that no calendar has (平成27年2月30日) is none."""
    found = []
    for match in _DATE.finditer(compact(text)):
        year = _year(match)
        try:
            found.append(date(year, int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return tuple(found)


def find_time(text: str) -> time | None:
    """The first time of day in the text."""
    match = _TIME.search(compact(text))
    if match is None:
        return None
    hour = int(match["hour"]) + (12 if match["half"] == "午後" and int(match["hour"]) < 12 else 0)
    minute = 30 if match["halfpast"] else int(match["minute"] or match["colon"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def find_fiscal_years(text: str) -> tuple[int, ...]:
    """All fiscal years named with their era (or in western years) in the text, in order."""
    if "年" not in text:
        return ()
    return tuple(_year(match) for match in _FISCAL_YEAR.finditer(compact(text)))


def find_fiscal_year_near(text: str, near: int) -> int | None:
    """The first fiscal year in the text; one without era (27年度) is taken in the era that puts it nearest `near`."""
    named = find_fiscal_years(text)
    if named:
        return named[0]
    match = _BARE_FISCAL_YEAR.search(compact(text))
    if match is None:
        return None
    number = 1 if match["year"] == "元" else int(match["year"])
    candidates: list[int] = [era.since.year + number - 1 for era in _ERAS.values()]
    return min(candidates, key=lambda year: abs(year - near))


def read_fiscal_span(text: str) -> FiscalSpan | None:
    """A cell such as 平成27年度から平成28年度 or 平成27年度; None where it holds no fiscal year or an unclear one."""
    years = find_fiscal_years(text)
    match years:
        case (single,):
            return FiscalSpan(single, single)
        case (first, last):
            return FiscalSpan(first, last)
        case _:
            return None


def fiscal_year_of(day: date) -> int:
    """The fiscal year (1 April to 31 March) in which a day lies."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_name(fiscal_year: int) -> str:
    """平成27年度 for 2015; a year in which the era changed takes the new era's name (令和元年度)."""
    era = EraDate.from_date(date(fiscal_year, 10, 1)).era
    number = fiscal_year - era.since.year + 1
    return f"{era.kanji}{'元' if number == 1 else number}年度"


def _year(match: re.Match[str]) -> int:
    if match["western"]:
        return int(match["western"])
    number = 1 if match["year"] == "元" else int(match["year"])
    return int(_ERAS[match["era"]].since.year) + number - 1
