"""A backfill into a DuckDB file by this machine's pool beside one into a lake by Dask workers: the same documents.

Starts a PostgreSQL server, a scheduler and workers of its own.
Run by hand: .venv/bin/python benchmarks/lake_backfill.py [--documents 200] [--dask-workers 4]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from backfill import Measured, folder_mb, ingest, ingest_by_dask, make_texts  # noqa: E402

from tests.support.postgres import serving  # noqa: E402
from warehouse.store import open_for_reading  # noqa: E402

_COUNTS = "SELECT (SELECT count(*) FROM dim_document WHERE is_current), (SELECT count(*) FROM fact_figure)"


def held(warehouse: Path) -> tuple[int, int]:
    """How many documents and figures a warehouse holds."""
    with open_for_reading(warehouse) as connection:
        documents, figures = connection.execute(_COUNTS).fetchall()[0]
    return documents, figures


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--documents", default=200, show_default=True, type=click.IntRange(1))
@click.option("--dask-workers", default=4, show_default=True, type=click.IntRange(1))
def main(documents: int, dask_workers: int) -> None:
    """Print both side by side; exit code 1 where they do not hold the same."""
    with tempfile.TemporaryDirectory(prefix="lake-backfill-") as name, serving() as server:
        folder = Path(name)
        make_texts(folder / "texts", documents)
        file, lake = folder / "w.duckdb", server.new_lake(folder)
        # Without Dask first: the settings that name the workers are in the environment afterwards.
        with_pool = ingest(folder / "texts", file, folder / "state_of_file")
        by_dask = ingest_by_dask(folder / "texts", lake, folder / "state_of_lake", dask_workers)
        there, here = held(lake), held(file)
        lake_mb = folder_mb(Path(str(lake).partition("data_path=")[2]))
        file_mb = file.stat().st_size / 1e6
    table = Table(f"{documents} documents", "DuckDB file, pool", f"lake, {dask_workers} Dask workers")
    for what, one, other in (
        ("documents that count, figures", f"{here[0]:,}, {here[1]:,}", f"{there[0]:,}, {there[1]:,}"),
        *_figures(documents, with_pool, by_dask),
        ("size", f"{file_mb:.1f} MB", f"{lake_mb:.1f} MB"),
    ):
        table.add_row(what, one, other)
    Console().print(table)
    sys.exit(0 if here == there and here[0] == documents else 1)


def _figures(documents: int, *both: Measured) -> list[tuple[str, str, str]]:
    def row(what: str, values: list[str]) -> tuple[str, str, str]:
        return what, values[0], values[1]

    return [
        row("seconds", [f"{one.seconds:.0f}" for one in both]),
        row(
            "processor seconds a document, all told",
            [f"{(one.processor_seconds + one.workers_seconds) / documents:.2f}" for one in both],
        ),
        row("  of them the scheduler and the workers", [f"{one.workers_seconds / documents:.2f}" for one in both]),
        row("peak memory of the call", [f"{one.peak_mb:,.0f} MB" for one in both]),
    ]


if __name__ == "__main__":
    main()
