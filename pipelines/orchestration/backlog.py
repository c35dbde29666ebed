"""Which documents are due for a run: those that arrived and of which nothing has become yet, and what failed before.

A document that is tried again and again without becoming anything waits longer and longer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.documents.quarantine import Quarantined
from pipelines.documents.registry import Entry

_FIRST_WAIT_SECONDS = 60.0
_LONGEST_WAIT_SECONDS = 86_400.0
# How many documents one run takes at most that failed once; what failed more often goes alone.
_TOGETHER_AGAIN = 16


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often a run was asked for a document that is still due, and the time before which it is not asked again."""

    count: int
    not_before: float


def documents_due(
    registered: Iterable[Entry],
    known: Collection[str],
    quarantined: Iterable[Quarantined],
    raw_store: Path,
    parser_version: str,
) -> tuple[Entry, ...]:
    """Documents that arrived in the raw store and are neither known to the warehouse nor in quarantine, and those that
    another version of the parser put into quarantine (from where their bytes are taken if need be).
    """
    in_quarantine = {kept.sha256: kept for kept in quarantined}
    due = []
    for entry in registered:
        kept = in_quarantine.get(entry.sha256)
        if kept is not None and kept.parser_version != parser_version:
            path = entry.path if entry.path.exists() else kept.path
            due.append(Entry(entry.key, entry.sha256, entry.file_name, path, entry.source, entry.arrived_at))
        elif kept is None and entry.sha256 not in known and entry.path.is_relative_to(raw_store):
            due.append(entry)
    return tuple(due)


def to_take_now(
    due: Iterable[Entry], attempts: Mapping[str, Attempts], parser_version: str, now: float, batch_documents: int
) -> tuple[tuple[Entry, ...], dict[str, Attempts]]:
    """Those whose waiting is over, and the attempts with this one counted; the others' are kept as they are.

    Of those that were never tried at most `batch_documents` go; the rest is as it was, for the next look.

    What is tried for the first time does not go with what failed before, and what failed twice goes alone: one of a
    run may be what ended it.
    """
    ready: dict[int, list[tuple[str, Entry]]] = {}
    kept: dict[str, Attempts] = {}
    for entry in due:
        name = f"{entry.sha256[:16]} {parser_version}"
        before = attempts.get(name)
        if before is not None:
            kept[name] = before
        if before is None or now >= before.not_before:
            ready.setdefault(before.count if before else 0, []).append((name, entry))
    if not ready:
        return (), kept
    count = min(ready)
    together = {0: batch_documents, 1: min(batch_documents, _TOGETHER_AGAIN)}.get(count, 1)
    taken = ready[count][:together]
    wait = min(_FIRST_WAIT_SECONDS * 4**count, _LONGEST_WAIT_SECONDS)
    counted = {name: Attempts(count + 1, now + wait) for name, _ in taken}
    return tuple(entry for _, entry in taken), {**kept, **counted}


def request_key(taken: Iterable[Entry], attempts: Mapping[str, Attempts], parser_version: str) -> str:
    """What identifies a request for a run: the set of contents, the parser, and the how-manieth attempt it is."""
    names = sorted(f"{entry.sha256[:16]} {parser_version}" for entry in taken)
    told = "|".join(f"{name} {attempts[name].count}" for name in names)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
