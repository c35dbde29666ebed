"""Each record through the engine: valid, corrected, ambiguous or invalid, with the corrections and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pipelines import reconcile as engine
from pipelines.reading.numerals import Reading
from pipelines.worksheet.rules import Bounds, WorksheetRules
from pipelines.worksheet.statements import Comparison
from pipelines.worksheet.values import Record


class RecordStatus(StrEnum):
    """What the rules say of a record."""

    VALID = "valid"
    CORRECTED = "corrected"
    AMBIGUOUS = "ambiguous"
    INVALID = "invalid"
    REFUSED = "refused"  # a cell of it cannot be taken in


@dataclass(frozen=True, slots=True)
class Correction:
    """A variable that is not what is printed; `printed` is the cell's text, empty where it is missing."""

    variable: str
    printed: str
    settled: Fraction
    kind: str


@dataclass(frozen=True, slots=True)
class ProvingEquation:
    """A rule with its residual (left minus right) before and after; None where a value is missing."""

    equation: str
    residual_before: Fraction | None
    residual_after: Fraction | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a record. `values` are the settled ones, None where there is none to trust.

    `reasons` say why the rules do not decide.
    """

    record: Record
    status: RecordStatus
    values: dict[str, Fraction | None]
    corrections: tuple[Correction, ...]
    proof: tuple[ProvingEquation, ...]
    alternatives: tuple[tuple[Correction, ...], ...]
    reasons: tuple[engine.DisputeReason, ...] = ()


def answer(rules: WorksheetRules, records: Iterable[Record]) -> Iterator[Answer]:
    """Answer record by record."""
    in_decimals: dict[int, _Engine] = {}
    for record in records:
        if record.problem is not None:
            yield Answer(record, RecordStatus.REFUSED, dict.fromkeys(rules.variables), (), (), ())
            continue
        if record.decimals not in in_decimals:
            in_decimals[record.decimals] = _Engine(rules, record.decimals)
        yield in_decimals[record.decimals].answer(record)


class _Engine:
    """The rules in units of so many decimals, as the engine takes them."""

    def __init__(self, rules: WorksheetRules, decimals: int) -> None:
        self._rules = rules
        self._unit = Fraction(1, 10**decimals)
        self._bounds = rules.bounds(decimals)
        self._related = rules.related()
        self._identities = rules.identities(decimals)
        self._limits = self._limits_of_fixed()

    def answer(self, record: Record) -> Answer:
        """What the rules say of a record in these units."""
        rules = self._rules
        figures = [self._figure(number, name, record) for number, name in enumerate(rules.variables)]
        found = engine.reconcile(figures, [*self._identities, *self._limits])
        corrections = tuple(
            self._correction(record, repair.figure, repair.settled, repair.kind) for repair in found.repairs
        )
        disputed = {verdict.figure for verdict in found.figures if verdict.status is engine.Status.DISPUTED}
        values = {
            rules.variables[verdict.figure]: self._written(None if verdict.figure in disputed else verdict.settled)
            for verdict in found.figures
        }
        alternatives = tuple(
            tuple(self._correction(record, change.figure, change.settled, change.kind) for change in why.changes)
            for dispute in found.disputes
            for why in dispute.explanations
        )
        status = _status(record, rules, found, disputed)
        reasons = tuple(dict.fromkeys(dispute.reason for dispute in found.disputes))
        return Answer(record, status, values, corrections, self._proof(record, found), alternatives, reasons)

    def _figure(self, number: int, name: str, record: Record) -> engine.Figure:
        numeral, bound = record.numerals[name], self._bounds.get(name, Bounds())
        if name in self._rules.fixed and numeral.value is not None:
            bound = Bounds(numeral.value, numeral.value)
        return engine.Figure(
            number,
            numeral.value,
            certain=numeral.reading is not Reading.DOUBTFUL,
            # Variables stand side by side in a row: neighbours may have been swapped, or the row shifted.
            place=engine.Place(0, 0, number),
            lower=bound.lower,
            upper=bound.upper,
            weight=self._rules.trust.get(name, 1),
        )

    def _limits_of_fixed(self) -> list[engine.Identity]:
        """The bounds of what is fixed: it stays as it is, and the record is invalid where it breaks them."""
        index = {name: position for position, name in enumerate(self._rules.variables)}
        number = len(self._identities)
        limits: list[engine.Identity] = []
        for name in sorted(self._rules.fixed & self._bounds.keys()):
            bound = self._bounds[name]
            term = engine.Term(index[name], 1)
            limits.append(engine.Identity(number + len(limits), (term,), 0, bound.lower, bound.upper))
        return limits

    def _correction(self, record: Record, figure: int, settled: int, kind: engine.SlipKind) -> Correction:
        name = self._rules.variables[figure]
        return Correction(name, record.printed[name], settled * self._unit, kind.value)

    def _proof(self, record: Record, found: engine.Reconciliation) -> tuple[ProvingEquation, ...]:
        """The rules that failed as printed, and those that prove a correction."""
        printed = {name: self._written(numeral.value) for name, numeral in record.numerals.items()}
        settled = {self._rules.variables[verdict.figure]: self._written(verdict.settled) for verdict in found.figures}
        touched = {identity for repair in found.repairs for identity in repair.hold_after}
        return tuple(
            ProvingEquation(rule.text, _residual(rule, printed), _residual(rule, settled), verdict.holds)
            for rule, verdict in zip(self._related, found.identities, strict=False)
            if not verdict.held_as_printed or verdict.identity in touched
        )

    def _written(self, value: int | None) -> Fraction | None:
        """A value in the numbers as they are written."""
        return None if value is None else value * self._unit


def _residual(rule: Comparison, values: Mapping[str, Fraction | None]) -> Fraction | None:
    total = rule.constant
    for name, weight in rule.weights.items():
        value = values[name]
        if value is None:
            return None
        total += weight * value
    return total


def _status(record: Record, rules: WorksheetRules, found: engine.Reconciliation, disputed: set[int]) -> RecordStatus:
    if not disputed:
        return RecordStatus.CORRECTED if found.repairs else RecordStatus.VALID
    unexplained = {f for dispute in found.disputes if not dispute.explanations for f in dispute.figures}
    # A missing value that does not follow is undecided; a printed one that nothing explains is wrong.
    readable = {number for number in disputed if record.numerals[rules.variables[number]].value is not None}
    fails = any(verdict.residual_settled is not None and not verdict.holds for verdict in found.identities)
    return RecordStatus.INVALID if fails and unexplained & readable else RecordStatus.AMBIGUOUS
