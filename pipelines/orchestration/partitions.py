"""Each document is a partition; many at once are one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import dagster as dg
from dagster._core.storage.tags import (
    ASSET_PARTITION_RANGE_END_TAG,
    ASSET_PARTITION_RANGE_START_TAG,
    PARTITION_NAME_TAG,
)

from pipelines.runtime.locks import alone

DOCUMENTS = "documents"
documents = dg.DynamicPartitionsDefinition(name=DOCUMENTS)


def one_run_for(instance: dg.DagsterInstance, keys: Sequence[str], state_folder: Path) -> Mapping[str, str]:
    """Register the keys as partitions and return the tags of one run for all of them.

    A run takes a range of partitions: keys that do not stand together are moved to the end of the list. Others stay
    where they are, for a run of another process may just be taking one of them.
    """
    ordered = list(dict.fromkeys(keys))
    with alone(state_folder):
        known = list(instance.get_dynamic_partitions(DOCUMENTS))
        first = known.index(ordered[0]) if ordered[0] in known else len(known)
        if known[first : first + len(ordered)] != ordered:
            for key in set(known) & set(ordered):
                instance.delete_dynamic_partition(DOCUMENTS, key)
            instance.add_dynamic_partitions(DOCUMENTS, ordered)
    return {ASSET_PARTITION_RANGE_START_TAG: ordered[0], ASSET_PARTITION_RANGE_END_TAG: ordered[-1]}


def keys_of_run(instance: dg.DagsterInstance, run: dg.DagsterRun) -> list[str]:
    """The keys of a run's documents, as far as the list of partitions still tells."""
    if key := run.tags.get(PARTITION_NAME_TAG):
        return [key]
    keys = list(instance.get_dynamic_partitions(DOCUMENTS))
    tags = (ASSET_PARTITION_RANGE_START_TAG, ASSET_PARTITION_RANGE_END_TAG)
    first, last = (run.tags.get(tag) for tag in tags)
    if first not in keys or last not in keys:
        return [key for key in (first, last) if key]
    return keys[keys.index(first) : keys.index(last) + 1]
