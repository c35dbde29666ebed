"""Corrupts the real text at random and counts what each slip comes to: repaired right, disputed, wrong but trusted.

Run by hand: .venv/bin/python benchmarks/corruption.py --texts 200
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from expectations.rule_book import rule_book
from pipelines.identities.settling import settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text
from pipelines.reconcile import Status

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
GOLDEN = ROOT / "tests" / "golden" / "sixth_meeting_figures.csv"

Place = tuple[int, int]
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Truth:
    """The pinned values in yen, and the figures (statement tables in thousand yen) that slips may hit."""

    yen: dict[Place, int]
    hit: tuple[Place, ...]


@dataclass(slots=True)
class Tally:
    """What became of the slips of one kind and number."""

    outcomes: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read_truth() -> Truth:
    """The golden figures."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {(int(row["source_line"]), int(row["source_column"])): row for row in rows}
    return Truth(
        {place: int(row["amount_yen"]) for place, row in places.items()},
        tuple(place for place, row in places.items() if row["unit_yen"] == "1000" and row["amount_yen"] != "0"),
    )


def _printed(grid: Grid, place: Place) -> str:
    return grid[place[0] - 1][place[1]]


def _set(grid: Grid, place: Place, text: str) -> None:
    grid[place[0] - 1][place[1]] = text


def _digits(grid: Grid, place: Place) -> str:
    return _printed(grid, place).replace(",", "")


def _write(grid: Grid, place: Place, digits: str) -> None:
    _set(grid, place, f"{int(digits):,}")


# A slip changes the grid at a place and returns the places it hit; none where it cannot happen there.


def sign(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A sign added; where the text lost one, that is the right reading, so only figures that are positive are hit."""
    del dice
    _set(grid, place, f"△{_printed(grid, place)}")
    return [place]


def digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """One digit wrong."""
    digits = _digits(grid, place)
    position = dice.randrange(len(digits))
    others = [d for d in "0123456789" if d != digits[position] and not (position == 0 and d == "0")]
    _write(grid, place, digits[:position] + dice.choice(others) + digits[position + 1 :])
    return [place]


def transposed_digits(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """Two neighbouring digits swapped."""
    digits = _digits(grid, place)
    positions = [p for p in range(len(digits) - 1) if digits[p] != digits[p + 1] and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    _write(grid, place, digits[:p] + digits[p + 1] + digits[p] + digits[p + 2 :])
    return [place]


def missing_digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A digit lost."""
    digits = _digits(grid, place)
    positions = [p for p in range(len(digits)) if len(digits) > 1 and not (p == 0 and digits[1] == "0")]
    if not positions:
        return []
    p = dice.choice(positions)
    _write(grid, place, digits[:p] + digits[p + 1 :])
    return [place]


def extra_digit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A digit added."""
    digits = _digits(grid, place)
    p = dice.randrange(len(digits) + 1)
    _write(grid, place, digits[:p] + dice.choice("123456789" if p == 0 else "0123456789") + digits[p:])
    return [place]


def swapped_cells(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """Two neighbouring cells of a row exchanged."""
    del dice
    row, other = grid[place[0] - 1], place[1] + 1
    if other >= len(row) or not row[other] or row[other] == row[place[1]]:
        return []
    row[place[1]], row[other] = row[other], row[place[1]]
    return [place, (place[0], other)]


def missing_cell(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A cell emptied."""
    del dice
    _set(grid, place, "")
    return [place]


def shifted_row(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A cell lost together with its tab: the rest of the row moves left."""
    del dice
    row = grid[place[0] - 1]
    filled = [column for column in range(1, len(row)) if row[column]]
    if len(filled) < 3:
        return []
    before = list(row)
    row.pop(place[1])
    row.append("")
    return [(place[0], column) for column in filled if row[column] != before[column]]


def unit(grid: Grid, place: Place, dice: random.Random) -> list[Place]:
    """A figure printed in another unit (×1000)."""
    del dice
    _write(grid, place, _digits(grid, place) + "000")
    return [place]


SLIPS: dict[str, Callable[[Grid, Place, random.Random], list[Place]]] = {
    slip.__name__: slip
    for slip in (
        sign,
        digit,
        transposed_digits,
        missing_digit,
        extra_digit,
        swapped_cells,
        missing_cell,
        shifted_row,
        unit,
    )
}


def corrupt(lines: list[str], truth: Truth, kind: str, count: int, seed: int) -> tuple[bytes, set[Place]]:
    """The text with `count` slips of a kind at places of their own, and the places they hit."""
    dice = random.Random(f"{kind} {count} {seed}")  # noqa: S311 - no secret
    grid = [line.split("\t") for line in lines]
    hit: set[Place] = set()
    slips = 0
    candidates = [place for place in truth.hit if kind != "sign" or truth.yen[place] > 0]
    while slips < count:
        place = dice.choice(candidates)
        rows = {line for line, _ in hit}
        if place in hit or (kind in ("swapped_cells", "shifted_row") and place[0] in rows):
            continue
        places = SLIPS[kind](grid, place, dice)
        slips += bool(places)
        hit.update(places)
    return "\n".join("\t".join(row) for row in grid).encode(), hit


def judge(task: tuple[str, int, int]) -> tuple[Counter[str], float, list[str]]:
    """Corrupt, settle and compare one text."""
    kind, count, seed = task
    truth, rules = read_truth(), rule_book()
    content, hit = corrupt(TEXT.read_text(encoding="utf-8").split("\n"), truth, kind, count, seed)
    start = time.perf_counter()
    settled = settle(interpret(read_text(content, "corrupted"), rules), rules)
    elapsed = (time.perf_counter() - start) * 1000
    outcomes: Counter[str] = Counter()
    wrong = []
    for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True):
        place = (figure.line, figure.cell)
        if place not in truth.yen:
            continue
        trusted = verdict.status in (Status.PROVEN, Status.REPAIRED)
        right = verdict.settled == truth.yen[place]
        if trusted and not right:
            outcomes["wrong"] += 1
            wrong.append(f"{kind} ×{count} seed {seed}: line {place[0]} cell {place[1]} settled {verdict.settled}")
        if place in hit:
            outcomes["hit"] += 1
            outcomes["repaired" if trusted and right else "disputed" if not trusted else "wrong figure"] += 1
        elif not trusted:
            outcomes["collateral"] += 1
    outcomes["hit"] += len(hit) - outcomes["hit"]  # a figure that is in no table any more is not repaired
    return outcomes, elapsed, wrong


@click.command()
@click.option("--texts", default=200, show_default=True, help="Texts for each kind and number of slips.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(SLIPS)), help="Only these kinds.")
@click.option("--slips", "counts", multiple=True, type=int, default=(1, 2, 5, 10), show_default=True)
@click.option("--processes", default=2, show_default=True)
def main(texts: int, kinds: tuple[str, ...], counts: tuple[int, ...], processes: int) -> None:
    """Print, kind by kind, what became of random slips in the real text."""
    tasks = [(kind, count, seed) for kind in kinds or SLIPS for count in counts for seed in range(texts)]
    tallies: dict[tuple[str, int], Tally] = {}
    console = Console(width=120)
    with ProcessPoolExecutor(processes) as pool:
        for task, (outcomes, elapsed, wrong) in zip(
            tasks,
            track(pool.map(judge, tasks, chunksize=5), total=len(tasks), console=Console(stderr=True)),
            strict=True,
        ):
            tally = tallies.setdefault(task[:2], Tally())
            tally.outcomes.update(outcomes)
            tally.milliseconds.append(elapsed)
            tally.wrong += wrong
    table = Table("kind", "slips", "figures hit", "repaired right", "disputed", "wrong but trusted", "others disputed",
                  "median ms", "worst ms")  # fmt: skip
    for (kind, count), tally in tallies.items():
        counted = tally.outcomes
        table.add_row(
            kind,
            str(count),
            str(counted["hit"]),
            f"{counted['repaired'] / counted['hit']:.1%}",
            f"{counted['disputed'] / counted['hit']:.1%}",
            str(counted["wrong"]),
            str(counted["collateral"]),
            f"{median(tally.milliseconds):.0f}",
            f"{max(tally.milliseconds):.0f}",
        )
    console.print(table)
    for tally in tallies.values():
        for line in tally.wrong[:20]:
            console.print(line)


if __name__ == "__main__":
    main()
