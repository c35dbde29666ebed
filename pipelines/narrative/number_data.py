"""The words that tell what a number is, from the CSV files beside this module: one line each, to be added to."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pipelines.narrative.model import Bound

KANJI_NUMERALS = "〇一二三四五六七八九十百千万億兆"
_FOLDER = Path(__file__).parent


class UnitKind(StrEnum):
    """What a unit says: how is counted (人), an event (回, of what is done), or what is counted (セミナー)."""

    COUNTER = "counter"
    EVENT = "event"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its spelling; `after_kanji` is whether a kanji numeral before it counts (三回; but 一部, 一面)."""

    spelling: str
    unit: str
    kind: UnitKind
    after_kanji: bool


@cache
def units() -> dict[str, Unit]:
    """units.csv: units by spelling."""
    return {
        row["spelling"]: Unit(row["spelling"], row["unit"], UnitKind(row["kind"]), row["after_kanji"] == "yes")
        for row in _rows("units.csv")
    }


@cache
def unit_pattern(*, after_kanji: bool = False) -> str:
    """A pattern for any unit, the longest first; one in Latin letters ends where they end."""
    return _any_of(unit.spelling for unit in units().values() if unit.after_kanji or not after_kanji)


@cache
def number_words() -> tuple[frozenset[str], int, int]:
    """number_words.csv: words that hold a numeral and count nothing, the longest's length, numerals' latest place."""
    words = frozenset(row["word"] for row in _rows("number_words.csv"))
    places = [min(word.find(c) for c in KANJI_NUMERALS if c in word) for word in words]
    return words, max(map(len, words)), max(places)


@cache
def label_pattern() -> str:
    """number_labels.csv: a pattern for words whose number is a name: 別表2, 様式3, JIS Q 15001."""
    return _any_of(_labels())


@cache
def label_beginnings() -> str:
    """The characters with which these words begin."""
    return "".join(sorted({label[0] for label in _labels()}))


def _labels() -> list[str]:
    return [row["label"] for row in _rows("number_labels.csv")]


@cache
def bound_words(side: str) -> dict[str, Bound]:
    """bounds.csv: the words before or after a number that say how it is meant."""
    return {row["word"]: Bound(row["bound"]) for row in _rows("bounds.csv") if row["side"] == side}


def any_bound(side: str) -> str:
    """A pattern for any word that says how a number is meant."""
    return _any_of(bound_words(side))


def _any_of(words: Iterable[str]) -> str:
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?![A-Za-z])" if _is_latin(word) else "") for word in by_length)


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
