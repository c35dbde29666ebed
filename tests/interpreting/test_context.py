"""The words around a table: section, period, unit."""

import pytest

from pipelines.interpreting.columns import AMOUNT, CHANGE, PeriodHeader, read_header
from pipelines.interpreting.context import Surroundings, budget_period, find_statement, surroundings
from pipelines.interpreting.model import Period
from pipelines.interpreting.units import find_unit
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText


def around(*lines: str, agenda: frozenset[int] = frozenset()) -> list[Surroundings]:
    blocks = read_blocks(SourceText("a.txt", lines, ends_with_newline=True))
    return [words for _, words in surroundings(blocks, agenda, 2)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("平成27年度予算（案）", Period(2015, "initial")),
        ("平成 26 年度 3 月補正予算（案）", Period(2014, "supplementary_march")),
        ("令和８年度１２月補正予算", Period(2026, "supplementary_december")),
        ("令和元年度当初予算", Period(2019, "initial")),
        ("平成26年度補正予算（案）", Period(2014, "supplementary_february")),
        ("平成26年度決算について", Period(2014, "settlement")),
        ("平成26年度財務諸表", Period(2014, "settlement")),
        ("平成27年度事業計画（案）", None),
        ("予算の概要", None),
    ],
)
def test_a_title_names_a_fiscal_year_and_a_version(text: str, period: Period | None) -> None:
    assert budget_period(text, 2) == period


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(単位：千円)", 1_000),
        ("（単位:百万円）", 1_000_000),
        ("単位 円", 1),
        ("(単位は億円)", 10**8),
        ("単位：人", None),
    ],
)
def test_a_unit_is_read_in_yen(text: str, unit: int | None) -> None:
    assert find_unit(text) == unit


def test_a_title_names_a_statement() -> None:
    assert find_statement("1 予定損益計算書") == "income_statement"
    assert find_statement("(事業別財務情報(予定貸借対照表関係))") == "balance_sheet"
    assert find_statement("平成27年度 資 金 計 画") == "cash_plan"
    assert find_statement("事業計画") is None


def test_title_period_and_unit_apply_to_the_next_table_and_the_section_to_all() -> None:
    first, second = around(
        "平成27年度予算（案）", "予定貸借対照表", "(平成28年3月31日現在)", "(単位：円)", "", "現金\t1", "", "科目\t2"
    )
    assert (first.section, first.period_year, first.unit_yen) == (Period(2015, "initial"), 2015, 1)
    assert first.lines[-3] == "予定貸借対照表"
    assert (second.section, second.period_year, second.unit_yen) == (Period(2015, "initial"), None, None)
    assert second.section_unit_yen == 1
    assert second.lines == ()


def test_titles_in_the_agenda_begin_no_section() -> None:
    (words,) = around("平成26年度決算", "", "平成27年度予算", "", "現金\t1", agenda=frozenset({1, 3}))
    assert words.section is None


def test_captions_in_the_first_rows_of_a_table_are_words_before_it() -> None:
    (words,) = around("予定貸借対照表\t\t", "\t\t(単位：百万円)", "科目\t金額\t", "現金\t1\t")
    assert words.unit_yen == 1_000_000
    assert words.lines[0] == "予定貸借対照表"


def test_a_western_year_before_a_title_is_no_heading_number() -> None:
    (words,) = around("2026 年度予算（案）", "", "現金\t1")
    assert words.section == Period(2026, "initial")


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("27 年度", PeriodHeader(Period(2015, "initial"))),
        ("26 年度 6 月補正", PeriodHeader(Period(2014, "supplementary_june"))),
        ("26年度当初", PeriodHeader(Period(2014, "initial"))),
        ("26年度 決算見込", PeriodHeader(Period(2014, "settlement"))),
        ("本年度", PeriodHeader(Period(2015, "initial"))),
        ("前年度決算額", PeriodHeader(Period(2014, "settlement"))),
        ("増 減", CHANGE),
        ("金 額", AMOUNT),
        ("金額(千円)", AMOUNT),
        ("一般事業", None),
    ],
)
def test_a_column_header_names_a_period_a_change_or_an_amount(header: str, meaning: object) -> None:
    assert read_header(header, Period(2015, "initial"), 2) == meaning
