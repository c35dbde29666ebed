"""The book in which every figure of a document is entered once, with its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.interpreting.model import Assumption, Figure, Finding, Known, Measure, Period, SegmentEvidence, Subject
from pipelines.reading.blocks import Cell
from pipelines.reading.numerals import GREATEST, Numeral, Reading

_LONGEST_CELL = 60


def _in_unit(numeral: Numeral, unit_yen: int) -> tuple[Numeral, int]:
    """A numeral and what its last place is in yen; unreadable where that is no whole yen, or beyond counting."""
    place = numeral.unit_yen or unit_yen // 10**numeral.decimals
    is_whole = numeral.unit_yen is not None or unit_yen % 10**numeral.decimals == 0
    if numeral.value is None or (is_whole and abs(numeral.value) * place <= GREATEST):
        return numeral, place
    return Numeral(Reading.BEYOND if is_whole else Reading.UNREADABLE), unit_yen


@dataclass
class FigureBook:
    """Figures in the order in which they were read; a figure's number is its index. Findings gather beside them."""

    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def enter(
        self,
        *,
        line: int,
        cell: int,
        label: str,
        printed_text: str,
        numeral: Numeral,
        unit: Known[int],
        period: Period,
        measure: Measure,
        statement_code: str | None = None,
        account_path: str | None = None,
        segment_name: str | None = None,
        segment_evidence: SegmentEvidence | None = None,
        table: int | None = None,
        row: int = 0,
        column: int = 0,
        assumptions: tuple[Assumption, ...] = (),
        limits: tuple[int, int] | None = None,
    ) -> int:
        """Enter a figure and return its number. A cell that is no number is a finding.

        `unit` is what one printed unit is in yen, unless the cell says so itself: then it is not assumed.
        """
        numeral, unit_yen = _in_unit(numeral, unit.value)
        if numeral.unit_yen is not None:
            assumptions = tuple(one for one in assumptions if one.subject is not Subject.UNIT)
        if numeral.reading in (Reading.UNREADABLE, Reading.BEYOND, Reading.TEXT, Reading.RATIO):
            message = f"cell {cell} ({printed_text[:_LONGEST_CELL]}) of {label} is not an amount that can be read"
            self.findings.append(Finding("unreadable_cell", line, message))
        elif numeral.reading is Reading.DOUBTFUL:
            message = f"cell {cell} ({printed_text}) of {label} is grouped as no number is; read as {numeral.value:,}"
            self.findings.append(Finding("doubtful_cell", line, message))
        self.figures.append(
            Figure(
                number=len(self.figures),
                line=line,
                cell=cell,
                label=label,
                printed_text=printed_text,
                value=numeral.value,
                is_blank=numeral.reading is Reading.BLANK,
                is_certain=numeral.reading is not Reading.DOUBTFUL,
                is_beyond_count=numeral.reading is Reading.BEYOND,
                unit_yen=unit_yen,
                period=period,
                measure=measure,
                statement_code=statement_code,
                account_path=account_path,
                segment_name=segment_name,
                segment_evidence=segment_evidence,
                table=table,
                row=row,
                column=column,
                assumptions=assumptions,
                limits=limits,
            )
        )
        return len(self.figures) - 1

    def report_extra(self, cells: Iterable[tuple[int, Cell]]) -> None:
        """Report cells (each with its line) that hold something but stand in no column that is read."""
        for line, cell in cells:
            message = f"cell {cell.column} ({cell.text}) stands in no column of amounts; not loaded"
            self.findings.append(Finding("extra_cell", line, message))
