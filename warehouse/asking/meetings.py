"""The documents that a warehouse holds, with how far their figures are proven."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

_SCRIPT = Path(__file__).with_suffix(".sql")


def meetings(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Current documents, the newest first: meeting, file name, years, and how many figures have which status."""
    cursor = connection.execute(_SCRIPT.read_text(encoding="utf-8"))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
