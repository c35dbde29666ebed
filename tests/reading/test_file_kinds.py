"""CSV, workbooks, HTML and Markdown as files, and what of them is refused."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.reading.blocks import Table, read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError, SourceText
from tests.support.layouts import meanings, pipes, real, relaid
from tests.support.made_sheets import as_csv, as_html, as_workbook, saved

KINDS: dict[str, Callable[[], bytes]] = {
    "a.csv": as_csv,
    "a.xlsx": as_workbook,
    "a.html": as_html,
    "a.md": lambda: "\n".join(relaid(pipes)).encode() + b"\n",
    "a.tsv": lambda: "\n".join(relaid(lambda rows: ["\t".join(row) for row in rows])).encode() + b"\n",
}


def tables_of(source: SourceText) -> list[list[list[str]]]:
    tables = (block for block in read_blocks(source) if isinstance(block, Table))
    return [[[cell.raw for cell in row.cells] for row in table.rows] for table in tables]


def csv_tables(text: str) -> list[list[list[str]]]:
    return tables_of(read_document_text(text.encode(), "a.csv"))


def book_of(rows: dict[str, object], *, title: str = "表") -> Workbook:
    book = Workbook()
    book.active.title = title
    for address, value in rows.items():
        book.active[address] = value
    return book


@pytest.mark.parametrize("name", KINDS)
def test_the_sixth_meeting_is_understood_the_same_as_a_file_of_each_kind(name: str) -> None:
    source = read_document_text(KINDS[name](), name)
    assert meanings(interpret(source, rule_book())) == meanings(real())


def test_cells_of_csv_keep_their_lines_and_may_hold_commas_quotes_and_line_ends() -> None:
    text = '科目,金額,備考\n現金,"1,000","甲\n乙""丙"""\n\n預金,"2,000",\n'
    (table,) = (block for block in read_blocks(read_document_text(text.encode(), "a.csv")) if isinstance(block, Table))
    assert [(row.line, [cell.text for cell in row.cells]) for row in table.rows] == [
        (1, ["科目", "金額", "備考"]),
        (2, ["現金", "1,000", '甲 乙"丙"']),
        (5, ["預金", "2,000", ""]),
    ]


def test_titles_units_and_notes_of_a_sheet_are_text_around_its_table() -> None:
    source = read_document_text(
        "損益計算書,,（単位：千円）\n科目,27年度,26年度\n収入,5,6\n計,5,6\n※注記,,\n".encode(), "a.csv"
    )
    assert tables_of(source) == [[["科目", "27年度", "26年度"], ["収入", "5", "6"], ["計", "5", "6"]]]
    assert [line for line in source.lines if "\t" not in line] == ["損益計算書", "（単位：千円）", "※注記"]


def test_a_table_goes_on_behind_a_blank_row_unless_a_title_or_header_begins_another() -> None:
    assert (
        len(csv_tables("科目,金額\n現金,5\n,\n負債の部,\n借入,5\n,\n科目,金額\n収入,5\n,\n資金計画書,\n収入,7\n")) == 3
    )


def test_labels_in_the_columns_of_their_level_are_indented() -> None:
    assert csv_tables("科目,,,金額\n資産,,,\n,流動,,\n,,現金,5\n,,預金,6\n,計,,11\n合計,,,11\n") == [
        [
            ["科目", "金額"],
            ["資産", ""],
            ["  流動", ""],
            ["    現金", "5"],
            ["    預金", "6"],
            ["  計", "11"],
            ["合計", "11"],
        ]
    ]


def test_thousands_without_quotes_are_refused() -> None:
    with pytest.raises(InvalidTextError, match=r"a\.csv:1: amounts have commas"):
        csv_tables("科目,金額\n現金,1,000\n預金,21,899,749\n雑費,70\n")


def test_small_amounts_side_by_side_are_not_taken_for_thousands() -> None:
    assert csv_tables("科目,甲,乙\n現金,100,200\n預金,300,400\n")[0][1] == ["現金", "100", "200"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a,b\n"c,1\n' + "d,2\n" * 300, "not closed within 200 lines"),
        ("a," + "1" * 100_001 + "\n", "a cell of more than 100,000 letters"),
    ],
)
def test_csv_that_cannot_be_told_apart_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidTextError, match=reason):
        csv_tables(text)


def test_cells_of_a_workbook_tell_their_sheet_and_address() -> None:
    book = book_of({"B2": "科目", "C2": "金額", "B3": "現金", "C3": 21899749, "B4": "合計", "C4": -5.5}, title="収支")
    source = read_document_text(saved(book), "a.xlsx")
    assert tables_of(source) == [[["科目", "金額"], ["現金", "21,899,749"], ["合計", "-5.5"]]]
    assert source.places is not None
    assert dict(zip(source.lines, source.places, strict=True))["現金\t21,899,749"] == ("収支!B3", "収支!C3")


def test_sheets_follow_one_another_under_their_names_and_hidden_ones_are_told() -> None:
    book = book_of({"A1": "科目", "B1": "金額", "A2": "現金", "B2": 5}, title="貸借対照表")
    other = book.create_sheet("損益計算書")
    other.append(["科目", "金額"])
    other.append(["収入", 6])
    book.create_sheet("控え").append(["x", 1])
    book["控え"].sheet_state = "hidden"
    source = read_document_text(saved(book), "a.xlsx")
    assert [line for line in source.lines if line] == [
        "貸借対照表", "科目\t金額", "現金\t5", "損益計算書", "科目\t金額", "収入\t6"
    ]  # fmt: skip
    assert len(tables_of(source)) == 2
    assert source.notes == ("sheet 控え is hidden; it is not read",)


def test_a_header_merged_over_columns_stands_over_each_of_them() -> None:
    book = book_of(
        {"A1": "科目", "B1": "27年度", "D1": "増減", "B2": "一般", "C2": "特別", "A3": "収入", "B3": 5, "C3": 6}
    )
    book.active["D3"] = 1
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("A1:A2")
    assert tables_of(read_document_text(saved(book), "a.xlsx"))[0][:2] == [
        ["科目", "27年度", "27年度", "増減"],
        ["", "一般", "特別", ""],
    ]


def test_a_formula_without_a_value_is_refused() -> None:
    with pytest.raises(InvalidTextError, match=r"1 formulas \(B3\) have no value"):
        read_document_text(saved(book_of({"A1": "科目", "A2": "現金", "B2": 5, "A3": "計", "B3": "=B2*2"})), "a.xlsx")


def test_amounts_that_are_shown_in_thousands_are_refused() -> None:
    book = book_of({"A1": "現金", "B1": 21_899_749_000})
    book.active["B1"].number_format = "#,##0,;△#,##0,"
    with pytest.raises(InvalidTextError, match=r"1 cells \(B1\) are shown in thousands"):
        read_document_text(saved(book), "a.xlsx")


def test_other_formats_of_numbers_are_no_such_thing() -> None:
    book = book_of({"A1": "現金", "B1": 5, "A2": "預金", "B2": 6})
    book.active["B1"].number_format = '#,##0_ ;[Red]"△,"#,##0'
    assert tables_of(read_document_text(saved(book), "a.xlsx")) == [[["現金", "5"], ["預金", "6"]]]


def zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A sound workbook of which one part is another."""
    with ZipFile(BytesIO(saved(book_of({"A1": "現金", "B1": 5})))) as sound:
        parts = {part: sound.read(part) for part in sound.namelist()}
    return zipped({**parts, name: content})


SHEET = "xl/worksheets/sheet1.xml"
CELLS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
BOMB = '<!DOCTYPE x [<!ENTITY a "1111111111">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: with_part("xl/media/x.bin", bytes(101_000_000)), "unpacked it has more than"),
    "parts": (lambda: zipped({"xl/workbook.xml": b"", **{f"p{n}": b"" for n in range(2_001)}}), "2,000 parts"),
    "far cell": (
        lambda: with_part(SHEET, CELLS.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>').encode()),
        "spans 1,048,576 rows",
    ),
    "no address": (lambda: with_part(SHEET, CELLS.format("<row><c><v>1</v></c></row>").encode()), "no address"),
    "entities": (
        lambda: with_part(SHEET, (BOMB + "]>" + CELLS.format('<row><c r="A1"><v>&j;</v></c></row>')).encode()),
        "cannot be read",
    ),
    "nesting": (lambda: with_part(SHEET, CELLS.format("<a>" * 5_000).encode()), "nested beyond all measure"),
    "no XML": (lambda: with_part(SHEET, b"<worksheet"), "damaged"),
    "cut off": (lambda: as_workbook()[:-3_000], "ZIP"),
    "empty": (lambda: saved(Workbook()), "no visible sheet with a value"),
    "older Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "older Excel"),
    "no workbook": (lambda: zipped({"word/document.xml": b"<x/>"}), "ZIP or Office file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_damaged_workbook_is_refused_with_the_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    with pytest.raises(InvalidTextError, match=reason):
        read_document_text(content(), "a.xlsx")


def test_a_part_that_is_longer_than_it_claims_is_refused() -> None:
    content = bytearray(with_part("xl/media/x.bin", bytes(1_000_000)))
    claimed = len(zlib.compress(b"")).to_bytes(4, "little")
    size = (1_000_000).to_bytes(4, "little")
    assert size in content
    with pytest.raises(InvalidTextError, match="damaged"):
        read_document_text(bytes(content).replace(size, claimed), "a.xlsx")


def test_a_page_of_html_gives_its_words_and_not_its_scripts() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><nav>目次へ</nav><h1>損益計算書</h1>
    <script>var a = "<table>";</script><p>（単位：<b>千円</b>）<br>注 1</p><ul><li>甲<li>乙</ul></body></html>"""
    source = read_document_text(page.encode(), "a.html")
    assert [line for line in source.lines if line] == ["損益計算書", "（単位：千円）", "注 1", "- 甲", "- 乙"]
