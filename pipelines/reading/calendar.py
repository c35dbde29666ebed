"""Japanese dates, times and fiscal years: 平成27年2月26日（木）10時00分, 令和元年度, 平成27年度から30年度まで."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from japanera import EraDate

from pipelines.reading.characters import compact
from pipelines.reading.years import NUMBER, YEAR, is_western, to_number, year_of, years_of_number

_DATE = re.compile(rf"(?P<year>{YEAR})年?(?P<month>{NUMBER})月(?P<day>{NUMBER})日")
_TIME = re.compile(
    r"(?P<half>午前|午後)?(?P<hour>\d{1,2})(?:時(?:(?P<minute>\d{1,2})分|(?P<halfpast>半))?|:(?P<colon>\d\d))"
)
_FISCAL = r"年?(?:事業|会計|営業)年度|年度"
_TOKEN = re.compile(rf"(?P<named>{YEAR})(?P<fiscal>{_FISCAL})?|(?<!\d)(?P<bare>{NUMBER})(?P<bare_fiscal>{_FISCAL})?")
_THROUGH = re.compile(r"から|より|[~〜\-－−‐–—―]|至|ないし|乃至")
_AND = re.compile(r"[・、,]|及び|並びに|と")
_COUNT = re.compile(r"(?:以降|以後|から|より)の?(?P<count>\d{1,2})(?:[か箇ヶケカ]年度?間?|年度?間)")
_WHOLE = re.compile(
    r"(?P<open>\()?自?(?P<years>.+?)(?:まで)?(?:の間)?(?:\((?P<count>\d{1,2})[か箇ヶケカ]?年度?間?\))?(?(open)\))"
)
_LONGEST_SPAN = 50


@dataclass(frozen=True, slots=True)
class FiscalSpan:
    """First and last fiscal year, both included."""

    first: int
    last: int


def find_dates(text: str) -> tuple[date, ...]:
    """All dates in the text, in order; a date that no calendar has (平成27年2月30日) is none."""
    found = []
    for match in _DATE.finditer(compact(text)):
        year = year_of(match["year"])
        if year is None:
            continue
        try:
            found.append(date(year, to_number(match["month"]), to_number(match["day"])))
        except ValueError:
            continue
    return tuple(found)


def find_time(text: str) -> time | None:
    """The first time of day in the text."""
    match = _TIME.search(compact(text))
    return _time(match, None) if match else None


def find_times(text: str) -> tuple[time, ...]:
    """From when to when, as far as it is said: 10時00分～12時; the end is in the same half of the day, or later.

    None where the first time is none.
    """
    words = compact(text)
    first = _TIME.search(words)
    start = _time(first, None) if first else None
    if first is None or start is None:
        return ()
    through = _THROUGH.match(words, first.end())
    last = _TIME.match(words, through.end()) if through else None
    end = _time(last, first["half"]) if last else None
    return (start,) if end is None or end <= start else (start, end)


def _time(match: re.Match[str], half: str | None) -> time | None:
    hour = int(match["hour"]) + (12 if (match["half"] or half) == "午後" and int(match["hour"]) < 12 else 0)
    minute = 30 if match["halfpast"] else int(match["minute"] or match["colon"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def find_fiscal_years(text: str) -> tuple[int, ...]:
    """All fiscal years named with their era (or in western years) in the text, in order; of a span first and last."""
    if "年" not in text:
        return ()
    return tuple(year for named in _named_years(compact(text), None) for year in named.years or ())


def find_fiscal_spans(text: str) -> tuple[FiscalSpan | None, ...]:
    """What a text names as one, in order: a fiscal year or a span of them; None for an unclear one."""
    return tuple(named.span for named in _named_years(compact(text), None))


def begins_with_year_without_era(words: str) -> bool:
    """Whether a compact text begins with one fiscal year that names no era: 27年度予算, 廿七年度決算."""
    first = _TOKEN.match(words)
    return first is not None and first["bare_fiscal"] is not None


def find_fiscal_year_near(text: str, near: int | None) -> int | None:
    """The first fiscal year in the text; one without era (27年度) is taken in the era that puts it nearest `near`.

    None where several years are named as one span: they are no year of their own; and of a year without era where
    nothing is near.
    """
    first = next(_named_years(compact(text), near), None)
    return first.years[0] if first and first.years and len(first.years) == 1 else None


@lru_cache(maxsize=1024)
def read_fiscal_span(text: str, near: int | None = None) -> FiscalSpan | None:
    """A cell such as 平成27年度から30年度まで or 平成27年度; None where not all of it is one year or one span of years.

    Years without era are those nearest `near`.
    """
    whole = _WHOLE.fullmatch(compact(text)) if "年" in text else None
    found = next(_named_years(whole["years"], near), None) if whole else None
    if whole is None or found is None or found.text != whole["years"] or found.span is None:
        return None
    is_as_long = whole["count"] in (None, str(found.span.last - found.span.first + 1))
    return found.span if is_as_long else None


def fiscal_year_of(day: date) -> int:
    """The fiscal year (1 April to 31 March) in which a day lies."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_name(fiscal_year: int) -> str:
    """平成27年度 for 2015; a year in which the era changed takes the new era's name (令和元年度)."""
    era = EraDate.from_date(date(fiscal_year, 10, 1)).era
    number = fiscal_year - era.since.year + 1
    return f"{era.kanji}{'元' if number == 1 else number}年度"


@dataclass(frozen=True, slots=True)
class _NamedYears:
    """Fiscal years that are named together, and the words that do. `years` is None where they are unclear.

    `span` is None where they are unclear too, or a list with a gap.
    """

    years: tuple[int, ...] | None
    span: FiscalSpan | None
    text: str


def _named_years(words: str, near: int | None) -> Iterator[_NamedYears]:
    """The fiscal years in a compact text: each alone, or those that から, ～, ・ or 及び put together."""
    if "年度" not in words:
        return
    tokens = deque(_TOKEN.finditer(words))
    while tokens:
        chain = [tokens.popleft()]
        while tokens and _joint(words, chain[-1], tokens[0]):
            chain.append(tokens.popleft())
        while chain and not _is_fiscal(chain[-1]):
            chain.pop()  # 平成27年度から平成28年3月31日まで
        if chain:
            yield _read_chain(words, chain, near)


def _read_chain(words: str, chain: list[re.Match[str]], near: int | None) -> _NamedYears:
    start, end = chain[0].start(), chain[-1].end()
    years = None if _is_unclear(words, chain) else _resolve(chain, near)
    count = _COUNT.match(words, end)
    if count is not None:
        end = count.end()
    text = words[start:end]
    if years is None:
        return _NamedYears(None, None, text)
    first, last = years[0], years[-1]
    if count is not None:
        last = first + int(count["count"]) - 1
        is_span = len(years) == 1 and last >= first
    elif len(years) > 1 and _AND.fullmatch(words, chain[0].end(), chain[1].start()):
        is_span = len(years) == 2 and last == first + 1
    else:
        is_span = len(years) <= 2 and last - first <= _LONGEST_SPAN
    return _NamedYears(tuple(dict.fromkeys((*years, last))), FiscalSpan(first, last) if is_span else None, text)


def _resolve(chain: list[re.Match[str]], near: int | None) -> tuple[int, ...] | None:
    """The years of a chain: one without era is the nearest after the year before it (30年度 after 平成27年度: 2018)."""
    years: list[int] = []
    named = next((year for token in chain if token["named"] and (year := year_of(token["named"]))), near)
    for token in chain:
        before = years[-1] if years else None
        if token["named"]:
            candidates = [year] if (year := year_of(token["named"])) is not None else []
        elif before is not None and chain[0]["named"] and is_western(chain[0]["named"]):
            candidates = [before // 100 * 100 + to_number(token["bare"])] if len(token["bare"]) == 2 else []
        else:
            candidates = years_of_number(token["bare"])
            if before is not None:
                candidates = [year for year in candidates if year >= before]
        anchor = before if before is not None else named
        if not candidates or anchor is None:
            return None
        years.append(min(candidates, key=lambda year: abs(year - anchor)))
    return tuple(years)


def _is_unclear(words: str, chain: list[re.Match[str]]) -> bool:
    """平成28年度から5年度: up to the fifth year of the next era, or for five years?"""
    last = chain[-1]
    return (
        words.startswith(("から", "より"), chain[0].end())
        and last["bare"] is not None
        and chain[0]["named"] is not None
        and to_number(last["bare"]) < int("".join(c for c in chain[0]["named"] if c.isdecimal()) or 0)
    )


def _joint(words: str, token: re.Match[str], following: re.Match[str]) -> bool:
    between = token.end(), following.start()
    return any(pattern.fullmatch(words, *between) for pattern in (_THROUGH, _AND))


def _is_fiscal(token: re.Match[str]) -> bool:
    return "年度" in token[0]
