"""Why a figure has its value: its line, the identities that touch it with their numbers, the alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.identities.structural import StructuralDoubt, StructuralRepair
from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.model import Figure, LayoutEvidence
from pipelines.interpreting.segments import known_segment
from pipelines.reading.blocks import Table, read_blocks
from pipelines.reading.source import SourceText
from pipelines.reading.source_places import SourcePlaces
from pipelines.reconcile import DisputeReason, Explanation, FigureVerdict, Status


class Role(StrEnum):
    """What an identity has to say of a figure."""

    HELD = "holds"
    HOLDS_NOW = "holds once repaired"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term of an identity: `printed` and `settled` are in yen."""

    sign: int
    weight: int
    label: str
    line: int
    cell: int
    printed: int | None
    settled: int | None
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class ExplainedIdentity:
    """An identity that touches the figure, its left side and its right side."""

    name: str
    reason: str
    place: str
    role: Role
    left: tuple[ExplainedTerm, ...]
    right: tuple[ExplainedTerm, ...]
    residual_printed: int | None
    residual_settled: int | None
    tolerance: int
    evidence: LayoutEvidence | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """An explanation that was as cheap as another: what it would change."""

    cost: int
    changes: tuple[tuple[Figure, int, str], ...]


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """All that is known of one figure."""

    figure: Figure
    source_cells: tuple[str, ...]
    verdict: FigureVerdict
    kind: str | None
    identities: tuple[ExplainedIdentity, ...]
    alternatives: tuple[Alternative, ...]
    structural_repairs: tuple[StructuralRepair, ...] = ()
    structural_doubts: tuple[StructuralDoubt, ...] = ()
    dispute_reasons: tuple[DisputeReason, ...] = ()
    source_place: str = ""

    @property
    def is_moved(self) -> bool:
        """Whether its place or unit was wrong, and not its number."""
        return self.kind in {repair.slip.kind.value for repair in self.structural_repairs}


def find_figure(settled: Settled, line: int, cell: int) -> Figure | None:
    """The figure at a line (from 1) and cell (0 is the label)."""
    figures = settled.materials.figures
    return next((figure for figure in figures if (figure.line, figure.cell) == (line, cell)), None)


def find_figures(settled: Settled, account: str, segment: str | None, fiscal_year: int | None) -> tuple[Figure, ...]:
    """The figures of an account (its name, or the end of its path), narrowed by segment and fiscal year."""
    wanted = clean_label(account)
    name = None if segment is None else known_segment(segment) or clean_label(segment)
    return tuple(
        figure
        for figure in settled.materials.figures
        if wanted in (figure.label, figure.account_path)
        or wanted.replace("/", "／") == figure.label
        or (figure.account_path is not None and figure.account_path.endswith(f"/{wanted}"))
        if name is None or figure.segment_name == name
        if fiscal_year is None or figure.period.fiscal_year == fiscal_year
    )


def _cells_of(source: SourceText, line: int) -> tuple[str, ...]:
    """The cells of a line as the layout splits it; the whole line where it is prose."""
    for block in read_blocks(source):
        if isinstance(block, Table):
            for row in block.rows:
                if row.line == line:
                    return tuple(cell.raw.strip() for cell in row.cells)
    return (source.lines[line - 1],)


def explain(settled: Settled, source: SourceText, figure: Figure) -> ExplainedFigure:
    """Gather what the document and the verdicts say of a figure."""
    verdicts = settled.verdicts
    repair = next((repair for repair in verdicts.repairs if repair.figure == figure.number), None)
    touching = [
        _identity(settled, identity, number, figure)
        for number, identity in enumerate(settled.identities)
        if any(term == figure.number for term, _ in (*identity.left, *identity.right))
    ]
    return ExplainedFigure(
        figure,
        _cells_of(source, figure.line),
        verdicts.figures[figure.number],
        repair.kind.value if repair else None,
        tuple(sorted(touching, key=lambda identity: list(Role)[::-1].index(identity.role))),
        tuple(_alternatives(settled, figure)),
        tuple(each for each in settled.structural_repairs if figure.number in each.figures),
        tuple(each for each in settled.structural_doubts if figure.number in each.figures),
        tuple(_dispute_reasons(settled, figure)),
        SourcePlaces.of_text(source).of(figure.line, figure.cell),
    )


def _dispute_reasons(settled: Settled, figure: Figure) -> list[DisputeReason]:
    """Why its value is open: the disputes over it, or over an identity on it; none where it is not disputed."""
    verdict = settled.verdicts.figures[figure.number]
    if verdict.status is not Status.DISPUTED:
        return []
    touching = set(verdict.identities)
    found = [
        dispute.reason
        for dispute in settled.verdicts.disputes
        if figure.number in dispute.figures or touching & set(dispute.identities)
    ]
    return list(dict.fromkeys(found))


def _identity(settled: Settled, identity: PlacedIdentity, number: int, figure: Figure) -> ExplainedIdentity:
    verdict = settled.verdicts.identities[number]
    # Along a row the segments tell the terms apart, down a column the labels.
    own = [settled.materials.figures[term] for term, _ in (*identity.left, *identity.right)]
    by_segment = len({term.segment_name for term in own}) == len(own) > 1
    role = Role.FAILS if not verdict.holds else Role.HELD if verdict.held_as_printed else Role.HOLDS_NOW
    return ExplainedIdentity(
        identity.rule.name,
        identity.rule.reason,
        identity.place,
        role,
        _terms(settled, identity.left, figure, by_segment=by_segment),
        _terms(settled, identity.right, figure, by_segment=by_segment),
        verdict.residual_printed,
        verdict.residual_settled,
        verdict.tolerance,
        identity.evidence,
    )


def _terms(
    settled: Settled, terms: Sequence[tuple[int, int]], figure: Figure, *, by_segment: bool
) -> tuple[ExplainedTerm, ...]:
    explained = []
    for number, weight in terms:
        own = settled.materials.figures[number]
        name = own.segment_name if by_segment and own.segment_name else own.label
        printed = None if own.value is None else own.value * own.unit_yen
        if own.is_blank:
            printed = 0
        explained.append(
            ExplainedTerm(
                -1 if weight < 0 else 1,
                abs(weight),
                name,
                own.line,
                own.cell,
                printed,
                settled.verdicts.figures[number].settled,
                own is figure,
            )
        )
    return tuple(explained)


def _alternatives(settled: Settled, figure: Figure) -> list[Alternative]:
    return [
        _alternative(settled, explanation)
        for dispute in settled.verdicts.disputes
        if figure.number in dispute.figures
        for explanation in dispute.explanations
    ]


def _alternative(settled: Settled, explanation: Explanation) -> Alternative:
    return Alternative(
        explanation.cost,
        tuple(
            (settled.materials.figures[change.figure], change.settled, change.kind.value)
            for change in explanation.changes
        ),
    )
