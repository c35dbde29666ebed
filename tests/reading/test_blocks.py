"""Lines → blocks."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Paragraph, Table, read_blocks
from pipelines.reading.source import SourceText


def blocks_of(*lines: str) -> tuple[Block, ...]:
    return read_blocks(SourceText("a.txt", lines, ends_with_newline=True))


def lines_of(block: Block) -> list[int]:
    return [row.line for row in block.rows] if isinstance(block, Table) else [block.line]


_LINES = [
    "", " ", "表題", "12", "¹ 注", "甲\t1", "甲\t", "\t", "文である。", "※1 注", "(1) 甲", "科目\t金額",
    "| 甲 | 1 |", "甲 | 2", "|---|--:|", "科目  金額", "甲      10", "  乙       5", "甲　乙", "  12",
]  # fmt: skip


@given(st.lists(st.sampled_from(_LINES)))
def test_each_line_that_is_not_blank_is_in_exactly_one_block(lines: list[str]) -> None:
    covered = [line for block in blocks_of(*lines) for line in lines_of(block)]
    assert sorted(covered) == [number for number, line in enumerate(lines, 1) if line.strip()]


def test_cells_keep_their_column_their_print_and_their_underline() -> None:
    (table,) = blocks_of("事業\t<u>1,000</u>\t")
    assert isinstance(table, Table)
    cells = table.rows[0].cells
    assert [cell.text for cell in cells] == ["事業", "1,000", ""]
    assert cells[1].raw == "<u>1,000</u>"
    assert [cell.is_underlined for cell in cells] == [False, True, False]


def test_a_heading_row_that_lost_its_tab_stays_in_its_table() -> None:
    (table,) = blocks_of("科目\t金額", "資産の部", "流動資産", "現金\t1")
    assert isinstance(table, Table)
    assert (table.first_line, table.last_line) == (1, 4)


def test_text_right_after_a_table_is_no_row_of_it() -> None:
    table, note = blocks_of("科目\t金額", "現金\t1", "単位は千円である。")
    assert isinstance(table, Table)
    assert isinstance(note, Paragraph)


def test_headings_are_told_from_sentences_and_keep_their_number() -> None:
    numbered, bracketed, sentence, item = blocks_of(
        "(2) 事業計画", "(単位：千円)", "次の事業を実施する。", "- 資産：現金"
    )
    assert numbered == Heading(1, "(2)", "事業計画")
    assert bracketed == Heading(2, None, "(単位：千円)")
    assert sentence == Paragraph(3, "次の事業を実施する。")
    assert item == Paragraph(4, "- 資産：現金")


def test_footnotes_keep_their_mark() -> None:
    assert blocks_of("¹⁰ 機構が担う。", "※ 申請書") == (Footnote(1, "¹⁰", "機構が担う。"), Footnote(2, "※", "申請書"))


def test_page_numbers_are_told_from_headings() -> None:
    blocks = blocks_of("12", "- 12 -", "－１２－", "3/20", "12回")
    assert [isinstance(block, PageNumber) for block in blocks] == [True, True, True, True, False]


def test_a_cell_of_marks_that_nobody_sees_is_empty() -> None:
    (table,) = read_blocks(SourceText("a.txt", ("営業費用\t\u200b\t\u202e\u3000", "事業費\t1\t\u20602"), True))
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["営業費用", "", ""], ["事業費", "1", "2"]]
