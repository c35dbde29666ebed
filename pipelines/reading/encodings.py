"""Bytes → characters: UTF-8 where they are, another encoding of Japanese where that is certain, and refused otherwise.

A library tells which encoding a text looks like. What it looks like is no proof: the whole text must be decoded by it
without a fault, speak of fiscal years and money, and hold no run that another encoding reads as well (`mixed.py`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipelines.reading.mixed import first_mixed_line, first_strange_line

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = {codecs.BOM_UTF16_LE: "utf_16_le", codecs.BOM_UTF16_BE: "utf_16_be"}
# What is read, by its name and by the codecs that may hold it. Microsoft's Shift_JIS is the one in use; what EUC-JP
# has of circled digits and the like is in JIS X 0213.
_READ = {
    "Shift_JIS": ("cp932",),
    "EUC-JP": ("euc_jp", "euc_jis_2004"),
    "UTF-16": ("utf_16_le", "utf_16_be"),
}
# What the library calls them and their kin, and what it must be able to tell from them.
_NAMES = {
    **dict.fromkeys(("cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213"), "Shift_JIS"),
    **dict.fromkeys(("euc_jp", "euc_jis_2004", "euc_jisx0213"), "EUC-JP"),
    **dict.fromkeys(("utf_16_le", "utf_16_be", "utf_16"), "UTF-16"),
    **dict.fromkeys(("utf_32_le", "utf_32_be", "utf_32"), "UTF-32"),
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp949": "EUC-KR (Korean)",
}
_OF_BYTES = ["cp932", "euc_jp", "euc_jis_2004", "iso2022_jp", "gb18030", "big5", "cp949"]
# Their line ends and digits hold a zero byte, which the others never do.
_OF_WIDE_UNITS = ["utf_16_le", "utf_16_be"]
# Every text of a meeting speaks of these, and every table of money of those; no other encoding's bytes do by chance.
_WORDS = (
    *("平成", "令和", "昭和", "年度", "委員会", "予算", "決算", "千円", "百万円", "単位", "合計", "費用", "収益"),
    *("区分", "科目", "項目", "金額", "小計", "内訳", "増減", "人件費", "物件費", "事業費", "収入", "支出"),
    *("資産", "負債"),
)
_FEWEST_WORDS = 3
# UTF-8's Japanese: three bytes a letter. A damaged text of that kind is no Shift_JIS, though it may decode as such.
_UTF_8_LETTER = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_UTF_8_SHARE = 0.5
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SAVE_IT = "save it as UTF-8 and ingest again"


class UndecodableError(ValueError):
    """Bytes that are no text for certain. `line` is where, from 1, or None where it concerns the whole."""

    def __init__(self, line: int | None, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the name of its encoding."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The characters; raise UndecodableError where the encoding is none that is read, or not certain."""
    if content.startswith(_UTF_32):
        raise UndecodableError(None, f"the text looks like UTF-32, which is not read: {_SAVE_IT}")
    for mark, codec in _UTF_16.items():
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec, "it begins as UTF-16")
    try:
        return Decoded(content.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise UndecodableError(_line_of(content, error.start), "the file is cut off within a character") from None
        return _otherwise(content, error.start)


def looks_like(content: bytes) -> str | None:
    """The name of the encoding that bytes look like; None where they look like none of those that Japanese comes in."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most texts are UTF-8

    codecs_tried = _OF_WIDE_UNITS if b"\0" in content else _OF_BYTES
    found = [_NAMES[match.encoding] for match in from_bytes(content, cp_isolation=codecs_tried)]
    # The library tells nothing of a text with a single wrong byte: its words do.
    found += [
        _NAMES[codec] for codec in codecs_tried if len(_words_in(content.decode(codec, "ignore"))) >= _FEWEST_WORDS
    ]
    # A few letters may be Korean or Chinese as well: here they hardly are.
    return next((name for name in found if name in _READ), found[0] if found else None)


def _otherwise(content: bytes, at: int) -> Decoded:
    """A text that is not UTF-8, as its byte `at` shows."""
    line, not_utf_8 = _line_of(content, at), f"byte {at} is not UTF-8"
    if 3 * len(_UTF_8_LETTER.findall(content)) > _UTF_8_SHARE * len(_NOT_ASCII.findall(content)):
        raise UndecodableError(line, f"{not_utf_8}, as most of the text is: it is damaged; {_SAVE_IT}")
    name = looks_like(content)
    if name is None:
        raise UndecodableError(line, f"{not_utf_8}, nor does the text look like another encoding; {_SAVE_IT}")
    begin = f"{not_utf_8}; the text looks like {name}"
    if name not in _READ:
        raise UndecodableError(line, f"{begin}, which is not read: {_SAVE_IT}")
    faults: list[UndecodableError] = []
    for codec in _READ[name]:
        try:
            decoded = _decoded(content, codec, begin)
        except UndecodableError as error:
            faults.append(error)
            continue
        words = _words_in(decoded.text)
        if len(words) >= _FEWEST_WORDS:
            return decoded
        known = f"of the words of such texts it holds {', '.join(words) or 'none'}"
        faults.append(UndecodableError(line, f"{begin}, but that is not certain ({known}): {_SAVE_IT}"))
    raise max(faults, key=lambda fault: fault.line or 0)


def _decoded(content: bytes, codec: str, begin: str) -> Decoded:
    """The text in an encoding, if nothing in it speaks against that."""
    name = _NAMES[codec]
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(codec, "replace").count("\n") + 1
        if error.end >= len(content):
            raise UndecodableError(line, f"{begin}, but it is cut off within a character: {_SAVE_IT}") from None
        raise UndecodableError(line, f"{begin}, but byte {error.start} is not {name}: {_SAVE_IT}") from None
    strange = first_strange_line(text) if name == "UTF-16" else first_mixed_line(content, text, codec)
    if strange is not None:
        raise UndecodableError(strange.line, f"{begin}, but {strange.problem}: {_SAVE_IT}")
    return Decoded(text, name)


def _words_in(text: str) -> list[str]:
    return [word for word in _WORDS if word in text]


def _line_of(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1
