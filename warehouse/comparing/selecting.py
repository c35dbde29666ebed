"""Which meeting and version a person means: `6`, `代表者会議/第6回`, `2015-02-26`, `2015:initial`, `6@2015:initial`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

_FOLDER = Path(__file__).parent
_NUMBER = re.compile(r"第?(?P<number>\d+)回?")
_VERSION = re.compile(r"(?P<year>[^:/@]+):(?P<version>[^:/@]+)")


class SelectionError(ValueError):
    """What was asked for is not there, or is more than one thing; `choices` lists what there is."""

    def __init__(self, message: str, choices: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that the warehouse knows."""

    meeting_id: str
    agency: str | None
    committee: str | None
    number: int | None
    day: str | None
    file_name: str | None

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.day})" if self.day else self.meeting_id


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """A version of the budget of a fiscal year."""

    fiscal_year: int
    budget_version: str

    def __str__(self) -> str:
        return f"{self.fiscal_year}:{self.budget_version}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the editions that a meeting states, or one as all meetings of an agency state it."""

    meeting: Meeting | None
    editions: tuple[Edition, ...]
    names_edition: bool
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is compared: editions in pairs, and those that only one side states."""

    before: Side
    after: Side
    pairs: tuple[tuple[Edition, Edition], ...]

    def unpaired(self, side: Side) -> tuple[Edition, ...]:
        """The editions of a side that nothing is compared with."""
        index = 0 if side is self.before else 1
        paired = {pair[index] for pair in self.pairs}
        return tuple(edition for edition in side.editions if edition not in paired)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A meeting's edition, with the names by which people call it."""

    meeting_id: str
    edition: Edition
    year_names: frozenset[str]
    version_names: frozenset[str]


def select(connection: duckdb.DuckDBPyConnection, before: str, after: str) -> Selection:
    """What the two texts mean. SelectionError where one is unknown or ambiguous, or there is nothing to compare."""
    meetings = [Meeting(*row) for row in connection.execute(_script("meetings")).fetchall()]
    rows = connection.execute(_script("editions")).fetchall()
    stated = [
        _Stated(meeting_id, Edition(year, version), _year_names(year, year_name), _version_names(version, version_name))
        for meeting_id, year, year_name, version, version_name, _ in rows
    ]
    found = [(text, _side(text, meetings, stated)) for text in (before, after)]
    one, other = _of_agencies(found, meetings, stated)
    return Selection(one, other, _pairs(one, other))


def _side(text: str, meetings: Sequence[Meeting], stated: Sequence[_Stated]) -> Side:
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        meeting_text, _, edition_text = plain.rpartition("@")
    elif _VERSION.fullmatch(plain):
        meeting_text, edition_text = "", plain
    else:
        meeting_text, edition_text = plain, ""
    meeting = _meeting(meeting_text, meetings) if meeting_text else None
    of_meeting = [one for one in stated if meeting is None or one.meeting_id == meeting.meeting_id]
    found = _distinct(one.edition for one in of_meeting if _is_meant(one, edition_text))
    there = [str(edition) for edition in _distinct(one.edition for one in of_meeting)]
    if not found:
        who = f"{meeting} states" if meeting else "the meetings state"
        raise SelectionError(f"{text}: no such version; {who}", there)
    if meeting is None and len(found) > 1:
        raise SelectionError(f"{text}: more than one version is meant by this", map(str, found))
    return Side(meeting, found, bool(edition_text), meeting.agency if meeting else None)


def _of_agencies(
    found: Sequence[tuple[str, Side]], meetings: Sequence[Meeting], stated: Sequence[_Stated]
) -> tuple[Side, ...]:
    """The sides, a version alone with the one agency that it can be of: that of the other side."""
    tellers = [_tellers(side, meetings, stated) for _, side in found]
    shared = {one.agency for one in tellers[0]} & {one.agency for one in tellers[1]}
    sides = []
    for (text, side), told_by in zip(found, tellers, strict=True):
        if side.meeting is None and len(shared) != 1:
            why = "several agencies state this" if shared else "this and the other are stated by different agencies"
            choices = [f"{one.meeting_id}@{side.editions[0]}" for one in told_by]
            raise SelectionError(f"{text}: {why}; name a meeting", choices)
        sides.append(side if side.meeting else replace(side, agency=next(iter(shared))))
    return tuple(sides)


def _tellers(side: Side, meetings: Sequence[Meeting], stated: Sequence[_Stated]) -> list[Meeting]:
    """The meetings that a side is told by."""
    if side.meeting:
        return [side.meeting]
    ids = {one.meeting_id for one in stated if one.edition in side.editions}
    return [one for one in meetings if one.meeting_id in ids]


def _meeting(text: str, meetings: Sequence[Meeting]) -> Meeting:
    found = [one for one in meetings if text in {_plain(one.meeting_id), _plain(one.file_name)}]
    found = found or [one for one in meetings if _is_called(one, text)]
    if not found:
        raise SelectionError(f"{text}: no such meeting; there are", map(str, meetings))
    if len(found) > 1:
        raise SelectionError(f"{text}: more than one meeting is meant by this", map(str, found))
    return found[0]


def _is_called(meeting: Meeting, text: str) -> bool:
    """Whether a text is a meeting's number, day or committee, or committee and number or day."""
    body, _, last = text.rpartition("/")
    committee, agency = _plain(meeting.committee), _plain(meeting.agency)
    bodies = {committee, f"{agency}/{committee}"} - {"", "/"}
    if text in bodies:
        return True
    number = _NUMBER.fullmatch(last)
    is_that = (number is not None and int(number["number"]) == meeting.number) or last == meeting.day
    return is_that and (not body or body in bodies)


def _is_meant(stated: _Stated, text: str) -> bool:
    """Whether a text names an edition: year and version, or one of them."""
    if not text:
        return True
    year, colon, version = text.partition(":")
    if colon:
        return year in stated.year_names and version in stated.version_names
    return text in stated.year_names or text in stated.version_names


def _pairs(one: Side, other: Side) -> tuple[tuple[Edition, Edition], ...]:
    shared = [edition for edition in one.editions if edition in other.editions]
    if shared:
        return tuple((edition, edition) for edition in shared)
    if one.names_edition or other.names_edition:
        pairs = [(a, b) for a in one.editions for b in other.editions]
        same_year = [(a, b) for a, b in pairs if a.fiscal_year == b.fiscal_year]
        for candidates in (pairs, same_year):
            if len(candidates) == 1:
                return tuple(candidates)
    choices = [f"{_who(side)}: {', '.join(map(str, side.editions))}" for side in (one, other)]
    raise SelectionError(
        "the two have no fiscal year and version in common; name what to compare, such as"
        f" {_written(one)} {_written(other)}; they state",
        choices,
    )


def _who(side: Side) -> str:
    return str(side.meeting) if side.meeting else "all meetings"


def _written(side: Side) -> str:
    """How a side would be written with its last edition."""
    edition = side.editions[-1]
    if side.meeting is None:
        return str(edition)
    meeting = side.meeting
    is_numbered = meeting.committee is not None and meeting.number is not None
    return f"{f'{meeting.committee}/第{meeting.number}回' if is_numbered else meeting.meeting_id}@{edition}"


def _distinct(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    return tuple(dict.fromkeys(editions))


def _year_names(year: int, name: str) -> frozenset[str]:
    return frozenset({str(year), _plain(name), _plain(name).removesuffix("度")})


def _version_names(version: str, name: str) -> frozenset[str]:
    written = _plain(name)
    return frozenset({version, version.removeprefix("supplementary_"), written, written.removesuffix("予算")})


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "")


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
