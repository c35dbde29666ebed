"""The little HTML in cells."""

import pytest

from pipelines.reading.markup import Markup, read_markup


def test_text_without_a_tag_stays_as_it_is() -> None:
    assert read_markup("現金 & 預金") == Markup("現金 & 預金", (), is_cut_off=False)


def test_an_underlined_number_is_plain_and_marked() -> None:
    assert read_markup("<u>20,670,000</u>") == Markup("20,670,000", ("20,670,000",), is_cut_off=False)


def test_paragraphs_and_breaks_become_lines() -> None:
    assert read_markup("<p>(定義)</p><p>第3条<br>2&amp;3</p>").text == "(定義)\n第3条\n2&3"


def test_each_underlined_piece_is_told_apart() -> None:
    assert read_markup("甲<u>乙</u>丙<u>丁</u>").underlined == ("乙", "丁")


@pytest.mark.parametrize("raw", ["<p>(定義", "<p>甲</p", "甲<u>乙", "<p>甲</p><"])
def test_a_tag_that_stays_open_is_told(raw: str) -> None:
    assert read_markup(raw).is_cut_off


def test_a_stray_closing_tag_is_no_cut() -> None:
    assert not read_markup("甲</u>").is_cut_off


def test_a_declaration_that_html_does_not_know_is_no_error() -> None:
    assert read_markup("<p>甲<![foo[ x").is_cut_off
    assert read_markup("<p>甲<![foo[ x ]>乙</p>").text == "甲乙"


@pytest.mark.parametrize("raw", ["**合計**", " __合計__ ", "*合計*", "<b>合計</b>", "<strong>資産 合計</strong> "])
def test_a_cell_that_is_bold_throughout_is_emphasised(raw: str) -> None:
    assert read_markup(raw).is_emphasised


@pytest.mark.parametrize("raw", ["合計", "**合**計", "<b>合</b>計", "<u>合計</u>", "<b></b>", "1,234*", "**"])
def test_a_cell_of_which_not_all_is_bold_is_not(raw: str) -> None:
    assert not read_markup(raw).is_emphasised
