"""Rules × materials → identities: each place where a rule applies, with the figures that are its terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from expectations.rule_book import Layout, Rule, RuleBook
from pipelines.interpreting.model import (
    AdvanceReceipt,
    Column,
    LayoutEvidence,
    Listing,
    Materials,
    Measure,
    Period,
    StatementTable,
    TableKind,
)
from pipelines.interpreting.periods import is_supplementary, version_order
from pipelines.interpreting.unprinted_years import year_text
from pipelines.values import value
from warehouse.reference import TOTAL_SEGMENT

RECEIPT_TOTALS = {
    Measure.PLANNED_RECEIPT: "advance_receipts/planned",
    Measure.CUMULATIVE_RECEIPT: "advance_receipts/cumulative",
}
# Of another body's table: two equal numbers are no sum, and one chance in a hundred is no evidence.
_LEAST_TERMS, _CHANCE = 3, 100


@value
class PlacedIdentity:
    """A rule at one place: the figures (by number) on each side with their weights.

    `evidence` is that of an identity that was derived from a table's layout.
    """

    rule: Rule
    place: str
    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    evidence: LayoutEvidence | None = None


@value
class _Slot:
    """What a column of figures is of; a change is also of what it is counted from."""

    segment: str
    period: Period
    measure: Measure
    base: Period | None = None

    def __str__(self) -> str:
        measure = "" if self.measure is Measure.AMOUNT else f" {self.measure}"
        return f"{self.segment} {self.period}{measure}"


def _slot(column: Column) -> _Slot:
    return _Slot(column.segment_name, column.period, column.measure, column.base)


def _is_understood(column: Column) -> bool:
    """Whether the figures of a column may be summed: of a difference it must be known which way it is counted.

    Otherwise its sums would hold with all signs turned, and tell the wrong one of two lost signs.
    """
    return column.measure is not Measure.CHANGE or column.base is not None


def _is_amendment(period: Period, base: Period) -> bool:
    """Whether a change amends the budget of the same year."""
    return is_supplementary(period) and base.fiscal_year == period.fiscal_year


@dataclass(frozen=True, slots=True)
class _Layer:
    """The tables that belong together: of one kind, and the how-many-eth printing of it."""

    kind: TableKind | None
    printing: int


# The figures of one layer and slot, by statement and account path.
_Sheet = dict[str, int]


def place_identities(materials: Materials, rules: RuleBook) -> tuple[PlacedIdentity, ...]:
    """All identities of a document, rule by rule in the order of the book."""
    builder = _Builder(materials)
    return tuple(identity for rule in rules.rules for identity in builder.place(rule))


class _Builder:
    def __init__(self, materials: Materials) -> None:
        self.materials = materials
        self.sheets: dict[tuple[_Layer, _Slot], _Sheet] = defaultdict(dict)
        self.layers: list[_Layer] = []
        self.laid_out = {table.number for table in materials.tables if table.is_laid_out}
        printings: Counter[tuple[TableKind, str, _Slot]] = Counter()
        for table in materials.tables:
            seen = {(table.kind, table.statement_code, _slot(column)) for column in table.columns}
            layer = _Layer(table.kind, max(printings[key] for key in seen))
            printings.update(seen)
            self.layers.append(layer)
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
            case Layout.CHANGE_COLUMN | Layout.SUPPLEMENTARY_CHANGE:
                return self._changes(rule)
            case Layout.COMMITMENT_CHANGE:
                return self._commitment_changes(rule)
            case Layout.COMMITMENT_ANNOUNCED:
                return self._commitments_announced(rule)
            case Layout.RECEIPTS_TOTAL:
                return self._receipts(rule)
            case Layout.DERIVED:
                return self._derived(rule)

    def _placed(
        self, rule: Rule, place: str, left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]
    ) -> PlacedIdentity:
        """The identity at a place, with the line and cell of its first figure: no two of a rule share those."""
        first = self.materials.figures[left[0][0]]
        return PlacedIdentity(rule, f"{place}, line {first.line} cell {first.cell}", left, right)

    def _enter(self, table: StatementTable, layer: _Layer) -> None:
        sheets = [
            self.sheets[layer, _slot(column)]
            if _is_understood(column) and any(numbers[place] is not None for numbers in table.figures)
            else None
            for place, column in enumerate(table.columns)
        ]
        for row, numbers in zip(table.rows, table.figures, strict=True):
            account = f"{table.statement_code}/{row.path}"
            for sheet, number in zip(sheets, numbers, strict=True):
                if sheet is not None and number is not None:
                    sheet.setdefault(account, number)

    def _declared(self, rule: Rule) -> Iterator[PlacedIdentity]:
        anchor = next(iter(rule.left))
        for (layer, slot), sheet in self.sheets.items():
            if anchor not in sheet or any(account in sheet for account in rule.unless):
                continue
            left = self._terms(rule, rule.left, layer, slot)
            right_slot = self._right_slot(rule, layer, slot)
            right = None if right_slot is None else self._terms(rule, rule.right, layer, right_slot)
            if left and right and self._is_meant(rule, left, right):
                kind = layer.kind or "advance_receipts"
                yield self._placed(rule, f"{anchor} {slot} ({kind})", left, right)

    def _is_meant(self, rule: Rule, left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]) -> bool:
        """Whether the terms are meant to meet.

        Years that are printed side by side are; a budget does not know a settlement of later on. Within another body's
        table its numbers say what is made of what: 経常利益 and 当期純利益 may have more between them than here. A rule
        of ours is asked there only where they bear it out, but for lost signs.
        """
        tables = {self.materials.figures[number].table for number, _ in (*left, *right)}
        if len(tables) > 1:
            return not rule.right_year
        return not tables <= self.laid_out or self._is_borne_out((*left, *right))

    def _is_borne_out(self, terms: tuple[tuple[int, int], ...]) -> bool:
        """Whether terms add up to nothing under some signs, which they would hardly do by chance."""
        printed = [self.materials.figures[number] for number, _ in terms]
        if any(figure.value is None and not figure.is_blank for figure in printed):
            return False
        sizes = [abs(weight * (figure.value or 0)) for figure, (_, weight) in zip(printed, terms, strict=True)]
        sizes = [size for size in sizes if size]
        units = {figure.unit_yen for figure in printed if figure.value}
        if len(units) > 1 or len(sizes) < _LEAST_TERMS or 2 ** len(sizes) * _CHANCE > max(sizes):
            return False
        sums = {sizes[0]}
        for size in sizes[1:]:
            sums = {each + signed for each in sums for signed in (size, -size)}
        return 0 in sums

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
        sheet = self.sheets.get((layer, slot), {})
        for account, weight in side.items():
            number = sheet.get(account)
            if number is None and rule.any_table:
                number = self._find_elsewhere(account, slot)
            if number is not None:
                terms.append((number, weight))
            elif account not in rule.optional or (rule.any_table and self._is_used(account)):
                return None
        return tuple(terms)

    def _find_elsewhere(self, account: str, slot: _Slot) -> int | None:
        elsewhere = (sheet[account] for (_, other), sheet in self.sheets.items() if account in sheet and other == slot)
        return next(elsewhere, None)

    def _is_used(self, account: str) -> bool:
        """Whether the document prints the account anywhere with an amount: then it is not nil where it is left out."""
        figures = self.materials.figures
        return any(figures[sheet[account]].value != 0 for sheet in self.sheets.values() if account in sheet)

    def _derived(self, rule: Rule) -> Iterator[PlacedIdentity]:
        """What the layout of a table without a chart says, but for changes, which their columns' headers tell."""
        for table in self.materials.tables:
            changes = {
                number
                for numbers in table.figures
                for number, column in zip(numbers, table.columns, strict=True)
                if column.measure is Measure.CHANGE and column.base is not None
            }
            for relation in table.relations:
                told = f"{relation.hypothesis}, {relation.evidence}"
                for (first, weight), *others in relation.equations:
                    rows = {self.materials.figures[number].row for number, _ in ((first, weight), *others)}
                    if len(rows) == 1 and changes & {first, *(number for number, _ in others)}:
                        continue
                    sign = 1 if weight > 0 else -1
                    right = tuple((number, -sign * other) for number, other in others)
                    slot = _slot(table.columns[self.materials.figures[first].column])
                    place = f"{table.statement_code}/{relation.name} {slot} ({told})"
                    derived = self._placed(rule, place, ((first, sign * weight),), right)
                    yield replace(derived, evidence=relation.evidence)

    def _totals_over_rows(self, rule: Rule) -> Iterator[PlacedIdentity]:
        for table in self.materials.tables:
            for subtotal in table.subtotals:
                for position, column in enumerate(table.columns):
                    total = table.figures[subtotal.total][position]
                    items = [table.figures[item][position] for item in subtotal.items]
                    right = tuple((number, 1) for number in items if number is not None)
                    if total is not None and right and _is_understood(column):
                        path = table.rows[subtotal.total].path
                        place = f"{table.statement_code}/{path} {_slot(column)} ({table.kind})"
                        yield self._placed(rule, place, ((total, 1),), right)

    def _totals_over_segments(self, rule: Rule) -> Iterator[PlacedIdentity]:
        for table in self.materials.tables:
            if table.kind is not TableKind.SEGMENTS:
                continue
            together: dict[tuple[Period, Measure], list[int]] = defaultdict(list)
            for position, column in enumerate(table.columns):
                together[column.period, column.measure].append(position)
            for positions in together.values():
                totals = [p for p in positions if table.columns[p].segment_name == TOTAL_SEGMENT]
                if len(totals) == 1:
                    segments = [p for p in positions if p != totals[0]]
                    yield from self._totals_over(rule, table, totals[0], segments)

    def _totals_over(
        self, rule: Rule, table: StatementTable, total_position: int, segments: list[int]
    ) -> Iterator[PlacedIdentity]:
        for row, numbers in zip(table.rows, table.figures, strict=True):
            total = numbers[total_position]
            right = tuple((number, 1) for p in segments if (number := numbers[p]) is not None)
            if total is not None and right:
                period = table.columns[total_position].period
                place = f"{table.statement_code}/{row.path} {period}"
                yield self._placed(rule, place, ((total, 1),), right)

    def _printings(self, rule: Rule) -> Iterator[PlacedIdentity]:
        """Each further printing of a figure against the first one in the finest unit."""
        figures = self.materials.figures
        for slot, account, numbers in self._printed_again:
            first = min(numbers, key=lambda number: figures[number].unit_yen)
            for number in numbers:
                is_coarser = figures[number].unit_yen > figures[first].unit_yen
                if number != first and is_coarser == (rule.layout is Layout.COARSER_UNIT):
                    place = f"{account} {slot}, also line {figures[first].line}"
                    yield self._placed(rule, place, ((number, 1),), ((first, 1),))

    @cached_property
    def _printed_again(self) -> list[tuple[_Slot, str, list[int]]]:
        """What is printed more than once, with the figures (by number) in the order of their sheets."""
        found: list[tuple[_Slot, str, list[int]]] = []
        by_slot: dict[_Slot, dict[str, list[int]]] = defaultdict(dict)
        for (_, slot), sheet in self.sheets.items():
            printings = by_slot[slot]
            for account, number in sheet.items():
                if account in printings:
                    printings[account].append(number)
                else:
                    printings[account] = [number]
                    found.append((slot, account, printings[account]))
        return [each for each in found if len(each[2]) > 1]

    def _changes(self, rule: Rule) -> Iterator[PlacedIdentity]:
        """Each change with the two amounts between which it lies: in its table, else in one of the same kind."""
        for table, layer in zip(self.materials.tables, self.layers, strict=True):
            for position, column in enumerate(table.columns):
                base = column.base
                if column.measure is not Measure.CHANGE or base is None:
                    continue
                if _is_amendment(column.period, base) != (rule.layout is Layout.SUPPLEMENTARY_CHANGE):
                    continue
                later = _Slot(column.segment_name, column.period, Measure.AMOUNT)
                earlier = replace(later, period=base)
                places = {_slot(other): p for p, other in enumerate(table.columns)}
                for row, numbers in zip(table.rows, table.figures, strict=True):
                    account = f"{table.statement_code}/{row.path}"
                    change = numbers[position]
                    new, old = (
                        numbers[places[slot]] if slot in places else self._beside(account, layer, slot)
                        for slot in (later, earlier)
                    )
                    if change is None or new is None or old is None:
                        continue
                    if rule.layout is Layout.SUPPLEMENTARY_CHANGE:
                        yield self._placed(rule, f"{account} {later}", ((new, 1),), ((old, 1), (change, 1)))
                    else:
                        yield self._placed(rule, account, ((change, 1),), ((new, 1), (old, -1)))

    def _beside(self, account: str, layer: _Layer, slot: _Slot) -> int | None:
        """The account in the table of the same kind that prints the slot: its same printing, else the first one."""
        for each in (layer, replace(layer, printing=0)):
            number = self.sheets.get((each, slot), {}).get(account)
            if number is not None:
                return number
        return None

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
                    place = f"{measure} {year_text(receipt.period.fiscal_year)}"
                    yield self._placed(rule, place, ((receipt.figure, 1),), right)
