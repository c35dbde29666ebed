"""Dagster's storage on PostgreSQL: the configuration that says so, and an error in one line where it is away."""

from __future__ import annotations

import os
from pathlib import Path

import yaml
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from pipelines.runtime.paths import ROOT, StateFolderError

_VARIABLE = "TSUJITSUMA_POSTGRES_URL"
_CONNECT_SECONDS = 10
# dagster-postgres brings psycopg2, while SQLAlchemy from 2.1 on takes psycopg where an address names no driver.
_DRIVER = "postgresql+psycopg2"


def write_dagster_home(state_folder: Path, address: str) -> Path:
    """A folder with the repository's dagster.yaml, its storage replaced. The address, which may hold a password, is
    handed over by the environment and not written. Raise StateFolderError where the server cannot be reached.
    """
    address = f"{_DRIVER}://{address.partition('://')[2]}"
    _require_reachable(address)
    os.environ[_VARIABLE] = address
    configuration = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    configuration["storage"] = {"postgres": {"postgres_url": {"env": _VARIABLE}}}
    folder = state_folder / "dagster_home"
    folder.mkdir(exist_ok=True)
    made = folder / f".dagster.yaml.{os.getpid()}"
    made.write_text(f"# Written from {ROOT / 'dagster.yaml'} and the settings.\n{yaml.safe_dump(configuration)}")
    made.replace(folder / "dagster.yaml")
    return folder


def _require_reachable(address: str) -> None:
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
