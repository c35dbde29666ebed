"""What one new document costs where 10, 100, 1,000 are held: processor time, memory, growth of the file, dashboard.

Run by hand: .venv/bin/python benchmarks/held.py [--held 10 --held 100] [--kept FOLDER | --lake]. The documents held are
copies of a few made-up ones under other agencies, loaded as frames: what is measured is the new one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import click
import polars as pl
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from backfill import ingest  # noqa: E402

from pipelines.documents.frames import normalise, one_batch  # noqa: E402
from pipelines.documents.processing import RawDocument, Refusal, settle_document, understand  # noqa: E402
from pipelines.orchestration.checks import meetings_agree  # noqa: E402
from pipelines.orchestration.resources import WarehouseFile  # noqa: E402
from pipelines.publishing.dashboard_site import show  # noqa: E402
from pipelines.publishing.publication import Publication, publish, stage  # noqa: E402
from pipelines.runtime.paths import parser_version  # noqa: E402
from pipelines.runtime.progress import Silent  # noqa: E402
from tests.support.made_up_meetings import make_meeting  # noqa: E402
from warehouse.frames import Frames  # noqa: E402
from warehouse.store import create_objects, load, maintain_lake, open_warehouse, transaction  # noqa: E402

TEMPLATES = 10
OF_AN_AGENCY = 10
LOADED_AT_ONCE = 50
NEW = 5_000


@dataclass
class Cost:
    """What the new document cost. `seconds` are of processor time, by step."""

    seconds: dict[str, float] = field(default_factory=dict)
    grown_mb: float = 0.0
    file_mb: float = 0.0
    peak_mb: float = 0.0


def frames_of(seed: int, *, signs_lost: float = 0.0) -> tuple[RawDocument, Frames]:
    """The frames of a made-up meeting, read and settled as the pipeline does it."""
    from expectations.rule_book import rule_book  # noqa: PLC0415 - heavy

    content = make_meeting(seed, signs_lost=signs_lost).encode()
    raw = RawDocument(f"meeting_{seed}.txt", content, hashlib.sha256(content).hexdigest())
    read = understand(raw, rule_book())
    if isinstance(read, Refusal):
        raise SystemExit(read.reason)
    return raw, normalise([settle_document(read, rule_book(), parser_version())])


def copied(frames: Frames, number: int) -> Frames:
    """A document as another one of another agency."""
    agency = f"第{number // OF_AN_AGENCY}機構"
    new = {
        "document_id": hashlib.sha256(f"copy {number}".encode()).hexdigest(),
        "meeting_id": f"{agency}/第{number}回",
        "agency": agency,
        "file_name": f"copy_{number}.txt",
    }
    return Frames(
        {
            name: frame.with_columns(pl.lit(value).alias(key) for key, value in new.items() if key in frame.columns)
            for name, frame in frames.by_name.items()
        }
    )


def held(documents: int, templates: Sequence[Frames], kept: Path) -> Path:
    """A folder with a warehouse of so many documents and its site: made where it is not kept already."""
    folder = kept / str(documents)
    if not folder.exists():
        made = kept / f".{documents}"
        shutil.rmtree(made, ignore_errors=True)
        hold(made / "w.duckdb", documents, templates)
        show(made / "w.duckdb", made / "state", Silent())
        made.rename(folder)
    return folder


def hold(warehouse: Path, documents: int, templates: Sequence[Frames], already: int = 0) -> None:
    """A warehouse of so many documents, `already` of which it holds."""
    for begin in range(already, documents, LOADED_AT_ONCE):
        numbers = range(begin, min(begin + LOADED_AT_ONCE, documents))
        batch = one_batch([copied(templates[number % len(templates)], number) for number in numbers])
        add(warehouse, batch)


def add(warehouse: Path, frames: Frames) -> None:
    """Load documents, and nothing besides."""
    with open_warehouse(warehouse) as connection, transaction(connection):
        create_objects(connection)
        load(connection, frames, datetime.now(UTC))


def timed(cost: Cost, name: str, work: Callable[[], object]) -> None:
    """Do it, and add the processor time that it took."""
    start = time.process_time()
    work()
    cost.seconds[name] = cost.seconds.get(name, 0.0) + time.process_time() - start


def measure(folder: Path) -> Cost:
    """The parts of publishing a new document within this process, and a whole `ingest` of another one."""
    warehouse, state = folder / "w.duckdb", folder / "state"
    os.environ["TSUJITSUMA_STATE"] = str(state)
    cost, before = Cost(), warehouse.stat().st_size
    published = publish_new(cost, warehouse, state, NEW)
    cost.file_mb, cost.grown_mb = warehouse.stat().st_size / 1e6, (warehouse.stat().st_size - before) / 1e6
    timed(cost, "meetings_agree", lambda: meetings_agree(published.published, WarehouseFile(path=str(warehouse))))
    timed(cost, "dashboard", lambda: show(warehouse, state, Silent()))
    for view in ("latest_amounts", "revisions", "adoption_checks"):
        with open_warehouse(warehouse, read_only=True) as connection:
            timed(cost, f"FROM {view}", connection.sql(f"SELECT count(*) FROM {view}").fetchall)  # noqa: S608
    texts = folder / "texts"
    texts.mkdir()
    (texts / "new.txt").write_text(make_meeting(NEW + 1), encoding="utf-8")
    measured = ingest(texts, warehouse, state)
    cost.seconds["tsujitsuma ingest, all of it"] = measured.processor_seconds
    cost.peak_mb = measured.peak_mb
    return cost


def publish_new(cost: Cost, warehouse: Path, state: Path, seed: int) -> Publication:
    """Stage and publish a new document."""
    raw, frames = frames_of(seed)
    staging, now = state / "staging" / "new.duckdb", datetime.now(UTC)
    staging.parent.mkdir(parents=True, exist_ok=True)
    timed(cost, "staging", lambda: stage(staging, frames, now))
    published: list[Publication] = []
    timed(cost, "publishing", lambda: published.append(publish(warehouse, staging, frames, now, {raw.sha256: raw})))
    return published[0]


def measure_files(numbers: Sequence[int], templates: Sequence[Frames], kept: Path | None) -> dict[int, Cost]:
    """What it costs with a file that holds each number of documents."""
    costs = {}
    for documents in numbers:
        with tempfile.TemporaryDirectory(prefix="held-") as name:
            whole = held(documents, templates, kept or Path(name))
            costs[documents] = measure(Path(shutil.copytree(whole, Path(name, "measured"))))
    return costs


def measure_lake(numbers: Sequence[int], templates: Sequence[Frames]) -> dict[int, Cost]:
    """What publishing takes into a lake that grows, on a PostgreSQL of its own, and a day's maintenance of it."""
    from tests.support.postgres import serving  # noqa: PLC0415 - PostgreSQL

    costs, already = {}, 0
    with tempfile.TemporaryDirectory(prefix="held-") as name, serving() as server:
        lake = server.new_lake(Path(name))
        for documents in sorted(numbers):
            hold(lake, documents, templates, already)
            cost, already = Cost(), documents
            publish_new(cost, lake, Path(name), NEW + documents)
            timed(cost, "maintenance", lambda: maintain_lake(lake))
            costs[documents] = cost
    return costs


def rows(costs: dict[int, Cost]) -> Iterator[tuple[str, ...]]:
    """The table's rows: a step, and what it took at each size."""
    for name in next(iter(costs.values())).seconds:
        yield (f"{name}, CPU s", *(f"{cost.seconds[name]:.2f}" for cost in costs.values()))
    if not next(iter(costs.values())).file_mb:
        return  # a lake is many files
    yield ("peak memory of ingest, MB", *(f"{cost.peak_mb:.0f}" for cost in costs.values()))
    yield ("growth of the file by publishing, MB", *(f"{cost.grown_mb:.1f}" for cost in costs.values()))
    yield ("size of the file, MB", *(f"{cost.file_mb:.1f}" for cost in costs.values()))


@click.command()
@click.option(
    "--held", "numbers", multiple=True, type=click.IntRange(1), help="Documents held; 10, 100 and 1,000 without it."
)
@click.option("--kept", type=click.Path(path_type=Path), help="Keep what is held in this folder, and find it there.")
@click.option("--lake", is_flag=True, help="Publish into a lake, on a PostgreSQL of its own; publishing alone.")
def main(numbers: tuple[int, ...], kept: Path | None, lake: bool) -> None:
    """Print a table: what the new document cost, a column for each number of documents held."""
    templates = [frames_of(seed)[1] for seed in range(TEMPLATES)]
    numbers = numbers or (10, 100, 1_000)
    costs = measure_lake(numbers, templates) if lake else measure_files(numbers, templates, kept)
    table = Table("one new document, held:", *(f"{documents:,}" for documents in costs))
    for row in rows(costs):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
