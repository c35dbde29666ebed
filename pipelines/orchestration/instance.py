"""Dagster's own home: which configuration it reads and where its storage is, SQLite or PostgreSQL."""

from __future__ import annotations

import os
from pathlib import Path

import yaml
from dagster._utils.schedules import is_valid_cron_string

from pipelines.runtime.paths import IS_CLONE, ROOT, STATE_VARIABLE, StateFolderError, named_state_folder, state_folder
from pipelines.runtime.permissions import restrict_new_files
from pipelines.runtime.settings import load_settings, no_cron_schedule

# A link to the dagster.yaml of the repository, which a wheel has as a file here.
_CONFIGURATION = Path(__file__).with_name("dagster.yaml")
_VARIABLE = "TSUJITSUMA_POSTGRES_URL"
_CONNECT_SECONDS = 10
# dagster-postgres brings psycopg2, while SQLAlchemy from 2.1 on takes psycopg where an address names no driver.
_DRIVER = "postgresql+psycopg2"


def set_dagster_home() -> None:
    """Point Dagster at its configuration and at the state folder, whatever the current directory is.

    Its storage is SQLite in the state folder, or PostgreSQL where the settings name one. Raise StateFolderError where
    the one that is meant cannot be used.
    """
    umask, is_new = restrict_new_files(), not named_state_folder().exists()
    folder = state_folder()
    if is_new:
        folder.chmod(0o777 & ~umask)
    os.environ[STATE_VARIABLE] = str(folder)
    os.environ["DAGSTER_HOME"] = str(ROOT)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", "1000")
    settings = load_settings()
    if not is_valid_cron_string(settings.sweep):
        raise no_cron_schedule()
    address = settings.postgres_url
    if address or not IS_CLONE:
        os.environ["DAGSTER_HOME"] = str(_write_home(folder, address))


def _write_home(state_folder: Path, address: str | None) -> Path:
    """A folder with the repository's dagster.yaml, its storage replaced where there is an address.

    The address, which may hold a password, is handed over by the environment and not written. Raise StateFolderError
    where the server cannot be reached.
    """
    configuration = yaml.safe_load(_CONFIGURATION.read_text(encoding="utf-8"))
    if address:
        address = f"{_DRIVER}://{address.partition('://')[2]}"
        _require_reachable(address)
        os.environ[_VARIABLE] = address
        configuration["storage"] = {"postgres": {"postgres_url": {"env": _VARIABLE}}}
    folder = state_folder / "dagster_home"
    folder.mkdir(exist_ok=True)
    made = folder / f".dagster.yaml.{os.getpid()}"
    made.write_text(f"# Written from {_CONFIGURATION} and the settings.\n{yaml.safe_dump(configuration)}")
    made.replace(folder / "dagster.yaml")
    return folder


def _require_reachable(address: str) -> None:
    from sqlalchemy import create_engine  # noqa: PLC0415 - heavy, and not needed for SQLite
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - as above
    from sqlalchemy.pool import NullPool  # noqa: PLC0415 - as above

    try:
        engine = create_engine(address, poolclass=NullPool, connect_args={"connect_timeout": _CONNECT_SECONDS})
        with engine.connect():
            pass
        url = engine.url
    except SQLAlchemyError as error:
        # The driver's own words name host, port, user and database, and no password.
        reason = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())
        raise StateFolderError(
            f"PostgreSQL cannot be used: {reason}; mend postgres_url in the settings or {_VARIABLE},"
            " or leave it out for SQLite"
        ) from None
    if not url.database:
        raise StateFolderError("PostgreSQL cannot be used: postgres_url names no database: postgresql://user@host/name")
