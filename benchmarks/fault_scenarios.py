"""What else may happen to a run or the service: each scenario disturbs, looks after each time, and at the end."""

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread

import duckdb
from fault_kills import Trial, kill

READ = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print('', flush=True); sys.stdin.read()"
LATER_SECONDS = 400 * 86_400
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
# A run that SIGTERM ended is tried again after a minute, and after four.
SERVICE_SECONDS = 400

Scenario = Callable[[Trial, int], Iterator[str]]


def told_well(code: int, told: list[str], unusable: str) -> Iterator[str]:
    """A run that could not do its work says so in one line, and a crash is never among them."""
    if code not in (0, 1, 2) or any("Traceback" in line for line in told):
        yield f"the run ended with {code}: {told}"
    elif code == 2 and not any(unusable in line for line in told):
        yield f"the run ended with 2 and did not say why: {told}"


def full_disk(trial: Trial, times: int) -> Iterator[str]:
    """No file may grow beyond some size: to the program it is as if the disk were full."""
    yield from trial.completes()
    for number in range(1, times + 1):
        trial.texts.change()
        size = trial.dice.choice([2**17, 2**20, 2**21, trial.warehouse.stat().st_size])
        code, told = trial.call(partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)))
        half = [
            path.name
            for path in trial.state.rglob("*")
            if path.name.startswith(".new-") or path.suffix in (".new", ".part")
        ]
        found = [*told_well(code, told, ""), *trial.wrong(), *(f"half a file stays: {name}" for name in half)]
        yield from (f"disk full {number} ({size} bytes): {problem}" for problem in found)
    yield from trial.completes()


def two_at_once(trial: Trial, times: int) -> Iterator[str]:
    """Three runs on the same texts at once."""
    for number in range(1, times + 1):
        trial.texts.change()
        runs = [trial.start(trial.texts.folder, trial.warehouse, trial.state) for _ in range(3)]
        for run in runs:
            _, errors = run.communicate()
            trial.ends[f"ended with {run.returncode}"] += 1
            if run.returncode not in (0, trial.expected_code):
                yield f"at once {number}: a run ended with {run.returncode}: {errors[-500:]}"
        yield from (f"at once {number}: {problem}" for problem in trial.wrong())
    yield from trial.completes()


def reader_lock(trial: Trial, times: int) -> Iterator[str]:
    """A process that reads the warehouse holds it, for a short or a long time."""
    yield from trial.completes()
    for number in range(1, times + 1):
        trial.texts.change()
        before = hashlib.sha256(trial.warehouse.read_bytes()).digest()
        with subprocess.Popen(
            [sys.executable, "-c", READ, trial.warehouse], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as reader:
            assert reader.stdout  # noqa: S101 - it is a pipe
            reader.stdout.readline()
            run = trial.start(trial.texts.folder, trial.warehouse, trial.state)
            held = trial.dice.choice([0.5, 8, 200])
            try:
                _, errors = run.communicate(timeout=held)
            except subprocess.TimeoutExpired:
                reader.communicate()
                _, errors = run.communicate()
        trial.ends[f"ended with {run.returncode}, held up to {held:g} s"] += 1
        yield from told_well(run.returncode, errors.splitlines(), "in use by another process")
        if run.returncode == 2 and hashlib.sha256(trial.warehouse.read_bytes()).digest() != before:
            yield f"held {number}: the run could not publish, yet the warehouse is another"
        yield from (f"held {number}: {problem}" for problem in trial.wrong())
    yield from trial.completes()


def sigterm(trial: Trial, times: int) -> Iterator[str]:
    """SIGTERM to the service at any moment, also within a run; what it did not publish is made at the next start."""
    from tests.support.service import Site, children, is_alive, running  # noqa: PLC0415 - from the tests

    site = Site(trial.folder)
    trial.texts.folder = trial.texts.folder.rename(site.inbox)
    for number in [*range(1, times + 1), 0]:
        site.set_up()
        (trial.folder / "log").unlink(missing_ok=True)
        site.set_up()
        trial.texts.change()
        with running(site) as service:
            _holds_in_time(lambda: "the service is up" in site.log, service)
            if number:
                time.sleep(trial.dice.uniform(0, 15))
            elif not _holds_in_time(lambda: set(trial.texts.latest()) <= published(site.warehouse), service):
                missing = sorted(key[:12] for key in set(trial.texts.latest()) - published(site.warehouse))
                yield f"the last service did not publish {missing}: {site.log[-500:]}"
            parts = children(service.pid)
            service.send_signal(signal.SIGTERM)
            try:
                code = service.wait(60)
            except subprocess.TimeoutExpired:
                yield f"SIGTERM {number}: the service did not end within 60 s"
                continue
        trial.ends[f"the service ended with {code}"] += 1
        if code:
            yield f"SIGTERM {number}: the service ended with {code}: {site.log[-300:]}"
        yield from (f"SIGTERM {number}: {name} goes on" for part, name in parts.items() if is_alive(part))
        yield from (f"SIGTERM {number}: {problem}" for problem in wrong_of_site(trial, site.warehouse))


def wrong_of_site(trial: Trial, warehouse: Path) -> Iterator[str]:
    """What is wrong in the service's warehouse."""
    from fault_checks import wrong_in  # noqa: PLC0415 - beside its only use

    yield from wrong_in(warehouse, trial.texts, trial.reference, trial.seen)


def published(warehouse: Path) -> set[str]:
    """The content hashes of the current documents; none while it is written."""
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            rows = connection.execute("SELECT content_sha256 FROM dim_document WHERE is_current").fetchall()
    except duckdb.Error:
        return set()
    return {key for (key,) in rows}


def damaged_storage(trial: Trial, times: int) -> Iterator[str]:
    """Files of the state folder are cut, emptied or noise; what is told to be moved away is moved away."""
    yield from trial.completes()
    for number in range(1, times + 1):
        trial.texts.change()
        files = sorted(path for path in trial.state.rglob("*") if path.is_file() and path.name != "lock")
        storage = [path for path in files if path.suffix in (".db", ".sqlite")]
        hit = trial.dice.choice(trial.dice.choice([storage, files]))
        match trial.dice.randrange(3):
            case 0:
                hit.write_bytes(b"")
            case 1:
                os.truncate(hit, trial.dice.randrange(hit.stat().st_size + 1))
            case _:
                hit.write_bytes(trial.dice.randbytes(5_000))
        code, told = trial.call()
        where = f"damaged {number} ({hit.relative_to(trial.state)})"
        found = [*told_well(code, told, "damaged"), *trial.wrong()]
        yield from (f"{where}: {problem}" for problem in found)
        if code == 2:
            for name in ("history", "schedules", "register.sqlite"):
                if (trial.state / name).exists():
                    (trial.state / name).rename(trial.folder / f"{name}.{number}")
            yield from (f"{where}, moved away: {problem}" for problem in trial.completes())
    yield from trial.completes()


def clock_set_back(trial: Trial, times: int) -> Iterator[str]:
    """All that there is comes from 400 days ahead."""
    for number in range(1, times + 1):
        trial.texts.change()
        later = time.time() + LATER_SECONDS
        for path in [*trial.texts.folder.rglob("*"), *trial.state.rglob("*")]:
            os.utime(path, (later, later))
        if trial.warehouse.exists():
            with duckdb.connect(str(trial.warehouse)) as connection:
                connection.execute("UPDATE dim_document SET loaded_at = loaded_at + INTERVAL 400 DAY WHERE is_current")
        yield from (f"set back {number}: {problem}" for problem in trial.completes())


def vanishing_file(trial: Trial, times: int) -> Iterator[str]:
    """Texts go and come back while they are read."""
    for number in range(1, times + 1):
        trial.texts.change()
        is_over = Event()
        flicker = Thread(target=_flicker, args=(trial.texts.folder, is_over))
        flicker.start()
        code, told = trial.call()
        is_over.set()
        flicker.join()
        found = [*told_well(code, told, ""), *trial.wrong()]
        yield from (f"vanishing {number}: {problem}" for problem in found)
    yield from trial.completes()


def _flicker(folder: Path, is_over: Event) -> None:
    while not is_over.is_set():
        for path in sorted(folder.glob("*.txt")):
            away = path.with_name(f".{path.name}")
            path.rename(away)
            time.sleep(0.02)
            away.rename(path)


def read_only_raw(trial: Trial, times: int) -> Iterator[str]:
    """Texts in a folder that nobody may write, one of them that nobody may read; a raw store that cannot be written."""
    without_rights_of_root()
    for _ in range(times):
        trial.texts.change()
        for path in trial.texts.folder.iterdir():
            path.chmod(0o444)
        trial.texts.folder.chmod(0o555)
        yield from trial.completes()
        trial.texts.folder.chmod(0o755)
    unreadable = trial.texts.folder / "unreadable.txt"
    unreadable.write_text("a", encoding="utf-8")
    unreadable.chmod(0)
    code, told = trial.call()
    if code != 1 or not any("unreadable.txt: cannot be read" in line for line in told):
        yield f"a text that cannot be read: the run ended with {code}: {told}"
    unreadable.unlink()
    yield from trial.wrong()
    yield from _read_only_store(trial)


def _read_only_store(trial: Trial) -> Iterator[str]:
    from tests.support.service import Site, running  # noqa: PLC0415 - from the tests
    from tests.support.small_texts import meeting_text  # noqa: PLC0415

    site = Site(trial.folder / "service")
    site.folder.mkdir()
    site.set_up()
    store = site.folder / "raw"
    store.mkdir(mode=0o555)
    site.drop("a.txt", meeting_text(700).encode())
    with running(site) as service:
        if not _holds_in_time(lambda: "cannot be copied" in site.log, service):
            yield f"the service with a read-only raw store does not say so: {site.log[-500:]}"
        store.chmod(0o755)
        if not _holds_in_time(lambda: bool(published(site.warehouse)), service):
            yield f"the service did not publish once its raw store could be written: {site.log[-500:]}"


def _holds_in_time(holds: Callable[[], bool], service: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + SERVICE_SECONDS
    while not holds() and time.monotonic() < until and service.poll() is None:
        time.sleep(0.5)
    return holds()


def without_rights_of_root() -> None:
    """Root may write everywhere: what is started from now on may not (Linux)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        kill,
        full_disk,
        two_at_once,
        reader_lock,
        sigterm,
        damaged_storage,
        clock_set_back,
        vanishing_file,
        read_only_raw,
    )
}
