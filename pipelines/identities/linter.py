"""Lints the book of identities: unknown accounts, rules that contradict each other, rules that add nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from expectations.rule_book import Rule, RuleBook
from pipelines.identities.placement import RECEIPT_TOTALS
from warehouse import reference
from warehouse.charts import charts


class FaultKind(StrEnum):
    """What is wrong with a rule."""

    UNKNOWN_ACCOUNT = "unknown_account"
    CONTRADICTION = "contradiction"
    REDUNDANT = "redundant"


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A fault of a rule, in words."""

    rule: str
    kind: FaultKind
    message: str


def known_accounts() -> frozenset[str]:
    """All that a rule may name: statement/path of the reference data, names of the charts, totals of the receipts."""
    own = {f"{account.statement_code}/{account.path}" for account in reference.accounts()}
    others = {
        f"{account.statement_code}/{name}"
        for chart in charts()
        for account in chart.accounts
        for name in (account.name, *account.aliases)
    }
    return frozenset(own | others | set(RECEIPT_TOTALS.values()))


def lint(book: RuleBook, accounts: Collection[str]) -> tuple[RuleFault, ...]:
    """The faults of a book, rule by rule; none for a sound one.

    A rule contradicts those before it where together they force an account to nil whatever is printed; it adds nothing
    where it follows from them. Rules are compared as they stand in one column, those with `unless` only with the rules
    that apply where its accounts are not printed.
    """
    return (*_unknown(book, accounts), *_dependent(book))


def _unknown(book: RuleBook, accounts: Collection[str]) -> Iterable[RuleFault]:
    for rule in book.declared:
        for account in (*rule.left, *rule.right, *rule.unless):
            if account not in accounts:
                yield RuleFault(rule.name, FaultKind.UNKNOWN_ACCOUNT, f"names {account}, which no reference data knows")


def _dependent(book: RuleBook) -> Iterable[RuleFault]:
    earlier: list[Rule] = []
    for rule in book.declared:
        together = [other for other in earlier if _apply_together(rule, other)]
        system = _Echelon([_row(other) for other in together])
        rest = system.reduce(_row(rule))
        if not rest:
            yield RuleFault(rule.name, FaultKind.REDUNDANT, "adds nothing: it follows from the rules before it")
        else:
            system.add(rest)
            for account in sorted(system.forced_to_nil()):
                message = f"contradicts the rules before it: together they force {account} to nil"
                yield RuleFault(rule.name, FaultKind.CONTRADICTION, message)
        earlier.append(rule)


def _apply_together(rule: Rule, other: Rule) -> bool:
    """Whether both can apply in one column: neither names an account whose absence the other needs."""
    names, other_names = {*rule.left, *rule.right}, {*other.left, *other.right}
    return names.isdisjoint(other.unless) and other_names.isdisjoint(rule.unless)


_Row = dict[str, Fraction]


def _row(rule: Rule) -> _Row:
    row: _Row = {}
    for side, sign, year in ((rule.left, 1, 0), (rule.right, -1, rule.right_year)):
        for account, weight in side.items():
            key = f"{account} {year:+d}" if year else account
            row[key] = row.get(key, Fraction()) + sign * weight
    return {account: weight for account, weight in row.items() if weight}


class _Echelon:
    """Linear equations in reduced echelon form, over exact fractions."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._by_pivot: dict[str, _Row] = {}
        for row in rows:
            rest = self.reduce(row)
            if rest:
                self.add(rest)

    def reduce(self, row: _Row) -> _Row:
        """What is left of a row once the equations are taken out of it."""
        rest = dict(row)
        for pivot, equation in self._by_pivot.items():
            factor = rest.get(pivot)
            if factor:
                rest = _combine(rest, equation, -factor)
        return rest

    def add(self, row: _Row) -> None:
        """Add a reduced row."""
        pivot = min(row)
        scaled = {account: weight / row[pivot] for account, weight in row.items()}
        for other, equation in list(self._by_pivot.items()):
            if pivot in equation:
                self._by_pivot[other] = _combine(equation, scaled, -equation[pivot])
        self._by_pivot[pivot] = scaled

    def forced_to_nil(self) -> set[str]:
        """Accounts of which an equation says that they are nil."""
        return {pivot for pivot, equation in self._by_pivot.items() if len(equation) == 1}


def _combine(row: _Row, other: _Row, factor: Fraction) -> _Row:
    combined = {
        account: row.get(account, Fraction()) + factor * other.get(account, Fraction()) for account in {*row, *other}
    }
    return {account: weight for account, weight in combined.items() if weight}
