"""What chance makes of tables: in numbers that have nothing to do with one another nothing is found."""

from __future__ import annotations

import random

import pytest

from tests.support.settled_sheets import settled_text

NAMES = ("現金", "建物", "人件費", "委託料", "営業収益", "雑収入", "未払金", "土地", "補助金", "使用料")
NUMBERS = ("", "", "１．", "（１）", "ア", "イ", "２．", "（２）", "  ")
ENDS = ("", "", "", "", "合計", "合計(A)", "(B)", "差引(A)-(B)")


def _random_table(chance: random.Random) -> str:
    columns, digits = chance.choice((1, 1, 2, 3, 5)), chance.choice((3, 4, 6, 9))

    def amount() -> str:
        value = chance.randrange(10**digits) if chance.random() > 0.1 else 0
        return f"{'△' if chance.random() < 0.1 else ''}{value:,}"

    header = ["科目", *chance.sample(["本年度", "前年度", "増減", "合計", "金額"], columns)]
    rows = [
        [
            chance.choice(NUMBERS) + chance.choice(NAMES) + chance.choice(ENDS),
            *(amount() for _ in range(columns)),
        ]
        for _ in range(chance.randint(4, 20))
    ]
    return "\n".join("\t".join(row) for row in (header, *rows))


def test_in_tables_of_random_numbers_no_identity_is_accepted_and_nothing_disputed() -> None:
    chance = random.Random(14)  # noqa: S311 - the same tables each time
    for _ in range(60):
        found = settled_text(_random_table(chance))
        assert not found.relations()
        assert found.statuses() == {"unchecked"}


@pytest.mark.slow
def test_in_a_thousand_tables_of_random_numbers_no_identity_is_accepted() -> None:
    chance = random.Random(2014)  # noqa: S311 - the same tables each time
    assert [text for text in (_random_table(chance) for _ in range(1_000)) if settled_text(text).relations()] == []


def test_small_numbers_that_add_up_show_nothing() -> None:
    found = settled_text("科目\t件数\n甲\t2\n乙\t3\n合計\t5\n")
    assert found.statuses() == {"unchecked"}


def test_larger_numbers_that_add_up_are_proven() -> None:
    found = settled_text("科目\t金額\n甲\t20,345\n乙\t30,456\n丙\t17,002\n合計\t67,803\n")
    assert found.statuses() == {"proven"}


def test_a_table_that_does_not_add_up_anywhere_is_unchecked() -> None:
    found = settled_text("科目\t金額\n甲\t20,345\n乙\t30,456\n丙\t17,002\n合計\t99,999\n")
    assert found.statuses() == {"unchecked"}
