"""Where things are: the repository's folders, and the one ignored folder that holds all state."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parents[2]
RAW_FOLDER = ROOT / "raw"
DEFAULT_WAREHOUSE = ROOT / "warehouse" / "jlis.duckdb"
LOG_FORMAT_VARIABLE = "TSUJITSUMA_LOG_FORMAT"
_STATE_VARIABLE = "TSUJITSUMA_STATE"
WAREHOUSE_VARIABLE = "TSUJITSUMA_WAREHOUSE"


class StateFolderError(RuntimeError):
    """The state folder, or what the settings say of it, cannot be used; the message names it and says what to do."""


def default_warehouse() -> Path:
    """The warehouse's file where no option names one."""
    return Path(os.environ.get(WAREHOUSE_VARIABLE) or DEFAULT_WAREHOUSE).absolute()


def state_folder() -> Path:
    """Where Dagster's storage, the results of Great Expectations and staging files are; made where it is not there."""
    folder = Path(os.environ.get(_STATE_VARIABLE) or ROOT / ".tsujitsuma").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StateFolderError(
            f"{folder}: cannot be written ({error.strerror}); set {_STATE_VARIABLE} to a folder for runs and results"
        ) from None
    return folder.resolve()


def set_dagster_home() -> None:
    """Point Dagster at its configuration and at the state folder, whatever the current directory is.

    Its storage is SQLite in the state folder, or PostgreSQL where the settings name one. Raise StateFolderError where
    the one that is meant cannot be used.
    """
    from pipelines.runtime.settings import load_settings  # noqa: PLC0415 - it needs this module

    folder = state_folder()
    os.environ[_STATE_VARIABLE] = str(folder)
    os.environ["DAGSTER_HOME"] = str(ROOT)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", "1000")
    address = load_settings().postgres_url
    if address:
        from pipelines.orchestration.postgres import write_dagster_home  # noqa: PLC0415 - heavy

        os.environ["DAGSTER_HOME"] = str(write_dagster_home(folder, address))


def log_format() -> str:
    """How the service writes its log: `colored` or `json`."""
    return os.environ.get(LOG_FORMAT_VARIABLE, "colored")


def parser_version() -> str:
    """The version of this product, under which a text was read."""
    return version("tsujitsuma")
