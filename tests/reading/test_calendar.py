"""Dates, times, fiscal years and their names."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.calendar import (
    FiscalSpan,
    find_dates,
    find_fiscal_year_near,
    find_fiscal_years,
    find_time,
    fiscal_year_name,
    fiscal_year_of,
    read_fiscal_span,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成27年2月26日（木）10時00分", date(2015, 2, 26)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和８年１２月１１日（金）", date(2026, 12, 11)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成 2 7 年 2 月 2 6 日", date(2015, 2, 26)),
        ("2015年6月12日", date(2015, 6, 12)),
    ],
)
def test_a_date_is_found_in_any_era_and_width(text: str, day: date) -> None:
    assert find_dates(text) == (day,)


@pytest.mark.parametrize("text", ["平成27年2月30日", "令和3年13月1日", "27年2月26日", "平成27年2月"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_period_has_two_dates_in_order() -> None:
    assert find_dates("(平成27年4月1日から平成28年3月31日まで)") == (date(2015, 4, 1), date(2016, 3, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10時00分", time(10)),
        ("午後1時30分", time(13, 30)),
        ("午前９時半", time(9, 30)),
        ("14:05～", time(14, 5)),
        ("午後12時", time(12)),
        ("25時", None),
        ("会議室", None),
    ],
)
def test_a_time_of_day_is_found(text: str, found: time | None) -> None:
    assert find_time(text) == found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("平成27年度予算（案）", (2015,)),
        ("平成 2 7 年度事業実施方針", (2015,)),
        ("令和元年度", (2019,)),
        ("昭和６３年度から平成元年度", (1988, 1989)),
        ("2026年度", (2026,)),
        ("27年度", ()),
        ("平成27年4月", ()),
    ],
)
def test_fiscal_years_are_found_with_their_era(text: str, years: tuple[int, ...]) -> None:
    assert find_fiscal_years(text) == years


@pytest.mark.parametrize(
    ("text", "near", "year"),
    [
        ("26 年度 6 月補正", 2015, 2014),
        ("8年度", 2026, 2026),
        ("31年度", 2019, 2019),
        ("元年度", 2019, 2019),
        ("令和2年度", 2015, 2020),
        ("増減", 2015, None),
    ],
)
def test_a_year_without_era_is_the_nearest_one(text: str, near: int, year: int | None) -> None:
    assert find_fiscal_year_near(text, near) == year


def test_a_span_of_fiscal_years_is_read() -> None:
    assert read_fiscal_span("平成27年度から 平成30年度") == FiscalSpan(2015, 2018)
    assert read_fiscal_span("平成30年度から令和2年度まで") == FiscalSpan(2018, 2020)
    assert read_fiscal_span("平成27年度") == FiscalSpan(2015, 2015)


@pytest.mark.parametrize("text", ["", "未定", "平成27年度、平成28年度及び平成29年度"])
def test_an_unclear_span_is_none(text: str) -> None:
    assert read_fiscal_span(text) is None


def test_the_fiscal_year_turns_in_april() -> None:
    assert fiscal_year_of(date(2015, 3, 31)) == 2014
    assert fiscal_year_of(date(2015, 4, 1)) == 2015


@pytest.mark.parametrize(
    ("year", "name"), [(2015, "平成27年度"), (2018, "平成30年度"), (2019, "令和元年度"), (2026, "令和8年度")]
)
def test_a_fiscal_year_is_named_by_its_era(year: int, name: str) -> None:
    assert fiscal_year_name(year) == name


@given(st.integers(1927, 2050))
def test_the_name_of_a_fiscal_year_is_read_back(year: int) -> None:
    assert find_fiscal_years(fiscal_year_name(year)) == (year,)
