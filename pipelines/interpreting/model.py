"""What a meeting's materials hold, once understood. Amounts are still as printed: settling them is reconciling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from pipelines.interpreting.unprinted_years import year_text
from pipelines.values import value

_Value = TypeVar("_Value")


class Source(StrEnum):
    """Where a reading comes from."""

    PRINTED = "printed"  # in the table's own heading, header, label or cell
    BORROWED = "borrowed"  # from a twin table, the document, an identity
    ASSUMED = "assumed"  # nothing says so


@dataclass(frozen=True, slots=True)
class Known(Generic[_Value]):
    """A reading with its source; `words` say what an assumed one rests on."""

    value: _Value
    source: Source
    words: str = ""


class Subject(StrEnum):
    """What of a figure may be assumed."""

    UNIT = "unit"
    YEAR = "year"
    SEGMENT = "segment"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a figure rests on though nothing near it prints it; an identity to a figure that does may yet show it."""

    subject: Subject
    words: str


class Measure(StrEnum):
    """What a figure measures."""

    AMOUNT = "amount"
    CHANGE = "change"
    COMMITMENT_LIMIT = "commitment_limit"
    COMMITMENT_CHANGE = "commitment_change"
    PLANNED_RECEIPT = "planned_receipt"
    CUMULATIVE_RECEIPT = "cumulative_receipt"


def assumptions_of(unit: Known[int], year: Known[int]) -> tuple[Assumption, ...]:
    """What figures of a unit and a fiscal year rest on though nothing near them prints it."""
    readings = ((Subject.UNIT, unit), (Subject.YEAR, year))
    return tuple(Assumption(subject, known.words) for subject, known in readings if known.source is Source.ASSUMED)


class SegmentEvidence(StrEnum):
    """How a column's segment is known."""

    STATEMENT = "statement"  # a statement of the whole agency, or of one segment by its title
    HEADER = "header"  # its name, or an alias of it
    FIGURES = "figures"  # tied to a table whose header is readable
    POSITION = "position"  # its place among the columns
    NEW = "new"  # a name that the reference data does not know
    NONE = "none"  # nothing names it, and nothing tells: the column holds no figures

    @property
    def source(self) -> Source:
        """Whether the segment is printed, borrowed from a table that is tied to this one, or assumed."""
        match self:
            case SegmentEvidence.FIGURES:
                return Source.BORROWED
            case SegmentEvidence.POSITION:
                return Source.ASSUMED
            case _:
                return Source.PRINTED


class TableKind(StrEnum):
    """What the columns of a statement table are."""

    STATEMENT = "statement"  # one amount
    SEGMENTS = "segments"  # a column for each segment
    SUMMARY = "summary"  # columns for years, versions and their change


class ColumnKind(StrEnum):
    """What a column holds that is no amount."""

    RATIO = "ratio"  # 構成比, 増減率: a share or rate of amounts
    NOTE = "note"  # 備考, and whatever else has words in its rows
    UNKNOWN = "unknown"  # numbers under a header that is lost or names nothing


class Listing(StrEnum):
    """Which of the tables of commitments."""

    INITIAL = "initial"
    ANNOUNCED = "announced"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda."""

    number: int
    title: str
    line: int


class StepKind(StrEnum):
    """What a step of a meeting's order of business is."""

    OPENING = "opening"  # 開会
    DELIBERATION = "deliberation"  # 議事, 議題, 審議事項
    REPORT = "report"  # 報告
    ADDRESS = "address"  # 挨拶
    CLOSING = "closing"  # 閉会
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A step of the order of business (次第): 1 開会, 2 議事, 3 閉会. What is deliberated is the agenda's."""

    number: int
    printed_number: str | None
    title: str
    kind: StepKind
    line: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting as its cover names it; what it does not name is None. Titles in `agenda_lines` only announce.

    A text that is no meeting's has no committee; `document_kind` is what its body issues for `fiscal_year`.
    """

    agency: str | None
    committee: str | None
    number: int | None
    day: date | None
    start: time | None
    venue: str | None
    agenda: tuple[AgendaItem, ...]
    agenda_lines: frozenset[int] = frozenset()
    end: time | None = None
    steps: tuple[MeetingStep, ...] = ()
    document_kind: str | None = None
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal year and the version of its budget. A year that is not printed: `unprinted_years.py`."""

    fiscal_year: int
    budget_version: str

    def __str__(self) -> str:
        return f"{year_text(self.fiscal_year)} {self.budget_version}"


@value
class Figure:
    """One printed figure. `value` counts its last printed place (`unit_yen` yen), None where it cannot be read.

    9.5 in a table in 億円 is 95 of 10,000,000 yen: figures of one column may differ in `unit_yen`. `is_blank` is an
    empty cell within the table's columns: nil, unless the identities say that a value was lost. `row` and `column` are
    its place in the table; `line` and `cell` in the text. `is_beyond_count`: it prints more than any amount can be, and
    no other value explains that. `limits` are the least and the most that it can print beside the share that is printed
    for it.
    """

    number: int
    line: int
    cell: int
    label: str
    printed_text: str
    value: int | None
    is_blank: bool
    is_certain: bool
    unit_yen: int
    period: Period
    measure: Measure
    statement_code: str | None = None
    account_path: str | None = None
    segment_name: str | None = None
    segment_evidence: SegmentEvidence | None = None
    table: int | None = None
    row: int = 0
    column: int = 0
    assumptions: tuple[Assumption, ...] = ()
    is_beyond_count: bool = False
    limits: tuple[int, int] | None = None

    @property
    def assumption(self) -> str | None:
        """What was assumed, in words; None where nothing was."""
        return "; ".join([assumption.words for assumption in self.assumptions]) if self.assumptions else None


@value
class Column:
    """A column of amounts: its cell in the row, and what it holds.

    A change is what the amount of `period` is more than that of `base`; None where nothing tells what it is counted
    from. `unit` is what one printed unit is in yen, where a cell does not say otherwise; `year` is that of `period`.
    """

    cell: int
    segment_name: str
    evidence: SegmentEvidence
    period: Period
    measure: Measure
    unit: Known[int]
    year: Known[int]
    base: Period | None = None

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the column's figures rest on though nothing prints it."""
        if self.evidence.source is not Source.ASSUMED:
            return assumptions_of(self.unit, self.year)
        words = f"the header names no known segment; {self.segment_name} is assumed from the column's place"
        return (*assumptions_of(self.unit, self.year), Assumption(Subject.SEGMENT, words))


@dataclass(frozen=True, slots=True)
class OtherColumn:
    """A column that holds no amounts: it is of no segment, and its cells are no figures."""

    cell: int
    header: str
    kind: ColumnKind


@value
class AccountRow:
    """A row of a statement table; `role` is item, total, result or memo.

    `source` is borrowed where the account comes from the row's place, and its label is another. The English name and
    the class are those of the chart of accounts of the body's kind, where the reference data does not know it.
    """

    line: int
    label: str
    path: str
    role: str
    source: Source = Source.PRINTED
    name_en: str | None = None
    chart_code: str | None = None
    account_class: str | None = None


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A row that closes a group: the rows (indices) that sum to it."""

    total: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LayoutEvidence:
    """What speaks for a relation: it held in `held` of `tried` places, where `by_chance` would be expected."""

    held: int
    tried: int
    by_chance: float

    def __str__(self) -> str:
        return f"held {self.held} of {self.tried}"


@dataclass(frozen=True, slots=True)
class LayoutRelation:
    """A row or column that is made of others, as a table's layout says and its numbers bear out.

    Each of the `equations` are figures (by number) with weights that sum to nil, the sum or result first.
    """

    name: str
    hypothesis: str
    equations: tuple[tuple[tuple[int, int], ...], ...]
    evidence: LayoutEvidence


@dataclass(frozen=True, slots=True)
class StatementTable:
    """A statement or summary table: `figures[row][column]` is a figure's number, None where nothing is printed.

    One that this agency's accounts do not explain is laid out: it has `relations` in place of subtotals.
    """

    number: int
    kind: TableKind
    statement_code: str
    columns: tuple[Column, ...]
    rows: tuple[AccountRow, ...]
    subtotals: tuple[Subtotal, ...]
    figures: tuple[tuple[int | None, ...], ...]
    others: tuple[OtherColumn, ...] = ()
    relations: tuple[LayoutRelation, ...] = ()
    is_laid_out: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of a commitments table; `limit` is the number of its figure. Years are None where unreadable."""

    listing: Listing
    name: str
    limit: int
    period: Period
    budget_year: int | None
    first_bearing_year: int | None
    last_bearing_year: int | None
    is_marked_amended: bool
    line: int


class ChangeKind(StrEnum):
    """What becomes of a commitment, in the words of the budgets."""

    CHANGED = "変更"
    ADDED = "追加"
    NEW = "新規"
    WITHDRAWN = "廃止"


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """A change of a commitment as the prose states it; `figure` is the number of its figure, with its sign.

    `kind` is None where the prose does not print it; `is_newly_set` where it says that the commitment is set anew.
    """

    name: str
    figure: int
    period: Period
    kind: ChangeKind | None = None
    is_newly_set: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose as printed, from its first to its last line."""

    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """What the prose says of a commitment that a budget changes: the reason of it, and what the money is for."""

    name: str
    period: Period
    reason: Passage | None
    purpose: Passage | None


@dataclass(frozen=True, slots=True)
class AdvanceReceipt:
    """A figure of the table of advance receipts."""

    purpose: str
    is_total: bool
    measure: Measure
    figure: int
    period: Period
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person should know of how a text was read."""

    code: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Materials:
    """All that was understood of one document."""

    meeting: Meeting
    figures: tuple[Figure, ...]
    tables: tuple[StatementTable, ...]
    commitments: tuple[Commitment, ...]
    commitment_changes: tuple[CommitmentChange, ...]
    advance_receipts: tuple[AdvanceReceipt, ...]
    findings: tuple[Finding, ...]
    commitment_words: tuple[CommitmentWords, ...] = ()
