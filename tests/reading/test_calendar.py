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


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("平成27年度から30年度まで", 2015, 2018),
        ("平成27年度～31年度", 2015, 2019),
        ("平成27～平成29年度", 2015, 2017),
        ("2020～2022年度", 2020, 2022),
        ("2020～22年度", 2020, 2022),
        ("平成28年度以降5年間", 2016, 2020),
        ("平成28年度から5か年", 2016, 2020),
        ("平成28・29年度", 2016, 2017),
        ("平成27年度及び平成28年度", 2015, 2016),
        ("平成31年度から令和5年度", 2019, 2023),
        ("平成30年度～2年度", 2018, 2020),
        ("令和元年度～令和５年度", 2019, 2023),
        ("H27～H29年度", 2015, 2017),
        ("平成二十七年度から平成三十年度まで", 2015, 2018),
        ("自平成27年度至平成30年度", 2015, 2018),
        ("平成27年度から平成30年度まで（4年間）", 2015, 2018),
        ("（平成27年度）", 2015, 2015),
        ("平成31年度（令和元年度）", 2019, 2019),
        ("平成廿七～廿九年度", 2015, 2017),
        ("二〇一五年度から二〇一七年度まで", 2015, 2017),
        ("平成二7年度から平成卅年度まで", 2015, 2018),
        ("平27年度～令2年度", 2015, 2020),
    ],
)
def test_a_span_is_read_whole_in_every_printing(text: str, first: int, last: int) -> None:
    assert read_fiscal_span(text) == FiscalSpan(first, last)


def test_years_without_era_are_near_the_table() -> None:
    assert read_fiscal_span("27年度～30年度") is None
    assert read_fiscal_span("27年度～30年度", 2015) == FiscalSpan(2015, 2018)


@pytest.mark.parametrize(
    "text",
    [
        "", "未定", "平成27年度、平成28年度及び平成29年度", "平成27年度、平成28年度、平成30年度", "平成28年度以降",
        "平成27年度～", "平成27年度から平成28年3月31日まで", "平成28年度から5年度", "平成27年度及び平成29年度",
        "平成27年度から平成30年度まで（5年間）", "平成31年度（令和2年度）", "令和99年度", "平成27年度ほか",
        "平成2?年度",
    ],
)  # fmt: skip
def test_an_unclear_span_is_none(text: str) -> None:
    assert read_fiscal_span(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019（令和元）年度", (2019,)),
        ("令和元（2019）年度", (2019,)),
        ("平成26事業年度", (2014,)),
        ("平成26年会計年度", (2014,)),
        ("R元年度", (2019,)),
        ("Ｈ２７年度", (2015,)),
        ("平成二七年度", (2015,)),
        ("公平27年度", ()),
        ("法令2年度", ()),
        ("平成7一般会計", ()),
        ("’98年度", (1998,)),
        ("JISQ15001年度", ()),
        ("平成27～29年度", (2015, 2017)),
    ],
)
def test_a_year_is_read_in_every_printing(text: str, years: tuple[int, ...]) -> None:
    assert find_fiscal_years(text) == years


def test_several_years_are_no_year_of_their_own() -> None:
    assert find_fiscal_year_near("27～29年度", 2015) is None


@given(st.integers(1989, 2060), st.integers(0, 40), st.sampled_from(["から", "～", "－", "~"]), st.booleans())
def test_the_span_of_two_named_years_is_read_back(first: int, length: int, through: str, until: bool) -> None:
    text = f"{fiscal_year_name(first)}{through}{fiscal_year_name(first + length)}{'まで' if until else ''}"
    assert read_fiscal_span(text) == FiscalSpan(first, first + length)


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
