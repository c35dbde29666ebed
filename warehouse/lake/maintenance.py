"""What a lake needs once a day: few large files in place of many small ones, and none that no snapshot needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import duckdb

from warehouse.lake.connection import NAME
from warehouse.quoting import literal

# Readers stay at a snapshot for minutes; a person may look back for days.
KEPT = timedelta(days=7)
# In this order: what is flushed or rewritten can be merged, what is merged leaves old files, which go once no snapshot
# has them.
_STEPS = (
    ("flushed", "ducklake_flush_inlined_data({lake})"),
    ("rewritten", "ducklake_rewrite_data_files({lake})"),
    ("merged", "ducklake_merge_adjacent_files({lake})"),
    ("expired", "ducklake_expire_snapshots({lake}, older_than => now() - {kept})"),
    ("removed", "ducklake_cleanup_old_files({lake}, older_than => now() - {kept})"),
    ("orphans", "ducklake_delete_orphaned_files({lake}, older_than => now() - {kept})"),
)


@dataclass(frozen=True, slots=True)
class Maintained:
    """How many tables were flushed (their rows had been in the catalog), merged and rewritten, and what was removed.

    `expired` counts snapshots, `removed` the files that no snapshot has, `orphans` those that none ever had.
    """

    flushed: int
    merged: int
    rewritten: int
    expired: int
    removed: int
    orphans: int


def maintain(connection: duckdb.DuckDBPyConnection, kept: timedelta = KEPT) -> Maintained:
    """Maintain the lake of a connection that may write, and so is alone: two compactions of a table conflict.

    What snapshots that are not older than `kept` have stays. Every answer stays the same.
    """
    words = {"lake": literal(NAME), "kept": f"INTERVAL {literal(f'{kept.total_seconds():.0f} seconds')}"}
    counts = {name: len(connection.execute(f"CALL {call.format(**words)}").fetchall()) for name, call in _STEPS}
    return Maintained(**counts)
