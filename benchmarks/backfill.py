"""How long a backfill takes: many made-up meetings, ten an agency, ingested by one call, each a partition.

Run by hand: .venv/bin/python benchmarks/backfill.py [--documents 500] [--profile] [--dask-workers 4]
"""

from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]
COMMAND = Path(sys.executable).parent / "tsujitsuma"
TARGET_SECONDS = 180.0
TARGET_DOCUMENTS = 500
TARGET_PEAK_MB = 1_500
OF_AN_AGENCY = 10
FUNCTIONS_SHOWN = 45


@dataclass
class Measured:
    """What a backfill took. `stages` are the steps that the command names, with their seconds."""

    seconds: float = 0.0
    processor_seconds: float = 0.0
    peak_mb: float = 0.0
    stages: list[tuple[str, float]] = field(default_factory=list)
    workers_seconds: float = 0.0
    peaks_mb: list[float] = field(default_factory=list)
    """The peak up to the end of each batch."""


def make_texts(folder: Path, documents: int) -> None:
    """Texts of as many different meetings of several agencies; in every third one a few signs are lost."""
    from tests.support.made_up_meetings import make_meeting  # noqa: PLC0415 - from the tests

    folder.mkdir()
    for seed in range(documents):
        text = make_meeting(seed, signs_lost=0.1 if seed % 3 == 0 else 0.0)
        text = text.replace("地方公共団体情報システム機構", f"地方公共団体第{seed // OF_AN_AGENCY + 1}機構")
        (folder / f"meeting_{seed + 1:04}.txt").write_text(text, encoding="utf-8")


def ingest(texts: Path, warehouse: Path, state: Path) -> Measured:
    """`tsujitsuma ingest`, timed by the lines of its progress; SystemExit where it kept anything out."""
    start = time.perf_counter()
    steps: list[tuple[str, float]] = []
    told: list[str] = []
    peaks: list[float] = []
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(
            [COMMAND, "ingest", texts, "--warehouse", warehouse],
            env={**os.environ, "TSUJITSUMA_STATE": str(state)},
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stderr  # noqa: S101 - it is a pipe
        for line in process.stderr:
            if line.startswith("tsujitsuma:"):
                told.append(line)
            else:
                steps.append((line.partition(" (")[0].strip(), time.perf_counter() - start))
                if line.startswith("Documents "):
                    peaks.append(peak_mb(process.pid))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"tsujitsuma ingest ended with {process.returncode}:\n{''.join(told[:20])}")
    begun = [("Imports", 0.0), *steps, ("", seconds)]
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    stages = [(name, later - at) for (name, at), (_, later) in pairwise(begun)]
    peak = usage.ru_maxrss / scale
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak, stages, peaks_mb=[*peaks[1:], peak])


def peak_mb(pid: int) -> float:
    """The most memory that a process has taken so far; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    told = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM:")), 0.0)


def ingest_by_dask(texts: Path, warehouse: Path, state: Path, workers: int) -> Measured:
    """The same with a scheduler and so many workers of this machine, whose processor time is measured apart."""
    from dask_processes import dask_processes, processor_seconds  # noqa: PLC0415 - an extra

    state.mkdir()
    with dask_processes(state, workers) as (address, pids):
        settings = state / "settings.yaml"
        settings.write_text(f"workers: {{dask: '{address}'}}", encoding="utf-8")
        os.environ["TSUJITSUMA_SETTINGS"] = str(settings)
        measured = ingest(texts, warehouse, state)
        measured.workers_seconds = processor_seconds(pids)
    return measured


def profiled(texts: Path, warehouse: Path, state: Path) -> Measured:
    """The same within this process, under a profiler that counts for itself: slower by about a half."""
    os.environ["TSUJITSUMA_STATE"] = str(state)
    from pipelines.documents.folders import find_files  # noqa: PLC0415 - after the state folder is named
    from pipelines.orchestration.ingestion_run import run_ingestion  # noqa: PLC0415
    from pipelines.runtime.progress import plain_lines_on_stderr  # noqa: PLC0415

    files, _ = find_files([texts])
    profile, start = cProfile.Profile(), time.perf_counter()
    profile.enable()
    report = run_ingestion(files, warehouse, plain_lines_on_stderr())
    profile.disable()
    seconds = time.perf_counter() - start
    if report.failure or report.refusals:
        raise SystemExit(f"not everything was published: {report.failure} {[r.reason for r in report.refusals[:20]]}")
    statistics = pstats.Stats(profile)
    statistics.sort_stats("cumulative").print_stats(FUNCTIONS_SHOWN * 3)
    statistics.sort_stats("tottime").print_stats(FUNCTIONS_SHOWN)
    return Measured(seconds)


def check(documents: int, warehouse: Path, state: Path) -> int:
    """A run for each batch, a materialized partition for each document, all in the warehouse: the number of figures."""
    import dagster as dg  # noqa: PLC0415 - heavy

    from pipelines.runtime.settings import load_settings  # noqa: PLC0415

    expected = -(-documents // load_settings().batch_documents)
    with dagster_home(state), dg.DagsterInstance.get() as instance:
        runs = instance.get_runs_count()
        partitions = len(instance.get_materialized_partitions(dg.AssetKey("warehouse")))
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        row = connection.execute("SELECT count(*), count(*) FILTER (is_current) FROM dim_document").fetchone()
        figures = connection.execute("SELECT count(*) FROM fact_figure").fetchone()
    if (runs, partitions, row) != (expected, documents, (documents, documents)):
        raise SystemExit(f"{runs} runs, {partitions} materialized partitions, documents (all, current) {row}")
    return int(figures[0]) if figures else 0


@contextmanager
def dagster_home(state: Path) -> Iterator[None]:
    """The environment in which Dagster finds the state folder."""
    before = dict(os.environ)
    os.environ.update(DAGSTER_HOME=str(ROOT), TSUJITSUMA_STATE=str(state), DAGSTER_DISABLE_TELEMETRY="yes")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def folder_mb(folder: Path) -> float:
    """The size of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


@click.command()
@click.option("--documents", default=TARGET_DOCUMENTS, show_default=True, type=click.IntRange(1))
@click.option("--profile", is_flag=True, help="Run within this process and show where the time goes.")
@click.option("--dask-workers", default=0, type=click.IntRange(0), help="As many Dask workers in place of the pool.")
def main(documents: int, profile: bool, dask_workers: int) -> None:
    """Print the times beside the target; exit code 1 where the runs are not the batches or the target is missed."""
    with tempfile.TemporaryDirectory(prefix="backfill-") as name:
        texts, warehouse, state = Path(name, "texts"), Path(name, "w.duckdb"), Path(name, "state")
        make_texts(texts, documents)
        if dask_workers:
            measured = ingest_by_dask(texts, warehouse, state, dask_workers)
        else:
            measured = (profiled if profile else ingest)(texts, warehouse, state)
        figures = check(documents, warehouse, state)
        sizes = {"texts": folder_mb(texts), "warehouse": warehouse.stat().st_size / 1e6, "state": folder_mb(state)}
    table = Table(f"{documents} documents in one call", "measured", "target")
    for stage, seconds in measured.stages:
        table.add_row(f"  {stage}", f"{seconds:.1f} s", "")
    target = TARGET_SECONDS if documents == TARGET_DOCUMENTS and not (profile or dask_workers) else None
    table.add_row("all", f"{measured.seconds:.1f} s", f"under {target:.0f} s" if target else "")
    table.add_row("documents a second", f"{documents / measured.seconds:.1f}", "")
    table.add_row(f"figures a second ({figures:,} in all)", f"{figures / measured.seconds:,.0f}", "")
    if measured.peak_mb:
        processor_seconds = measured.processor_seconds + measured.workers_seconds
        table.add_row("processor time", f"{processor_seconds:.1f} s", "")
        table.add_row("processor time of a document", f"{processor_seconds / documents:.2f} s", "")
        if dask_workers:
            table.add_row(f"  of it the scheduler and {dask_workers} workers", f"{measured.workers_seconds:.1f} s", "")
        peak_target = f"under {TARGET_PEAK_MB:,} MB"
        table.add_row("peak memory of one process", f"{measured.peak_mb:,.0f} MB", peak_target)
        for number, peak in enumerate(measured.peaks_mb, 1):
            table.add_row(f"  up to batch {number}", f"{peak:,.0f} MB", "")
    for what, size in sizes.items():
        table.add_row(f"size of the {what}", f"{size:.1f} MB", "")
    Console().print(table)
    if target and measured.seconds > target:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
