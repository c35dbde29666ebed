"""A slip of structure as the search supposes it: how the text would read without it."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.identities.structural import StructuralSlip
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import Amendment


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A slip that may have happened, and the amendments of the text that undo it; the rest as in StructuralSlip."""

    kind: SlipKind
    lines: tuple[int, ...]
    before: str
    after: str
    amendments: tuple[Amendment, ...]

    @property
    def slip(self) -> StructuralSlip:
        """What is recorded of it."""
        return StructuralSlip(self.kind, self.lines, self.before, self.after)
