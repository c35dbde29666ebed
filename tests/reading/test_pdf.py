"""PDFs: the same figures as from the text, with the page of each line; what cannot be read is refused with words."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from fpdf import FPDF

from expectations.rule_book import rule_book
from pipelines.documents.folders import find_files
from pipelines.documents.processing import RawDocument, Refusal, understand
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.reading.opening import read_document_text
from pipelines.reading.pdf import read_pdf
from pipelines.reading.source import InvalidTextError, SourceText
from tests.support.layouts import meanings, real, real_lines
from tests.support.made_pdfs import MARGIN, Paper, Style, japanese_font, needs_font, rendered

pytestmark = pytest.mark.slow


def lines_of(source: SourceText) -> list[str]:
    return [line for line in source.lines if line.strip()]


def read(paper: Paper) -> SourceText:
    return read_pdf(paper.content(), "a.pdf")


def understood(content: bytes) -> Materials:
    return interpret(read_document_text(content, "meeting.pdf"), rule_book())


@pytest.mark.slow
@needs_font
@pytest.mark.parametrize("rules", ["grid", "columns", "levels", "none"])
def test_the_sixth_meeting_is_understood_the_same_from_a_pdf(rules: str) -> None:
    materials = understood(rendered(real_lines(), Style(rules), running_title="資料3"))
    assert meanings(materials) == meanings(real())
    assert materials.meeting.number == real().meeting.number
    assert [item.title for item in materials.meeting.agenda] == [item.title for item in real().meeting.agenda]


@pytest.mark.slow
@needs_font
def test_underlines_in_ruled_cells_mark_what_is_amended() -> None:
    found = understood(rendered(real_lines(), Style("grid"))).commitments
    assert [c.is_marked_amended for c in found] == [c.is_marked_amended for c in real().commitments]
    assert [c.name for c in found] == [c.name for c in real().commitments]
    assert [c.last_bearing_year for c in found] == [c.last_bearing_year for c in real().commitments]


@pytest.mark.slow
@needs_font
@pytest.mark.parametrize(
    "style",
    [
        Style("none", row_height=9),
        Style("none", size=6, row_height=3.2, repeats_header=False),
        Style("grid", size=7, row_height=7, repeats_header=False),
    ],
)
def test_statements_are_read_whatever_their_pitch_and_size(style: Style) -> None:
    lines = real_lines()
    end = lines.index("業務方法書の変更について")
    statements = [*lines[: lines.index("2 議事")], *lines[lines.index("平成27年度予算（案）") : end]]
    from_text = interpret(SourceText("a.txt", tuple(statements), ends_with_newline=True), rule_book())
    assert meanings(understood(rendered(statements, style))) == meanings(from_text)


@needs_font
def test_each_line_has_its_page() -> None:
    paper = Paper(Style("none"))
    paper.line("一枚目である。")
    paper.new_page()
    paper.table([["科目", "金額"], ["現金", "1,000"], ["未収金", "20"]])
    source = read(paper)
    assert source.pages is not None
    assert len(source.pages) == len(source.lines)
    assert [(line, page) for line, page in zip(source.lines, source.pages, strict=True) if line] == [
        ("一枚目である。", 1),
        ("- 1 -", 1),
        ("科目\t金額", 2),
        ("現金\t1,000", 2),
        ("未収金\t20", 2),
        ("- 2 -", 2),
    ]


@needs_font
@pytest.mark.parametrize("rules", ["grid", "columns", "levels", "none"])
def test_empty_cells_keep_their_column_with_and_without_rules(rules: str) -> None:
    rows = [
        ["科目", "一般事業", "特別事業", "合計"],
        ["現金及び預金", "1,000", "", "1,000"],
        ["未収金", "", "△20", "△20"],
        ["固定資産", "", "", ""],
        ["建物", "5", "4", "9"],
    ]
    paper = Paper(Style(rules))
    paper.table(rows)
    assert lines_of(read(paper))[:-1] == ["\t".join(row) for row in rows]


@needs_font
def test_a_label_on_two_lines_is_one_row_with_its_amounts_half_way_between() -> None:
    for draws_rules in (False, True):
        paper = Paper(Style())
        rows = [("科目", "一般", 30.0), ("交付金収入", "10", 36.0), ("個人番号カード等", "", 41.0), ("", "500", 43.0)]
        for label, amount, y in (*rows, ("関連交付金", "", 45.0), ("事業収入", "7", 50.0)):
            paper.pdf.text(20, y, label)
            paper.pdf.text(90 - paper.width(amount), y, amount)
        if draws_rules:
            for x in (18, 60, 92):
                paper.pdf.line(x, 25, x, 52)
            paper.pdf.line(18, 25, 92, 25)
            paper.pdf.line(18, 52, 92, 52)
        found = lines_of(read(paper))[:-1]
        assert found == ["科目\t一般", "交付金収入\t10", "個人番号カード等 関連交付金\t500", "事業収入\t7"]


@needs_font
def test_a_single_row_on_the_next_page_keeps_its_column() -> None:
    pdf = FPDF()
    pdf.add_font("japanese", fname=japanese_font(), collection_font_number=0)
    pdf.set_font("japanese", size=10)
    pages = [
        [("科目", "一般", "特別"), ("現金", "1,000", "20"), ("未収金", "3", "4")],
        [("前払金", "", "5")],
        [("貯蔵品", "6", "7"), ("建物", "8", "")],
    ]
    for rows in pages:
        pdf.add_page()
        pdf.text(150, 10, "資料3")
        for number, row in enumerate(rows):
            for cell, right in zip(row, (40, 90, 130), strict=True):
                pdf.text(right - pdf.get_string_width(cell) if right > 40 else 20, 30 + 7 * number, cell)
    found = [line for line in lines_of(read_pdf(bytes(pdf.output()), "a.pdf")) if line != "資料3"]
    assert found == ["\t".join(row) for rows in pages for row in rows]


@needs_font
def test_small_raised_digits_are_marks_of_notes() -> None:
    paper = Paper(Style())
    paper.pdf.text(MARGIN, 40, "行政手続")
    paper.pdf.set_font("japanese", size=5)
    paper.pdf.text(MARGIN + paper.pdf.get_string_width("行政手続") * 8 / 5, 38.8, "12")
    assert lines_of(read(paper))[0] == "行政手続¹²"


@needs_font
def test_lines_that_the_margin_broke_are_put_together() -> None:
    sentence = "機構は、地方公共団体の情報システムに関する事務を行う。" * 8
    paper = Paper(Style())
    paper.line("1 概要")
    paper.line(sentence)
    paper.line("2 手続き")
    assert lines_of(read(paper))[:-1] == ["1 概要", sentence, "2 手続き"]


@needs_font
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_that_are_turned_are_read_as_they_stand(angle: int) -> None:
    pdf = FPDF(format=(200, 200))
    pdf.add_page()
    pdf.add_font("japanese", fname=japanese_font(), collection_font_number=0)
    pdf.set_font("japanese", size=10)
    with pdf.rotation(angle, 100, 100):
        for row, (label, amount) in enumerate([("科目", "金額"), ("現金", "1,000"), ("未収金", "20")]):
            pdf.text(30, 60 + 8 * row, label)
            pdf.text(120 - pdf.get_string_width(amount), 60 + 8 * row, amount)
    assert lines_of(read_pdf(bytes(pdf.output()), "a.pdf")) == ["科目\t金額", "現金\t1,000", "未収金\t20"]


@needs_font
def test_a_box_around_text_is_no_table() -> None:
    paper = Paper(Style())
    paper.pdf.rect(MARGIN - 3, 20, 150, 30)
    paper.y = 22
    paper.line("次の点に留意する。")
    paper.line("(1) 予算の執行")
    assert lines_of(read(paper))[:-1] == ["次の点に留意する。", "(1) 予算の執行"]


def test_a_scan_is_refused_because_it_has_no_text() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    with pytest.raises(InvalidTextError, match=r"scan.pdf: the PDF has no text \(it is a scan\).*OCR"):
        read_pdf(bytes(pdf.output()), "scan.pdf")


def test_a_page_that_is_a_picture_is_noted() -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica")
    pdf.add_page()
    pdf.text(20, 20, "text")
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    pdf.add_page()  # with nothing at all on it
    (note,) = read_pdf(bytes(pdf.output()), "a.pdf").notes
    assert note.startswith("page 2 has no text")


def test_a_pdf_with_a_password_is_refused() -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="user")  # noqa: S106 - the test's own
    pdf.set_font("Helvetica")
    pdf.add_page()
    pdf.text(20, 20, "text")
    with pytest.raises(InvalidTextError, match="needs a password"):
        read_pdf(bytes(pdf.output()), "a.pdf")


def small_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica")
    for page in range(2):
        pdf.add_page()
        for row in range(5):
            pdf.text(20, 20 + 6 * row, f"item {page}")
            pdf.text(80, 20 + 6 * row, f"{row},000")
        with pdf.table() as table:
            for cells in (["a", "b"], ["c", "1"]):
                table.row(cells)
    return bytes(pdf.output())


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"])
def test_what_is_no_whole_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidTextError, match=r"damaged|cut off"):
        read_document_text(content, "a.pdf")


def test_a_pdf_that_is_cut_off_is_refused() -> None:
    content = small_pdf()
    for position in range(10, len(content) - 10, 97):
        with pytest.raises(InvalidTextError, match="cut off"):
            read_document_text(content[:position], "a.pdf")


def damaged(content: bytes, seed: int) -> bytes:
    dice = random.Random(seed)  # noqa: S311 - any damage does
    octets = bytearray(content)
    for _ in range(dice.choice([1, 3, 20, 200])):
        octets[dice.randrange(len(octets))] = dice.randrange(256)
    if dice.random() < 0.3:
        start = dice.randrange(len(octets))
        del octets[start : start + dice.randrange(400)]
    return bytes(octets)


def survives(contents: Iterable[bytes]) -> None:
    for content in contents:
        start = time.monotonic()
        with contextlib.suppress(InvalidTextError):
            read_document_text(content, "a.pdf")
        assert time.monotonic() - start < 10


def test_damaged_pdfs_are_refused_or_read_but_nothing_else() -> None:
    content = small_pdf()
    survives(damaged(content, seed) for seed in range(150))


@pytest.mark.slow
@needs_font
def test_damaged_meetings_are_refused_or_read_but_nothing_else() -> None:
    content = rendered(real_lines()[600:800], Style())
    survives(damaged(content, seed) for seed in range(60))


def test_a_folder_is_searched_for_texts_and_pdfs(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.txt", "c.PDF", "d.docx"):
        (tmp_path / name).write_bytes(b"")
    files, missing = find_files([tmp_path])
    assert [file.name for file in files] == ["a.txt", "b.pdf", "c.PDF"]
    assert missing == []


def test_a_scan_is_kept_out_of_the_warehouse_with_the_reason() -> None:
    pdf = FPDF()
    pdf.add_page()
    refusal = understand(RawDocument("scan.pdf", bytes(pdf.output()), ""), rule_book())
    assert isinstance(refusal, Refusal)
    assert "has no text" in refusal.reason


def test_a_text_is_still_a_text() -> None:
    assert read_document_text("資産\n".encode(), "a.txt").pages is None
