"""Runs the ingestion job within this process on Dagster's real instance, so that the UI shows it afterwards."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import dagster as dg
from sqlalchemy.exc import SQLAlchemyError

from pipelines.documents.corrections import CorrectionsError, read_corrections, without_document
from pipelines.documents.processing import Refusal, Unchanged
from pipelines.documents.quarantine import Quarantined
from pipelines.documents.registry import Entry, Register
from pipelines.documents.selection import enter_files
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.instance import set_dagster_home
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.orphaned_runs import marked_as_running, report_abandoned
from pipelines.orchestration.outcome import RunOutcome
from pipelines.orchestration.partitions import one_run_for
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.publishing.publication import PublishedDocument
from pipelines.runtime.locks import alone
from pipelines.runtime.paths import StateFolderError, parser_version, state_folder
from pipelines.runtime.progress import Reporter
from pipelines.runtime.settings import SettingsError, load_settings
from pipelines.runtime.workers import look_for_cycles_seldom
from warehouse.store import WarehouseError, WarehouseLockedError, known_documents


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every document of a run, and in one line why it did not get to its end, where it did not.

    `is_unusable` tells that the cause is the warehouse or the state folder, and not the documents or this product.
    `dashboard_failure` is why the dashboard could not be built; it takes nothing from what was published. `notices` are
    of the call, and not of one of its documents.
    """

    published: tuple[PublishedDocument, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    failure: str | None = None
    is_unusable: bool = False
    dashboard_failure: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a person accepts: documents by SHA-256, why, and who."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    by: str = ""


def run_ingestion(files: Sequence[Path], warehouse: Path, progress: Reporter) -> Report:
    """Ingest files into a warehouse. Raise StateFolderError where the run cannot be recorded."""
    with _opened_instance() as instance:
        return run_job(instance, files, warehouse, state_folder(), progress)


def run_again(
    quarantined: Sequence[Quarantined], warehouse: Path, progress: Reporter, accepted: Accepted | None = None
) -> Report:
    """Take documents from quarantine once more, those that a person accepts whatever the rules of publication say."""
    state = state_folder()
    entries = [Entry(q.key, q.sha256, q.file_name, q.path, "quarantine", q.quarantined_at) for q in quarantined]
    register = Register(state)
    register.enter(entries)
    keys = [entry.key for sha256, entry in register.by_hash().items() if sha256 in {q.sha256 for q in quarantined}]
    with _opened_instance() as instance:
        return _run_keys(instance, keys, warehouse, state, progress, RunOutcome(), accepted or Accepted())


def run_job(
    instance: dg.DagsterInstance, files: Sequence[Path], warehouse: Path, state: Path, progress: Reporter
) -> Report:
    """Run the job on an instance, in this process. Raise KeyboardInterrupt where it was interrupted."""
    outcome = RunOutcome()
    try:
        known, corrections = known_documents(warehouse), read_corrections(load_settings().corrections)
    except (WarehouseError, CorrectionsError, SettingsError) as error:
        return Report(failure=str(error), is_unusable=True)
    now = datetime.now(UTC)
    register = Register(state)
    keys, unchanged, refusals = enter_files(files, known, parser_version(), corrections, register, now)
    outcome.unchanged += unchanged
    outcome.refusals += refusals
    documents = [
        (each.file_name, sha256) for each_kind in (known, register.by_hash()) for sha256, each in each_kind.items()
    ]
    notices = tuple(
        f"the correction of {one.document}, line {one.line} cell {one.cell}, speaks of no document that is known here"
        for one in without_document(corrections, [*documents, *((refusal.file_name, "") for refusal in refusals)])
    )
    if not keys:
        return replace(_report(outcome), notices=notices)
    return replace(_run_keys(instance, keys, warehouse, state, progress, outcome, Accepted()), notices=notices)


def _run_keys(
    instance: dg.DagsterInstance,
    keys: Sequence[str],
    warehouse: Path,
    state: Path,
    progress: Reporter,
    outcome: RunOutcome,
    accepted: Accepted,
) -> Report:
    look_for_cycles_seldom()
    definitions = build_defs(
        WarehouseFile(path=str(warehouse)), StateFolder(path=str(state)), progress, outcome=outcome
    )
    report_abandoned(instance, state)
    run_id = str(uuid4())
    with marked_as_running(state, run_id):
        result = definitions.resolve_job_def(INGESTION).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_id=run_id,
            tags=one_run_for(instance, keys, state),
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "ops": {"warehouse": {"config": {"accepted": dict(accepted.reasons), "accepted_by": accepted.by}}},
            },
        )
    return _report(outcome) if result.success else _report(outcome, *_failure(result))


@contextmanager
def _opened_instance() -> Iterator[dg.DagsterInstance]:
    set_dagster_home()
    warnings.filterwarnings("ignore", module="dagster")
    # Dagster sets the level of its topmost logger itself.
    logging.getLogger("dagster._core").setLevel(logging.CRITICAL)
    try:
        # Dagster makes its tables when it first opens its storage; two that do so at once stand in each other's way.
        with alone(state_folder()):
            opened = dg.DagsterInstance.get()
        with opened as instance:
            yield instance
    except SQLAlchemyError as error:
        raise StateFolderError(
            f"{state_folder()}: Dagster cannot record the run there ({_first_line(error)}); set TSUJITSUMA_STATE to"
            " another folder, or make room in this one"
        ) from error


def _report(outcome: RunOutcome, failure: str | None = None, is_unusable: bool = False) -> Report:
    told = tuple(outcome.published), tuple(outcome.unchanged), tuple(outcome.refusals)
    return Report(*told, failure, is_unusable, outcome.dashboard_failure)


def _failure(result: dg.ExecuteInProcessResult) -> tuple[str | None, bool]:
    """Why a run failed: blocking checks that did not hold, or the error of a step; and whether it is for the user.

    A run that only kept documents out did its work: each of them says why.
    """
    log = f"its log: tsujitsuma ui, run {result.run_id}"
    failed = [e.check_name for e in result.get_asset_check_evaluations() if e.blocking and not e.passed]
    if failed:
        return f"nothing was published: checks failed: {', '.join(failed)} ({log})", False
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error is not None:
            error = event.step_failure_data.error.cause or event.step_failure_data.error
            if error.cls_name == dg.DagsterExecutionInterruptedError.__name__:
                raise KeyboardInterrupt
            if error.cls_name == dg.Failure.__name__:
                return None, False
            message = " ".join(error.message.split())
            if error.cls_name in (WarehouseError.__name__, WarehouseLockedError.__name__):
                return message.partition(": ")[2], True
            return f"nothing was published: {event.step_key}: {message} ({log})", False
    return f"nothing was published: the run did not end ({log})", False


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
