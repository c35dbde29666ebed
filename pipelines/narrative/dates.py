"""Dates in prose, resolved: 平成27年10月, 令和元年度末, 同年5月, 27年度. Tables and times of day are not here."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.narrative.date_mention import DateMention, DatePrecision, YearEvidence
from pipelines.narrative.law.names import LAW_NUMBER
from pipelines.narrative.plain_lines import PlainLine, plain_line
from pipelines.reading.blocks import Block, PageNumber, Separator, Table
from pipelines.reading.source import SourceText
from pipelines.reading.years import NUMBER, YEAR, to_number, year_of, years_of_number

_FISCAL = r"(?:年?(?:事業|会計|営業)年度|年度)(?!間)"
_MONTH = rf"(?P<month>{NUMBER})[月](?![間額次])(?:(?P<day>{NUMBER})日(?!間)|(?P<month_end>末))?"
_AND = r"(?:から|より|至|及び|並びに|又は|と|[~〜・、,\-－−‐–—―])"
_DATE = re.compile(
    rf"(?P<year>{YEAR})"
    rf"(?:(?P<fiscal>{_FISCAL})(?:(?P<fiscal_end>末)|(?P<fiscal_month>{NUMBER})月(?!間))?"
    rf"|年{_MONTH}|年(?![間度])|[./](?P<slash_month>\d{{1,2}})[./](?P<slash_day>\d{{1,2}})(?!\d)"
    rf"|(?P<joined>(?={_AND}{NUMBER}年(?P<joined_fiscal>度)?)))"
    # without its era: after another date, or of the year that is nearest the meeting
    rf"|(?<![\d第])(?P<bare>{NUMBER})(?:(?P<bare_fiscal>{_FISCAL})(?P<bare_end>末)?|年(?P<bare_month>{NUMBER})月(?!間)"
    rf"(?:(?P<bare_day>{NUMBER})日(?!間))?|(?P<bare_year>年(?![間度以])))"
    rf"|(?P<relative>[同翌])(?:(?P<relative_fiscal>年度)|年(?:(?P<relative_month>{NUMBER})月(?:(?P<relative_day>{NUMBER})日)?)?"
    rf"|月(?P<same_month_day>{NUMBER})日|(?P<relative_whole>[月日]))(?![間額])"
    rf"|(?<![\d第度年])(?P<only_month>{NUMBER})月(?![間額次])(?:(?P<only_day>{NUMBER})日(?!間))?"
)
_JOINT = re.compile(rf"(?:\([月火水木金土日]\))?(?:{_AND})+")
_CLAUSE_START = re.compile(r"[、。「」『』\n]")
_LATEST_MONTH = 12
_FIRST_MONTH = 4  # of a fiscal year
_LONGEST_SPAN = 50
_LONGEST_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class _Named:
    """What a printing names; `month` and `day` None where it does not go so far, `year` None where that is unknown."""

    year: int | None
    month: int | None = None
    day: int | None = None
    is_fiscal: bool = False
    evidence: YearEvidence | None = YearEvidence.PRINTED

    @property
    def precision(self) -> DatePrecision:
        if self.day is not None:
            return DatePrecision.DAY
        if self.month is not None:
            return DatePrecision.MONTH
        return DatePrecision.FISCAL_YEAR if self.is_fiscal else DatePrecision.YEAR

    def days(self) -> tuple[date, date] | tuple[None, None]:
        """First and last day."""
        if self.year is None:
            return None, None
        try:
            if self.day is not None and self.month is not None:
                day = date(self.year, self.month, self.day)
                return day, day
            if self.month is not None:
                last = monthrange(self.year, self.month)[1]
                return date(self.year, self.month, 1), date(self.year, self.month, last)
        except ValueError:  # 2月30日, 13月
            return None, None
        if self.is_fiscal:
            return date(self.year, 4, 1), date(self.year + 1, 3, 31)
        return date(self.year, 1, 1), date(self.year, 12, 31)


def read_dates(source: SourceText, blocks: Sequence[Block], meeting_day: date | None) -> tuple[DateMention, ...]:
    """The dates of a text's prose, in order. A law's number holds none (平成25年法律第27号)."""
    found: list[DateMention] = []
    for block in blocks:
        if isinstance(block, Table | PageNumber | Separator):
            continue
        raw = source.lines[block.line - 1]
        if any(mark in raw for mark in "年月/."):
            found += _in_line(plain_line(block.line, raw), meeting_day)
    return tuple(sorted(found, key=lambda one: (one.line, one.start)))


def _in_line(line: PlainLine, meeting_day: date | None) -> Iterator[DateMention]:
    text = line.text
    numbers = [match.span() for match in LAW_NUMBER.finditer(text)]
    before: _Named | None = None
    end = 0
    for match in _DATE.finditer(text):
        if any(start <= match.start() < stop for start, stop in numbers):
            continue
        is_joined = before is not None and _JOINT.fullmatch(text, end, match.start()) is not None
        named = _named(match, before, meeting_day, is_joined=is_joined)
        if named is None:
            continue
        before, end = named, match.end()
        start, stop = line.span(match.start(), match.end())
        first_day, last_day = named.days()
        yield DateMention(
            line.line,
            start,
            stop,
            line.raw[start:stop],
            named.precision,
            first_day,
            last_day,
            named.evidence if first_day else None,
            _clause(text, match.start(), match.end()),
        )


def _named(match: re.Match[str], before: _Named | None, near: date | None, *, is_joined: bool) -> _Named | None:
    if match["year"] is not None:
        return _of_era(match)
    if match["relative"] is not None:
        return _relative(match, before) if before is not None else None
    if match["bare"] is not None:
        return _bare(match, before if is_joined else None, near)
    month, day = _number(match["only_month"]), _number(match["only_day"])
    if is_joined and before is not None and before.month is not None and before.year is not None and month:
        year = before.year + (month < before.month)
        return _Named(year, month, day, evidence=YearEvidence.CONTEXT)
    return _Named(None, month, day, evidence=None) if day is not None else None


def _of_era(match: re.Match[str]) -> _Named | None:
    year = year_of(match["year"])
    if match["fiscal"]:
        month = _number(match["fiscal_month"])
        if month is not None and year is not None:
            return _Named(year + (month < _FIRST_MONTH), month)
        return _fiscal(year, is_end=match["fiscal_end"] is not None)
    if match["joined"] is not None:
        return _Named(year, is_fiscal=match["joined_fiscal"] is not None)
    if match["slash_month"]:
        return _Named(year, int(match["slash_month"]), int(match["slash_day"]))
    month, day = _number(match["month"]), _number(match["day"])
    if match["month_end"] and year is not None and month is not None and 1 <= month <= _LATEST_MONTH:
        day = monthrange(year, month)[1]
    return _Named(year, month, day)


def _fiscal(year: int | None, *, is_end: bool, evidence: YearEvidence | None = YearEvidence.PRINTED) -> _Named:
    if is_end and year is not None:
        return _Named(year + 1, 3, 31, evidence=evidence)
    return _Named(year, is_fiscal=True, evidence=evidence)


def _bare(match: re.Match[str], before: _Named | None, near: date | None) -> _Named | None:
    if before is None and match["bare_year"]:
        return None  # 5年: how long, or how old
    candidates = years_of_number(match["bare"])
    if before is not None and before.year is not None:
        later = [year for year in candidates if before.year <= year <= before.year + _LONGEST_SPAN]
        year = min(later, default=None)
    else:
        year = min(candidates, key=lambda one: abs(one - near.year)) if near is not None else None
    evidence = YearEvidence.CONTEXT if year is not None else None
    if match["bare_fiscal"]:
        return _fiscal(year, is_end=match["bare_end"] is not None, evidence=evidence)
    return _Named(year, _number(match["bare_month"]), _number(match["bare_day"]), evidence=evidence)


def _relative(match: re.Match[str], before: _Named) -> _Named | None:
    """同年5月, 翌年度, 同月15日: of the date before it on its line."""
    shift = 1 if match["relative"] == "翌" else 0
    context = YearEvidence.CONTEXT
    match before:
        case _Named(year=None):
            return None
        case _Named(year=int(year), month=month) if match["relative_fiscal"]:
            is_of_year_before = not before.is_fiscal and month is not None and month < _FIRST_MONTH
            return _Named(year - is_of_year_before + shift, is_fiscal=True, evidence=context)
        case _Named(year=int(year), month=int(month)) if match["same_month_day"] or match["relative_whole"] == "月":
            months = year * 12 + month - 1 + shift
            return _Named(months // 12, months % 12 + 1, _number(match["same_month_day"]), evidence=context)
        case _Named(year=int(year), is_fiscal=False) if not match["same_month_day"] and not match["relative_whole"]:
            number = _number(match["relative_month"]), _number(match["relative_day"])
            return _Named(year + shift, *number, evidence=context)
        case _Named(day=int()) if match["relative_whole"] == "日" and not shift:
            return replace(before, evidence=context)
        case _:
            return None  # 同年 of a fiscal year is none of the calendar; 同月 of a year is no month


def _number(printed: str | None) -> int | None:
    return to_number(printed) if printed else None


def _clause(text: str, start: int, end: int) -> str:
    """The words between the commas around a date."""
    window = max(0, start - _LONGEST_CLAUSE)
    first = max((found.end() for found in _CLAUSE_START.finditer(text, window, start)), default=window)
    limit = min(len(text), end + _LONGEST_CLAUSE)
    stop = _CLAUSE_START.search(text, end, limit)
    return text[first : stop.start() if stop else limit]
