"""What the smallest explanation of a document costs, so that two readings of it can be compared."""

from __future__ import annotations

from pipelines.reconcile import SLIP_COST, Figure, reconcile
from tests.support.reconcile_documents import equation, reprint, table, with_totals

ITEMS = [[3127, 48, 0, 9152], [764, 5093, 21, 386], [18, 0, 6407, 7731]]


def test_a_document_that_adds_up_costs_nothing() -> None:
    assert reconcile(*table(with_totals(ITEMS))).cost == 0


def test_each_slip_costs_one_slip_repaired_or_disputed() -> None:
    figures, identities = table(with_totals(ITEMS))
    assert reconcile(reprint(figures, {3: 9752}), identities).cost == SLIP_COST
    assert reconcile(reprint(figures, {3: 9752, 12: 64070}), identities).cost == 2 * SLIP_COST
    rivals = reconcile([Figure(0, 580), Figure(1, 320), Figure(2, 250)], [equation(7, "0 = 1 + 2")])
    assert rivals.disputes
    assert rivals.cost == SLIP_COST


def test_what_no_slip_explains_costs_more_than_three_slips() -> None:
    figures, identities = table(with_totals(ITEMS))
    assert reconcile(reprint(figures, {3: 1}), identities).cost > 3 * SLIP_COST
