"""What the assets need from outside: the warehouse's file, the state folder, a reporter of progress."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.home import DEFAULT_WAREHOUSE, state_folder


class WarehouseFile(dg.ConfigurableResource):  # type: ignore[type-arg]  # Dagster's own base is not generic at runtime
    """The DuckDB file into which documents are published."""

    path: str = str(DEFAULT_WAREHOUSE)

    @property
    def file(self) -> Path:
        """The file as a path."""
        return Path(self.path)


class StateFolder(dg.ConfigurableResource):  # type: ignore[type-arg]  # as above
    """The folder for staging files and the results of Great Expectations."""

    path: str = ""

    @property
    def folder(self) -> Path:
        """The folder, the default one where none is configured."""
        return Path(self.path) if self.path else state_folder()

    def staging_file(self, run_id: str) -> Path:
        """The staging warehouse of a run."""
        folder = self.folder / "staging"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{run_id}.duckdb"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other run works in the folder: Great Expectations keeps its suites there as files."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
