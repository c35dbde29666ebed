"""What a slip of structure is, and what is recorded of it once it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.reconcile import SlipKind
    from pipelines.structure.amendments import Amendment


@dataclass(frozen=True, slots=True)
class StructuralSlip:
    """One slip that puts many figures in a wrong place or unit, and the amendments of the text that undo it.

    `lines` are those of the labels, headers or words that are read otherwise; `before` and `after` what they say.
    """

    kind: SlipKind
    lines: tuple[int, ...]
    before: str
    after: str
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True, slots=True)
class StructuralRepair:
    """A slip that was told: the figures (by number) that it had moved, and what bears it out.

    `failing_before` are the identities, by rule and place, that fail without the repair and hold with it; `hold_after`
    those (by number) that hold now on the figures moved. `rivals` say which other slips explained as much, at a
    greater cost.
    """

    slip: StructuralSlip
    number: int
    figures: tuple[int, ...]
    failing_before: tuple[str, ...]
    hold_after: tuple[int, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StructuralDoubt:
    """Slips of which nothing tells which it was: all figures (by number) that one of them would move are disputed.

    Without slips it is a whole table that others contradict; `contradictions` are the identities, by rule and place.
    """

    slips: tuple[StructuralSlip, ...]
    figures: tuple[int, ...]
    contradictions: tuple[str, ...] = ()
