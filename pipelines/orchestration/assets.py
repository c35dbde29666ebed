"""The assets up to what is staged: raw documents → figures → reconciled → staged warehouse.

The work is in pure functions. Each document is a partition of every asset; a run takes all of its documents at once.
"""

import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

import dagster as dg

from pipelines.documents.batches import RAW, SETTLED, SettledResult, Understood
from pipelines.documents.frames import normalise
from pipelines.documents.processing import RawDocument, Refusal, Unchanged
from pipelines.documents.registry import Register
from pipelines.documents.selection import read_entries
from pipelines.documents.work import in_order, orders_of, result_of, understood_of
from pipelines.orchestration.failing import told_as_unusable
from pipelines.orchestration.outcome import Outcomes
from pipelines.orchestration.partitions import documents as documents_partitions
from pipelines.orchestration.resources import CorrectionsFile, StateFolder, WarehouseFile
from pipelines.orchestration.values import STAGED, RawBatch, ReadBatch, SettledBatch, Staged
from pipelines.orchestration.workers import Workers, work_of
from pipelines.publishing.publication import stage
from pipelines.publishing.rule_breaches import outdone, refusal_of, stage_sound
from pipelines.runtime.paths import parser_version
from pipelines.runtime.progress import Reporter
from warehouse.store import known_documents

# It is what keeps many documents in one run; Dagster calls it beta.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=dg.BetaWarning)
# How the graph is divided on the pages: what is read, what proves it, what is shown to others.
_READING, _PROOF = "reading", "proof"
IN_ONE_RUN = dg.BackfillPolicy.single_run()


@dg.asset(group_name=_READING, kinds={"file"}, partitions_def=documents_partitions, backfill_policy=IN_ONE_RUN)
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


@dg.asset(group_name=_READING, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=IN_ONE_RUN)
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


@dg.asset(group_name=_PROOF, kinds={"python"}, partitions_def=documents_partitions, backfill_policy=IN_ONE_RUN)
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
    backfill_policy=IN_ONE_RUN,
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
    outcomes, staged = reconciled.outcomes, normalise([])
    file, loaded_at = state_folder.staging_file(context.run.run_id), datetime.now(UTC)
    if settled:
        progress.step("Staging")
        with told_as_unusable():
            refusals = outdone([(sha256, frames) for sha256, (_, frames) in settled.items()], warehouse_file.file)
            documents = [(sha256, frames) for sha256, (_, frames) in settled.items() if sha256 not in refusals]
            staged, broken = stage_sound(stage, file, documents, loaded_at)
            refusals |= broken
            for sha256, (document, _) in settled.items():
                if sha256 not in refusals:
                    results.keep(STAGED, sha256, document.version, loaded_at)
        refused = tuple(refusal_of(settled[sha256][0].raw, breach) for sha256, breach in refusals.items())
        quarantine_refused(refused, state_folder, warehouse_file)
        outcomes = outcomes.and_refused(refused)
    # What was kept out is told by what follows, also where nothing is left to be published.
    if len(staged) or outcomes.refusals:
        yield dg.Output(
            Staged(file, staged, loaded_at, outcomes),
            metadata={name: frame.height for name, frame in staged.by_name.items() if frame.height},
        )


def quarantine_refused(refusals: Iterable[Refusal], state_folder: StateFolder, warehouse_file: WarehouseFile) -> None:
    """Put documents into quarantine."""
    quarantine = state_folder.quarantine(warehouse_file.file)
    quarantine.keep_refused(tuple(refusals), parser_version(), datetime.now(UTC))


def ensure_staged(staged: Staged) -> None:
    """Build the staging file anew where an earlier run, whose documents these are, has used it up."""
    if not staged.file.exists():
        stage(staged.file, staged.frames, staged.loaded_at)


def listing(lines: Iterable[str]) -> dg.MetadataValue:
    """Lines as a list in the user interface."""
    return dg.MetadataValue.md("\n".join(f"- {line}" for line in lines) or "none")
