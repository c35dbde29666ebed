"""Slips of years: a title's year or era misread, so that its tables are of another year than all the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.reading.characters import compact
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment, CellWords, LineWords
from pipelines.structure.evidence import Evidence
from pipelines.structure.layout import Layout, Words
from pipelines.structure.model import Hypothesis

_ERAS = {"昭和": 1926, "平成": 1989, "令和": 2019}
_YEAR = re.compile(r"(?P<era>昭和|平成|令和)?(?P<year>元|\d{1,4})(?=年(?:度|\d|$|[^間]))")
# How far a misread number moves a year.
_FURTHEST = 10


def mistaken_periods(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """The years of other tables for what names the year of each table that nothing ties to another."""
    untied = [table for table in evidence.materials.tables if table.number in evidence.untied_tables]
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
            for shift in sorted(shifts):
                if (words, shift) not in seen:
                    seen.add((words, shift))
                    yield from _shifted(words, shift)


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
