"""Runs the ingestion job within this process on Dagster's real instance, so that the UI shows it afterwards."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from pipelines.assets import Report
from pipelines.definitions import build_defs
from pipelines.home import set_dagster_home, state_folder
from pipelines.jobs import INGESTION
from pipelines.progress import Reporter
from pipelines.resources import StateFolder, WarehouseFile


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The report of a run, None where it did not get to its end, and what went wrong, one line each."""

    report: Report | None
    problems: tuple[str, ...]


def run_ingestion(files: Sequence[Path], warehouse: Path, progress: Reporter) -> RunOutcome:
    """Ingest files into a warehouse."""
    set_dagster_home()
    warnings.filterwarnings("ignore", module="dagster")
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    definitions = build_defs(WarehouseFile(path=str(warehouse)), StateFolder(path=str(state_folder())), progress)
    with dg.DagsterInstance.get() as instance:
        result = definitions.get_job_def(INGESTION).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "ops": {"raw_documents": {"config": {"paths": [str(file.absolute()) for file in files]}}},
            },
        )
        if result.success:
            return RunOutcome(result.output_for_node("warehouse"), ())
        return RunOutcome(None, tuple(_problems(result)))


def _problems(result: dg.ExecuteInProcessResult) -> list[str]:
    """Why a run failed, in a line each: steps that raised, and blocking checks that did not hold."""
    lines = []
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error is not None:
            error = event.step_failure_data.error
            cause = error.cause or error
            lines.append(f"{event.step_key}: {cause.message.strip().splitlines()[0]}")
    for evaluation in result.get_asset_check_evaluations():
        if not evaluation.passed and evaluation.blocking:
            lines.append(f"nothing was published: the check {evaluation.check_name} failed")
    return [*lines, f"the run and its log: tsujitsuma ui (run {result.run_id})"]
