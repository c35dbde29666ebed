"""The last assets, in one step: the warehouse, the dashboard of it, and the checks that say what was kept out.

With an asset's output Dagster materialises all partitions of the run. Here a document that was kept out stays without,
while those beside it have theirs, and the run goes on to its end.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.orchestration.assets import IN_ONE_RUN, ensure_staged, listing, quarantine_refused
from pipelines.orchestration.checks import meetings_agree
from pipelines.orchestration.failing import told_as_unusable
from pipelines.orchestration.outcome import OUTCOMES, Outcomes
from pipelines.orchestration.partitions import documents as documents_partitions
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.values import RawBatch, Staged
from pipelines.publishing.publication import Acceptance, Publication, publish
from pipelines.runtime.progress import Reporter
from warehouse.store import WarehouseLockedError, only_publisher

_PUBLICATION = "publication"
WAREHOUSE, DASHBOARD = dg.AssetKey("warehouse"), dg.AssetKey("dashboard")
_ALL_PUBLISHED = dg.AssetCheckSpec(
    "all_are_published",
    asset=WAREHOUSE,
    description="Publication: every document of the run is published; one that was kept out is named with its reason",
)
_MEETINGS_AGREE = dg.AssetCheckSpec(
    "meetings_agree",
    asset=WAREHOUSE,
    description="Identities: what a meeting calls 補正前 or 前年度 is what an earlier one adopted",
)
_UP_TO_DATE = dg.AssetCheckSpec(
    "is_up_to_date",
    asset=DASHBOARD,
    description="Publication: the site shows the run's documents, and what was kept out",
)
# A reader may hold the warehouse for a while: publishing tries again before it gives up.
_RETRIES, _SECONDS_BEFORE_RETRY = 2, 5


class PublicationConfig(dg.Config):
    """Documents (SHA-256 → reason) that a person publishes although a rule of publication keeps them out."""

    accepted: dict[str, str] = {}  # noqa: RUF012 - Dagster copies it
    accepted_by: str = ""


@dg.multi_asset(
    name="warehouse",
    specs=[
        dg.AssetSpec(
            WAREHOUSE,
            deps=["raw_documents", "staged_warehouse"],
            description="The published star schema: the documents that no rule keeps out, all in one transaction.",
            group_name=_PUBLICATION,
            kinds={"duckdb"},
        ),
        dg.AssetSpec(
            DASHBOARD,
            deps=[WAREHOUSE],
            description="The static site of what the warehouse holds and how far it can be trusted.",
            group_name=_PUBLICATION,
            kinds={"html"},
        ),
    ],
    check_specs=[_ALL_PUBLISHED, _MEETINGS_AGREE, _UP_TO_DATE],
    can_subset=True,  # each can be asked for alone; and where the site cannot be built, its check says so
    partitions_def=documents_partitions,
    backfill_policy=IN_ONE_RUN,
)
def published(
    context: dg.AssetExecutionContext,
    config: PublicationConfig,
    raw_documents: RawBatch,
    staged_warehouse: Staged,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
) -> Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]:
    """Publish what is staged, show it, and say what was kept out and what disagrees."""
    outcomes = staged_warehouse.outcomes
    wanted, checks = context.selected_asset_keys, context.selected_asset_check_keys
    if WAREHOUSE in wanted:
        publication = _publish(context, config, raw_documents, staged_warehouse, warehouse_file, progress)
        quarantine_refused(publication.refusals, state_folder, warehouse_file)
        state_folder.quarantine(warehouse_file.file).release(publication.hashes)
        outcomes = replace(
            outcomes,
            published=publication.published,
            unchanged=(*outcomes.unchanged, *publication.recorded),
            refusals=(*outcomes.refusals, *publication.refusals),
        )
        state_folder.results.keep(OUTCOMES, context.run.run_id, "", outcomes)
        yield from _materialized(context, WAREHOUSE, raw_documents, outcomes, _metadata(publication))
        if _ALL_PUBLISHED.key in checks:
            yield _all_are_published(context, outcomes)
        if _MEETINGS_AGREE.key in checks and outcomes.published:
            yield meetings_agree(outcomes.published, warehouse_file)
    if DASHBOARD in wanted:
        failure = _shown(warehouse_file, state_folder, progress)
        state_folder.results.keep(OUTCOMES, context.run.run_id, "", replace(outcomes, dashboard_failure=failure))
        if failure is None:
            page = dg.MetadataValue.path(_site(state_folder) / "index.html")
            yield from _materialized(context, DASHBOARD, raw_documents, outcomes, {"page": page})
        else:
            context.log.error("the dashboard could not be built: %s", failure)
        if _UP_TO_DATE.key in checks:
            yield dg.AssetCheckResult(
                asset_key=DASHBOARD,
                check_name=_UP_TO_DATE.name,
                passed=failure is None,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"failure": failure or "none"},
            )


def _publish(
    context: dg.AssetExecutionContext,
    config: PublicationConfig,
    raw_documents: RawBatch,
    staged: Staged,
    warehouse_file: WarehouseFile,
    progress: Reporter,
) -> Publication:
    if not staged.document_count:
        return Publication((), (), (), frozenset())
    progress.step("Publishing")
    raw = {document.sha256: document for document in raw_documents.documents}
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
                return publish(warehouse_file.file, staged.file, staged.frames, staged.loaded_at, raw, acceptances)
        except WarehouseLockedError as error:
            if context.retry_number == _RETRIES:
                raise
            raise dg.RetryRequested(_RETRIES, _SECONDS_BEFORE_RETRY * 2**context.retry_number) from error


def _shown(warehouse_file: WarehouseFile, state_folder: StateFolder, progress: Reporter) -> str | None:
    """Bring the dashboard up to date; tell why where it cannot be."""
    from pipelines.publishing.dashboard_site import try_to_show  # noqa: PLC0415 - a run without new documents does without it

    return try_to_show(warehouse_file.file, state_folder.folder, progress)


def _site(state_folder: StateFolder) -> Path:
    from pipelines.publishing.dashboard_site import site_folder  # noqa: PLC0415 - as above

    return site_folder(state_folder.folder)


def _materialized(
    context: dg.AssetExecutionContext,
    asset: dg.AssetKey,
    raw_documents: RawBatch,
    outcomes: Outcomes,
    metadata: dict[str, dg.MetadataValue],
) -> Iterator[dg.MaterializeResult[Any]]:
    """The asset is materialised for the run's documents; where some were kept out, for the new ones beside them."""
    if not outcomes.refusals:
        yield dg.MaterializeResult(asset_key=asset, metadata=metadata)
        return
    refused = {refusal.raw.key if refusal.raw else refusal.file_name for refusal in outcomes.refusals}
    mine = {document.key for document in raw_documents.documents} - refused
    for key in context.partition_keys:
        if key in mine:
            context.log_event(dg.AssetMaterialization(asset_key=asset, partition=key, metadata=metadata))


def _metadata(publication: Publication) -> dict[str, dg.MetadataValue]:
    return {
        "published": listing(document.file_name for document in publication.published),
        "recorded": listing(f"{document.file_name}: {document.reason}" for document in publication.recorded),
    }


def _all_are_published(context: dg.AssetExecutionContext, outcomes: Outcomes) -> dg.AssetCheckResult:
    """A warning, not an error: what is published is as good as ever."""
    for refusal in outcomes.refusals:
        context.log.warning(refusal.reason)
    held, failed = len(outcomes.published) + len(outcomes.unchanged), len(outcomes.refusals)
    return dg.AssetCheckResult(
        asset_key=WAREHOUSE,
        check_name=_ALL_PUBLISHED.name,
        passed=not failed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "checked": held + failed,
            "held": held,
            "failed": failed,
            "kept out": listing(refusal.reason for refusal in outcomes.refusals),
        },
    )
