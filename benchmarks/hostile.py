"""Damages the real text in every way at random, good texts between, in one call: no good one may be lost.

Run by hand: .venv/bin/python benchmarks/hostile.py --texts 1000 --good 100
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
COMMAND = Path(sys.executable).parent / "tsujitsuma"
MOST_SECONDS, MOST_MB = 5.0, 500.0
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
YEAR = re.compile(r"平成\s?[\d\s]{2,4}年度")

Lines = list[str]
Damage = Callable[[random.Random, Lines], None]


def rows(lines: Lines) -> list[int]:
    """The lines that are rows of tables."""
    return [number for number, line in enumerate(lines) if line.count("\t") and NUMBER.search(line)]


def tables(lines: Lines) -> list[tuple[int, int]]:
    """Where runs of rows begin and end."""
    found: list[tuple[int, int]] = []
    for number in rows(lines):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return [(first, last) for first, last in found if last - first > 3]


def labels_exchanged(chance: random.Random, lines: Lines) -> None:
    """Two rows' labels stand in each other's place."""
    first, last = chance.choice(tables(lines))
    one, other = chance.sample(range(first, last), 2)
    (a, _, b), (c, _, d) = lines[one].partition("\t"), lines[other].partition("\t")
    lines[one], lines[other] = f"{c}\t{b}", f"{a}\t{d}"


def header_lost(chance: random.Random, lines: Lines) -> None:
    """The line above a table is gone."""
    first, _ = chance.choice(tables(lines))
    del lines[first - 1]


def headers_exchanged(chance: random.Random, lines: Lines) -> None:
    """Two cells of a line above a table stand in each other's place."""
    first, _ = chance.choice(tables(lines))
    cells = lines[first - 1].split("\t")
    chance.shuffle(cells)
    lines[first - 1] = "\t".join(cells)


def columns_exchanged(chance: random.Random, lines: Lines) -> None:
    """The cells of all rows of a table are in another order."""
    first, last = chance.choice(tables(lines))
    width = min(line.count("\t") for line in lines[first:last])
    order = list(range(1, width + 1))
    chance.shuffle(order)
    for number in range(first, last):
        cells = lines[number].split("\t")
        lines[number] = "\t".join([cells[0], *(cells[place] for place in order), *cells[width + 1 :]])


def unit_changed(chance: random.Random, lines: Lines) -> None:
    """A printed unit is another one, or none."""
    places = [number for number, line in enumerate(lines) if "千円" in line or "百万円" in line]
    place = chance.choice(places)
    lines[place] = re.sub("千円|百万円", chance.choice(["円", "百万円", "億円", ""]), lines[place])


def year_changed(chance: random.Random, lines: Lines) -> None:
    """A printed year is another one, or none that exists."""
    places = [number for number, line in enumerate(lines) if YEAR.search(line)]
    place = chance.choice(places)
    year = chance.choice(["平成26年度", "令和27年度", "平成99年度", "⼆〇⼀五年度", "平成元元年度", "99999999999年度"])
    lines[place] = YEAR.sub(year, lines[place])


def row_lost(chance: random.Random, lines: Lines) -> None:
    """A row is gone."""
    del lines[chance.choice(rows(lines))]


def row_twice(chance: random.Random, lines: Lines) -> None:
    """A row is printed twice."""
    place = chance.choice(rows(lines))
    lines.insert(place, lines[place])


def table_twice(chance: random.Random, lines: Lines) -> None:
    """A table is repeated, with other values."""
    first, last = chance.choice(tables(lines))
    added = [NUMBER.sub(lambda _: f"{chance.randrange(10**7):,}", line) for line in lines[first - 1 : last]]
    lines[last:last] = ["", *added, ""]


def digits_run(chance: random.Random, lines: Lines) -> None:
    """A number has far too many digits."""
    place = chance.choice(rows(lines))
    lines[place] = NUMBER.sub("9" * chance.choice([18, 19, 20, 60, 5000]), lines[place], count=1)


def tabs_lost(chance: random.Random, lines: Lines) -> None:
    """The cells of a table are set apart by single spaces."""
    first, last = chance.choice(tables(lines))
    lines[first:last] = [line.replace("\t", " ") for line in lines[first:last]]


def as_html(chance: random.Random, lines: Lines) -> None:
    """A table is HTML, and its tags may not be closed."""
    first, last = chance.choice(tables(lines))
    close = chance.choice(["</td>", ""])
    cells = ("".join(f"<td>{cell}{close}" for cell in line.split("\t")) for line in lines[first:last])
    lines[first:last] = ["<table>", *(f"<tr>{row}" for row in cells), chance.choice(["</table>", ""])]


def as_markdown(chance: random.Random, lines: Lines) -> None:
    """A table is Markdown's."""
    first, last = chance.choice(tables(lines))
    made = [f"| {' | '.join(line.split(chr(9)))} |" for line in lines[first - 1 : last]]
    lines[first - 1 : last] = [made[0], "|---" * made[0].count(" | ") + "|---|", *made[1:]]


def cut(chance: random.Random, lines: Lines) -> None:
    """The text ends before its end."""
    del lines[chance.randrange(5, len(lines)) :]


def characters(chance: random.Random, lines: Lines) -> None:
    """Characters are others: radicals, controls, marks of direction, no-break spaces."""
    for _ in range(chance.choice([1, 20, 300])):
        place = chance.randrange(len(lines))
        at = chance.randrange(len(lines[place]) + 1)
        one = chance.choice("⽇⻑⼀\u200b\u202e\u00a0\u3000\u2028\x0c△▲⊿()（）,，.．|<>&0９千円年第回￥\ufffd𠮟")
        lines[place] = lines[place][:at] + one + lines[place][at + chance.randrange(2) :]


DAMAGES: tuple[Damage, ...] = (
    labels_exchanged,
    header_lost,
    headers_exchanged,
    columns_exchanged,
    unit_changed,
    year_changed,
    row_lost,
    row_twice,
    table_twice,
    digits_run,
    tabs_lost,
    as_html,
    as_markdown,
    cut,
    characters,
)


def random_bytes(chance: random.Random, content: bytes, most: int) -> bytes:
    """Bytes are others, or more, or gone."""
    made = bytearray(content)
    for _ in range(chance.randrange(1, most)):
        place = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[place] = chance.randrange(256)
            case 1:
                del made[place : place + chance.randrange(1, 200)]
            case _:
                made[place:place] = chance.randbytes(chance.randrange(1, 20))
    return bytes(made)


def damaged_text(seed: int, meeting: int) -> tuple[str, bytes]:
    """What was done, and a text of a meeting of its own."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = (
        TEXT.read_text(encoding="utf-8")
        .replace("第６回", f"第{meeting}回")
        .replace("第6回", f"第{meeting}回")
        .split("\n")
    )
    if seed % 12 == 0:
        return "random_bytes", random_bytes(chance, "\n".join(lines).encode(), 40)
    done = chance.choices(DAMAGES, k=chance.choice([1, 1, 1, 2, 5]))
    for damage in done:
        try:
            damage(chance, lines)
        except (IndexError, ValueError):  # an earlier one left nothing to damage
            continue
    return "+".join(damage.__name__ for damage in done), "\n".join(lines).encode()


def damaged_pdfs(count: int) -> Iterator[tuple[str, bytes]]:
    """A made-up text as a PDF, with bytes that are others; none where no Japanese font is installed."""
    from tests.support.made_pdfs import Style, japanese_font, rendered  # noqa: PLC0415 - from the tests
    from tests.support.small_texts import meeting_text  # noqa: PLC0415

    if japanese_font() is None:
        return
    sound = rendered(meeting_text(6).split("\n"), Style())
    for seed in range(count):
        yield "pdf", random_bytes(random.Random(seed), sound, 12)  # noqa: S311 - no secret


def write_texts(folder: Path, texts: int, good: int, pdfs: int) -> None:
    """Damaged texts with good ones between them; the good ones' names begin so."""
    from tests.support.small_texts import meeting_text  # noqa: PLC0415 - from the tests

    folder.mkdir()
    made = [damaged_text(seed, 1000 + seed) for seed in range(texts)] + list(damaged_pdfs(pdfs))
    for number, (done, content) in enumerate(made):
        kind = "pdf" if done == "pdf" else "txt"
        (folder / f"{number:05}_bad_{done[:120]}.{kind}").write_bytes(content)
    for number in range(good):
        place = number * max(1, len(made) // max(1, good))
        (folder / f"{place:05}_good_{number}.txt").write_text(meeting_text(5000 + number), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Alone:
    """What a document took by itself."""

    name: str
    seconds: float
    peak_mb: float


def take_alone(path: Path) -> Alone:
    """Read and settle a document, as a run does."""
    from pipelines.documents.batches import Understood, settle_all, understand_all  # noqa: PLC0415 - in the worker
    from pipelines.documents.processing import RawDocument  # noqa: PLC0415
    from pipelines.documents.results import ResultStore  # noqa: PLC0415
    from pipelines.runtime.settings import Limits  # noqa: PLC0415

    limits = Limits()
    raw = RawDocument(path.name, path.read_bytes(), path.name)
    with tempfile.TemporaryDirectory() as state:
        results = ResultStore(Path(state))
        start = time.perf_counter()
        read = understand_all([raw], results, limits)
        settle_all([one for one in read if isinstance(one, Understood)], results, limits, "1", ())
        seconds = time.perf_counter() - start
    return Alone(path.name, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def ingest(texts: Path, warehouse: Path, state: Path) -> tuple[int, float, float]:
    """Exit code, seconds and peak MB of `tsujitsuma ingest`, its workers included."""
    start = time.perf_counter()
    with (state.parent / "told").open("w") as told:
        process = subprocess.Popen(
            [COMMAND, "ingest", texts, "--warehouse", warehouse],
            env={**os.environ, "TSUJITSUMA_STATE": str(state)},
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_maxrss / 1024


def reasons(state: Path) -> Counter[str]:
    """Why documents were kept out, without what is of one document alone."""
    found: Counter[str] = Counter()
    for report in (state / "quarantine").glob("*/report.json"):
        reason = json.loads(report.read_text(encoding="utf-8"))["reasons"][0]
        told = reason.partition(": ")[2].removeprefix("kept out: ").partition(";")[0]
        found[re.sub(r"[\d,]*\d", "n", told)[:90]] += 1
    return found


@click.command()
@click.option("--texts", default=200, show_default=True, type=click.IntRange(1), help="Damaged texts.")
@click.option("--good", default=20, show_default=True, type=click.IntRange(1), help="Good texts between them.")
@click.option("--pdfs", default=10, show_default=True, type=click.IntRange(0), help="Damaged PDFs.")
@click.option("--alone/--no-alone", default=True, help="Take each text alone too, for its time and memory.")
def main(texts: int, good: int, pdfs: int, alone: bool) -> None:
    """Print what became of them; exit code 1 where a good text was lost or the call crashed."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder, warehouse, state = Path(name, "texts"), Path(name, "w.duckdb"), Path(name, "state")
        write_texts(folder, texts, good, pdfs)
        files = sorted(folder.iterdir())
        taken: list[Alone] = []
        if alone:
            # Polars' threads do not outlive a fork.
            with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
                taken = list(pool.map(take_alone, [file for file in files if file.suffix == ".txt"], chunksize=5))
        code, seconds, peak_mb = ingest(folder, warehouse, state)
        published: set[str] = set()
        if warehouse.exists():
            with duckdb.connect(str(warehouse), read_only=True) as connection:
                names = connection.execute("SELECT file_name FROM dim_document WHERE is_current").fetchall()
                published = {file_name for (file_name,) in names}
        kept_out = reasons(state)
        said = (Path(name) / "told").read_text(encoding="utf-8", errors="replace").splitlines()
    lost = [file.name for file in files if "_good_" in file.name and file.name not in published]
    console, table = Console(), Table(f"{texts} damaged texts, {pdfs} damaged PDFs, {good} good texts", "", "target")
    table.add_row("published", f"{len(published)} of {len(files)}", "")
    for reason, count in kept_out.most_common(12):
        table.add_row(f"  kept out: {reason}", str(count), "")
    errors = sum(count for reason, count in kept_out.items() if reason.startswith("an error of this program"))
    table.add_row("kept out for an error of this program", str(errors), "0")
    table.add_row("crashed (the call's exit code)", f"{code}", "0 or 1")
    table.add_row("the call", f"{seconds:.0f} s, {peak_mb:.0f} MB", "")
    if taken:
        slowest, largest = max(taken, key=lambda one: one.seconds), max(taken, key=lambda one: one.peak_mb)
        table.add_row(f"slowest: {slowest.name}", f"{slowest.seconds:.1f} s", f"under {MOST_SECONDS:.0f} s")
        table.add_row(f"largest: {largest.name}", f"{largest.peak_mb:.0f} MB", f"under {MOST_MB:.0f} MB")
    table.add_row("good documents lost", str(len(lost)), "0")
    console.print(table)
    if lost or code not in (0, 1):
        console.print("\n".join([*lost[:10], *said[-10:]]))
        raise SystemExit(1)


if __name__ == "__main__":
    main()
