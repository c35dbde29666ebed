"""Texts of meetings that never took place, with the truth of each figure. Everything in them is made up.

`make_meeting` is for benchmarks: a seed gives a text. `seventh_meeting` and `reiwa_meeting` are those that the tests
read first; the seventh amends what the real sixth meeting adopted.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipelines.reading.calendar import fiscal_year_name
from tests.support.made_up_books import (
    SEGMENTS,
    TOTAL,
    Agency,
    Amounts,
    Chart,
    difference,
    sixth_meeting_books,
)

MARK = "※ 架空の資料（試験のために作成したもの。実在の会議の資料ではない。Made up for tests.）"
UNITS = {1: "円", 1_000: "千円", 1_000_000: "百万円"}
MONTHS = {6: "june", 9: "september", 12: "december", 2: "february", 3: "march"}
TITLES = {"balance_sheet": "貸借対照表", "income_statement": "損益計算書", "cash_plan": "資金計画"}
SUMMARY_ROWS = {
    "income_statement": (
        ("営業収益", "営業収益/営業収益合計"),
        ("営業外収益", "営業外収益/営業外収益合計"),
        ("営業費用", "営業費用/営業費用合計"),
        ("営業外費用", "営業外費用/営業外費用合計"),
        ("当期純利益", "当期純利益"),
    ),
    "balance_sheet": (
        ("資産", "資産の部/資産合計"),
        ("負債", "負債の部/負債合計"),
        ("純資産", "純資産の部/純資産合計"),
    ),
    "cash_plan": (
        ("資金収入合計", "資金収入/資金収入合計"),
        ("資金支出合計", "資金支出/資金支出合計"),
        ("資金収支差額", "資金収支差額"),
        ("(前期末現金及び預金)", "前期末現金及び預金"),
        ("(当期末現金及び預金)", "当期末現金及び預金"),
    ),
}


class TrueFigure(NamedTuple):
    """What a printed figure truly says; `yen` is the printed value with its right sign, in yen."""

    line: int
    cell: int
    statement_code: str
    account_path: str
    segment_name: str
    fiscal_year: int
    budget_version: str
    measure: str
    yen: int
    unit_yen: int
    printed_text: str
    has_lost_sign: bool


@dataclass(frozen=True, slots=True)
class MadeUpMeeting:
    """A text and the truth of its figures."""

    file_name: str
    text: str
    figures: tuple[TrueFigure, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The accounts of a year that is over; `is_comparative`: its statements print the year before beside it."""

    fiscal_year: int
    unit_yen: int = 1_000
    is_comparative: bool = False
    has_report: bool = True


@dataclass(frozen=True, slots=True)
class Supplementary:
    """A supplementary budget in columns before, change and after; `by_segment` are the tables by segment it prints."""

    fiscal_year: int
    month: int
    unit_yen: int = 1_000
    by_segment: tuple[str, ...] = ("before", "change", "after")
    names_before: bool = False
    has_summary: bool = True


@dataclass(frozen=True, slots=True)
class Initial:
    """The budget of a year to come, laid out as the sixth meeting's; its summary compares it with last June's."""

    fiscal_year: int
    unit_yen: int = 1_000
    has_summary: bool = True


Part = Settlement | Supplementary | Initial


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    amounts: Amounts
    segment: str
    fiscal_year: int
    version: str
    measure: str = "amount"


@dataclass
class _Writer:
    """The lines so far and the truth of what they print; of the signs a share is lost."""

    signs_lost: float
    dice: random.Random
    lines: list[str] = field(default_factory=list)
    figures: list[TrueFigure] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Each line with a blank one after it."""
        for line in lines:
            self.lines += [line, ""]

    def statement(self, code: str, accounts: Chart, label: str, unit: int, columns: Sequence[_Column]) -> None:
        """A statement's table; the cash plan's headings are not printed."""
        self.lines.append("\t".join((label, *(column.header for column in columns))))
        opened: list[str] = []
        for key in accounts.keys:
            statement, _, path = key.partition("/")
            if statement != code:
                continue
            *headings, name = path.split("/")
            if code != "cash_plan":
                self._open(opened, headings, len(columns))
            self._row(name, path, code, unit, columns)
        self.lines.append("")

    def summary(self, code: str, unit: int, columns: Sequence[_Column]) -> None:
        """The few rows of a summary."""
        self.lines.append("\t".join(("科 目", *(column.header for column in columns))))
        for label, path in SUMMARY_ROWS[code]:
            self._row(label, path, code, unit, columns)
        self.lines.append("")

    def _open(self, opened: list[str], headings: list[str], width: int) -> None:
        if opened[: len(headings)] != headings:
            common = next((i for i, (a, b) in enumerate(zip(opened, headings, strict=False)) if a != b), len(opened))
            self.lines += [heading + "\t" * width for heading in headings[common:]]
        opened[:] = headings

    def _row(self, label: str, path: str, code: str, unit: int, columns: Sequence[_Column]) -> None:
        cells = [label]
        line, key = len(self.lines) + 1, f"{code}/{path}"
        for cell, column in enumerate(columns, 1):
            yen = column.amounts[key]
            size = (abs(yen) + unit // 2) // unit
            is_lost = yen < 0 < size and self.signs_lost > 0 and self.dice.random() < self.signs_lost
            printed = f"{'△' if yen < 0 < size and not is_lost else ''}{size:,}"
            value = size * unit if yen > 0 else -size * unit
            self.figures.append(
                TrueFigure(
                    line,
                    cell,
                    code,
                    path,
                    column.segment,
                    column.fiscal_year,
                    column.version,
                    column.measure,
                    value,
                    unit,
                    printed,
                    is_lost,
                )
            )
            cells.append(printed)
        self.lines.append("\t".join(cells))


def made_up_meeting(
    agency: Agency, *, committee: str, number: int, day: date, parts: Sequence[Part], signs_lost: float = 0.0
) -> MadeUpMeeting:
    """The materials of a meeting that decides on the parts; `signs_lost` is the share of minus signs not printed."""
    writer = _Writer(signs_lost, random.Random(f"{agency.seed} {number} signs"))  # noqa: S311 - no secret
    _cover(writer, committee, number, day, [_title(part) for part in parts])
    for part in parts:
        writer.say(_title(part), "地方公共団体情報システム機構")
        match part:
            case Settlement():
                _settlement(writer, agency, part)
            case Supplementary():
                last_june = any(isinstance(p, Initial) and p.has_summary for p in parts)
                is_mentioned = last_june and agency.before(part.month) == str(agency.months[0])
                _supplementary(writer, agency, part, is_mentioned=is_mentioned)
            case Initial():
                _initial(writer, agency, part)
    writer.say("以上。")
    slug = "daihyosha-kaigi" if committee == "代表者会議" else "keiei-shingi-iinkai"
    return MadeUpMeeting(f"{day}_{slug}_{number:02}_made-up.txt", "\n".join(writer.lines), tuple(writer.figures))


def make_meeting(seed: int, *, signs_lost: float = 0.0) -> str:
    """The text of some meeting: its parts, layouts and units come out of the seed."""
    return random_meeting(seed, signs_lost=signs_lost).text


def random_meeting(seed: int, *, signs_lost: float = 0.0) -> MadeUpMeeting:
    """As `make_meeting`, with the truth of the figures."""
    dice = random.Random(f"{seed} meeting")  # noqa: S311 - no secret
    year = dice.randint(2014, 2030)
    unit = dice.choice((1, 1_000, 1_000))
    agency = Agency(
        seed,
        has_new_accounts=dice.random() < 0.4,
        opened=dice.choice((None, None, year - 1, year)),
        losses=dice.random() < 0.5,
        grain={"settlement": unit},
    )
    settlement = Settlement(year - 1, unit, is_comparative=dice.random() < 0.5, has_report=dice.random() < 0.7)
    month = dice.choice(agency.months)
    by_segment = dice.choice((("before", "change", "after"), ("after",), ("after", "before"), ()))
    amended = Supplementary(year, month, by_segment=by_segment, names_before=dice.random() < 0.5)
    meetings: dict[date, tuple[Part, ...]] = {
        date(year, 6, 12): (settlement, Supplementary(year, 6, by_segment=by_segment)),
        date(year + (month < 4), month, 16): (amended,),
        date(year + 1, 2, 26): (Initial(year + 1),),
    }
    day = dice.choice(list(meetings))
    committee = dice.choice(("経営審議委員会", "代表者会議"))
    return made_up_meeting(
        agency, committee=committee, number=seed + 1, day=day, parts=meetings[day], signs_lost=signs_lost
    )


def seventh_meeting(*, signs_lost: float = 0.0) -> MadeUpMeeting:
    """The 7th meeting: the settlement of fiscal 2014, and a supplementary budget to what the sixth meeting adopted."""
    agency = Agency(7, adopted={(2015, "initial"): sixth_meeting_books()})
    return made_up_meeting(
        agency,
        committee="経営審議委員会",
        number=7,
        day=date(2015, 6, 12),
        parts=(Settlement(2014), Supplementary(2015, 6)),
        signs_lost=signs_lost,
    )


def reiwa_meeting(*, signs_lost: float = 0.0) -> MadeUpMeeting:
    """A later meeting: a new segment, new accounts, losses, statements in yen, two years side by side."""
    agency = Agency(31, has_new_accounts=True, opened=2019, losses=True, grain={"settlement": 1})
    return made_up_meeting(
        agency,
        committee="代表者会議",
        number=24,
        day=date(2019, 12, 16),
        parts=(
            Settlement(2018, 1, is_comparative=True),
            Supplementary(2019, 12, by_segment=("after", "before"), names_before=False),
            Initial(2020),
        ),
        signs_lost=signs_lost,
    )


def _cover(writer: _Writer, committee: str, number: int, day: date, titles: Sequence[str]) -> None:
    writer.say(MARK, "地方公共団体情報システム機構", f"第{number}回 {committee}")
    weekday = "月火水木金土日"[day.weekday()]
    writer.lines += [f"{_era_day(day)}（{weekday}）10時00分", "地方公共団体情報システム機構 会議室", ""]
    writer.say("次 第", "1 開会", "2 議事")
    writer.lines += [f"- ({place}) {title}" for place, title in enumerate(titles, 1)]
    writer.say("", "3 閉会")


def _title(part: Part) -> str:
    year = fiscal_year_name(part.fiscal_year)
    match part:
        case Settlement():
            return f"{year}決算（案）"
        case Supplementary():
            return f"{year}{part.month}月補正予算（案）"
        case Initial():
            return f"{year}予算（案）"


def _era_day(day: date) -> str:
    era, since = ("令和", 2018) if day >= date(2019, 5, 1) else ("平成", 1988)
    number = day.year - since
    return f"{era}{'元' if number == 1 else number}年{day.month}月{day.day}日"


def _over(writer: _Writer, code: str, title: str, fiscal_year: int, unit: int) -> None:
    """Title, period and unit over a statement."""
    first, last = date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)
    period = f"({_era_day(last)}現在)" if code == "balance_sheet" else f"({_era_day(first)}から{_era_day(last)}まで)"
    writer.say(title, period, f"(単位：{UNITS[unit]})")


def _label(code: str) -> str:
    return "区分" if code == "cash_plan" else "科 目"


def _by_segment(agency: Agency, books: Mapping[str, Amounts], year: int, version: str, measure: str) -> list[_Column]:
    columns = [*agency.segments, TOTAL]
    return [_Column(segment, books[segment], segment, year, version, measure) for segment in columns]


def _settlement(writer: _Writer, agency: Agency, part: Settlement) -> None:
    year, unit, accounts = part.fiscal_year, part.unit_yen, agency.accounts
    books, last = agency.books(year, "settlement"), agency.books(year - 1, "settlement")
    for code, title in TITLES.items():
        _over(writer, code, title + ("実績" if code == "cash_plan" else ""), year, unit)
        columns = [_Column("金 額", books[TOTAL], TOTAL, year, "settlement")]
        if part.is_comparative:
            columns = [
                _Column("当年度", books[TOTAL], TOTAL, year, "settlement"),
                _Column("前年度", last[TOTAL], TOTAL, year - 1, "settlement"),
                _Column("増減", difference(books[TOTAL], last[TOTAL]), TOTAL, year, "settlement", "change"),
            ]
        writer.statement(code, accounts, _label(code), unit, columns)
    for code, title in TITLES.items():
        relation = title + ("実績" if code == "cash_plan" else "")
        _over(writer, code, f"(事業別財務情報({relation}関係))", year, unit)
        writer.statement(code, accounts, _label(code), unit, _by_segment(agency, books, year, "settlement", "amount"))
    if part.has_report:
        budget = agency.books(year, str(agency.months[-1]))
        coarse = max(unit, 1_000) if unit == 1_000 else unit
        writer.say(f"{fiscal_year_name(year)}決算報告書", f"(単位：{UNITS[coarse]})")
        columns = [
            _Column("予算額", budget[TOTAL], TOTAL, year, "before_settlement"),
            _Column("決算額", books[TOTAL], TOTAL, year, "settlement"),
            _Column(
                "差額（決算額－予算額）", difference(books[TOTAL], budget[TOTAL]), TOTAL, year, "settlement", "change"
            ),
        ]
        writer.statement("cash_plan", accounts, "区分", coarse, columns)


def _supplementary(writer: _Writer, agency: Agency, part: Supplementary, *, is_mentioned: bool) -> None:
    year, unit, accounts = part.fiscal_year, part.unit_yen, agency.accounts
    base = agency.before(part.month)
    before, after = agency.books(year, base), agency.books(year, str(part.month))
    change = {segment: difference(amounts, before[segment]) for segment, amounts in after.items()}
    version = f"supplementary_{MONTHS[part.month]}"
    # What a reader can know: the text says only "before", unless it names the version.
    is_named = part.names_before or base == "initial" or is_mentioned
    known = "initial" if base == "initial" else f"supplementary_{MONTHS[int(base)]}"
    earlier = known if is_named else f"before_{version}"
    header = "補正前"
    if part.names_before:
        header = "当初予算額" if base == "initial" else f"{base}月補正後予算額"
    columns = [
        _Column(header, before[TOTAL], TOTAL, year, earlier),
        _Column("補正額", change[TOTAL], TOTAL, year, version, "change"),
        _Column("補正後", after[TOTAL], TOTAL, year, version),
    ]
    for code, title in TITLES.items():
        _over(writer, code, title if code == "cash_plan" else f"予定{title}", year, unit)
        writer.statement(code, accounts, _label(code), unit, columns)
    tables = {
        "before": ("補正前", _by_segment(agency, before, year, earlier, "amount")),
        "change": ("補正額", _by_segment(agency, change, year, version, "change")),
        "after": ("補正後", _by_segment(agency, after, year, version, "amount")),
    }
    for code, title in TITLES.items():
        for which in part.by_segment:
            caption, by_segment = tables[which]
            relation = title if code == "cash_plan" else f"予定{title}"
            _over(writer, code, f"(事業別財務情報({relation}関係))({caption})", year, unit)
            writer.statement(code, accounts, _label(code), unit, by_segment)
    if part.has_summary:
        writer.say(f"{_title(part)}の概要", "（単位：百万円）")
        for number, (code, title) in enumerate(TITLES.items(), 1):
            writer.say(f"{number} {title if code == 'cash_plan' else f'予定{title}'}")
            writer.summary(code, 1_000_000, columns)


def _initial(writer: _Writer, agency: Agency, part: Initial) -> None:
    year, unit, accounts = part.fiscal_year, part.unit_yen, agency.accounts
    books = agency.books(year, "initial")
    for code, title in TITLES.items():
        named = f"{fiscal_year_name(year)} {title}" if code == "cash_plan" else f"予定{title}"
        _over(writer, code, named, year, unit)
        writer.statement(code, accounts, _label(code), unit, [_Column("金額", books[TOTAL], TOTAL, year, "initial")])
    for code, title in TITLES.items():
        relation = title if code == "cash_plan" else f"予定{title}"
        _over(writer, code, f"(事業別財務情報({relation}関係))", year, unit)
        writer.statement(code, accounts, _label(code), unit, _by_segment(agency, books, year, "initial", "amount"))
    if part.has_summary:
        month = agency.months[0]
        last = agency.books(year - 1, str(month))
        columns = [
            _Column(_bare_year(year), books[TOTAL], TOTAL, year, "initial"),
            _Column(
                f"{_bare_year(year - 1)} {month}月補正", last[TOTAL], TOTAL, year - 1, f"supplementary_{MONTHS[month]}"
            ),
            _Column("増減", difference(books[TOTAL], last[TOTAL]), TOTAL, year, "initial", "change"),
        ]
        writer.say(f"{_title(part)}の概要", "（単位：百万円）")
        for number, (code, title) in enumerate(TITLES.items(), 1):
            writer.say(f"{number} {title if code == 'cash_plan' else f'予定{title}'}")
            writer.summary(code, 1_000_000, columns)


def _bare_year(fiscal_year: int) -> str:
    """27 年度: without its era."""
    return fiscal_year_name(fiscal_year).removeprefix("平成").removeprefix("令和")


__all__ = [
    "MARK",
    "SEGMENTS",
    "Initial",
    "MadeUpMeeting",
    "Part",
    "Settlement",
    "Supplementary",
    "TrueFigure",
    "made_up_meeting",
    "make_meeting",
    "random_meeting",
    "reiwa_meeting",
    "seventh_meeting",
]
