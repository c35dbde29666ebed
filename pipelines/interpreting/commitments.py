"""Commitments (債務負担行為): their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.context import Surroundings
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.model import (
    Commitment,
    Finding,
    Known,
    Listing,
    Measure,
    Period,
    assumptions_of,
)
from pipelines.interpreting.unprinted_years import known_year
from pipelines.reading.blocks import Cell, Row, Table
from pipelines.reading.calendar import read_fiscal_span
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading, read_numeral

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
        near = known_year(period.fiscal_year)
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
