"""What a row is: an account by its whole label; a memo that is in no sum; no page number, no merged cell."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.narrative.document import narrate
from pipelines.narrative.model import NumberRole
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text
from tests.support.printed_texts import AMOUNTS, Outcome, all_proven, outcomes, settled, statement


@pytest.mark.parametrize(
    "row",
    [
        "うち国庫補助\t(200)", "うち国庫補助\t200", "（うち国庫補助）\t（200）", "国庫補助（再掲）\t200",
        "国庫補助(内数)\t(200)", "内、国庫補助\t200", "　うち国庫補助\t200",
    ],
)  # fmt: skip
def test_a_memo_row_is_positive_and_in_no_sum(row: str) -> None:
    found = settled(statement(more=(("交付金収入", row),)))
    told = outcomes(found)
    memo = next(label for label in told if label not in AMOUNTS)
    assert told.pop(memo) == [Outcome("合計", 2015, "amount", 200_000, 1_000, "unchecked")]
    assert told == all_proven(1_000)
    assert [row.role for table in found.materials.tables for row in table.rows].count("memo") == 1


def test_memos_of_one_name_are_told_apart_by_the_rows_they_are_of() -> None:
    more = (("事業費", "うち人件費\t50"), ("一般管理費", "うち人件費\t60"))
    found = settled(statement(more=more))
    paths = {figure.account_path: figure.value for figure in found.materials.figures if "うち" in figure.label}
    assert paths == {"営業費用/うち人件費": 50, "営業費用/一般管理費/うち人件費": 60}
    assert {told[0].status for label, told in outcomes(found).items() if label in AMOUNTS} == {"proven"}


def test_a_slash_within_a_label_is_no_path_separator() -> None:
    for slash in ("／", "/"):
        text = statement(more=(("交付金収入", f"情報提供手数料{slash}交付金収入\t0"),))
        paths = {figure.account_path for figure in settled(text).materials.figures}
        assert "営業収益/情報提供手数料／交付金収入" in paths


@pytest.mark.parametrize("minus", "△▲⊿∆−-－▼")
def test_every_sign_for_minus_is_read(minus: str) -> None:
    found = outcomes(settled(statement(cells=lambda value: (f"{minus}{value}",))))
    assert {label: told[0].yen for label, told in found.items()} == {
        label: -1_000 * value for label, value in AMOUNTS.items()
    }


@pytest.mark.parametrize("page", ["\t12", "\t- 12 -", "\t12\t"])
def test_a_page_number_behind_a_tab_is_no_row(page: str) -> None:
    assert outcomes(settled(statement(more=(("交付金収入", page),)))) == all_proven(1_000)


def test_two_amounts_in_one_cell_of_a_row_one_cell_short_are_split() -> None:
    header = ("科目", "27年度", "26年度", "増減")
    text = statement(
        header=header, cells=lambda value: (f"{10_000 * value:,}", f"{9_000 * value:,}", f"{1_000 * value:,}")
    )
    merged = text.replace("事業費\t7,000,000\t6,300,000", "事業費\t7,000,000 6,300,000")
    assert merged != text
    assert outcomes(settled(merged)) == outcomes(settled(text))
    source = read_text(merged.encode(), "a.txt")
    numbers = narrate(source, read_blocks(source), interpret(source, rule_book())).numbers
    assert NumberRole.UNEXPLAINED not in {number.role for number in numbers}


def test_emphasis_of_labels_and_amounts_is_no_part_of_them() -> None:
    text = statement()
    for label, value in (("営業収益合計", 900), ("営業利益", 100), ("当期純利益", 105)):
        text = text.replace(f"{label}\t{value}", f"**{label}**\t**{value}**")
    assert outcomes(settled(text)) == all_proven(1_000)


@pytest.mark.parametrize("digits", ["600300900700100800100", "9" * 30, "9" * 5_000, "99,999,999,999,999,999"])
def test_an_amount_beyond_counting_is_disputed_and_does_no_harm(digits: str) -> None:
    found = outcomes(settled(statement().replace("事業負担金収入\t600", f"事業負担金収入\t{digits}")))
    assert [(told.yen, told.status) for told in found["事業負担金収入"]] == [(None, "disputed")]
    assert found["営業費用合計"] == all_proven(1_000)["営業費用合計"]


def test_radicals_of_a_pdfs_font_are_the_ideographs_they_look_like() -> None:
    text = statement().replace("日", "⽇").replace("月", "⽉").replace("金", "⾦").replace("長", "⻑")
    found = settled(text)
    assert outcomes(found) == all_proven(1_000)
    assert found.materials.meeting == settled(statement()).materials.meeting


def test_ratios_and_decimals_are_accounted_for() -> None:
    text = statement(
        above=("(単位：億円)",), header=("科目", "金額", "構成比(%)"), cells=lambda value: (f"{value / 10:.1f}", "1.5")
    )
    source = read_text(text.encode(), "a.txt")
    numbers = narrate(source, read_blocks(source), interpret(source, rule_book())).numbers
    assert {str(number.value) for number in numbers if number.role is NumberRole.FIGURE} >= {"90.0", "0.5"}
    assert {number.printed_text for number in numbers if number.role is NumberRole.RATIO} == {"1.5"}
    assert NumberRole.UNEXPLAINED not in {number.role for number in numbers}
