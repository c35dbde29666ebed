"""Cells → numbers. What is not certainly a number is not silently one."""

from __future__ import annotations

import re
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from pipelines.values import value

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．（）＋　％", "0123456789,.()+ %")
MINUS_SIGNS = "△▲⊿∆▽▼-−－‐‑–—"
_DASHES = re.compile(rf"[{re.escape(MINUS_SIGNS)}―─ー]+")
# A mark that refers to a note may follow a number: superscript digits, ※, *.
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+$|[※*＊]+\d?$")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d+")
# A point groups thousands only before exactly three digits; 0.123 and 9.5 have decimals.
_LOOSELY_GROUPED = re.compile(r"\d+(?:[,、]\d+|\.\d{3}(?!\d))+")
_DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)\.(?P<decimals>\d+)")
_RATIO = re.compile(rf"[{re.escape(MINUS_SIGNS)}+(]*[\d,. ]+[)]?(?:%|‰|ポイント|pt|倍|割)[)]?")
# 3億823万円, 1,234千円, 12百万円: digits that name what they count.
_SCALED = re.compile(r"\d[\d,.十百千万億兆]*円?")
_SCALED_PART = re.compile(r"(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?(?P<small>[十百千]?)(?P<large>[万億兆]?)")
_SMALL = {"": 1, "十": 10, "百": 100, "千": 1_000}
_LARGE = {"": 1, "万": 10**4, "億": 10**8, "兆": 10**12}
# No public body counts so far, in any unit; sums of such numbers still go into 64 bits.
GREATEST = 10**16
_MOST_DIGITS = 24


class Reading(StrEnum):
    """How far a cell is a number."""

    NUMBER = "number"
    DOUBTFUL = "doubtful"  # digits, but grouped as no number is: only the identities can confirm it
    NIL = "nil"  # a dash
    BLANK = "blank"
    RATIO = "ratio"  # 33.3%, 1.2倍: a number, but no amount
    BEYOND = "beyond"  # digits alone, but more of them than any amount has
    UNREADABLE = "unreadable"  # digits among other characters
    TEXT = "text"  # no digit at all


@value
class Numeral:
    """A cell's reading; `value` counts its last printed place, 0 for a dash, None where there is no number.

    9.5 is 95 with one of `decimals`. `unit_yen` is what the last place is worth where the cell says so itself: of
    3億823万円 30,823 are 10,000 yen each. `is_enclosed`: it stands in brackets and has no other sign.
    """

    reading: Reading
    value: int | None = None
    decimals: int = 0
    unit_yen: int | None = None
    is_enclosed: bool = field(default=False, compare=False)


@lru_cache(maxsize=4096)  # a table is laid out before its cells are read: each is looked at several times
def read_numeral(text: str) -> Numeral:
    """Read a cell: half- or full-width digits and commas, stray spaces, △ ▲ − - or ( ) as minus, a dash as nil."""
    body = _NOTE_MARK.sub("", text.strip()).translate(_FULL_WIDTH).strip()
    if not body:
        return Numeral(Reading.BLANK)
    if _DASHES.fullmatch(body.replace(" ", "")):
        return Numeral(Reading.NIL, 0)
    if not any(character in "0123456789" for character in body):
        return Numeral(Reading.TEXT)
    if sum(character in "0123456789" for character in body) > _MOST_DIGITS:
        # Words with so many digits among them are a row, or a sentence.
        return Numeral(Reading.UNREADABLE if any(map(str.isalpha, body)) else Reading.BEYOND)
    if _RATIO.fullmatch(body):
        return Numeral(Reading.RATIO)
    negative = enclosed = False
    if body[0] in MINUS_SIGNS:
        negative, body = True, body[1:].strip()
    if body.startswith("(") and body.endswith(")"):
        enclosed, body = not negative, body[1:-1].strip()
        negative = True
        if body and body[0] in MINUS_SIGNS:
            enclosed, body = False, body[1:].strip()
    return _bounded(_read_digits(body, -1 if negative else 1), is_enclosed=enclosed)


def _bounded(numeral: Numeral, *, is_enclosed: bool) -> Numeral:
    if numeral.value is None:
        return numeral
    if abs(numeral.value) * (numeral.unit_yen or 1) > GREATEST:
        return Numeral(Reading.BEYOND)
    return Numeral(numeral.reading, numeral.value, numeral.decimals, numeral.unit_yen, is_enclosed)


def _read_digits(body: str, sign: int) -> Numeral:
    fragments = body.split()
    joined = "".join(fragments)
    if not joined.isascii() and "、" not in joined:
        return _read_scaled(joined, sign) if _SCALED.fullmatch(joined) else Numeral(Reading.UNREADABLE)
    if len(fragments) > 1 and all(_GROUPED.fullmatch(part) for part in fragments):
        # "1 2 3" is one number printed wide; "12 345" may be two, "1,234 5,678" is two.
        if any("," in part for part in fragments):
            return Numeral(Reading.UNREADABLE)
        wide = all(len(part) == 1 for part in fragments) and joined[0] != "0"
        return Numeral(Reading.NUMBER if wide else Reading.DOUBTFUL, sign * int(joined))
    if _GROUPED.fullmatch(joined):
        certain = joined == "0" or joined[0] != "0"
        return Numeral(Reading.NUMBER if certain else Reading.DOUBTFUL, sign * int(joined.replace(",", "")))
    return _read_points(joined, sign)


def _read_points(joined: str, sign: int) -> Numeral:
    decimal = _DECIMAL.fullmatch(joined)
    if decimal is not None and (len(decimal["decimals"]) != 3 or decimal["whole"] == "0"):
        certain = decimal["whole"] == "0" or decimal["whole"][0] != "0"
        digits = decimal["whole"].replace(",", "") + decimal["decimals"]
        reading = Reading.NUMBER if certain else Reading.DOUBTFUL
        return Numeral(reading, sign * int(digits), len(decimal["decimals"]))
    if _LOOSELY_GROUPED.fullmatch(joined):
        return Numeral(Reading.DOUBTFUL, sign * int(re.sub(r"[,.、]", "", joined)))
    return Numeral(Reading.UNREADABLE)


def _read_scaled(body: str, sign: int) -> Numeral:
    """Read digits with 千, 万, 億 between and behind them: each part is less than the place of the one before."""
    plain = body.removesuffix("円")
    parts = list(_SCALED_PART.finditer(plain))
    if "".join(part[0] for part in parts) != plain or not (body != plain or parts[-1]["small"] or parts[-1]["large"]):
        return Numeral(Reading.UNREADABLE)
    yen, above, unit = 0, 10 * GREATEST, 1
    for number, part in enumerate(parts):
        # Of 4千5百万 the 千 are of 万 too.
        large = _LARGE[next((later["large"] for later in parts[number:] if later["large"]), "")]
        place = _SMALL[part["small"]] * large
        decimals = part["decimals"] or ""
        unit = place // 10 ** len(decimals)
        amount = int(part["whole"].replace(",", "") + decimals) * unit
        is_whole = _GROUPED.fullmatch(part["whole"]) and (part["whole"] == "0" or part["whole"][0] != "0")
        is_sound = is_whole and place % 10 ** len(decimals) == 0 and amount < above
        if not is_sound or (decimals and number + 1 < len(parts)):
            return Numeral(Reading.UNREADABLE)
        yen, above = yen + amount, place
    return Numeral(Reading.NUMBER, sign * yen // unit, unit_yen=unit)
