"""Which documents of a run cannot be loaded or break a rule of structure: judged alone, by the same queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from expectations.audit import structure_rows
from expectations.rules import Judgement, Rule, structure_rules
from pipelines.documents.frames import normalise, one_batch
from pipelines.documents.isolation import concerns_all, told_in_one_line, trace_of
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.publishing.publication import accepted_before
from pipelines.publishing.staging import let_go
from pipelines.publishing.supersession import outdone_in_batch
from warehouse.frames import Frames
from warehouse.store import WarehouseError, create_objects, load, open_warehouse

_FAILING = {
    Judgement.NOT_NULL: "value IS NULL",
    Judgement.UNIQUE: "true GROUP BY place, value HAVING count(*) > 1",
    Judgement.HOLDS: "NOT coalesce(holds, false)",
}
_PLACES_NAMED = 3

Stage = Callable[[Path, Frames, datetime], None]


@dataclass(frozen=True, slots=True)
class Breach:
    """Why a document is not published; `trace` is that of an error of this program."""

    reason: str
    trace: str = ""
    can_be_accepted: bool = False


def refusal_of(raw: RawDocument, breach: Breach) -> Refusal:
    """The refusal of a document for a breach."""
    reason = f"{raw.file_name}: kept out: {breach.reason}"
    return Refusal(raw.file_name, reason, raw, breach.can_be_accepted, breach.trace)


def outdone(documents: Sequence[tuple[str, Frames]], warehouse: Path) -> dict[str, Breach]:
    """Of several texts of a meeting those that would lose what an earlier one holds, but for what a person accepted."""
    accepted = accepted_before(warehouse)
    return {
        sha256: Breach(reason, can_be_accepted=True)
        for sha256, reason in outdone_in_batch(documents).items()
        if sha256 not in accepted
    }


def stage_sound(
    stage: Stage, file: Path, documents: Sequence[tuple[str, Frames]], loaded_at: datetime
) -> tuple[Frames, dict[str, Breach]]:
    """Stage the documents (content hash and frames of each) that break no rule: their frames, and why others do not.

    What no document explains is left for the expectations to judge, which then stop the run; an error is raised.
    """
    if not documents:
        return normalise([]), {}
    frames = one_batch([own for _, own in documents])
    error: Exception | None = None
    try:
        stage(file, frames, loaded_at)
        with open_warehouse(file, read_only=True) as connection:
            is_sound = not _broken(connection)
    except WarehouseError:
        raise
    except Exception as raised:
        if concerns_all(raised):
            raise
        error, is_sound = raised, False
    if is_sound:
        return frames, {}
    breaches = _breaches(documents, loaded_at)
    if not breaches:
        if error is not None:
            raise error
        return frames, {}
    let_go(file)
    rest = [(sha256, own) for sha256, own in documents if sha256 not in breaches]
    sound, more = stage_sound(stage, file, rest, loaded_at)
    return sound, {**breaches, **more}


def _breaches(documents: Sequence[tuple[str, Frames]], loaded_at: datetime) -> dict[str, Breach]:
    """Each document that is at fault by itself; halves that are sound together are not looked at one by one."""
    breach = _breach(one_batch([own for _, own in documents]), loaded_at)
    if breach is None:
        return {}
    if len(documents) == 1:
        return {documents[0][0]: breach}
    half = len(documents) // 2
    return _breaches(documents[:half], loaded_at) | _breaches(documents[half:], loaded_at)


def _breach(frames: Frames, loaded_at: datetime) -> Breach | None:
    try:
        with duckdb.connect() as connection:
            create_objects(connection, comments=False)
            load(connection, frames, loaded_at, is_kept=False)
            reasons = _broken(connection)
    except Exception as error:
        if concerns_all(error):
            raise
        told = f"an error of this program, not of the text, while loading it: {told_in_one_line(error)}"
        return Breach(f"{told}; please report it with the text", trace_of(error))
    return Breach(f"{'; '.join(reasons)}; please report it with the text") if reasons else None


def _broken(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Of each blocking rule that does not hold its sentence, and the places."""
    rules = [rule for rule in structure_rules() if rule.is_blocking and rule.judgement in _FAILING]
    return [reason for rule in rules if (reason := _reason(connection, rule))]


def _reason(connection: duckdb.DuckDBPyConnection, rule: Rule) -> str | None:
    query = f"SELECT place, any_value(value) FROM ({structure_rows([rule])}) WHERE {_FAILING[rule.judgement]}"  # noqa: S608
    grouped = query if rule.judgement is Judgement.UNIQUE else f"{query} GROUP BY place"
    found = connection.execute(f"{grouped} ORDER BY place LIMIT 100").fetchall()
    if not found:
        return None
    places = [f"{place}{'' if value in (None, '') else f' ({value})'}" for place, value in found[:_PLACES_NAMED]]
    more = f" and {len(found) - _PLACES_NAMED} more" if len(found) > _PLACES_NAMED else ""
    return f"{rule.title}: not so at {'; '.join(places)}{more}"
