"""How long the sixth meeting takes: as pure functions, as a whole ingestion, and the set-up from nothing.

The five stages are measured as the workers of an ingestion run them: with their setting of the garbage collection.

Run by hand: .venv/bin/python benchmarks/ingestion.py [--setup]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
BIN = Path(sys.executable).parent


def milliseconds(function: Callable[[], object], repeats: int) -> tuple[float, float]:
    """The best and the median processor time of a call, once warm."""
    function()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times) * 1000, median(times) * 1000


def pure_functions(table: Table, repeats: int) -> None:
    """The five stages from bytes to frames, without the imports, as a worker runs them."""
    from expectations.rule_book import rule_book  # noqa: PLC0415
    from pipelines.documents.frames import normalise  # noqa: PLC0415
    from pipelines.documents.processing import RawDocument, ReadDocument, settle_document  # noqa: PLC0415
    from pipelines.interpreting.document import interpret  # noqa: PLC0415
    from pipelines.narrative.document import narrate  # noqa: PLC0415
    from pipelines.reading.blocks import read_blocks  # noqa: PLC0415
    from pipelines.reading.source import read_text  # noqa: PLC0415
    from pipelines.runtime.workers import look_for_cycles_seldom  # noqa: PLC0415

    look_for_cycles_seldom()
    content, rules = TEXT.read_bytes(), rule_book()
    source = read_text(content, TEXT.name)
    blocks = read_blocks(source)
    materials = interpret(source, rules, blocks)
    raw = RawDocument(TEXT.name, content, "")
    document = ReadDocument(raw, source, materials, narrate(source, blocks, materials), blocks)
    settled = settle_document(document, rules, "benchmark")
    stages: dict[str, Callable[[], object]] = {
        "reading": lambda: read_blocks(read_text(content, TEXT.name)),
        "interpreting": lambda: interpret(source, rules, blocks),
        "narrating": lambda: narrate(source, blocks, materials),
        "settling": lambda: settle_document(document, rules, "benchmark"),
        "frames": lambda: normalise([settled]),
    }
    measured = {name: milliseconds(stage, repeats) for name, stage in stages.items()}
    for name, took in (*measured.items(), ("all five", tuple(map(sum, zip(*measured.values(), strict=True))))):
        best, middle = took
        table.add_row(
            f"{name}, processor time", f"{middle:.1f} ms (best {best:.1f})", "under 100 ms" * (name == "all five")
        )


def child(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, float]:
    """Seconds and peak MB of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return time.perf_counter() - start, usage.ru_maxrss / scale


def whole_ingestion(table: Table) -> None:
    """`tsujitsuma ingest` into a new warehouse, against the imports it cannot avoid."""
    imports, _ = child([str(BIN / "python"), "-c", "import dagster, great_expectations"])
    with tempfile.TemporaryDirectory() as folder:
        command = [str(BIN / "tsujitsuma"), "ingest", str(TEXT), "--warehouse", f"{folder}/w.duckdb"]
        state = {"TSUJITSUMA_STATE": f"{folder}/state"}
        first, memory = child(command, state)
        again, _ = child(command, state)
    table.add_row("import of Dagster and Great Expectations", f"{imports:.1f} s", "")
    table.add_row("tsujitsuma ingest", f"{first:.1f} s", f"under {imports + 2:.1f} s")
    table.add_row("tsujitsuma ingest, peak memory", f"{memory:.0f} MB", "under 700 MB")
    table.add_row("tsujitsuma ingest, nothing new", f"{again:.1f} s", "")


def cold_setup(table: Table) -> None:
    """`make setup` in a new clone, with an empty package cache."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", str(ROOT), f"{folder}/clone"], check=True)
        cache = {"UV_CACHE_DIR": f"{folder}/cache"}
        cold, _ = child(["make", "-C", f"{folder}/clone", "setup"], cache)
        second, _ = child(["make", "-C", f"{folder}/clone", "setup"], cache)
        shutil.rmtree(f"{folder}/clone")
    table.add_row("make setup, cold", f"{cold:.1f} s", "under 30 s")
    table.add_row("make setup, a second call", f"{second:.2f} s", "under 1 s")


@click.command()
@click.option("--repeats", default=20, show_default=True)
@click.option("--setup", is_flag=True, help="Measure `make setup` too (downloads every package).")
def main(repeats: int, setup: bool) -> None:
    """Print the times beside their targets."""
    table = Table("what", "measured", "target")
    pure_functions(table, repeats)
    whole_ingestion(table)
    if setup:
        cold_setup(table)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Console().print(table)
    Console().print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; this process took {own:.0f} MB")


if __name__ == "__main__":
    main()
