"""Tables that identities tie to each other, or set at odds: which of them stand together, and which stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from itertools import combinations

# Fewer identities than this fail because of single cells or rows.
FEWEST_CONTRADICTIONS = 4

_Pair = frozenset[int]


class Ties:
    """How tables (by number, each with its statement's code) hold together.

    `identities` are those across tables: whether each fails, and the tables of its figures. Those that hold do so with
    amounts that are not nil.
    """

    def __init__(self, codes: Mapping[int, str], identities: Iterable[tuple[bool, Set[int | None]]]) -> None:
        self._codes = codes
        self._counts: dict[_Pair, tuple[int, int]] = {}
        for fails, tables in identities:
            for pair in map(frozenset, combinations(sorted(table for table in tables if table is not None), 2)):
                holding, failing = self._counts.get(pair, (0, 0))
                self._counts[pair] = (holding, failing + 1) if fails else (holding + 1, failing)

    @cached_property
    def parts(self) -> list[frozenset[int]]:
        """The tables that hold together, directly or through others; the largest part first."""
        return self._joined(pair for pair, (holding, _) in self._counts.items() if holding)

    @cached_property
    def untied(self) -> frozenset[int]:
        """The tables apart from the largest part.

        A part with all the statements that the largest has is one of its own: another budget, or another year.
        """
        whole = self._statements(self.parts[0]) if self.parts else set()
        return frozenset(table for part in self.parts[1:] if self._statements(part) != whole for table in part)

    @cached_property
    def outvoted(self) -> frozenset[int]:
        """The tables that most identities between them and the others contradict.

        Where as many tables stand on either side, all of them: nothing tells which is right.
        """
        quarrels = self._quarrels
        parts = self._joined(pair for pair, (holding, _) in self._counts.items() if holding and pair not in quarrels)
        apart = frozenset().union(*parts[1:])
        outvoted = {table for pair in quarrels for table in pair if table in apart}
        if len(self._codes) == 2 and quarrels:
            outvoted |= self._codes.keys()
        return frozenset(outvoted)

    @property
    def at_odds(self) -> frozenset[int]:
        """The tables on either side of a quarrel, with all that hold together with them."""
        sides = {table for pair in self._quarrels for table in pair}
        return frozenset().union(*(part for part in self.parts if part & sides))

    @cached_property
    def _quarrels(self) -> set[_Pair]:
        return {pair for pair, counts in self._counts.items() if _contradict(*counts)}

    def left_alone_with(self, doubted: frozenset[int]) -> frozenset[int]:
        """The tables of whose statement all others are doubted, and that no identity ties to any that is not.

        Their figures are proven by each other alone.
        """
        held = {pair for pair, (holding, _) in self._counts.items() if holding and not pair & doubted}
        borne_out = {table for pair in held for table in pair}
        alone: set[int] = set()
        for code in {self._codes[table] for table in doubted}:
            left = {table for table, own in self._codes.items() if own == code} - doubted
            alone |= left if len(left) == 1 else set()
        return frozenset(alone - borne_out)

    def _joined(self, pairs: Iterable[_Pair]) -> list[frozenset[int]]:
        group = {table: table for table in self._codes}
        for pair in pairs:
            joined = {group[table] for table in pair}
            group = {table: min(joined) if each in joined else each for table, each in group.items()}
        members = [frozenset(t for t, each in group.items() if each == name) for name in sorted(set(group.values()))]
        return sorted(members, key=len, reverse=True)

    def _statements(self, tables: Iterable[int]) -> set[str]:
        return {self._codes[table] for table in tables}


def _contradict(holding: int, failing: int) -> bool:
    """Whether two tables contradict each other as a whole, and not in a cell or a row."""
    return failing >= FEWEST_CONTRADICTIONS and failing >= 2 * holding
