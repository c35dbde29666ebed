"""Runs the ingestion job within this process on Dagster's real instance, so that the UI shows it afterwards."""

from __future__ import annotations

import gc
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import dagster as dg
from sqlalchemy.exc import SQLAlchemyError

from pipelines.documents.batches import RAW
from pipelines.documents.corrections import CorrectionsError, read_corrections, without_document
from pipelines.documents.processing import RawDocument, Refusal, Unchanged
from pipelines.documents.quarantine import Quarantined
from pipelines.documents.registry import Entry, Register
from pipelines.documents.selection import enter_files, read_entries
from pipelines.documents.work import orders_of
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.failing import why_it_failed
from pipelines.orchestration.instance import set_dagster_home
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.orphaned_runs import marked_as_running, report_orphaned_runs
from pipelines.orchestration.outcome import OUTCOMES, Outcomes
from pipelines.orchestration.partitions import one_run_for
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.workers import Workers, work_of
from pipelines.publishing.publication import PublishedDocument, Recorded
from pipelines.runtime.locks import alone
from pipelines.runtime.paths import StateFolderError, parser_version, state_folder
from pipelines.runtime.progress import Reporter
from pipelines.runtime.settings import SettingsError, load_settings
from pipelines.runtime.workers import look_for_cycles_seldom
from warehouse.store import WarehouseError, known_documents

# How SQLite says that a file of its is none any more.
_DAMAGED = ("file is not a database", "database disk image is malformed")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every document of a run, and in one line why it did not get to its end, where it did not.

    `is_unusable` tells that the cause is the warehouse or the state folder, and not the documents or this product.
    `dashboard_failure` is why the dashboard could not be built; it takes nothing from what was published. `notices` are
    of the call, and not of one of its documents.
    """

    published: tuple[PublishedDocument, ...] = ()
    unchanged: tuple[Unchanged | Recorded, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    failure: str | None = None
    is_unusable: bool = False
    dashboard_failure: str | None = None
    notices: tuple[str, ...] = ()

    def followed_by(self, later: Report) -> Report:
        """What became of the documents of this report and of a later one; the dashboard is as the later one left it."""
        return replace(
            later,
            published=(*self.published, *later.published),
            unchanged=(*self.unchanged, *later.unchanged),
            refusals=(*self.refusals, *later.refusals),
            notices=(*self.notices, *later.notices),
        )


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
        return _run_keys(instance, keys, warehouse, state, progress, accepted or Accepted())


def run_job(
    instance: dg.DagsterInstance, files: Sequence[Path], warehouse: Path, state: Path, progress: Reporter
) -> Report:
    """Run the job on an instance, in this process. Raise KeyboardInterrupt where it was interrupted."""
    try:
        known, corrections = known_documents(warehouse), read_corrections(load_settings().corrections)
    except (WarehouseError, CorrectionsError, SettingsError) as error:
        return Report(failure=str(error), is_unusable=True)
    now = datetime.now(UTC)
    register = Register(state)
    keys, unchanged, refusals = enter_files(files, known, parser_version(), corrections, register, now)
    documents = [
        (each.file_name, sha256) for each_kind in (known, register.by_hash()) for sha256, each in each_kind.items()
    ]
    notices = tuple(
        f"the correction of {one.document}, line {one.line} cell {one.cell}, speaks of no document that is known here"
        for one in without_document(corrections, [*documents, *((refusal.file_name, "") for refusal in refusals)])
    )
    report = _run_keys(instance, keys, warehouse, state, progress, Accepted()) if keys else Report()
    return replace(
        report,
        unchanged=(*unchanged, *report.unchanged),
        refusals=(*refusals, *report.refusals),
        notices=notices,
    )


def _run_keys(
    instance: dg.DagsterInstance,
    keys: Sequence[str],
    warehouse: Path,
    state: Path,
    progress: Reporter,
    accepted: Accepted,
) -> Report:
    """All documents in runs of `batch_documents`, each published before the next one begins: memory is that of one."""
    look_for_cycles_seldom()
    size, whole = load_settings().batch_documents, Report()
    batches = [keys[first : first + size] for first in range(0, len(keys), size)]
    with closing(Workers()) as workers:
        for number, batch in enumerate(batches):
            if len(batches) > 1:
                first = number * size + 1
                progress.step(f"Documents {first:,} to {first + len(batch) - 1:,} of {len(keys):,}")
            try:
                # They work on the next one while this one is published.
                for ahead in batches[number : number + 2] if workers.can_begin_ahead else ():
                    _begin_ahead(ahead, state, workers)
            except StateFolderError as error:
                later = Report(failure=str(error), is_unusable=True)
            else:
                later = _run_batch(instance, batch, warehouse, state, progress, accepted, workers)
            whole = whole.followed_by(later)
            if whole.failure is not None:
                before = (
                    f"; of the batches before it {len(whole.published):,} documents are published" if number else ""
                )
                return replace(whole, failure=whole.failure + before)
            gc.collect()  # a run's frames lie in cycles of Dagster's
    return whole


def _begin_ahead(keys: Sequence[str], state: Path, workers: Workers) -> None:
    """Let workers begin with the documents of a run that is still to come; what it will not need is no loss."""
    results, entries = StateFolder(path=str(state)).results, Register(state).by_key(keys)
    corrections = read_corrections(load_settings().corrections)
    read = read_entries(keys, entries, {}, parser_version(), corrections)
    documents = [document for document in read if isinstance(document, RawDocument)]
    for document in documents:
        results.keep(RAW, document.sha256, "", document)
    workers.hand_out(orders_of(documents, corrections), work_of(results))


def _run_batch(
    instance: dg.DagsterInstance,
    keys: Sequence[str],
    warehouse: Path,
    state: Path,
    progress: Reporter,
    accepted: Accepted,
    workers: Workers,
) -> Report:
    state_folder = StateFolder(path=str(state))
    definitions = build_defs(WarehouseFile(path=str(warehouse)), state_folder, progress, workers=workers)
    report_orphaned_runs(instance, state)
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
    failure, is_unusable = (None, False) if result.success else why_it_failed(result)
    told = state_folder.results.find(OUTCOMES, run_id, "") or Outcomes()
    return Report(told.published, told.unchanged, told.refusals, failure, is_unusable, told.dashboard_failure)


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
        if any(words in str(error) for words in _DAMAGED):
            raise StateFolderError(
                f"{state_folder()}: Dagster's storage there is damaged ({_first_line(error)}); put history/ and"
                " schedules/ back from a backup, or move them away: the history of runs begins anew, what is published"
                " stays"
            ) from error
        raise StateFolderError(
            f"{state_folder()}: Dagster cannot record the run there ({_first_line(error)}); set TSUJITSUMA_STATE to"
            " another folder, or make room in this one"
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
