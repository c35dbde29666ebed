"""Write, audit, publish: a run's documents go into a staging file first, and from there only what no rule keeps out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from expectations import Outcome
from expectations.rules import publication_rules
from pipelines.documents.isolation import told_in_one_line, trace_of
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.publishing.staging import hold, let_go, remove_left
from pipelines.publishing.supersession import would_lose
from warehouse.frames import Frames
from warehouse.store import create_objects, exists, load, open_warehouse, require_usable, transaction


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


@dataclass(frozen=True, slots=True)
class Recorded:
    """A document that was read, but does not count: another one takes its place, or another run has published it."""

    file_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of the documents of a staging file.

    `recorded` are those that another one takes the place of, or that another run has published meanwhile.
    `hashes` are the contents of all that need no further step.
    """

    published: tuple[PublishedDocument, ...]
    recorded: tuple[Recorded, ...]
    refusals: tuple[Refusal, ...]
    hashes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's decision to publish a document although a rule of publication keeps it out."""

    content_sha256: str
    file_name: str
    reason: str
    accepted_by: str
    accepted_at: datetime


def stage(file: Path, frames: Frames, loaded_at: datetime) -> None:
    """Build the staging file with the documents of a run; remove what runs of the past left beside it."""
    remove_left(file.parent, loaded_at)
    try:
        hold(file)
        with open_warehouse(file) as connection, transaction(connection):
            create_objects(connection, comments=False)
            load(connection, frames, loaded_at, is_kept=False)
    except BaseException:
        let_go(file)  # no half file stays on a full disk
        raise


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
    warehouse: Path,
    staging: Path,
    frames: Frames,
    loaded_at: datetime,
    raw: Mapping[str, RawDocument],
    acceptances: Sequence[Acceptance] = (),
) -> Publication:
    """Load the documents that no rule of publication keeps out, with the run's outcomes, in one transaction.

    A document that a person accepts, now or before, is loaded all the same. Nothing is written where no document is
    left. The staging file is removed. `raw` are the documents by content hash.
    """
    reasons, outcomes = _judge(staging)
    require_usable(warehouse)
    reasons = _joined(reasons, would_lose(frames, warehouse))
    accepted = {acceptance.content_sha256 for acceptance in acceptances} | accepted_before(warehouse)
    reasons = {sha256: reason for sha256, reason in reasons.items() if sha256 not in accepted}
    reasons |= _kept_out_with_a_later_one(frames.by_name["document"], reasons)
    passing = frames.without(reasons.keys())
    meanwhile, errors = _load(warehouse, passing, loaded_at, outcomes, acceptances)
    passing = passing.without(meanwhile | errors.keys())
    let_go(staging)
    again = tuple(Recorded(raw[sha256].file_name, "another run has just published it") for sha256 in meanwhile)
    names = dict(frames.by_name["document"].select("document_id", "file_name").iter_rows())
    refusals = [
        Refusal(names[key], f"{names[key]}: kept out: {reason}", raw.get(key), can_be_accepted=True)
        for key, reason in reasons.items()
    ]
    refusals += [
        Refusal(names[key], f"{names[key]}: kept out: {told}", raw.get(key), trace=trace)
        for key, (told, trace) in errors.items()
    ]
    return Publication(
        _describe(passing),
        (*_recorded(passing.by_name["document"]), *again),
        tuple(refusals),
        frozenset(names) - reasons.keys() - errors.keys(),
    )


def _load(
    warehouse: Path,
    frames: Frames,
    loaded_at: datetime,
    outcomes: pl.DataFrame,
    acceptances: Sequence[Acceptance],
) -> tuple[frozenset[str], dict[str, tuple[str, str]]]:
    """Load documents in one transaction; where one of them cannot be, each in a transaction of its own.

    Those that another run has published meanwhile, and those that could not be loaded, with the error and its trace.
    """
    if frames.by_name["document"].is_empty():
        return frozenset(), {}
    documents = frames.by_name["document"].filter("is_current")["document_id"].to_list()
    try:
        with open_warehouse(warehouse) as connection, transaction(connection):
            create_objects(connection)
            meanwhile = _published_meanwhile(connection, frames)
            load(connection, frames.without(meanwhile), loaded_at)
            _record_acceptances(connection, acceptances)
            connection.register("outcome", outcomes.to_arrow())
            connection.execute(
                "INSERT INTO fact_expectation_result SELECT * REPLACE (expectation_result_key +"
                " (SELECT coalesce(max(expectation_result_key), 0) FROM fact_expectation_result)"
                " AS expectation_result_key) FROM outcome"
            )
        return meanwhile, {}
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        if len(documents) < 2:
            told = f"an error of this program, not of the text, while publishing it: {told_in_one_line(error)}"
            return frozenset(), dict.fromkeys(documents, (f"{told}; please report it with the text", trace_of(error)))
        original = error
    meanwhile, errors = frozenset[str](), dict[str, tuple[str, str]]()
    meetings = dict(frames.by_name["document"].select("document_id", "meeting_id").iter_rows())
    for sha256 in documents:
        others = [other for other, meeting in meetings.items() if meeting != meetings[sha256]]
        own = [one for one in acceptances if one.content_sha256 not in others]
        more, wrong = _load(warehouse, frames.without(others), loaded_at, outcomes, own)
        meanwhile, errors = meanwhile | more, errors | wrong
        outcomes = outcomes if wrong else outcomes.clear()  # they are of the run, and told once
    if len(errors) == len(documents):
        raise original  # it is none of a single document
    return meanwhile, errors


def _joined(reasons: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    return {key: "; ".join(told[key] for told in (reasons, more) if key in told) for key in {**reasons, **more}}


def accepted_before(warehouse: Path) -> set[str]:
    """The contents that a person has accepted."""
    if not exists(warehouse):
        return set()
    with open_warehouse(warehouse, read_only=True) as connection:
        if not connection.execute("FROM duckdb_tables() WHERE table_name = 'fact_acceptance'").fetchall():
            return set()  # a file without tables: what a kill may leave of its making
        return {row[0] for row in connection.execute("SELECT content_sha256 FROM fact_acceptance").fetchall()}


def _published_meanwhile(connection: duckdb.DuckDBPyConnection, frames: Frames) -> frozenset[str]:
    """Documents of this run that another one has published since this one began, read by the same parser."""
    rows = connection.execute("SELECT content_sha256, parser_version FROM dim_document WHERE is_current").fetchall()
    current = set(rows)
    own = frames.by_name["document"].select("document_id", "parser_version").iter_rows()
    return frozenset(sha256 for sha256, version in own if (sha256, version) in current)


def _record_acceptances(connection: duckdb.DuckDBPyConnection, acceptances: Sequence[Acceptance]) -> None:
    for one in acceptances:
        connection.execute(
            "INSERT INTO fact_acceptance"
            " SELECT coalesce(max(acceptance_key), 0) + 1, ?, ?, ?, ?, ? FROM fact_acceptance",
            [one.content_sha256, one.file_name, one.reason, one.accepted_by, one.accepted_at],
        )


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


def _kept_out_with_a_later_one(documents: pl.DataFrame, reasons: Mapping[str, str]) -> dict[str, str]:
    """Texts that count no more for a later one of this batch, which is kept out: recorded, they could never count."""
    later = documents.filter("is_current", pl.col("document_id").is_in(list(reasons)))
    pairs = documents.filter(~pl.col("is_current")).join(later, on="meeting_id", suffix="_later")
    return {
        key: f"{name}, a later text of the same meeting, is kept out; to publish this one ingest it alone"
        for key, name in pairs.select("document_id", "file_name_later").iter_rows()
    }


def _recorded(documents: pl.DataFrame) -> tuple[Recorded, ...]:
    pairs = documents.filter(~pl.col("is_current")).join(
        documents.filter("is_current"), on="meeting_id", suffix="_later"
    )
    return tuple(
        Recorded(name, f"recorded only: {later} is a later text of the same meeting")
        for name, later in pairs.select("file_name", "file_name_later").iter_rows()
    )


def _describe(frames: Frames) -> tuple[PublishedDocument, ...]:
    """The current documents of a batch in numbers."""
    parts = {
        name: frames.by_name[name].partition_by("document_id", as_dict=True)
        for name in ("figure", "repair", "identity_check", "finding")
    }
    described = []
    for document in frames.by_name["document"].filter("is_current").iter_rows(named=True):
        own = {
            name: by_document.get((document["document_id"],), frames.by_name[name].clear())
            for name, by_document in parts.items()
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
