"""What place a heading or line takes in the charts, by the words of steps.csv: revenue rises, an expense falls."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "steps.csv"
# A heading over liabilities and net assets: the headings under it tell.
_BOTH_SIDES = "both_sides"


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
