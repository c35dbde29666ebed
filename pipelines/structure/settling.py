"""A text as a whole: slips of structure and slips of cells compete for the smallest explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from expectations.rule_book import RuleBook
from pipelines.identities.placement import place_identities
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.reading.blocks import Block, read_blocks
from pipelines.reading.source import SourceText
from pipelines.reconcile.slips import SLIP_COST
from pipelines.structure.doubt import disputed, doubt_moved_labels, doubt_nils, doubt_whole_tables, spread_doubt
from pipelines.structure.evidence import Evidence
from pipelines.structure.rows import Rows
from pipelines.structure.search import Reading, Search, Step, Text, decided_steps, explains_at_large
from pipelines.structure.telling import (
    columns_in_doubt,
    leaves_failing,
    outvoted_in_doubt,
    repetitions_in_doubt,
    repetitions_of_doubt,
    rivals_in_doubt,
    rows_in_doubt,
    told_as_repaired,
    unexplained_in_doubt,
    unweighed_in_doubt,
)


def settle_text(materials: Materials, rules: RuleBook, text: Callable[[], Text]) -> Settled:
    """Prove, repair or dispute every figure of a text. The text itself is only looked at where something is odd."""
    identities = place_identities(materials, rules)
    evidence = Evidence(materials, identities)
    if not evidence.is_suspicious:
        return doubt_nils(doubt_whole_tables(spread_doubt(settle(materials, rules, identities))))
    search = Search(text(), evidence, rules)
    steps = search.steps()
    decided = decided_steps(steps)
    told = _smallest(materials, search, decided, rules)
    if told is None:
        told = _told(_settle(materials, rules, search.first), search.first, 0, is_tied=True)
    settled = told_as_repaired(told.settled, materials, search.first, decided[told.unweighed : told.count])
    doubted = [step for step in steps if step not in decided]
    doubted += [step for step in decided[told.count :] if told.is_tied or leaves_failing(settled, step)]
    evidence = told.reading.evidence
    doubts = (
        *(doubt for step in doubted if (doubt := rivals_in_doubt(step, materials)) is not None),
        *outvoted_in_doubt(settled.materials, evidence),
        *columns_in_doubt(settled.materials, evidence),
        *repetitions_in_doubt(settled, decided[: told.count]),
        *unweighed_in_doubt(settled, decided[: told.unweighed], materials),
    )
    known = frozenset(figure for doubt in doubts for figure in doubt.figures)
    doubts = (*doubts, *rows_in_doubt(settled.materials, evidence.materials, told.rows, known))
    if search.was_given_up:
        doubts = (*doubts, *unexplained_in_doubt(settled.materials, evidence))
    settled = replace(settled, structural_doubts=doubts)
    doubted_together = {figure for doubt in doubts for figure in doubt.figures}
    settled = doubt_whole_tables(spread_doubt(disputed(settled, doubted_together)))
    settled = doubt_nils(doubt_moved_labels(settled))
    return disputed(settled, repetitions_of_doubt(settled, decided[: told.count]))


@dataclass(frozen=True, slots=True)
class _Told:
    """A document settled with the first `count` slips undone; `is_tied`: the next one would explain it as well.

    `rows` are those of the reading with the values that are settled: a cell that is repaired contradicts no label.
    The first `unweighed` slips were not weighed against slips of cells: the work was spent before.
    """

    settled: Settled
    reading: Reading
    rows: Rows
    count: int
    is_tied: bool
    unweighed: int = 0


def _told(settled: Settled, reading: Reading, count: int, *, is_tied: bool) -> _Told:
    figures = zip(settled.materials.figures, settled.verdicts.figures, strict=True)
    values = {(figure.line, figure.cell): verdict.settled for figure, verdict in figures}
    return _Told(settled, reading, reading.rows_with(values), count, is_tied)


def _smallest(materials: Materials, search: Search, steps: Sequence[Step], rules: RuleBook) -> _Told | None:
    """How many of the slips, in the order in which they were found, make the smallest explanation with slips of cells.

    None where the text cannot be read with these slips alone.
    """
    readings = [search.first]
    for step in steps:
        reading = search.read([each.undone[-1] for each in readings[1:]] + [step.hypothesis])
        if reading is None:
            return None
        readings.append(reading)
    best: tuple[int, _Told] | None = None
    unweighed = 0
    for count in range(len(readings) - 1, -1, -1):
        reading = readings[count]
        if not search.work.allows_settling:
            search.was_given_up = True
            unweighed = count + 1
            break
        settled = _settle(reading.as_printed(materials), rules, reading)
        search.work.settle(settled.verdicts.steps)
        told = _told(settled, reading, count, is_tied=False)
        cost = SLIP_COST * count + settled.verdicts.cost + reading.evidence.oddities_beside(told.rows)
        if best is None or cost < best[0]:
            best = cost, told
        elif cost == best[0] and not best[1].reading.evidence.is_in_better_order_than(reading.evidence):
            best = cost, replace(told, is_tied=True)
        # What one slip of structure explains as many slips of cells would: no need to count them where nothing is left.
        is_whole = all(verdict.holds for verdict in settled.verdicts.identities)
        if count and is_whole and explains_at_large(readings[count - 1], reading):
            break
    return replace(best[1], unweighed=min(unweighed, best[1].count)) if best else None


def _settle(materials: Materials, rules: RuleBook, reading: Reading) -> Settled:
    """Settle what is understood of a text; a table that the others outvote takes part in no identity."""
    outvoted = reading.evidence.outvoted_tables
    if not outvoted:
        # What is read as it is printed has its identities already.
        is_as_printed = materials is reading.evidence.materials
        return settle(materials, rules, tuple(reading.evidence.identities) if is_as_printed else None)
    tables = tuple(table for table in materials.tables if table.number not in outvoted)
    settled = settle(replace(materials, tables=tables), rules)
    # Its figures are those of which the identities showed what was assumed.
    return replace(settled, materials=replace(settled.materials, tables=materials.tables))


def text_of(source: SourceText, rules: RuleBook, blocks: Sequence[Block] | None = None) -> Text:
    """A text's blocks, which are read where they are not at hand, and how they are understood."""
    return Text(read_blocks(source) if blocks is None else blocks, lambda blocks: interpret(source, rules, blocks))


def settle_source(source: SourceText, rules: RuleBook) -> Settled:
    """Understand a text, and settle it."""
    return settle_text(interpret(source, rules), rules, lambda: text_of(source, rules))
