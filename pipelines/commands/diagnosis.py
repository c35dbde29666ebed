"""What `tsujitsuma doctor` checks: each a small function that tells what it saw and what to do."""

from __future__ import annotations

import fcntl
import importlib.metadata
import importlib.util
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
from pathlib import Path

from pipelines.runtime.paths import (
    IS_CLONE,
    STATE_VARIABLE,
    WAREHOUSE_VARIABLE,
    StateFolderError,
    named_state_folder,
    state_folder,
)

_PACKAGES = ("tsujitsuma", "dagster", "duckdb", "polars", "great-expectations")
# What all runs share; each run has a file of its own beside them.
_REGISTER = "register.sqlite"
_RUN_FILES = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")
_LEAST_FREE_MB = 500
_FONT_SECONDS = 10


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw. `next_step` is what a person can do about it; empty where nothing need be done."""

    name: str
    state: State
    told: str
    next_step: str = ""


def diagnosis(warehouse: Path) -> tuple[Finding, ...]:
    """Every check, in the order in which a fault of one may be the cause of the next."""
    return (
        _python(),
        *_packages(),
        _settings(),
        _state_folder(),
        _space(),
        *_sources(),
        *_warehouse(warehouse),
        *_storage(),
        *_documents(warehouse),
        _search(),
        _agents(),
        _terminal(),
        _fonts(),
    )


def _python() -> Finding:
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < (3, 11):  # noqa: UP036 - a wheel may have been forced into an older one
        return Finding("Python", State.WRONG, told, "install Tsujitsuma with Python 3.11 or newer")
    return Finding("Python", State.OK, told)


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        try:
            yield Finding(name, State.OK, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            what = "make setup" if IS_CLONE else "install Tsujitsuma anew, in an environment of its own"
            yield Finding(name, State.WRONG, "not installed", what)


def _settings() -> Finding:
    from pipelines.runtime.settings import SettingsError, load_settings, settings_file  # noqa: PLC0415 - heavy

    try:
        load_settings()
    except SettingsError as error:
        return Finding("settings", State.WRONG, str(error), "mend the field that is named")
    file = settings_file()
    return Finding("settings", State.OK, f"{file}" if file.exists() else f"{file}: not there, so the defaults")


def _state_folder() -> Finding:
    folder = named_state_folder()
    step = f"set {STATE_VARIABLE} to a folder you may write"
    if not folder.exists():  # it is made by the first run: to look changes nothing
        above = next(one for one in folder.parents if one.exists())
        if not above.is_dir() or not os.access(above, os.W_OK):
            return Finding("state folder", State.WRONG, f"{folder}: cannot be made in {above}", step)
        return Finding("state folder", State.OK, f"{folder}: not there yet, made by the first run")
    try:
        state_folder()
    except StateFolderError as error:
        return Finding("state folder", State.WRONG, str(error), step)
    origin = f", by {STATE_VARIABLE}" if os.environ.get(STATE_VARIABLE) else ""
    return Finding("state folder", State.OK, f"{folder}{origin}")


def _space() -> Finding:
    folder = next(one for one in (named_state_folder(), *named_state_folder().parents) if one.exists())
    free = shutil.disk_usage(folder).free // 1_000_000
    told = f"{free:,} MB free at {folder}"
    if free < _LEAST_FREE_MB:
        return Finding(
            "disk", State.WRONG, told, f"free at least {_LEAST_FREE_MB} MB; old runs are in the state folder"
        )
    return Finding("disk", State.OK, told)


def _warehouse(file: Path) -> Iterator[Finding]:
    from warehouse import schema  # noqa: PLC0415 - heavy
    from warehouse.lake.address import is_address, shown  # noqa: PLC0415 - as above
    from warehouse.store import (  # noqa: PLC0415 - heavy
        WarehouseError,
        WarehouseLockedError,
        exists,
        open_warehouse,
    )

    origin = f", by {WAREHOUSE_VARIABLE}" if os.environ.get(WAREHOUSE_VARIABLE) else ""
    named = shown(file)
    try:
        if not exists(file):
            yield Finding("warehouse", State.NOTE, f"{named}{origin}: there is none yet", "tsujitsuma ingest")
            return
        with open_warehouse(file, read_only=True) as connection:
            version, current = schema.version_of(connection), schema.current_version()
    except WarehouseLockedError as error:
        # Who holds it may be at work: that is no fault, but nothing else can be published meanwhile.
        yield Finding("warehouse", State.NOTE, str(error), "wait until the other program has ended, or end it")
        return
    except WarehouseError as error:
        yield Finding("warehouse", State.WRONG, str(error), "put back a backup of the file, or ingest the texts anew")
        return
    told = f"{named}{origin}: version {version}"
    if not is_address(file):
        told += f", {file.stat().st_size / 1_000_000:,.1f} MB"
    if version is None:
        yield Finding("warehouse", State.WRONG, f"{named}: no warehouse of Tsujitsuma", "name another with --warehouse")
    elif version > current:
        yield Finding("warehouse", State.WRONG, f"{told}, newer than this program", "update Tsujitsuma")
    elif version < current:
        yield Finding("warehouse", State.NOTE, f"{told}; this program writes version {current}", "tsujitsuma ingest")
    else:
        yield Finding("warehouse", State.OK, told)
    if is_address(file):
        return
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        yield Finding("warehouse", State.NOTE, f"{file} can be read, not written", "publish as its owner")


def _sources() -> Iterator[Finding]:
    """The folders that are watched; addresses are asked when the service looks at them."""
    from pipelines.runtime.settings import SettingsError, load_settings  # noqa: PLC0415 - heavy

    try:
        watched = [source.address for source in load_settings().sources if "://" not in source.address]
    except SettingsError:  # told by itself
        return
    for address in watched:
        folder, name = Path(address), f"source {address}"
        if not folder.is_dir():
            yield Finding(name, State.WRONG, "there is no such folder", f"mkdir -p {folder}, or mend the settings")
        elif not os.access(folder, os.R_OK | os.X_OK):
            yield Finding(name, State.WRONG, "may not be read by this user", f"chmod, or chown: {folder}")
        else:
            yield Finding(name, State.OK, "can be read")


def _documents(warehouse: Path) -> Iterator[Finding]:
    """What is kept out. Nothing is looked at where no run has been: the register would be made."""
    from pipelines.documents.states import document_states  # noqa: PLC0415 - heavy
    from warehouse import document_states as states  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, exists  # noqa: PLC0415 - heavy

    state = named_state_folder()
    if not (state / _REGISTER).is_file():
        return
    try:
        if not exists(warehouse):
            return
        found = document_states(state, warehouse)
    except (WarehouseError, StateFolderError):  # told with the warehouse
        return
    out = [one.document for one in found if one.state is states.State.QUARANTINED]
    if out:
        told = f"{len(out)} kept out: {', '.join(out[:3])}{' …' if len(out) > 3 else ''}"
        yield Finding("documents", State.NOTE, told, "tsujitsuma status")
    else:
        yield Finding("documents", State.OK, "none is kept out")


def _storage() -> Iterator[Finding]:
    """The files that all runs share are whole, and whether a run is in progress; then where Dagster keeps its own."""
    state = named_state_folder()
    lock = state / "lock"
    if lock.is_file():
        with lock.open("rb") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                yield Finding("lock", State.NOTE, f"{lock}: a run is in progress", "wait for it, or stop it by Ctrl-C")
    for file in (state / name for name in (_REGISTER, *_RUN_FILES)):
        if file.is_file() and (fault := _fault_of(file)):
            step = "move it away: it is made anew, and what was noted in it forgotten"
            yield Finding("storage", State.WRONG, f"{file}: {fault}", step)
    yield _run_storage()


def _fault_of(database: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as connection:
            (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if told == "ok" else str(told)


def _run_storage() -> Finding:
    """Dagster's own: where runs and their events are kept."""
    from pipelines.runtime.settings import SettingsError, load_settings  # noqa: PLC0415 - heavy

    try:
        address = load_settings().postgres_url
    except SettingsError:
        return Finding("run storage", State.NOTE, "not known: the settings cannot be read")
    if not address:
        return Finding("run storage", State.OK, "SQLite in the state folder")
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - heavy, and not needed for SQLite

    shown = make_url(address).render_as_string(hide_password=True)
    return Finding("run storage", State.OK, f"PostgreSQL: {shown} (tsujitsuma ui tells whether it can be reached)")


def _search() -> Finding:
    import duckdb  # noqa: PLC0415 - heavy

    from warehouse.searching import load_fts  # noqa: PLC0415 - heavy

    with duckdb.connect() as connection:
        if load_fts(connection):
            return Finding("search", State.OK, "DuckDB's full-text search is there")
    what = "install duckdb-extension-fts of DuckDB's version; without it near lines are not shown"
    return Finding("search", State.NOTE, "DuckDB's full-text search is not there", what)


def _agents() -> Finding:
    if importlib.util.find_spec("mcp"):
        return Finding("agents", State.OK, f"mcp {importlib.metadata.version('mcp')}")
    return Finding("agents", State.NOTE, "tsujitsuma mcp is not installed", 'pip install "tsujitsuma[mcp]"')


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or "ascii").lower()
    told = f"{encoding}, {os.environ.get('LC_ALL') or os.environ.get('LANG') or 'no locale'}"
    if encoding.replace("-", "") == "utf8":
        return Finding("terminal", State.OK, told)
    return Finding("terminal", State.NOTE, f"{told}: what it cannot show is written as codes", "set PYTHONUTF8=1")


def _fonts() -> Finding:
    """Japanese on the pages, and where they are printed."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Finding("fonts", State.NOTE, "not looked at: there is no fc-list here")
    try:
        listed = subprocess.run(  # noqa: S603 - fontconfig's own program
            [lister, ":lang=ja", "family"], capture_output=True, text=True, timeout=_FONT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding("fonts", State.NOTE, f"not looked at: {type(error).__name__}")
    families = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    if families:
        more = f" and {len(families) - 1} more" if len(families) > 1 else ""
        return Finding("fonts", State.OK, f"Japanese: {families[0]}{more}")
    what = "install one, such as fonts-noto-cjk, on the machine that shows or prints the pages"
    return Finding("fonts", State.NOTE, "no font has Japanese letters", what)
