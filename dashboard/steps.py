"""What place a heading or line takes in the charts, by the words of steps.csv: revenue rises, an expense falls."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "steps.csv"
# A heading over liabilities and net assets: the headings under it tell.
_BOTH_SIDES = "both_sides"
# What stands behind a side's name in its heading or total.
_WHOLE = re.compile(r"(の部)?(合計|総計|計)?$")


@dataclass(frozen=True, slots=True)
class _Step:
    statement: str
    stands_as: str
    words: tuple[str, ...]
    place: str


def place_of_heading(statement: str, heading: str) -> str | None:
    """The place of what stands under a heading; None where no word is known."""
    place = _place(statement, "heading", heading)
    return None if place == _BOTH_SIDES else place


def place_of_line(statement: str, name: str) -> str | None:
    """The place of a line that stands under no heading; None where no word is known."""
    return _place(statement, "line", name)


def place_of_whole(statement: str, name: str) -> str | None:
    """The side that a heading or total names as a whole (資産の部, 資産合計); None for a part of one (流動資産)."""
    side = _WHOLE.sub("", name)
    return next(
        (
            step.place
            for step in _steps()
            if step.statement == statement and step.stands_as == "heading" and side in step.words
            if step.place != _BOTH_SIDES
        ),
        None,
    )


# Names come from texts: what is kept of them has a bound.
@lru_cache(maxsize=4096)
def _place(statement: str, stands_as: str, name: str) -> str | None:
    for step in _steps():
        if step.statement == statement and step.stands_as == stands_as and any(word in name for word in step.words):
            return step.place
    return None


@cache
def _steps() -> tuple[_Step, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            _Step(row["statement_code"], row["stands_as"], tuple(row["words"].split("|")), row["place"])
            for row in csv.DictReader(file)
        )
