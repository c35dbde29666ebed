"""Damages the real text in every way at random, good texts between, in one call: no good one may be lost.

Run by hand: .venv/bin/python benchmarks/hostile.py --texts 1000 --good 100
"""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import click
import duckdb
from hostile_texts import DAMAGES, write_texts
from rich.console import Console
from rich.table import Table

CLEAR_PEAK = Path("/proc/self/clear_refs")
COMMAND = Path(sys.executable).parent / "tsujitsuma"
MOST_SECONDS, MOST_MB = 5.0, 500.0
SHOWN = 5
KINDS = {damage.__name__: damage for damage in DAMAGES}


@dataclass(frozen=True, slots=True)
class Alone:
    """Processor seconds that a document took by itself, whatever else is at work; memory beyond that of the process."""

    name: str
    seconds: float
    memory_mb: float


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
        before, start = fresh_peak_mb(), time.process_time()
        read = understand_all([raw], results, limits)
        settle_all([one for one in read if isinstance(one, Understood)], results, limits, "1", ())
        seconds = time.process_time() - start
    return Alone(path.name, seconds, peak_mb() - before)


def fresh_peak_mb() -> float:
    """Forget the peak so far, where the system can (Linux): what the process takes now."""
    gc.collect()
    if CLEAR_PEAK.exists():
        CLEAR_PEAK.write_text("5", encoding="ascii")
    return peak_mb()


def peak_mb() -> float:
    """The most memory that this process took."""
    if CLEAR_PEAK.exists():
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmHWM:\s*(\d+)", status)[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def each_alone(files: Sequence[Path]) -> Iterator[Alone]:
    """What each document takes; PDFs each in a process of its own, as in a run."""
    # Polars' threads do not outlive a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(take_alone, [file for file in files if file.suffix == ".txt"], chunksize=5)
    from pipelines.runtime.guarded import Lost, each_guarded  # noqa: PLC0415 - with the forks of its own

    pdfs = [file for file in files if file.suffix == ".pdf"]
    for number, taken in each_guarded(take_alone, pdfs, seconds=60, memory_mb=2_000):
        yield Alone(pdfs[number].name, 60, 2_000) if isinstance(taken, Lost) else taken


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


@click.command(
    epilog="""\b
Examples:
  hostile.py --texts 1000 --good 100            the whole campaign, 1 to 2 hours
  hostile.py --texts 60 --good 10 --no-alone    a short one, without each text's time and memory
  hostile.py --texts 40 --only as_html --only characters
                                                these kinds of damage alone
  hostile.py --texts 40 --keep /tmp/hostile     leaves texts, warehouse and quarantine there
"""
)
@click.option("--texts", default=200, show_default=True, type=click.IntRange(1), help="Damaged texts.")
@click.option("--good", default=20, show_default=True, type=click.IntRange(1), help="Good texts between them.")
@click.option("--pdfs", default=10, show_default=True, type=click.IntRange(0), help="Damaged PDFs.")
@click.option("--alone/--no-alone", default=True, help="Take each text alone too, for its time and memory.")
@click.option("--only", multiple=True, type=click.Choice(sorted(KINDS)), help="A kind of damage; may be repeated.")
@click.option("--keep", type=click.Path(path_type=Path, exists=False), help="A new folder that stays.")
def main(texts: int, good: int, pdfs: int, alone: bool, only: tuple[str, ...], keep: Path | None) -> None:
    """Damage a real text in many ways, ingest all with good ones between in one call, and print what became of them.

    Exit code 1 where a good text was lost, or the call crashed.
    """
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        place = keep or Path(name)
        place.mkdir(parents=True, exist_ok=True)
        folder, warehouse, state = place / "texts", place / "w.duckdb", place / "state"
        write_texts(folder, texts, good, pdfs, [KINDS[kind] for kind in only] or DAMAGES)
        files = sorted(folder.iterdir())
        code, seconds, call_mb = ingest(folder, warehouse, state)
        published: set[str] = set()
        if warehouse.exists():
            with duckdb.connect(str(warehouse), read_only=True) as connection:
                names = connection.execute("SELECT file_name FROM dim_document").fetchall()
                published = {file_name for (file_name,) in names}
        kept_out = reasons(state)
        said = (place / "told").read_text(encoding="utf-8", errors="replace").splitlines()
        taken = list(each_alone(files)) if alone else []
    lost = [file.name for file in files if "_good_" in file.name and file.name not in published]
    errors = sum(count for reason, count in kept_out.items() if reason.startswith("an error of this program"))
    table = Table(f"{texts} damaged texts, {pdfs} damaged PDFs, {good} good texts", "", "target")
    table.add_row("published", f"{len(published)} of {len(files)}", "")
    table.add_row("kept out", f"{kept_out.total()}", "")
    for reason, count in kept_out.most_common():
        table.add_row(f"  {reason}", str(count), "")
    table.add_row("kept out for an error of this program", str(errors), "0")
    told_of = published | {line.partition(": unchanged")[0] for line in said if ": unchanged" in line}
    table.add_row("neither published nor kept out", str(len(files) - len(told_of) - kept_out.total()), "0")
    table.add_row("crashed (the call's exit code)", f"{code}", "0 or 1")
    table.add_row("the call", f"{seconds:.0f} s, {call_mb:.0f} MB", "")
    for one in sorted(taken, key=lambda one: -one.seconds)[:SHOWN]:
        table.add_row(f"slowest: {one.name}", f"{one.seconds:.1f} s", f"under {MOST_SECONDS:.0f} s")
    for one in sorted(taken, key=lambda one: -one.memory_mb)[:SHOWN]:
        table.add_row(f"largest: {one.name}", f"{one.memory_mb:.0f} MB", f"under {MOST_MB:.0f} MB")
    table.add_row("good documents lost", str(len(lost)), "0")
    Console(soft_wrap=True).print(table)
    if lost or code not in (0, 1):
        Console(soft_wrap=True).print("\n".join([*lost[:10], *said[-10:]]), markup=False)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
