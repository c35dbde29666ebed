"""The whole flow: raw_documents → figures → reconciled → staged_warehouse → (checks) → warehouse → dashboard."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration import assets, checks, published_assets, standing_checks
from pipelines.orchestration.jobs import ingestion
from pipelines.orchestration.maintenance import maintenance, maintenance_schedule
from pipelines.orchestration.resources import CorrectionsFile, DocumentResults, StateFolder, WarehouseFile
from pipelines.orchestration.schedules import sweep_schedule
from pipelines.orchestration.sensors import arrivals_sensor, failures_sensor, refusals_sensor
from pipelines.orchestration.workers import Workers
from pipelines.runtime.paths import default_warehouse, log_format
from pipelines.runtime.progress import Reporter, Silent
from pipelines.runtime.settings import Settings, load_settings
from warehouse.lake.address import is_address


def build_defs(
    warehouse_file: WarehouseFile | None = None,
    state_folder: StateFolder | None = None,
    progress: Reporter | None = None,
    corrections_file: CorrectionsFile | None = None,
    settings: Settings | None = None,
    workers: Workers | None = None,
) -> dg.Definitions:
    """The definitions, with resources of the caller's in place of the default ones."""
    settings = settings or load_settings()
    warehouse_file = warehouse_file or WarehouseFile(path=str(default_warehouse()))
    is_lake = is_address(warehouse_file.path)
    state_folder = state_folder or StateFolder()
    corrections_file = corrections_file or CorrectionsFile(path=str(settings.corrections))
    return dg.Definitions(
        assets=[
            assets.raw_documents,
            assets.figures,
            assets.reconciled,
            assets.staged_warehouse,
            published_assets.published,
        ],
        asset_checks=[
            checks.documents_understood,
            checks.quality,
            standing_checks.nothing_is_broken_now,
            standing_checks.materials_are_fresh,
        ],
        jobs=[ingestion, standing_checks.standing_checks, *([maintenance] if is_lake else [])],
        sensors=[arrivals_sensor(settings), failures_sensor(settings), refusals_sensor(settings)],
        schedules=[
            sweep_schedule(settings),
            standing_checks.standing_schedule,
            *([maintenance_schedule(settings)] if is_lake else []),
        ],
        resources={
            "warehouse_file": warehouse_file,
            "state_folder": state_folder,
            "progress": dg.ResourceDefinition.hardcoded_resource(progress or Silent()),
            "corrections_file": corrections_file,
            "workers": dg.ResourceDefinition.hardcoded_resource(workers or Workers()),
            "io_manager": dg.IOManagerDefinition.hardcoded_io_manager(DocumentResults(state_folder, corrections_file)),
        },
        executor=dg.in_process_executor,
        loggers={"console": dg.json_console_logger} if log_format() == "json" else None,
    )
