"""Lost signs and other slips that explain the same: a text that lost one minus sign may have lost them all."""

from __future__ import annotations

from pipelines.reconcile import DisputeReason, Figure, Place, Reconciliation, SlipKind, Status, reconcile
from tests.support.reconcile_documents import equation, reprint, settled, statuses, table, with_totals

# A sewerage enterprise's gains, ordinary loss, net loss and losses as they stand in a row, both minus signs lost.
GAINS, ORDINARY, NET, LOSSES = range(4)
PRINTED = (5, 23_957, 24_244, 292)
ITEMS = [[31270, 4800, 1750, 91520], [7640, 50930, 2100, 38600], [1800, 9900, 64070, 77310], [2220, 41, 8080, 5]]


def explained(answer: Reconciliation) -> list[dict[int, tuple[int, SlipKind]]]:
    """What each explanation of the only dispute makes of which figure."""
    (dispute,) = answer.disputes
    return [{each.figure: (each.settled, each.kind) for each in why.changes} for why in dispute.explanations]


def test_a_swap_does_not_beat_two_lost_signs() -> None:
    figures = [Figure(number, value, place=Place(0, 0, number)) for number, value in enumerate(PRINTED)]
    answer = reconcile(figures, [equation(1, "2 = 1 + 0 - 3")])
    assert not answer.repairs
    assert set(statuses(answer).values()) == {Status.DISPUTED}
    assert answer.disputes[0].reason is DisputeReason.RIVALS
    found = explained(answer)
    assert {ORDINARY: (-23_957, SlipKind.SIGN_LOST), NET: (-24_244, SlipKind.SIGN_LOST)} in found
    assert {ORDINARY: (24_244, SlipKind.SWAPPED_CELLS), NET: (23_957, SlipKind.SWAPPED_CELLS)} in found


def test_two_lost_signs_are_restored_where_other_identities_pin_each() -> None:
    figures = [Figure(number, value, place=Place(0, 0, number)) for number, value in enumerate(PRINTED)]
    figures += [Figure(4, 1_144_639), Figure(5, 1_168_596), Figure(6, -24_244)]
    identities = [equation(1, "2 = 1 + 0 - 3"), equation(2, "1 = 4 - 5"), equation(3, "6 = 2")]
    answer = reconcile(figures, identities)
    assert (settled(answer)[ORDINARY], settled(answer)[NET]) == (-23_957, -24_244)
    assert {repair.kind for repair in answer.repairs} == {SlipKind.SIGN_LOST}
    assert not answer.disputes


def test_cells_exchanged_among_the_items_of_a_sum_are_still_put_right() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {6: 2100, 7: 50930}), identities)
    assert (settled(answer)[6], settled(answer)[7]) == (50_930_000, 2_100_000)
    assert {repair.kind for repair in answer.repairs} == {SlipKind.SWAPPED_CELLS}


def test_three_lost_signs_are_listed_beside_two_wrong_digits() -> None:
    # 100 are missing in the first sum and 1,000 in the second: a digit in each, or 1, 3 and 4 without their minus.
    amounts = {0: 5_432, 1: 17, 2: 8_123, 3: 467, 4: 33, 5: 5_382, 6: 7_623}
    figures = [Figure(number, value) for number, value in amounts.items()]
    answer = reconcile(figures, [equation(1, "5 = 0 + 1 + 4"), equation(2, "6 = 2 + 3 + 4")])
    assert not answer.repairs
    found = explained(answer)
    lost = SlipKind.SIGN_LOST
    assert {1: (-17, lost), 3: (-467, lost), 4: (-33, lost)} in found
    assert {0: (5_332, SlipKind.DIGIT), 2: (7_123, SlipKind.DIGIT)} in found


def test_every_sign_of_a_statement_lost_is_among_what_is_listed() -> None:
    # 1 - 2 = 3, 3 + 4 - 5 = 6, 6 + 7 - 8 = 9, 9 + 10 = 11: 3, 6, 9 and 11 are losses; five slips at least otherwise.
    losses = {3: 412_818, 6: 430_111, 9: 430_908, 11: 425_907}
    amounts = {1: 1_071_303, 2: 1_484_121, 4: 3_107, 5: 20_400, 7: 15, 8: 812, 10: 5_001, **losses}
    figures = [Figure(number, value, place=Place(0, number, 0)) for number, value in sorted(amounts.items())]
    identities = [
        equation(1, "3 = 1 - 2"),
        equation(2, "6 = 3 + 4 - 5"),
        equation(3, "9 = 6 + 7 - 8"),
        equation(4, "11 = 9 + 10"),
    ]
    answer = reconcile(figures, identities)
    assert {repair.figure: repair.settled for repair in answer.repairs} == {
        number: -value for number, value in losses.items()
    }
    assert not answer.disputes
