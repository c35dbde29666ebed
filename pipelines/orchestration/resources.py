"""What the assets need from outside: the warehouse's file, the state folder, a reporter of progress."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.documents.corrections import Correction, read_corrections
from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Register
from pipelines.documents.results import ResultStore
from pipelines.orchestration.outcome import OUTCOMES
from pipelines.orchestration.partitions import keys_of_run
from pipelines.orchestration.values import Kept, Value
from pipelines.runtime.locks import alone
from pipelines.runtime.paths import DEFAULT_WAREHOUSE, RAW_FOLDER, state_folder
from pipelines.runtime.settings import load_settings


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

    @property
    def results(self) -> ResultStore:
        """What the stages made of each document, where all workers see it."""
        return ResultStore(self.folder, load_settings().workers.results)

    def quarantine(self, warehouse: Path) -> Quarantine:
        """The documents that were kept out of a warehouse."""
        return Quarantine(self.folder, warehouse)


class CorrectionsFile(dg.ConfigurableResource):  # type: ignore[type-arg]  # as above
    """The CSV of cells that a person corrected."""

    path: str = str(RAW_FOLDER / "corrections.csv")

    def corrections(self) -> tuple[Correction, ...]:
        """Its corrections; none where there is no file."""
        return read_corrections(Path(self.path))


class DocumentResults(dg.IOManager):
    """Assets hand each other values within one run, in one process; to other runs, what is kept of each document.

    So a single asset can be materialized: it works on what the assets before it made in earlier runs.
    """

    def __init__(self, state_folder: StateFolder, corrections_file: CorrectionsFile) -> None:
        self._state_folder, self._corrections_file = state_folder, corrections_file
        self._values: dict[tuple[str, dg.AssetKey], object] = {}

    def handle_output(self, context: dg.OutputContext, obj: Value) -> None:
        """Keep an asset's value for the steps of its run, and on disk what has become of its documents so far."""
        self._values = {place: value for place, value in self._values.items() if place[0] == context.run_id}
        self._values[context.run_id, context.asset_key] = obj
        self._state_folder.results.keep(OUTCOMES, context.run_id, "", obj.outcomes)

    def load_input(self, context: dg.InputContext) -> Any:  # noqa: ANN401 - whatever the asset before gave
        """The value that the asset before gave in this run, or in earlier ones."""
        run = context.step_context.dagster_run
        made = self._values.get((run.run_id, context.asset_key))
        if made is not None:
            return made
        folder = self._state_folder
        entries = Register(folder.folder).by_key(keys_of_run(context.step_context.instance, run)).values()
        kept = Kept(
            tuple(entries), folder.results, self._corrections_file.corrections(), folder.staging_file(run.run_id)
        )
        asset = context.asset_key.to_user_string()
        value = kept.value_of(asset)
        # The dashboard alone shows whatever the warehouse holds.
        if not value.document_count and run.asset_selection != {dg.AssetKey("dashboard")}:
            message = f"nothing is kept of what {asset} makes of these documents, as they would be read and settled now"
            raise dg.DagsterInvariantViolationError(f"{message}: materialize {asset} first")
        return value
