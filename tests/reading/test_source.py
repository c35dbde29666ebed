"""Bytes → lines."""

import codecs

import pytest

from pipelines.reading.source import InvalidTextError, read_text

TEXT = "資産\t1\n負債\t2\n"


@pytest.mark.parametrize(
    "content",
    [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), TEXT.replace("\n", "\r\n").encode(), ("\f" + TEXT).encode()],
)
def test_lines_come_without_bom_line_ends_and_page_feeds(content: bytes) -> None:
    source = read_text(content, "a.txt")
    assert source.lines == ("資産\t1", "負債\t2")
    assert source.ends_with_newline


def test_a_last_line_without_line_end_is_kept_and_told() -> None:
    source = read_text("資産\n負債".encode(), "a.txt")
    assert source.lines == ("資産", "負債")
    assert not source.ends_with_newline


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "empty"),
        (b" \n\t\r\n", None, "empty"),
        (b"%PDF-1.4\n", None, "a PDF"),
        (b"PK\x03\x04rest", None, "ZIP"),
        (b"\xd0\xcf\x11\xe0rest", None, "an Office file"),
        (b"\x89PNG\r\n\x1a\n", None, "a picture"),
        (TEXT.encode("utf-32"), None, "UTF-32"),
        (TEXT.encode("cp932"), 1, "Shift_JIS"),
        (TEXT.encode() + b"\xff\xfe\x00", 3, "not UTF-8"),
        (TEXT.encode() + "資産".encode()[:-1], 3, "cut off within a character"),
        (b"a\nb\x00c\n", 2, "U+0000"),
        (b"a\nb\n\x1b[0m\n", 3, "U+001B"),
        (b"a\nb\rc\n", 2, "carriage return"),
    ],
)
def test_what_is_no_text_is_refused_with_file_and_line(content: bytes, line: int | None, words: str) -> None:
    with pytest.raises(InvalidTextError) as refused:
        read_text(content, "a.txt")
    assert refused.value.line == line
    assert words in refused.value.problem
    assert str(refused.value).startswith("a.txt: " if line is None else f"a.txt:{line}: ")
