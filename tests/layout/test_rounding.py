"""Rounded figures: sums that miss by what rounding comes to are known, and prove nothing to its last place."""

from __future__ import annotations

import random

import pytest

from tests.support.settled_sheets import Settled, settled_text

ROWS = (
    ("人件費", "1,235", "1,199", "37"),
    ("物件費", "2,346", "2,200", "146"),
    ("補助費", "3,457", "3,310", "147"),
    ("公債費", "981", "1,002", "△21"),
    ("合計", "8,020", "7,711", "309"),
)


def _settled(rows: tuple[tuple[str, ...], ...] = ROWS, unit: str = "（単位：百万円）\n\n") -> Settled:
    lines = ["歳出予算", "", f"{unit}科目\t本年度\t前年度\t増減", *("\t".join(row) for row in rows)]
    return settled_text("\n".join(lines) + "\n")


def _with(old: str, new: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(new if cell == old else cell for cell in row) for row in ROWS)


@pytest.mark.parametrize("unit", ["（単位：百万円）\n\n", ""])
def test_sums_of_rounded_figures_are_derived_and_nothing_is_disputed_or_proven(unit: str) -> None:
    found = _settled(unit=unit)
    assert found.relations() == {"合計 = 人件費 + 物件費 + 補助費 + 公債費", "増減 = 本年度 − 前年度"}
    assert found.statuses() == {"unchecked"}


def test_a_sign_that_rounding_does_not_explain_is_restored() -> None:
    found = _settled(_with("△21", "21"))
    assert found.repairs() == {"公債費": ("21", -21, "sign_lost")}


def test_a_digit_that_rounding_does_not_explain_is_disputed() -> None:
    found = _settled(_with("3,457", "3,957"))
    assert found.figures("補助費")[0][1] == "disputed"


def _exact(items: int) -> tuple[tuple[str, ...], ...]:
    values = [(f"項目{at}", 4_000 + 37 * at, 3_000 + 91 * at) for at in range(items)]
    values.append(("合計", sum(this for _, this, _ in values), sum(last for _, _, last in values)))
    return tuple((name, *(f"{value:,}" for value in (a, b, a - b))) for name, a, b in values)


def test_few_sums_of_millions_that_hold_exactly_do_not_show_their_last_place() -> None:
    assert _settled(_exact(4)).statuses() == {"unchecked"}


def test_many_sums_of_millions_that_hold_exactly_are_proven() -> None:
    assert _settled(_exact(20)).statuses() == {"proven"}


def test_a_single_near_miss_in_exact_yen_is_a_slip() -> None:
    *items, (name, this, last, change) = _exact(4)
    slipped = (*items, (name, this, last, f"{int(change.replace(',', '')) + 1:,}"))
    assert list(_settled(slipped, unit="（単位：円）\n\n").repairs()) == ["合計"]
    assert not _settled(slipped, unit="").repairs()


def test_no_rounded_figure_is_proven_or_repaired_wrongly() -> None:
    chance = random.Random(9)  # noqa: S311 - the same tables each time
    for _ in range(40):
        true = [[chance.randrange(10**8, 10**10) for _ in range(2)] for _ in range(5)]
        true.append([sum(column) for column in zip(*true, strict=True)])
        printed = [[round(a / 10**6), round(b / 10**6), round((a - b) / 10**6)] for a, b in true]
        row, column = chance.randrange(6), chance.randrange(3)
        before = printed[row][column]
        printed[row][column] = int(str(before)[:-1] + str((before + 1) % 10)) if chance.random() < 0.5 else before * 10
        rows = tuple(
            ("合計" if at == 5 else f"項目{at}", *(f"{value:,}".replace("-", "△") for value in values))
            for at, values in enumerate(printed)
        )
        figures = [figure for _, own in _settled(rows).rows() for figure in own]
        truth = [value for a, b in true for value in (round(a / 10**6), round(b / 10**6), round((a - b) / 10**6))]
        trusted = [
            (value, right)
            for (value, status), right in zip(figures, truth, strict=True)
            if status in ("proven", "repaired")
        ]
        assert all(value == right for value, right in trusted)
