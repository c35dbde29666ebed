"""Slips of units: a table's 千円 read 百万円, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.reading.characters import compact
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment, CellWords, LineWords
from pipelines.structure.evidence import Evidence
from pipelines.structure.layout import Layout, Words
from pipelines.structure.model import Hypothesis

_UNIT = re.compile(r"(?P<before>単位[:は・]?|[(（\[〔])(?P<unit>(?:千|[十百千]?万|[十百]?億|兆)?円)")
_UNITS = ("円", "千円", "百万円")


def mistaken_units(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Other units for the nearest unit above each table whose identities with other tables fail."""
    figures = evidence.materials.figures
    across = {
        figure for number in evidence.broken if evidence.is_across(number) for figure, _ in evidence.terms[number]
    }
    doubted = {figures[figure].table for figure in across} | evidence.untied_tables
    seen: set[Words] = set()
    for table in evidence.materials.tables:
        words = next((words for words in layout.above(table) if _UNIT.search(compact(words.text))), None)
        if table.number in doubted and words is not None and words not in seen:
            seen.add(words)
            yield from _other_units(words)
    lines = [receipt.line for receipt in evidence.materials.advance_receipts]
    if lines and None in doubted:
        words = next((w for w in layout.before_line(min(lines)) if _UNIT.search(compact(w.text))), None)
        if words is not None and words not in seen:
            yield from _other_units(words)


def _other_units(words: Words) -> Iterator[Hypothesis]:
    text = compact(words.text)
    found = _UNIT.search(text)
    printed = found["unit"] if found else ""
    for unit in _UNITS:
        if unit == printed:
            continue
        read = _UNIT.sub(lambda match, unit=unit: match["before"] + unit, text, count=1)  # type: ignore[misc]
        yield Hypothesis(SlipKind.TABLE_UNIT, (words.line,), printed, unit, (_reads(words, read),))


def _reads(words: Words, text: str) -> Amendment:
    return LineWords(words.line, text) if words.cell is None else CellWords(words.line, words.cell, text)
