"""Runs the ingestion job within this process on Dagster's real instance, so that the UI shows it afterwards."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import SQLAlchemyError

from pipelines.assets import SettledBatch
from pipelines.definitions import build_defs
from pipelines.documents import Refusal, Unchanged
from pipelines.home import StateFolderError, set_dagster_home, state_folder
from pipelines.jobs import INGESTION
from pipelines.progress import Reporter
from pipelines.publication import Publication, PublishedDocument
from pipelines.resources import StateFolder, WarehouseFile
from warehouse.store import WarehouseError


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every document of a run, and in one line why it did not get to its end, where it did not.

    `is_unusable` tells that the cause is the warehouse or the state folder, and not the documents or this product.
    """

    published: tuple[PublishedDocument, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    failure: str | None = None
    is_unusable: bool = False


def run_ingestion(files: Sequence[Path], warehouse: Path, progress: Reporter) -> Report:
    """Ingest files into a warehouse. Raise StateFolderError where the run cannot be recorded."""
    set_dagster_home()
    warnings.filterwarnings("ignore", module="dagster")
    # Dagster sets the level of its topmost logger itself.
    logging.getLogger("dagster._core").setLevel(logging.CRITICAL)
    try:
        # Dagster makes its tables when it first opens its storage; two that do so at once stand in each other's way.
        with StateFolder(path=str(state_folder())).alone():
            opened = dg.DagsterInstance.get()
        with opened as instance:
            return run_job(instance, files, warehouse, state_folder(), progress)
    except SQLAlchemyError as error:
        raise StateFolderError(
            f"{state_folder()}: Dagster cannot record the run there ({_first_line(error)}); set TSUJITSUMA_STATE to"
            " another folder, or make room in this one"
        ) from error


def run_job(
    instance: dg.DagsterInstance, files: Sequence[Path], warehouse: Path, state: Path, progress: Reporter
) -> Report:
    """Run the job on an instance, in this process. Raise KeyboardInterrupt where it was interrupted."""
    definitions = build_defs(WarehouseFile(path=str(warehouse)), StateFolder(path=str(state)), progress)
    result = definitions.resolve_job_def(INGESTION).execute_in_process(
        instance=instance,
        raise_on_error=False,
        run_config={
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            "ops": {"raw_documents": {"config": {"paths": [str(file.absolute()) for file in files]}}},
        },
    )
    return _report(result)


def _report(result: dg.ExecuteInProcessResult) -> Report:
    done = {event.step_key for event in result.all_events if event.is_successful_output}
    settled: SettledBatch | None = result.output_for_node("reconciled") if "reconciled" in done else None
    publication: Publication | None = result.output_for_node("warehouse") if "warehouse" in done else None
    failure, is_unusable = (None, False) if result.success else _failure(result)
    return Report(
        publication.published if publication else (),
        (*(settled.unchanged if settled else ()), *(publication.recorded if publication else ())),
        (*(settled.refusals if settled else ()), *(publication.refusals if publication else ())),
        failure,
        is_unusable,
    )


def _failure(result: dg.ExecuteInProcessResult) -> tuple[str, bool]:
    """Why a run failed: blocking checks that did not hold, or the error of a step; and whether it is for the user."""
    log = f"its log: tsujitsuma ui, run {result.run_id}"
    failed = [e.check_name for e in result.get_asset_check_evaluations() if e.blocking and not e.passed]
    if failed:
        return f"nothing was published: checks failed: {', '.join(failed)} ({log})", False
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error is not None:
            error = event.step_failure_data.error.cause or event.step_failure_data.error
            if error.cls_name == dg.DagsterExecutionInterruptedError.__name__:
                raise KeyboardInterrupt
            message = " ".join(error.message.split())
            if error.cls_name == WarehouseError.__name__:
                return message.partition(": ")[2], True
            return f"nothing was published: {event.step_key}: {message} ({log})", False
    return f"nothing was published: the run did not end ({log})", False


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
