"""One damaged text judged: what of it is trusted is compared with the truth by its key, wherever it stands.

A slip of structure leaves every number as it is and puts it in a wrong place; a slip of a cell leaves the place.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from cell_slips import CELL_SLIPS
from column_slips import COLUMN_SLIPS
from damaged_text import DamagedText, Place, SlipClass, Sound, table_places
from row_slips import ROW_SLIPS
from table_slips import TABLE_SLIPS

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled
from pipelines.interpreting.accounts import chart
from pipelines.interpreting.model import Figure
from pipelines.reading.source import InvalidTextError, read_text
from pipelines.reconcile import SlipKind, Status
from pipelines.structure.settling import settle_source

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
GOLDEN = ROOT / "tests" / "golden" / "sixth_meeting_figures.csv"
STRUCTURE = (*ROW_SLIPS, *COLUMN_SLIPS, *TABLE_SLIPS)
CLASSES = {each.name: each for each in (*STRUCTURE, *CELL_SLIPS)}
_SHOWN = [each for each in CLASSES.values() if each.is_shown]
# Slips of any classes together that a text shows.
MIXED = "mixed"
_TRUSTED = (Status.PROVEN, Status.REPAIRED)
# As expectations/publication/few_disputed_figures.sql has it.
_MOST_DISPUTED = 0.25
_MOST_TRIES = 200

Key = tuple[object, ...]


class Outcome(StrEnum):
    """What became of a text. The first that applies, from the worst down."""

    CRASHED = "crashed"  # an error of the program
    WRONG = "trusted wrongly"
    UNSHOWN = "wrong, nothing shows it"  # a class of docs/known_limits.md
    KEPT_OUT = "kept out"  # it cannot be taken in, or too much of it is disputed to be published
    DISPUTED = "disputed"
    HELD_BACK = "held back"  # unchecked, for what it rests on is now assumed
    TOLD = "told as such"  # and repaired
    RIGHT = "right otherwise"  # all that is trusted is right, and the slip is told as no slip or as another one


@dataclass(frozen=True, slots=True)
class Task:
    """One text to damage and judge: a class of slips or MIXED, how many of them, and the seed."""

    name: str
    count: int
    seed: int

    def __str__(self) -> str:
        return f"{self.name} ×{self.count} seed {self.seed}"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text with slips: their classes in order, and the places whose amounts slips of cells hit."""

    content: bytes
    slips: tuple[SlipClass, ...]
    hit: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A figure that is trusted with an amount that is not its key's."""

    line: int
    cell: int
    key: Key
    settled: int | None
    truth: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a text; figures that are proven under a name that no chart knows are counted beside it."""

    task: Task
    outcome: Outcome
    milliseconds: float
    slips: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    disputed: int = 0
    under_new_names: int = 0
    hit: int = 0
    hit_and_right: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Truth:
    by_key: dict[Key, int]
    by_place: dict[Place, int]
    trusted_keys: frozenset[Key]


@cache
def _truth() -> _Truth:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ("statement_code", "account_path", "segment_name", "fiscal_year", "budget_version", "measure", "unit_yen")
    keys = [tuple(row[name] for name in names) for row in rows]
    return _Truth(
        {key: int(row["amount_yen"]) for key, row in zip(keys, rows, strict=True)},
        {(int(row["source_line"]), int(row["source_column"])): int(row["amount_yen"]) for row in rows},
        frozenset(key for key, row in zip(keys, rows, strict=True) if row["status"] in _TRUSTED),
    )


@cache
def _sound() -> Sound:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["unit_yen"] == "1000" and row["amount_yen"] != "0"]
    figures = {(int(row["source_line"]), int(row["source_column"])): int(row["amount_yen"]) for row in rows}
    return Sound(table_places(TEXT.read_bytes()), figures)


def key_of(figure: Figure) -> Key:
    """What a figure is taken for."""
    return (
        figure.statement_code,
        figure.account_path,
        figure.segment_name,
        str(figure.period.fiscal_year),
        figure.period.budget_version,
        figure.measure.value,
        str(figure.unit_yen),
    )


def damaged(task: Task) -> Damaged:
    """The text of a task: the same for the same task."""
    dice = random.Random(str(task))  # noqa: S311 - no secret
    text, sound = DamagedText(TEXT.read_bytes()), _sound()
    hit: set[Place] = set()
    slips: list[SlipClass] = []
    for _ in range(_MOST_TRIES):
        if len(slips) == task.count:
            break
        slip = CLASSES[task.name] if task.name != MIXED else dice.choice(_SHOWN)
        places = slip.damage(text, replace(sound, figures=_without(sound.figures, hit)), dice)
        if places is not None:
            slips.append(slip)
            hit |= places
    return Damaged(text.content, tuple(slips), frozenset(hit))


def _without(figures: dict[Place, int], hit: set[Place]) -> dict[Place, int]:
    """The figures in rows that no slip has hit: a second slip in a cell may undo the first."""
    lines = {line for line, _ in hit}
    return {place: yen for place, yen in figures.items() if place[0] not in lines} if hit else figures


def judge(task: Task) -> Judged:
    """Damage, settle and compare one text."""
    text = damaged(task)
    names = tuple(slip.name for slip in text.slips)
    start = time.perf_counter()

    def took() -> float:
        return (time.perf_counter() - start) * 1000

    try:
        settled = settle_source(read_text(text.content, "damaged"), rule_book())
    except InvalidTextError:
        return Judged(task, Outcome.KEPT_OUT, took(), names)
    except Exception as error:
        return Judged(task, Outcome.CRASHED, took(), names, error=f"{type(error).__name__}: {error}")
    return _judged(task, text, settled, took())


def _judged(task: Task, text: Damaged, settled: Settled, milliseconds: float) -> Judged:
    wrong, new, disputed, right_keys = [], 0, 0, set()
    for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True):
        if figure.table is None:
            continue
        disputed += verdict.status is Status.DISPUTED
        if verdict.status not in _TRUSTED:
            continue
        key = key_of(figure)
        truth = _truth().by_key.get(key)
        if truth == verdict.settled:
            right_keys.add(key)
        elif truth is None and _is_new(figure):
            new += 1
        else:
            wrong.append(Wrong(figure.line, figure.cell, key, verdict.settled, truth))
    return Judged(
        task,
        _outcome(text, settled, wrong, disputed, is_less=bool(_truth().trusted_keys - right_keys)),
        milliseconds,
        tuple(slip.name for slip in text.slips),
        tuple(wrong),
        disputed,
        new,
        len(text.hit),
        _hit_and_right(text, settled),
    )


def _is_new(figure: Figure) -> bool:
    """Whether no chart knows the account: a number of its printed label may be proven, and is said to be new."""
    return figure.statement_code is not None and figure.account_path not in chart(figure.statement_code).roles


def _outcome(text: Damaged, settled: Settled, wrong: Sequence[Wrong], disputed: int, *, is_less: bool) -> Outcome:
    statement_figures = sum(figure.table is not None for figure in settled.materials.figures)
    if wrong:
        return Outcome.WRONG if all(slip.is_shown for slip in text.slips) else Outcome.UNSHOWN
    if disputed > _MOST_DISPUTED * statement_figures:
        return Outcome.KEPT_OUT
    if disputed:
        return Outcome.DISPUTED
    told: set[SlipKind] = {repair.slip.kind for repair in settled.structural_repairs}
    expected = [slip.told_as for slip in text.slips if slip in STRUCTURE]
    if expected and all(kinds & told for kinds in expected):
        return Outcome.TOLD
    if not expected and text.hit and _hit_and_right(text, settled) == len(text.hit):
        return Outcome.TOLD
    has_assumed = any(figure.assumptions for figure in settled.materials.figures if figure.table is not None)
    return Outcome.HELD_BACK if is_less and has_assumed else Outcome.RIGHT


def _hit_and_right(text: Damaged, settled: Settled) -> int:
    """How many of the amounts that slips of cells hit are trusted with their true value."""
    by_place = _truth().by_place
    return sum(
        verdict.status in _TRUSTED and verdict.settled == by_place.get((figure.line, figure.cell))
        for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True)
        if (figure.line, figure.cell) in text.hit
    )
