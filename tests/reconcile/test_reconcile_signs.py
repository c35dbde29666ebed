"""A figure is proven only where its sign is shown; what merely repeats it shows its size and no more."""

from __future__ import annotations

from pipelines.reconcile import Figure, Identity, Reconciliation, Status, Term, reconcile
from tests.support.reconcile_documents import equation, statuses, table, with_totals


def without_sign(answer: Reconciliation) -> set[int]:
    return {verdict.figure for verdict in answer.figures if not verdict.sign_is_shown}


def test_two_lines_that_repeat_each_other_do_not_show_their_sign() -> None:
    # Ordinary profit, no gains, no losses, net profit: both may have lost a minus.
    figures = [Figure(0, 105_408), Figure(1, 0), Figure(2, 0), Figure(3, 105_408)]
    answer = reconcile(figures, [equation(1, "3 = 0 + 1 - 2")])
    assert statuses(answer) == {0: Status.UNCHECKED, 1: Status.PROVEN, 2: Status.PROVEN, 3: Status.UNCHECKED}
    assert without_sign(answer) == {0, 3}
    assert all(verdict.identities == (1,) for verdict in answer.figures)


def test_a_sum_shows_the_signs_of_its_terms_and_of_all_that_repeats_them() -> None:
    figures = [Figure(0, 105_408), Figure(1, 105_408), Figure(2, 205_000), Figure(3, 99_592)]
    answer = reconcile(figures, [equation(1, "1 = 0"), equation(2, "0 = 2 - 3")])
    assert set(statuses(answer).values()) == {Status.PROVEN}
    assert not without_sign(answer)


def test_gains_that_equal_losses_do_not_show_the_sign_of_the_profit_beside_them() -> None:
    figures = [Figure(0, 105_408), Figure(1, 292), Figure(2, 292), Figure(3, 105_408)]
    assert without_sign(reconcile(figures, [equation(1, "3 = 0 + 1 - 2")])) == {0, 1, 2, 3}


def test_a_bound_shows_a_sign() -> None:
    figures = [Figure(0, 16_000, lower=0), Figure(1, 16_000)]
    assert set(statuses(reconcile(figures, [equation(1, "1 = 0")])).values()) == {Status.PROVEN}


def test_a_constant_shows_a_sign() -> None:
    identity = Identity(1, (Term(0, 1), Term(1, -1)), constant=7)
    assert set(statuses(reconcile([Figure(0, 5), Figure(1, 12)], [identity])).values()) == {Status.PROVEN}


def test_an_identity_of_disputed_figures_shows_no_sign() -> None:
    figures = [Figure(0, 580), Figure(1, 320), Figure(2, 250), Figure(3, 250)]
    answer = reconcile(figures, [equation(1, "0 = 1 + 2"), equation(2, "3 = 2")])
    assert statuses(answer)[3] is not Status.PROVEN


def test_a_doubtful_reading_whose_sign_nothing_shows_does_not_stand_unchecked() -> None:
    answer = reconcile([Figure(0, 10, certain=False), Figure(1, 10)], [equation(1, "0 = 1")])
    assert list(statuses(answer).values()) == [Status.DISPUTED, Status.UNCHECKED]


def test_all_signs_of_a_table_are_shown_by_its_sums() -> None:
    assert not without_sign(reconcile(*table(with_totals([[3127, 48, 0], [764, 5093, 21]]))))
