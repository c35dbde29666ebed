"""Two writers and a reader at one lake at once: whether all is published, the keys hold, and no half document shows.

Starts a PostgreSQL server of its own. Run by hand: .venv/bin/python benchmarks/lake_writers.py [--documents 200]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

import click
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from backfill import COMMAND, make_texts  # noqa: E402

from expectations.audit import structure_rows  # noqa: E402
from expectations.rules import structure_rules  # noqa: E402
from tests.support.postgres import serving  # noqa: E402
from warehouse.store import WarehouseError, open_for_reading  # noqa: E402

_WRITERS = 2
_JUDGED = {
    "keys_unique": "true GROUP BY place, value HAVING count(*) > 1",
    "grain_unique": "true GROUP BY place, value HAVING count(*) > 1",
    "foreign_keys": "value IS NULL",
    "lines_are_passages": "NOT coalesce(holds, false)",
}
# Of a whole document each line that is not blank is a passage, and its figures are there.
_HALF = """
SELECT count(*) FROM dim_document
WHERE is_current AND (
    len(written_lines) <> (SELECT count(*) FROM fact_passage AS own WHERE own.document_key = dim_document.document_key)
    OR NOT EXISTS (FROM fact_figure AS own WHERE own.document_key = dim_document.document_key)
)
"""


def broken(lake: Path) -> dict[str, int]:
    """How many places break each of the rules."""
    rules = {rule.name: rule for rule in structure_rules() if rule.name in _JUDGED}
    with open_for_reading(lake) as connection:
        return {
            name: len(
                connection.execute(f"SELECT place FROM ({structure_rows([rule])}) WHERE {_JUDGED[name]}").fetchall()  # noqa: S608
            )
            for name, rule in rules.items()
        }


def watch(lake: Path, ended: Event, seen: list[tuple[int, int]]) -> None:
    """Look again and again: the documents that are there, and those of which only a half is."""
    while not ended.wait(1):
        try:
            with open_for_reading(lake) as connection:
                documents = connection.execute("SELECT count(*) FROM dim_document").fetchall()[0][0]
                seen.append((documents, connection.execute(_HALF).fetchall()[0][0]))
        except WarehouseError:  # there is none yet
            continue


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--documents", default=200, show_default=True, type=click.IntRange(1), help="Documents of each writer.")
def main(documents: int) -> None:
    """Measure two writers."""
    with tempfile.TemporaryDirectory(prefix="lake-writers-") as made, serving() as server:
        folder = Path(made)
        lake = server.new_lake(folder)
        make_texts(folder / "texts", documents * _WRITERS)
        texts = sorted((folder / "texts").iterdir())
        ended, seen = Event(), list[tuple[int, int]]()
        start = time.perf_counter()
        writers = [
            subprocess.Popen(
                [COMMAND, "ingest", *texts[number::_WRITERS], "--warehouse", lake],
                env={**os.environ, "TSUJITSUMA_STATE": str(folder / f"state_{number}")},
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(_WRITERS)
        ]
        reader = Thread(target=watch, args=(lake, ended, seen))
        reader.start()
        told = [(writer.communicate()[0], writer.returncode) for writer in writers]
        seconds = time.perf_counter() - start
        ended.set()
        reader.join()
        with open_for_reading(lake) as connection:
            held = connection.execute("SELECT count(*) FROM dim_document WHERE is_current").fetchall()[0][0]
            figures = connection.execute("SELECT count(*) FROM figures").fetchall()[0][0]
        faults = broken(lake)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    wanted = documents * _WRITERS
    table = Table("what", "measured", "wanted")
    table.add_row("exit codes", ", ".join(str(code) for _, code in told), "0, 0")
    table.add_row("documents published", f"{held:,}", f"{wanted:,}")
    table.add_row("figures", f"{figures:,}", "")
    table.add_row("places that break a rule", str(faults), "none")
    table.add_row("looks of the reader", f"{len(seen)}, up to {max([one for one, _ in seen], default=0)} documents", "")
    table.add_row("half documents seen", str(sum(half for _, half in seen)), "0")
    table.add_row("seconds", f"{seconds:.0f}", "")
    processor = usage.ru_utime + usage.ru_stime
    table.add_row("processor seconds a document", f"{processor / wanted:.2f}", "")
    Console().print(table)
    is_right = held == wanted and not any(faults.values()) and not any(half for _, half in seen)
    sys.exit(0 if is_right and not any(code for _, code in told) else 1)


if __name__ == "__main__":
    main()
