"""Changes of commitments (債務負担行為) that the prose states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.context import budget_period
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.model import CommitmentChange, Finding, Known, Measure, Period, Source
from pipelines.interpreting.units import SCALES
from pipelines.reading.blocks import Block, Heading, PageNumber, Paragraph, Table
from pipelines.reading.characters import compact
from pipelines.reading.numerals import read_numeral

_AMOUNT = r"(?P<amount>[0-9,]+)(?P<scale>百万|千万|千|万|億)?円"
# 債務負担行為 8,183百万円の増(変更) / 新たに 16 百万円の債務負担行為を設定
_STATED = re.compile(rf"債務負担行為{_AMOUNT}の(?P<direction>増|減)")
_NEWLY_SET = re.compile(rf"新たに{_AMOUNT}の債務負担行為")
_ITEM = re.compile(r"[-・*•]?\(\d+\)(?P<name>.+)")


def read_changes(
    blocks: Sequence[Block], agenda_lines: frozenset[int], supplementary_month: int | None, book: FigureBook
) -> Iterator[CommitmentChange]:
    """The changes of commitments that the prose states, each with the matter it stands under."""
    period: Period | None = None
    name: str | None = None
    for block in blocks:
        if isinstance(block, Table | PageNumber) or block.line in agenda_lines:
            continue
        number = None
        if isinstance(block, Heading):
            number = block.number
            period = budget_period(block.text, supplementary_month) or period
        words = compact(block.text)
        stated = _STATED.search(words) or _NEWLY_SET.search(words)
        if stated is None:
            numbered = _ITEM.fullmatch(compact(number or "") + words)
            if numbered and isinstance(block, Heading | Paragraph):
                name = clean_label(numbered["name"])
            continue
        if name is None or period is None:
            message = f"a change of {stated['amount']} is stated without its matter or its budget; not loaded"
            book.findings.append(Finding("unread_change", block.line, message))
            continue
        sign = -1 if stated.groupdict().get("direction") == "減" else 1
        numeral = read_numeral(stated["amount"])
        signed = replace(numeral, value=None if numeral.value is None else sign * numeral.value)
        figure = book.enter(
            line=block.line,
            cell=0,
            label=name,
            printed_text=stated["amount"],
            numeral=signed,
            unit=Known(SCALES[stated["scale"]], Source.PRINTED),
            period=period,
            measure=Measure.COMMITMENT_CHANGE,
        )
        yield CommitmentChange(name, figure, period)
