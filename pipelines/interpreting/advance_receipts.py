"""Advance receipts (前受金): planned for the year and cumulative, by purpose."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.context import Surroundings
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.grid import Grid
from pipelines.interpreting.model import AdvanceReceipt, Known, Measure, Period, assumptions_of
from pipelines.reading.numerals import Reading

_TOTALS = frozenset({"合計", "計"})
_MEASURES = {"予定前受金": Measure.PLANNED_RECEIPT, "累積前受金": Measure.CUMULATIVE_RECEIPT}


def is_advance_receipts(grid: Grid, around: Surroundings) -> bool:
    """Whether a table is of advance receipts: two columns, named so in its header or in the words before it."""
    words = (*grid.header_cells, *around.lines)
    return len(grid.amount_cells) == len(_MEASURES) and all(any(name in word for word in words) for name in _MEASURES)


def read_advance_receipts(
    grid: Grid, around: Surroundings, known: Known[Period], book: FigureBook
) -> Iterator[AdvanceReceipt]:
    """The figures of the table, entered into the book. Without a readable header, planned comes first."""
    unit, period = around.unit_in_force, known.value
    year = Known(period.fiscal_year, known.source, known.words)
    named = [_MEASURES.get(header) for header in grid.headers or ()]
    measures = named if None not in named and len(set(named)) == len(_MEASURES) else list(_MEASURES.values())
    book.report_extra((row.line, cell) for row in grid.rows for cell in row.extra)
    for row_number, row in enumerate(grid.rows):
        purpose = clean_label(row.label_text)
        is_total = purpose in _TOTALS
        for position, measure in enumerate(measures):
            cell, numeral = row.cells[position], row.numerals[position]
            if measure is None or (cell is None or numeral.reading is Reading.BLANK):
                continue
            number = book.enter(
                line=row.line,
                cell=grid.amount_cells[position],
                label=purpose,
                printed_text=cell.text,
                numeral=numeral,
                unit=unit,
                period=period,
                measure=measure,
                row=row_number,
                column=position,
                assumptions=assumptions_of(unit, year),
            )
            yield AdvanceReceipt("合計" if is_total else purpose, is_total, measure, number, period, row.line)
