"""The documents that a warehouse holds, with how far their figures are proven."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from warehouse.querying import mappings

_SCRIPT = Path(__file__).with_suffix(".sql")


def meetings(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Current documents, the newest first: meeting, file name, years, and how many figures have which status."""
    return mappings(connection, _SCRIPT.read_text(encoding="utf-8"))
