"""Tables whose labels promise sums and whose numbers have nothing to do with one another."""

from __future__ import annotations

import random

_NAMES = ("現金", "建物", "人件費", "委託料", "営業収益", "雑収入", "未払金", "土地", "補助金", "使用料")
_NUMBERS = ("", "", "１．", "（１）", "ア", "イ", "２．", "（２）", "  ")
_ENDS = ("", "", "", "", "合計", "合計(A)", "(B)", "差引(A)-(B)")


def random_table(chance: random.Random) -> str:
    """A table of 4 to 20 rows and up to 5 columns of random numbers."""
    columns, digits = chance.choice((1, 1, 2, 3, 5)), chance.choice((3, 4, 6, 9))

    def amount() -> str:
        value = chance.randrange(10**digits) if chance.random() > 0.1 else 0
        return f"{'△' if chance.random() < 0.1 else ''}{value:,}"

    header = ["科目", *chance.sample(["本年度", "前年度", "増減", "合計", "金額"], columns)]
    rows = [
        [
            chance.choice(_NUMBERS) + chance.choice(_NAMES) + chance.choice(_ENDS),
            *(amount() for _ in range(columns)),
        ]
        for _ in range(chance.randint(4, 20))
    ]
    return "\n".join("\t".join(row) for row in (header, *rows))
