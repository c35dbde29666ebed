"""The workbook: what Excel would change, lose or run is written so that it cannot."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.support.small_tables import table_of
from warehouse.exporting.workbook import CELL_CHARACTERS, SHEET_ROWS, SHEETS_OF_A_TABLE, Workbook, width


def written(folder: Path, query: str, sheet_rows: int = SHEET_ROWS) -> tuple[openpyxl.Workbook, dict[str, str]]:
    book = Workbook(folder / "book.xlsx", folder, sheet_rows)
    with duckdb.connect() as connection:
        book.add(connection, table_of(query, folder))
    book.close()
    return openpyxl.load_workbook(folder / "book.xlsx"), book.notes


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-5", "@SUM(A1)", "=HYPERLINK(1)", "{=1}", "http://example.org", "1234"]
)
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    book, _ = written(tmp_path, f"SELECT '{text}' AS label")
    cell = book["small"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_numbers_are_numbers_and_booleans_and_dates_their_own(tmp_path: Path) -> None:
    book, _ = written(
        tmp_path, "SELECT -18128000::BIGINT AS amount_yen, 2015 AS fiscal_year, true AS holds, DATE '2015-02-26' AS day"
    )
    amount, year, holds, day = book["small"][2]
    assert (amount.value, amount.number_format, year.value, year.number_format) == (-18128000, "#,##0", 2015, "General")
    assert holds.value is True
    assert (day.value.date().isoformat(), day.number_format) == ("2015-02-26", "yyyy-mm-dd")


@pytest.mark.parametrize("number", [10**15, 2**53 + 1, 1 - 2**63])
def test_a_number_that_excel_would_round_is_text(tmp_path: Path, number: int) -> None:
    book, _ = written(tmp_path, f"SELECT {number}::BIGINT AS amount_yen")
    assert book["small"]["A2"].value == str(number)


def test_a_number_that_excel_shows_whole_is_a_number(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT 999999999999999 AS amount_yen, 999999999999999 AS count")
    assert [cell.value for cell in book["small"][2]] == [999999999999999, 999999999999999]


def test_a_day_before_excels_calendar_is_text(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT DATE '1889-02-11' AS day")
    assert book["small"]["A2"].value == "1889-02-11"


def test_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT NULL::BIGINT AS amount_yen, 'x' AS label")
    assert [cell.value for cell in book["small"][2]] == [None, "x"]


def test_the_header_stays_in_sight_and_filters(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT '中間サーバー共同化・集約化等事業' AS segment_name FROM range(3)")
    sheet = book["small"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:A4")
    assert sheet.column_dimensions["A"].width > width("中間サーバー共同化・集約化等事業")


def test_a_japanese_letter_takes_two_columns() -> None:
    assert (width("営業収益"), width("abcd"), width("営業\nabcdef"), width("")) == (8, 4, 6, 0)


def test_a_table_longer_than_a_sheet_goes_on_over_more(tmp_path: Path) -> None:
    book, notes = written(tmp_path, "SELECT range AS number FROM range(25)", sheet_rows=11)
    names = ["small (1)", "small (2)", "small (3)"]
    assert book.sheetnames[2:] == names
    numbers = [row[0] for name in names for row in list(book[name].values)[1:]]
    assert numbers == list(range(25))
    assert notes["small"].startswith("split over 3 sheets")
    assert notes["small"] in [row[4] for row in book["contents"].values]


def test_a_table_that_no_one_could_open_is_left_out_and_said_so(tmp_path: Path) -> None:
    assert SHEETS_OF_A_TABLE * 10 < 31
    book, notes = written(tmp_path, "SELECT range AS number FROM range(31)", sheet_rows=11)
    assert book.sheetnames == ["contents", "columns"]
    assert notes["small"].startswith("left out: 31 rows")


def test_a_table_that_just_fits_is_on_one_sheet(tmp_path: Path) -> None:
    book, notes = written(tmp_path, "SELECT range AS number FROM range(10)", sheet_rows=11)
    assert (book.sheetnames[2:], notes) == (["small"], {})


def test_a_table_without_rows_has_no_sheet_and_the_contents_say_so(tmp_path: Path) -> None:
    book, notes = written(tmp_path, "SELECT range AS number FROM range(0)")
    assert (book.sheetnames, notes) == (["contents", "columns"], {})
    assert ("small", 0, "no rows, no sheet") in [(row[0], row[2], row[4]) for row in book["contents"].values]


def test_the_contents_lead_to_each_sheet(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT 1 AS number")
    link = book["contents"]["A2"].hyperlink
    assert link is not None
    assert (link.location, book["contents"]["A2"].value) == ("'small'!A1", "small")


def test_whoever_prints_a_table_gets_its_columns_on_one_page_across(tmp_path: Path) -> None:
    book, _ = written(tmp_path, "SELECT 1 AS number")
    setup = book["small"].page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 8, 0)
    assert book["small"].print_title_rows == "$1:$1"


def test_a_text_longer_than_a_cell_is_cut_off_and_said_so(tmp_path: Path) -> None:
    book, notes = written(tmp_path, f"SELECT repeat('あ', {CELL_CHARACTERS + 1}) AS body")
    text = book["small"]["A2"].value
    assert (len(text), text[-1]) == (CELL_CHARACTERS, "…")
    assert notes["small"].startswith("1 texts cut off")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, "SELECT range AS number, 'あ' AS label FROM range(100)")
        contents.append((tmp_path / name / "book.xlsx").read_bytes())
    assert contents[0] == contents[1]
