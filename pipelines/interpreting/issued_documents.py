"""A document that is no meeting's: the body that issues it, its kind (予算書, 議案第12号, 広報) and its year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.reading.calendar import find_dates, find_fiscal_spans, fiscal_year_of
from pipelines.reading.characters import compact

_COVER_LINES = 60
_LONGEST_TITLE = 60
# Of a text that only its tables name.
_MOST_TITLES = 3
_BODY_ENDS = (
    "機構|協会|財団|法人|センター|組合|公社|事業団|企業団|広域連合|基金|振興会|病院|大学|学園|学院|研究所|博物館|美術館"
)
_INCORPORATED = (
    "(?:地方)?独立行政法人|国立大学法人|公立大学法人|国立研究開発法人|大学共同利用機関法人|学校法人|社会福祉法人"
    "|(?:公益|一般)(?:財団|社団)法人|(?:社会)?医療法人"
)
_NAME = r"[^\d、。，・()「」:/=\s年]"
# The part of a body whose accounts are kept apart: 水道事業会計, 一般会計.
_ENTITY = rf"(?P<entity>{_NAME}{{1,20}}?(?:事業会計|特別会計|一般会計|会計|事業))?"
_BODY = (
    rf"(?P<body>(?:{_INCORPORATED}){_NAME}{{2,25}}?|北海道|{_NAME}{{1,9}}?[都府県市区町村]"
    rf"|{_NAME}{{2,20}}?(?:{_BODY_ENDS}))"
)
_SCOPE = "予定|中間|四半期|連結|統合"
_STATEMENT = rf"(?:{_SCOPE})?(?:比較)?(?:貸借対照表|(?:{_NAME}|・){{2,16}}?計算書|財産目録|資金計画書?)"
_KIND = (
    r"(?P<kind>(?:収益的|資本的)?(?:歳入歳出|収入支出|収支)?(?:当初|(?:\d{1,2}月)?補正|暫定)?(?:予算|決算)"
    r"(?:書|報告書|附属明細書|説明書|概要|資料|に関する説明書|の概要|の?状況)?(?:\((?:案|第\d+号)\))*"
    rf"|(?:{_SCOPE})?(?:財務諸表|財務書類|決算書類|計算書類)等?|事業報告書?|事業計画書?|(?:統計)?年報"
    rf"|{_STATEMENT})"
)
_IS_STATEMENT = re.compile(rf"(?P<scope>{_SCOPE})?.*?(?:{_STATEMENT})")
_TITLE = re.compile(rf"(?:{_BODY}の?)?{_ENTITY}(?:の?{_KIND})?(?:\(案\))?(?:について|の件|の認定について)?")
_BILL = re.compile(r"(?:(?:議案|報告|認定|承認|同意|諮問)第\d+号|第\d+号議案)")
_GAZETTE = re.compile(rf"(?P<kind>広報誌?(?P<body>{_NAME}{{1,12}}?))(?:第?(?P<issue>\d+)号|No\.?(?P<number>\d+))?")
_YEARS = re.compile(
    r"[(]?(?:(?:明治|大正|昭和|平成|令和)[\d元]{1,2}|(?:19|20)\d{2})年?(?:\((?:(?:昭和|平成|令和)[\d元]{1,2}|\d{4})\)?年?)?度?[)]?"
)
_SERIAL = re.compile(r"^(?:第?\d{1,3}期(?:事業年度)?|[ⅠⅡⅢⅣⅤ]|\d{1,2}[.、])")
# ○ 決算書, but not ○○市.
_DECORATION = re.compile(r"^[■□◆◇○●◎▼▲※・](?![○〇●△□])|[【】〔〕《》<>]")


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document that a body issues for a year; what it does not print is None."""

    body: str | None = None
    kind: str | None = None
    fiscal_year: int | None = None


def read_issued(lines: Sequence[str], tables: Sequence[tuple[str, int | None]]) -> IssuedDocument:
    """What the first lines say of the document; where they do not, what its tables do.

    `tables` are the names of the statements that its tables are, each with its fiscal year where that is printed.
    """
    found = _Cover()
    for line in _titles(lines):
        found.read(_DECORATION.sub("", line))
    years = {year for _, year in tables if year is not None}
    year = found.year or (years.pop() if len(years) == 1 else None)
    body = f"{found.body}{found.entity or ''}" if found.body else None
    titles = dict.fromkeys(_without_year(name) for name, _ in tables)
    own = [title for title in titles if title and title not in (found.body, body)]
    named = found.kind or found.scope + "・".join(own[:_MOST_TITLES])
    kind = " ".join(part for part in (found.bill, named) if part)
    return IssuedDocument(body, kind or None, year)


@dataclass
class _Cover:
    """What the titles that were read so far say; of two that say the same the first is the cover's."""

    body: str | None = None
    entity: str | None = None
    kind: str | None = None
    bill: str | None = None
    year: int | None = None
    scope: str = ""

    def read(self, line: str) -> None:
        number = _BILL.match(line)
        self.bill = self.bill or (number[0] if number else None)
        rest = line[number.end() :] if number else line
        self.year = self.year or _year(rest)
        words = _without_year(rest)
        gazette = _GAZETTE.fullmatch(words)
        if gazette is not None and self.kind is None and self.body is None:
            issue = gazette["issue"] or gazette["number"]
            self.kind, self.body = gazette["kind"] + (f"第{issue}号" if issue else ""), gazette["body"]
            return
        found = _TITLE.fullmatch(words)
        if found is None:
            return
        self.body = self.body or found["body"]
        if found["body"] or found["kind"]:  # 会計 alone names no entity
            self.entity = self.entity or found["entity"]
        # The title of one of several statements names no document of its own, but whose they all are: 連結貸借対照表.
        statement = _IS_STATEMENT.fullmatch(found["kind"] or "")
        if statement is None:
            self.kind = self.kind or found["kind"]
        else:
            self.scope = self.scope or statement["scope"] or ""


def _titles(lines: Sequence[str]) -> Iterator[str]:
    """The short lines of the cover, as far as the first table."""
    for line in lines[:_COVER_LINES]:
        plain = compact(line)
        if "\t" in line.strip() or "|" in line or plain.endswith("。"):
            if "\t" in line.strip():
                return
            continue
        if plain and len(plain) <= _LONGEST_TITLE:
            yield plain


def _without_year(line: str) -> str:
    return _SERIAL.sub("", _YEARS.sub("", line))


def _year(line: str) -> int | None:
    """The one fiscal year that a title names, or that of the day at which a balance is struck."""
    spans = find_fiscal_spans(line)
    if len(spans) == 1 and spans[0] is not None and spans[0].first == spans[0].last:
        return spans[0].first
    dates = find_dates(line)
    is_period = "現在" in line or len(dates) > 1 or (line.startswith("(") and line.endswith(")"))
    years = {fiscal_year_of(day) for day in dates}
    return years.pop() if is_period and len(years) == 1 else None
