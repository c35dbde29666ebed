"""How much memory DuckDB may take in this process: what it would take by itself is most of the machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

VARIABLE = "TSUJITSUMA_DATABASE_MEMORY_MB"
# Who loads a batch holds its frames besides, and a batch of five times the size went through with that; who asks may
# ask for a view of everything.
_LOADING_MB, _ASKING_MB = 400, 1_500
_LEAST_MB = 100


def bound_memory(connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
    """Let a database take no more; what does not fit goes to its folder of temporary files."""
    connection.execute(f"SET memory_limit = '{memory_mb(read_only=read_only)}MB'")


def memory_mb(*, read_only: bool) -> int:
    """What the environment says, in megabytes; else, and where it says no number, what is enough."""
    written = os.environ.get(VARIABLE, "").replace("_", "")
    if written.isdecimal():
        return max(int(written), _LEAST_MB)
    return _ASKING_MB if read_only else _LOADING_MB
