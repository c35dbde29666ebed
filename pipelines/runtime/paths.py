"""Where things are: in the clone that the code runs out of, or, for an installed program, in the current folder."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

from warehouse.lake.address import whole

CODE_FOLDER = Path(__file__).resolve().parents[2]
IS_CLONE = all((CODE_FOLDER / name).exists() for name in ("pyproject.toml", "dagster.yaml", "raw"))
# Where relative paths of the settings start, and what is made without another name is put.
ROOT = CODE_FOLDER if IS_CLONE else Path.cwd()
RAW_FOLDER = ROOT / "raw"
# As a person names it from ROOT.
SHOWN_WAREHOUSE = "warehouse/jlis.duckdb" if IS_CLONE else "tsujitsuma.duckdb"
SHOWN_SETTINGS = "pipelines/settings.yaml" if IS_CLONE else "tsujitsuma.yaml"
DEFAULT_WAREHOUSE = ROOT / SHOWN_WAREHOUSE
LOG_FORMAT_VARIABLE = "TSUJITSUMA_LOG_FORMAT"
STATE_VARIABLE = "TSUJITSUMA_STATE"
WAREHOUSE_VARIABLE = "TSUJITSUMA_WAREHOUSE"


class StateFolderError(RuntimeError):
    """The state folder, or what the settings say of it, cannot be used; the message names it and says what to do."""


def default_warehouse() -> Path:
    """The warehouse, a file or a lake's address, where no option names one."""
    return whole(Path(os.environ.get(WAREHOUSE_VARIABLE) or DEFAULT_WAREHOUSE))


def state_folder() -> Path:
    """Where Dagster's storage, the results of Great Expectations and staging files are; made where it is not there."""
    folder = named_state_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # for its owner, whatever lies in it
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StateFolderError(
            f"{folder}: cannot be written ({error.strerror}); set {STATE_VARIABLE} to a folder for runs and results"
        ) from None
    return folder.resolve()


def named_state_folder() -> Path:
    """The state folder as it is named, whether it is there or not."""
    return Path(os.environ.get(STATE_VARIABLE) or ROOT / ".tsujitsuma").absolute()


def log_format() -> str:
    """How the service writes its log: `colored` or `json`."""
    return os.environ.get(LOG_FORMAT_VARIABLE, "colored")


def parser_version() -> str:
    """The version of this product, and after + that of its rule book: under which a text was read and settled."""
    from expectations.rule_book import fingerprint, rule_book  # noqa: PLC0415 - a command's help need not parse it

    return f"{version('tsujitsuma')}+{fingerprint(rule_book().rules)}"
