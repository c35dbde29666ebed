"""A figure in millions stands for an interval: rounding is no error, and is no licence either."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reconcile import Figure, Precision, SlipKind, Status, reconcile
from tests.support.reconcile_documents import equation, settled, statuses

MILLION = 1_000_000


def rounded(number: int, printed: int) -> Figure:
    return Figure(number, printed, MILLION, Precision.ROUNDED)


def exact(number: int, printed: int) -> Figure:
    return Figure(number, printed, 1000)


def test_a_rounded_figure_agrees_with_the_exact_one_up_to_half_a_unit() -> None:
    for printed, status in ((74_500, Status.PROVEN), (75_500, Status.PROVEN), (75_501, Status.DISPUTED)):
        answer = reconcile([rounded(0, 75), replace(exact(1, printed), lower=0)], [equation(1, "0 = 1")])
        assert statuses(answer)[0] is status, printed
    assert answer.identities[0].tolerance == 500_000


def test_rounded_figures_may_miss_their_sum_by_the_units_in_it() -> None:
    answer = reconcile([rounded(0, 11), rounded(1, 5), rounded(2, 5)], [equation(1, "0 = 1 + 2")])
    assert set(statuses(answer).values()) == {Status.PROVEN}
    assert answer.identities[0].tolerance == 1_500_000
    answer = reconcile([rounded(0, 12), rounded(1, 5), rounded(2, 5)], [equation(1, "0 = 1 + 2")])
    assert Status.PROVEN not in statuses(answer).values()


def test_units_of_one_are_compared_without_fractions() -> None:
    figures = [Figure(number, printed, 1, Precision.ROUNDED) for number, printed in enumerate((11, 5, 5))]
    answer = reconcile(figures, [equation(1, "0 = 1 + 2")])
    assert set(statuses(answer).values()) == {Status.PROVEN}
    assert answer.identities[0].tolerance == 1


def test_a_rounded_figure_tells_which_of_two_exact_ones_is_wrong() -> None:
    figures = [exact(0, 580_000), exact(1, 320_000), exact(2, 250_000), rounded(3, 320), rounded(4, 250)]
    identities = [equation(1, "0 = 1 + 2"), equation(2, "3 = 1"), equation(3, "4 = 2")]
    answer = reconcile(figures, identities)
    assert settled(answer)[0] == 570_000_000
    assert [(repair.figure, repair.kind) for repair in answer.repairs] == [(0, SlipKind.DIGIT)]


def test_a_slip_on_a_rounded_figure_is_put_right() -> None:
    figures = [rounded(0, 57), exact(1, 74_812), exact(2, 74_812)]
    answer = reconcile(figures, [equation(1, "0 = 1"), equation(2, "1 = 2")])
    assert [(repair.figure, repair.settled, repair.kind) for repair in answer.repairs] == [
        (0, 75 * MILLION, SlipKind.TRANSPOSED_DIGITS)
    ]


def test_a_rounded_figure_for_which_two_values_would_do_is_disputed() -> None:
    # 76 would do as well as 75 where the exact figure lies half-way between them.
    figures = [rounded(0, 95), exact(1, 85_500), exact(2, 85_500)]
    answer = reconcile(figures, [equation(1, "0 = 1"), equation(2, "1 = 2")])
    assert statuses(answer)[0] is Status.REPAIRED
    figures = [rounded(0, 88), exact(1, 85_500), exact(2, 85_500)]
    answer = reconcile(figures, [equation(1, "0 = 1"), equation(2, "1 = 2")])
    assert statuses(answer)[0] is Status.DISPUTED
    assert {rival.changes[0].settled for rival in answer.disputes[0].explanations} == {85 * MILLION, 86 * MILLION}


def test_an_unreadable_exact_figure_does_not_follow_from_a_rounded_one_but_gets_its_interval() -> None:
    answer = reconcile([rounded(0, 75), exact(1, 0), Figure(2, None, 1000)], [equation(1, "0 = 1 + 2")])
    verdict = answer.figures[2]
    assert (verdict.status, verdict.settled) == (Status.DISPUTED, None)
    assert (verdict.low, verdict.high) == (74_500_000, 75_500_000)


def test_an_unreadable_rounded_figure_follows_from_the_exact_one() -> None:
    figures = [Figure(0, None, MILLION, Precision.ROUNDED), exact(1, 74_812)]
    answer = reconcile(figures, [equation(1, "0 = 1")])
    assert settled(answer)[0] == 75 * MILLION


def test_an_explanation_must_fit_the_intervals_of_all_identities_at_once() -> None:
    # By 2 = 1 the point behind figure 1 is 10.4, so 3 = 1 + 1 cannot be 20 however the single tolerances add up.
    figures = [rounded(1, 10), exact(2, 10_400), exact(3, -20_000), exact(4, 20_000)]
    identities = [equation(1, "2 = 1"), equation(2, "3 = 1 + 1"), equation(3, "4 = 3")]
    answer = reconcile(figures, identities)
    assert statuses(answer)[3] is Status.DISPUTED


def truncated(number: int, printed: int) -> Figure:
    return Figure(number, printed, MILLION, Precision.TRUNCATED)


def test_a_truncated_figure_agrees_with_what_it_was_cut_from_whatever_the_sign() -> None:
    for sign in (1, -1):
        for size, status in (
            (74_999, Status.DISPUTED),
            (75_000, Status.PROVEN),
            (75_999, Status.PROVEN),
            (76_000, None),
        ):
            fine = exact(1, size * sign)
            bounded = replace(fine, lower=0) if sign > 0 else replace(fine, upper=0)
            answer = reconcile([truncated(0, 75 * sign), bounded], [equation(1, "0 = 1")])
            assert (statuses(answer)[0] is Status.PROVEN) is (status is Status.PROVEN), (sign, size)


def test_a_truncated_nil_stands_for_less_than_a_unit_of_either_sign() -> None:
    for printed, holds in ((999, True), (-999, True), (1000, False), (-1000, False)):
        answer = reconcile([truncated(0, 0), exact(1, printed)], [equation(1, "0 = 1")])
        assert answer.identities[0].holds is holds, printed


def test_the_bounds_of_a_residual_lie_unevenly_where_figures_are_truncated() -> None:
    (verdict,) = reconcile([truncated(0, 75), exact(1, 75_812)], [equation(1, "0 = 1")]).identities
    # 1 - 0 is what was cut off: nothing at least, less than a unit at most.
    assert (verdict.low, verdict.high, verdict.tolerance) == (0, 999_999, 999_999)
    assert verdict.residual_settled == 812_000


def test_a_lost_sign_of_a_truncated_figure_is_restored() -> None:
    figures = [truncated(0, 75), exact(1, -75_812), exact(2, -75_812)]
    answer = reconcile(figures, [equation(1, "0 = 1"), equation(2, "1 = 2")])
    assert [(repair.figure, repair.settled) for repair in answer.repairs] == [(0, -75 * MILLION)]


def test_an_unreadable_truncated_figure_follows_from_the_exact_one() -> None:
    for printed, settled_millions in ((75_812, 75), (-75_812, -75)):
        figures = [Figure(0, None, MILLION, Precision.TRUNCATED), exact(1, printed)]
        assert settled(reconcile(figures, [equation(1, "0 = 1")]))[0] == settled_millions * MILLION


def test_a_lost_cell_that_a_rounded_figure_repeats_is_found_from_the_exact_ones() -> None:
    # The rounded figure alone leaves it a thousand values.
    lost = Figure(0, None, 1000, blank=True)
    figures = [lost, exact(1, 65_001_632), exact(2, 8_962_916), exact(3, 73_964_548), rounded(4, 73_965)]
    identities = [equation(1, "0 = 1 + 2"), equation(2, "0 = 3"), equation(3, "4 = 0")]
    answer = reconcile(figures, identities)
    assert [(repair.figure, repair.settled, repair.kind) for repair in answer.repairs] == [
        (0, 73_964_548_000, SlipKind.MISSING_CELL)
    ]
    assert Status.DISPUTED not in statuses(answer).values()
