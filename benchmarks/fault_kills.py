"""`tsujitsuma ingest` killed again and again: the first of the scenarios of `faults.py`, and what all of them share.

The texts change all the while: new ones, revised ones, broken ones. Half of the kills come at any moment, the others
soon after a step has begun. At the end a plain run must make all good: the same facts as in a warehouse that nothing
ever disturbed.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fault_checks import ROOT, Reference, Texts, differences, wrong_in

COMMAND = Path(sys.executable).parent / "tsujitsuma"
EARLIEST_SECONDS = 0.2
STEPS = ("Staging", "Checking expectations", "Publishing", "Publishing")
AFTER_STEP_SECONDS = 1.5
LONG_AGO_SECONDS = 2 * 86_400


@dataclass
class Trial:
    """One warehouse and state folder, and what was done to them."""

    folder: Path
    dice: random.Random
    texts: Texts
    reference: Reference
    seen: set[str] = field(default_factory=set)  # the documents that were in the warehouse
    normal_seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begin(cls, folder: Path, seed: int) -> Trial:
        """A trial with its first three texts."""
        dice = random.Random(seed)  # noqa: S311 - no secret
        trial = cls(folder, dice, Texts(folder / "texts", dice), Reference())
        for number in range(3):
            trial.texts.write_meeting(number)
        return trial

    @property
    def warehouse(self) -> Path:
        """The warehouse that is disturbed."""
        return self.folder / "w.duckdb"

    @property
    def state(self) -> Path:
        """Its state folder."""
        return self.folder / "state"

    @property
    def expected_code(self) -> int:
        """What a run that nothing disturbs ends with."""
        return 1 if self.texts.broken else 0

    def wrong(self) -> Iterator[str]:
        """What is wrong in the warehouse now."""
        yield from wrong_in(self.warehouse, self.texts, self.reference, self.seen)

    def start(
        self, texts: Path, warehouse: Path, state: Path, prepare: Callable[[], object] | None = None
    ) -> subprocess.Popen[str]:
        """`tsujitsuma ingest`; `prepare` is done in its process first."""
        return subprocess.Popen(
            [COMMAND, "ingest", texts, "--warehouse", warehouse],
            env={**os.environ, "TSUJITSUMA_STATE": str(state)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=prepare,  # noqa: PLW1509 - no thread runs then
        )

    def call(self, prepare: Callable[[], object] | None = None) -> tuple[int, list[str]]:
        """A run on all texts, disturbed by others: its exit code, and what it complained of."""
        with self.start(self.texts.folder, self.warehouse, self.state, prepare) as process:
            _, errors = process.communicate()
        self.ends[f"ended with {process.returncode}"] += 1
        return process.returncode, complaints(errors)

    def completes(self) -> Iterator[str]:
        """A plain run must make all good, whatever was before."""
        code, told = self.call()
        if code != self.expected_code:
            yield f"the plain run ended with {code}, not {self.expected_code}: {told}"
        yield from self.wrong()
        missing = set(self.texts.latest()) - self.seen
        if missing:
            yield f"the plain run did not publish {sorted(key[:12] for key in missing)}"

    def run_and_kill(self) -> str | None:
        """Start a run and kill it, at any moment or soon after a step has begun: an error it ended with before."""
        step = self.dice.choice(STEPS) if self.dice.random() < 0.5 else None
        with self.start(self.texts.folder, self.warehouse, self.state) as process:
            assert process.stderr  # noqa: S101 - it is a pipe
            lines = []
            if step is None:
                seconds = self.dice.uniform(EARLIEST_SECONDS, self.normal_seconds)
            else:
                seconds = self.dice.uniform(0, AFTER_STEP_SECONDS)
                for line in process.stderr:
                    lines.append(line)
                    if line.startswith(step):
                        break
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
            lines += process.stderr.readlines()
            process.wait()
        steps = [line.partition(" (")[0].strip() for line in lines if not line.startswith("tsujitsuma:")]
        reached = steps[-1] if steps else "Imports"
        broke = next((line.strip() for line in reversed(lines) if "Traceback" in "".join(lines)), None)
        failed = next((line.strip() for line in lines if "nothing was published" in line), broke)
        self.ends[reached if process.returncode < 0 else f"ended before ({process.returncode})"] += 1
        return failed if process.returncode >= 0 else None

    def run(self, texts: Path, warehouse: Path, state: Path) -> tuple[int, list[str], float]:
        """A run that nothing disturbs: its exit code, what it complained of, and its seconds."""
        start = time.perf_counter()
        with self.start(texts, warehouse, state) as process:
            _, errors = process.communicate()
        return process.returncode, complaints(errors), time.perf_counter() - start


def complaints(errors: str) -> list[str]:
    """What a run complained of, without its progress."""
    return [line for line in errors.splitlines() if line.startswith("tsujitsuma:") or "Error" in line]


def kill(trial: Trial, times: int) -> Iterator[str]:
    """kill -9 at any moment, and soon after a step has begun."""
    texts = trial.texts
    *_, trial.normal_seconds = trial.run(texts.folder, trial.folder / "first.duckdb", trial.folder / "first")
    for number in range(1, times + 1):
        texts.change()
        failed = trial.run_and_kill()
        for problem in [*([failed] if failed else []), *trial.wrong()]:
            yield f"after kill {number}: {problem}"
    for what, count in left_behind(trial.state).items():
        trial.ends[f"left behind: {what}"] = count
    for problem in wrong_at_the_end(trial):
        yield f"at the end: {problem}"


def left_behind(state: Path) -> dict[str, int]:
    """What kills leave in the state folder."""
    import dagster as dg  # noqa: PLC0415 - heavy

    os.environ.update(DAGSTER_HOME=str(ROOT), TSUJITSUMA_STATE=str(state), DAGSTER_DISABLE_TELEMETRY="yes")
    with dg.DagsterInstance.get() as instance:
        unfinished = [run for run in instance.get_runs() if not run.is_finished]
    return {
        "staging files": len(list((state / "staging").glob("*"))),
        "hidden folders in quarantine": len(list((state / "quarantine").glob(".*"))),
        "runs that Dagster believes to go on": len(unfinished),
    }


def wrong_at_the_end(trial: Trial) -> Iterator[str]:
    """A plain run, then one after a day or more: what is not as if nothing had ever been disturbed."""
    from pipelines.documents.quarantine import Quarantine  # noqa: PLC0415 - heavy

    texts, expected_code = trial.texts, trial.expected_code
    code, told, _ = trial.run(texts.folder, trial.warehouse, trial.state)
    if (code, len(told)) != (expected_code, len(texts.broken)):
        yield f"the plain run ended with {code}: {told}"
    yield from trial.wrong()
    undisturbed = trial.folder / "undisturbed.duckdb"
    code, told, _ = trial.run(texts.folder, undisturbed, trial.folder / "undisturbed")
    if (code, len(told)) != (expected_code, len(texts.broken)):
        yield f"the reference ended with {code}: {told}"
    yield from differences(trial.warehouse, undisturbed)
    kept = sorted(one.sha256 for one in Quarantine(trial.state, trial.warehouse).all())
    broken = sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in texts.broken)
    if kept != broken:
        yield f"quarantine holds {[key[:12] for key in kept]}, not {[key[:12] for key in broken]}"

    long_ago = time.time() - LONG_AGO_SECONDS
    for left in (trial.state / "staging").glob("*"):
        os.utime(left, (long_ago, long_ago))
    texts.write_meeting(0)
    code, told, _ = trial.run(texts.folder, trial.warehouse, trial.state)
    if code != expected_code:
        yield f"the run after a day ended with {code}: {told}"
    yield from trial.wrong()
    if old := sorted(file.name for file in (trial.state / "staging").glob("*")):
        yield f"staging files of more than a day ago are still there: {old}"
