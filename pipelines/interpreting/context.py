"""The words around a table: which budget it belongs to, its title, period and unit, as far as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipelines.interpreting.model import Period
from pipelines.reading.blocks import Block, Footnote, Heading, Paragraph, Row, Table
from pipelines.reading.calendar import find_dates, find_fiscal_years, fiscal_year_of
from pipelines.reading.characters import compact
from warehouse import reference

_UNIT = re.compile(r"単位[:は]?(?P<scale>千|百万|十億|億|万)?円")
# What stands before 円, and the unit in yen.
SCALES = {None: 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000, "十億": 1_000_000_000}
DEFAULT_UNIT_YEN = 1_000
# What stands directly after 平成27年度: 予算, 3月補正予算, 第2次補正予算, 決算, 当初予算, …
_VERSION = re.compile(
    r"年度(?:の)?(?:(?P<month>1[0-2]|[1-9])月|第\d+[次号回])?(?P<kind>補正|(?:当初|収入支出|収支|実行)?予算|決算|財務諸表|事業報告)"
)
_ACTUAL = ("決算", "財務諸表", "事業報告")
# How far above a table its title, period and unit may stand, in lines of the text.
_REACH = 15


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a table from the words before it. None: not printed near it; `section_*`: what still applies.

    `lines` are the headings close above the table, back to the table before.
    """

    section: Period | None
    period_year: int | None
    unit_yen: int | None
    section_unit_yen: int | None
    lines: tuple[str, ...]

    @property
    def unit_in_force_yen(self) -> int:
        """The unit stated near the table, else the last one stated, else thousand yen."""
        return self.unit_yen or self.section_unit_yen or DEFAULT_UNIT_YEN


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
    years = find_fiscal_years(compact(text)[: match.start() + 2])
    version = budget_version(text, supplementary_month)
    return Period(years[-1], version) if years and version else None


def find_unit(text: str) -> int | None:
    """The unit in yen that a text such as (単位：千円) states."""
    match = _UNIT.search(compact(text))
    return SCALES[match["scale"]] if match else None


def unit_name(unit_yen: int) -> str:
    """千円 for 1000."""
    return next(f"{scale or ''}円" for scale, unit in SCALES.items() if unit == unit_yen)


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
    period_year: int | None = None
    unit: int | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)

    def read(self, line: int, text: str, *, is_title: bool, number: str = "") -> None:
        numbered = f"{number} {text}"  # 2015 年度予算 looks like a numbered heading
        named_unit = find_unit(text)
        if named_unit is not None:
            self.unit = self.section_unit = named_unit
        if not is_title:
            return
        self.lines.append((line, compact(text)))
        named = budget_period(numbered, self.supplementary_month)
        if named is None:
            self.period_year = _period_year(numbered) or self.period_year
            return
        if self.section is None or named.fiscal_year != self.section.fiscal_year:
            self.section_unit = named_unit
        self.section, self.period_year = named, None

    def around(self, first_line: int) -> Surroundings:
        """What applies to the table that starts here; the next one starts afresh but for the section."""
        close = tuple(words for line, words in self.lines if line >= first_line - _REACH)
        found = Surroundings(self.section, self.period_year, self.unit, self.section_unit, close)
        self.period_year, self.unit, self.lines = None, None, []
        return found


def _period_year(text: str) -> int | None:
    """The fiscal year of (平成28年3月31日現在), (平成27年4月1日から…まで) or 平成27年度 資金計画."""
    dates = find_dates(text)
    if dates:
        return fiscal_year_of(dates[0])
    years = find_fiscal_years(text)
    return years[0] if len(years) == 1 and find_statement(text) else None


def find_statement(text: str) -> str | None:
    """The statement that a title names (予定貸借対照表 → balance_sheet)."""
    words = compact(text)
    named = (s.code for s in reference.statements() for title in s.title_words if title in words)
    return next(named, None)
