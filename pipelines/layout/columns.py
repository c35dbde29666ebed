"""Columns that are made of others: change = this − that, a total of the others, opening + increase − decrease."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from pipelines.layout.chance import Trier, evidence_of
from pipelines.layout.model import Equation, Evidence, Hypothesis, Relation, Sheet
from pipelines.reading.characters import compact

_CHANGE = re.compile(r".*(?:増減|差引|差額|比較|増△?減|対前年|変動|change|diff|variance)", re.IGNORECASE)
_TOTAL = re.compile(r".*(?:合計|総計|総額|(?<![会統累設])計)|.*total", re.IGNORECASE)
# Where a header says so, and where only the numbers do.
_LEAST_BY_HEADER = 4.0
_LEAST_BY_NUMBERS = 6.0
_MOST_COLUMNS_PAIRED = 8
_SAMPLED = 40

Weights = tuple[tuple[int, int], ...]  # columns with weights


@dataclass(frozen=True, slots=True)
class ColumnRelations:
    """The relations between columns, and the columns that are made of others."""

    relations: tuple[Relation, ...]
    made: frozenset[int]
    rejected: tuple[tuple[Hypothesis, Evidence], ...]


def relate_columns(sheet: Sheet, trier: Trier) -> ColumnRelations:
    """The relations between columns that the rows bear out; a column is made of others once."""
    if sheet.is_stepped or len(sheet.columns) < 2:
        return ColumnRelations((), frozenset(), ())
    relations: list[Relation] = []
    rejected: list[tuple[Hypothesis, Evidence]] = []
    made: set[int] = set()
    used: set[frozenset[int]] = set()
    sample = _sample(sheet)
    for target in _order(sheet):
        candidates = list(_candidates(sheet, target, frozenset(made)))
        best: Relation | None = None
        best_rank = 1
        for rank, (hypothesis, weights) in enumerate(candidates, 1):
            columns = frozenset(column for column, _ in weights)
            if columns in used or (
                best is not None and not _holds_somewhere(sheet, weights, sample, are_rounded=trier.are_rounded)
            ):
                continue
            equations = tuple(_equations(sheet, weights))
            evidence = evidence_of(trier.trial(equation, rank, with_slips=False) for equation in equations)
            if best is None or evidence.surprise > best.evidence.surprise:
                best = Relation(hypothesis, _name(sheet, weights), equations, evidence)
                best_columns, best_rank = columns, rank
            if evidence.tried and evidence.exactly == evidence.tried:
                break
        if best is None or not best.evidence.tried:
            continue
        if best.evidence.exactly:
            trials = [trier.trial(equation, best_rank) for equation in best.equations]
            best = replace(best, evidence=evidence_of(trials))
        least = _LEAST_BY_HEADER if _is_named(sheet, target) else _LEAST_BY_NUMBERS
        # 増減, or a 合計 of all, says by itself what it is; what does not must mostly hold without any slip.
        is_said = _is_change(sheet, target) or (_is_named(sheet, target) and best_rank == 1)
        sound = best.evidence.held if is_said else best.evidence.exactly
        if best.evidence.surprise >= least and 2 * sound > best.evidence.tried and best.evidence.exactly:
            relations.append(best)
            made.add(target)
            used.add(best_columns)
        elif _is_named(sheet, target):
            rejected.append((best.hypothesis, best.evidence))
    return ColumnRelations(tuple(relations), frozenset(made), tuple(rejected))


def _sample(sheet: Sheet) -> Sequence[int]:
    """Rows that stand for all: what holds in most rows holds in one of them."""
    rows = range(len(sheet.labels))
    return rows if len(rows) <= _SAMPLED else rows[:: len(rows) // _SAMPLED]


def _holds_somewhere(sheet: Sheet, weights: Weights, rows: Iterable[int], *, are_rounded: bool) -> bool:
    """Whether columns add up in one of the rows at least."""
    unit = max((figure.unit for figure in sheet.figures), default=1)
    reach = sum(abs(weight) for _, weight in weights) * unit if are_rounded else 0
    for row in rows:
        total, is_nil = 0, True
        for column, weight in weights:
            figure = sheet.at.get((row, column))
            value = None if figure is None else figure.value
            if value is None:
                break
            total += weight * value
            is_nil = is_nil and not value
        else:
            if 2 * abs(total) <= reach and not is_nil:
                return True
    return False


def _order(sheet: Sheet) -> list[int]:
    """Columns that a header names as made of others first, then from the right."""
    return sorted(range(len(sheet.columns)), key=lambda column: (not _is_named(sheet, column), -column))


def _is_named(sheet: Sheet, column: int) -> bool:
    header = compact(sheet.columns[column].header)
    return _CHANGE.fullmatch(header) is not None or _TOTAL.fullmatch(header) is not None


def _is_change(sheet: Sheet, column: int) -> bool:
    return _CHANGE.fullmatch(compact(sheet.columns[column].header)) is not None


def _candidates(sheet: Sheet, target: int, made: frozenset[int]) -> Iterator[tuple[Hypothesis, Weights]]:
    """What a column may be made of, the likeliest first."""
    header = compact(sheet.columns[target].header)
    others = [column for column in range(len(sheet.columns)) if column != target and column not in made]
    is_total = _TOTAL.fullmatch(header) is not None
    is_change = _CHANGE.fullmatch(header) is not None
    sums = _sums(target, others)
    differences = _differences(target, others) if len(others) <= _MOST_COLUMNS_PAIRED else []
    if is_total:
        yield from sums
    if is_change or not is_total:
        yield from differences
    if not is_total and not is_change:
        yield from sums
    if len(others) >= 3:
        for start in range(len(others) - 2):
            first, second, third = others[start : start + 3]
            yield Hypothesis.BALANCE_COLUMN, ((target, 1), (first, -1), (second, -1), (third, 1))


def _sums(target: int, others: Sequence[int]) -> list[tuple[Hypothesis, Weights]]:
    """All others; those left of it, those right of it, from the longest on."""
    left, right = [c for c in others if c < target], [c for c in others if c > target]
    groups = [tuple(others)]
    groups += [tuple(left[start:]) for start in range(len(left))]
    groups += [tuple(right[: len(right) - cut]) for cut in range(len(right))]
    seen = dict.fromkeys(group for group in groups if len(group) > 1)
    return [(Hypothesis.TOTAL_COLUMN, ((target, 1), *((column, -1) for column in group))) for group in seen]


def _differences(target: int, others: Sequence[int]) -> list[tuple[Hypothesis, Weights]]:
    """Of two columns, those that stand nearest by first."""
    pairs = sorted(permutations(others, 2), key=lambda pair: (abs(pair[0] - target) + abs(pair[1] - target), pair))
    return [(Hypothesis.CHANGE_COLUMN, ((target, 1), (one, -1), (other, 1))) for one, other in pairs]


def _equations(sheet: Sheet, weights: Weights) -> Iterator[Equation]:
    for row in range(len(sheet.labels)):
        figures = [(sheet.at.get((row, column)), weight) for column, weight in weights]
        terms = tuple((figure.number, weight) for figure, weight in figures if figure is not None)
        if len(terms) == len(figures):
            yield Equation(terms)


def _name(sheet: Sheet, weights: Weights) -> str:
    def name(column: int) -> str:
        return compact(sheet.columns[column].header) or f"column {sheet.columns[column].cell + 1}"

    (target, _), *others = weights
    first, *rest = [(("+" if weight < 0 else "−"), name(column)) for column, weight in others]
    return f"{name(target)} = {first[1]}" + "".join(f" {sign} {each}" for sign, each in rest)
