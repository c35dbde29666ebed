"""The cover: agency, committee, number, date, time, venue, and the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from pipelines.interpreting.model import AgendaItem, Meeting, MeetingStep, StepKind
from pipelines.reading.calendar import find_dates, find_time, find_times
from pipelines.reading.characters import compact
from pipelines.reading.source import SourceText

_MEETING = re.compile(
    r"(?P<agency>.*?)(?:平成|令和)?(?:[元\d]+年度)?第(?P<number>0{0,3}[1-9]\d{0,4})回"
    r"(?P<committee>\D*?(?:委員会|会議|審議会|理事会|評議員会|協議会|総会))"
)
_AGENDA_START = re.compile(r"(?:\d+[.、]?)?(?:議事|次第|議事次第|会議次第|議題|議案)")
_AGENDA_END = re.compile(r"(?:\d+[.、]?)?閉会.*")
_ITEM = re.compile(
    r"\s*(?:[-・*]\s*)?"
    r"(?:[(（](?P<enclosed>\d+)[)）]|[①-⑳]|(?:議案|報告)?(?:第\s*)?\d+\s*(?:号(?:議案|報告)?)?[\s　.．、])"
    r"\s*(?P<title>\S.*)"
)
_PROCEDURE = frozenset(
    {"開会", "閉会", "議事", "議題", "報告", "その他", "挨拶", "あいさつ", "理事長挨拶", "報告事項", "審議事項"}
)
_STEP = re.compile(r"(?:(?P<number>\d{1,2})[.、]?)?(?P<title>\D.*)")
_STEP_KINDS = (
    (StepKind.OPENING, re.compile("開会")),
    (StepKind.CLOSING, re.compile("閉会")),
    (StepKind.ADDRESS, re.compile(".*(?:挨拶|あいさつ)")),
    (StepKind.REPORT, re.compile("報告")),
    (StepKind.DELIBERATION, re.compile("議事|議題|審議")),
)
_VENUE = re.compile(r"(?:場所|会場|開催場所)[:]?(?P<venue>.+)")
# Behind or before a day over a statement.
_OF_ACCOUNTS = re.compile(r"現在|時点|^[(]?[自至]|日から$|日まで[)]?$")
_COVER_LINES = 60


def read_meeting(source: SourceText) -> Meeting:
    """What the first lines say of the meeting; what they do not say is None."""
    cover = source.lines[:_COVER_LINES]
    found = next(
        ((index, match) for index, line in enumerate(cover) if (match := _MEETING.match(compact(line)))), (None, None)
    )
    index, match = found
    agency = committee = None
    number = None
    if match is not None and index is not None:
        committee, number = match["committee"], int(match["number"])
        agency = match["agency"] or _last_words(cover[:index])
    date_index = next((i for i, line in enumerate(cover) if _names_day(line)), None)
    day = venue = None
    times: tuple[time, ...] = ()
    if date_index is not None:
        day, times = find_dates(cover[date_index])[0], find_times(compact(cover[date_index]).partition("日")[2])
        venue = _venue(cover, date_index)
        if not times and date_index + 1 < len(cover):
            times = find_times(cover[date_index + 1])
    start, end = (*times, None, None)[:2]
    agenda = _agenda(source)
    return Meeting(
        agency, committee, number, day, start, venue, agenda, agenda_lines(source), end, tuple(_steps(source, agenda))
    )


def _names_day(line: str) -> bool:
    """Whether a line names a day, and no period or day of balance: (令和5年4月1日から令和6年3月31日まで), …現在."""
    return len(find_dates(line)) == 1 and _OF_ACCOUNTS.search(compact(line)) is None


def agenda_lines(source: SourceText) -> frozenset[int]:
    """The lines from the head of the agenda to its end: titles there announce, they do not begin a part."""
    first, last = _agenda_range(source)
    return frozenset(range(first, last + 1))


def _last_words(lines: tuple[str, ...]) -> str | None:
    return next((compact(line) for line in reversed(lines) if line.strip()), None)


def _venue(cover: tuple[str, ...], date_index: int) -> str | None:
    for line in cover:
        match = _VENUE.match(compact(line))
        if match:
            return match["venue"]
    following = cover[date_index + 1 : date_index + 3]
    candidate = next((line.strip() for line in following if line.strip() and find_time(line) is None), None)
    if candidate is None or _AGENDA_START.fullmatch(compact(candidate)):
        return None
    return candidate


def _agenda_range(source: SourceText) -> tuple[int, int]:
    """First and last line (from 1) of the agenda; (0, -1) where there is none."""
    first = next(
        (n for n, line in enumerate(source.lines[:_COVER_LINES], 1) if _AGENDA_START.fullmatch(compact(line))), None
    )
    if first is None:
        return 0, -1
    last = first
    for number, line in enumerate(source.lines[first:], first + 1):
        words = compact(line)
        if _AGENDA_END.fullmatch(words):
            return first, number
        if words and not _ITEM.fullmatch(line) and not _AGENDA_START.fullmatch(words):
            return first, last
        if words:
            last = number
    return first, last


def _steps(source: SourceText, agenda: tuple[AgendaItem, ...]) -> Iterator[MeetingStep]:
    """The lines of the order of business that are no item of the agenda, and not its head (次第)."""
    first, last = _agenda_range(source)
    items = {item.line for item in agenda}
    position = 0
    for line in range(first, last + 1):
        words = compact(source.lines[line - 1]) if line else ""
        match = _STEP.fullmatch(words)
        if match is None or line in items or (match["number"] is None and "次第" in words):
            continue
        position += 1
        kind = next((kind for kind, pattern in _STEP_KINDS if pattern.match(match["title"])), StepKind.OTHER)
        yield MeetingStep(position, match["number"], match["title"], kind, line)


def _agenda(source: SourceText) -> tuple[AgendaItem, ...]:
    first, last = _agenda_range(source)
    found = []
    for number in range(first, last + 1):
        match = _ITEM.fullmatch(source.lines[number - 1]) if number else None
        if match and compact(match["title"]) not in _PROCEDURE:
            found.append((match["enclosed"] is not None, match["title"].strip(), number))
    enclosed = [entry for entry in found if entry[0]] or found
    return tuple(AgendaItem(position, title, line) for position, (_, title, line) in enumerate(enclosed, 1))
