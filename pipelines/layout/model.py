"""A table as a sheet of figures, and what was derived of it: relations between rows or columns, with their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.layout.labels import Label
from pipelines.reading.blocks import Row


class Hypothesis(StrEnum):
    """How the figures of a table may hang together."""

    TOTAL_AFTER_ITEMS = "total_after_items"  # 流動資産合計 under its items; a total of totals
    TOTAL_BEFORE_ITEMS = "total_before_items"  # 収益合計 over its items
    NUMBERED_UNDER = "numbered_under"  # １． over （１）, ア; 款 over its 項
    INDENTED_UNDER = "indented_under"  # a row over those that stand further right
    NET_BESIDE = "net_beside"  # two amounts in a row: the second is what the first leaves, or the sum so far
    RESULT = "result"  # a difference: 営業利益 under 収益合計 and 費用合計
    FORMULA = "formula"  # the label says it: (Ａ)－(Ｂ)
    BOTH_SIDES = "both_sides"  # assets = liabilities and net assets
    SUM_BY_NUMBERS = "sum_by_numbers"  # nothing but the numbers says so
    CHANGE_COLUMN = "change_column"  # a column is the difference of two others
    TOTAL_COLUMN = "total_column"  # a column is the sum of others
    BALANCE_COLUMN = "balance_column"  # opening + increase − decrease = closing
    PARTS_IN_ALL = "parts_in_all"  # rows of which (うち) that come to the whole row above them
    SHARE_COLUMN = "share_column"  # a column is the share of each row in a total


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its cell in the source's rows, and what stands over it."""

    cell: int
    header: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sheet: `printed` counts its last printed place, worth `unit` of the sheet's smallest.

    `printed` is None where nothing can be read; an empty cell (`is_blank`) reads as nil.
    """

    number: int
    row: int
    column: int
    line: int
    cell: int
    text: str
    printed: int | None
    unit: int = 1
    is_blank: bool = False
    is_certain: bool = True

    @property
    def value(self) -> int | None:
        """What it reads as, in the sheet's smallest unit; None where it cannot be read."""
        return 0 if self.is_blank else None if self.printed is None else self.printed * self.unit


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number of per cent: 159 with one of `decimals` for 15.9%."""

    row: int
    cell: int
    printed: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the source's rows with their labels, columns of amounts, and the figures by row and column.

    `decimals` is how many the smallest unit has. `is_stepped`: the columns are steps of one amount (item, subtotal,
    result) and not amounts of different things. `unit_yen` is what is printed over it.
    """

    title: str
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    decimals: int = 0
    is_stepped: bool = False
    ratios: tuple[Ratio, ...] = ()
    unit_yen: int | None = None
    at: dict[tuple[int, int], Figure] = field(default_factory=dict, compare=False)

    @property
    def lines(self) -> tuple[int, ...]:
        """The source's line of each row."""
        return tuple(row.line for row in self.rows)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a sum: a row's figures, one for each column that is summed; in stepped tables a single one.

    `is_beside`: it stands in a row right of another.
    """

    number: int
    label: Label
    row: int
    figures: tuple[Figure | None, ...]
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """Figures (by number) with weights that sum to nil, the first being the sum or result."""

    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a hypothesis held where it was tried, how often exactly so, and how often it would by chance.

    `surprise` is how unlikely that is by chance, as minus its decimal logarithm.
    """

    held: int
    exactly: int
    tried: int
    by_chance: float
    surprise: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A row that is made of others (or a column of others), with the equations that it means."""

    hypothesis: Hypothesis
    name: str
    equations: tuple[Equation, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tie:
    """`weight` times a figure is `share` times the whole, give or take half a share; all whole numbers."""

    figure: int
    weight: int
    share: int
    whole: int


@dataclass(frozen=True, slots=True)
class ShareColumn:
    """The relation that a column of shares bears out, and its ties."""

    relation: Relation
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """What was found out about a sheet: relations that are relied on, evidence by hypothesis, and what was rejected.

    Where figures `are_rounded` the relations hold within half a unit of each.
    """

    relations: tuple[Relation, ...]
    shares: tuple[ShareColumn, ...]
    accepted: dict[Hypothesis, Evidence]
    rejected: dict[Hypothesis, Evidence]
    are_rounded: bool = False
