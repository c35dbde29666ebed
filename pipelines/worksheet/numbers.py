"""A settled number in the writing of the cell that it replaces: its commas, its way of minus, its unit."""

from __future__ import annotations

import re

from pipelines.reading.numerals import MINUS_SIGNS

_DIGITS = re.compile(r"[0-9０-９][0-9０-９,，.．]*")
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_LARGE = (("兆", 10**12), ("億", 10**8), ("万", 10**4))
_MINUS = re.compile(rf"^\s*(?P<sign>[{re.escape(MINUS_SIGNS)}]\s*|[(（])")
# What is written between Japanese amounts; elsewhere the usual hyphen.
TRIANGLE, HYPHEN = "△", "-"


def written_like(printed: str, value: int, *, unit: int = 1, decimals: int = 0, minus: str = TRIANGLE) -> str:
    """The value (in the smallest unit, of which one has so many decimals) as a cell of `printed`'s kind would say it.

    `minus` is the sign where the printed text has none to copy.
    """
    plain = printed.strip()
    if any(word in plain for word, _ in _LARGE) and _DIGITS.search(plain):
        text = _in_words(abs(value)) + ("円" if plain.rstrip(")）").endswith("円") else "")
        return _signed(plain, text, value, minus)
    match = _DIGITS.search(plain)
    number = _number(abs(value), unit, decimals, plain if match else "1,000")
    if match is None:
        return _signed(plain, number, value, minus)
    if any("０" <= character <= "９" for character in match[0]):
        number = number.translate(_FULL_WIDTH)
    before, after = plain[: match.start()], plain[match.end() :]
    sign = _MINUS.match(before)
    if sign is not None:
        before = before[sign.end() :]
        after = after[1:] if sign["sign"][-1] in "(（" and after[:1] in (")", "）") else after
    return _signed(plain, before + number + after, value, minus)


def _number(size: int, unit: int, decimals: int, printed: str) -> str:
    """Digits with as many decimals and commas as the printed number has."""
    match = _DIGITS.search(printed)
    own = match[0].replace("．", ".").replace("，", ",") if match else ""
    places = len(own.rpartition(".")[2]) if decimals and "." in own else 0
    grouping = "," if "," in own or len(own) < 4 else ""
    smallest = 10 ** (decimals - places) if decimals else max(unit, 1)
    whole, rest = divmod(size // smallest, 10**places)
    return f"{whole:{grouping}}" + (f".{rest:0{places}}" if places else "")


def _in_words(size: int) -> str:
    """3億3,823万 for 338,230,000."""
    text = ""
    for word, scale in _LARGE:
        part, size = divmod(size, scale)
        text += f"{part:,}{word}" if part else ""
    return text + (f"{size:,}" if size else "") or "0"


def _signed(printed: str, text: str, value: int, minus: str) -> str:
    if value >= 0:
        return text
    sign = _MINUS.match(printed)
    if sign is not None and sign["sign"][-1] in "(（":
        return f"{sign['sign']}{text}{')' if sign['sign'] == '(' else '）'}"
    return (sign["sign"] if sign is not None else minus) + text
