"""HTML's tables within a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.reading.blocks import Block, Heading, Paragraph, Table, read_blocks
from pipelines.reading.source import InvalidTextError, SourceText, read_text
from tests.support.layouts import (
    Rows,
    html,
    html_a_cell_a_line,
    html_bold,
    html_on_one_line,
    meanings,
    real,
    relaid,
    understood,
)


def source_of(text: str) -> SourceText:
    return read_text(text.encode(), "a.txt")


def blocks_of(text: str) -> tuple[Block, ...]:
    return read_blocks(source_of(text))


def rows_of(text: str) -> list[list[str]]:
    (table,) = (block for block in blocks_of(text) if isinstance(block, Table))
    return [[cell.raw for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("lay_out", [html, html_a_cell_a_line, html_on_one_line, html_bold])
def test_the_sixth_meeting_is_understood_the_same_in_html(lay_out: Callable[[Rows], list[str]]) -> None:
    assert meanings(understood(relaid(lay_out))) == meanings(real())


def test_rows_keep_their_lines_and_tags_take_none() -> None:
    blocks = blocks_of("損益計算書\n<table>\n<tr><td>科目</td><td>金額</td></tr>\n<tr><td>現金\n<td>5\n</table>\n注\n")
    assert [type(block) for block in blocks] == [Heading, Table, Heading]
    table = blocks[1]
    assert isinstance(table, Table)
    assert [row.line for row in table.rows] == [3, 4]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["科目", "金額"], ["現金", "5"]]


def test_rows_on_one_line_of_the_file_tell_that_line() -> None:
    source = source_of("題\n<table><tr><td>科目<td>金額<tr><td>現金<td>5</table>\n後\n")
    assert source.lines == ("題", "科目\t金額", "現金\t5", "後")
    assert source.numbers == (1, 2, 2, 3)


def test_a_header_over_columns_stands_over_each_of_them_and_a_title_is_none() -> None:
    text = """<table><tr><th colspan="5">損益計算書</th></tr>
    <tr><th rowspan="2">科目</th><th colspan="2">27年度</th><th colspan="2">26年度</th></tr>
    <tr><th>一般</th><th>特別</th><th>一般</th><th>特別</th></tr>
    <tr><td colspan="5">収益の部</td></tr>
    <tr><td>収入</td><td>1,000</td><td>2,000</td><td>3</td><td>4</td></tr></table>"""
    assert isinstance(blocks_of(text)[0], Heading)
    assert rows_of(text) == [
        ["科目", "27年度", "27年度", "26年度", "26年度"],
        ["", "一般", "特別", "一般", "特別"],
        ["収益の部", "", "", "", ""],
        ["収入", "1,000", "2,000", "3", "4"],
    ]


def test_labels_indented_by_columns_are_one_column() -> None:
    text = """<table><tr><td colspan="2">科目</td><td>金額</td></tr>
    <tr><td>資産</td><td></td><td></td></tr><tr><td></td><td>現金</td><td>5</td></tr>
    <tr><td></td><td>土地</td><td>7</td></tr><tr><td colspan="2">合計</td><td>12</td></tr></table>"""
    assert rows_of(text) == [["科目", "金額"], ["資産", ""], ["  現金", "5"], ["  土地", "7"], ["合計", "12"]]


def test_a_label_over_rows_is_a_heading_of_them() -> None:
    text = """<table><tr><td rowspan="2">流動資産</td><td>現金</td><td>5</td></tr><tr><td>預金</td><td>1</td></tr>
    <tr><td rowspan="2">固定資産</td><td>土地</td><td>7</td></tr><tr><td>建物</td><td>2</td></tr>
    <tr><td colspan="2">合計</td><td>15</td></tr></table>"""
    assert rows_of(text) == [
        ["流動資産"], ["  現金", "5"], ["  預金", "1"], ["固定資産"], ["  土地", "7"], ["  建物", "2"], ["合計", "15"]
    ]  # fmt: skip


def test_a_column_of_notes_or_item_numbers_is_no_indent() -> None:
    text = "<table><tr><td>Ⅰ<td>現金<td>5<tr><td>Ⅱ<td>預金<td>1<tr><td>Ⅲ<td>土地<td>7</table>"
    assert rows_of(text)[0] == ["Ⅰ", "現金", "5"]


def test_indents_bold_and_underline_of_a_cell_are_kept_and_other_tags_are_not() -> None:
    (table,) = blocks_of("""<table><tr><td>&nbsp;&nbsp;<a href="x1">現金</a><td><u>5</u>
    <tr><td style="padding-left: 2em"><strong>合計</strong>
    <td><span class="n12">1,234</span><sup>1</sup></table>""")
    assert isinstance(table, Table)
    cash, total = table.rows
    assert [cell.raw for cell in cash.cells] == ["\u3000\u3000現金", "<u>5</u>"]
    assert cash.cells[1].is_underlined
    assert (total.cells[0].raw, total.cells[0].text, total.cells[0].is_emphasised) == ("    <b>合計</b>", "合計", True)
    assert total.cells[1].text == "1,234¹"


def test_what_is_written_as_a_tag_within_words_is_no_tag() -> None:
    assert rows_of("<table><tr><td>A &lt;b&gt; B &amp; C<td>5</table>") == [["A ＜b> B & C", "5"]]


def test_the_innermost_of_tables_within_tables_is_the_table() -> None:
    blocks = blocks_of("<table><tr><td>左<table><tr><td>現金<td>5<tr><td>預金<td>6</table>右</table>")
    assert [type(block) for block in blocks] == [Heading, Table, Heading]


def test_two_tables_on_one_line_are_two_with_the_words_between() -> None:
    blocks = blocks_of("前 <table><tr><td>甲<td>5</table> 次に <table><tr><td>乙<td>6</table> 後です。")
    assert [type(block) for block in blocks] == [Heading, Table, Heading, Table, Paragraph]


def test_a_table_that_is_never_closed_ends_with_its_last_tag_and_is_told() -> None:
    source = source_of("<table>\n<tr><td>現金<td>5\n<tr><td>預金<td>6\n\n以下は本文である。\n")
    assert source.lines[-1] == "以下は本文である。"
    assert len(source.tables) == 1
    assert "line 1 is not closed" in source.notes[0]


def test_text_without_a_table_stays_as_it_is() -> None:
    text = "A<B です。\n<u>5</u>\t<p>甲</p>\n&lt;table&gt;\n</table>\n"
    source = source_of(text)
    assert source.lines == tuple(text.splitlines())
    assert source.tables == ()


HOSTILE: dict[str, tuple[str, str]] = {
    "columns": ('<table><tr><td colspan="999999">a<td>5</table>', "more than 2,000 columns"),
    "cells": ("<table>" + '<tr><td colspan="1999">a<td>5' * 600 + "</table>", "500,000 cells"),
    "rows over rows": ("<table>" + "<tr><td rowspan=60000>a" * 1_900, "500,000 cells"),
    "depth": ("<table><tr><td>" + "<div>" * 5_000 + "</table>", "nested more deeply"),
    "tables in tables": ("<table><tr><td>" * 5_000, "nested more deeply"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_table_beyond_all_measure_is_refused_with_the_reason(name: str) -> None:
    text, reason = HOSTILE[name]
    with pytest.raises(InvalidTextError, match=reason):
        source_of(text)


def test_external_entities_are_not_followed() -> None:
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><table><tr><td>&e;<td>5</table>'
    assert "&e;" in "".join(source_of(text).lines)


def test_rowspans_that_reach_past_the_end_and_no_numbers_are_bounded() -> None:
    assert rows_of('<table><tr><td rowspan="99999">甲<td>5<tr><td colspan="x">6</table>') == [["甲", "5"], ["", "6"]]


def test_a_long_table_is_read_to_its_end_with_its_lines() -> None:
    rows = "".join(f"<tr><td>費目{number}\n<td>{number},000\n" for number in range(34_000))
    source = source_of(f"<table>\n{rows}</table>\n")
    tables = [block for block in read_blocks(source) if isinstance(block, Table)]
    last = tables[0].rows[-1]
    assert (last.line, [cell.text for cell in last.cells]) == (68_000, ["費目33999", "33999,000"])


def test_words_like_tags_in_prose_are_no_table() -> None:
    assert source_of("表 <tablet> と <tr> は本文です。\n").tables == ()
