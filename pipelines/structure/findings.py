"""What a person is told of a text's slips of structure."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Finding


def structural_findings(settled: Settled) -> Iterator[Finding]:
    """A finding for each slip that was told, and for each doubt."""
    for repair in settled.structural_repairs:
        slip = repair.slip
        message = f"{slip.kind.value}: {slip.before} is read as {slip.after}; {len(repair.figures)} figures moved"
        yield Finding("structural_repair", slip.lines[0], message)
    for doubt in settled.structural_doubts:
        rivals = ", or ".join(f"{slip.kind.value} in line {slip.lines[0]}" for slip in doubt.slips)
        cause = rivals or doubt.kind.value
        first = doubt.lines[0] if doubt.lines else doubt.slips[0].lines[0] if doubt.slips else None
        yield Finding("structural_doubt", first, f"{len(doubt.figures)} figures are disputed together: {cause}")
