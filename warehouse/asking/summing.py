"""Whether a query sums what is no sum: totals beside their items, and 合計 beside its segments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from warehouse.quoting import literal

if TYPE_CHECKING:
    import duckdb

_WITH_TOTALS = {"amounts", "marked_amounts", "fact_amount"}
_SUMMED = "amount_yen"
# Who names one of these looks at accounts, and not at a whole statement.
_CHOOSING = {"is_leaf", "account_name", "account_name_en", "account_path", "account_role", "account_key"}


def sums_totals(connection: duckdb.DuckDBPyConnection, text: str) -> bool:
    """Whether a query sums the amounts of whole statements; no query is run."""
    # By DuckDB's own parser; of what is no SELECT it tells an error.
    row = connection.execute(f"SELECT json_serialize_sql({literal(text)})").fetchone()
    nodes = list(_nodes(json.loads(row[0]))) if row else []
    named = {str(name) for node in nodes for name in node.get("column_names") or ()}
    return (
        any(node.get("table_name") in _WITH_TOTALS for node in nodes)
        and any(node.get("function_name") == "sum" and _SUMMED in _columns(node) for node in nodes)
        and not named & _CHOOSING
    )


def _columns(node: dict[str, Any]) -> set[str]:
    return {str(name) for each in _nodes(node) for name in each.get("column_names") or ()}


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(part)
