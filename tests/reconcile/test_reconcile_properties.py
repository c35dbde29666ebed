"""Random statements with random slips: a wrong value is never trusted, and most slips are put right."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipelines.reconcile import SlipKind, Status
from tests.support.reconcile_documents import (
    cheaper_than_truth,
    random_document,
    reconciled,
    slip_into,
    wrongly_trusted,
)

QUICK = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])
THOROUGH = settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
SEEDS = st.integers(0, 2**32)


def check_slips(kinds: list[SlipKind], seed: int) -> None:
    """Make these slips and see that no wrong value is trusted, but for a proven shorter explanation."""
    rng = random.Random(seed)  # noqa: S311
    document = random_document(rng)
    touched: set[int] = set()
    made = 0
    for kind in kinds:
        figures = slip_into(document, kind, rng, touched)
        touched |= figures
        made += bool(figures)
    answer = reconciled(document)
    if wrongly_trusted(document, answer):
        assume(not cheaper_than_truth(document, answer, made))
        raise AssertionError((kinds, seed, wrongly_trusted(document, answer)))
    if not made:
        assert all(verdict.status is Status.PROVEN for verdict in answer.figures)


@pytest.mark.parametrize("kind", list(SlipKind))
@QUICK
@given(seed=SEEDS)
def test_one_slip_is_put_right_or_disputed(kind: SlipKind, seed: int) -> None:
    check_slips([kind], seed)


@QUICK
@given(kinds=st.lists(st.sampled_from(SlipKind), min_size=2, max_size=2), seed=SEEDS)
def test_two_slips_are_put_right_or_disputed(kinds: list[SlipKind], seed: int) -> None:
    check_slips(kinds, seed)


@QUICK
@given(kinds=st.lists(st.sampled_from(SlipKind), min_size=3, max_size=3), seed=SEEDS)
def test_three_slips_are_put_right_or_disputed(kinds: list[SlipKind], seed: int) -> None:
    check_slips(kinds, seed)


@pytest.mark.slow
@THOROUGH
@given(kinds=st.lists(st.sampled_from(SlipKind), min_size=1, max_size=3), seed=SEEDS)
def test_up_to_three_slips_are_put_right_or_disputed_in_many_documents(kinds: list[SlipKind], seed: int) -> None:
    check_slips(kinds, seed)


@pytest.mark.parametrize("kind", list(SlipKind))
def test_one_slip_is_nearly_always_put_right(kind: SlipKind) -> None:
    right = wrong = 0
    for seed in range(40):
        rng = random.Random(seed)  # noqa: S311
        document = random_document(rng)
        touched = slip_into(document, kind, rng, set())
        answer = reconciled(document)
        for number in touched:
            verdict = answer.figures[number]
            if verdict.settled == document.truth[number]:
                right += 1
            else:
                wrong += 1
                assert verdict.status is Status.DISPUTED
    assert right > 9 * wrong
