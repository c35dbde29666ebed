"""What the engine takes and gives: figures and identities in, verdicts and repairs out.

Nothing here knows Dagster, DuckDB, files or Japanese. Money is an integer everywhere: a *printed* value counts printed
units, a *settled* value counts base units (yen): settled = printed × unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pipelines.values import value


class Status(StrEnum):
    """What the identities say of a figure (the meanings are those of the warehouse's `status` column)."""

    PROVEN = "proven"
    REPAIRED = "repaired"
    UNCHECKED = "unchecked"  # no identity touches it, or none shows its sign
    DISPUTED = "disputed"


class SlipKind(StrEnum):
    """What may have gone wrong between the page and the text."""

    SIGN_LOST = "sign_lost"
    SIGN_ADDED = "sign_added"
    DIGIT = "digit"
    TRANSPOSED_DIGITS = "transposed_digits"
    MISSING_DIGIT = "missing_digit"
    EXTRA_DIGIT = "extra_digit"
    SWAPPED_CELLS = "swapped_cells"
    MISSING_CELL = "missing_cell"
    SHIFTED_ROW = "shifted_row"
    UNIT = "unit"
    CORRECTED_BY_HAND = "corrected_by_hand"  # not found by the engine: a person looked the value up
    # Slips of structure, which move many figures at once; told above the engine, by pipelines/structure.
    LABELS_EXCHANGED = "labels_exchanged"
    LABEL_MISSPELT = "label_misspelt"
    LABEL_REPLACED = "label_replaced"
    ROW_REPEATED = "row_repeated"
    COLUMNS_EXCHANGED = "columns_exchanged"
    HEADER_SHIFTED = "header_shifted"
    TABLE_UNIT = "table_unit"
    TABLE_PERIOD = "table_period"


class DisputeReason(StrEnum):
    """Why the evidence does not decide."""

    RIVALS = "rivals"  # several explanations are equally small
    NOT_PINNED = "not_pinned"  # one is the smallest, but its slips could as well be others
    NO_EXPLANATION = "no_explanation"  # no slips that we know explain it
    SEARCH_LIMIT = "search_limit"  # the search was given up; what it found so far is listed, and is no proof


class Precision(StrEnum):
    """What a printed value stands for: a point, or an interval of one unit around it or outwards from it."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"


@value
class Place:
    """Where a figure stands: neighbours in a row or a column may have been swapped or shifted."""

    table: int
    row: int
    column: int


@value
class Figure:
    """One printed figure.

    `printed` is None where the cell cannot be read at all; with `blank` the cell is empty, which reads as nil (0) at no
    cost unless the identities say that a value was lost. `certain` is False where the reading is doubtful (digits
    grouped wrongly): it may be proven, but never stands unchecked. A rounded v stands for v ± half a unit; a truncated
    one for every x of its sign with |v| <= |x| < |v| + unit, and 0 for |x| < unit. `lower` and `upper` bound the
    settled value, in base units. A slip on a figure with a `weight` counts as so many: 1 is the least, halves are told.
    """

    id: int
    printed: int | None
    unit: int = 1
    precision: Precision = Precision.EXACT
    blank: bool = False
    certain: bool = True
    place: Place | None = None
    lower: int | None = None
    upper: int | None = None
    weight: float = 1


class Term(NamedTuple):
    """A figure's share in an identity. A document has thousands: a tuple is made in half the time of a dataclass."""

    figure: int
    weight: int


@value
class Identity:
    """A linear equation: the weighted settled values of its terms and the constant (base units) sum to zero.

    With `least` and `most` (base units) the sum may lie anywhere between them; None is no limit on that side, and what
    has none is an inequality: it says what cannot be, and proves nothing that can.
    """

    id: int
    terms: tuple[Term, ...]
    constant: int = 0
    least: int | None = 0
    most: int | None = 0


@value
class FigureVerdict:
    """What became of a figure. `settled` is None where it is disputed and unreadable.

    `low` and `high` (base units) are what the identities imply for a disputed figure, None where they imply nothing.
    `sign_is_shown` is False where every identity would hold as well with the other sign (what merely repeats the figure
    changing with it): such a figure is UNCHECKED although identities check its size. Nil has no sign to show.
    """

    figure: int
    status: Status
    settled: int | None
    identities: tuple[int, ...]
    low: int | None = None
    high: int | None = None
    sign_is_shown: bool = True


@value
class IdentityVerdict:
    """An identity with its numbers filled in, in base units; a residual is None where a term cannot be read.

    It holds where the residual is between `low` and `high`, which lie unevenly around 0 where figures are truncated;
    `tolerance` is the larger of their sizes.
    """

    identity: int
    residual_printed: int | None
    residual_settled: int | None
    tolerance: int
    held_as_printed: bool
    holds: bool
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Change:
    """One figure's part in an explanation; `settled` in base units."""

    figure: int
    settled: int
    kind: SlipKind
    slip: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A set of slips after which every identity it touches holds. Changes with the same `slip` number are one slip."""

    cost: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A corrected figure: the change that every cheapest explanation shares, and the identities that prove it."""

    figure: int
    printed: int | None
    settled: int
    kind: SlipKind
    slip: int
    cost: int
    failed_before: tuple[int, ...]
    hold_after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Figures that evidence does not decide, with the explanations that were found, the smallest first."""

    figures: tuple[int, ...]
    identities: tuple[int, ...]
    explanations: tuple[Explanation, ...]
    reason: DisputeReason


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The engine's answer for one document: one verdict a figure and an identity, in the order they were given.

    `cost` is that of the smallest explanation of all that fails (SLIP_COST a slip; what no slip explains costs more):
    of two readings of the same text the cheaper one explains it better. `steps` is the work that finding it took.
    """

    figures: tuple[FigureVerdict, ...]
    identities: tuple[IdentityVerdict, ...]
    repairs: tuple[Repair, ...]
    disputes: tuple[Dispute, ...]
    cost: int = 0
    steps: int = 0
