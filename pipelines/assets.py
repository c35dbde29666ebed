"""The assets: raw documents → figures → reconciled → staged warehouse → warehouse. The work is in pure functions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

import dagster as dg

from pipelines.documents import (
    RawDocument,
    ReadDocument,
    Refusal,
    Unchanged,
    find_files,
    read_files,
    settle_document,
    understand,
)
from pipelines.home import RAW_FOLDER, parser_version
from pipelines.normalise import SettledDocument, normalise
from pipelines.progress import Reporter
from pipelines.publication import Publication, publish, stage
from pipelines.resources import StateFolder, WarehouseFile
from pipelines.rules import rule_book
from warehouse.frames import Frames
from warehouse.store import known_documents


class IngestionConfig(dg.Config):
    """Which texts to ingest: files, or folders whose .txt files are taken."""

    paths: list[str] = [str(RAW_FOLDER)]  # noqa: RUF012 - Dagster copies it


T = TypeVar("T")


@dataclass(frozen=True)
class Batch(Generic[T]):
    """The documents of a run as far as they have come, those known already, and those refused on the way."""

    documents: tuple[T, ...]
    unchanged: tuple[Unchanged, ...]
    refusals: tuple[Refusal, ...]


# Dagster takes no generic type as that of an asset's value: one plain class for each stage.
class RawBatch(Batch[RawDocument]):
    """Texts that are new or changed."""


class ReadBatch(Batch[ReadDocument]):
    """Texts that were understood."""


class SettledBatch(Batch[SettledDocument]):
    """Texts whose figures are settled."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A warehouse file that holds the documents of this run alone, for the expectations to judge."""

    file: Path
    frames: Frames
    loaded_at: datetime


@dg.asset(group_name="ingestion", kinds={"file"})
def raw_documents(
    config: IngestionConfig, warehouse_file: WarehouseFile, progress: dg.ResourceParam[Reporter]
) -> dg.Output[RawBatch]:
    """The texts as they arrived, byte for byte, without those that the warehouse knows already."""
    files, missing = find_files(Path(path) for path in config.paths)
    known = known_documents(warehouse_file.file)
    read = list(read_files(progress.track("Reading files", files), known, parser_version()))
    batch = RawBatch(
        tuple(entry for entry in read if isinstance(entry, RawDocument)),
        tuple(entry for entry in read if isinstance(entry, Unchanged)),
        (
            *(Refusal(path.name, f"{path}: no such file or folder") for path in missing),
            *(entry for entry in read if isinstance(entry, Refusal)),
        ),
    )
    return dg.Output(batch, metadata={"documents": len(batch.documents), "unchanged": len(batch.unchanged)})


@dg.asset(group_name="ingestion", kinds={"python"})
def figures(raw_documents: RawBatch, progress: dg.ResourceParam[Reporter]) -> dg.Output[ReadBatch]:
    """What each text holds: meeting, statement tables, commitments, advance receipts, each figure with its place."""
    rules = rule_book()
    read = [understand(raw, rules) for raw in progress.track("Interpreting", raw_documents.documents)]
    documents = tuple(document for document in read if isinstance(document, ReadDocument))
    refused = tuple(document for document in read if isinstance(document, Refusal))
    return dg.Output(
        ReadBatch(documents, raw_documents.unchanged, (*raw_documents.refusals, *refused)),
        metadata={
            "documents": len(documents),
            "figures": sum(len(document.materials.figures) for document in documents),
            "refused": len(refused),
        },
    )


@dg.asset(group_name="ingestion", kinds={"python"})
def reconciled(figures: ReadBatch, progress: dg.ResourceParam[Reporter]) -> dg.Output[SettledBatch]:
    """Every figure proven, repaired, unchecked or disputed by the accounting identities."""
    rules, version = rule_book(), parser_version()
    documents = tuple(
        settle_document(document, rules, version) for document in progress.track("Reconciling", figures.documents)
    )
    return dg.Output(
        SettledBatch(documents, figures.unchanged, figures.refusals),
        metadata={
            "identities": sum(len(document.settled.identities) for document in documents),
            "repairs": sum(len(document.settled.verdicts.repairs) for document in documents),
        },
    )


# Not required: where a run has no new document, the checks and the warehouse stay as the last run left them.
@dg.asset(group_name="ingestion", kinds={"duckdb", "polars"}, output_required=False)
def staged_warehouse(
    context: dg.AssetExecutionContext,
    reconciled: SettledBatch,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
) -> Iterator[dg.Output[Staged]]:
    """The star schema with this run's documents alone: what the expectations judge before anything is published."""
    if not reconciled.documents:
        return
    progress.step("Staging")
    frames = normalise(reconciled.documents)
    file, loaded_at = state_folder.staging_file(context.run.run_id), datetime.now(UTC)
    stage(file, frames, loaded_at)
    yield dg.Output(
        Staged(file, frames, loaded_at),
        metadata={name: frame.height for name, frame in frames.by_name.items() if frame.height},
    )


@dg.asset(group_name="ingestion", kinds={"duckdb"})
def warehouse(
    context: dg.AssetExecutionContext,
    staged_warehouse: Staged,
    warehouse_file: WarehouseFile,
    progress: dg.ResourceParam[Reporter],
) -> dg.Output[Publication]:
    """The published star schema: the documents that no rule of publication keeps out, all in one transaction."""
    progress.step("Publishing")
    publication = publish(
        warehouse_file.file, staged_warehouse.file, staged_warehouse.frames, staged_warehouse.loaded_at
    )
    for refusal in publication.refusals:
        context.log.error(refusal.reason)
    return dg.Output(
        publication,
        metadata={
            "published": listing(document.file_name for document in publication.published),
            "recorded": listing(f"{document.file_name}: {document.reason}" for document in publication.recorded),
            "refused": listing(refusal.reason for refusal in publication.refusals),
        },
    )


def listing(lines: Iterable[str]) -> dg.MetadataValue:
    """Lines as a list in the user interface."""
    return dg.MetadataValue.md("\n".join(f"- {line}" for line in lines) or "none")
