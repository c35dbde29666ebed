"""Slips of structure as rows of the warehouse: those that were told, and those that nothing tells apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipelines.identities.settling import Settled
from pipelines.identities.structural import StructuralDoubt
from warehouse.rows import StructuralRepairRow


def structural_rows(key: str, settled: Settled, held: Collection[int]) -> Iterator[StructuralRepairRow]:
    """A row for each slip; `held` are the figures that the warehouse has: empty cells are none."""
    for repair in settled.structural_repairs:
        yield StructuralRepairRow(
            document_id=key,
            outcome="repaired",
            kind=repair.slip.kind.value,
            slip_number=repair.number,
            source_lines=repair.slip.lines,
            printed_words=repair.slip.before,
            meant_words=repair.slip.after,
            figures=_known(repair.figures, held),
            failing_as_printed=repair.failing_before,
            identities_after=repair.hold_after,
            rivals=repair.rivals,
        )
    for number, doubt in enumerate(settled.structural_doubts, 1):
        yield from _doubt_rows(key, number, doubt, held)


def _doubt_rows(key: str, number: int, doubt: StructuralDoubt, held: Collection[int]) -> Iterator[StructuralRepairRow]:
    explained = [(slip.kind.value, slip.lines, slip.before, slip.after) for slip in doubt.slips]
    for kind, lines, before, after in explained or [(doubt.kind.value, doubt.lines, "", "")]:
        yield StructuralRepairRow(
            document_id=key,
            outcome="disputed",
            kind=kind,
            slip_number=number,
            source_lines=lines,
            printed_words=before,
            meant_words=after,
            figures=_known(doubt.figures, held),
            failing_as_printed=doubt.contradictions,
            identities_after=(),
            rivals=(),
        )


def _known(figures: Collection[int], held: Collection[int]) -> tuple[int, ...]:
    return tuple(figure for figure in figures if figure in held)
