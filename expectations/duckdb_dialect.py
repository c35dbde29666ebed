"""Makes Great Expectations work on DuckDB, for which it has no engine of its own, and frees the file afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from great_expectations.execution_engine import sqlalchemy_execution_engine as engine_module

if TYPE_CHECKING:
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource


class _Dialect(str):
    """Looks like a member of Great Expectations' enumeration of dialects, which cannot be extended."""

    __slots__ = ()

    @property
    def value(self) -> str:
        return str(self)


DUCKDB = _Dialect("duckdb")


def keep_connections() -> None:
    """Have Great Expectations keep its DuckDB connection from a query to the reading of its rows.

    For a dialect that it does not know it gives the connection back to the pool first; the pool rolls back, and
    DuckDB then has no rows: expectations fail with "list index out of range".
    """
    dialects = engine_module._PERSISTED_CONNECTION_DIALECTS
    if DUCKDB not in dialects:
        module = cast("Any", engine_module)
        module._PERSISTED_CONNECTION_DIALECTS = (*dialects, DUCKDB)


def release(source: SQLDatasource) -> None:
    """Close every connection of the data source: until then the file stays locked."""
    execution_engine = source.get_execution_engine()
    if execution_engine._connection is not None:
        execution_engine._connection.close()
        execution_engine._connection = None
    execution_engine.engine.dispose()
    source.get_engine().dispose()
