"""Characters: one spelling for the many widths, spaces and radicals that text out of a PDF brings."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

# Space, and what has no width or turns the direction of what follows: neither is a part of a label.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPACES = re.compile(f"[\\s{_UNSEEN}]+")
_AT_ENDS = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace()) + "".join(
    re.findall(f"[{_UNSEEN}]", "".join(map(chr, (*range(0x80, 0x2070), 0xFEFF))))
)
_RADICAL = re.compile("[\u2e80-\u2fdf]")
# Unicode's EquivalentUnifiedIdeograph; where that is an old form, the one that Japanese text prints (⼾: 戸, not 戶).
_RADICALS = Path(__file__).parent / "radicals.csv"


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """NFKC without spaces or marks that nobody sees: the form in which labels, names and years are compared, stored."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", unify_radicals(text)))


def trimmed(text: str) -> str:
    """The text without spaces and marks that nobody sees at its ends: a cell that holds such alone is empty."""
    return text.strip(_AT_ENDS)


def unify_radicals(text: str) -> str:
    """The text with each radical that a PDF's font left (⻑, ⽇) as the ideograph it is drawn as, one for one."""
    return text.translate(_ideographs()) if _RADICAL.search(text) else text


@cache
def _ideographs() -> dict[int, str]:
    with _RADICALS.open(encoding="utf-8", newline="") as file:
        return {int(row["code_point"], 16): row["ideograph"] for row in csv.DictReader(file)}
