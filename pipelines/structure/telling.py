"""What a search found → verdicts: figures that were moved are repaired, those in doubt are named with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.identities.structural import DoubtKind, StructuralDoubt, StructuralRepair
from pipelines.interpreting.model import Materials, SegmentEvidence, TableKind
from pipelines.reconcile import Repair, Status
from pipelines.reconcile.slips import SLIP_COST
from pipelines.structure.amendments import RowRepeated
from pipelines.structure.evidence import Evidence
from pipelines.structure.rows import Rows
from pipelines.structure.search import Reading, Step, place_of

_INFERRED = (SegmentEvidence.FIGURES, SegmentEvidence.POSITION)


def told_as_repaired(settled: Settled, printed: Materials, first: Reading, steps: Sequence[Step]) -> Settled:
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
                kind = step.hypothesis.kind
                repairs.append(
                    Repair(figure, printed_value, verdict.settled, kind, slip_number, SLIP_COST, (), holding)
                )
        rivals = tuple(str(rival.undone[-1].slip) for rival in step.rivals)
        structural.append(
            StructuralRepair(step.hypothesis.slip, slip_number, own, _failing(step), tuple(sorted(proof)), rivals)
        )
    changed = replace(verdicts, figures=tuple(figures), repairs=tuple(repairs))
    return replace(settled, verdicts=changed, structural_repairs=tuple(structural))


def _moved(before: Reading, after: Reading, printed: Materials) -> frozenset[tuple[int, int]]:
    """The figures, by line and cell, that stand in another place or unit."""
    earlier = before.places(printed)
    return frozenset(place for place, what in after.places(printed).items() if earlier.get(place, what) != what)


def _numbers(materials: Materials, places: frozenset[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(figure.number for figure in materials.figures if (figure.line, figure.cell) in places)


def _failing(step: Step) -> tuple[str, ...]:
    """The identities that fail before the step and do not after it, by rule and place."""
    before, after = step.before.evidence, step.after.evidence
    still = {_place(after.identities[number]) for number in after.broken}
    places = [_place(before.identities[number]) for number in sorted(before.broken)]
    return tuple(place for place in places if place not in still)


def leaves_failing(settled: Settled, step: Step) -> bool:
    """Whether identities that a slip explains still fail where it is not told: slips of cells do not explain them."""
    verdicts = zip(settled.identities, settled.verdicts.identities, strict=True)
    failing = {_place(identity) for identity, verdict in verdicts if not verdict.holds}
    return not failing.isdisjoint(_failing(step))


def _place(identity: PlacedIdentity) -> str:
    return f"{identity.rule.name}: {identity.place}"


def rivals_in_doubt(step: Step, printed: Materials) -> StructuralDoubt | None:
    """All figures that one of the slips would move, which nothing decides between."""
    readings = [step.after, *(rival for rival in step.rivals if not step.after.evidence.weight < rival.evidence.weight)]
    places = frozenset(place for each in readings for place in _moved(step.before, each, printed))
    figures = _numbers(printed, places)
    return (
        StructuralDoubt(DoubtKind.RIVAL_SLIPS, figures, tuple(each.undone[-1].slip for each in readings))
        if figures
        else None
    )


def unweighed_in_doubt(settled: Settled, steps: Sequence[Step], printed: Materials) -> list[StructuralDoubt]:
    """What slips moved that slips of cells may explain as well, the work being spent before, and the tables beside it.

    If the slip is none, it may be those that are wrong, and were made to agree with it.
    """
    places = frozenset(place for step in steps for place in _moved(step.before, step.after, printed))
    if not places:
        return []
    moved = frozenset(_numbers(settled.materials, places))
    numbered = settled.materials.figures
    terms = [[figure for figure, _ in (*identity.left, *identity.right)] for identity in settled.identities]
    beside = {numbered[figure].table for own in terms if not moved.isdisjoint(own) for figure in own} - {None}
    figures = tuple(f.number for f in numbered if f.number in moved or f.table in beside)
    failing = tuple(dict.fromkeys(place for step in steps for place in _failing(step)))
    lines = _first_and_last(settled.materials, figures)
    return [StructuralDoubt(DoubtKind.SEARCH_LIMIT, figures, (), lines, failing)] if figures else []


def outvoted_in_doubt(materials: Materials, evidence: Evidence) -> list[StructuralDoubt]:
    """The tables that all others contradict, each wholly in doubt: its period, its unit, or what it is of."""
    doubts = []
    for number in sorted(evidence.contradicted_whole):
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


def columns_in_doubt(materials: Materials, evidence: Evidence) -> list[StructuralDoubt]:
    """The columns whose header speaks against their segment, or against the order of tables like theirs.

    With a column those beside it that no header of their own names: they were told apart from each other.
    """
    odd = {
        *evidence.misheaded,
        *evidence.strange_columns,
        *evidence.interchangeable_columns,
        *evidence.dissenting_columns,
        *evidence.lone_disorder,
        *evidence.differences_as_amounts,
        *((table, place) for table, *places in evidence.changes_among_amounts for place in places),
    }
    in_doubt = {table for table, _ in odd}
    odd |= {
        (table.number, place)
        for table in evidence.materials.tables
        if table.number in in_doubt
        for place, column in enumerate(table.columns)
        if column.evidence in _INFERRED
    }
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


def rows_in_doubt(materials: Materials, meant: Materials, rows: Rows, known: frozenset[int]) -> list[StructuralDoubt]:
    """The rows (of what is `meant`) whose label is at odds with a twin's or its place; not the figures `known`."""
    tables = {table.number: table for table in meant.tables}
    numbers = [number for row in rows.contradicted for number in tables[row.table].figures[row.row]]
    own = [meant.figures[number] for number in numbers if number is not None]
    places = frozenset((figure.line, figure.cell) for figure in own)
    figures = tuple(number for number in _numbers(materials, places) if number not in known)
    lines = tuple(sorted({materials.figures[number].line for number in figures}))
    return [StructuralDoubt(DoubtKind.CONTRADICTED_ROWS, figures, (), lines)] if figures else []


def repetitions_in_doubt(settled: Settled, steps: Sequence[Step]) -> list[StructuralDoubt]:
    """The figures of rows printed twice that are not settled as those of the row above: it alone stands in sums."""
    verdicts = settled.verdicts.figures
    pairs = _repetitions(settled, steps)
    figures = [again for first, again in pairs if verdicts[first].settled != verdicts[again].settled]
    lines = tuple(sorted({settled.materials.figures[number].line for number in figures}))
    return [StructuralDoubt(DoubtKind.CONTRADICTED_ROWS, tuple(figures), (), lines)] if figures else []


def repetitions_of_doubt(settled: Settled, steps: Sequence[Step]) -> list[int]:
    """The figures of rows printed twice whose row above is disputed: no sum of their own speaks for them."""
    verdicts = settled.verdicts.figures
    return [again for first, again in _repetitions(settled, steps) if verdicts[first].status is Status.DISPUTED]


def _repetitions(settled: Settled, steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The figures of rows that steps read as printed twice: the first one's, and that below it."""
    repeated = [each for step in steps for each in step.hypothesis.amendments if isinstance(each, RowRepeated)]
    if not repeated:
        return []
    numbers = {(figure.line, figure.cell): figure.number for figure in settled.materials.figures}
    return [
        (first, number)
        for amendment in repeated
        for (line, cell), number in numbers.items()
        if line == amendment.line and (first := numbers.get((amendment.of_line, cell))) is not None
    ]


def unexplained_in_doubt(materials: Materials, evidence: Evidence) -> list[StructuralDoubt]:
    """The tables in which something fails that the search did not come to: any of their labels may be what is wrong.

    Those by segment too whose columns were named after such a table's.
    """
    failing_figures = {figure for each in evidence.broken for figure, _ in evidence.terms[each]}
    tables = {evidence.materials.figures[figure].table for figure in failing_figures} - {None}
    by_segment = [table for table in evidence.materials.tables if table.kind is TableKind.SEGMENTS]
    if any(table.number in tables for table in by_segment):
        tables |= {table.number for table in by_segment if any(c.evidence in _INFERRED for c in table.columns)}
    figures = tuple(figure.number for figure in materials.figures if figure.table in tables)
    failing = tuple(_place(evidence.identities[each]) for each in sorted(evidence.broken))
    lines = _first_and_last(materials, figures)
    return [StructuralDoubt(DoubtKind.SEARCH_LIMIT, figures, (), lines, failing)] if figures else []


def _first_and_last(materials: Materials, figures: Sequence[int]) -> tuple[int, ...]:
    lines = [materials.figures[figure].line for figure in figures]
    return (min(lines), max(lines)) if lines else ()
