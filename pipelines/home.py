"""Where things are: the repository's folders, and the one ignored folder that holds all state."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent
RAW_FOLDER = ROOT / "raw"
DEFAULT_WAREHOUSE = ROOT / "warehouse" / "jlis.duckdb"
_STATE_VARIABLE = "TSUJITSUMA_STATE"
_WAREHOUSE_VARIABLE = "TSUJITSUMA_WAREHOUSE"


class StateFolderError(RuntimeError):
    """The state folder cannot be used; the message names it and says what to do."""


def default_warehouse() -> Path:
    """The warehouse's file where no option names one."""
    return Path(os.environ.get(_WAREHOUSE_VARIABLE) or DEFAULT_WAREHOUSE).absolute()


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
    """Point Dagster at this repository's dagster.yaml and at the state folder, whatever the current directory is."""
    os.environ[_STATE_VARIABLE] = str(state_folder())
    os.environ["DAGSTER_HOME"] = str(ROOT)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")


def parser_version() -> str:
    """The version of this product, under which a text was read."""
    return version("tsujitsuma")
