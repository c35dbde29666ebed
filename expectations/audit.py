"""The rows that a suite judges, as one table: rule, place, value, holds, excess_yen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from expectations.rules import Judgement, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IDENTITY_ROWS = Path(__file__).parent / "identity_rows.sql"

_NO_ROWS = """
SELECT NULL::VARCHAR AS rule, NULL::VARCHAR AS place, NULL::VARCHAR AS value, NULL::BOOLEAN AS holds,
    NULL::BIGINT AS excess_yen
WHERE false
"""
# Line breaks around the query: it may end in a comment.
_ROWS = {
    Judgement.NOT_NULL: (
        "SELECT '{rule}', CASE WHEN value IS NULL THEN place END, CASE WHEN value IS NOT NULL THEN '' END, NULL, NULL"
        " FROM (\n{query}\n)"
    ),
    Judgement.UNIQUE: "SELECT '{rule}', place, value::VARCHAR, NULL, NULL FROM (\n{query}\n)",
    Judgement.HOLDS: (
        "SELECT '{rule}', CASE WHEN holds THEN NULL ELSE place END, CASE WHEN holds THEN NULL ELSE value::VARCHAR END,"
        " coalesce(holds, false), NULL FROM (\n{query}\n)"
    ),
    Judgement.NO_ROW: (
        "SELECT '{rule}', document.file_name, listed.reason, listed.document_key IS NULL, NULL"
        " FROM dim_document AS document LEFT JOIN (\n{query}\n) AS listed USING (document_key)"
    ),
}


def structure_rows(rules: Sequence[Rule]) -> str:
    """Query for one row for each thing that each of the rules checks."""
    # The part without rows gives the columns their names and types.
    return "\nUNION ALL\n".join(
        [_NO_ROWS, *(_ROWS[rule.judgement].format(rule=rule.name, query=rule.query) for rule in rules)]
    )


def structure_table(table: str, rules: Sequence[Rule]) -> Iterator[str]:
    """Statements that make a table of these rows, rule by rule: all at once they take four times as much memory."""
    names = ", ".join(f"'{rule.name}'" for rule in rules)
    yield f"CREATE TABLE {table} AS SELECT * REPLACE (rule::ENUM ({names}) AS rule) FROM ({_NO_ROWS})"  # noqa: S608
    for rule in rules:
        yield f"INSERT INTO {table} {structure_rows([rule])}"


def identity_rows() -> str:
    """Query for one row for each identity check; its rule is the family."""
    return _IDENTITY_ROWS.read_text(encoding="utf-8")
