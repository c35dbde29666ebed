"""What comes in: files of a call, or entries of the register, as documents to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pipelines.documents.corrections import Correction
from pipelines.documents.processing import RawDocument, Refusal, Unchanged, read_files
from pipelines.documents.registry import Entry, Register
from warehouse.store import KnownDocument


def enter_files(
    files: Sequence[Path],
    known: Mapping[str, KnownDocument],
    parser_version: str,
    corrections: Sequence[Correction],
    register: Register,
    now: datetime,
) -> tuple[tuple[str, ...], tuple[Unchanged, ...], tuple[Refusal, ...]]:
    """Enter the files of a call that are new, changed or to be read anew: their keys, and what became of the others."""
    entries: dict[str, Entry] = {}
    unchanged: list[Unchanged] = []
    refusals: list[Refusal] = []
    for file in files:
        for read in read_files([file], known, parser_version, corrections):
            match read:
                case RawDocument():
                    first = entries.get(read.sha256)
                    if first is not None:
                        unchanged.append(Unchanged(read.file_name, f"the same text as {first.file_name}"))
                        continue
                    source = str(file.absolute().parent)
                    entries[read.sha256] = Entry(read.key, read.sha256, read.file_name, file.absolute(), source, now)
                case Unchanged():
                    unchanged.append(read)
                case Refusal():
                    refusals.append(read)
    register.enter(entries.values())
    kept = register.by_hash()
    return tuple(kept[sha256].key for sha256 in entries), tuple(unchanged), tuple(refusals)


def read_entries(
    keys: Iterable[str],
    entries: Mapping[str, Entry],
    known: Mapping[str, KnownDocument],
    parser_version: str,
    corrections: Sequence[Correction],
) -> Iterator[RawDocument | Refusal | Unchanged]:
    """Read registered documents, each under the name under which it arrived."""
    for key in keys:
        entry = entries.get(key)
        if entry is None:
            yield Refusal(key, f"{key}: this document is not in the register; ingest its file again")
            continue
        for read in read_files([entry.path], known, parser_version, corrections):
            if isinstance(read, RawDocument) and read.sha256 != entry.sha256:
                problem = f"{entry.path} has changed since it arrived; ingest it again"
                yield Refusal(entry.file_name, f"{entry.file_name}: {problem}")
            elif isinstance(read, RawDocument):
                yield RawDocument(entry.file_name, read.content, read.sha256)
            else:
                yield read
