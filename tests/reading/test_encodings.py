"""Texts that are not UTF-8: read where it is certain what they are, refused with a guess otherwise, never as noise."""

from __future__ import annotations

import codecs
import random
from collections import Counter
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import settle
from pipelines.interpreting.document import interpret
from pipelines.narrative.document import narrate
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import InvalidTextError, SourceText, read_text
from tests.support.small_texts import meeting_text

REAL = Path(__file__).parent.parent.parent / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
TEXT = meeting_text().replace("事業費", "システム事業費")
OTHERS = ["cp932", "euc_jp", "utf-16-le", "utf-16-be"]


def encoded(text: str, codec: str) -> bytes:
    """The text, and 〓 (geta) for what the encoding has not, as printers of old did."""
    return "".join(letter if letter.encode(codec, "ignore") else "〓" for letter in text).encode(codec)


def refusal(content: bytes) -> InvalidTextError:
    with pytest.raises(InvalidTextError) as refused:
        read_text(content, "a.txt")
    return refused.value


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("cp932", b"", "Shift_JIS"),
        ("euc_jp", b"", "EUC-JP"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
    ],
)
def test_the_sixth_meeting_is_the_same_in_every_encoding(codec: str, mark: bytes, name: str) -> None:
    source = read_text(mark + encoded(REAL.read_text(encoding="utf-8"), codec), REAL.name)
    blocks = read_blocks(source)
    materials = interpret(source, rule_book(), blocks)
    settled = settle(materials, rule_book())
    statuses = Counter(verdict.status.value for verdict in settled.verdicts.figures)
    assert statuses == {"proven": 853, "repaired": 23, "unchecked": 22}
    notes = [f.message for f in narrate(source, blocks, materials).findings if f.code == "source_note"]
    assert notes == [f"the text is not UTF-8; it was read as {name}"]


@pytest.mark.parametrize("codec", OTHERS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_small_text_is_read_with_its_lines(codec: str, line_end: str) -> None:
    source = read_text(encoded(TEXT.replace("\n", line_end), codec), "a.txt")
    assert source.lines == read_text(encoded(TEXT, codec).decode(codec).encode(), "a.txt").lines
    assert source.ends_with_newline


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
def test_a_small_table_of_money_is_read(codec: str) -> None:
    table = "区分,金額\n人件費,100\n物件費,△20\n計,80\n"
    assert read_text(table.encode(codec), "a.csv").lines == tuple(table.splitlines())


def test_circled_digits_of_microsofts_euc_jp_are_read() -> None:
    text = TEXT.replace("科 目", "①科 目")
    assert read_text(text.encode("euc_jis_2004"), "a.txt").lines == tuple(text.split("\n")[:-1])


def test_what_is_utf_8_stays_utf_8_without_a_note() -> None:
    source = read_text(TEXT.encode(), "a.txt")
    assert source == SourceText("a.txt", tuple(TEXT.split("\n")[:-1]), True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("資産\t1\n".encode("cp932"), "Shift_JIS"),
        ("資産\t1\n負債\t2\n純資産\t3\n".encode("euc_jp"), "EUC-JP"),
        (TEXT.encode("iso2022_jp"), "ISO-2022-JP"),
        (TEXT.encode("gb18030"), "GB 18030"),
        (TEXT.encode("utf-32"), "UTF-32"),
        ("budget 1,234\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_what_is_not_certain_is_refused_with_a_guess_and_what_to_do(content: bytes, name: str) -> None:
    problem = refusal(content).problem
    assert name in problem
    assert "save it as UTF-8 and ingest again" in problem


@pytest.mark.parametrize("codec", OTHERS)
def test_a_text_cut_within_a_character_is_refused_with_its_last_line(codec: str) -> None:
    refused = refusal(encoded(TEXT.partition("経常利益")[0] + "経", codec)[:-1])
    assert "cut off within a character" in refused.problem
    assert refused.line == TEXT.partition("経常利益")[0].count("\n") + 1


@pytest.mark.parametrize(
    ("codec", "other"),
    [("cp932", "euc_jp"), ("cp932", "utf-8"), ("euc_jp", "cp932"), ("euc_jp", "utf-8"), ("utf-8", "cp932")],
)
def test_a_line_or_a_label_in_another_encoding_is_never_read_as_noise(codec: str, other: str) -> None:
    lines = TEXT.split("\n")
    for number, line in enumerate(lines):
        label, tab, amount = line.partition("\t")
        if len(label.encode(other)) < 6 or label.isascii():
            continue  # two letters may be half-width kana as well
        mixed = [one.encode(codec) for one in lines]
        for content in (line.encode(other), label.encode(other) + (tab + amount).encode(codec)):
            mixed[number] = content
            assert refusal(b"\n".join(mixed)).problem


def test_a_byte_lost_from_utf_16_is_refused_with_a_line() -> None:
    content = encoded(TEXT, "utf-16-le")
    for place in range(1, len(content), 7):
        refused = refusal(codecs.BOM_UTF16_LE + content[:place] + content[place + 1 :])
        assert refused.line is not None
    swapped = bytearray(content)
    del swapped[200]
    swapped.insert(260, 0)
    assert refusal(codecs.BOM_UTF16_LE + bytes(swapped)).line is not None


def test_half_width_kana_are_read_and_noise_that_looks_like_them_is_not() -> None:
    for word in ("ｼｽﾃﾑ", "ｻｰﾋﾞｽ", "ﾈｯﾄﾜｰｸ", "ﾃﾞｰﾀ･ｾﾝﾀｰ"):
        text = TEXT.replace("システム", word)
        for codec in ("cp932", "euc_jp"):
            assert any(word in line for line in read_text(text.encode(codec), "a.txt").lines)
    for noise in ("ﾍｽｻｻ", "､ﾎ･ｹ･ｳ", "ﾝｭ", "ｧｱｲ", "ｱﾞｱﾞ"):
        text = TEXT.replace("システム", noise).replace("一般管理費", "予算管理費")
        assert "in another encoding" in refusal(text.encode("cp932")).problem


def test_a_damaged_utf_8_text_is_no_shift_jis() -> None:
    content = bytearray(TEXT.encode())
    content[content.index("営業収益".encode()) + 1] = 0xFF
    refused = refusal(bytes(content))
    assert "as most of the text is" in refused.problem
    assert refused.line == TEXT.partition("営業収益")[0].count("\n") + 1


def test_random_bytes_are_never_read() -> None:
    chance = random.Random(12)  # noqa: S311 - no secret
    for low, high in ((0, 256), (0x80, 256), (0xA1, 0xFF), (0xA1, 0xE0)):
        for size in (30, 300, 3000):
            refusal(bytes(chance.randrange(low, high) for _ in range(size)))
    for codec in ("cp932", "euc_jp", "utf-16-le"):
        noise = bytes(chance.randrange(0x80, 256) for _ in range(40))
        content = encoded(TEXT, codec)
        refusal(content[:100] + noise + content[100:])


def test_private_characters_and_such_are_named_with_their_line() -> None:
    for content in (TEXT.replace("科 目", "科\ue000目").encode("cp932"), TEXT.replace("科", "\ue000").encode("utf-16")):
        refused = refusal(content)
        assert "U+E000" in refused.problem
        assert refused.line == TEXT.partition("科 目")[0].count("\n") + 1
