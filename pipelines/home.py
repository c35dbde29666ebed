"""Where things are: the repository's folders, and the one ignored folder that holds all state."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RAW_FOLDER = ROOT / "raw"
DEFAULT_WAREHOUSE = ROOT / "warehouse" / "jlis.duckdb"
_STATE_VARIABLE = "TSUJITSUMA_STATE"


def state_folder() -> Path:
    """Where Dagster's storage, the results of Great Expectations and staging files are; made where it is not there."""
    folder = Path(os.environ.get(_STATE_VARIABLE) or ROOT / ".tsujitsuma").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def set_dagster_home() -> None:
    """Point Dagster at this repository's dagster.yaml and at the state folder, whatever the current directory is."""
    os.environ[_STATE_VARIABLE] = str(state_folder())
    os.environ["DAGSTER_HOME"] = str(ROOT)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")


def parser_version() -> str:
    """The version of this product, under which a text was read."""
    return version("tsujitsuma")
