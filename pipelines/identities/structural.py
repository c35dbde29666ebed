"""What is recorded of slips of structure: a unit, labels, headers or a year that put many figures in a wrong place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipelines.reconcile import SlipKind


@dataclass(frozen=True, slots=True)
class StructuralSlip:
    """One slip that puts many figures in a wrong place or unit.

    `lines` are those of the labels, headers or words that are read otherwise; `before` and `after` what they say.
    """

    kind: SlipKind
    lines: tuple[int, ...]
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.kind.value} (line {', '.join(map(str, self.lines))}): {self.before} → {self.after}"


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


class DoubtKind(StrEnum):
    """Why figures are doubted together."""

    RIVAL_SLIPS = "rival_slips"  # several slips explain as much
    CONTRADICTED_TABLE = "contradicted_table"  # other tables contradict it as a whole
    CONTRADICTED_COLUMNS = "contradicted_columns"  # headers, or the order of like tables, speak against their place
    CONTRADICTED_ROWS = "contradicted_rows"  # twins, or their own place, speak against their labels
    SEARCH_LIMIT = "search_limit"  # more is wrong than the search for its causes may cost


@dataclass(frozen=True, slots=True)
class StructuralDoubt:
    """Figures (by number) that are disputed together, for the place of all of them is in doubt.

    `slips` are the rivals of which one may have moved them, none where it is not known what went wrong; then `lines`
    say where. `contradictions` are the identities, by rule and place, that other tables contradict them by.
    """

    kind: DoubtKind
    figures: tuple[int, ...]
    slips: tuple[StructuralSlip, ...] = ()
    lines: tuple[int, ...] = ()
    contradictions: tuple[str, ...] = ()
