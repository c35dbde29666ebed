"""The workbook's first sheets: the statements of a meeting as they are printed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.loaded_meetings import load_one_by_one, seventh, sixth
from tests.support.slipped_meetings import RIVALS, doubtful_texts
from warehouse.exporting.package import export
from warehouse.exporting.printed_sheets import printed_figures
from warehouse.store import WarehouseError, open_for_reading

pytestmark = pytest.mark.slow

SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"
SHEETS = [
    "1 予定貸借対照表",
    "2 予定損益計算書",
    "3 平成27年度 資金計画",
    "4 貸借対照表 事業別",
    "5 事業別財務情報 予定損益計算書関係",
    "6 資金計画 事業別",
]


def book_of(folder: Path, **texts: str) -> openpyxl.Workbook:
    folder.mkdir(exist_ok=True)
    warehouse = load_one_by_one(folder / "w.duckdb", texts)
    export(warehouse, folder / "out", ["xlsx"])
    return openpyxl.load_workbook(folder / "out" / "tables.xlsx")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return book_of(tmp_path_factory.mktemp("printed"), **{SIXTH: sixth()})


def row_of(sheet: Worksheet, label: str) -> list[Cell]:
    return next(list(row) for row in sheet.iter_rows() if row[0].value == label)


def test_the_statements_come_first_in_the_order_of_the_text(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[0] == "contents"
    assert book.sheetnames[1:7] == SHEETS


def test_a_long_meaning_takes_several_lines_and_not_the_whole_width(book: openpyxl.Workbook) -> None:
    """On paper all columns stand on one page: one of 300 letters made all others too small to be read."""
    amounts = row_of(book["contents"], "amounts")[3]
    assert (len(str(amounts.value)) > 300, amounts.alignment.wrap_text) == (True, True)
    assert book["contents"].row_dimensions[amounts.row].height > 5 * 15
    assert book["columns"]["D2"].alignment.wrap_text


def test_every_figure_of_the_statement_tables_stands_on_a_sheet_once(book: openpyxl.Workbook) -> None:
    counted = Counter(
        cell.data_type for name in SHEETS for row in book[name].iter_rows(min_row=5, min_col=2) for cell in row
    )
    assert (
        counted["n"]
        - sum(
            cell.value is None for name in SHEETS for row in book[name].iter_rows(min_row=5, min_col=2) for cell in row
        )
        == 46 + 25 + 20 + 368 + 200 + 160
    )


def test_amounts_are_in_the_printed_unit_with_a_triangle_for_a_minus(book: openpyxl.Workbook) -> None:
    sheet = book[SHEETS[4]]
    operating = row_of(sheet, "営業利益")
    assert [cell.value for cell in operating[1:]] == [-115471, 38079, -11423, 16803, 97, 42557, 11230, -18128]
    assert "△" in operating[1].number_format
    assert sheet["I3"].value == "（単位：千円）"


def test_a_repaired_cell_is_coloured_and_says_what_is_printed_and_why(book: openpyxl.Workbook) -> None:
    repaired, proven = row_of(book[SHEETS[4]], "営業利益")[1:3]
    assert repaired.comment is not None
    assert "796行 1列、印字「115,471」" in repaired.comment.text
    assert "sign_lost" in repaired.comment.text
    assert repaired.fill.fgColor.rgb == "FFFCE8B2"
    assert proven.comment is None
    assert proven.fill.fill_type is None


def test_headings_stand_over_their_items_and_items_are_indented(book: openpyxl.Workbook) -> None:
    labels = [(row[0].value, row[0].alignment.indent) for row in book[SHEETS[0]].iter_rows(min_row=5, max_row=8)]
    assert labels == [("資産の部", 0), ("流動資産", 1), ("現金及び預金", 2), ("未収金", 2)]


def test_columns_are_named_by_segment(book: openpyxl.Workbook) -> None:
    header = [cell.value for cell in book[SHEETS[3]][4]]
    assert header[:2] == ["科目", "一般事業"]
    assert (header[-1], len(header)) == ("合計", 9)


def test_a_summary_of_two_years_says_which_column_is_which_and_what_is_a_change(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[7]
    assert [cell.value for cell in sheet[4]] == [
        "科目",
        "平成27年度\n当初予算",
        "平成26年度\n6月補正予算",
        "平成27年度\n当初予算\n増減",
    ]
    assert sheet["D3"].value == "（単位：百万円）"


def test_wide_and_narrow_tables_are_printed_on_a3_across(book: openpyxl.Workbook) -> None:
    wide, narrow = book[SHEETS[4]], book[SHEETS[0]]
    assert (wide.page_setup.orientation, wide.page_setup.paperSize) == ("landscape", 8)
    assert (narrow.page_setup.orientation, narrow.page_setup.paperSize) == ("landscape", 8)
    assert wide.page_setup.fitToHeight in (None, 1)
    assert wide.print_title_rows == "$4:$4"


def test_a_disputed_amount_is_no_number_that_a_sum_would_take(tmp_path: Path) -> None:
    found = book_of(tmp_path, **{RIVALS: doubtful_texts()[RIVALS]})
    disputed = [
        cell
        for sheet in found.worksheets
        if sheet.title[0].isdigit()
        for row in sheet.iter_rows(min_row=5, min_col=2)
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert disputed
    assert all(str(cell.value).startswith("? ") and cell.comment and "不一致" in cell.comment.text for cell in disputed)


def test_the_last_meeting_is_shown_or_the_one_that_is_asked_for(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {SIXTH: sixth(), "2015-06-25_07.txt": seventh()})
    with open_for_reading(warehouse) as connection:
        asked = {meeting: printed_figures(connection, meeting)[0].meeting_id for meeting in (None, "2015-02-26", SIXTH)}
        assert printed_figures(connection, "1999-01-01") == []
    assert [meeting.rpartition("/")[2] for meeting in asked.values()] == ["第7回", "第6回", "第6回"]


def test_a_meeting_that_is_not_there_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {SIXTH: sixth()})
    with pytest.raises(WarehouseError, match="1999-01-01: no meeting"):
        export(warehouse, tmp_path / "out", ["xlsx"], meeting="1999-01-01")
    assert not list((tmp_path / "out").glob("*"))
