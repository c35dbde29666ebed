"""The sixth meeting's text with slips of structure, and the truth by key, wherever an amount stands."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Figure
from pipelines.reading.source import read_text
from pipelines.reconcile import Status
from pipelines.runtime.paths import RAW_FOLDER
from pipelines.structure.settling import settle_source

FILE = RAW_FOLDER / "2015-02-26_keiei-shingi-iinkai_06.txt"
GOLDEN = Path(__file__).parents[1] / "golden" / "sixth_meeting_figures.csv"
TRUSTED = (Status.PROVEN, Status.REPAIRED)

Lines = list[str]


class Key(NamedTuple):
    """What an amount is of."""

    statement_code: str | None
    account_path: str | None
    segment_name: str | None
    fiscal_year: int
    budget_version: str
    measure: str
    unit_yen: int


def key_of(figure: Figure) -> Key:
    return Key(
        figure.statement_code,
        figure.account_path,
        figure.segment_name,
        figure.period.fiscal_year,
        figure.period.budget_version,
        figure.measure.value,
        figure.unit_yen,
    )


@cache
def truth() -> dict[Key, int]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return {
            Key(
                row["statement_code"],
                row["account_path"],
                row["segment_name"],
                int(row["fiscal_year"]),
                row["budget_version"],
                row["measure"],
                int(row["unit_yen"]),
            ): int(row["amount_yen"])
            for row in csv.DictReader(file)
        }


def sound_lines() -> Lines:
    return FILE.read_text(encoding="utf-8").split("\n")


def settled_lines(lines: Lines) -> Settled:
    return settle_source(read_text("\n".join(lines).encode(), "damaged.txt"), rule_book())


def lines_with(*changes: Callable[[Lines], None]) -> Lines:
    lines = sound_lines()
    for change in changes:
        change(lines)
    return lines


def settled_with(*changes: Callable[[Lines], None]) -> Settled:
    return settled_lines(lines_with(*changes))


def trusted_wrongly(settled: Settled) -> list[str]:
    """The statement figures that are proven or repaired with an amount that is not their key's."""
    return [
        f"line {figure.line} cell {figure.cell}: {verdict.status} {verdict.settled} as {key_of(figure)}"
        for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True)
        if figure.table is not None and verdict.status in TRUSTED and truth().get(key_of(figure)) != verdict.settled
    ]


def statuses(settled: Settled, lines: Iterable[int]) -> Counter[Status]:
    wanted = set(lines)
    return Counter(
        verdict.status
        for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True)
        if figure.line in wanted
    )


def told(settled: Settled) -> list[tuple[str, tuple[int, ...]]]:
    return [(repair.slip.kind.value, repair.slip.lines) for repair in settled.structural_repairs]


# Slips, each by the lines (from 1) that it changes.


def words(line: int, before: str, after: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        assert before in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(before, after)

    return change


def labels_exchanged(one: int, other: int) -> Callable[[Lines], None]:
    return cells_exchanged((one, 0), (other, 0))


def cells_exchanged(one: tuple[int, int], other: tuple[int, int]) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        cells = {line: lines[line - 1].split("\t") for line in (one[0], other[0])}
        first, second = cells[one[0]][one[1]], cells[other[0]][other[1]]
        cells[one[0]][one[1]], cells[other[0]][other[1]] = second, first
        for line, row in cells.items():
            lines[line - 1] = "\t".join(row)

    return change


def columns_exchanged(rows: range, one: int, other: int) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        for line in rows:
            cells_exchanged((line, one), (line, other))(lines)

    return change


def line_lost(line: int) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        del lines[line - 1]

    return change


def line_twice(line: int) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        lines.insert(line, lines[line - 1])

    return change


def unknown_names(lines: Lines) -> None:
    """Two accounts that no chart has, under the same names in both tables."""
    for line in (700, 820):
        lines[line - 1] = lines[line - 1].replace("事業費", "甲種支弁金")
    for line in (701, 821):
        lines[line - 1] = lines[line - 1].replace("一般管理費", "乙種支弁金")
