"""How long the dashboard of many meetings takes to build, to bring up to date, and to open in a browser.

A page's weight is that of all files it loads, compressed as web hosts do (gzip): the page itself, its script and style,
its data, and the chart library (203 kB), which a page whose charts are further down loads a moment later. "Until ready"
is what it loads until all that is in sight is drawn. With the Parquet package, as `--build-only` builds.

Run by hand: .venv/bin/python benchmarks/dashboard_site.py [--meetings 1000] [--warehouse FILE] [--chromium FILE]
The warehouse holds copies of made-up meetings, ten an agency. To make it takes three minutes of processor time; --keep
FILE keeps it, --warehouse FILE takes it the next time.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click
from backfill import COMMAND, ROOT, folder_mb
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

sys.path[:0] = [str(ROOT)]
TARGET_MEETINGS = 1000
TARGET_BUILD_SECONDS = 150.0
TARGET_OPEN_SECONDS = 2.0
TARGET_PAINT_SECONDS = 1.0
TARGET_PAGE_KB = 300.0
OPENINGS = 5
PATIENCE_SECONDS = 60.0
DISTINCT = 50
NEW_SEED = 100_000
DRAWN = "html[data-ready='true']"
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


@dataclass(frozen=True)
class Measured:
    """What one call of the command took, what it said, and how many files it wrote."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    said: str
    files: int


@dataclass(frozen=True)
class Opened:
    """A page in a browser: seconds to the first paint and to the drawn page, medians of cold openings; its weight."""

    paint_seconds: float
    seconds: float
    ready_kb: float
    kb: float
    largest_kb: float


def build(warehouse: Path, site: Path, state: Path) -> Measured:
    """`tsujitsuma dashboard --build-only`, imports and all; SystemExit where it fails."""
    before = {file: file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(
            [COMMAND, "dashboard", "--build-only", "--warehouse", warehouse, "--out", site],
            env={**os.environ, "TSUJITSUMA_STATE": str(state)},
            stdout=output,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        output.seek(0)
        said = output.read().decode()
    if process.returncode:
        raise SystemExit(f"tsujitsuma dashboard ended with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    there = [file for file in site.rglob("*") if file.is_file()]
    written = sum(before.get(file) != file.stat().st_mtime_ns for file in there)
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, said, written)


def require(measured: Measured, meetings: int, gathered: int) -> None:
    """SystemExit where a build did not do what it was to do."""
    if not measured.said.startswith(f"{meetings} meetings, {gathered} new or changed."):
        raise SystemExit(f"expected {meetings} meetings, {gathered} of them gathered: {measured.said}")


def open_pages(site: Path, chromium: str) -> dict[str, Opened]:
    """Each kind of page, the largest of it, in a browser that has seen nothing."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    from dashboard.server import serving  # noqa: PLC0415 - with its folder on the path

    found: dict[str, Opened] = {}
    with serving(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in kinds_of_pages(site).items():
            seconds, paints, weights = [], [], []
            for _ in range(OPENINGS):
                context = browser.new_context()
                page = context.new_page()
                answers: list[Response] = []
                page.on("response", partial(answers.append))
                start = time.perf_counter()
                page.goto(f"{server.address}{path}")
                page.wait_for_selector(DRAWN, state="attached", timeout=1_000 * PATIENCE_SECONDS)
                seconds.append(time.perf_counter() - start)
                paints.append(float(page.evaluate(FIRST_PAINT)))
                ready = sum(weights_of(answers))
                if page.locator(".chart").count():
                    wait_for_charts(page)
                weights = weights_of(answers)
                context.close()
            found[name] = Opened(median(paints), median(seconds), ready, sum(weights), max(weights))
        browser.close()
    return found


def wait_for_charts(page: Page) -> None:
    """Until the chart library is loaded; asked again and again, for the pages forbid what Playwright waits by."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate("Boolean(window.echarts)"):
        if time.monotonic() > deadline:
            raise SystemExit(f"{page.url}: no chart is drawn")
        page.wait_for_timeout(50)


def weights_of(answers: list[Response]) -> list[float]:
    """What each answer weighs, compressed, in kB."""
    return [len(gzip.compress(answer.body())) / 1000 for answer in answers if answer.ok]


def kinds_of_pages(site: Path) -> dict[str, str]:
    """Addresses by what they are called: of each kind the page with most to show."""
    data = site / "data"
    index = json.loads((data / "index.json").read_bytes())
    meetings = [file for file in (data / "meetings").glob("*.json") if file.suffixes == [".json"]]
    meeting = max(meetings, key=lambda file: file.stat().st_size)
    year = max(index["fiscal_years"], key=lambda year: weight(data / "years" / str(year)))
    slugs = [json.loads(file.read_bytes()) for file in (data / "slugs").glob("*.json")]
    account = heaviest(slugs, "accounts", data)
    segment = heaviest(slugs, "segments", data)
    statement, _, path = account.partition("|")
    return {
        "first page": "index.html",
        "largest meeting": f"meeting.html?id={meeting.stem}",
        "its money": f"meeting.html?id={meeting.stem}#view=money",
        "a year": f"years.html?fy={year}",
        "two years": "compare.html",
        "an account": f"account.html?{urlencode({'statement': statement, 'path': path})}",
        "a segment": f"segment.html?{urlencode({'name': segment})}",
        "expectations": "expectations.html",
        "SQL": "sql.html",
    }


def weight(folder: Path) -> int:
    """The bytes of its JSON."""
    return sum(file.stat().st_size for file in folder.glob("*.json"))


def heaviest(slugs: list[dict[str, dict[str, str]]], kind: str, data: Path) -> str:
    """The account or segment of which most is told."""
    known = {name: slug for one in slugs for name, slug in one[kind].items()}
    return max(known, key=lambda name: weight(data / kind / known[name]))


@click.command()
@click.option("--meetings", default=TARGET_MEETINGS, show_default=True, type=click.IntRange(1))
@click.option("--warehouse", type=click.Path(path_type=Path, exists=True), help="One that --keep kept; it is copied.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the warehouse here for the next time.")
@click.option("--chromium", default="/usr/bin/chromium", show_default=True, help="The browser.")
def main(meetings: int, warehouse: Path | None, keep: Path | None, chromium: str) -> None:
    """Print the times beside the targets; exit code 1 where one is missed."""
    with tempfile.TemporaryDirectory(prefix="dashboard-") as name:
        own, site, state = Path(name, "w.duckdb"), Path(name, "site"), Path(name, "state")
        if warehouse:
            shutil.copy(warehouse, own)
        else:
            make_warehouse(own, meetings)
        if keep:
            shutil.copy(own, keep)
        first = build(own, site, state)
        meetings = int(first.said.split()[0])
        require(first, meetings, meetings)
        again = build(own, site, state)
        require(again, meetings, 0)
        sizes = {kind: folder_mb(site / kind) for kind in ("data/meetings", "data/years", "parquet", "static")}
        sizes["data/index.json"] = (site / "data" / "index.json").stat().st_size / 1e6
        add_one_more(own)
        one_more = build(own, site, state)
        require(one_more, meetings + 1, 1)
        opened = open_pages(site, chromium) if Path(chromium).is_file() else {}
    build_target = f"under {TARGET_BUILD_SECONDS:.0f} of a processor" if meetings == TARGET_MEETINGS else ""
    table = Table(f"{meetings} meetings", "measured", "target")
    builds = {"build": (first, build_target), "nothing new": (again, ""), "one new meeting": (one_more, "")}
    for name, (built, target) in builds.items():
        table.add_row(name, f"{built.seconds:.1f} s, {built.processor_seconds:.1f} of a processor", target)
        table.add_row("  files written, peak memory", f"{built.files:,}, {built.peak_mb:,.0f} MB", "")
    for kind, size in sizes.items():
        table.add_row(f"size of {kind}", f"{size:.1f} MB", "")
    for page, one in opened.items():
        table.add_row(f"{page}: first paint", f"{one.paint_seconds:.2f} s", f"under {TARGET_PAINT_SECONDS:.0f} s")
        table.add_row("  drawn", f"{one.seconds:.2f} s", f"under {TARGET_OPEN_SECONDS:.0f} s")
        table.add_row("  until ready, largest file", f"{one.ready_kb:.0f} kB, {one.largest_kb:.0f} kB", "")
        table.add_row("  weight", f"{one.kb:.0f} kB", f"under {TARGET_PAGE_KB:.0f} kB")
    if not opened:
        table.add_row("open", f"not measured: no {chromium}", f"under {TARGET_OPEN_SECONDS:.0f} s")
    Console().print(table)
    is_slow = bool(build_target) and first.processor_seconds > TARGET_BUILD_SECONDS
    if is_slow or not all(map(is_within_reach, opened.values())):
        raise SystemExit(1)


def is_within_reach(page: Opened) -> bool:
    """Whether a page is as light and as quick as it is to be."""
    is_quick = page.paint_seconds <= TARGET_PAINT_SECONDS and page.seconds <= TARGET_OPEN_SECONDS
    return is_quick and page.kb <= TARGET_PAGE_KB


def make_warehouse(warehouse: Path, meetings: int) -> None:
    """So many meetings; of every third text that they are copies of a few signs are lost."""
    from held import frames_of, hold  # noqa: PLC0415 - heavy

    seeds = range(min(DISTINCT, meetings))
    hold(warehouse, meetings, [frames_of(seed, signs_lost=0.1 if seed % 3 == 0 else 0.0)[1] for seed in seeds])


def add_one_more(warehouse: Path) -> None:
    """A meeting of a seed that no other has. Loaded, not ingested, for that would build a site of its own."""
    from held import add, frames_of  # noqa: PLC0415 - heavy

    add(warehouse, frames_of(NEW_SEED)[1])


if __name__ == "__main__":
    main()
