"""What the assets need from outside: the warehouse's file, the state folder, a reporter of progress."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.documents.corrections import Correction, read_corrections
from pipelines.documents.quarantine import Quarantine
from pipelines.runtime.locks import alone
from pipelines.runtime.paths import DEFAULT_WAREHOUSE, RAW_FOLDER, state_folder


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

    def alone(self) -> AbstractContextManager[None]:
        """Wait until no other run works in the folder: Great Expectations keeps its suites there as files."""
        return alone(self.folder)

    def quarantine(self, warehouse: Path) -> Quarantine:
        """The documents that were kept out of a warehouse."""
        return Quarantine(self.folder, warehouse)


class CorrectionsFile(dg.ConfigurableResource):  # type: ignore[type-arg]  # as above
    """The CSV of cells that a person corrected."""

    path: str = str(RAW_FOLDER / "corrections.csv")

    def corrections(self) -> tuple[Correction, ...]:
        """Its corrections; none where there is no file."""
        return read_corrections(Path(self.path))


class HandOver(dg.IOManager):
    """Assets hand each other objects within one run, in one process; nothing of them is stored."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, dg.AssetKey], object] = {}

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        """Keep an asset's value for the steps of its run; those of earlier runs go."""
        self._values = {place: value for place, value in self._values.items() if place[0] == context.run_id}
        self._values[context.run_id, context.asset_key] = obj

    def load_input(self, context: dg.InputContext) -> Any:  # noqa: ANN401 - whatever the asset before gave
        """The value that the asset before gave in this run."""
        run_id = context.step_context.run_id
        if (run_id, context.asset_key) not in self._values:
            message = f"{context.asset_key.to_user_string()} was not made in this run: materialize all assets together"
            raise dg.DagsterInvariantViolationError(message)
        return self._values[run_id, context.asset_key]
