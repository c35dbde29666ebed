"""Grids of figures with lost signs: how long until they are repaired and proved unique, or disputed. Run by hand."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from pipelines.reconcile import Figure, Identity, Place, Reconciliation, Status, Term, reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable

SHAPES = ((4, 5), (10, 10), (20, 20), (40, 50), (100, 100), (250, 400))
# Many lost signs: what cannot be proved is to be disputed, in time.
MANY = ((20, 20, 10), (20, 20, 30), (10, 10, 10), (10, 10, 30))


def grid(rows: int, columns: int, lost_signs: int, seed: int) -> tuple[list[Figure], list[Identity], list[int]]:
    """A grid whose last row and column are totals, printed without the minus of some figures; and what is true."""
    rng = random.Random(seed)  # noqa: S311
    values = [[rng.randrange(1, 10 ** rng.randint(1, 9)) for _ in range(columns - 1)] for _ in range(rows - 1)]
    places = [(row, column) for row in range(rows - 1) for column in range(columns - 1)]
    lost = rng.sample(places, lost_signs)
    for row, column in lost:
        values[row][column] *= -1
    values = [[*line, sum(line)] for line in values]
    values.append([sum(column) for column in zip(*values, strict=True)])
    figures = [
        Figure(row * columns + column, values[row][column], unit=1000, place=Place(0, row, column))
        for row in range(rows)
        for column in range(columns)
    ]
    for row, column in lost:
        number = row * columns + column
        figures[number] = replace(figures[number], printed=-values[row][column])
    identities = [_sums(row * columns + column for column in range(columns)) for row in range(rows)]
    identities += [_sums(row * columns + column for row in range(rows)) for column in range(columns)]
    identities = [replace(identity, id=number) for number, identity in enumerate(identities)]
    return figures, identities, [value * 1000 for line in values for value in line]


def _sums(numbers: Iterable[int]) -> Identity:
    *parts, total = numbers
    return Identity(0, (*(Term(part, 1) for part in parts), Term(total, -1)))


def repaired_right(answer: Reconciliation, truth: list[int]) -> bool:
    """Whether every figure is proven or repaired with its true value, and so proved to be the only explanation."""
    return all(
        verdict.status in {Status.PROVEN, Status.REPAIRED} and verdict.settled == true
        for verdict, true in zip(answer.figures, truth, strict=True)
    )


def wrongly_trusted(answer: Reconciliation, truth: list[int]) -> int:
    """How many figures count as proven or repaired with a value that is not the true one."""
    return sum(
        verdict.status in {Status.PROVEN, Status.REPAIRED} and verdict.settled != true
        for verdict, true in zip(answer.figures, truth, strict=True)
    )


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lost-signs", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=20)
    arguments = parser.parse_args()
    table = Table("figures", "identities", "lost signs", "median ms", "worst ms", "unique and right", "wrongly trusted")
    few = tuple((rows, columns, arguments.lost_signs) for rows, columns in SHAPES)
    for rows, columns, lost_signs in few + MANY:
        times: list[float] = []
        right = wrong = 0
        for seed in range(arguments.repeats):
            figures, identities, truth = grid(rows, columns, lost_signs, seed)
            start = time.perf_counter()
            answer = reconcile(figures, identities)
            times.append((time.perf_counter() - start) * 1000)
            right += repaired_right(answer, truth)
            wrong += wrongly_trusted(answer, truth)
        table.add_row(
            f"{rows * columns:,}",
            f"{rows + columns:,}",
            str(lost_signs),
            f"{statistics.median(times):,.1f}",
            f"{max(times):,.1f}",
            f"{right} of {arguments.repeats}",
            str(wrong),
        )
    Console().print(table)


if __name__ == "__main__":
    main()
