"""Whether a document's coarse figures are rounded or truncated is told from the figures that it prints exactly too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import coarse_precision
from pipelines.interpreting.model import Figure, Measure, Period
from pipelines.reconcile import Precision

SIXTH_MEETING = Path(__file__).parents[2] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"


def figure(number: int, value: int, unit_yen: int) -> Figure:
    return Figure(
        number=number,
        line=number + 1,
        cell=1,
        label="資産",
        printed_text=str(value),
        value=value,
        is_certain=True,
        is_blank=False,
        unit_yen=unit_yen,
        period=Period(2015, "initial"),
        measure=Measure.AMOUNT,
    )


def precision_of(pairs: list[tuple[int, int]]) -> Precision:
    """The convention of a document that prints these figures in thousands and again in millions."""
    figures = [figure(2 * at + k, pair[k], (1_000, 1_000_000)[k]) for at, pair in enumerate(pairs) for k in (0, 1)]
    rule = rule_book().rules[0]
    identities = [PlacedIdentity(rule, "", ((2 * at + 1, 1),), ((2 * at, 1),)) for at in range(len(pairs))]
    return coarse_precision(figures, identities)


@pytest.mark.parametrize(
    ("pairs", "precision"),
    [
        ([], Precision.ROUNDED),
        ([(75_812, 76), (1_200, 1), (-3_700, -4)], Precision.ROUNDED),
        ([(75_812, 75), (1_200, 1), (-3_700, -3)], Precision.TRUNCATED),
        ([(75_812, 75), (1_700, 2), (3_100, 3)], Precision.ROUNDED),
        ([(18_128, -18), (75_812, 75)], Precision.TRUNCATED),
    ],
)
def test_the_convention_that_fits_more_figures_is_the_documents(
    pairs: list[tuple[int, int]], precision: Precision
) -> None:
    assert precision_of(pairs) is precision


def test_the_sixth_meetings_lost_signs_are_restored_without_loading_the_solver() -> None:
    program = """
import sys
from pathlib import Path
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text
from expectations.rule_book import rule_book
from pipelines.identities.settling import settle
path = Path(sys.argv[1])
answer = settle(interpret(read_text(path.read_bytes(), path.name), rule_book()), rule_book()).verdicts
assert len(answer.repairs) == 23
sys.exit(any(name.split('.')[0] == 'ortools' for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", program, str(SIXTH_MEETING)], check=False).returncode == 0
