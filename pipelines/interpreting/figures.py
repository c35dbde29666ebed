"""The book in which every figure of a document is entered once, with its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.interpreting.model import Figure, Finding, Measure, Period, SegmentEvidence
from pipelines.reading.blocks import Cell
from pipelines.reading.numerals import Numeral, Reading


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
        unit_yen: int,
        period: Period,
        measure: Measure,
        statement_code: str | None = None,
        account_path: str | None = None,
        segment_name: str | None = None,
        segment_evidence: SegmentEvidence | None = None,
        table: int | None = None,
        row: int = 0,
        column: int = 0,
    ) -> int:
        """Enter a figure and return its number. A cell that is no number is a finding."""
        if numeral.reading in (Reading.UNREADABLE, Reading.TEXT):
            message = f"cell {cell} ({printed_text}) of {label} is not a number"
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
            )
        )
        return len(self.figures) - 1

    def report_extra(self, cells: Iterable[tuple[int, Cell]]) -> None:
        """Report cells (each with its line) that hold something but stand in no column that is read."""
        for line, cell in cells:
            message = f"cell {cell.column} ({cell.text}) stands in no column of amounts; not loaded"
            self.findings.append(Finding("extra_cell", line, message))
