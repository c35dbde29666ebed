"""The assets: raw documents → figures → reconciled → staged warehouse → warehouse → dashboard.

The work is in pure functions. Each document is a partition of every asset; a run takes all of its documents at once.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import dagster as dg

from pipelines.documents.corrections import Correction
from pipelines.documents.frames import one_batch
from pipelines.documents.processing import RawDocument, ReadDocuments, Refusal, Unchanged, settle_all, understand_all
from pipelines.documents.registry import Register
from pipelines.documents.selection import read_entries
from pipelines.orchestration.outcome import RunOutcome
from pipelines.orchestration.partitions import documents as documents_partitions
from pipelines.orchestration.resources import CorrectionsFile, StateFolder, WarehouseFile
from pipelines.publishing.publication import Acceptance, Publication, publish, stage
from pipelines.runtime.paths import parser_version
from pipelines.runtime.progress import Reporter
from pipelines.runtime.workers import batches, spread
from warehouse.frames import Frames
from warehouse.store import WarehouseLockedError, known_documents


class PublicationConfig(dg.Config):
    """Documents (SHA-256 → reason) that a person publishes although a rule of publication keeps them out."""

    accepted: dict[str, str] = {}  # noqa: RUF012 - Dagster copies it
    accepted_by: str = ""


# Dagster takes no generic type as that of an asset's value: one plain class for each stage.
@dataclass(frozen=True, slots=True)
class RawBatch:
    """Texts that are new or changed."""

    documents: tuple[RawDocument, ...]


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Texts that were understood, a few in each part."""

    parts: tuple[ReadDocuments, ...]

    @property
    def count(self) -> int:
        """How many texts."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class SettledBatch:
    """Texts whose figures are settled, as frames of a few texts each."""

    parts: tuple[Frames, ...]

    def count(self, name: str) -> int:
        """The rows of a frame in all parts."""
        return sum(part.by_name[name].height for part in self.parts)


@dataclass(frozen=True, slots=True)
class Staged:
    """A warehouse file that holds the documents of this run alone, for the expectations to judge."""

    file: Path
    frames: Frames
    loaded_at: datetime


# It is what keeps many documents in one run; Dagster calls it beta.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=dg.BetaWarning)
_GROUP = "ingestion"
_IN_ONE_RUN = dg.BackfillPolicy.single_run()
# A reader may hold the warehouse for a while: publishing tries again before it gives up.
_RETRIES, _SECONDS_BEFORE_RETRY = 2, 5


@dg.asset(group_name=_GROUP, kinds={"file"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def raw_documents(
    context: dg.AssetExecutionContext,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    corrections_file: CorrectionsFile,
    progress: dg.ResourceParam[Reporter],
    outcome: dg.ResourceParam[RunOutcome],
) -> dg.Output[RawBatch]:
    """The texts as they arrived, byte for byte, without those that the warehouse knows already."""
    entries = Register(state_folder.folder).by_key(context.partition_keys)
    known = known_documents(warehouse_file.file)
    keys = progress.track("Reading files", context.partition_keys)
    read = list(read_entries(keys, entries, known, parser_version(), corrections_file.corrections()))
    documents = tuple(entry for entry in read if isinstance(entry, RawDocument))
    unchanged = [entry for entry in read if isinstance(entry, Unchanged)]
    outcome.unchanged += unchanged
    outcome.refusals += [entry for entry in read if isinstance(entry, Refusal)]
    return dg.Output(RawBatch(documents), metadata={"documents": len(documents), "unchanged": len(unchanged)})


@dg.asset(group_name=_GROUP, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def figures(
    raw_documents: RawBatch,
    state_folder: StateFolder,
    warehouse_file: WarehouseFile,
    progress: dg.ResourceParam[Reporter],
    outcome: dg.ResourceParam[RunOutcome],
) -> dg.Output[ReadBatch]:
    """What each text holds: meeting, statement tables, commitments, advance receipts, each figure with its place."""
    raw = raw_documents.documents
    read = spread(understand_all, batches(raw))
    documents = ReadBatch(tuple(progress.track_batches("Interpreting", read, len(raw))))
    outcome.refusals += [refusal for part in documents.parts for refusal in part.refusals]
    state_folder.quarantine(warehouse_file.file).keep_refused(outcome.refusals, parser_version(), datetime.now(UTC))
    return dg.Output(
        documents,
        metadata={
            "documents": documents.count,
            "figures": sum(part.figure_count for part in documents.parts),
            "refused": len(outcome.refusals),
        },
    )


@dg.asset(group_name=_GROUP, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def reconciled(
    figures: ReadBatch, corrections_file: CorrectionsFile, progress: dg.ResourceParam[Reporter]
) -> dg.Output[SettledBatch]:
    """Every figure proven, repaired, unchecked or disputed by the accounting identities."""
    corrections: tuple[Correction, ...] = corrections_file.corrections()
    settle = partial(settle_all, parser_version=parser_version(), corrections=corrections)
    parts = spread(settle, [part for part in figures.parts if part.count])
    settled = SettledBatch(tuple(progress.track_batches("Reconciling", parts, figures.count)))
    counts = {"identities": settled.count("identity_check"), "repairs": settled.count("repair")}
    return dg.Output(settled, metadata=counts)


# Not required: where a run has no new document, the checks and the warehouse stay as the last run left them.
@dg.asset(
    group_name=_GROUP,
    kinds={"duckdb", "polars"},
    output_required=False,
    partitions_def=documents_partitions,
    backfill_policy=_IN_ONE_RUN,
)
def staged_warehouse(
    context: dg.AssetExecutionContext,
    reconciled: SettledBatch,
    state_folder: StateFolder,
    warehouse_file: WarehouseFile,
    progress: dg.ResourceParam[Reporter],
    outcome: dg.ResourceParam[RunOutcome],
) -> Iterator[dg.Output[Staged]]:
    """The star schema with this run's documents alone: what the expectations judge before anything is published."""
    if not reconciled.parts:
        if outcome.refusals:
            bring_dashboard_up_to_date(warehouse_file, state_folder, progress, outcome)
            _fail_where_refused(outcome)
        return
    progress.step("Staging")
    frames = one_batch(reconciled.parts)
    file, loaded_at = state_folder.staging_file(context.run.run_id), datetime.now(UTC)
    stage(file, frames, loaded_at)
    yield dg.Output(
        Staged(file, frames, loaded_at),
        metadata={name: frame.height for name, frame in frames.by_name.items() if frame.height},
    )


@dg.asset(
    group_name=_GROUP,
    kinds={"duckdb"},
    partitions_def=documents_partitions,
    backfill_policy=_IN_ONE_RUN,
)
def warehouse(
    context: dg.AssetExecutionContext,
    config: PublicationConfig,
    raw_documents: RawBatch,
    staged_warehouse: Staged,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
    outcome: dg.ResourceParam[RunOutcome],
) -> dg.Output[Publication]:
    """The published star schema: the documents that no rule of publication keeps out, all in one transaction."""
    progress.step("Publishing")
    raw = {document.sha256: document for document in raw_documents.documents}
    staged = staged_warehouse
    acceptances = [
        Acceptance(sha256, raw[sha256].file_name, reason, config.accepted_by, datetime.now(UTC))
        for sha256, reason in config.accepted.items()
        if sha256 in raw
    ]
    try:
        publication = publish(warehouse_file.file, staged.file, staged.frames, staged.loaded_at, raw, acceptances)
    except WarehouseLockedError as error:
        raise dg.RetryRequested(_RETRIES, _SECONDS_BEFORE_RETRY * 2**context.retry_number) from error
    quarantine = state_folder.quarantine(warehouse_file.file)
    quarantine.keep_refused(publication.refusals, parser_version(), datetime.now(UTC))
    quarantine.release(publication.hashes)
    outcome.published += publication.published
    outcome.unchanged += publication.recorded
    outcome.refusals += publication.refusals
    if outcome.refusals:
        bring_dashboard_up_to_date(warehouse_file, state_folder, progress, outcome)
        _mark_good_partitions(context, outcome, raw)
        _fail_where_refused(outcome)
    return dg.Output(
        publication,
        metadata={
            "published": listing(document.file_name for document in publication.published),
            "recorded": listing(f"{document.file_name}: {document.reason}" for document in publication.recorded),
        },
    )


# Not required: where the site cannot be built, the check says so, and what was published stays published.
@dg.asset(
    group_name=_GROUP,
    kinds={"html"},
    deps=[warehouse],
    output_required=False,
    check_specs=[
        dg.AssetCheckSpec("is_up_to_date", asset="dashboard", description="The site shows this run's documents")
    ],
    partitions_def=documents_partitions,
    backfill_policy=_IN_ONE_RUN,
)
def dashboard(
    context: dg.AssetExecutionContext,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
    outcome: dg.ResourceParam[RunOutcome],
) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
    """The static site of what the warehouse holds and how far it can be trusted."""
    from pipelines.publishing.dashboard_site import site_folder  # noqa: PLC0415 - a run without new documents does without it

    bring_dashboard_up_to_date(warehouse_file, state_folder, progress, outcome)
    if outcome.dashboard_failure is None:
        page = site_folder(state_folder.folder) / "index.html"
        yield dg.Output(None, metadata={"page": dg.MetadataValue.path(page)})
    else:
        context.log.error("the dashboard could not be built: %s", outcome.dashboard_failure)
    yield dg.AssetCheckResult(
        passed=outcome.dashboard_failure is None,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failure": outcome.dashboard_failure or "none"},
    )


def bring_dashboard_up_to_date(
    warehouse_file: WarehouseFile, state_folder: StateFolder, progress: Reporter, outcome: RunOutcome
) -> None:
    """Bring the dashboard up to date, also where a run fails for what it kept out; note why where it cannot be."""
    from pipelines.publishing.dashboard_site import try_to_show  # noqa: PLC0415 - a run without new documents does without it

    outcome.dashboard_failure = try_to_show(warehouse_file.file, state_folder.folder, progress)


def _mark_good_partitions(
    context: dg.AssetExecutionContext, outcome: RunOutcome, raw: Mapping[str, RawDocument]
) -> None:
    """Of a run that fails for some documents, the others are materialised all the same, on the dashboard too."""
    refused = {refusal.raw.key if refusal.raw else refusal.file_name for refusal in outcome.refusals}
    mine = {document.key for document in raw.values()}
    shown = [dg.AssetKey("dashboard")] if outcome.dashboard_failure is None else []
    for key in context.partition_keys:
        if key in mine and key not in refused:
            for asset_key in (context.asset_key, *shown):
                context.log_event(dg.AssetMaterialization(asset_key=asset_key, partition=key))


def _fail_where_refused(outcome: RunOutcome) -> None:
    """Fail, so that the partitions of the refused documents show it; to try again at once would change nothing."""
    if outcome.refusals:
        raise dg.Failure(
            f"{len(outcome.refusals)} of the run's documents were kept out",
            metadata={"kept out": listing(refusal.reason for refusal in outcome.refusals)},
            allow_retries=False,
        )


def listing(lines: Iterable[str]) -> dg.MetadataValue:
    """Lines as a list in the user interface."""
    return dg.MetadataValue.md("\n".join(f"- {line}" for line in lines) or "none")
