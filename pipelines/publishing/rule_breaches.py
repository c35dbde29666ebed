"""Which documents of a run break a rule of structure: each is loaded alone, and judged by the same queries."""

from __future__ import annotations

from datetime import datetime

import duckdb

from expectations.audit import structure_rows
from expectations.rules import Judgement, Rule, structure_rules
from warehouse.frames import Frames
from warehouse.store import create_objects, load

_FAILING = {
    Judgement.NOT_NULL: "value IS NULL",
    Judgement.UNIQUE: "true GROUP BY place, value HAVING count(*) > 1",
    Judgement.HOLDS: "NOT holds",
}
_PLACES_NAMED = 3


def broken_rules(frames: Frames, loaded_at: datetime) -> dict[str, tuple[str, ...]]:
    """By content hash, the blocking rules that a document breaks by itself, with the places."""
    rules = [rule for rule in structure_rules() if rule.is_blocking and rule.judgement in _FAILING]
    current = frames.by_name["document"].filter("is_current")["document_id"].to_list()
    broken: dict[str, tuple[str, ...]] = {}
    for sha256 in current:
        with duckdb.connect() as connection:
            create_objects(connection, comments=False)
            load(connection, frames.without(set(current) - {sha256}), loaded_at)
            reasons = tuple(reason for rule in rules if (reason := _reason(connection, rule)))
        if reasons:
            broken[sha256] = reasons
    return broken


def _reason(connection: duckdb.DuckDBPyConnection, rule: Rule) -> str | None:
    query = f"SELECT place FROM ({structure_rows([rule])}) WHERE {_FAILING[rule.judgement]} LIMIT 100"  # noqa: S608
    places = [row[0] for row in connection.execute(query).fetchall()]
    if not places:
        return None
    more = f" and {len(places) - _PLACES_NAMED} more" if len(places) > _PLACES_NAMED else ""
    return f"{rule.title}: not so at {'; '.join(places[:_PLACES_NAMED])}{more}"
