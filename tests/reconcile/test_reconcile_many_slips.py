"""Many slips at once: put right where that can be proved, disputed where the search is given up, never guessed."""

from __future__ import annotations

import random

import pytest

from pipelines.reconcile import DisputeReason, Figure, Identity, SlipKind, Status, Term, reconcile
from pipelines.reconcile.budget import STEPS, Budget, SearchTooLargeError
from tests.support.reconcile_documents import Document, statuses, table, with_totals, wrongly_trusted

pytestmark = pytest.mark.slow


def grid_without_signs(rows: int, columns: int, lost: int, seed: int) -> Document:
    """A grid with totals, some of whose items lost their minus."""
    rng = random.Random(seed)  # noqa: S311
    items = [[rng.randrange(1, 10 ** rng.randint(1, 9)) for _ in range(columns - 1)] for _ in range(rows - 1)]
    for place in rng.sample(range((rows - 1) * (columns - 1)), lost):
        items[place // (columns - 1)][place % (columns - 1)] *= -1
    values = with_totals(items)
    # The totals keep their sign.
    printed = [[*map(abs, line[:-1]), line[-1]] for line in values[:-1]] + values[-1:]
    figures, identities = table(printed)
    return Document(figures, identities, [value * 1000 for line in values for value in line], columns)


@pytest.mark.parametrize(("rows", "columns", "lost"), [(20, 20, 10), (12, 9, 7), (40, 30, 12)])
def test_many_lost_signs_in_a_grid_are_all_restored(rows: int, columns: int, lost: int) -> None:
    document = grid_without_signs(rows, columns, lost, seed=4)
    answer = reconcile(document.figures, document.identities)
    assert len(answer.repairs) == lost
    assert {repair.kind for repair in answer.repairs} == {SlipKind.SIGN_LOST}
    assert [verdict.settled for verdict in answer.figures] == document.truth
    assert not answer.disputes


@pytest.mark.parametrize("seed", range(3))
def test_more_lost_signs_than_can_be_proved_are_disputed_and_what_was_found_is_listed(seed: int) -> None:
    document = grid_without_signs(10, 10, 30, seed)
    answer = reconcile(document.figures, document.identities)
    assert not wrongly_trusted(document, answer)
    for dispute in answer.disputes:
        if dispute.reason is DisputeReason.SEARCH_LIMIT:
            assert dispute.explanations
            assert all(change.kind is SlipKind.SIGN_LOST for why in dispute.explanations for change in why.changes)
            disputed = {number for number, status in statuses(answer).items() if status is Status.DISPUTED}
            assert set(dispute.figures) <= disputed


def test_a_table_repeated_with_other_values_is_given_up_and_says_so() -> None:
    # Another period's table taken for the same one: each amount differs from its reprint in two or three digits.
    rng = random.Random(11)  # noqa: S311
    items = [[rng.randrange(10_000, 999_999) for _ in range(6)] for _ in range(10)]
    other = [[value + rng.choice((0, 30, 4_010, -2_300, 100_100, 7)) for value in line] for line in items]
    one, first = table(with_totals(items))
    two, second = table(with_totals(other))
    size = len(one)
    figures = [*one, *(Figure(each.id + size, each.printed, each.unit) for each in two)]
    identities = [
        *first,
        *(
            Identity(each.id + 100, tuple(Term(term.figure + size, term.weight) for term in each.terms))
            for each in second
        ),
        *(Identity(1000 + number, (Term(number, 1), Term(number + size, -1))) for number in range(size)),
    ]
    answer = reconcile(figures, identities)
    assert DisputeReason.SEARCH_LIMIT in {dispute.reason for dispute in answer.disputes}
    assert not answer.repairs


def test_a_budget_is_shared_by_all_that_is_tried_and_ends_it() -> None:
    budget = Budget()
    part = budget.part(10)
    part.spend(10)
    with pytest.raises(SearchTooLargeError):
        part.spend(1)
    budget.spend(STEPS)
    assert budget.effort == 0
    with pytest.raises(SearchTooLargeError):
        budget.spend(1)
