"""Cells → numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.numerals import Numeral, Reading, read_numeral

FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
MINUS_SIGNS = ("△", "▲", "−", "－", "-", "△ ", "▲　")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("1，234", 1234),
        ("0", 0),
        ("71796525", 71_796_525),
        ("1 , 234", 1234),
        ("1, 234,567", 1_234_567),
        (" 1,234\u3000", 1234),
        ("1 2 3", 123),
        ("△1,234", -1234),
        ("▲1,234", -1234),
        ("−1,234", -1234),
        ("－１，２３４", -1234),
        ("-5", -5),
        ("△ 22", -22),
        ("(1,234)", -1234),
        ("（1,234）", -1234),
        ("(△1,234)", -1234),
        ("1,234※", 1234),
        ("1,234¹", 1234),
        ("1,234 *2", 1234),
    ],
)
def test_a_printed_number_is_read(text: str, value: int) -> None:
    assert read_numeral(text) == Numeral(Reading.NUMBER, value)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "※"])
def test_an_empty_cell_is_blank(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.BLANK)


@pytest.mark.parametrize("text", ["-", "－", "―", "ー", "−", "— —"])
def test_a_dash_is_nil(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.NIL, 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,23", 123), ("1.234", 1234), ("12,3456", 123_456), ("1、234", 1234), ("007", 7), ("12 345", 12345)],
)
def test_digits_grouped_as_no_number_is_are_doubtful(text: str, value: int) -> None:
    assert read_numeral(text) == Numeral(Reading.DOUBTFUL, value)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("9.5", 95, 1),
        ("0.5", 5, 1),
        ("1,234.5", 12_345, 1),
        ("△0.25", -25, 2),
        ("0.123", 123, 3),
        ("12.3456", 123_456, 4),
    ],
)
def test_decimals_are_told_from_groups_of_three(text: str, value: int, decimals: int) -> None:
    assert read_numeral(text) == Numeral(Reading.NUMBER, value, decimals)


@pytest.mark.parametrize(
    ("text", "value", "unit_yen"),
    [
        ("3億823万円", 30_823, 10_000),
        ("21億2,200万円", 212_200, 10_000),
        ("1,234千円", 1_234, 1_000),
        ("12百万円", 12, 1_000_000),
        ("3億4千万円", 34, 10_000_000),
        ("3億4千5百万円", 345, 1_000_000),
        ("9.5億円", 95, 10_000_000),
        ("1億2,345円", 100_002_345, 1),
        ("△86万円", -86, 10_000),
        ("０万円", 0, 10_000),
    ],
)
def test_a_cell_may_name_what_it_counts(text: str, value: int, unit_yen: int) -> None:
    assert read_numeral(text) == Numeral(Reading.NUMBER, value, unit_yen=unit_yen)


@pytest.mark.parametrize("text", ["3億12345万円", "3万2億円", "5千3千円", "3千人", "1.5億2万円", "1,23万円", "12a万円"])
def test_places_out_of_order_are_unreadable(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.UNREADABLE)


@pytest.mark.parametrize("text", ["33.3%", "100％", "△2.5%", "1.2倍", "(3.1%)", "5ポイント"])
def test_a_ratio_is_no_amount(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.RATIO)


@pytest.mark.parametrize("text", ["9" * 21, "1" * 5_000, "999,999,999,999,999,999", "999999999億円"])
def test_more_than_any_amount_is_beyond_counting(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.BEYOND)


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_oku_and_man_are_exact(oku: int, man: int) -> None:
    numeral = read_numeral(f"{oku:,}億{man:,}万円")
    assert (numeral.value or 0) * (numeral.unit_yen or 0) == oku * 10**8 + man * 10**4


@pytest.mark.parametrize("text", ["1,234 5,678", "12a4", "平成27年度", "1,2l4", "3件", "1,234,"])
def test_digits_among_other_characters_are_unreadable_and_no_number(text: str) -> None:
    assert read_numeral(text) == Numeral(Reading.UNREADABLE)


@pytest.mark.parametrize("text", ["営業収益", "△", "…", "(略)"])
def test_words_are_no_number(text: str) -> None:
    assert read_numeral(text).value in (None, 0)
    assert read_numeral(text).reading in (Reading.TEXT, Reading.NIL)


@given(
    value=st.integers(-(10**15), 10**15),
    sign=st.sampled_from([*MINUS_SIGNS, "()", "（）"]),
    is_grouped=st.booleans(),
    is_full_width=st.booleans(),
    comma=st.sampled_from([",", " ,", ", ", "，"]),
    mark=st.sampled_from(["", "※", "¹", " "]),
)
def test_whatever_is_printed_is_read_back(
    value: int, sign: str, is_grouped: bool, is_full_width: bool, comma: str, mark: str
) -> None:
    digits = f"{abs(value):,}" if is_grouped else str(abs(value))
    digits = digits.replace(",", comma)
    if is_full_width:
        digits = digits.translate(FULL_WIDTH)
    if value < 0:
        digits = f"{sign[0]}{digits}{sign[1]}" if sign in ("()", "（）") else sign + digits
    assert read_numeral(digits + mark) == Numeral(Reading.NUMBER, value)


@given(st.text(alphabet="0123456789,.、 △()-―a円", max_size=12))
def test_a_cell_is_never_a_certain_number_with_other_digits_than_printed(text: str) -> None:
    numeral = read_numeral(text)
    if numeral.reading is Reading.NUMBER and numeral.value is not None:
        digits = "".join(character for character in text if character.isdigit())
        assert str(abs(numeral.value)).zfill(len(digits) if numeral.decimals else 1) == digits  # 0.5 is 5 tenths


def test_words_with_many_digits_among_them_are_no_number_beyond_all_measure() -> None:
    assert read_numeral("外来収益10 93,976,192 39,457,680 37,501,879").reading is Reading.UNREADABLE
