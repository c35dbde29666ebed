"""The accounts of a made-up agency: amounts that satisfy every identity of a budget or settlement. No text here.

Nothing in it is real: segments and accounts are named as the sixth meeting names them (and a few that it does not), the
amounts come out of a seed.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from warehouse import reference

GOLDEN = Path(__file__).parent.parent / "golden" / "sixth_meeting_figures.csv"
TOTAL = "合計"
SEGMENTS = tuple(segment.name for segment in reference.segments() if segment.name != TOTAL)
NEW_SEGMENT = "地域情報化支援事業"

# statement/path → yen, of one segment or of the whole.
Amounts = dict[str, int]
# segment (and 合計) → its amounts.
Books = dict[str, Amounts]

CASH = "balance_sheet/資産の部/流動資産/現金及び預金"
RECEIVABLES = "balance_sheet/資産の部/流動資産/未収金"
SOFTWARE = "balance_sheet/資産の部/固定資産/無形固定資産/ソフトウェア"
ASSETS = "balance_sheet/資産の部/資産合計"
PAYABLES = "balance_sheet/負債の部/流動負債/未払金"
TAXES = "balance_sheet/負債の部/流動負債/未払法人税"
LEASES = "balance_sheet/負債の部/固定負債/リース債務"
LIABILITIES = "balance_sheet/負債の部/負債合計"
CAPITAL = "balance_sheet/純資産の部/地方公共団体出資金"
RESERVE = "balance_sheet/純資産の部/利益剰余金/積立金"
NET_ASSETS = "balance_sheet/純資産の部/純資産合計"
RIGHT_SIDE = "balance_sheet/負債純資産合計"
REVENUES = "income_statement/営業収益/営業収益合計"
OTHER_REVENUES = "income_statement/営業外収益/営業外収益合計"
COSTS = "income_statement/営業費用/営業費用合計"
OTHER_COSTS = "income_statement/営業外費用/営業外費用合計"
GAINS = "income_statement/特別利益/特別利益合計"
LOSSES = "income_statement/特別損失/特別損失合計"
OPERATING, ORDINARY, NET = (f"income_statement/{name}" for name in ("営業利益", "経常利益", "当期純利益"))
RECEIPTS, PAYMENTS = "cash_plan/資金収入/資金収入合計", "cash_plan/資金支出/資金支出合計"
BALANCE, OPENING, CLOSING = (
    f"cash_plan/{name}" for name in ("資金収支差額", "前期末現金及び預金", "当期末現金及び預金")
)

# Accounts that the reference data does not know: after which account they are printed.
NEW_ACCOUNTS = {
    "balance_sheet/資産の部/流動資産/貸倒引当金": "balance_sheet/資産の部/流動資産/有価証券",
    "balance_sheet/純資産の部/利益剰余金/繰越欠損金": "balance_sheet/純資産の部/利益剰余金/システム開発積立金",
    "income_statement/営業収益/研修事業収入": "income_statement/営業収益/事業収入",
    "income_statement/特別利益/固定資産売却益": "income_statement/経常利益",
}
ALLOWANCE, DEFICIT = list(NEW_ACCOUNTS)[:2]
# What no amendment changes by itself.
_KEPT = (ALLOWANCE, DEFICIT, LEASES, SOFTWARE, RESERVE)


@dataclass(frozen=True)
class Chart:
    """The accounts in the order in which they are printed, those without known extraordinary gains left out."""

    keys: tuple[str, ...]
    roles: dict[str, str]
    items: tuple[str, ...]
    children: dict[str, dict[str, tuple[str, ...]]]  # of each total, by statement


@cache
def chart(*, has_new_accounts: bool) -> Chart:
    """The chart of the sixth meeting, with or without the accounts that are new."""
    roles = {f"{a.statement_code}/{a.path}": a.role for a in reference.accounts()}
    keys = [key for key in roles if has_new_accounts or key != GAINS]
    for key, before in NEW_ACCOUNTS.items() if has_new_accounts else ():
        keys.insert(keys.index(before) + 1, key)
        roles[key] = "item"
    children: dict[str, dict[str, tuple[str, ...]]] = {}
    for key in keys:
        if roles[key] == "total":
            children.setdefault(key.split("/")[0], {})[key] = tuple(_children(key, keys, roles))
    return Chart(tuple(keys), roles, tuple(key for key in keys if roles[key] == "item"), children)


def _children(total: str, keys: list[str], roles: Mapping[str, str]) -> list[str]:
    heading = total.rsplit("/", 1)[0]
    items = [key for key in keys if roles[key] == "item" and key.rsplit("/", 1)[0] == heading]
    subtotals = [key for key in keys if roles[key] == "total" and key.rsplit("/", 2)[0] == heading]
    return items + subtotals


def derive(amounts: Amounts, accounts: Chart) -> None:
    """Fill in all that follows from the items and the opening cash: totals, results, what statements share."""
    get = amounts.get
    _sum(amounts, accounts, "income_statement")
    amounts[OPERATING] = amounts[REVENUES] - amounts[COSTS]
    amounts[ORDINARY] = amounts[OPERATING] + amounts[OTHER_REVENUES] - amounts[OTHER_COSTS]
    amounts[NET] = amounts[ORDINARY] + get(GAINS, 0) - amounts[LOSSES]
    interest = "income_statement/営業外収益/受取利息", "income_statement/営業外収益/有価証券利息"
    amounts["cash_plan/資金収入/営業収益"] = amounts[REVENUES]
    amounts["cash_plan/資金収入/利息収入"] = sum(amounts[key] for key in interest)
    amounts["cash_plan/資金収入/当期末未収金"] = -amounts[RECEIVABLES]
    amounts["cash_plan/資金支出/当期末未払金"] = -amounts[PAYABLES] - amounts[TAXES]
    _sum(amounts, accounts, "cash_plan")
    amounts[BALANCE] = amounts[RECEIPTS] - amounts[PAYMENTS]
    amounts[CASH] = amounts[CLOSING] = amounts[OPENING] + amounts[BALANCE]
    _sum(amounts, accounts, "balance_sheet")
    amounts[RIGHT_SIDE] = amounts[LIABILITIES] + amounts[NET_ASSETS]


def _sum(amounts: Amounts, accounts: Chart, statement: str) -> None:
    for total, children in accounts.children[statement].items():
        amounts[total] = sum([amounts[key] for key in children])


def with_total(segments: Books) -> Books:
    """The books with their column 合計."""
    keys = next(iter(segments.values()))
    return {**segments, TOTAL: {key: sum([amounts[key] for amounts in segments.values()]) for key in keys}}


def difference(later: Amounts, earlier: Amounts) -> Amounts:
    """What changed, account by account."""
    return {key: amount - earlier[key] for key, amount in later.items()}


@cache
def _sixth() -> Books:
    books: Books = {segment: {} for segment in (*SEGMENTS, TOTAL)}
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["fiscal_year"], row["budget_version"], row["unit_yen"]) == ("2015", "initial", "1000"):
                books[row["segment_name"]][f"{row['statement_code']}/{row['account_path']}"] = int(row["amount_yen"])
    return books


def sixth_meeting_books(*, has_new_accounts: bool = False) -> Books:
    """The initial budget of fiscal 2015 as the sixth meeting adopted it, in settled values; new accounts are nil."""
    keys = chart(has_new_accounts=has_new_accounts).keys
    return {segment: {key: amounts.get(key, 0) for key in keys} for segment, amounts in _sixth().items()}


@dataclass
class Agency:
    """A made-up agency: its budgets and settlements by fiscal year and version, the same for the same seed.

    `months` are those of its supplementary budgets, in fiscal order. `adopted` are books that are given. `grain` is the
    finest unit in yen, by version (`settlement`, …). `losses`: some segments lose money, and the whole may. `opened` is
    the fiscal year in which the new segment begins.
    """

    seed: int
    has_new_accounts: bool = False
    opened: int | None = None
    losses: bool = False
    months: tuple[int, ...] = (6, 12, 3)
    grain: dict[str, int] = field(default_factory=dict)
    adopted: dict[tuple[int, str], Books] = field(default_factory=dict)

    @property
    def accounts(self) -> Chart:
        """The chart of accounts."""
        return chart(has_new_accounts=self.has_new_accounts)

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments in the order in which they are printed."""
        return SEGMENTS if self.opened is None else (*SEGMENTS, NEW_SEGMENT)

    def books(self, fiscal_year: int, version: str) -> Books:
        """What was adopted: `initial`, `6` for the supplementary budget of June, `settlement`."""
        key = fiscal_year, version
        if key not in self.adopted:
            self.adopted[key] = self._amended(*key) if version.isdigit() else self._new(*key)
        found = self.adopted[key]
        nil = dict.fromkeys(self.accounts.keys, 0)
        return {segment: found.get(segment, nil) for segment in (*self.segments, TOTAL)}

    def before(self, month: int) -> str:
        """The version that the supplementary budget of a month amends."""
        place = self.months.index(month)
        return str(self.months[place - 1]) if place else "initial"

    def opening(self, fiscal_year: int, segment: str, version: str) -> int:
        """The cash with which a year begins, as its version says: the cash with which the year before ends.

        The initial budget only knows the budget of the year before, as it stood in June; the others its settlement.
        """
        return self._closing(fiscal_year - 1, segment, str(self.months[0]) if version == "initial" else "settlement")

    def _closing(self, fiscal_year: int, segment: str, version: str) -> int:
        if segment == NEW_SEGMENT and self.opened is not None and fiscal_year < self.opened:
            return 0
        dice = random.Random(f"{self.seed} {fiscal_year} {segment} {version} closing")  # noqa: S311 - no secret
        return self._amount(dice, 10_000_000_000, self._grain(version))

    def _grain(self, version: str) -> int:
        return self.grain.get(version, 1_000)

    def _new(self, fiscal_year: int, version: str) -> Books:
        grain = self._grain(version)
        found: Books = {}
        for segment in self.segments:
            dice = random.Random(f"{self.seed} {fiscal_year} {segment} {version}")  # noqa: S311 - no secret
            is_open = segment != NEW_SEGMENT or (self.opened is not None and fiscal_year >= self.opened)
            amounts = self._items(dice, segment, grain) if is_open else dict.fromkeys(self.accounts.items, 0)
            opening = self.opening(fiscal_year, segment, version)
            amounts[OPENING] = opening - opening % grain
            derive(amounts, self.accounts)
            if is_open:
                self._close(amounts, fiscal_year, segment, version)
                surplus = amounts[ASSETS] - amounts[RIGHT_SIDE]
                amounts[LEASES if surplus > 0 else SOFTWARE] += abs(surplus)
                derive(amounts, self.accounts)
            found[segment] = amounts
        return with_total(found)

    def _items(self, dice: random.Random, segment: str, grain: int) -> Amounts:
        amounts: Amounts = {}
        for key in self.accounts.items:
            is_nil = dice.random() < 0.45 or key.startswith("balance_sheet/純資産の部/評価・換算差額等")
            amounts[key] = 0 if is_nil else self._amount(dice, 2_000_000_000, grain)
        amounts["income_statement/営業収益/事業収入"] = revenue = self._amount(dice, 20_000_000_000, grain)
        is_losing = self.losses and dice.random() < 0.6
        costs = (
            revenue * dice.randint(1_005, 1_080) // 1_000 if is_losing else revenue * dice.randint(900, 999) // 1_000
        )
        costs += sum(amount for key, amount in amounts.items() if key.startswith("income_statement/営業収益")) - revenue
        costs -= costs % grain
        overhead = costs // 20 // grain * grain
        amounts["income_statement/営業費用/事業費"] = costs - overhead
        amounts["income_statement/営業費用/一般管理費"] = overhead
        if segment != SEGMENTS[0]:
            amounts[CAPITAL] = 0
        if is_losing:
            amounts[RESERVE] = -amounts[RESERVE]
        if self.has_new_accounts:
            amounts[ALLOWANCE] = -amounts[ALLOWANCE]
            amounts[DEFICIT] = 0
            self._carry_deficit(amounts)
        return amounts

    def _carry_deficit(self, amounts: Amounts) -> None:
        """A reserve below nil is a deficit carried forward, where there is an account for it."""
        if DEFICIT in amounts:
            reserve = amounts[RESERVE] + amounts[DEFICIT]
            amounts[RESERVE], amounts[DEFICIT] = max(reserve, 0), min(reserve, 0)

    def _amended(self, fiscal_year: int, version: str) -> Books:
        """The books in force before with a few items changed; the opening cash becomes that of the settlement."""
        base = self.books(fiscal_year, self.before(int(version)))
        grain = self._grain(version)
        found: Books = {}
        for segment in self.segments:
            dice = random.Random(f"{self.seed} {fiscal_year} {segment} {version}")  # noqa: S311 - no secret
            amounts = dict(base[segment])
            is_open = segment != NEW_SEGMENT or (self.opened is not None and fiscal_year >= self.opened)
            if is_open:
                opening = self.opening(fiscal_year, segment, version)
                amounts[OPENING] = opening - opening % grain
                for key in self.accounts.items:
                    if key not in _KEPT and dice.random() < 0.2:
                        change = self._amount(dice, 300_000_000, grain)
                        amounts[key] += change if dice.random() < 0.6 else -min(change, max(amounts[key], 0))
                derive(amounts, self.accounts)
                self._close(amounts, fiscal_year, segment, version)
                amounts[RESERVE] += amounts[ASSETS] - amounts[RIGHT_SIDE]
                self._carry_deficit(amounts)
                derive(amounts, self.accounts)
            found[segment] = amounts
        return with_total(found)

    def _close(self, amounts: Amounts, fiscal_year: int, segment: str, version: str) -> None:
        """Receive or pay otherwise what brings the cash to where the year is to end."""
        lacking = self._closing(fiscal_year, segment, version) - amounts[CLOSING]
        amounts["cash_plan/資金収入/その他" if lacking > 0 else "cash_plan/資金支出/その他"] += abs(lacking)
        derive(amounts, self.accounts)

    @staticmethod
    def _amount(dice: random.Random, most: int, grain: int) -> int:
        """A positive amount of any size up to `most`, small ones as often as large ones."""
        return max(1, int(most * 10 ** (-4 * dice.random())) // grain) * grain
