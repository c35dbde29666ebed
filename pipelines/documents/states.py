"""Where every document stands: waiting, published, quarantined or superseded, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Register, document_key
from warehouse.store import known_documents


@dataclass(frozen=True, slots=True)
class Standing:
    """A document's state; `since` is a local time."""

    state: str
    document: str
    since: str
    reason: str
    next_step: str


def standings(state_folder: Path, warehouse: Path) -> tuple[Standing, ...]:
    """Every document that the warehouse, the quarantine or the register knows, each once."""
    known = known_documents(warehouse)
    quarantined = {kept.sha256: kept for kept in Quarantine(state_folder, warehouse).all()}
    found = [
        Standing("quarantined", kept.key, _local(kept.quarantined_at), "; ".join(kept.reasons), kept.next_step)
        for kept in quarantined.values()
    ]
    for sha256, document in known.items():
        if sha256 in quarantined:
            continue
        key, since = document_key(document.file_name, sha256), _local(document.loaded_at)
        if document.is_current:
            found.append(Standing("published", key, since, "", ""))
        else:
            found.append(Standing("superseded", key, since, "a later text of the same meeting took its place", ""))
    for entry in Register(state_folder).all():
        if entry.sha256 not in known and entry.sha256 not in quarantined:
            reason = f"arrived from {entry.source}, not yet taken in"
            step = f"the sensor takes it (tsujitsuma serve), or now: tsujitsuma ingest {entry.path}"
            found.append(Standing("waiting", entry.key, _local(entry.arrived_at), reason, step))
    return tuple(found)


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
