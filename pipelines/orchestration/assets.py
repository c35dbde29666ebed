"""The assets: raw documents → figures → reconciled → staged warehouse → warehouse → dashboard.

The work is in pure functions. Each document is a partition of every asset; a run takes all of its documents at once.
"""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import dagster as dg

from pipelines.documents.batches import RAW, SETTLED, SettledResult, Understood
from pipelines.documents.processing import RawDocument, Refusal, Unchanged
from pipelines.documents.registry import Register
from pipelines.documents.selection import read_entries
from pipelines.documents.work import in_order, orders_of, result_of, understood_of
from pipelines.orchestration.failing import fail_where_refused, told_as_unusable
from pipelines.orchestration.outcome import OUTCOMES, Outcomes
from pipelines.orchestration.partitions import documents as documents_partitions
from pipelines.orchestration.resources import CorrectionsFile, StateFolder, WarehouseFile
from pipelines.orchestration.values import STAGED, Published, RawBatch, ReadBatch, SettledBatch, Staged
from pipelines.orchestration.workers import Workers, work_of
from pipelines.publishing.publication import Acceptance, publish, stage
from pipelines.publishing.rule_breaches import outdone, refusal_of, stage_sound
from pipelines.runtime.paths import parser_version
from pipelines.runtime.progress import Reporter
from warehouse.store import WarehouseLockedError, known_documents, only_publisher


class PublicationConfig(dg.Config):
    """Documents (SHA-256 → reason) that a person publishes although a rule of publication keeps them out."""

    accepted: dict[str, str] = {}  # noqa: RUF012 - Dagster copies it
    accepted_by: str = ""


# It is what keeps many documents in one run; Dagster calls it beta.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=dg.BetaWarning)
# How the graph is divided on the pages: what is read, what proves it, what is shown to others.
_READING, _PROOF, _PUBLICATION = "reading", "proof", "publication"
_IN_ONE_RUN = dg.BackfillPolicy.single_run()
# A reader may hold the warehouse for a while: publishing tries again before it gives up.
_RETRIES, _SECONDS_BEFORE_RETRY = 2, 5


@dg.asset(group_name=_READING, kinds={"file"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def raw_documents(
    context: dg.AssetExecutionContext,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    corrections_file: CorrectionsFile,
    progress: dg.ResourceParam[Reporter],
) -> dg.Output[RawBatch]:
    """The texts as they arrived, byte for byte, without those that the warehouse knows already."""
    results = state_folder.results
    results.sweep(datetime.now(UTC))
    entries = Register(state_folder.folder).by_key(context.partition_keys)
    keys = progress.track("Reading files", context.partition_keys)
    with told_as_unusable():
        known = known_documents(warehouse_file.file)
        read = list(read_entries(keys, entries, known, parser_version(), corrections_file.corrections()))
        documents = tuple(entry for entry in read if isinstance(entry, RawDocument))
        for document in documents:
            results.keep(RAW, document.sha256, "", document)
    unchanged = tuple(entry for entry in read if isinstance(entry, Unchanged))
    refusals = tuple(entry for entry in read if isinstance(entry, Refusal))
    batch = RawBatch(documents, Outcomes(unchanged=unchanged, refusals=refusals))
    return dg.Output(batch, metadata={"documents": len(documents), "unchanged": len(unchanged)})


@dg.asset(group_name=_READING, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def figures(
    context: dg.AssetExecutionContext,
    raw_documents: RawBatch,
    state_folder: StateFolder,
    warehouse_file: WarehouseFile,
    corrections_file: CorrectionsFile,
    workers: dg.ResourceParam[Workers],
    progress: dg.ResourceParam[Reporter],
) -> dg.Output[ReadBatch]:
    """What each text holds: meeting, statement tables, commitments, advance receipts, each figure with its place."""
    raw = raw_documents.documents
    # A worker settles at once what it has read, where this run is to settle it.
    is_to_settle = not context.run.asset_selection or dg.AssetKey("reconciled") in context.run.asset_selection
    work = work_of(state_folder.results, is_to_settle)
    with told_as_unusable():
        parts = workers.receipts(orders_of(raw, corrections_file.corrections()), work)
        receipts = in_order(progress.track_batches("Interpreting", parts, len(raw)))
    read = [understood_of(document, receipt) for document, receipt in zip(raw, receipts, strict=True)]
    understood = tuple(result for result in read if isinstance(result, Understood))
    outcomes = raw_documents.outcomes.and_refused(result for result in read if isinstance(result, Refusal))
    quarantine_refused(outcomes.refusals, state_folder, warehouse_file)
    return dg.Output(
        ReadBatch(understood, outcomes),
        metadata={
            "documents": len(understood),
            "figures": sum(document.figure_count for document in understood),
            "refused": len(outcomes.refusals),
        },
    )


@dg.asset(group_name=_PROOF, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=_IN_ONE_RUN)
def reconciled(
    figures: ReadBatch,
    state_folder: StateFolder,
    warehouse_file: WarehouseFile,
    corrections_file: CorrectionsFile,
    workers: dg.ResourceParam[Workers],
    progress: dg.ResourceParam[Reporter],
) -> dg.Output[SettledBatch]:
    """Every figure proven, repaired, unchecked or disputed by the accounting identities."""
    corrections = corrections_file.corrections()
    at_once = [result_of(one.raw, one.settled) for one in figures.documents if one.settled is not None]
    left = [one for one in figures.documents if one.settled is None]
    with told_as_unusable():
        parts = chain([list(enumerate(at_once))], workers.settled(left, work_of(state_folder.results), corrections))
        done, *rest = progress.track_batches("Reconciling", parts, len(figures.documents))
    results = [result for _, result in done] + in_order(rest)
    settled = tuple(result for result in results if isinstance(result, SettledResult))
    refusals = tuple(result for result in results if isinstance(result, Refusal))
    quarantine_refused(refusals, state_folder, warehouse_file)
    return dg.Output(
        SettledBatch(settled, figures.outcomes.and_refused(refusals)),
        metadata={
            "identities": sum(document.identity_count for document in settled),
            "repairs": sum(document.repair_count for document in settled),
        },
    )


# Not required: where a run has no new document, the checks and the warehouse stay as the last run left them.
@dg.asset(
    group_name=_PROOF,
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
) -> Iterator[dg.Output[Staged]]:
    """The star schema with this run's documents alone: what the expectations judge before anything is published."""
    results = state_folder.results
    kept = ((one, results.find(SETTLED, one.raw.sha256, one.version)) for one in reconciled.documents)
    settled = {document.raw.sha256: (document, frames) for document, frames in kept if frames is not None}
    outcomes = reconciled.outcomes
    if settled:
        progress.step("Staging")
        file, loaded_at = state_folder.staging_file(context.run.run_id), datetime.now(UTC)
        with told_as_unusable():
            refusals = outdone([(sha256, frames) for sha256, (_, frames) in settled.items()], warehouse_file.file)
            documents = [(sha256, frames) for sha256, (_, frames) in settled.items() if sha256 not in refusals]
            frames, broken = stage_sound(stage, file, documents, loaded_at)
            refusals |= broken
            for sha256, (document, _) in settled.items():
                if sha256 not in refusals:
                    results.keep(STAGED, sha256, document.version, loaded_at)
        refused = tuple(refusal_of(settled[sha256][0].raw, breach) for sha256, breach in refusals.items())
        quarantine_refused(refused, state_folder, warehouse_file)
        outcomes = outcomes.and_refused(refused)
        if len(frames):
            yield dg.Output(
                Staged(file, frames, loaded_at, outcomes),
                metadata={name: frame.height for name, frame in frames.by_name.items() if frame.height},
            )
            return
    if outcomes.refusals:
        failure = bring_dashboard_up_to_date(warehouse_file, state_folder, progress)
        results.keep(OUTCOMES, context.run.run_id, "", replace(outcomes, dashboard_failure=failure))
        fail_where_refused(outcomes.refusals)


@dg.asset(
    group_name=_PUBLICATION,
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
) -> dg.Output[Published]:
    """The published star schema: the documents that no rule of publication keeps out, all in one transaction."""
    progress.step("Publishing")
    raw = {document.sha256: document for document in raw_documents.documents}
    staged = staged_warehouse
    acceptances = [
        Acceptance(sha256, raw[sha256].file_name, reason, config.accepted_by, datetime.now(UTC))
        for sha256, reason in config.accepted.items()
        if sha256 in raw
    ]
    with told_as_unusable():
        ensure_staged(staged)
        try:
            # Alone from what it takes the place of to the commit: the last text of a meeting counts.
            with only_publisher(warehouse_file.file):
                publication = publish(
                    warehouse_file.file, staged.file, staged.frames, staged.loaded_at, raw, acceptances
                )
        except WarehouseLockedError as error:
            if context.retry_number == _RETRIES:
                raise
            raise dg.RetryRequested(_RETRIES, _SECONDS_BEFORE_RETRY * 2**context.retry_number) from error
    quarantine_refused(publication.refusals, state_folder, warehouse_file)
    state_folder.quarantine(warehouse_file.file).release(publication.hashes)
    outcomes = replace(
        staged.outcomes,
        published=publication.published,
        unchanged=(*staged.outcomes.unchanged, *publication.recorded),
        refusals=(*staged.outcomes.refusals, *publication.refusals),
    )
    if outcomes.refusals:
        failure = bring_dashboard_up_to_date(warehouse_file, state_folder, progress)
        outcomes = replace(outcomes, dashboard_failure=failure)
        state_folder.results.keep(OUTCOMES, context.run.run_id, "", outcomes)
        _mark_good_partitions(context, outcomes, {document.key for document in raw.values()})
        fail_where_refused(outcomes.refusals)
    return dg.Output(
        Published(publication, outcomes),
        metadata={
            "published": listing(document.file_name for document in publication.published),
            "recorded": listing(f"{document.file_name}: {document.reason}" for document in publication.recorded),
        },
    )


# Not required: where the site cannot be built, the check says so, and what was published stays published.
@dg.asset(
    group_name=_PUBLICATION,
    kinds={"html"},
    output_required=False,
    check_specs=[
        dg.AssetCheckSpec("is_up_to_date", asset="dashboard", description="The site shows this run's documents")
    ],
    partitions_def=documents_partitions,
    backfill_policy=_IN_ONE_RUN,
)
def dashboard(
    context: dg.AssetExecutionContext,
    warehouse: Published,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
    """The static site of what the warehouse holds and how far it can be trusted."""
    from pipelines.publishing.dashboard_site import site_folder  # noqa: PLC0415 - a run without new documents does without it

    failure = bring_dashboard_up_to_date(warehouse_file, state_folder, progress)
    outcomes = replace(warehouse.outcomes, dashboard_failure=failure)
    state_folder.results.keep(OUTCOMES, context.run.run_id, "", outcomes)
    if failure is None:
        page = site_folder(state_folder.folder) / "index.html"
        yield dg.Output(None, metadata={"page": dg.MetadataValue.path(page)})
    else:
        context.log.error("the dashboard could not be built: %s", failure)
    yield dg.AssetCheckResult(
        passed=failure is None,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failure": failure or "none"},
    )


def quarantine_refused(refusals: Iterable[Refusal], state_folder: StateFolder, warehouse_file: WarehouseFile) -> None:
    """Put documents into quarantine."""
    quarantine = state_folder.quarantine(warehouse_file.file)
    quarantine.keep_refused(tuple(refusals), parser_version(), datetime.now(UTC))


def ensure_staged(staged: Staged) -> None:
    """Build the staging file anew where an earlier run, whose documents these are, has used it up."""
    if not staged.file.exists():
        stage(staged.file, staged.frames, staged.loaded_at)


def bring_dashboard_up_to_date(
    warehouse_file: WarehouseFile, state_folder: StateFolder, progress: Reporter
) -> str | None:
    """Bring the dashboard up to date, also where a run fails for what it kept out; tell why where it cannot be."""
    from pipelines.publishing.dashboard_site import try_to_show  # noqa: PLC0415 - a run without new documents does without it

    return try_to_show(warehouse_file.file, state_folder.folder, progress)


def _mark_good_partitions(context: dg.AssetExecutionContext, outcomes: Outcomes, mine: set[str]) -> None:
    """Of a run that fails for some documents, the others are materialised all the same, on the dashboard too."""
    refused = {refusal.raw.key if refusal.raw else refusal.file_name for refusal in outcomes.refusals}
    shown = [dg.AssetKey("dashboard")] if outcomes.dashboard_failure is None else []
    for key in context.partition_keys:
        if key in mine and key not in refused:
            for asset_key in (context.asset_key, *shown):
                context.log_event(dg.AssetMaterialization(asset_key=asset_key, partition=key))


def listing(lines: Iterable[str]) -> dg.MetadataValue:
    """Lines as a list in the user interface."""
    return dg.MetadataValue.md("\n".join(f"- {line}" for line in lines) or "none")
