"""A text as a whole: slips of structure and slips of cells compete for the smallest explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from expectations.rule_book import RuleBook
from pipelines.identities.placement import PlacedIdentity, place_identities
from pipelines.identities.settling import Settled, settle
from pipelines.identities.structural_slips import DoubtKind, StructuralDoubt, StructuralRepair, StructuralSlip
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText
from pipelines.reconcile import Reconciliation, Repair, Status
from pipelines.reconcile.slips import FAILING_COST, SLIP_COST
from pipelines.structure.doubt import disputed, spread_doubt
from pipelines.structure.evidence import Evidence
from pipelines.structure.search import Reading, Search, Step, Text, place_of


def settle_text(materials: Materials, rules: RuleBook, text: Callable[[], Text]) -> Settled:
    """Prove, repair or dispute every figure of a text. The text itself is only looked at where something is odd."""
    identities = place_identities(materials, rules)
    if not Evidence(materials, identities).is_suspicious:
        return spread_doubt(settle(materials, rules, identities))
    search = Search(text(), materials, identities, rules)
    steps = search.steps()
    doubted = [step for step in steps if not _is_decided(step)]
    decided = [step for step in steps if _is_decided(step)]
    reading = search.read([step.slip for step in decided]) if decided else None
    if reading is None:
        settled, decided = _settle(materials, rules, search.first), []
        doubted = steps
    else:
        settled, is_told = _smaller(materials, reading, search.first, rules)
        if not is_told:
            reading = None
            doubted, decided = (steps if is_told is None else doubted), []
    settled = _repaired(settled, materials, search.first, decided)
    doubts = [doubt for step in doubted if (doubt := _doubt(step, materials)) is not None]
    evidence = (reading or search.first).evidence
    doubts += [*_outvoted(settled.materials, evidence), *_odd_columns(settled.materials, evidence)]
    settled = replace(settled, structural_doubts=tuple(doubts))
    return spread_doubt(disputed(settled, {figure for doubt in doubts for figure in doubt.figures}))


def _settle(materials: Materials, rules: RuleBook, reading: Reading) -> Settled:
    """Settle what is understood of a text; a table that the others outvote takes part in no identity."""
    outvoted = reading.evidence.outvoted_tables
    if not outvoted:
        return settle(materials, rules)
    tables = tuple(table for table in materials.tables if table.number not in outvoted)
    return replace(settle(replace(materials, tables=tables), rules), materials=materials)


def _outvoted(materials: Materials, evidence: Evidence) -> list[StructuralDoubt]:
    """The tables that all others contradict, each wholly in doubt: its period, its unit, or what it is of."""
    doubts = []
    for number in sorted(evidence.outvoted_tables):
        figures = tuple(figure.number for figure in materials.figures if figure.table == number)
        failing = tuple(
            _place(evidence.identities[each])
            for each in sorted(evidence.broken)
            if evidence.is_across(each)
            and any(evidence.materials.figures[figure].table == number for figure, _ in evidence.terms[each])
        )
        lines = _first_and_last(materials, figures)
        doubts.append(StructuralDoubt(DoubtKind.CONTRADICTED_TABLE, figures, (), lines, failing))
    return doubts


def text_of(source: SourceText, rules: RuleBook) -> Text:
    """A text's blocks, and how they are understood."""
    return Text(read_blocks(source), lambda blocks: interpret(source, rules, blocks))


def settle_source(source: SourceText, rules: RuleBook) -> Settled:
    """Understand a text, and settle it."""
    return settle_text(interpret(source, rules), rules, lambda: text_of(source, rules))


def _is_decided(step: Step) -> bool:
    """Whether the slip explains more than every other: by less that fails, or by rows and columns in order."""
    return all(step.after.evidence.weight < rival.evidence.weight for rival in step.rivals)


def _odd_columns(materials: Materials, evidence: Evidence) -> list[StructuralDoubt]:
    """The columns whose header speaks against their segment, or against the order of tables like theirs."""
    odd = sorted({*evidence.misheaded, *evidence.strange_columns, *evidence.interchangeable_columns})
    places = {
        (figure.line, figure.cell)
        for table in evidence.materials.tables
        for row in table.figures
        for position, number in enumerate(row)
        if number is not None and (table.number, position) in odd
        for figure in (evidence.materials.figures[number],)
    }
    figures = _numbers(materials, frozenset(places))
    lines = _first_and_last(materials, figures)
    return [StructuralDoubt(DoubtKind.CONTRADICTED_COLUMNS, figures, (), lines)] if figures else []


def _first_and_last(materials: Materials, figures: Sequence[int]) -> tuple[int, ...]:
    lines = [materials.figures[figure].line for figure in figures]
    return (min(lines), max(lines)) if lines else ()


def _smaller(materials: Materials, reading: Reading, printed: Reading, rules: RuleBook) -> tuple[Settled, bool | None]:
    """The text with its slips of structure undone, if that is the smaller explanation; None where both are as small."""
    undone = _settle(reading.as_printed(materials), rules, reading)
    later, earlier = reading.evidence, printed.evidence
    if len(later.outvoted_tables) < len(earlier.outvoted_tables):
        return undone, True
    # One slip of a cell, or two cells exchanged, explains two identities that share no figure at most.
    if earlier.broken_apart - later.broken_apart > 2 * len(reading.slips):
        return undone, True
    cost = SLIP_COST * len(reading.slips) + _cost(undone.verdicts) + later.oddities
    plain = _settle(materials, rules, printed)
    plain_cost = _cost(plain.verdicts) + earlier.oddities
    if cost == plain_cost:
        mine, theirs = later.weight, earlier.weight
        is_better = (mine.out_of_order, mine.ties_lacking) < (theirs.out_of_order, theirs.ties_lacking)
        return (undone, True) if is_better else (plain, None)
    return (undone, True) if cost < plain_cost else (plain, False)


def _cost(verdicts: Reconciliation) -> int:
    """What the engine's explanation of a document costs."""
    slips = {repair.slip: repair.cost for repair in verdicts.repairs}
    total = sum(slips.values())
    for dispute in verdicts.disputes:
        rivals = dispute.explanations
        total += rivals[0].cost if rivals else FAILING_COST * len(dispute.figures)
    return total


def _moved(before: Reading, after: Reading, printed: Materials) -> frozenset[tuple[int, int]]:
    """The figures, by line and cell, that stand in another place or unit."""
    earlier = before.places(printed)
    return frozenset(place for place, what in after.places(printed).items() if earlier.get(place, what) != what)


def _numbers(materials: Materials, places: frozenset[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(figure.number for figure in materials.figures if (figure.line, figure.cell) in places)


def _repaired(settled: Settled, printed: Materials, first: Reading, steps: Sequence[Step]) -> Settled:
    """The verdicts with the figures that slips of structure had moved told as repaired."""
    verdicts = settled.verdicts
    figures, repairs = list(verdicts.figures), list(verdicts.repairs)
    repaired_already = {repair.figure for repair in repairs}
    number = max((repair.slip for repair in repairs), default=-1) + 1
    held = {verdict.identity for verdict in verdicts.identities if verdict.holds}
    structural = []
    known = first.places(printed)
    moved = frozenset(
        place
        for figure in settled.materials.figures
        if known.get(place := (figure.line, figure.cell), place_of(figure)) != place_of(figure)
    )
    for slip_number, step in enumerate(steps, number):
        own = _numbers(settled.materials, _moved(step.before, step.after, printed) & moved)
        proof: set[int] = set()
        for figure in own:
            verdict = figures[figure]
            if verdict.status not in (Status.PROVEN, Status.REPAIRED):
                continue
            holding = tuple(identity for identity in verdict.identities if identity in held)
            proof.update(holding)
            if figure not in repaired_already and verdict.settled is not None:
                repaired_already.add(figure)
                figures[figure] = replace(verdict, status=Status.REPAIRED)
                printed_value = settled.materials.figures[figure].value
                repairs.append(
                    Repair(figure, printed_value, verdict.settled, step.slip.kind, slip_number, SLIP_COST, (), holding)
                )
        rivals = tuple(_told(rival.slips[-1]) for rival in step.rivals)
        structural.append(StructuralRepair(step.slip, slip_number, own, _failing(step), tuple(sorted(proof)), rivals))
    changed = replace(verdicts, figures=tuple(figures), repairs=tuple(repairs))
    return replace(settled, verdicts=changed, structural_repairs=tuple(structural))


def _told(slip: StructuralSlip) -> str:
    lines = ", ".join(map(str, slip.lines))
    return f"{slip.kind.value} (line {lines}): {slip.before} → {slip.after}"


def _failing(step: Step) -> tuple[str, ...]:
    """The identities that fail before the step and do not after it, by rule and place."""
    before, after = step.before.evidence, step.after.evidence
    still = {_place(after.identities[number]) for number in after.broken}
    places = [_place(before.identities[number]) for number in sorted(before.broken)]
    return tuple(place for place in places if place not in still)


def _place(identity: PlacedIdentity) -> str:
    return f"{identity.rule.name}: {identity.place}"


def _doubt(step: Step, printed: Materials) -> StructuralDoubt | None:
    """All figures that one of the slips would move, which nothing decides between."""
    readings = [step.after, *(rival for rival in step.rivals if not step.after.evidence.weight < rival.evidence.weight)]
    places = frozenset(place for each in readings for place in _moved(step.before, each, printed))
    figures = _numbers(printed, places)
    return (
        StructuralDoubt(DoubtKind.RIVAL_SLIPS, figures, tuple(each.slips[-1] for each in readings)) if figures else None
    )
