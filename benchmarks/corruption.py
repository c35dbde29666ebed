"""Damages the real text at random in every class of slip, and counts what each text comes to, class by class.

Run by hand; exit code 1 where anything is trusted wrongly. What each class is: {row,column,table,cell}_slips.py.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
from judging import CLASSES, MIXED, STRUCTURE, Judged, Outcome, Task, damaged, judge
from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

_SHOWN_WRONG = 3
_MIXED_COUNTS = range(2, 7)
_ONLY = f"Only these classes of {', '.join([*CLASSES, MIXED])}."
_FAILURES = (Outcome.WRONG, Outcome.CRASHED)


def tasks_of(names: Sequence[str], texts: int, slips: int | None, seed: int) -> list[Task]:
    """The texts of a run, numbered on from `seed`: one slip each, of mixed ones 2 to 6 in turn."""
    return [
        Task(name, slips or (random.Random(number).choice(_MIXED_COUNTS) if name == MIXED else 1), number)  # noqa: S311
        for name in names
        for number in range(seed, seed + texts)
    ]


def _judged(tasks: Sequence[Task], processes: int) -> Iterator[Judged]:
    if processes == 1:
        yield from map(judge, tasks)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(judge, tasks, chunksize=4)


def summary(results: Iterable[Judged], *, is_markdown: bool = False) -> Table:
    """A line for each class: how many texts came to what, figures that slips of cells hit and came out right."""
    by_class: dict[str, list[Judged]] = {}
    for result in results:
        by_class.setdefault(result.task.name, []).append(result)
    outcomes = [Outcome.TOLD, *(each for each in reversed(Outcome) if each not in (Outcome.TOLD, Outcome.CRASHED))]
    table = Table(box=box.MARKDOWN if is_markdown else box.SIMPLE_HEAD)
    table.add_column("class", no_wrap=True)
    for title in ("texts", *(outcome.value for outcome in outcomes), "hit figures right", "new names", "slowest s"):
        table.add_column(title, justify="right")
    lines = [*by_class.items()]
    if len(lines) > 1:
        lines.append(("all", [result for own in by_class.values() for result in own]))
    for name, own in lines:
        counted = Counter(result.outcome for result in own)
        hit = sum(result.hit for result in own)
        right = f"{sum(result.hit_and_right for result in own) / hit:.1%}" if hit else ""
        table.add_row(
            name,
            str(len(own)),
            *(str(counted[outcome] or "") for outcome in outcomes),
            right,
            str(sum(result.under_new_names > 0 for result in own) or ""),
            f"{max(result.milliseconds for result in own) / 1000:.1f}",
        )
    return table


def failures(results: Iterable[Judged]) -> Iterator[str]:
    """For each text of which something is trusted wrongly the first figures, and how to look at it."""
    for result in results:
        if result.outcome not in _FAILURES:
            continue
        task = result.task
        yield f"{task} ({', '.join(result.slips)}): {len(result.wrong)} wrong{result.error and f'; {result.error}'}"
        for wrong in result.wrong[:_SHOWN_WRONG]:
            key = " ".join(str(part) for part in wrong.key)
            yield f"    line {wrong.line} cell {wrong.cell}: {wrong.settled} as {key} (truth: {wrong.truth})"
        yield f"    --class {task.name} --slips {task.count} --seed {task.seed} --texts 1 --write FOLDER"


@click.command(
    epilog="""\b
Examples:
  .venv/bin/python benchmarks/corruption.py                        all classes, 20 texts each
  .venv/bin/python benchmarks/corruption.py --texts 75             some 2,000 texts
  .venv/bin/python benchmarks/corruption.py --class labels_near --class unit_lost --texts 100
  .venv/bin/python benchmarks/corruption.py --class mixed --slips 4 --seed 1000
  .venv/bin/python benchmarks/corruption.py --class year_changed --seed 17 --texts 1 --write /tmp/texts

\b
Outcomes of a text, the first that applies: trusted wrongly (a statement figure is proven or repaired with an amount
that is not that of its statement, account, segment, year, version, measure and unit); kept out (more than a quarter
disputed, or not taken in); disputed; told as such (the slip is repaired and named); held back (unchecked, for a
reading is assumed); right otherwise. Figures under names that no chart knows are no wrong ones: "new names" counts
the texts that have some. The same seed gives the same texts."""
)
@click.option("--texts", default=20, show_default=True, help="Texts for each class.")
@click.option("--class", "names", multiple=True, type=click.Choice([*CLASSES, MIXED]), metavar="CLASS", help=_ONLY)
@click.option("--slips", type=click.IntRange(min=1), help="Slips in each text.  [default: 1; of mixed 2 to 6]")
@click.option("--seed", default=0, show_default=True, help="The first text's number.")
@click.option("--structure/--no-structure", default=None, help="Only the classes of structure, or only the others.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(min=1))
@click.option("--markdown", is_flag=True, help="Print the table as docs/measurements.md has it.")
@click.option("--write", type=click.Path(file_okay=False, path_type=Path), help="Write the texts there, judge nothing.")
def main(
    texts: int,
    names: tuple[str, ...],
    slips: int | None,
    seed: int,
    structure: bool | None,
    processes: int,
    markdown: bool,
    write: Path | None,
) -> None:
    """Damage the sixth meeting's text and count what is told, disputed, kept out and trusted wrongly."""
    of_structure = {each.name for each in STRUCTURE}
    wanted = [name for name in names or [*CLASSES, MIXED] if structure in (None, name in of_structure)]
    tasks = tasks_of(wanted, texts, slips, seed)
    if write:
        write.mkdir(parents=True, exist_ok=True)
        for task in tasks:
            (write / f"{task.name}_{task.count}_{task.seed}.txt").write_bytes(damaged(task).content)
        return
    shown = Console(stderr=True)
    results = list(track(_judged(tasks, processes), total=len(tasks), console=shown, transient=True))
    console = Console(width=170)
    console.print(summary(results, is_markdown=markdown))
    for line in failures(results):
        console.print(line, highlight=False, soft_wrap=True)
    sys.exit(any(result.outcome in _FAILURES for result in results))


if __name__ == "__main__":
    main()
