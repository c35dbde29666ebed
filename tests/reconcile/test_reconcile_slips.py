"""Each kind of slip is put right where the identities leave one explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.reconcile import Figure, Identity, SlipKind, Status, Term, reconcile
from pipelines.reconcile.slips import kind_of_change, values_of_slips
from tests.support.reconcile_documents import equation, reprint, settled, statuses, table, with_totals

ITEMS = [[3127, 48, 0, 9152], [764, 5093, 21, 386], [18, 0, 6407, 7731]]


def test_figures_that_add_up_are_proven() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(figures, identities)
    assert set(statuses(answer).values()) == {Status.PROVEN}
    assert settled(answer)[0] == 3127 * 1000
    assert all(verdict.held_as_printed and verdict.holds for verdict in answer.identities)
    assert not answer.repairs
    assert not answer.disputes


@pytest.mark.parametrize(
    ("true", "printed", "kind"),
    [
        (-9152, 9152, SlipKind.SIGN_LOST),
        (9152, -9152, SlipKind.SIGN_ADDED),
        (9152, 9752, SlipKind.DIGIT),
        (9152, 9512, SlipKind.TRANSPOSED_DIGITS),
        (9152, 952, SlipKind.MISSING_DIGIT),
        (9152, 93152, SlipKind.EXTRA_DIGIT),
        (9152, 9152000, SlipKind.UNIT),
        (9000, 9, SlipKind.UNIT),
    ],
)
def test_a_slip_on_one_figure_is_put_right(true: int, printed: int, kind: SlipKind) -> None:
    items = [row[:] for row in ITEMS]
    items[0][3] = true
    figures, identities = table(with_totals(items))
    answer = reconcile(reprint(figures, {3: printed}), identities)
    assert settled(answer)[3] == true * 1000
    assert statuses(answer)[3] is Status.REPAIRED
    assert [(repair.figure, repair.kind, repair.printed) for repair in answer.repairs] == [(3, kind, printed)]
    assert answer.repairs[0].failed_before == answer.repairs[0].hold_after == (0, 7)
    assert set(statuses(answer).values()) == {Status.PROVEN, Status.REPAIRED}


def test_every_value_in_the_catalogue_is_recognised_as_a_slip() -> None:
    for printed in (0, 7, -7, 10, 105, -1200, 998001):
        figure = Figure(0, printed, 1000)
        values = list(values_of_slips(figure))
        assert len(set(values)) == len(values)
        assert all(kind_of_change(figure, value) for value in values)


def test_every_slip_is_in_the_catalogue() -> None:
    for printed in (0, 7, -7, 10, 105, 1200):
        figure = Figure(0, printed)
        catalogue = set(values_of_slips(figure))
        found = {value for value in range(-13000, 13000) if kind_of_change(figure, value)}
        assert found == {value for value in catalogue if abs(value) < 13000}


def test_two_neighbours_exchanged_are_one_slip() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {5: 5093, 6: 764}), identities)
    assert (settled(answer)[5], settled(answer)[6]) == (764000, 5093000)
    assert [repair.kind for repair in answer.repairs] == [SlipKind.SWAPPED_CELLS] * 2
    assert len({repair.slip for repair in answer.repairs}) == 1


def test_figures_that_are_no_neighbours_are_not_exchanged() -> None:
    figures, identities = table(with_totals(ITEMS))
    printed = reprint(figures, {5: 5093, 6: 764})
    answer = reconcile([replace(figure, place=None) for figure in printed], identities)
    assert not answer.repairs
    assert statuses(answer)[5] is statuses(answer)[6] is Status.DISPUTED


def test_a_blank_cell_that_lost_its_value_gets_it_back() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {3: None}, blank=True), identities)
    assert settled(answer)[3] == 9152000
    assert [repair.kind for repair in answer.repairs] == [SlipKind.MISSING_CELL]


def test_a_blank_cell_that_means_nil_is_proven_to_be_nil() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {2: None}, blank=True), identities)
    assert (statuses(answer)[2], settled(answer)[2]) == (Status.PROVEN, 0)
    assert not answer.repairs


def test_an_unreadable_cell_follows_from_the_identities() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {3: None}), identities)
    assert (statuses(answer)[3], settled(answer)[3]) == (Status.REPAIRED, 9152000)
    assert [(repair.kind, repair.printed) for repair in answer.repairs] == [(SlipKind.MISSING_CELL, None)]
    verdict = answer.identities[0]
    assert (verdict.residual_printed, verdict.residual_settled, verdict.holds) == (None, 0, True)


def test_several_unreadable_cells_follow_one_from_the_other() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {0: None, 1: None, 5: None, 12: None}), identities)
    assert [settled(answer)[number] for number in (0, 1, 5, 12)] == [3127000, 48000, 764000, 6407000]
    assert set(statuses(answer).values()) == {Status.PROVEN, Status.REPAIRED}


def test_an_unreadable_cell_and_a_lost_sign_in_one_row_are_told_apart() -> None:
    items = [row[:] for row in ITEMS]
    items[0][3] = -9152
    figures, identities = table(with_totals(items))
    answer = reconcile(reprint(figures, {0: None, 3: 9152}), identities)
    assert (settled(answer)[0], settled(answer)[3]) == (3127000, -9152000)


@pytest.mark.parametrize("printed", [[3127, 0, 9152, 12327, None], [3127, None, 48, 0, 9152]])
def test_a_row_moved_by_one_column_is_moved_back(printed: list[int | None]) -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, dict(enumerate(printed)), blank=True), identities)
    assert [settled(answer)[number] for number in range(5)] == [3127000, 48000, 0, 9152000, 12327000]
    assert {repair.kind for repair in answer.repairs} == {SlipKind.SHIFTED_ROW}
    assert len({repair.slip for repair in answer.repairs}) == 1


def test_signs_lost_in_a_whole_row_are_restored_although_the_row_adds_up_without_them() -> None:
    columns = 8
    items = [[9000 + 137 * column for column in range(columns)], [-(410 + 31 * column) for column in range(columns)]]
    figures, identities = table(with_totals(items))
    lost = {figure.id: -(figure.printed or 0) for figure in figures if (figure.printed or 0) < 0}
    answer = reconcile(reprint(figures, dict(lost)), identities)
    assert len(answer.repairs) == columns + 1
    assert all(repair.kind is SlipKind.SIGN_LOST for repair in answer.repairs)
    assert all(verdict.holds for verdict in answer.identities)


def test_a_sign_lost_along_three_lines_is_restored() -> None:
    # 3 = 1 - 2; 4 = 3; 5 = 4: a loss carried down without its sign, though only the first identity fails.
    amounts = {1: 500, 2: 618, 3: 118, 4: 118, 5: 118}
    figures = [Figure(number, value, 1000, lower=0 if number < 3 else None) for number, value in amounts.items()]
    identities = [equation(1, "3 = 1 - 2"), equation(2, "4 = 3"), equation(3, "5 = 4")]
    answer = reconcile(figures, identities)
    assert [settled(answer)[number] for number in (3, 4, 5)] == [-118000] * 3


def test_two_errors_in_one_identity_are_found_when_others_cross_it() -> None:
    figures, identities = table(with_totals(ITEMS))
    answer = reconcile(reprint(figures, {0: 3172, 3: 9652}), identities)
    assert (settled(answer)[0], settled(answer)[3]) == (3127000, 9152000)
    assert [repair.kind for repair in answer.repairs] == [SlipKind.TRANSPOSED_DIGITS, SlipKind.DIGIT]


def test_amounts_beyond_a_float_are_exact() -> None:
    large = 10**21 + 1
    figures, identities = table(with_totals([[large, 1], [7, large + 12345]]), unit=1)
    answer = reconcile(reprint(figures, {0: -large}), identities)
    assert settled(answer)[0] == large
    assert statuses(answer)[0] is Status.REPAIRED


def test_a_constant_counts_in_base_units() -> None:
    figures = [Figure(1, 12, 1000), Figure(2, 5, 1000), Figure(3, 5, 1000)]
    identities = [Identity(1, (Term(1, -1), Term(2, 1)), constant=7000), equation(2, "3 = 2")]
    assert set(statuses(reconcile(figures, identities)).values()) == {Status.PROVEN}
