"""A table of one's own without rules: its sheets settled, each figure with a mark, each repair with its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipelines import reconcile as engine
from pipelines.interpreting.sheets import read_sheets
from pipelines.layout.model import Evidence, Figure, Hypothesis
from pipelines.layout.settling import SettledSheet, settle_sheet
from pipelines.reading.blocks import Block
from pipelines.worksheet.numbers import HYPHEN, TRIANGLE, written_like


class Mark(Enum):
    """What stands at a figure, for people."""

    PROVEN = "✓"
    REPAIRED = "→"
    UNCHECKED = "·"
    DISPUTED = "✗"


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """A figure and what became of it: `settled` is written as the cell is.

    One that is unchecked `is_size_only` where its equations would hold with the other sign too, and
    `is_within_rounding` where they hold as nearly as rounded figures can: its last place is not shown.
    """

    figure: Figure
    status: engine.Status
    value: int | None
    settled: str
    is_size_only: bool
    is_within_rounding: bool

    @property
    def mark(self) -> Mark:
        """The mark of its status."""
        return Mark[self.status.name]


@dataclass(frozen=True, slots=True)
class ProvingRelation:
    """A derived relation in one column, its residual before and after, and how far from nil rounding lets it be."""

    relation: str
    column: str
    before: int | None
    after: int | None
    holds: bool
    tolerance: int


@dataclass(frozen=True, slots=True)
class RepairAnswer:
    """A repaired figure: where it stands, what was printed and is meant, and what proves it."""

    figure: FigureAnswer
    label: str
    column: str
    kind: str
    proof: tuple[ProvingRelation, ...]


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """Figures that nothing decides: those that may be wrong, what fails, and the smallest explanations."""

    figures: tuple[str, ...]
    failing: tuple[ProvingRelation, ...]
    explanations: tuple[tuple[str, ...], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """A sheet with its figures by row and column, what was derived, and what follows."""

    settled: SettledSheet
    figures: dict[tuple[int, int], FigureAnswer]
    repairs: tuple[RepairAnswer, ...]
    disputes: tuple[DisputeAnswer, ...]

    @property
    def accepted(self) -> dict[Hypothesis, Evidence]:
        """The hypotheses that hold."""
        return self.settled.derived.accepted

    def count(self, status: engine.Status) -> int:
        """How many figures have a status."""
        return sum(figure.status is status for figure in self.figures.values())


def answer_blocks(blocks: Sequence[Block]) -> tuple[SheetAnswer, ...]:
    """Every table with amounts, settled by what its own layout and numbers say."""
    return tuple(_answer(settle_sheet(sheet, number)) for number, sheet in enumerate(read_sheets(blocks)))


def _answer(settled: SettledSheet) -> SheetAnswer:
    sheet, verdicts = settled.sheet, settled.verdicts
    minus = TRIANGLE if _is_japanese(settled) else HYPHEN
    answers = [
        FigureAnswer(
            figure,
            verdict.status,
            verdict.settled if verdict.status is not engine.Status.DISPUTED else None,
            written_like(figure.text, verdict.settled, unit=figure.unit, decimals=sheet.decimals, minus=minus)
            if verdict.status is engine.Status.REPAIRED and verdict.settled is not None
            else figure.text,
            is_size_only=verdict.status is engine.Status.UNCHECKED
            and bool(verdict.identities)
            and not (settled.derived.are_rounded and verdict.sign_is_shown),
            is_within_rounding=verdict.status is engine.Status.UNCHECKED
            and bool(verdict.identities)
            and settled.derived.are_rounded
            and verdict.sign_is_shown,
        )
        for figure, verdict in zip(sheet.figures, verdicts.figures, strict=True)
    ]
    repairs = tuple(
        RepairAnswer(
            answers[repair.figure],
            sheet.labels[sheet.figures[repair.figure].row].text,
            _column(settled, repair.figure),
            repair.kind.value,
            tuple(_proof(settled, identity) for identity in repair.hold_after),
        )
        for repair in verdicts.repairs
    )
    disputes = tuple(_dispute(settled, dispute) for dispute in verdicts.disputes if dispute.identities)
    return SheetAnswer(
        settled, {(answer.figure.row, answer.figure.column): answer for answer in answers}, repairs, disputes
    )


def _is_japanese(settled: SettledSheet) -> bool:
    sheet = settled.sheet
    printed = "".join(figure.text for figure in sheet.figures)
    if TRIANGLE in printed or HYPHEN in printed:
        return TRIANGLE in printed
    return any(ord(character) > 0x2E80 for label in sheet.labels for character in label.text)


def _column(settled: SettledSheet, figure: int) -> str:
    column = settled.sheet.columns[settled.sheet.figures[figure].column]
    return column.header or f"column {column.cell + 1}"


def _name(settled: SettledSheet, figure: int) -> str:
    row = settled.sheet.figures[figure].row
    label = settled.sheet.labels[row].text or f"line {settled.sheet.lines[row]}"
    return f"{label} ({_column(settled, figure)})" if len(settled.sheet.columns) > 1 else label


def _proof(settled: SettledSheet, identity: int) -> ProvingRelation:
    verdict = settled.verdicts.identities[identity]
    relation = settled.relations[settled.relation_of[identity]]
    target = settled.equations[identity].terms[0][0]
    is_of_columns = relation.hypothesis in _OF_COLUMNS
    row = settled.sheet.labels[settled.sheet.figures[target].row].text
    return ProvingRelation(
        relation.name,
        row if is_of_columns else _column(settled, target),
        verdict.residual_printed,
        verdict.residual_settled,
        verdict.holds,
        verdict.tolerance,
    )


_OF_COLUMNS = (Hypothesis.CHANGE_COLUMN, Hypothesis.TOTAL_COLUMN, Hypothesis.BALANCE_COLUMN)


def _dispute(settled: SettledSheet, dispute: engine.Dispute) -> DisputeAnswer:
    failing = [identity for identity in dispute.identities if not settled.verdicts.identities[identity].held_as_printed]
    return DisputeAnswer(
        tuple(_name(settled, figure) for figure in dispute.figures),
        tuple(_proof(settled, identity) for identity in failing),
        tuple(
            tuple(
                f"{_name(settled, c.figure)} → {c.settled:,} ({c.kind.value})"
                for c in explanation.changes
                if c.figure < len(settled.sheet.figures)
            )
            for explanation in dispute.explanations
        ),
        dispute.reason.value,
    )
