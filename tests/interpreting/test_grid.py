"""A table's cells → header, labels and numerals by row and column."""

from pipelines.interpreting.grid import Grid, GridRow, read_grid
from pipelines.reading.blocks import Row, Table, read_blocks
from pipelines.reading.numerals import Numeral, Reading
from pipelines.reading.source import SourceText


def grid_of(*lines: str) -> Grid:
    (table,) = read_blocks(SourceText("a.txt", lines, ends_with_newline=True))
    assert isinstance(table, Table)
    grid = read_grid(table)
    assert grid is not None
    return grid


def values(grid: Grid) -> list[tuple[int | None, ...]]:
    return [tuple(numeral.value for numeral in row.numerals) for row in grid.rows]


def test_trailing_empty_cells_are_no_columns() -> None:
    grid = grid_of("科目\t甲\t乙\t", "現金\t1\t2\t", "建物\t3\t4\t")
    assert grid.headers == ("甲", "乙")
    assert grid.amount_cells == (1, 2)


def test_a_header_of_two_rows_reads_downwards() -> None:
    grid = grid_of("科目\t一般\t個人番号", "\t事業\t付番等事業", "現金\t1\t2")
    assert grid.headers == ("一般事業", "個人番号付番等事業")


def test_a_header_with_too_many_or_too_few_names_names_no_column() -> None:
    assert grid_of("科目\t甲\t乙\t丙", "現金\t1\t2").headers is None
    assert grid_of("科目\t甲", "現金\t1\t2").headers is None


def test_headings_after_the_header_belong_to_the_body_with_or_without_their_tab() -> None:
    for first, second in (("資産の部\t", "流動資産\t"), ("資産の部", "流動資産")):
        grid = grid_of("科目\t金額", first, second, "現金\t1")
        assert [row.label_text for row in grid.rows] == ["資産の部", "流動資産", "現金"]
        assert grid.headers == ("金額",)


def test_a_row_without_its_last_cell_has_a_blank_there() -> None:
    grid = grid_of("科目\t甲\t乙", "現金\t1\t2", "建物\t3", "備品\t5\t6")
    assert values(grid) == [(1, 2), (3, None), (5, 6)]


def test_cells_beside_the_columns_of_amounts_are_kept_as_extra() -> None:
    grid = grid_of("科目\t甲\t備考", "現金\t1\t9", "建物\t3\t別紙参照", "備品\t5\t新規分")
    assert grid.amount_cells == (1,)
    assert [[cell.text for cell in row.extra] for row in grid.rows] == [["9"], ["別紙参照"], ["新規分"]]


def test_a_table_of_words_has_no_grid() -> None:
    (table,) = read_blocks(SourceText("a.txt", ("新\t旧", "第3条\t第4条の規定"), ends_with_newline=True))
    assert isinstance(table, Table)
    assert read_grid(table) is None


def test_a_first_row_with_an_unreadable_amount_is_no_header() -> None:
    grid = grid_of("科目\t27年度\t26年度", "\t予算\t6月補正", "現金\t1o0\t△", "建物\t3\t4", "備品\t5\t6")
    assert [row.label_text for row in grid.rows] == ["現金", "建物", "備品"]
    assert grid.headers == ("27年度予算", "26年度6月補正")


def test_a_heading_that_slipped_into_a_column_of_amounts_is_no_row_of_amounts() -> None:
    words, blank, amount = Numeral(Reading.TEXT), Numeral(Reading.BLANK), Numeral(Reading.NUMBER, 4)
    cells = (("", (blank, words)), ("", (blank, amount)), ("建物", (blank, words)))
    rows = [GridRow(1, label, (), numerals, (), Row(1, ())) for label, numerals in cells]
    assert [row.labelled.has_amounts for row in rows] == [False, True, True]
