"""What speaks against a reading of a document: identities that no lost sign explains, labels out of place.

A quick look, in integers alone, that says where to look for slips of structure; the engine has the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from pipelines.identities.placement import PlacedIdentity
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.model import Figure, Materials, SegmentEvidence, StatementTable, Subject
from pipelines.reconcile.slips import SLIP_COST
from pipelines.structure.changes import changes_among_amounts, differences_as_amounts
from pipelines.structure.headers import lone_disorder, misheaded_columns, strange_columns
from pipelines.structure.layout import Layout
from pipelines.structure.order import columns_out_of_order, contents_of, table_out_of_order
from pipelines.structure.rows import Rows
from pipelines.structure.spelling import known_names, nearest_names
from pipelines.structure.sums import is_explained_by_signs, is_factor_of_units, terms_of, value_of
from pipelines.structure.ties import FEWEST_CONTRADICTIONS, Ties
from pipelines.structure.versions import copied_tables, dissenting_columns, premature_tables

_COARSEST_EXACT_UNIT_YEN = 1_000
# A label that no chart knows, though it knows one a character away, and a table that nothing ties to another: each is
# worth a little more than the one slip that explains it.
_UNEXPLAINED = SLIP_COST + 1
# What is otherwise where headers are looked at.
_OF_HEADERS = frozenset({"misheaded", "oddities", "weight", "is_suspicious"})


@dataclass(frozen=True, slots=True)
class Weight:
    """How much speaks against a reading, the least first: contradictions, order of rows and columns, ties lacking."""

    penalty: int
    out_of_order: int
    ties_lacking: int

    def __lt__(self, other: Weight) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.penalty, self.out_of_order, self.ties_lacking


class Evidence:
    """A document as it is read, with the identities placed in it, and what fails.

    Without the `layout` of its text nothing is said of its headers.
    """

    def __init__(
        self, materials: Materials, identities: Sequence[PlacedIdentity], layout: Layout | None = None
    ) -> None:
        self.materials = materials
        self.identities = identities
        self.layout = layout
        self.terms = [terms_of(identity) for identity in identities]
        self.values = [value_of(figure) for figure in materials.figures]
        self.touching: list[list[int]] = [[] for _ in materials.figures]
        for number in range(len(identities)):
            for figure, _ in self.terms[number]:
                self.touching[figure].append(number)
        self.broken = frozenset(number for number in range(len(identities)) if not self.holds(number, {}))

    def laid_out(self, layout: Layout) -> Evidence:
        """The same evidence with what the headers of its text tell; what they say nothing of is not looked at again."""
        other = copy(self)
        other.layout = layout
        for told in _OF_HEADERS & other.__dict__.keys():
            del other.__dict__[told]
        return other

    def holds(self, identity: int, changed: Mapping[int, int | None]) -> bool:
        """Whether an identity holds, with lost signs given back, where figures have these values instead."""
        figures = self.materials.figures
        amounts: list[int] = []
        tolerance = 0
        for number, weight in self.terms[identity]:
            value = changed[number] if number in changed else self.values[number]
            if value is None:
                return True
            amounts.append(weight * value)
            unit = figures[number].unit_yen
            tolerance += abs(weight) * unit if unit > _COARSEST_EXACT_UNIT_YEN else 0
        residual = sum(amounts)
        return is_explained_by_signs(residual, amounts, tolerance)

    def gain(self, changed: Mapping[int, int | None], numbers: Iterable[int] | None = None) -> int:
        """How many identities fewer would be broken, of those given, else of all that touch the figures changed."""
        if numbers is None:
            numbers = {number for figure in changed for number in self.touching[figure]}
        gained = 0
        for number in numbers:
            holds = self.holds(number, changed)
            gained += holds and number in self.broken
            gained -= not holds and number not in self.broken
        return gained

    def is_across(self, number: int) -> bool:
        """Whether an identity ties figures of different tables."""
        return len(self._tables[number]) > 1

    @cached_property
    def _tables(self) -> list[frozenset[int | None]]:
        """The tables of each identity's figures; None stands for what is outside statements."""
        table_of = [figure.table for figure in self.materials.figures]
        return [frozenset([table_of[figure] for figure, _ in terms]) for terms in self.terms]

    @cached_property
    def tied(self) -> list[int]:
        """The identities across tables that hold with amounts that are not nil."""
        return [
            number
            for number in range(len(self.identities))
            if number not in self.broken and self.is_across(number) and self._has_amounts(number)
        ]

    def _has_amounts(self, number: int) -> bool:
        return sum(bool(self.values[figure]) for figure, _ in self.terms[number]) > 1

    @cached_property
    def _ties(self) -> Ties:
        identities = [(number in self.broken, self._tables[number]) for number in (*self.tied, *self.broken)]
        return Ties({table.number: table.statement_code for table in self.materials.tables}, identities)

    @cached_property
    def untied_tables(self) -> frozenset[int]:
        """The tables (by number) that no identity ties, directly or through others, to most of the document's."""
        return self._ties.untied | self.copied_tables

    @cached_property
    def copied_tables(self) -> frozenset[int]:
        """The tables (by number) that nothing ties to most of the document's, whose amounts they have all the same."""
        return copied_tables(self.materials, self._ties.parts, self.values)

    @cached_property
    def premature_tables(self) -> frozenset[int]:
        """The tables (by number) of a settlement or an amended budget that cannot be yet."""
        return premature_tables(self.materials)

    @cached_property
    def dissenting_columns(self) -> list[tuple[int, int]]:
        """The columns (by table and position) of another period than in all tables like theirs."""
        return dissenting_columns(self.materials.tables)

    @cached_property
    def changes_among_amounts(self) -> list[tuple[int, int, int]]:
        """The tables (by number) with amounts and changes (columns by position) under each other's headers."""
        return changes_among_amounts(self.materials.tables, self.values)

    @cached_property
    def differences_as_amounts(self) -> list[tuple[int, int]]:
        """The columns (by table and position) of amounts one of which is the difference of the two others."""
        return differences_as_amounts(self.materials.tables, self.values)

    @cached_property
    def outvoted_tables(self) -> frozenset[int]:
        """The tables (by number) that most identities between them and the others contradict."""
        return self._ties.outvoted

    @cached_property
    def contradicted_whole(self) -> frozenset[int]:
        """The tables (by number) that others or the day contradict as a whole, and those left alone with them.

        Where tables are at odds about the unit, both sides: most of them may be those that are read in a wrong one.
        """
        doubted = self.outvoted_tables | self.copied_tables | self.premature_tables
        if self._at_odds_about_units:
            doubted |= self._ties.at_odds
        return doubted | self._ties.left_alone_with(doubted)

    @cached_property
    def _at_odds_about_units(self) -> bool:
        """Whether tables disagree by a factor of printed units in as many figures as single cells do not."""
        figures = self.materials.figures
        assumed = {f.number for f in figures if any(each.subject is Subject.UNIT for each in f.assumptions)}
        broken = (self.terms[number] for number in self.broken if self.is_across(number))
        across = [terms for terms in broken if assumed.isdisjoint(figure for figure, _ in terms)]
        pairs = [[abs(value) for figure, _ in terms if (value := self.values[figure])] for terms in across]
        return sum(len(pair) == 2 and is_factor_of_units(*pair) for pair in pairs) >= FEWEST_CONTRADICTIONS

    @cached_property
    def misplaced_rows(self) -> list[tuple[StatementTable, int]]:
        """Rows with the name of a known account in a place where it is none."""
        return [
            (table, row)
            for table in self.materials.tables
            for row, account in enumerate(table.rows)
            if account.path not in chart(table.statement_code).roles
            and _name(account.path) in chart(table.statement_code).paths_by_name
        ]

    @cached_property
    def rows(self) -> Rows:
        """The rows of the tables beside those of their twins."""
        return self.rows_with(self.values)

    def rows_with(self, values: Sequence[int | None]) -> Rows:
        """The rows where figures have these values; what is printed nowhere is no value to compare."""
        known = [
            value or (None if figure.is_blank else value)
            for value, figure in zip(values, self.materials.figures, strict=True)
        ]
        return Rows(self.materials.tables, known)

    @cached_property
    def misspelt_rows(self) -> list[tuple[StatementTable, int]]:
        """Rows whose name no chart knows, though it knows one that differs in a character."""
        return [
            (table, row)
            for table in self.materials.tables
            for row, account in enumerate(table.rows)
            if account.path not in (accounts := chart(table.statement_code)).roles
            and _name(account.path) not in accounts.paths_by_name
            and nearest_names(_name(account.path), known_names(accounts))
        ]

    @cached_property
    def misheaded(self) -> list[tuple[int, int]]:
        """The columns (by table and position) whose printed header, even garbled, is of another segment."""
        return [] if self.layout is None else misheaded_columns(self.materials.tables, self.layout)

    @cached_property
    def strange_columns(self) -> list[tuple[int, int]]:
        """The columns (by table and position) of unknown segments where other tables have known ones."""
        return strange_columns(self.materials.tables)

    @cached_property
    def lone_disorder(self) -> list[tuple[int, int]]:
        """The columns (by table and position) of segments that one header alone names, where most are out of order."""
        return lone_disorder(self.materials.tables)

    @cached_property
    def contradicted_tables(self) -> frozenset[int | None]:
        """The tables of which as many ties to others fail as hold: their unit or period may be the cause.

        None stands for the figures outside statements.
        """
        failing: Counter[int | None] = Counter()
        for number in (number for number in self.broken if self.is_across(number)):
            failing.update(self._tables[number])
        holding: Counter[int | None] = Counter()
        for number in self.tied:
            holding.update(self._tables[number])
        contradicted = {table for table, count in failing.items() if count >= holding[table]}
        return frozenset(contradicted | self.untied_tables)

    @cached_property
    def is_suspicious(self) -> bool:
        """Whether anything speaks against the reading, or its headers need a look: its columns' segments are inferred.

        Such columns in the order of the reference data are left in peace.
        """
        inferred = (SegmentEvidence.FIGURES, SegmentEvidence.POSITION)
        odd = [
            table
            for table in self.materials.tables
            if any(column.evidence is SegmentEvidence.NEW for column in table.columns)
            or (columns_out_of_order(table) and any(column.evidence in inferred for column in table.columns))
        ]
        return bool(self.weight.penalty or odd or self.interchangeable_columns or self.rows.contradicted)

    def moved_tables(self, other: Evidence) -> frozenset[int]:
        """The tables (by number) that are of another unit or period in another reading."""
        units = other.materials.figures
        theirs = {table.number: (table, units) for table in other.materials.tables}
        return frozenset(
            table.number
            for table in self.materials.tables
            if table.number in theirs
            and _unit_and_periods(table, self.materials.figures) != _unit_and_periods(*theirs[table.number])
        )

    def is_in_better_order_than(self, other: Evidence) -> bool:
        """Whether rows and columns stand in better order, or more ties hold between tables that are in equal order."""
        mine, theirs = self.weight, other.weight
        return (mine.out_of_order, mine.ties_lacking) < (theirs.out_of_order, theirs.ties_lacking)

    def explains_more_than(self, other: Evidence) -> bool:
        """Whether less speaks against this reading, without hiding it: no tie between tables is given up for it."""
        mine, theirs = self.weight, other.weight
        return mine.penalty < theirs.penalty and mine.ties_lacking <= theirs.ties_lacking

    @cached_property
    def broken_apart(self) -> int:
        """How many of the broken identities share no figure with each other, at least."""
        taken: set[int] = set()
        apart = 0
        for number in sorted(self.broken, key=lambda number: (len(self.terms[number]), number)):
            figures = {figure for figure, _ in self.terms[number]}
            if not figures & taken:
                taken |= figures
                apart += 1
        return apart

    @cached_property
    def oddities(self) -> int:
        """What no identity tells: labels and headers out of place or unknown, tables without a tie."""
        return self.oddities_beside(self.rows)

    def oddities_beside(self, rows: Rows) -> int:
        """The oddities where the rows beside their twins are these."""
        misplaced = len(self.misplaced_rows) + len(self.misheaded)
        unexplained = len(self.misspelt_rows) + len(self.strange_columns) + len(self.untied_tables)
        unexplained += len(rows.misnamed) + len(rows.repeated)
        unexplained += len(self.premature_tables) + len(self.dissenting_columns) + len(self.changes_among_amounts)
        unexplained += bool(self.differences_as_amounts)
        return SLIP_COST * misplaced + _UNEXPLAINED * unexplained

    @cached_property
    def _orders(self) -> dict[frozenset[object], Counter[tuple[object, ...]]]:
        """By what the columns of a table are: in which orders tables have them."""
        orders: dict[frozenset[object], Counter[tuple[object, ...]]] = {}
        for table in self.materials.tables:
            contents = contents_of(table)
            orders.setdefault(frozenset(contents), Counter())[contents] += 1
        return orders

    @cached_property
    def interchangeable_columns(self) -> list[tuple[int, int]]:
        """The columns (by table and position) in another order than in most tables like theirs, if nothing tells it.

        That is where as many identities hold with the amounts of two such columns exchanged.
        """
        found: list[tuple[int, int]] = []
        for table in self.materials.tables:
            contents = contents_of(table)
            usual, count = self._orders[frozenset(contents)].most_common(1)[0]
            moved = [place for place, content in enumerate(contents) if usual[place] != content]
            if count < 2 or len(moved) != 2:
                continue
            changed: dict[int, int | None] = {}
            for row in table.figures:
                one, other = row[moved[0]], row[moved[1]]
                if one is not None and other is not None:
                    changed |= {one: self.values[other], other: self.values[one]}
            if self.gain(changed) >= 0:
                found += [(table.number, place) for place in moved]
        return found

    @cached_property
    def weight(self) -> Weight:
        """What speaks against this reading, in the engine's currency as far as it can be told without it."""
        penalty = SLIP_COST * len(self.broken) + self.oddities
        out_of_order = sum(table_out_of_order(table) for table in self.materials.tables)
        out_of_order += sum(counts.total() - max(counts.values()) for counts in self._orders.values())
        return Weight(penalty, out_of_order, -len(self.tied))


def _unit_and_periods(table: StatementTable, figures: Sequence[Figure]) -> tuple[object, ...]:
    units = {figures[number].unit_yen for row in table.figures for number in row if number is not None}
    return frozenset(units), tuple((column.period, column.base) for column in table.columns)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
