"""Dates in prose, resolved to days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.narrative.date_mention import DateMention, YearEvidence
from pipelines.narrative.dates import read_dates
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text

MEETING = date(2015, 2, 26)
Told = tuple[str, str, str | None, str | None]


def mentions(text: str, near: date | None = MEETING) -> tuple[DateMention, ...]:
    source = read_text(f"{text}\n".encode(), "a.txt")
    found = read_dates(source, read_blocks(source), near)
    for one in found:
        assert source.lines[one.line - 1][one.start : one.end] == one.printed_text
    return found


def told(text: str, near: date | None = MEETING) -> list[Told]:
    return [
        (
            one.printed_text,
            one.precision.value,
            str(one.first_day) if one.first_day else None,
            str(one.last_day) if one.last_day else None,
        )
        for one in mentions(text, near)
    ]


@pytest.mark.parametrize(
    ("text", "printed", "precision", "first", "last"),
    [
        ("平成 27 年 10 月から配付する。", "平成 27 年 10 月", "month", "2015-10-01", "2015-10-31"),
        ("令和元年五月一日から施行する。", "令和元年五月一日", "day", "2019-05-01", "2019-05-01"),
        ("昭和六十三年十二月三十一日の話である。", "昭和六十三年十二月三十一日", "day", "1988-12-31", "1988-12-31"),
        ("平成２７年度は検討を行う。", "平成２７年度", "fiscal_year", "2015-04-01", "2016-03-31"),
        ("平成27年度末における状況である。", "平成27年度末", "day", "2016-03-31", "2016-03-31"),
        ("平成26年度3月補正予算である。", "平成26年度3月", "month", "2015-03-01", "2015-03-31"),
        ("平成25年にはじめる。", "平成25年", "year", "2013-01-01", "2013-12-31"),
        ("2019（令和元）年度に行う。", "2019（令和元）年度", "fiscal_year", "2019-04-01", "2020-03-31"),
        ("平成28年2月末に終える。", "平成28年2月末", "day", "2016-02-29", "2016-02-29"),
        ("H27.4.1に始める。", "H27.4.1", "day", "2015-04-01", "2015-04-01"),
        ("平成26事業年度の報告である。", "平成26事業年度", "fiscal_year", "2014-04-01", "2015-03-31"),
    ],
)
def test_a_date_is_resolved_as_exactly_as_it_is_named(
    text: str, printed: str, precision: str, first: str, last: str
) -> None:
    assert told(text) == [(printed, precision, first, last)]


def test_a_year_without_its_era_follows_the_date_before_it() -> None:
    assert [one[1:3] for one in told("平成27年度から30年度まで、平成27・28年度、平成30年度から2年度まで続ける。")] == [
        ("fiscal_year", "2015-04-01"), ("fiscal_year", "2018-04-01"),
        ("fiscal_year", "2015-04-01"), ("fiscal_year", "2016-04-01"),
        ("fiscal_year", "2018-04-01"), ("fiscal_year", "2020-04-01"),
    ]  # fmt: skip


def test_months_and_relative_words_follow_the_date_before_them() -> None:
    text = "令和元年5月1日に施行し、同月20日に公表し、同年10月から翌年3月まで、翌年度も続ける。"
    found = mentions(text)
    assert [(str(one.first_day), one.precision.value) for one in found] == [
        ("2019-05-01", "day"), ("2019-05-20", "day"), ("2019-10-01", "month"), ("2020-03-01", "month"),
        ("2020-04-01", "fiscal_year"),
    ]  # fmt: skip
    assert [one.year_evidence for one in found] == [YearEvidence.PRINTED, *[YearEvidence.CONTEXT] * 4]


def test_a_span_over_the_turn_of_the_year_ends_in_the_next() -> None:
    assert [one[2] for one in told("平成27年10月から3月までの間である。")] == ["2015-10-01", "2016-03-01"]


def test_a_lone_year_without_era_is_the_one_nearest_the_meeting_and_unknown_without_one() -> None:
    (one,) = mentions("27年度は継続する。")
    assert (one.first_day, one.year_evidence) == (date(2015, 4, 1), YearEvidence.CONTEXT)
    (one,) = mentions("27年度は継続する。", None)
    assert (one.first_day, one.year_evidence) == (None, None)


def test_a_day_that_no_calendar_has_is_kept_unresolved() -> None:
    assert told("平成27年2月30日に行う。") == [("平成27年2月30日", "day", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "平成25年法律第27号による。",
        "5年間、3か月間、10月分、2年度間、第3四半期である。",
        "勤続20年以上の者である。",
        "科目\t平成27年度",
    ],
)
def test_spans_of_time_numbers_of_laws_and_tables_are_no_dates(text: str) -> None:
    assert told(text) == []


def test_the_clause_says_what_happens_then() -> None:
    (one,) = mentions("このため、平成27年10月からの配付に向け、準備を行う。")
    assert one.words == "平成27年10月からの配付に向け"


@given(st.text(alphabet="平成令和元27年度月日末同翌、からHS.1/3月末 ", max_size=40))
def test_no_text_breaks_the_reader_and_spans_stand_in_order(text: str) -> None:
    line = text.replace("\t", " ").strip() or "x"
    found = mentions(line)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.first_day <= one.last_day for one in found if one.first_day and one.last_day)
