"""The job that ingests texts: all assets and their checks, in one process."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration.standing_checks import standing_selection

INGESTION = "ingestion"

ingestion = dg.define_asset_job(
    INGESTION,
    selection=dg.AssetSelection.all() - standing_selection,
    description="Read, reconcile, check and publish the texts that are new or changed.",
    executor_def=dg.in_process_executor,
)
