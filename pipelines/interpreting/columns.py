"""Header cells of a statement with columns for periods: 27年度, 26年度6月補正, 前年度, 補正前, 決算額, 増減, 金額."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pipelines.interpreting.column_kinds import is_comparison
from pipelines.interpreting.context import MONTHS, budget_version
from pipelines.interpreting.model import Measure, Period
from pipelines.interpreting.periods import before, is_supplementary, version_order
from pipelines.interpreting.units import find_unit
from pipelines.interpreting.unprinted_years import known_year
from pipelines.reading.calendar import find_dates, find_fiscal_year_near, fiscal_year_of
from pipelines.reading.characters import compact
from pipelines.reading.years import with_single_years

# What grew: the later figure less the earlier one.
_INCREASE = re.compile(r"(?!.*補正).{0,8}増[・△▲]?減額?")
# What lies between two figures: which one is taken off which, the header or the figures must say.
_DIFFERENCES = frozenset({"差引", "差引額", "差額", "差異", "比較", "比較額", "過不足", "過不足額"})
_PLANNED = frozenset({"予算額", "予算", "予算現額", "最終予算額", "最終予算", "予算現計"})
_ACTUAL = frozenset({"決算額", "決算", "実績額", "実績"})
_SUMS = frozenset({"合計", "計"})
_AMOUNTS = _PLANNED | _ACTUAL | _SUMS | {"金額", "予定額", "額", "計上額", "総額", "数値"}
_RELATIVE_YEARS = {
    "本年度": 0, "当年度": 0, "当事業年度": 0, "当期": 0, "前年度": -1, "前事業年度": -1, "前期": -1,
}  # fmt: skip
_INITIAL = re.compile(r"当初(?:予算)?額?")
# 補正前, 6月補正後予算額, 補正予算額, 既定予算額; what stands before it may be a year or a segment.
_AMENDED = re.compile(
    r"(?:(?P<month>1[0-2]|[1-9])月|今回|第\d+[次号回])?補正(?:予算)?(?:(?P<change>増減額|額)|(?P<side>前|後)(?:の?(?:予算)?額?)?|)"
)
_SIDES = {"既定予算額": "前", "既定額": "前", "既決予算額": "前", "改予算額": "後", "改定予算額": "後", "改定後": "後"}
# (A-B), (決算額-予算額): names of columns on both sides of a minus.
_FORMULA = re.compile(r"\((?P<minuend>[^()]+?)[-−－ー―–](?P<subtrahend>[^()]+?)\)")


class PlainHeader(Enum):
    """Headers that name no period."""

    AMOUNT = "amount"
    CHANGE = "change"


AMOUNT, CHANGE = PlainHeader.AMOUNT, PlainHeader.CHANGE


@dataclass(frozen=True, slots=True)
class PeriodHeader:
    """A header that names a period: that of amounts, or of what it changes."""

    period: Period
    measure: Measure = Measure.AMOUNT


HeaderMeaning = PlainHeader | PeriodHeader


def read_header(
    text: str, context: Period, supplementary_month: int | None, named: Iterable[Period] = ()
) -> HeaderMeaning | None:
    """What a header says, in a table of the period `context`; None where it says nothing of the kind.

    `named` are the periods that the text names elsewhere: one of them may be what 補正前 is.
    """
    words = _words(text)
    if words in _DIFFERENCES or _is_increase(words):
        return CHANGE
    if words in _AMOUNTS or (
        find_unit(words) is not None and find_fiscal_year_near(words, known_year(context.fiscal_year)) is None
    ):
        return AMOUNT
    amended = _read_amended(words, context, supplementary_month, named)
    if amended is not None:
        return amended
    year = find_fiscal_year_near(words, known_year(context.fiscal_year))
    if year is None:
        year = next(
            (context.fiscal_year + shift for name, shift in _RELATIVE_YEARS.items() if words.startswith(name)), None
        )
    dates = find_dates(words)
    if year is None and dates:
        year = fiscal_year_of(dates[0])
    is_initial = "当初" in words
    if year is None and _INITIAL.fullmatch(words):
        year = context.fiscal_year
    if year is None:
        return None
    version = "initial" if is_initial else budget_version(words, supplementary_month)
    if version is None:
        # The year beside a settlement is one too; beside a budget it is a budget, unless it says otherwise.
        is_like_context = year == context.fiscal_year or context.budget_version == "settlement"
        version = context.budget_version if is_like_context else "initial"
    return PeriodHeader(Period(year, version))


def names_amendment(text: str) -> bool:
    """Whether a caption says that a table is of before or after an amendment, or the change: (補正後)."""
    return _find_amendment(text) is not None


def read_amendment(
    caption: str, context: Period, supplementary_month: int | None, named: Iterable[Period] = ()
) -> PeriodHeader | None:
    """What such a caption says of all columns of a table in the part of the period `context`."""
    found = _find_amendment(caption)
    if found is None or context.budget_version == "settlement":
        return None
    return _amendment(found["month"], found["side"] or "", context, supplementary_month, named)


def _find_amendment(caption: str) -> re.Match[str] | None:
    return next((m for m in _AMENDED.finditer(compact(caption)) if m["side"] or m["change"]), None)


def split_segment(header: str) -> tuple[str | None, str]:
    """A header of two lines, 一般事業 over 補正前: the segment's name as printed (or None), and the rest."""
    words = compact(header)
    found = next((m for m in _AMENDED.finditer(words) if m["side"] or m["change"]), None)
    if found is None or "年度" in words[: found.start()] or not words[: found.start()]:
        return None, header
    return words[: found.start()], words[found.start() :]


def names_year(header: str, near: int) -> bool:
    """Whether a header prints its year itself: 27年度, 平成28年3月31日, but not 前年度."""
    words = _words(header)
    return find_fiscal_year_near(words, known_year(near)) is not None or bool(find_dates(words))


def _is_increase(words: str) -> bool:
    return _INCREASE.fullmatch(words) is not None or is_comparison(words)


def _words(text: str) -> str:
    """A header without what its brackets add, the unit or a letter; (平成27年度) is all in brackets."""
    words = with_single_years(compact(text))
    return words.split("(", 1)[0] or words.strip("()")


def _read_amended(
    words: str, context: Period, supplementary_month: int | None, named: Iterable[Period]
) -> PeriodHeader | None:
    if words in _SIDES:
        return _amendment(None, _SIDES[words], context, supplementary_month, named)
    match = _AMENDED.search(words)
    # 26年度6月補正 alone is the budget that was amended then.
    if match is None or match.end() != len(words) or not (match["side"] or match["change"] or match.start() == 0):
        return None
    year = find_fiscal_year_near(words, known_year(context.fiscal_year)) or context.fiscal_year
    around = context if year == context.fiscal_year else Period(year, "initial")
    return _amendment(match["month"], match["side"] or "", around, supplementary_month, named)


def _amendment(
    month: str | None, side: str, context: Period, supplementary_month: int | None, named: Iterable[Period]
) -> PeriodHeader | None:
    number = int(month) if month else supplementary_month
    amended = context
    if month or not (is_supplementary(context) or context.budget_version == "settlement"):
        if number is None:
            return None
        amended = Period(context.fiscal_year, f"supplementary_{MONTHS[number - 1]}")
    if side == "前":
        return PeriodHeader(before(amended, named))
    return PeriodHeader(amended, Measure.AMOUNT if side == "後" else Measure.CHANGE)


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What a column holds; `base` is the period that a change is counted from, None where nothing tells.

    `is_explicit`: the header names a period or a change, and not an amount alone.
    """

    period: Period
    measure: Measure = Measure.AMOUNT
    base: Period | None = None
    is_explicit: bool = True


# The printed values of a column, row by row.
Values = Sequence[int | None]


def read_columns(
    headers: Sequence[str],
    values: Sequence[Values],
    context: Period,
    supplementary_month: int | None,
    named: Iterable[Period] = (),
) -> tuple[ColumnMeaning | None, ...]:
    """What each column holds, the headers taken together; None for one that names neither period nor change."""
    read = [read_header(header, context, supplementary_month, named) for header in headers]
    words = [_words(header) for header in headers]
    has_actual = any(word in _ACTUAL for word in words)
    amended = next((m.period for m in read if isinstance(m, PeriodHeader) and m.measure is Measure.CHANGE), None)
    for place, word in enumerate(words):
        if word in _PLANNED and has_actual:
            read[place] = PeriodHeader(before(Period(context.fiscal_year, "settlement"), named))
        elif word in _ACTUAL and any(each in _PLANNED for each in words):
            read[place] = PeriodHeader(Period(context.fiscal_year, "settlement"))
        elif word in _SUMS and amended is not None:
            read[place] = PeriodHeader(amended)
    found: list[ColumnMeaning | None] = []
    for meaning in read:
        match meaning:
            case PeriodHeader(period, measure):
                found.append(ColumnMeaning(period, measure))
            case PlainHeader.CHANGE:
                found.append(ColumnMeaning(context, Measure.CHANGE))
            case PlainHeader.AMOUNT:
                found.append(ColumnMeaning(context, is_explicit=False))
            case None:
                found.append(None)
    for place, column in enumerate(found):
        if column is not None and column.measure is Measure.CHANGE:
            based = _based(place, headers, values, found)
            if based.base is None and _AMENDED.fullmatch(words[place]):
                based = replace(based, base=before(based.period, named))
            found[place] = based
    return tuple(found)


def _based(
    place: int, headers: Sequence[str], values: Sequence[Values], columns: Sequence[ColumnMeaning | None]
) -> ColumnMeaning:
    """A column of changes with the two columns between which it lies: on both sides of it, or both before it."""
    own = columns[place]
    assert own is not None  # noqa: S101 - the caller has just looked
    amounts = [p for p, c in enumerate(columns) if c is not None and c.measure is Measure.AMOUNT]
    left, right = [p for p in amounts if p < place], [p for p in amounts if p > place]
    pair = [left[-1], right[0]] if left and right and not _is_increase(_words(headers[place])) else left[-2:]
    if len(pair) < 2:
        return own
    periods = {p: column.period for p in pair if (column := columns[p]) is not None}
    earlier, later = sorted(pair, key=lambda p: version_order(periods[p]))
    if _words(headers[place]) in _DIFFERENCES:
        direction = _direction(place, (later, earlier), headers, values)
        if direction is None:
            return own
        later, earlier = direction
    return ColumnMeaning(periods[later], Measure.CHANGE, periods[earlier])


def _direction(
    place: int, pair: tuple[int, int], headers: Sequence[str], values: Sequence[Values]
) -> tuple[int, int] | None:
    """Which of two columns a difference is counted of, and which from: as its header says, else as its signs do.

    None where both ways have rows that agree but no sign is printed: the signs are lost, and nothing tells.
    """
    formula = _FORMULA.search(compact(headers[place]))
    if formula is not None:
        for minuend, subtrahend in (pair, pair[::-1]):
            if _names(formula["minuend"], headers[minuend]) and _names(formula["subtrahend"], headers[subtrahend]):
                return minuend, subtrahend
    ways = (pair, pair[::-1])
    agreeing = [sum(change == new - old != 0 for change, new, old in _rows(values, place, way)) for way in ways]
    if min(agreeing) > 0 and not any(value is not None and value < 0 for value in values[place]):
        return None
    return ways[0] if agreeing[0] >= agreeing[1] else ways[1]


def _rows(values: Sequence[Values], place: int, way: tuple[int, int]) -> Iterable[tuple[int, int, int]]:
    for change, new, old in zip(values[place], values[way[0]], values[way[1]], strict=True):
        if change is not None and new is not None and old is not None:
            yield change, new, old


def _names(term: str, header: str) -> bool:
    """Whether a term of a formula is a column: its letter (A), or the first characters of its name."""
    words = compact(header)
    return f"({term})" in words or words.endswith(term) or _words(header).startswith(term)
