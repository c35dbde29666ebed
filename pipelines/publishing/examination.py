"""What `tsujitsuma doctor` looks at: versions, settings, folders, locks, storage, the warehouse, what is installed."""

from __future__ import annotations

import fcntl
import importlib.util
import locale
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from pipelines.documents.states import document_states
from pipelines.runtime.paths import StateFolderError, named_state_folder
from pipelines.runtime.settings import Settings, SettingsError, load_settings, settings_file
from warehouse.document_states import State
from warehouse.store import WarehouseError, open_for_reading

_PACKAGES = ("tsujitsuma", "duckdb", "dagster", "great-expectations", "polars", "ortools", "pypdfium2")
# What all runs share; a run has a file of its own beside them.
_STORAGE = ("register.sqlite", "history/runs.db", "history/runs/index.db", "schedules/schedules.db")
_LEAST_FREE_MB = 1024


class Health(StrEnum):
    """What came of looking at one thing."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what is the case and, where it is not fine, what to do."""

    subject: str
    health: Health
    said: str
    next_step: str | None = None


def examine(warehouse: Path) -> Iterator[Finding]:
    """Look at everything; nothing is changed, and one thing that is wrong hides no other."""
    yield _versions()
    yield _terminal()
    settings = None
    try:
        settings = load_settings()
        yield Finding("settings", Health.FINE, str(settings_file()))
    except (SettingsError, OSError) as error:
        yield Finding("settings", Health.WRONG, str(error), "mend the file, or name another by TSUJITSUMA_SETTINGS")
    if settings is not None:
        yield from _sources(settings)
    state = named_state_folder()
    yield _folder("state folder", state, "name a folder for runs and results by TSUJITSUMA_STATE")
    yield from _storage(state)
    yield _warehouse(warehouse)
    yield _disk(warehouse)
    yield from _documents(state, warehouse)
    yield from (look() for look in (_search_index, _agents, _fonts))


def _versions() -> Finding:
    said = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return Finding("versions", Health.FINE, f"Python {platform.python_version()}, {said}")


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(do_setlocale=False)).lower()
    if encoding.replace("-", "") in ("utf8", "utf8sig"):
        return Finding("terminal", Health.FINE, encoding)
    return Finding(
        "terminal", Health.NOTE, f"{encoding}: what it cannot show is escaped", "set PYTHONUTF8=1 for Japanese as it is"
    )


def _sources(settings: Settings) -> Iterator[Finding]:
    for source in settings.sources:
        subject = f"source {source.address}"
        if "://" in source.address:
            yield Finding(subject, Health.FINE, "is asked when the service looks at it")
        else:
            yield _readable(subject, Path(source.address))


def _readable(subject: str, folder: Path) -> Finding:
    if not folder.exists():
        return Finding(subject, Health.WRONG, "there is no such folder", f"mkdir -p {folder}, or mend the settings")
    if not os.access(folder, os.R_OK | os.X_OK):
        return Finding(subject, Health.WRONG, "may not be read by this user", f"chmod, or chown: {folder}")
    return Finding(subject, Health.FINE, "can be read")


def _folder(subject: str, folder: Path, next_step: str) -> Finding:
    if not folder.exists():
        return Finding(subject, Health.NOTE, f"{folder}: is not there yet; the first run makes it")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(subject, Health.WRONG, f"{folder}: cannot be written", next_step)
    return Finding(subject, Health.FINE, str(folder))


def _storage(state: Path) -> Iterator[Finding]:
    """Whether what Dagster and the register keep is whole, and whether a run is in progress."""
    lock = state / "lock"
    if lock.is_file():
        with lock.open("rb") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                yield Finding("lock", Health.NOTE, f"{lock}: a run is in progress", "wait for it, or stop it by Ctrl-C")
    broken = [f"{file}: {fault}" for file in sorted(state.rglob("*.db")) if (fault := _fault_of(file))]
    if broken:
        yield Finding(
            "storage", Health.WRONG, "; ".join(broken), "move the file away: it is made anew, its runs are lost"
        )
    elif state.exists():
        yield Finding("storage", Health.FINE, "whole")


def _fault_of(database: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if said == "ok" else str(said)


def _warehouse(path: Path) -> Finding:
    if not path.exists():
        return Finding("warehouse", Health.NOTE, f"{path}: is not there yet", "tsujitsuma ingest")
    try:
        with open_for_reading(path) as connection:
            counted = connection.execute("SELECT count(*) FROM dim_document WHERE is_current").fetchall()
    except WarehouseError as error:
        return Finding(
            "warehouse", Health.WRONG, str(error), "close what has it open; an ingestion migrates an older one"
        )
    size = path.stat().st_size / 2**20
    return Finding("warehouse", Health.FINE, f"{path}: {counted[0][0]:,} documents, {size:,.0f} MB")


def _disk(warehouse: Path) -> Finding:
    folder = next(parent for parent in warehouse.parents if parent.exists())
    free = shutil.disk_usage(folder).free // 2**20
    if free >= _LEAST_FREE_MB:
        return Finding("disk", Health.FINE, f"{free:,} MB free")
    return Finding(
        "disk", Health.WRONG, f"{free:,} MB free", f"make room: a run wants {_LEAST_FREE_MB:,} MB for staging"
    )


def _documents(state: Path, warehouse: Path) -> Iterator[Finding]:
    try:
        found = document_states(state, warehouse) if (state / _STORAGE[0]).is_file() and warehouse.exists() else ()
    except (WarehouseError, StateFolderError) as error:
        yield Finding("documents", Health.WRONG, str(error), "tsujitsuma status")
        return
    kept_out = [one.document for one in found if one.state is State.QUARANTINED]
    if kept_out:
        said = f"{len(kept_out)} kept out: {', '.join(kept_out[:3])}{' …' if len(kept_out) > 3 else ''}"
        yield Finding("documents", Health.NOTE, said, "tsujitsuma status")
    else:
        yield Finding("documents", Health.FINE, "none is kept out")


def _search_index() -> Finding:
    import duckdb  # noqa: PLC0415 - with the others that are looked at

    from warehouse.searching import load_fts  # noqa: PLC0415

    with duckdb.connect() as connection:
        if load_fts(connection):
            return Finding("search", Health.FINE, "lines that come near are found too")
    wanted = f"pip install duckdb-extension-fts=={version('duckdb')}"
    return Finding("search", Health.NOTE, "only lines with every word are found", wanted)


def _agents() -> Finding:
    if importlib.util.find_spec("mcp"):
        return Finding("agents", Health.FINE, f"mcp {version('mcp')}")
    return Finding("agents", Health.NOTE, "tsujitsuma mcp is not installed", 'pip install "tsujitsuma[mcp]"')


def _fonts() -> Finding:
    """The pages bring none for Japanese: a browser takes those of its machine."""
    tool = shutil.which("fc-list")
    if tool is None:
        return Finding("fonts", Health.FINE, "left to the browser")
    listed = subprocess.run([tool, ":lang=ja", "family"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - found above
    count = len(set(listed.stdout.splitlines()))
    if count:
        return Finding("fonts", Health.FINE, f"{count} families for Japanese")
    return Finding("fonts", Health.NOTE, "a browser on this machine shows no Japanese", "install fonts-noto-cjk")
