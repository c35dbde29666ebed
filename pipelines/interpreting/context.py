"""The words around a table: which budget it belongs to, its title, period and unit, as far as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipelines.interpreting.model import Known, Period, Source
from pipelines.interpreting.units import DEFAULT_UNIT_YEN, find_unit, unit_name
from pipelines.reading.blocks import Block, Footnote, Heading, Paragraph, Row, Table
from pipelines.reading.calendar import (
    begins_with_year_without_era,
    find_dates,
    find_fiscal_spans,
    find_fiscal_years,
    find_time,
    fiscal_year_of,
)
from pipelines.reading.characters import compact
from warehouse import reference

_BODY = r"[^\d、。()年]{2,20}(?:機構|協会|財団|法人|センター|組合|公社|事業団|会計)"
# What stands directly after 平成27年度: 予算, 3月補正予算, 第2次補正予算, 決算, 当初予算, …
_VERSION = re.compile(
    rf"年度(?:の)?(?:{_BODY}の?)?(?:(?P<month>1[0-2]|[1-9])月|第\d+[次号回])?(?P<kind>補正|(?:当初|収入支出|収支|実行)?予算|決算|財務諸表|事業報告)"
)
_ACTUAL = ("決算", "財務諸表", "事業報告")
# A day with one of these is of the table below it: 平成28年3月31日現在, 自平成27年4月1日.
_PERIOD = re.compile(r"現在|時点|末日?[)]?$|^[(]?[自至]")
_WEEKDAY = re.compile(r"[(][月火水木金土日][)]|[月火水木金土日]曜")
_LONE_YEAR = re.compile(
    r"(?:第\d{1,3}期)?[(【〔\[]?[^()、。]{2,8}年度?(?:[(][^()]{2,8}年?度?[)]年?度?)?[)】〕\]]?(?:分|版)?"
)
# How many titles may stand between a section's and the unit of all its tables: the agency's name.
_MOST_TITLES = 1
# How far above a table its title, period and unit may stand, in lines of the text.
_REACH = 15


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a table from the words before it. None: not printed near it; `section_*`: what still applies.

    `lines` are the headings close above the table, back to the table before. `section_unit_is_own`: the unit is stated
    for all of the section, directly under its title. `other_unit_yen`: another unit, stated for the same table.
    `heading_year`: the fiscal year that the last heading names which names nothing else. `title_without_era`: the
    part's title, where it is a budget's (or a settlement's) of a year without its era: 27年度予算.
    """

    section: Period | None
    period_year: int | None
    unit_yen: int | None
    section_unit_yen: int | None
    lines: tuple[str, ...]
    section_unit_is_own: bool = False
    other_unit_yen: int | None = None
    heading_year: int | None = None
    title_without_era: str | None = None

    @property
    def unit_in_force(self) -> Known[int]:
        """The unit stated near the table or for its section, else the last one stated, else thousand yen."""
        if self.unit_yen is not None:
            return stated_unit(self.unit_yen, self.other_unit_yen)
        if self.section_unit_yen is not None and self.section_unit_is_own:
            return Known(self.section_unit_yen, Source.PRINTED)
        return assumed_unit(self.section_unit_yen)


def stated_unit(unit_yen: int, other_yen: int | None) -> Known[int]:
    """A unit that is printed for a table; where another one is printed for it too, neither is sure."""
    if other_yen in (None, unit_yen):
        return Known(unit_yen, Source.PRINTED)
    other, unit = unit_name(other_yen or 1), unit_name(unit_yen)
    words = f"two units are printed for the table, {other} and {unit}; {unit} is assumed"
    return Known(unit_yen, Source.ASSUMED, words)


def assumed_unit(stated_elsewhere_yen: int | None) -> Known[int]:
    """The unit of a table for which none is printed."""
    unit = stated_elsewhere_yen or DEFAULT_UNIT_YEN
    source = ", which is stated for another," if stated_elsewhere_yen else ""
    return Known(unit, Source.ASSUMED, f"no unit is stated for the table; {unit_name(unit)}{source} is assumed")


def budget_version(text: str, supplementary_month: int | None) -> str | None:
    """The version that a title names: 3月補正予算 → supplementary_march; None where it names none.

    A supplementary budget without its month takes that of the meeting.
    """
    match = _VERSION.search(compact(text))
    if match is None:
        return None
    if match["kind"] in _ACTUAL:
        return "settlement"
    if match["kind"] == "補正":
        month = int(match["month"]) if match["month"] else supplementary_month
        return None if month is None else f"supplementary_{MONTHS[month - 1]}"
    return "initial"


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def budget_period(text: str, supplementary_month: int | None) -> Period | None:
    """The fiscal year and version that a title such as 平成26年度3月補正予算（案） names; None for any other text."""
    match = _VERSION.search(compact(text))
    if match is None:
        return None
    named = find_fiscal_spans(compact(text)[: match.start() + 2])
    version = budget_version(text, supplementary_month)
    # 平成27～29年度予算 is of no one year.
    span = named[-1] if named else None
    return Period(span.first, version) if span and span.first == span.last and version else None


def surroundings(
    blocks: Sequence[Block], agenda_lines: frozenset[int], supplementary_month: int | None
) -> Iterator[tuple[Table, Surroundings]]:
    """Each table with the words that apply to it; captions that stand in a table's first rows are taken off it."""
    words = _Words(supplementary_month)
    for block in blocks:
        match block:
            case Table():
                captions = list(takewhile(_is_caption, block.rows))
                for row in captions:
                    words.read(row.line, "".join(cell.text for cell in row.cells), is_title=True)
                if len(captions) < len(block.rows):
                    yield Table(block.rows[len(captions) :]), words.around(block.first_line)
            case Heading() if block.line not in agenda_lines:
                words.read(block.line, block.text, is_title=True, number=block.number or "")
            case Paragraph() | Footnote() if block.line not in agenda_lines:
                words.read(block.line, block.text, is_title=False)


def _is_caption(row: Row) -> bool:
    """Whether a table's row is a line of its own: a title, period or unit that stands alone."""
    filled = [cell.text for cell in row.cells if cell.text]
    if len(filled) != 1:
        return False
    return find_unit(filled[0]) is not None or bool(find_dates(filled[0])) or find_statement(filled[0]) is not None


@dataclass
class _Words:
    """What the words read so far say of the next table."""

    supplementary_month: int | None
    section: Period | None = None
    section_unit: int | None = None
    section_unit_is_own: bool = False
    titles_since_section: int = 0
    period_year: int | None = None
    heading_year: int | None = None
    title_without_era: str | None = None
    unit: int | None = None
    other_unit: int | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)

    def read(self, line: int, text: str, *, is_title: bool, number: str = "") -> None:
        numbered = f"{number} {text}"  # 2015 年度予算 looks like a numbered heading
        named_unit = find_unit(text, is_title=is_title)
        if named_unit is not None:
            self.other_unit = self.unit if named_unit != self.unit else self.other_unit
            self.unit = self.section_unit = named_unit
            self.section_unit_is_own = self.titles_since_section <= _MOST_TITLES and not self._has_statement(text)
        if not is_title:
            return
        self.lines.append((line, compact(text)))
        if find_statement(text) is not None and named_unit is None:
            self.other_unit = None
        named = budget_period(numbered, self.supplementary_month)
        if named is None and (without_era := _title_without_era(number, text)) is not None:
            self.section, self.title_without_era, self.period_year = None, without_era, None
            return
        if named is None:
            self.titles_since_section += named_unit is None
            self.period_year = self._period_year(numbered) or self.period_year
            self.heading_year = _lone_year(numbered) or self.heading_year
            return
        if self.section is None or named.fiscal_year != self.section.fiscal_year:
            self.section_unit = named_unit
        self.section, self.period_year, self.titles_since_section = named, None, 0
        self.title_without_era = None
        self.section_unit_is_own = named_unit is not None

    def around(self, first_line: int) -> Surroundings:
        """What applies to the table that starts here; the next one starts afresh but for the section."""
        close = tuple(words for line, words in self.lines if line >= first_line - _REACH)
        found = Surroundings(
            self.section,
            self.period_year,
            self.unit,
            self.section_unit,
            close,
            self.section_unit_is_own,
            self.other_unit,
            self.heading_year,
            self.title_without_era,
        )
        self.period_year, self.unit, self.other_unit, self.lines = None, None, None, []
        return found

    def _has_statement(self, text: str) -> bool:
        """Whether a statement's title stands here, or above and after the table before."""
        return any(find_statement(words) is not None for words in (text, *(words for _, words in self.lines)))

    def _period_year(self, text: str) -> int | None:
        """The fiscal year of (平成28年3月31日現在), (平成27年4月1日から…まで) or 平成27年度 資金計画.

        A day alone is a table's only where it says so: a cover's date and time are the meeting's.
        """
        dates = find_dates(text)
        if len(dates) > 1:
            years = {fiscal_year_of(dates[0]), fiscal_year_of(dates[-1])}
            return years.pop() if len(years) == 1 else None
        if dates:
            words = compact(text)
            is_period = _PERIOD.search(words) is not None or (self._has_statement(text) and find_time(text) is None)
            return fiscal_year_of(dates[0]) if is_period and _WEEKDAY.search(words) is None else None
        spans = find_fiscal_spans(text)
        is_one = len(spans) == 1 and spans[0] is not None and spans[0].first == spans[0].last
        return spans[0].first if is_one and spans[0] and find_statement(text) else None


def _title_without_era(number: str, text: str) -> str | None:
    """The compact title of a budget or settlement that begins with a year without its era; None for any other text."""
    for words in (compact(f"{number} {text}"), compact(text)):
        if begins_with_year_without_era(words) and _VERSION.search(words) and not find_statement(words):
            return words
    return None


def _lone_year(text: str) -> int | None:
    """The fiscal year of a heading that names nothing else: 平成27年度, 第2期（平成27年度）."""
    years = find_fiscal_years(text)
    return years[0] if len(years) == 1 and _LONE_YEAR.fullmatch(compact(text)) else None


def find_statement(text: str) -> str | None:
    """The statement that a title names (予定貸借対照表 → balance_sheet)."""
    words = compact(text)
    named = (s.code for s in reference.statements() for title in s.title_words if title in words)
    return next(named, None)
