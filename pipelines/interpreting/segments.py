"""Whose column is it? Its header tells; else figures tied to a readable table; else its place among the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from expectations.rule_book import RuleBook
from pipelines.interpreting.column_kinds import may_name_segment
from pipelines.interpreting.model import SegmentEvidence
from pipelines.reading.characters import compact
from warehouse import reference


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """A table's segment columns: a header each or None; `amounts[account][column]` in yen, None if unreadable."""

    headers: tuple[str, ...] | None
    width: int
    amounts: Mapping[str, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True)
class ColumnSegment:
    """A column's segment, and how it is known; by NONE the name only tells the column from the others."""

    name: str
    evidence: SegmentEvidence


@cache
def _names_by_spelling() -> dict[str, str]:
    return {
        compact(spelling): segment.name
        for segment in reference.segments()
        for spelling in (segment.name, *segment.aliases)
    }


# A segment's name is printed on so many lines at most.
_MOST_WORDS = 8


def known_segment(text: str) -> str | None:
    """The segment that a header or title names, by its name or an alias."""
    return _names_by_spelling().get(compact(text))


def join_names(words: Sequence[str], count: int) -> list[str]:
    """The words of a header put together to so many names, where that many they are; else as they are.

    Single spaces leave open where a name ends: the longest words that are a known segment are one, and so is what
    stands between two of them. Some name must be of several words: else it is a column that is lost.
    """
    names: list[str] = []
    is_known = is_broken = is_after_known = False
    known = start = 0
    while start < len(words):
        ends = range(min(len(words), start + _MOST_WORDS), start, -1)
        end = next((end for end in ends if known_segment("".join(words[start:end]))), start + 1)
        is_after_known, is_known = is_known, known_segment("".join(words[start:end])) is not None
        known += is_known
        is_broken |= is_known and end - start > 1
        if names and not is_known and not is_after_known:
            names[-1] += words[start]
        else:
            names.append("".join(words[start:end]))
        start = end
    return names if is_broken and len(names) == count and known * 2 > count else list(words)


def _resembles(header: str, name: str) -> bool:
    """Whether a header may be a garbled print of a segment's name: most of its letters are letters of the name."""
    letters = Counter(compact(header))
    return (letters & Counter(compact(name))).total() * 4 >= letters.total() * 3


def resolve_segments(tables: Sequence[SegmentColumns], rules: RuleBook) -> list[tuple[ColumnSegment, ...]]:
    """The segment of each column of each table, in the order given. No two columns of a table get the same one."""
    resolver = _Resolver(tables, _ties(rules))
    resolver.by_header()
    resolver.by_sums()
    while resolver.unresolved():
        if not (resolver.by_figures() or resolver.by_position()):
            resolver.one_table_as_new()
    return [tuple(found[column] for column in range(len(found))) for found in resolver.found]


# Fewer rows that add up may do so by chance.
_FEWEST_SUMS = 3
# Counts for more than any number of figures.
_IN_PLACE = 1_000


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two sums in different statements that are equal but for the sign, in one segment; optional accounts may lack."""

    sides: tuple[Mapping[str, int], Mapping[str, int]]
    optional: frozenset[str]


def _ties(rules: RuleBook) -> tuple[_Tie, ...]:
    return tuple(_Tie((rule.left, rule.right), rule.optional) for rule in rules.across_statements)


def _size(table: SegmentColumns, column: int, side: Mapping[str, int], optional: frozenset[str]) -> int | None:
    """What a side of a tie comes to in a column, without its sign; None where the table does not tell."""
    total = 0
    for account, weight in side.items():
        if account in table.amounts:
            amount = table.amounts[account][column]
            if amount is None:
                return None
            total += weight * amount
        elif account not in optional:
            return None
    return abs(total)


def _is_sum(table: SegmentColumns, column: int) -> bool:
    """Whether a column is the sum of the others on most of the rows in which at least two of them hold something."""
    sums = checked = 0
    for amounts in table.amounts.values():
        others = [amount for place, amount in enumerate(amounts) if place != column and amount]
        if len(others) > 1:
            checked += 1
            sums += amounts[column] == sum(others)
    return sums >= _FEWEST_SUMS and sums * 2 > checked


class _Resolver:
    def __init__(self, tables: Sequence[SegmentColumns], ties: tuple[_Tie, ...]) -> None:
        self.tables = tables
        # Of each column, what each side of each tie comes to.
        self.sizes = [
            [
                [tuple(_size(table, column, side, tie.optional) for side in tie.sides) for tie in ties]
                for column in range(table.width)
            ]
            for table in tables
        ]
        self.found: list[dict[int, ColumnSegment]] = [{} for _ in tables]

    def unresolved(self) -> list[tuple[int, int]]:
        return [
            (number, column)
            for number, table in enumerate(self.tables)
            for column in range(table.width)
            if column not in self.found[number]
        ]

    def by_header(self) -> None:
        for number, table in enumerate(self.tables):
            for column, header in enumerate(table.headers or ()):
                name = known_segment(header)
                if name is not None and name not in self._names(number):
                    self.found[number][column] = ColumnSegment(name, SegmentEvidence.HEADER)

    def by_sums(self) -> None:
        """The column that is the sum of the others on most rows is the total, whatever is printed over it."""
        for number, table in enumerate(self.tables):
            if reference.TOTAL_SEGMENT in self._names(number):
                continue
            for column in range(table.width):
                if column not in self.found[number] and _is_sum(table, column):
                    self.found[number][column] = ColumnSegment(reference.TOTAL_SEGMENT, SegmentEvidence.FIGURES)
                    break

    def by_figures(self) -> bool:
        """Give columns the segment of the one column elsewhere whose figures agree best; whether any was found.

        The clearest come first: what they are then is no choice for the others any more. A column in the same place of
        a table of the same width needs one figure that agrees: cells shift in their rows more easily than columns move.
        """
        clearest: dict[tuple[int, int], tuple[int, str]] = {}
        borrowed: dict[tuple[int, int], SegmentEvidence] = {}
        for number, column in self.unresolved():
            taken = self._names(number)
            votes: Counter[str] = Counter()
            in_place: Counter[str] = Counter()
            certain: set[str] = set()
            for other, found in enumerate(self.found):
                for other_column, segment in found.items():
                    if segment.name in taken or segment.evidence is SegmentEvidence.NONE:
                        continue
                    agreeing, differing = self._compare(number, column, other, other_column)
                    votes[segment.name] += agreeing if agreeing >= differing else 0
                    if agreeing and segment.evidence is not SegmentEvidence.POSITION:
                        certain.add(segment.name)
                    if other_column == column and self.tables[other].width == self.tables[number].width:
                        in_place[segment.name] += agreeing
            (best, most), (_, next_most) = [*(+in_place or votes).most_common(2), ("", 0), ("", 0)][:2]
            if most > next_most:
                clearest[number, column] = most - next_most + (_IN_PLACE if +in_place else 0), best
                # Figures lend no more certainty than the columns have with which they agree.
                borrowed[number, column] = SegmentEvidence.FIGURES if best in certain else SegmentEvidence.POSITION
        margin = max((margin for margin, _ in clearest.values()), default=0)
        for (number, column), (own_margin, name) in clearest.items():
            if own_margin == margin and name not in self._names(number):
                self.found[number][column] = ColumnSegment(name, borrowed[number, column])
        return bool(clearest)

    def by_position(self) -> bool:
        """Give columns the segment that stands in their place in a table of the same width and order.

        The reference data's order counts too, unless the header (without one, those of the others) is another name.
        """
        reference_order = {column: segment.name for column, segment in enumerate(reference.segments())}
        orders = [
            {c: s.name for c, s in found.items() if s.evidence is not SegmentEvidence.NONE} for found in self.found
        ]
        progress = False
        for number, column in self.unresolved():
            width, own = self.tables[number].width, self.found[number]
            same_width = [order for order, table in zip(orders, self.tables, strict=True) if table.width == width]
            if len(reference_order) == width and self._may_be(reference_order[column], number, column):
                same_width.append(reference_order)
            for order in same_width:
                agrees = all(order.get(c, segment.name) == segment.name for c, segment in own.items())
                name = order.get(column)
                if name is not None and agrees and name not in self._names(number):
                    own[column] = ColumnSegment(name, SegmentEvidence.POSITION)
                    progress = True
                    break
        return progress

    def one_table_as_new(self) -> None:
        """Take the headers of the best-read table that is left for new segments; what names none is of none."""
        number = max({number for number, _ in self.unresolved()}, key=lambda n: (self._readable_headers(n), -n))
        table = self.tables[number]
        for column in range(table.width):
            if column not in self.found[number]:
                name = table.headers[column] if table.headers else ""
                if may_name_segment(name) and name not in self._names(number):
                    # Most of its letters are of a known name: it may be that one, garbled.
                    is_like_known = any(_resembles(name, segment.name) for segment in reference.segments())
                    evidence = SegmentEvidence.POSITION if is_like_known else SegmentEvidence.NEW
                    self.found[number][column] = ColumnSegment(name, evidence)
                else:
                    self.found[number][column] = ColumnSegment(f"{name}(第{column + 1}列)", SegmentEvidence.NONE)
        self._forget_total(number)

    def _forget_total(self, number: int) -> None:
        """A column that sums columns which nothing names is no total of segments: it may be one year of two."""
        own = self.found[number]
        if any(segment.evidence is SegmentEvidence.NONE for segment in own.values()):
            for column, segment in own.items():
                if segment == ColumnSegment(reference.TOTAL_SEGMENT, SegmentEvidence.FIGURES):
                    own[column] = ColumnSegment(f"(第{column + 1}列)", SegmentEvidence.NONE)

    def _may_be(self, name: str, number: int, column: int) -> bool:
        """Whether what is printed over a column, or in its place in other tables, may be a garbled name."""
        own = self.tables[number]
        others = [table for table in self.tables if table.width == own.width and table.headers]
        headers = [table.headers[column] for table in ([own] if own.headers else others) if table.headers]
        return not headers or any(_resembles(header, name) for header in headers)

    def _readable_headers(self, number: int) -> tuple[bool, int]:
        named = sum(segment.evidence is SegmentEvidence.HEADER for segment in self.found[number].values())
        return self.tables[number].headers is not None, named

    def _names(self, number: int) -> set[str]:
        return {segment.name for segment in self.found[number].values()}

    def _compare(self, number: int, column: int, other: int, other_column: int) -> tuple[int, int]:
        """How many tied figures of two columns agree, and how many differ."""
        agreeing = differing = 0
        for (left, right), (other_left, other_right) in zip(
            self.sizes[number][column], self.sizes[other][other_column], strict=True
        ):
            for own, their in ((left, other_right), (right, other_left)):
                if own is not None and their is not None:
                    agreeing += own == their != 0
                    differing += own != their
        return agreeing, differing
