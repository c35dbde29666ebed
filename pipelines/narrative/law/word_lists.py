"""Words that tell laws from what is none, from the CSV files beside this module: one line each, to be added to."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def law_names() -> tuple[str, ...]:
    """law_names.csv: names of which no pattern tells where they begin."""
    return tuple(row["word"] for row in _rows("law_names.csv"))


@cache
def not_laws(how: str) -> tuple[str, ...]:
    """not_laws.csv: words in 法 that are no law's name, by `how`: the whole word, or an ending (定額法)."""
    return tuple(row["word"] for row in _rows("not_laws.csv") if row["how"] == how)


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
