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
