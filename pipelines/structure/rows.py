"""Rows beside rows: where tables that print the same amounts label them otherwise, and which label is the odd one.

Tables are laid side by side by labels and amounts together, so that a wrong label is seen against its twin's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from pipelines.interpreting.accounts import Chart, chart
from pipelines.interpreting.model import StatementTable
from pipelines.structure.order import rows_out_of_order
from pipelines.values import value
from warehouse import reference

# How well two rows go together: by the same account, the same name under other headings, the same amounts.
_SAME_PATH = 4
_SAME_NAME = 3
_SAME_AMOUNTS = 3
_BOTH_NIL = 1
# A table follows its chart where it has most of its names: what a chart says of other tables' labels is no evidence.
_FOLLOWS = (3, 4)

# Columns of two periods have the same amounts where most are, and not by chance.
_MOSTLY = (3, 4)
_FEWEST_SAME = 6

# So many pairs of tables laid side by side are remembered.
_TWINS_KEPT = 64

_Amounts = tuple[int | None, ...]


@value
class Row:
    """A row (by position) of a table (by number)."""

    table: int
    row: int


@dataclass(frozen=True, slots=True)
class Quarrel:
    """Two rows that stand for each other in two tables, and name different accounts."""

    one: Row
    other: Row


class Rows:
    """The rows of a document's tables, each beside those of its twins by the values (in yen) that figures have."""

    def __init__(self, tables: Sequence[StatementTable], values: Sequence[int | None]) -> None:
        self._tables = {table.number: table for table in tables}
        self._values = values
        self._odd: dict[Row, bool] = {}
        self._pairs: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        self._shared: dict[tuple[int, int], Sequence[tuple[int, int]]] = {}

    def path(self, row: Row) -> str:
        """The account that a row is read as."""
        return self._tables[row.table].rows[row.row].path

    def line(self, row: Row) -> int:
        """The line that prints a row."""
        return self._tables[row.table].rows[row.row].line

    def nil_row(self, table: int, path: str) -> int | None:
        """The line of a table's row of an account that holds nothing but nils."""
        own = self._tables[table]
        for row, numbers in zip(own.rows, own.figures, strict=True):
            if row.path == path and not any(number is not None and self._values[number] for number in numbers):
                return row.line
        return None

    @cached_property
    def quarrels(self) -> tuple[Quarrel, ...]:
        """The rows that name different accounts in twins; none between tables with the same accounts in one order.

        Nor between a summary's row that another statement bears out and one of a statement that has lost the row.
        """
        found = []
        for one, other in self._twins:
            for first, second in self._beside(one, other) if _paths(one) != _paths(other) else ():
                pair = Row(one.number, first), Row(other.number, second)
                if self.path(pair[0]) != self.path(pair[1]) and not self._is_lost_in_twin(*pair):
                    found.append(Quarrel(*pair))
        return tuple(found)

    def _is_lost_in_twin(self, one: Row, other: Row) -> bool:
        coarse, fine = sorted((one, other), key=lambda row: -max(_units(self._tables[row.table])))
        if _units(self._tables[coarse.table]) == _units(self._tables[fine.table]):
            return False
        return self.path(coarse) not in _paths(self._tables[fine.table]) and coarse in self._borne_out

    @cached_property
    def misnamed(self) -> tuple[Quarrel, ...]:
        """The quarrels about a row's own name, not about the headings over it."""
        return tuple(each for each in self.quarrels if _name(self.path(each.one)) != _name(self.path(each.other)))

    @cached_property
    def contradicted(self) -> frozenset[Row]:
        """The rows whose account is in doubt.

        The odd one of two that quarrel, both where neither or both are; and odd ones that no twin bears out.
        """
        doubted: set[Row] = set()
        for quarrel in self.quarrels:
            one, other = self.is_odd(quarrel.one), self.is_odd(quarrel.other)
            doubted |= {quarrel.one} if one or not other else set()
            doubted |= {quarrel.other} if other or not one else set()
        return frozenset(doubted) | self._strange

    @cached_property
    def repeated(self) -> tuple[Row, ...]:
        """The rows of an account that its table has twice, but for those that a twin bears out."""
        return tuple(row for row in self._strange if self._is_repeated(row))

    @cached_property
    def _strange(self) -> frozenset[Row]:
        """The rows in a place where the chart has no such account, or twice in it, that no twin bears out."""
        strange = [row for row in self._of_charts() if self._is_misplaced(row) or self._is_repeated(row)]
        return frozenset(row for row in strange if row not in self._borne_out) if strange else frozenset()

    def is_odd(self, row: Row) -> bool:
        """Whether the table itself speaks against a row's account."""
        if row not in self._odd:
            self._odd[row] = self._speaks_against(row)
        return self._odd[row]

    def _speaks_against(self, row: Row) -> bool:
        return self._is_misplaced(row) or self._is_repeated(row) or self._is_displaced(self._tables[row.table], row.row)

    def _is_misplaced(self, row: Row) -> bool:
        return self.path(row) not in chart(self._tables[row.table].statement_code).roles

    def _is_repeated(self, row: Row) -> bool:
        return self._counts[row.table][self.path(row)] > 1

    def _is_displaced(self, table: StatementTable, row: int) -> bool:
        """Whether the others stand in better order without the row."""
        order = _order(chart(table.statement_code))
        places = [order.get(each.path) for each in table.rows]
        known = [place for place in places if place is not None]
        without = [place for at, place in enumerate(places) if place is not None and at != row]
        return rows_out_of_order(without) < rows_out_of_order(known)

    def _of_charts(self) -> Iterator[Row]:
        """The rows, with names that some statement's chart knows, of the tables that follow their charts."""
        for table in self._tables.values():
            own = chart(table.statement_code).paths_by_name
            names = [_name(row.path) for row in table.rows]
            if sum(name in own for name in names) * _FOLLOWS[1] < len(names) * _FOLLOWS[0]:
                continue
            for row, name in enumerate(names):
                is_known = name in own or any(name in chart(each.code).paths_by_name for each in reference.statements())
                if is_known and table.rows[row].role != "memo":
                    yield Row(table.number, row)

    @cached_property
    def _counts(self) -> dict[int, Counter[str]]:
        return {
            table.number: Counter(row.path for row in table.rows if row.role != "memo")
            for table in self._tables.values()
        }

    @cached_property
    def _borne_out(self) -> frozenset[Row]:
        """The rows for which a twin prints the same account."""
        found: set[Row] = set()
        for one, other in self._twins:
            for first, second in self._beside(one, other):
                if one.rows[first].path == other.rows[second].path:
                    found |= {Row(one.number, first), Row(other.number, second)}
        return frozenset(found)

    @cached_property
    def _twins(self) -> tuple[tuple[StatementTable, StatementTable], ...]:
        """The tables of one statement with a column in common."""
        return tuple(
            (one, other)
            for one, other in combinations(self._tables.values(), 2)
            if one.statement_code == other.statement_code and self._columns(one, other)
        )

    def _columns(self, one: StatementTable, other: StatementTable) -> Sequence[tuple[int, int]]:
        """The columns (by position) of two tables that hold the same.

        Where none do: columns of other periods with the same amounts, whose period may be what is wrong.
        """
        key = one.number, other.number
        if key not in self._shared:
            self._shared[key] = tuple(_shared_columns(one, other))
            if not self._shared[key] and _units(one) == _units(other) and _paths(one) != _paths(other):
                self._shared[key] = tuple(
                    places for places in _like_columns(one, other) if self._are_mostly_same(one, other, *places)
                )
        return self._shared[key]

    def _are_mostly_same(self, one: StatementTable, other: StatementTable, place: int, there: int) -> bool:
        theirs = {row.path: amount for row, (amount,) in zip(other.rows, self._amounts(other, [there]), strict=True)}
        pairs = [
            (amount, theirs[row.path])
            for row, (amount,) in zip(one.rows, self._amounts(one, [place]), strict=True)
            if amount and theirs.get(row.path)
        ]
        same = sum(abs(a) == abs(b or 0) for a, b in pairs)
        return len(pairs) >= _FEWEST_SAME and same * _MOSTLY[1] >= len(pairs) * _MOSTLY[0]

    def _beside(self, one: StatementTable, other: StatementTable) -> tuple[tuple[int, int], ...]:
        """The rows (by position) of two twins that stand for each other."""
        own = self._pairs.get((one.number, other.number))
        if own is None:
            shared = self._columns(one, other)
            mine = self._amounts(one, [place for place, _ in shared])
            theirs = self._amounts(other, [place for _, place in shared])
            units = max(_units(one)), max(_units(other))
            if units[0] == units[1]:
                own = _beside(tuple(_paths(one)), tuple(_paths(other)), tuple(mine), tuple(theirs))
            elif units[0] > units[1]:
                own = tuple(_within(one, other, mine, theirs, units[0]))
            else:
                own = tuple((row, coarse) for coarse, row in _within(other, one, theirs, mine, units[1]))
            self._pairs[one.number, other.number] = own
        return own

    def _amounts(self, table: StatementTable, places: Sequence[int]) -> list[_Amounts]:
        return [
            tuple(None if (number := row[place]) is None else self._values[number] for place in places)
            for row in table.figures
        ]


def _units(table: StatementTable) -> frozenset[int]:
    return frozenset(column.unit.value for column in table.columns)


def _shared_columns(one: StatementTable, other: StatementTable) -> Iterator[tuple[int, int]]:
    """The columns (by position) of two tables that hold the same."""
    places = {(c.segment_name, c.period, c.measure, c.base): place for place, c in enumerate(other.columns)}
    for place, c in enumerate(one.columns):
        there = places.get((c.segment_name, c.period, c.measure, c.base))
        if there is not None:
            yield place, there


def _like_columns(one: StatementTable, other: StatementTable) -> Iterator[tuple[int, int]]:
    """The columns (by position) of two tables that hold the same but for the period."""
    places = {(c.segment_name, c.measure): place for place, c in enumerate(other.columns)}
    for place, c in enumerate(one.columns):
        there = places.get((c.segment_name, c.measure))
        if there is not None:
            yield place, there


# Readings of a text differ in a table or two: the others are laid out once.
@lru_cache(maxsize=_TWINS_KEPT)
def _beside(
    one: tuple[str, ...], other: tuple[str, ...], mine: tuple[_Amounts, ...], theirs: tuple[_Amounts, ...]
) -> tuple[tuple[int, int], ...]:
    """The rows of two tables side by side: the best of all ways to lay them out, in order, and what lies between."""
    high, wide = len(mine), len(theirs)
    best = [[0] * (wide + 1) for _ in range(high + 1)]
    scores = [[_score(one[r], other[c], mine[r], theirs[c]) for c in range(wide)] for r in range(high)]
    for r in range(high - 1, -1, -1):
        for c in range(wide - 1, -1, -1):
            beside = best[r + 1][c + 1] + scores[r][c] if scores[r][c] else 0
            best[r][c] = max(beside, best[r + 1][c], best[r][c + 1])
    pairs: list[tuple[int, int]] = []
    r = c = 0
    while r < high and c < wide:
        if scores[r][c] and best[r][c] == best[r + 1][c + 1] + scores[r][c]:
            pairs.append((r, c))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return tuple(_with_gaps(pairs, high, wide))


def _within(
    coarse: StatementTable, fine: StatementTable, mine: Sequence[_Amounts], theirs: Sequence[_Amounts], unit: int
) -> Iterator[tuple[int, int]]:
    """The rows of a summary beside those of the statement that it sums up: by their account, else by their amounts.

    A summary leaves rows out and orders them its own way; amounts of several rows tell that it is one of them.
    """
    places = {row.path: place for place, row in enumerate(fine.rows)}
    for place, row in enumerate(coarse.rows):
        own = places.get(row.path)
        if own is not None and _is_rounded(mine[place], theirs[own], unit):
            yield place, own
            continue
        if own is not None and all(amount is None for amount in theirs[own]):
            continue  # a cell that is lost contradicts nothing
        alike = [other for other in range(len(fine.rows)) if _is_rounded(mine[place], theirs[other], unit)]
        if own is None or len(alike) == 1:
            yield from ((place, other) for other in alike)


def _is_rounded(coarse: _Amounts, fine: _Amounts, unit: int) -> bool:
    """Whether amounts, not all of them nil, are the same to the coarser unit, whatever their signs."""
    pairs = [(a, b) for a, b in zip(coarse, fine, strict=True) if a is not None and b is not None]
    return any(a for a, _ in pairs) and all(abs(abs(a) - abs(b)) < unit for a, b in pairs)


def _with_gaps(pairs: Sequence[tuple[int, int]], high: int, wide: int) -> Iterator[tuple[int, int]]:
    """The pairs, and between two of them the rows that are as many on either side."""
    before = (-1, -1)
    for pair in (*pairs, (high, wide)):
        left = [*range(before[0] + 1, pair[0])]
        right = [*range(before[1] + 1, pair[1])]
        if len(left) == len(right):
            yield from zip(left, right, strict=True)
        if pair != (high, wide):
            yield pair
        before = pair


def _score(path: str, other: str, mine: _Amounts, theirs: _Amounts) -> int:
    """How well two rows go together; 0 where they do not."""
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a is not None and b is not None]
    is_same = any(a for a, _ in pairs) and all(abs(a) == abs(b) for a, b in pairs)
    by_label = _SAME_PATH if path == other else _SAME_NAME if _name(path) == _name(other) else 0
    if by_label or is_same:
        return by_label + (_SAME_AMOUNTS if is_same else 0)
    return _BOTH_NIL if pairs and not any(a or b for a, b in pairs) else 0


def _order(accounts: Chart) -> dict[str, int]:
    return {path: place for place, path in enumerate(accounts.roles)}


def _paths(table: StatementTable) -> list[str]:
    return [row.path for row in table.rows]


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
