"""Commitments (債務負担行為): the tables, and the changes that the prose states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.context import Surroundings, budget_period
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.model import (
    Commitment,
    CommitmentChange,
    Finding,
    Known,
    Listing,
    Measure,
    Period,
    Source,
    assumptions_of,
)
from pipelines.interpreting.units import SCALES
from pipelines.reading.blocks import Block, Cell, Heading, PageNumber, Paragraph, Row, Table
from pipelines.reading.calendar import read_fiscal_span
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading, read_numeral

_AMOUNT = r"(?P<amount>[0-9,]+)(?P<scale>百万|千万|千|万|億)?円"
# 債務負担行為 8,183百万円の増(変更) / 新たに 16 百万円の債務負担行為を設定
_STATED = re.compile(rf"債務負担行為{_AMOUNT}の(?P<direction>増|減)")
_NEWLY_SET = re.compile(rf"新たに{_AMOUNT}の債務負担行為")
_ITEM = re.compile(r"[-・*•]?\(\d+\)(?P<name>.+)")


# Whether 27年度 is a year does not depend on which.
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row that make it a commitment."""

    name: Cell
    limit: Cell
    numeral: Numeral
    budget_year: str
    bearing_years: str


def is_commitments_table(table: Table) -> bool:
    """Whether a table's rows with numbers are a matter, a limit and fiscal years (beside a header of a row or two)."""
    commitments = sum(_cells(row.cells) is not None for row in table.rows)
    return commitments * 2 > sum(_has_number(row) for row in table.rows) and commitments * 3 >= len(table.rows)


def read_commitments(
    table: Table, around: Surroundings, known: Known[Period], book: FigureBook
) -> Iterator[Commitment]:
    """The commitments of a table, their limits entered into the book."""
    unit, period = around.unit_in_force, known.value
    year = Known(period.fiscal_year, known.source, known.words)
    listing = _listing(around, period)
    for row in table.rows:
        cells = _cells(row.cells)
        if cells is None:
            if _has_number(row):
                message = f"row {clean_label(row.cells[0].text)} is no commitment with limit and years; not loaded"
                book.findings.append(Finding("unread_row", row.line, message))
            continue
        book.report_extra((row.line, cell) for cell in row.cells[1:] if cell is not cells.limit and _is_number(cell))
        name = clean_label(cells.name.text)
        number = book.enter(
            line=row.line,
            cell=cells.limit.column,
            label=name,
            printed_text=cells.limit.text,
            numeral=cells.numeral,
            unit=unit,
            period=period,
            measure=Measure.COMMITMENT_LIMIT,
            assumptions=assumptions_of(unit, year),
        )
        near = period.fiscal_year
        act, bearing = read_fiscal_span(cells.budget_year, near), read_fiscal_span(cells.bearing_years, near)
        for text, span in ((cells.budget_year, act), (cells.bearing_years, bearing)):
            if text and span is None:
                message = f"cell {text} of {name} is not a fiscal year or two"
                book.findings.append(Finding("unreadable_cell", row.line, message))
        yield Commitment(
            listing,
            name,
            number,
            period,
            act.first if act else None,
            bearing.first if bearing else None,
            bearing.last if bearing else None,
            cells.limit.is_underlined,
            row.line,
        )


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


def _cells(cells: Sequence[Cell]) -> _Cells | None:
    filled = [cell for cell in cells if cell.text]
    years = [cell for cell in filled[1:] if read_fiscal_span(cell.text, _ANY_YEAR) is not None]
    if not years or len(filled) < 3:
        return None
    limit = next(
        (
            (cell, numeral)
            for cell in filled[1:]
            if cell not in years
            and "年度" not in compact(cell.text)  # a header that names a year beside another
            and (numeral := read_numeral(cell.text)).reading not in (Reading.TEXT, Reading.BLANK)
        ),
        None,
    )
    if limit is None:
        return None
    others = [cell.text for cell in filled[1:] if cell is not limit[0]]
    return _Cells(filled[0], limit[0], limit[1], others[0], others[1] if len(others) > 1 else "")


def _has_number(row: Row) -> bool:
    return any(_is_number(cell) for cell in row.cells[1:])


def _is_number(cell: Cell) -> bool:
    return read_numeral(cell.text).reading in (Reading.NUMBER, Reading.DOUBTFUL)


def _listing(around: Surroundings, period: Period) -> Listing:
    for line in reversed(around.lines):
        if "補正後" in line:
            return Listing.AFTER
        if "補正前" in line:
            return Listing.BEFORE
    return Listing.ANNOUNCED if period.budget_version.startswith("supplementary") else Listing.INITIAL
