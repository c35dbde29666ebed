"""Tables of made-up bodies in every layout, each with one slip: what is read, mended, and trusted wrongly.

Run by hand: .venv/bin/python benchmarks/bodies.py --texts 100
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import click
from bodies_judging import Chance, Judged, Task, Writing, judged, relations_of
from rich.box import MARKDOWN, SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.support.made_up_bodies import CHARTS, Layout, Slip
from tests.support.random_tables import random_table

_SHOWN = 10
_OF_DIGITS = (Slip.DIGIT, Slip.DIGITS_EXCHANGED, Slip.DIGIT_LOST, Slip.DIGIT_TOO_MUCH)


def tasks_of(texts: int, layouts: Sequence[Layout], slips: Sequence[Slip]) -> Iterator[Task]:
    """So many texts for each layout, chart and slip; how they are written takes turns."""
    writings = list(Writing)
    for layout in layouts:
        for chart in CHARTS:
            for number in range(texts):
                for slip in slips:
                    yield Task(layout, chart, number, slip, writings[number % len(writings)])


def is_published(task: Task) -> bool:
    """Whether a text is taken through publishing too: one slip of each body, in turn."""
    return list(Slip)[task.number % len(Slip)] is task.slip


def _judged(task: Task, *, with_documents: bool) -> Judged:
    return judged(task, with_document=with_documents and is_published(task))


def summary(results: Iterable[Judged], by: str, *, is_markdown: bool) -> Table:
    """A row for each layout, slip or writing."""
    table = Table(box=MARKDOWN if is_markdown else SIMPLE)
    for place, name in enumerate(
        (
            by,
            "texts",
            "figures read",
            "trusted",
            "slips that an identity shows",
            "mended",
            "of them told by one slip alone",
            "mended",
            "trusted wrongly",
        )
    ):
        table.add_column(name, justify="right" if place else "left")
    groups: dict[str, list[Judged]] = defaultdict(list)
    for result in results:
        groups[str(getattr(result.task, by))].append(result)
        groups["all"].append(result)
    for name, own in sorted(groups.items(), key=lambda group: group[0] == "all"):
        shown = [result for result in own if result.chance in (Chance.AMBIGUOUS, Chance.UNIQUE)]
        unique = [result for result in own if result.chance is Chance.UNIQUE]
        figures = sum(result.figures for result in own)
        table.add_row(
            name,
            f"{len(own):,}",
            _share(sum(result.by_table.read for result in own), figures),
            _share(sum(result.by_table.trusted for result in own), figures),
            f"{len(shown):,}",
            _share(sum(result.is_mended for result in shown), len(shown)),
            f"{len(unique):,}",
            _share(sum(result.is_mended for result in unique), len(unique)),
            str(sum(len(result.wrong) for result in own)),
        )
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else ""


def _published(results: Sequence[Judged]) -> str:
    own = [(result.figures, result.by_document) for result in results if result.by_document is not None]
    figures = sum(count for count, _ in own)
    read = sum(outcome.read for _, outcome in own)
    wrong = sum(len(result.wrong_by_document) for result in results)
    return (
        f"through ingest: {len(own):,} texts, {_share(read, figures)} of the figures in facts, {wrong} trusted wrongly"
    )


@click.command(
    epilog="""\b
Examples:
  bodies.py --texts 100                        the whole campaign: 3,000 bodies with each slip, some 10 minutes
  bodies.py --texts 10 --no-documents          a short one
  bodies.py --texts 30 --layout plain --slip digit

\b
A slip is shown where something fails that holds in truth; it is told by one slip alone where no other single slip (of
the engine's catalogue, or two neighbouring cells exchanged) would make all of it hold. What is not is rightly disputed.
What nothing shows (two items of one sum exchanged) cannot be told and is not counted as trusted wrongly.
The same number gives the same texts."""
)
@click.option(
    "--texts", default=20, show_default=True, type=click.IntRange(1), help="Bodies for each layout and chart."
)
@click.option("--layout", "layouts", multiple=True, type=click.Choice([each.value for each in Layout]))
@click.option("--slip", "slips", multiple=True, type=click.Choice([each.value for each in Slip]))
@click.option(
    "--documents/--no-documents", default=True, help="Take one text of each body through ingest's reading too."
)
@click.option("--random", "randoms", default=1_000, show_default=True, help="Tables of random numbers.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1))
@click.option("--markdown", is_flag=True, help="Print the tables as docs/measurements.md has them.")
def main(
    texts: int,
    layouts: Sequence[str],
    slips: Sequence[str],
    documents: bool,
    randoms: int,
    processes: int,
    markdown: bool,
) -> None:
    """Prove and repair tables of made-up bodies with one slip each, and tables of random numbers.

    Exit code 1 where a figure is trusted wrongly, or a relation is accepted in random numbers.
    """
    tasks = list(tasks_of(texts, [Layout(each) for each in layouts or Layout], [Slip(each) for each in slips or Slip]))
    # Polars' threads do not outlive a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        work = pool.map(partial(_judged, with_documents=documents), tasks, chunksize=20)
        shown = Console(stderr=True)
        results = [
            result
            for result in track(work, total=len(tasks), console=shown, transient=True)
            if result.task.slip is Slip.NONE or result.has_slipped
        ]
        accepted = sum(map(bool, pool.map(relations_of_random, range(randoms), chunksize=50)))
    console = Console(width=170)
    for by in ("layout", "slip", "writing"):
        console.print(summary(results, by, is_markdown=markdown))
    console.print("signs and digits:")
    chosen = [result for result in results if result.task.slip in (Slip.SIGN_LOST, *_OF_DIGITS)]
    console.print(summary(chosen, "layout", is_markdown=markdown))
    if documents:
        console.print(_published(results))
    console.print(f"tables of random numbers: {randoms:,}, of which {accepted} with an identity that was accepted")
    wrong = [result for result in results if result.wrong or result.wrong_by_document]
    for result in wrong[:_SHOWN]:
        console.print(f"{result.task}: {result.wrong} {result.wrong_by_document}", highlight=False, soft_wrap=True)
    missed = [result for result in chosen if result.chance is Chance.UNIQUE and not result.is_mended]
    for result in missed[:_SHOWN]:
        console.print(f"not mended: {result.task}", highlight=False, soft_wrap=True)
    sys.exit(bool(wrong or accepted))


def relations_of_random(number: int) -> tuple[str, ...]:
    """What is derived from a table of random numbers."""
    return relations_of(random_table(random.Random(number)))  # noqa: S311 - the same tables each time


if __name__ == "__main__":
    main()
