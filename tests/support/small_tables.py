"""Tables made for a test, as they lie before they are written in other forms."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.exporting.catalogue import Resource
from warehouse.exporting.tables import Column, Table


def table_of(query: str, folder: Path, name: str = "small") -> Table:
    """The rows of a query as a table to export."""
    path = folder / f"{name}.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        described = connection.execute(f"DESCRIBE FROM read_parquet('{path}')").fetchall()
        count = len(connection.execute(f"FROM read_parquet('{path}')").fetchall())
    columns = tuple(Column(column, "string", "") for column, *_ in described)
    return Table(Resource(name, name, ()), "", columns, count, path)
