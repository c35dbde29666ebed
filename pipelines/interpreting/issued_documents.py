"""A document that is no meeting's: the body that issues it, its kind (予算書, 議案第12号, 広報) and its year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.interpreting.context import find_statement
from pipelines.reading.calendar import find_dates, find_fiscal_spans, fiscal_year_of
from pipelines.reading.characters import compact

_COVER_LINES = 60
_LONGEST_TITLE = 60
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
_KIND = (
    r"(?P<kind>(?:収益的|資本的)?(?:歳入歳出|収入支出|収支)?(?:当初|(?:\d{1,2}月)?補正|暫定)?(?:予算|決算)"
    r"(?:書|報告書|附属明細書|説明書|概要|資料|に関する説明書|の概要)?(?:\((?:案|第\d+号)\))*"
    r"|(?:予定|中間|四半期|連結|統合)?(?:財務諸表|財務書類|決算書類|計算書類)等?|事業報告書?|事業計画書?|年報|統計年報|決算状況)"
)
_TITLE = re.compile(rf"(?:{_BODY}の?)?{_ENTITY}(?:の?{_KIND})?(?:\(案\))?(?:について|の件|の認定について)?")
_BILL = re.compile(r"^(?:議案|報告|認定|承認|同意|諮問)?第\d+号(?:議案)?")
_GAZETTE = re.compile(rf"(?P<kind>広報誌?(?P<body>{_NAME}{{1,12}}?))(?:第?(?P<issue>\d+)号|No\.?(?P<number>\d+))?")
_YEARS = re.compile(
    r"[(]?(?:(?:明治|大正|昭和|平成|令和)[\d元]{1,2}|(?:19|20)\d{2})年?(?:\((?:(?:昭和|平成|令和)[\d元]{1,2}|\d{4})\)?年?)?度?[)]?"
)
_SERIAL = re.compile(r"^(?:第?\d{1,3}期(?:事業年度)?|[ⅠⅡⅢⅣⅤ]|\d{1,2}[.、])")
_DECORATION = str.maketrans("", "", "【】〔〕《》<>■□◆◇○●◎▼▲※")


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document that a body issues for a year; what it does not print is None."""

    body: str | None = None
    kind: str | None = None
    fiscal_year: int | None = None


def read_issued(lines: Sequence[str], years_of_tables: Sequence[int]) -> IssuedDocument:
    """What the first lines say of the document; where they name no year, its tables' if they are of one.

    `years_of_tables` are the printed fiscal years of its tables.
    """
    body = entity = kind = bill = None
    year: int | None = None
    for line in _titles(lines):
        plain = line.translate(_DECORATION)
        number = _BILL.match(plain)
        bill = bill or (number[0] if number else None)
        rest = plain[number.end() :] if number else plain
        year = year or _year(rest)
        gazette = _GAZETTE.fullmatch(_SERIAL.sub("", _YEARS.sub("", rest)))
        if gazette and kind is None and body is None:
            issue = gazette["issue"] or gazette["number"]
            kind, body = gazette["kind"] + (f"第{issue}号" if issue else ""), gazette["body"]
            continue
        found = _TITLE.fullmatch(_SERIAL.sub("", _YEARS.sub("", rest)))
        if found is None:
            statement = _statement_title(rest)
            kind = kind or statement
            continue
        body = body or found["body"]
        # 会計 alone names no entity, and of two lines the first is the cover's.
        entity = entity or (found["entity"] if found["body"] or found["kind"] else None)
        kind = kind or found["kind"]
    if year is None and len(set(years_of_tables)) == 1:
        year = years_of_tables[0]
    kinds = " ".join(part for part in (bill, kind) if part)
    return IssuedDocument(f"{body}{entity or ''}" if body else None, kinds or None, year)


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


def _year(line: str) -> int | None:
    """The one fiscal year that a title names, or that of the day at which a balance is struck."""
    spans = find_fiscal_spans(line)
    if len(spans) == 1 and spans[0] is not None and spans[0].first == spans[0].last:
        return spans[0].first
    dates = find_dates(line)
    is_period = "現在" in line or len(dates) > 1 or (line.startswith("(") and line.endswith(")"))
    years = {fiscal_year_of(day) for day in dates}
    return years.pop() if is_period and len(years) == 1 else None


def _statement_title(line: str) -> str | None:
    """A title of a statement alone, without number: 貸借対照表."""
    plain = _SERIAL.sub("", _YEARS.sub("", line))
    return plain if find_statement(plain) is not None and len(plain) <= 20 and not re.search(r"[\d()]", plain) else None
