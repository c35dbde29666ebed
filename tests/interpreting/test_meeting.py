"""The cover: meeting and agenda."""

from datetime import date, time

import pytest

from pipelines.interpreting.meeting import agenda_lines, read_meeting
from pipelines.interpreting.model import Meeting
from pipelines.reading.source import SourceText


def source(*lines: str) -> SourceText:
    return SourceText("a.txt", lines, ends_with_newline=True)


def meeting(*lines: str) -> Meeting:
    return read_meeting(source(*lines))


def titles(*lines: str) -> list[str]:
    return [item.title for item in meeting(*lines).agenda]


def test_the_cover_names_agency_committee_number_date_time_and_venue() -> None:
    found = meeting(
        "",
        "地方公共団体情報システム機構",
        "",
        "第16回 代表者会議",
        "",
        "平成28年12月12日（月）13時30分",
        "都道府県会館",
        "",
        "次 第",
    )
    assert (found.agency, found.committee, found.number) == ("地方公共団体情報システム機構", "代表者会議", 16)
    assert (found.day, found.start, found.venue) == (date(2016, 12, 12), time(13, 30), "都道府県会館")


@pytest.mark.parametrize(
    ("line", "agency", "committee", "number"),
    [
        ("第６回　経営審議委員会", None, "経営審議委員会", 6),
        ("独立行政法人統計センター 第123回 評議員会", "独立行政法人統計センター", "評議員会", 123),
        ("令和6年度第2回理事会（書面開催）", None, "理事会", 2),
    ],
)
def test_another_agency_or_committee_is_read_from_one_line(
    line: str, agency: str | None, committee: str, number: int
) -> None:
    found = meeting(line)
    assert (found.agency, found.committee, found.number) == (agency, committee, number)


def test_date_and_venue_may_be_labelled_and_the_time_stand_in_the_next_line() -> None:
    found = meeting("第1回総会", "日 時：令和元年6月7日（金）", "午後1時30分から", "場 所：全国都市会館 大ホール")
    assert (found.day, found.start, found.venue) == (date(2019, 6, 7), time(13, 30), "全国都市会館大ホール")


@pytest.mark.parametrize("number", ["0", "00", "-1", "123456", "99999999999999999999"])
def test_a_number_that_no_meeting_has_is_none(number: str) -> None:
    assert meeting(f"第{number}回 経営審議委員会").number is None


def test_what_the_cover_does_not_name_is_none() -> None:
    assert meeting("平成27年度予算（案）", "科目\t金額") == Meeting(None, None, None, None, None, None, ())


@pytest.mark.parametrize(
    "lines",
    [
        ("次 第", "1 開会", "2 議事", "- (1) 決算（案）", "- (2) 予算（案）", "3 閉会"),
        ("議事次第", "１．開会", "２．議事", "（１）決算（案）", "（２）予算（案）", "（３）その他", "３．閉会"),
        ("議 題", "第1号議案 決算（案）", "第2号議案 予算（案）"),
        ("議題", "議案第1号　決算（案）", "報告第1号　予算（案）"),
        ("議案", "① 決算（案）", "② 予算（案）"),
        ("会議次第", "", "1 決算（案）", "", "2 予算（案）"),
    ],
)
def test_the_agenda_is_read_in_any_style_without_the_procedure(lines: tuple[str, ...]) -> None:
    assert titles(*lines, "", "本文が始まる。") == ["決算（案）", "予算（案）"]


def test_the_agenda_ends_where_the_text_begins() -> None:
    lines = ("議題", "1 決算（案）", "2 予算（案）", "平成26年度決算", "1 概要")
    assert agenda_lines(source(*lines)) == frozenset({1, 2, 3})
    assert titles(*lines) == ["決算（案）", "予算（案）"]


def test_items_are_numbered_in_order_and_keep_their_line() -> None:
    first, second = meeting("議題", "", "（１）決算", "（２）予算").agenda
    assert [(first.number, first.line), (second.number, second.line)] == [(1, 3), (2, 4)]


def test_the_order_of_business_is_kept_from_opening_to_closing() -> None:
    told = meeting(
        "甲機構", "第3回 代表者会議", "令和2年3月10日（火）午後1時30分～3時", "次 第",
        "1 開会", "2 理事長挨拶", "3 議事", "(1) 予算について", "4 その他", "5 閉会",
    )  # fmt: skip
    assert [(step.number, step.printed_number, step.title, step.kind.value, step.line) for step in told.steps] == [
        (1, "1", "開会", "opening", 5),
        (2, "2", "理事長挨拶", "address", 6),
        (3, "3", "議事", "deliberation", 7),
        (4, "4", "その他", "other", 9),
        (5, "5", "閉会", "closing", 10),
    ]
    assert [item.title for item in told.agenda] == ["予算について"]
    assert (str(told.start), str(told.end)) == ("13:30:00", "15:00:00")


def test_a_meeting_without_order_of_business_has_no_steps_and_one_without_end_has_none() -> None:
    told = meeting("第3回 代表者会議", "平成27年2月26日（木）10時00分")
    assert (told.steps, told.end) == ((), None)


def test_an_end_before_the_start_is_no_end() -> None:
    assert meeting("第3回 代表者会議", "平成27年2月26日（木）10時00分～9時").end is None
