"""Where things are: the repository's folders, and the one ignored folder that holds all state."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent
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
    folder = _written_state_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # for its owner, whatever lies in it
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StateFolderError(
            f"{folder}: cannot be written ({error.strerror}); set {_STATE_VARIABLE} to a folder for runs and results"
        ) from None
    return folder.resolve()


def _written_state_folder() -> Path:
    return Path(os.environ.get(_STATE_VARIABLE) or ROOT / ".tsujitsuma").absolute()


def restrict_new_files() -> int:
    """From now on this process and those that it starts make files for those alone whom the settings let read them.

    Give what new files do not allow. Raise SettingsError where the settings cannot be used.
    """
    from pipelines.settings import load_settings  # noqa: PLC0415 - it needs this module

    umask = load_settings().readable_by.umask
    os.umask(umask)
    return umask


def set_dagster_home() -> None:
    """Point Dagster at its configuration and at the state folder, whatever the current directory is.

    Its storage is SQLite in the state folder, or PostgreSQL where the settings name one. Raise StateFolderError where
    the one that is meant cannot be used.
    """
    from pipelines.settings import load_settings  # noqa: PLC0415 - it needs this module

    umask, is_new = restrict_new_files(), not _written_state_folder().exists()
    folder = state_folder()
    if is_new:
        folder.chmod(0o777 & ~umask)
    os.environ[_STATE_VARIABLE] = str(folder)
    os.environ["DAGSTER_HOME"] = str(ROOT)
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", "1000")
    address = load_settings().postgres_url
    if address:
        from pipelines.postgres import write_dagster_home  # noqa: PLC0415 - heavy

        os.environ["DAGSTER_HOME"] = str(write_dagster_home(folder, address))


def log_format() -> str:
    """How the service writes its log: `colored` or `json`."""
    return os.environ.get(LOG_FORMAT_VARIABLE, "colored")


def parser_version() -> str:
    """The version of this product, under which a text was read."""
    return version("tsujitsuma")
