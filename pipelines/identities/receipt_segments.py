"""Whose advance receipts are whose: the segment of each purpose, where the balance sheets by segment prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.identities.placement import RECEIPT_TOTALS, PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import AdvanceReceipt, Figure, Measure
from pipelines.reconcile import Status
from warehouse.reference import TOTAL_SEGMENT

_CUMULATIVE = RECEIPT_TOTALS[Measure.CUMULATIVE_RECEIPT]
_TRUSTED = frozenset({Status.PROVEN, Status.REPAIRED})
_MOST_PARTS, _MOST_STEPS = 40, 20_000  # beyond, nothing is said


@dataclass(frozen=True, slots=True)
class ProvenSegment:
    """A segment, and the number of the figure in its balance sheet that the cumulative receipts make up."""

    segment_name: str
    figure: int


def segments_of_receipts(settled: Settled) -> Mapping[int, ProvenSegment]:
    """By line of the table of advance receipts, the segment of its purpose; of the total, the whole agency.

    An identity ties the total to an account of the balance sheet. The segments' amounts of that account are made up of
    the purposes: where there is but one way to give each segment the purposes that sum to its amount, that proves whose
    they are. Two purposes of one amount, or an amount that another sum makes as well, prove nothing.
    """
    found: dict[int, ProvenSegment] = {}
    for identity, verdict in zip(settled.identities, settled.verdicts.identities, strict=True):
        if _CUMULATIVE in identity.rule.left and verdict.holds and len(identity.left) == len(identity.right) == 1:
            found.update(_proven(settled, identity))
    return found


def _proven(settled: Settled, identity: PlacedIdentity) -> Iterator[tuple[int, ProvenSegment]]:
    (total, _), (whole, _) = identity.left[0], identity.right[0]
    if not all(_is_trusted(settled, number) for number in (total, whole)):
        return
    receipts = _receipts_above(settled, total)
    total_line = settled.materials.figures[total].line
    yield total_line, ProvenSegment(TOTAL_SEGMENT, whole)
    segments = _by_segment(settled, settled.materials.figures[whole])
    amounts = {figure.number: _yen(settled, figure.number) for figure in segments}
    parts = [(receipt.line, _yen(settled, receipt.figure)) for receipt in receipts]
    if (
        not all(_is_trusted(settled, number) for number in (*amounts, *(receipt.figure for receipt in receipts)))
        or sum(amounts.values()) != _yen(settled, total)
        or sum(yen for _, yen in parts) != _yen(settled, total)
        or min((*amounts.values(), *(yen for _, yen in parts)), default=0) < 0
    ):
        return
    names = {figure.number: figure.segment_name or "" for figure in segments}
    for line, figure in _only_assignment(parts, amounts).items():
        yield line, ProvenSegment(names[figure], figure)


def _receipts_above(settled: Settled, total: int) -> Sequence[AdvanceReceipt]:
    """The purposes that the total closes, back to the total before."""
    above: list[AdvanceReceipt] = []
    for receipt in settled.materials.advance_receipts:
        if receipt.measure is not Measure.CUMULATIVE_RECEIPT:
            continue
        if receipt.figure == total:
            return above
        above = [] if receipt.is_total else [*above, receipt]
    return ()


def _by_segment(settled: Settled, whole: Figure) -> Sequence[Figure]:
    """The same account in the segments' balance sheets: one figure each, whose segment is not assumed."""
    found: dict[str, Figure] = {}
    for figure in settled.materials.figures:
        if (
            figure.statement_code == whole.statement_code
            and figure.account_path == whole.account_path
            and figure.period == whole.period
            and figure.measure is Measure.AMOUNT
            and figure.segment_name not in (None, TOTAL_SEGMENT)
            and not figure.assumptions
        ):
            found.setdefault(figure.segment_name or "", figure)
    return list(found.values())


def _only_assignment(parts: Sequence[tuple[int, int]], amounts: Mapping[int, int]) -> Mapping[int, int]:
    """By line of a part, the figure that it belongs to in every way of making all figures up."""
    given = [(line, yen) for line, yen in parts if yen]
    room = {figure: yen for figure, yen in amounts.items() if yen}
    always: dict[int, set[int]] = {line: set() for line, _ in given}
    steps = 0
    if len(given) > _MOST_PARTS:
        return {}

    def give(index: int, chosen: dict[int, int]) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            return
        if index == len(given):
            for line, figure in chosen.items():
                always[line].add(figure)
            return
        line, yen = given[index]
        for figure, left in list(room.items()):
            if left >= yen:
                room[figure] -= yen
                give(index + 1, {**chosen, line: figure})
                room[figure] += yen

    give(0, {})
    if steps > _MOST_STEPS:
        return {}
    return {line: next(iter(figures)) for line, figures in always.items() if len(figures) == 1}


def _is_trusted(settled: Settled, number: int) -> bool:
    return settled.verdicts.figures[number].status in _TRUSTED


def _yen(settled: Settled, number: int) -> int:
    return settled.verdicts.figures[number].settled or 0
