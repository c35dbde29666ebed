"""Slips of years and versions: a title's year, era or budget misread, so that its tables are of another than others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipelines.interpreting.model import StatementTable
from pipelines.reading.characters import compact
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment, CellWords, LineWords
from pipelines.structure.evidence import Evidence
from pipelines.structure.layout import Layout, Words
from pipelines.structure.model import Hypothesis

_ERAS = {"昭和": 1926, "平成": 1989, "令和": 2019}
_YEAR = re.compile(r"(?P<era>昭和|平成|令和)?(?P<year>元|\d{1,4})(?=年(?:度|\d|$|[^間]))")
# An initial budget has no month.
_BUDGET_OF_NO_INITIAL = re.compile(r"決算|(?:\d{1,2}月)?補正予算")
_AT_ODDS = re.compile(r"月当初")
# How far a misread number moves a year.
_FURTHEST = 10


def mistaken_periods(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """The years of other tables for what names the year of each table that nothing ties to another."""
    doubted = evidence.untied_tables | evidence.premature_tables
    untied = [table for table in evidence.materials.tables if table.number in doubted]
    years = {
        column.period.fiscal_year
        for table in evidence.materials.tables
        if table not in untied
        for column in table.columns
    }
    seen: set[tuple[Words, int]] = set()
    for table in untied:
        shifts = {year - column.period.fiscal_year for column in table.columns for year in years} - {0}
        near = [words for words in layout.above(table) if _YEAR.search(compact(words.text))]
        titles = [words for words in layout.headings_before(table) if _YEAR.search(compact(words.text))]
        for words in [*near, *titles[:2]]:
            if (words, 0) not in seen:
                seen.add((words, 0))
                yield from _of_other_versions(words, evidence, table.number)
            for shift in sorted(shifts):
                if (words, shift) not in seen and _is_of_year(words, table, {year - shift for year in years}):
                    seen.add((words, shift))
                    yield from _shifted(words, shift)


def _is_of_year(words: Words, table: StatementTable, years: Set[int]) -> bool:
    """Whether words over a column, if that is where they stand, name one of these years."""
    own = [column.period.fiscal_year for column in table.columns if column.cell == words.cell]
    return not own or any(year in years for year in own)


def _of_other_versions(words: Words, evidence: Evidence, table: int) -> Iterator[Hypothesis]:
    """A budget's title read for a settlement's, or the other way round."""
    text = compact(words.text)
    if table not in evidence.premature_tables and "決算" not in text and "予算" in text:
        yield _slip(words, text, text.replace("予算", "決算"))
    if _BUDGET_OF_NO_INITIAL.search(text):
        yield _slip(words, text, _BUDGET_OF_NO_INITIAL.sub("予算", text))


def mistaken_versions(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """For a header that is at odds in itself (6月当初) what all tables like its own print there."""
    tables = {table.number: table for table in evidence.materials.tables}
    for number, place in evidence.dissenting_columns:
        own = tables[number]
        cell = own.columns[place].cell
        row = next((row for row in layout.header_rows(own) for c in row.cells if c.column == cell and c.text), None)
        words = None if row is None else next(each for each in row.cells if each.column == cell)
        if row is None or words is None or not _AT_ODDS.search(compact(words.text)):
            continue
        for other in evidence.materials.tables:
            if other is not own and other.kind is own.kind and len(other.columns) == len(own.columns):
                text = layout.headers(other).get(other.columns[place].cell, "")
                if text and text != compact(words.text):
                    yield _slip(Words(row.line, words.text, cell), compact(words.text), text)


def _shifted(words: Words, shift: int) -> Iterator[Hypothesis]:
    """The words with another era or other numbers, if either moves all their years by so much."""
    text = compact(words.text)
    printed = {match["era"] for match in _YEAR.finditer(text)}
    eras = [era for own in printed if own for era, start in _ERAS.items() if start - _ERAS[own] == shift]
    if len(printed) == len(eras) == 1:
        yield _slip(words, text, _YEAR.sub(lambda match: eras[0] + match["year"], text))
    elif abs(shift) <= _FURTHEST:
        yield _slip(words, text, _YEAR.sub(lambda match: f"{match['era'] or ''}{max(1, _number(match) + shift)}", text))


def _number(match: re.Match[str]) -> int:
    return 1 if match["year"] == "元" else int(match["year"])


def _slip(words: Words, before: str, after: str) -> Hypothesis:
    reads: Amendment = LineWords(words.line, after) if words.cell is None else CellWords(words.line, words.cell, after)
    return Hypothesis(SlipKind.TABLE_PERIOD, (words.line,), before, after, (reads,))
