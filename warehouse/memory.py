"""How much memory DuckDB may take in this process: what it would take by itself is most of the machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

VARIABLE = "TSUJITSUMA_DATABASE_MEMORY_MB"
_DEFAULT_MB = 1_500
_LEAST_MB = 100


def bound_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Let a database take no more; what does not fit goes to its folder of temporary files."""
    connection.execute(f"SET memory_limit = '{memory_mb()}MB'")


def memory_mb() -> int:
    """What the environment says, in megabytes; else, and where it says no number, what is enough for a batch."""
    written = os.environ.get(VARIABLE, "").replace("_", "")
    return max(int(written), _LEAST_MB) if written.isdecimal() else _DEFAULT_MB
