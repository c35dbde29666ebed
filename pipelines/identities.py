"""Rules × materials → identities: each place where a rule applies, with the figures that are its terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.interpreting.context import MONTHS
from pipelines.interpreting.model import AdvanceReceipt, Listing, Materials, Measure, Period, StatementTable, TableKind
from pipelines.rules import Layout, Rule, RuleBook
from warehouse.reference import TOTAL_SEGMENT

RECEIPT_TOTALS = {
    Measure.PLANNED_RECEIPT: "advance_receipts/planned",
    Measure.CUMULATIVE_RECEIPT: "advance_receipts/cumulative",
}


@dataclass(frozen=True, slots=True)
class PlacedIdentity:
    """A rule at one place: the figures (by number) on each side with their weights."""

    rule: Rule
    place: str
    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a column of figures is of."""

    segment: str
    period: Period
    measure: Measure

    def __str__(self) -> str:
        measure = "" if self.measure is Measure.AMOUNT else f" {self.measure}"
        return f"{self.segment} {self.period.fiscal_year} {self.period.budget_version}{measure}"


@dataclass(frozen=True, slots=True)
class _Layer:
    """The tables that belong together: of one kind, and the how-many-eth printing of it."""

    kind: TableKind | None
    printing: int


# The figures of one layer and slot, by statement and account path.
_Sheet = dict[str, int]


def version_order(period: Period) -> tuple[int, int]:
    """Periods in the order in which they were adopted: initial, supplementary from April to March, settlement."""
    name = period.budget_version
    if name.startswith("supplementary_"):
        month = MONTHS.index(name.removeprefix("supplementary_")) + 1
        return period.fiscal_year, 1 + (month - 4) % 12
    return period.fiscal_year, 0 if name == "initial" else 13


def place_identities(materials: Materials, rules: RuleBook) -> tuple[PlacedIdentity, ...]:
    """All identities of a document, rule by rule in the order of the book."""
    builder = _Builder(materials)
    return tuple(identity for rule in rules.rules for identity in builder.place(rule))


class _Builder:
    def __init__(self, materials: Materials) -> None:
        self.materials = materials
        self.sheets: dict[tuple[_Layer, _Slot], _Sheet] = defaultdict(dict)
        printings: Counter[tuple[TableKind, str, Period]] = Counter()
        for table in materials.tables:
            seen = {(table.kind, table.statement_code, column.period) for column in table.columns}
            layer = _Layer(table.kind, max(printings[key] for key in seen))
            printings.update(seen)
            self._enter(table, layer)
        for receipt in materials.advance_receipts:
            if receipt.is_total:
                slot = _Slot(TOTAL_SEGMENT, receipt.period, Measure.AMOUNT)
                self.sheets[_Layer(None, 0), slot][RECEIPT_TOTALS[receipt.measure]] = receipt.figure

    def place(self, rule: Rule) -> Iterator[PlacedIdentity]:  # noqa: PLR0911 - one return a layout
        match rule.layout:
            case None:
                return self._declared(rule)
            case Layout.TOTAL_OVER_ROWS:
                return self._totals_over_rows(rule)
            case Layout.TOTAL_OVER_SEGMENTS:
                return self._totals_over_segments(rule)
            case Layout.SAME_UNIT | Layout.COARSER_UNIT:
                return self._printings(rule)
            case Layout.CHANGE_COLUMN:
                return self._changes(rule)
            case Layout.COMMITMENT_CHANGE:
                return self._commitment_changes(rule)
            case Layout.COMMITMENT_ANNOUNCED:
                return self._commitments_announced(rule)
            case Layout.RECEIPTS_TOTAL:
                return self._receipts(rule)

    def _placed(
        self, rule: Rule, place: str, left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]
    ) -> PlacedIdentity:
        """The identity at a place, with the line and cell of its first figure: no two of a rule share those."""
        first = self.materials.figures[left[0][0]]
        return PlacedIdentity(rule, f"{place}, line {first.line} cell {first.cell}", left, right)

    def _enter(self, table: StatementTable, layer: _Layer) -> None:
        for row, numbers in zip(table.rows, table.figures, strict=True):
            for column, number in zip(table.columns, numbers, strict=True):
                if number is not None:
                    slot = _Slot(column.segment_name, column.period, column.measure)
                    self.sheets[layer, slot].setdefault(f"{table.statement_code}/{row.path}", number)

    def _declared(self, rule: Rule) -> Iterator[PlacedIdentity]:
        anchor = next(iter(rule.left))
        for (layer, slot), sheet in self.sheets.items():
            if anchor not in sheet or any(account in sheet for account in rule.unless):
                continue
            left = self._terms(rule, rule.left, layer, slot)
            right_slot = self._right_slot(rule, layer, slot)
            right = None if right_slot is None else self._terms(rule, rule.right, layer, right_slot)
            if left and right:
                kind = layer.kind or "advance_receipts"
                yield self._placed(rule, f"{anchor} {slot} ({kind})", left, right)

    def _right_slot(self, rule: Rule, layer: _Layer, slot: _Slot) -> _Slot | None:
        if not rule.right_year:
            return slot
        year = slot.period.fiscal_year + rule.right_year
        periods = [
            other.period
            for other_layer, other in self.sheets
            if other_layer == layer
            and other.segment == slot.segment
            and other.measure == slot.measure
            and other.period.fiscal_year == year
        ]
        if slot.measure is Measure.CHANGE or not periods:
            return None
        return replace(slot, period=max(periods, key=version_order))

    def _terms(
        self, rule: Rule, side: Mapping[str, int], layer: _Layer, slot: _Slot
    ) -> tuple[tuple[int, int], ...] | None:
        terms = []
        for account, weight in side.items():
            number = self._find(account, layer, slot, any_table=rule.any_table)
            if number is not None:
                terms.append((number, weight))
            elif account not in rule.optional:
                return None
        return tuple(terms)

    def _find(self, account: str, layer: _Layer, slot: _Slot, *, any_table: bool) -> int | None:
        number = self.sheets.get((layer, slot), {}).get(account)
        if number is not None or not any_table:
            return number
        elsewhere = (sheet[account] for (_, other), sheet in self.sheets.items() if other == slot and account in sheet)
        return next(elsewhere, None)

    def _totals_over_rows(self, rule: Rule) -> Iterator[PlacedIdentity]:
        for table in self.materials.tables:
            for subtotal in table.subtotals:
                for position, column in enumerate(table.columns):
                    total = table.figures[subtotal.total][position]
                    items = [table.figures[item][position] for item in subtotal.items]
                    right = tuple((number, 1) for number in items if number is not None)
                    if total is not None and right:
                        slot = _Slot(column.segment_name, column.period, column.measure)
                        place = f"{table.statement_code}/{table.rows[subtotal.total].path} {slot} ({table.kind})"
                        yield self._placed(rule, place, ((total, 1),), right)

    def _totals_over_segments(self, rule: Rule) -> Iterator[PlacedIdentity]:
        for table in self.materials.tables:
            if table.kind is not TableKind.SEGMENTS:
                continue
            totals = [p for p, column in enumerate(table.columns) if column.segment_name == TOTAL_SEGMENT]
            if len(totals) != 1:
                continue
            for row, numbers in zip(table.rows, table.figures, strict=True):
                total = numbers[totals[0]]
                right = tuple((n, 1) for p, n in enumerate(numbers) if p != totals[0] and n is not None)
                if total is not None and right:
                    period = table.columns[totals[0]].period
                    place = f"{table.statement_code}/{row.path} {period.fiscal_year} {period.budget_version}"
                    yield self._placed(rule, place, ((total, 1),), right)

    def _printings(self, rule: Rule) -> Iterator[PlacedIdentity]:
        """Each further printing of a figure against the first one in the finest unit."""
        printings: dict[tuple[_Slot, str], list[int]] = defaultdict(list)
        for (_, slot), sheet in self.sheets.items():
            for account, number in sheet.items():
                printings[slot, account].append(number)
        figures = self.materials.figures
        for (slot, account), numbers in printings.items():
            first = min(numbers, key=lambda number: figures[number].unit_yen)
            for number in numbers:
                is_coarser = figures[number].unit_yen > figures[first].unit_yen
                if number != first and is_coarser == (rule.layout is Layout.COARSER_UNIT):
                    place = f"{account} {slot}, also line {figures[first].line}"
                    yield self._placed(rule, place, ((number, 1),), ((first, 1),))

    def _changes(self, rule: Rule) -> Iterator[PlacedIdentity]:
        for table in self.materials.tables:
            for position, column in enumerate(table.columns):
                before = [p for p in range(position) if table.columns[p].measure is Measure.AMOUNT][-2:]
                if column.measure is not Measure.CHANGE or len(before) < 2:
                    continue
                earlier, later = sorted(before, key=lambda p: version_order(table.columns[p].period))
                for row, numbers in zip(table.rows, table.figures, strict=True):
                    change, new, old = numbers[position], numbers[later], numbers[earlier]
                    if change is not None and new is not None and old is not None:
                        place = f"{table.statement_code}/{row.path}"
                        yield self._placed(rule, place, ((change, 1),), ((new, 1), (old, -1)))

    def _commitment_changes(self, rule: Rule) -> Iterator[PlacedIdentity]:
        limits = self._limits()
        for change in self.materials.commitment_changes:
            after = limits.get((Listing.AFTER, change.period, change.name))
            before = limits.get((Listing.BEFORE, change.period, change.name))
            terms = [(number, sign) for number, sign in ((after, 1), (before, -1)) if number is not None]
            if terms:
                yield self._placed(rule, change.name, ((change.figure, 1),), tuple(terms))

    def _commitments_announced(self, rule: Rule) -> Iterator[PlacedIdentity]:
        limits = self._limits()
        for (listing, period, name), number in limits.items():
            after = limits.get((Listing.AFTER, period, name))
            if listing is Listing.ANNOUNCED and after is not None:
                yield self._placed(rule, name, ((number, 1),), ((after, 1),))

    def _limits(self) -> dict[tuple[Listing, Period, str], int]:
        return {(c.listing, c.period, c.name): c.limit for c in self.materials.commitments}

    def _receipts(self, rule: Rule) -> Iterator[PlacedIdentity]:
        """A total closes what stands above it, back to the total before: a table may stand in a text twice."""
        for measure in RECEIPT_TOTALS:
            receipts = [receipt for receipt in self.materials.advance_receipts if receipt.measure is measure]
            above: list[AdvanceReceipt] = []
            for receipt in receipts:
                if not receipt.is_total:
                    above.append(receipt)
                    continue
                right = tuple((item.figure, 1) for item in above if item.period == receipt.period)
                above = []
                if right:
                    yield self._placed(rule, f"{measure} {receipt.period.fiscal_year}", ((receipt.figure, 1),), right)
