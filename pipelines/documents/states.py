"""Where every document stands: waiting, published, quarantined or superseded, and why."""

from __future__ import annotations

from pathlib import Path

from pipelines.documents.quarantine import Quarantine
from pipelines.documents.registry import Register, document_key
from warehouse.document_states import DocumentState, State
from warehouse.store import known_documents


def document_states(state_folder: Path, warehouse: Path) -> tuple[DocumentState, ...]:
    """Every document that the warehouse, the quarantine or the register knows, each once."""
    known = known_documents(warehouse)
    quarantined = {kept.sha256: kept for kept in Quarantine(state_folder, warehouse).all()}
    found = [
        DocumentState(State.QUARANTINED, kept.key, kept.quarantined_at, "; ".join(kept.reasons), kept.next_step)
        for kept in quarantined.values()
    ]
    for sha256, document in known.items():
        if sha256 in quarantined:
            continue
        key = document_key(document.file_name, sha256)
        if document.is_current:
            found.append(DocumentState(State.PUBLISHED, key, document.loaded_at))
        else:
            reason = "a later text of the same meeting took its place"
            found.append(DocumentState(State.SUPERSEDED, key, document.loaded_at, reason))
    for entry in Register(state_folder).all():
        if entry.sha256 not in known and entry.sha256 not in quarantined:
            reason = f"arrived from {entry.source}, not yet taken in"
            step = f"the sensor takes it (tsujitsuma serve), or now: tsujitsuma ingest {entry.path}"
            found.append(DocumentState(State.WAITING, entry.key, entry.arrived_at, reason, step))
    return tuple(found)
