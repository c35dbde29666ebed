"""Each record through the engine: valid, corrected, ambiguous or invalid, with the corrections and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipelines import reconcile as engine
from pipelines.reading.numerals import Reading
from pipelines.worksheet.rules import Bounds, Equation, WorksheetRules
from pipelines.worksheet.values import Record


class RecordStatus(StrEnum):
    """What the rules say of a record."""

    VALID = "valid"
    CORRECTED = "corrected"
    AMBIGUOUS = "ambiguous"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Correction:
    """A variable that is not what is printed; `printed` is the cell's text, empty where it is missing."""

    variable: str
    printed: str
    settled: int
    kind: str


@dataclass(frozen=True, slots=True)
class ProvingEquation:
    """An equation with its residual (left minus right) before and after; None where a value is missing."""

    equation: str
    residual_before: int | None
    residual_after: int | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a record. `values` are the settled ones, None where there is none to trust."""

    record: Record
    status: RecordStatus
    values: dict[str, int | None]
    corrections: tuple[Correction, ...]
    proof: tuple[ProvingEquation, ...]
    alternatives: tuple[tuple[Correction, ...], ...]


def answer(rules: WorksheetRules, records: Iterable[Record]) -> Iterator[Answer]:
    """Answer record by record."""
    identities = [_identity(number, equation, rules) for number, equation in enumerate(rules.equations)]
    for record in records:
        figures = [_figure(number, name, record, rules) for number, name in enumerate(rules.variables)]
        yield _answer(rules, record, engine.reconcile(figures, identities))


def _identity(number: int, equation: Equation, rules: WorksheetRules) -> engine.Identity:
    index = {name: position for position, name in enumerate(rules.variables)}
    terms = tuple(engine.Term(index[name], weight) for name, weight in equation.weights.items())
    return engine.Identity(number, terms, equation.constant)


def _figure(number: int, name: str, record: Record, rules: WorksheetRules) -> engine.Figure:
    numeral, bound = record.numerals[name], rules.bounds.get(name, Bounds())
    return engine.Figure(
        number,
        numeral.value,
        certain=numeral.reading is not Reading.DOUBTFUL,
        # Variables stand side by side in a row: neighbours may have been swapped, or the row shifted.
        place=engine.Place(0, 0, number),
        lower=bound.lower,
        upper=bound.upper,
    )


def _answer(rules: WorksheetRules, record: Record, found: engine.Reconciliation) -> Answer:
    def correction(figure: int, settled: int, kind: engine.SlipKind) -> Correction:
        name = rules.variables[figure]
        return Correction(name, record.printed[name], settled, kind.value)

    corrections = tuple(correction(repair.figure, repair.settled, repair.kind) for repair in found.repairs)
    touched = {identity for repair in found.repairs for identity in repair.hold_after}
    proof = tuple(
        ProvingEquation(
            rules.equations[verdict.identity].text, verdict.residual_printed, verdict.residual_settled, verdict.holds
        )
        for verdict in found.identities
        if not verdict.held_as_printed or verdict.identity in touched
    )
    alternatives = tuple(
        tuple(correction(change.figure, change.settled, change.kind) for change in explanation.changes)
        for dispute in found.disputes
        for explanation in dispute.explanations
    )
    disputed = {verdict.figure for verdict in found.figures if verdict.status is engine.Status.DISPUTED}
    values = {
        rules.variables[verdict.figure]: None if verdict.figure in disputed else verdict.settled
        for verdict in found.figures
    }
    return Answer(record, _status(record, rules, found, disputed), values, corrections, proof, alternatives)


def _status(record: Record, rules: WorksheetRules, found: engine.Reconciliation, disputed: set[int]) -> RecordStatus:
    if not disputed:
        return RecordStatus.CORRECTED if found.repairs else RecordStatus.VALID
    unexplained = {f for dispute in found.disputes if not dispute.explanations for f in dispute.figures}
    # A missing value that does not follow is undecided; a printed one that nothing explains is wrong.
    readable = {number for number in disputed if record.numerals[rules.variables[number]].value is not None}
    fails = any(verdict.residual_settled not in (None, 0) and not verdict.holds for verdict in found.identities)
    return RecordStatus.INVALID if fails and unexplained & readable else RecordStatus.AMBIGUOUS
