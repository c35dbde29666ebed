"""What chance makes of tables: in numbers that have nothing to do with one another nothing is found."""

from __future__ import annotations

import random

import pytest

from tests.support.random_tables import random_table
from tests.support.settled_sheets import settled_text


def test_in_tables_of_random_numbers_no_identity_is_accepted_and_nothing_disputed() -> None:
    chance = random.Random(14)  # noqa: S311 - the same tables each time
    for _ in range(60):
        found = settled_text(random_table(chance))
        assert not found.relations()
        assert found.statuses() == {"unchecked"}


@pytest.mark.slow
def test_in_a_thousand_tables_of_random_numbers_no_identity_is_accepted() -> None:
    chance = random.Random(2014)  # noqa: S311 - the same tables each time
    assert [text for text in (random_table(chance) for _ in range(1_000)) if settled_text(text).relations()] == []


def test_small_numbers_that_add_up_show_nothing() -> None:
    found = settled_text("科目\t点\n甲\t2\n乙\t3\n合計\t5\n")
    assert found.statuses() == {"unchecked"}


def test_larger_numbers_that_add_up_are_proven() -> None:
    found = settled_text("科目\t金額\n甲\t20,345\n乙\t30,456\n丙\t17,002\n合計\t67,803\n")
    assert found.statuses() == {"proven"}


def test_a_table_that_does_not_add_up_anywhere_is_unchecked() -> None:
    found = settled_text("科目\t金額\n甲\t20,345\n乙\t30,456\n丙\t17,002\n合計\t99,999\n")
    assert found.statuses() == {"unchecked"}
