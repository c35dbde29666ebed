"""The whole flow: raw_documents → figures → reconciled → staged_warehouse → (quality checks) → warehouse."""

from __future__ import annotations

import dagster as dg

from pipelines import assets, checks
from pipelines.jobs import ingestion
from pipelines.outcome import RunOutcome
from pipelines.progress import Reporter, Silent
from pipelines.resources import CorrectionsFile, HandOver, StateFolder, WarehouseFile


def build_defs(
    warehouse_file: WarehouseFile | None = None,
    state_folder: StateFolder | None = None,
    progress: Reporter | None = None,
    corrections_file: CorrectionsFile | None = None,
    outcome: RunOutcome | None = None,
) -> dg.Definitions:
    """The definitions, with resources of the caller's in place of the default ones."""
    return dg.Definitions(
        assets=[
            assets.raw_documents,
            assets.figures,
            assets.reconciled,
            assets.staged_warehouse,
            assets.warehouse,
        ],
        asset_checks=[checks.documents_understood, checks.quality],
        jobs=[ingestion],
        resources={
            "warehouse_file": warehouse_file or WarehouseFile(),
            "state_folder": state_folder or StateFolder(),
            "progress": dg.ResourceDefinition.hardcoded_resource(progress or Silent()),
            "corrections_file": corrections_file or CorrectionsFile(),
            "outcome": dg.ResourceDefinition(lambda _: outcome or RunOutcome()),
            "io_manager": dg.IOManagerDefinition.hardcoded_io_manager(HandOver()),
        },
        executor=dg.in_process_executor,
    )


defs = build_defs()
