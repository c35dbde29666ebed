"""In what amounts count: as printed, wherever it is printed, and never silently assumed."""

from __future__ import annotations

import pytest

from pipelines.interpreting.model import Subject
from tests.support.printed_texts import PERIOD, all_proven, assumptions, outcomes, settled, statement, statuses

YEN = {"円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}


@pytest.mark.parametrize(
    "printed",
    [
        "(単位：{})", "（{}）", "({})", "〔{}〕", "単位・{}", "単位:{}", "単位 {}", "【単位：{}】", "（単位：{}、％）",
        "単位は{}", "（金額単位：{}）", "※単位：{}", "（単位：{}未満切捨て）",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("name", "yen"), YEN.items())
def test_a_unit_line_is_believed_however_it_is_printed(printed: str, name: str, yen: int) -> None:
    found = settled(statement(above=(PERIOD, printed.format(name))))
    assert outcomes(found) == all_proven(yen)
    assert assumptions(found) == {None}


@pytest.mark.parametrize(("name", "yen"), YEN.items())
def test_a_unit_in_a_header_is_that_of_its_table(name: str, yen: int) -> None:
    for header in (("科 目", f"金額（{name}）"), (f"科目（単位：{name}）", "金額"), ("科目", f"({name})")):
        assert outcomes(settled(statement(above=(PERIOD,), header=header))) == all_proven(yen)


@pytest.mark.parametrize(("name", "yen"), YEN.items())
def test_a_unit_in_each_cell_is_that_of_the_cell(name: str, yen: int) -> None:
    for above in ((PERIOD,), (PERIOD, "(単位：百万円)")):
        assert outcomes(settled(statement(above=above, cells=lambda value: (f"{value:,}{name}",)))) == all_proven(yen)


def test_amounts_in_oku_and_man_are_exact_yen() -> None:
    def oku_man(value: int) -> tuple[str, ...]:
        oku, man = divmod(value * 2_340, 10_000)
        return ((f"{oku}億" if oku else "") + (f"{man:,}万" if man else "") + "円",)

    found = outcomes(settled(statement(above=(PERIOD,), cells=oku_man)))
    assert {label: told[0].yen for label, told in found.items()} == {
        label: told[0].yen for label, told in all_proven(23_400_000).items()
    }
    assert {told[0].status for told in found.values()} == {"proven"}


@pytest.mark.parametrize(("name", "yen"), [("億円", 100_000_000), ("百万円", 1_000_000)])
@pytest.mark.parametrize("decimals", [1, 2, 4])
def test_printed_decimals_are_places_of_the_unit(name: str, yen: int, decimals: int) -> None:
    place = yen // 10**decimals
    found = settled(
        statement(above=(PERIOD, f"(単位：{name})"), cells=lambda value: (f"{value / 10**decimals:.{decimals}f}",))
    )
    assert outcomes(found) == all_proven(place)


@pytest.mark.parametrize(
    "note",
    [
        "※ 端数処理のため、概要（単位：百万円）の計数とは一致しない。",
        "(注) 概要（単位：百万円）とは端数が異なる",
        "なお、別紙（百万円）とは合わない場合がある。",
        "¹ 概要（単位：百万円）の計数",
    ],
)
def test_a_note_that_names_another_unit_changes_none(note: str) -> None:
    for above in ((PERIOD, "(単位：千円)", note), (PERIOD, note, "(単位：千円)")):
        assert outcomes(settled(statement(above=above))) == all_proven(1_000)


def test_where_no_unit_is_printed_nothing_is_proven_in_yen() -> None:
    found = settled(statement(above=(PERIOD,)))
    assert statuses(found) == {"unchecked"}
    assert assumptions(found) == {"no unit is stated for the table; 千円 is assumed"}


def test_where_two_units_are_printed_neither_is_proven() -> None:
    found = settled(statement(above=(PERIOD, "(単位：百万円)", "(単位：千円)")))
    assert statuses(found) == {"unchecked"}
    assert "two units" in str(assumptions(found))


def test_the_unit_of_another_table_is_assumed_until_an_identity_ties_the_two() -> None:
    cash = ("資金計画", "", "区分\t金額", "営業収益\t{}", "資金収入合計\t{}", "当期末現金及び預金\t5", "")
    text = statement().replace("以上。\n", "")
    tied = settled(text + "\n".join(line.format(900, 900) for line in cash))
    loose = settled(text + "\n".join(line.format("", 905) for line in cash))
    assert {o.status for o in outcomes(tied)["営業収益"]} == {"proven"}
    assert all(figure.assumption for figure in loose.materials.figures if figure.statement_code == "cash_plan")
    own = [figure for figure in loose.materials.figures if figure.table == 1]
    assert not any(one.subject is Subject.UNIT for figure in own for one in figure.assumptions)


def test_decimals_of_a_yen_are_no_amount() -> None:
    found = settled(statement(above=(PERIOD, "(単位：円)"), cells=lambda value: (f"{value / 10:.1f}",)))
    assert statuses(found) == {"disputed"}


def test_two_units_in_one_line_state_neither() -> None:
    found = settled(statement(above=(PERIOD, "（単位：千円）（単位：百万円）")))
    assert statuses(found) == {"unchecked"}
