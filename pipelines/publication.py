"""Write, audit, publish: a run's documents go into a staging file first, and from there only what no rule keeps out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from expectations import Outcome
from expectations.rules import publication_rules
from pipelines.documents import Refusal
from warehouse.frames import Frames
from warehouse.store import create_objects, load, open_warehouse, transaction


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A document that went into the warehouse, in numbers. `statuses` counts its figures by status."""

    file_name: str
    meeting_id: str
    statuses: dict[str, int]
    repairs: int
    identities: int
    identities_holding: int
    findings: tuple[str, ...]


def stage(file: Path, frames: Frames, loaded_at: datetime) -> None:
    """Build the staging file anew with the documents of a run."""
    file.unlink(missing_ok=True)
    with open_warehouse(file) as connection, transaction(connection):
        create_objects(connection)
        load(connection, frames, loaded_at)


def record(file: Path, outcomes: Sequence[Outcome], run_id: str, run_time: datetime) -> None:
    """Write the outcomes of a run's expectations into its staging file, from where publishing takes them."""
    rows = [
        (
            number,
            run_id,
            run_time,
            outcome.suite_name,
            outcome.expectation_name,
            outcome.title,
            outcome.is_blocking,
            outcome.checked_count,
            outcome.held_count,
            outcome.failed_count,
            outcome.worst_residual_yen,
            outcome.held_share,
            outcome.is_success,
        )
        for number, outcome in enumerate(outcomes, 1)
    ]
    with open_warehouse(file) as connection, transaction(connection):
        schema = connection.table("fact_expectation_result").columns
        results = pl.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None)
        connection.register("outcome", results.to_arrow())
        connection.execute("INSERT INTO fact_expectation_result SELECT * FROM outcome")


def publish(
    warehouse: Path, staging: Path, frames: Frames, loaded_at: datetime
) -> tuple[tuple[PublishedDocument, ...], tuple[Refusal, ...]]:
    """Load the documents that no rule of publication keeps out, with the run's outcomes, in one transaction.

    Nothing is written where no document is left. The staging file is removed.
    """
    reasons, outcomes = _judge(staging)
    kept_out = frames.by_name["document"].filter(pl.col("document_id").is_in(list(reasons)))
    refusals = tuple(
        Refusal(name, f"{name}: kept out: {reasons[document_id]}")
        for document_id, name in kept_out.select("document_id", "file_name").iter_rows()
    )
    passing = frames.without(reasons.keys())
    if not passing.by_name["document"].is_empty():
        with open_warehouse(warehouse) as connection, transaction(connection):
            create_objects(connection)
            load(connection, passing, loaded_at)
            connection.register("outcome", outcomes.to_arrow())
            connection.execute(
                "INSERT INTO fact_expectation_result SELECT * REPLACE (expectation_result_key +"
                " (SELECT coalesce(max(expectation_result_key), 0) FROM fact_expectation_result)"
                " AS expectation_result_key) FROM outcome"
            )
    staging.unlink(missing_ok=True)
    return _describe(passing), refusals


def _judge(staging: Path) -> tuple[dict[str, str], pl.DataFrame]:
    """By content hash the reasons that keep documents out, and the outcomes of the expectations."""
    reasons: dict[str, str] = {}
    with open_warehouse(staging, read_only=True) as connection:
        for rule in publication_rules():
            listed = connection.execute(
                f"SELECT content_sha256, reason FROM ({rule.query}\n) JOIN dim_document USING (document_key)"  # noqa: S608
            )
            for sha256, reason in listed.fetchall():
                reasons[sha256] = f"{reasons[sha256]}; {reason}" if sha256 in reasons else reason
        outcomes = connection.execute("SELECT * FROM fact_expectation_result").pl()
    return reasons, outcomes


def _describe(frames: Frames) -> tuple[PublishedDocument, ...]:
    """The current documents of a batch in numbers."""
    described = []
    for document in frames.by_name["document"].filter("is_current").iter_rows(named=True):
        own = {
            name: frames.by_name[name].filter(pl.col("document_id") == document["document_id"])
            for name in ("figure", "repair", "identity_check", "finding")
        }
        described.append(
            PublishedDocument(
                document["file_name"],
                document["meeting_id"],
                dict(own["figure"]["status"].value_counts().iter_rows()),
                own["repair"].height,
                own["identity_check"].height,
                own["identity_check"].filter("holds_after_repair").height,
                tuple(
                    f"{document['file_name']}{'' if line is None else f':{line}'}: {message}"
                    for line, message in own["finding"].select("source_line", "message").iter_rows()
                ),
            )
        )
    return tuple(described)
