"""A formula printed in a label: (Ｂ＋Ｃ)－(Ｆ＋Ｇ), (A)-(B), ③＝①－②; and the letter by which formulas call a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MINUS = re.compile("[−－‐‑–—ー]")
_SYMBOLS = re.compile(rf"(?<![A-Za-z])[A-Z{_CIRCLED}()+\-=\[\]]+(?![a-z])")
_WORD = re.compile("[A-Z]{2}")  # ICT is no product of three rows
_NAME = re.compile(rf"[A-Z{_CIRCLED}]")


def read_formula(label: str) -> tuple[Mapping[str, int] | None, str | None]:
    """The formula in a label as weights by letter, and the letter of the row itself; None where there is none."""
    formula: Mapping[str, int] | None = None
    letter: str | None = None
    text = _normal(label)
    at_start = re.match(rf"[{_CIRCLED}]", text)
    for run in _SYMBOLS.finditer(text[at_start.end() :] if at_start else text):
        for side in run[0].strip("=").split("="):
            for weights in () if _WORD.search(side) else _expressions(side):
                if len(weights) > 1:
                    formula = formula or weights
                elif set(weights.values()) == {1}:
                    letter = next(iter(weights))
    if letter is None and at_start:
        letter = at_start[0]
    return formula, letter


def _normal(label: str) -> str:
    """Half-width letters and signs without spaces; circled numbers stay what they are."""
    kept = (c if c in _CIRCLED else unicodedata.normalize("NFKC", _MINUS.sub("-", c)) for c in label)
    return "".join("".join(kept).split()).replace("[", "(").replace("]", ")")


def _expressions(text: str) -> list[dict[str, int]]:
    """The expressions that stand one after the other: C(A-B) is C, and A-B."""
    found = []
    place = 0
    while place < len(text):
        read = _sum(text, place)
        if read is None:
            place += 1
        else:
            weights, place = read
            found.append(weights)
    return found


def _sum(text: str, place: int) -> tuple[dict[str, int], int] | None:
    total: dict[str, int] = {}
    sign = 1
    while True:
        term = _term(text, place)
        if term is None:
            return (total, place - 1) if total and text[place - 1 : place] in ("+", "-") else None
        weights, place = term
        for name, weight in weights.items():
            total[name] = total.get(name, 0) + sign * weight
        if place < len(text) and text[place] in "+-":
            sign = 1 if text[place] == "+" else -1
            place += 1
        else:
            return total, place


def _term(text: str, place: int) -> tuple[dict[str, int], int] | None:
    if place >= len(text):
        return None
    if _NAME.fullmatch(text[place]):
        return {text[place]: 1}, place + 1
    if text[place] != "(":
        return None
    inner = _sum(text, place + 1)
    if inner is None or inner[1] >= len(text) or text[inner[1]] != ")":
        return None
    return inner[0], inner[1] + 1
