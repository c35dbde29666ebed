"""Corrupts the real text at random and counts what each slip comes to: told right, disputed, trusted but wrong.

Run by hand: .venv/bin/python benchmarks/corruption.py --texts 200

What is trusted is compared by its key (statement, account, segment, year, version, measure, unit), wherever it stands:
a slip of structure leaves every number as it is and puts it in a wrong place.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import click
from cell_slips import SLIPS, Place
from rich.console import Console
from rich.progress import track
from rich.table import Table
from structural_slips import MIXED, STRUCTURAL_SLIPS, damage

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Figure
from pipelines.reading.source import read_text
from pipelines.reconcile import Status
from pipelines.structure.settling import settle_source

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
GOLDEN = ROOT / "tests" / "golden" / "sixth_meeting_figures.csv"

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The pinned values in yen by key and by place, and the figures in thousand yen that slips of cells may hit."""

    by_key: dict[Key, int]
    by_place: dict[Place, int]
    hit: tuple[Place, ...]


@dataclass(slots=True)
class Tally:
    """What became of the slips of one kind and number: figures for slips of cells, texts for slips of structure."""

    outcomes: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read_truth() -> Truth:
    """The golden figures."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {(int(row["source_line"]), int(row["source_column"])): row for row in rows}
    keys = ("statement_code", "account_path", "segment_name", "fiscal_year", "budget_version", "measure", "unit_yen")
    return Truth(
        {tuple(row[key] for key in keys): int(row["amount_yen"]) for row in rows},
        {place: int(row["amount_yen"]) for place, row in places.items()},
        tuple(place for place, row in places.items() if row["unit_yen"] == "1000" and row["amount_yen"] != "0"),
    )


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


def trusted_wrongly(settled: Settled, truth: Truth, told: str) -> list[str]:
    """The statement figures that are proven or repaired with a value that is not that of their key."""
    return [
        f"{told}: line {figure.line} cell {figure.cell} settled {verdict.settled} as {key_of(figure)}"
        for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True)
        if figure.table is not None and verdict.status in (Status.PROVEN, Status.REPAIRED)
        if truth.by_key.get(key_of(figure)) != verdict.settled
    ]


def corrupt(lines: list[str], truth: Truth, kind: str, count: int, seed: int) -> tuple[bytes, set[Place]]:
    """The text with `count` slips of a kind at places of their own, and the places they hit."""
    dice = random.Random(f"{kind} {count} {seed}")  # noqa: S311 - no secret
    grid = [line.split("\t") for line in lines]
    hit: set[Place] = set()
    slips = 0
    candidates = [place for place in truth.hit if kind != "sign" or truth.by_place[place] > 0]
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
    truth, is_structural = read_truth(), kind not in SLIPS
    hit: set[Place] = set()
    if is_structural:
        content = damage(TEXT.read_bytes(), kind, count, seed)
    else:
        content, hit = corrupt(TEXT.read_text(encoding="utf-8").split("\n"), truth, kind, count, seed)
    start = time.perf_counter()
    settled = settle_source(read_text(content, "corrupted"), rule_book())
    elapsed = (time.perf_counter() - start) * 1000
    wrong = trusted_wrongly(settled, truth, f"{kind} ×{count} seed {seed}")
    outcomes = _of_structure(settled, wrong) if is_structural else _of_cells(settled, truth, hit)
    outcomes["wrong"] = len(wrong)
    return outcomes, elapsed, wrong


def _of_structure(settled: Settled, wrong: list[str]) -> Counter[str]:
    """What became of a text with slips of structure, as one of: told and repaired, disputed, harmless."""
    open_ones = sum(verdict.status is Status.DISPUTED for verdict in settled.verdicts.figures)
    if wrong:
        return Counter({"hit": 1, "wrong text": 1, "collateral": open_ones})
    if open_ones:
        return Counter({"hit": 1, "disputed": 1, "collateral": open_ones})
    return Counter({"hit": 1, "repaired" if settled.structural_repairs else "harmless": 1})


def _of_cells(settled: Settled, truth: Truth, hit: set[Place]) -> Counter[str]:
    """What became of the figures that slips of cells hit, and how many others are disputed."""
    outcomes: Counter[str] = Counter({"hit": len(hit)})
    for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True):
        place = (figure.line, figure.cell)
        trusted = verdict.status in (Status.PROVEN, Status.REPAIRED)
        if place in hit:
            right = verdict.settled == truth.by_place[place]
            outcomes["repaired" if trusted and right else "disputed" if not trusted else "wrong figure"] += 1
        elif place in truth.by_place and not trusted:
            outcomes["collateral"] += 1
    return outcomes


KINDS = (*SLIPS, *STRUCTURAL_SLIPS, MIXED)


@click.command()
@click.option("--texts", default=200, show_default=True, help="Texts for each kind and number of slips.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these kinds.")
@click.option("--slips", "counts", multiple=True, type=int, help="[default: 1, 2, 5, 10; of structure 1, 2, 4, 6]")
@click.option("--processes", default=2, show_default=True)
def main(texts: int, kinds: tuple[str, ...], counts: tuple[int, ...], processes: int) -> None:
    """Print, kind by kind, what became of random slips in the real text."""
    tasks = [
        (kind, count, seed)
        for kind in kinds or KINDS
        for count in counts or ((1, 2, 5, 10) if kind in SLIPS else (1,) if kind in STRUCTURAL_SLIPS else (2, 4, 6))
        for seed in range(texts)
    ]
    tallies: dict[tuple[str, int], Tally] = {}
    console = Console(width=130)
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
    table = Table("kind", "slips", "hit (figures; texts where of structure)", "repaired right", "disputed", "harmless",
                  "wrong but trusted", "others disputed", "median ms", "worst ms")  # fmt: skip
    for (kind, count), tally in tallies.items():
        counted = tally.outcomes
        table.add_row(
            kind,
            str(count),
            str(counted["hit"]),
            *(f"{counted[outcome] / max(1, counted['hit']):.1%}" for outcome in ("repaired", "disputed", "harmless")),
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
