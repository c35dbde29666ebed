"""Disturbs `tsujitsuma` in every way that a machine may, and looks whether the warehouse is whole each time.

Run by hand: .venv/bin/python benchmarks/faults.py [SCENARIO ...] [--times 10] [--seed 1]
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
from fault_kills import Trial
from fault_scenarios import SCENARIOS
from rich.console import Console
from rich.table import Table


@click.command(
    epilog="\b\nScenarios:\n"
    + "".join(f"  {name:16}{(scenario.__doc__ or '').splitlines()[0]}\n" for name, scenario in SCENARIOS.items())
    + """
\b
Examples:
  faults.py                              each scenario, ten times
  faults.py kill --times 100             a hundred kills
  faults.py sigterm reader_lock --seed 7 two of them, with other dice"""
)
@click.argument("names", nargs=-1, type=click.Choice(list(SCENARIOS)), metavar="[SCENARIO ...]")
@click.option("--times", default=10, show_default=True, type=click.IntRange(1), help="How often each disturbs.")
@click.option("--seed", default=1, show_default=True, help="For the texts and the moments.")
def main(names: tuple[str, ...], times: int, seed: int) -> None:
    """Disturb runs and the service; print what came of it, and every violation. Exit code 1 where there is one."""
    console, table = Console(), Table("scenario", f"{times} times", "violations", "seconds")
    count = 0
    for name in names or SCENARIOS:
        begun, violations = time.perf_counter(), 0
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            trial = Trial.begin(Path(folder), seed)
            for problem in SCENARIOS[name](trial, times):
                console.print(f"{name}: {problem}", markup=False, soft_wrap=True)
                violations += 1
        ends = [f"{reached}: {number}" for reached, number in trial.ends.most_common()]
        ends.append(f"documents that were published: {len(trial.seen)}")
        table.add_row(name, "\n".join(ends), str(violations), f"{time.perf_counter() - begun:.0f}")
        count += violations
    console.print(table)
    if count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
