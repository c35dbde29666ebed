"""Tables as their layout and numbers settle them, looked up by label and column."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.interpreting.sheets import read_sheets
from pipelines.layout.model import Hypothesis
from pipelines.layout.settling import SettledSheet, settle_sheet
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text


@dataclass(frozen=True)
class Settled:
    """The settled sheets of a text."""

    sheets: tuple[SettledSheet, ...]

    def rows(self) -> list[tuple[str, list[tuple[int | None, str]]]]:
        """Each row's label with value and status in each column."""
        found = []
        for settled in self.sheets:
            sheet = settled.sheet
            for row, label in enumerate(sheet.labels):
                figures = [sheet.at.get((row, column)) for column in range(len(sheet.columns))]
                verdicts = [settled.verdicts.figures[figure.number] for figure in figures if figure is not None]
                found.append((label.text, [(verdict.settled, verdict.status.value) for verdict in verdicts]))
        return found

    def figures(self, label: str) -> list[tuple[int | None, str]]:
        """Value and status in each column of the first row of a label."""
        return next(figures for name, figures in self.rows() if name == label)

    def statuses(self) -> set[str]:
        """The statuses that occur."""
        return {status for _, figures in self.rows() for _, status in figures}

    def count(self, status: str) -> int:
        """How many figures have a status."""
        return sum(each == status for _, figures in self.rows() for _, each in figures)

    def repairs(self) -> dict[str, tuple[str, int, str]]:
        """By label, what was printed, the settled value and the kind of slip."""
        found = {}
        for settled in self.sheets:
            for repair in settled.verdicts.repairs:
                figure = settled.sheet.figures[repair.figure]
                found[settled.sheet.labels[figure.row].text] = (figure.text, repair.settled, repair.kind.value)
        return found

    def relations(self) -> set[str]:
        """What was derived, in words."""
        return {relation.name for settled in self.sheets for relation in settled.relations}

    def hypotheses(self) -> set[Hypothesis]:
        """What was found to hold."""
        return {hypothesis for settled in self.sheets for hypothesis in settled.derived.accepted}


def settled_text(text: str) -> Settled:
    """The tables of a text, settled."""
    blocks = read_blocks(read_text(text.encode(), "table.txt"))
    return Settled(tuple(settle_sheet(sheet) for sheet in read_sheets(blocks)))
