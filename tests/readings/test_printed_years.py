"""The fiscal year of a table: the printed one, in every printing; never silently that of the meeting."""

from __future__ import annotations

import pytest

from tests.support.printed_texts import all_proven, assumptions, outcomes, settled, statement, statuses

UNIT = ("(単位：千円)",)


@pytest.mark.parametrize(
    ("title", "year", "meeting"),
    [
        ("2019（令和元）年度予算（案）", 2019, "平成31年2月26日（火）10時00分"),
        ("平成31（令和元）年度予算", 2019, "平成31年2月26日"),
        ("平成31年度（令和元年度）予算", 2019, "平成31年2月26日"),
        ("R元年度予算", 2019, "平成31年2月26日（火）"),
        ("Ｒ元年度当初予算", 2019, "平成31年2月26日（火）"),
        ("平成二十七年度予算", 2015, "平成27年2月26日（木）10時00分"),
        ("平成26事業年度財務諸表", 2014, "平成27年6月12日（金）10時00分"),
        ("平成26年事業年度決算報告書", 2014, "平成27年6月12日（金）10時00分"),
        ("2014年度決算", 2014, "平成27年6月12日"),
        ("第1期事業年度（平成26年度）財務諸表", 2014, "平成27年6月12日"),
        ("平成廿七年度予算", 2015, "平成27年2月26日（木）"),
        ("平成卅年度予算", 2018, "平成30年2月26日"),
        ("平成弐拾七年度予算", 2015, "平成27年2月26日（木）"),
        ("平成二7年度予算", 2015, "平成27年2月26日（木）"),
        ("平成２七年度予算", 2015, "平成27年2月26日（木）"),
        ("二〇一九年度予算", 2019, "平成31年2月26日"),
        ("二○一五年度予算", 2015, "平成27年2月26日（木）"),
        ("二千十五年度予算", 2015, "平成27年2月26日（木）"),
        ("２０一五年度予算", 2015, "平成27年2月26日（木）"),
        ("令和二年度予算", 2020, "令和2年2月26日"),
        ("令2年度予算", 2020, "令和2年2月26日"),
        ("平27年度予算", 2015, "平成27年2月26日（木）"),
        ("’15年度予算", 2015, "平成27年2月26日（木）"),
    ],
)
def test_a_printed_year_is_never_that_of_the_cover(title: str, year: int, meeting: str) -> None:
    found = settled(statement(title=title, above=UNIT, meeting=meeting))
    assert outcomes(found) == all_proven(1_000, year)


@pytest.mark.parametrize("title", ["27年度予算（案）", "２７年度当初予算", "廿七年度予算", "27会計年度予算"])
def test_a_year_without_its_era_is_the_one_nearest_the_meeting_and_assumed(title: str) -> None:
    found = settled(statement(title=title, above=UNIT))
    assert {figure.period.fiscal_year for figure in found.materials.figures} == {2015}
    assert statuses(found) == {"unchecked"}
    assert all("names no era; 2015" in (words or "") for words in assumptions(found))


def test_a_year_without_its_era_is_borrowed_from_a_heading_that_names_it_whole() -> None:
    found = settled(statement(title="平成27年度の事業について\n\n27年度予算（案）", above=UNIT))
    assert outcomes(found) == all_proven(1_000, 2015)


def test_a_title_without_an_era_ends_the_part_before_it() -> None:
    found = settled(statement(title="平成26年度3月補正予算\n\n27年度予算（案）", above=UNIT))
    assert {str(figure.period) for figure in found.materials.figures} == {"2015 initial"}
    assert statuses(found) == {"unchecked"}


@pytest.mark.parametrize("title", ["15年度予算", "2015-16年度予算", "平成27/28年度予算", "公平27年度予算"])
def test_what_may_be_several_years_or_none_is_no_printed_year(title: str) -> None:
    found = settled(statement(title=title, above=UNIT))
    assert statuses(found) == {"unchecked"}
    assert assumptions(found) != {None}


@pytest.mark.parametrize("title", ["予算（案）", "平成27～29年度予算", "平成27年度から平成29年度までの予算"])
def test_where_no_year_is_printed_the_meetings_is_assumed_and_said_so(title: str) -> None:
    found = settled(statement(title=title, above=UNIT))
    assert statuses(found) == {"unchecked"}
    assert assumptions(found) != {None}


def test_without_any_date_the_year_is_unknown_and_nothing_is_proven() -> None:
    found = settled(statement(title="予算（案）", above=UNIT, meeting="会議室"))
    assert statuses(found) == {"unchecked"}
    assert all("no fiscal year is printed; the year is unknown" in (words or "") for words in assumptions(found))
    assert not {figure.period.fiscal_year for figure in found.materials.figures} & set(range(1, 3000))


@pytest.mark.parametrize("title", ["令和27年度予算", "平成17年度予算", "平成37年度予算", "2051年度予算"])
def test_a_year_far_from_the_meetings_is_doubted(title: str) -> None:
    found = settled(statement(title=title, above=UNIT))
    assert statuses(found) == {"unchecked"}
    assert "far from the meeting's (2014)" in str(assumptions(found))


def test_a_table_that_names_another_year_than_its_part_is_of_neither_for_sure() -> None:
    found = settled(statement(above=("(平成28年4月1日から平成29年3月31日まで)", *UNIT)))
    assert statuses(found) == {"unchecked"}
    assert "2016 by its own words and of 2015 by its part's title" in str(assumptions(found))


def test_the_years_of_a_long_table_lead_back_to_the_meetings() -> None:
    years = range(27, 19, -1)
    header = ("科目", *(f"平成{year}年度" for year in years))
    found = outcomes(settled(statement(above=UNIT, header=header, cells=lambda value: [str(value)] * len(years))))
    assert [outcome.fiscal_year for outcome in found["営業利益"]] == [1988 + year for year in years]
    assert {outcome.status for outcome in found["営業利益"]} == {"proven"}
