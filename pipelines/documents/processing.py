"""Documents on their way through the pipeline: pure functions from bytes to settled documents, and what was refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from expectations.rule_book import RuleBook, rule_book
from pipelines.documents.corrections import Correction, corrections_of, reading_version, settle_corrected
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.registry import document_key
from pipelines.documents.results import ResultStore, Stage
from pipelines.documents.versions import version_of_reading, version_of_settling
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.narrative.document import narrate
from pipelines.narrative.model import Narrative
from pipelines.reading.blocks import read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError, SourceText
from pipelines.structure.findings import structural_findings
from pipelines.structure.settling import text_of
from warehouse.frames import Frames
from warehouse.store import KnownDocument

_KINDS = (".txt", ".pdf")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file's bytes, and what identifies them."""

    file_name: str
    content: bytes
    sha256: str

    @property
    def key(self) -> str:
        """The partition that the document is."""
        return document_key(self.file_name, self.sha256)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that is kept out of the warehouse, and why: one line that names the file (and line).

    `raw` is its content where it could be read. `can_be_accepted`: it was understood, and a person may publish it.
    """

    file_name: str
    reason: str
    raw: RawDocument | None = None
    can_be_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that the warehouse has already taken in."""

    file_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was understood, before its figures are settled."""

    raw: RawDocument
    source: SourceText
    materials: Materials
    narrative: Narrative

    @property
    def line_count(self) -> int:
        """How many lines its text has."""
        return len(self.source.lines)


@dataclass(frozen=True, slots=True)
class Understood:
    """A document that was understood; what was read of it is kept as a result."""

    raw: RawDocument
    figure_count: int


@dataclass(frozen=True, slots=True)
class SettledResult:
    """A document whose figures are settled; its frames are kept as a result under this version."""

    raw: RawDocument
    version: str
    identity_count: int
    repair_count: int


RAW: Stage[RawDocument] = Stage("raw")
READ: Stage[ReadDocument] = Stage("read")
SETTLED: Stage[Frames] = Stage("settled")


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files that paths stand for (a folder: its .txt and .pdf files, by name), and the paths that do not exist."""
    files: list[Path] = []
    missing: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - a path that cannot exist, such as too long a name, is no error here
            files += sorted(child for child in path.rglob("*") if child.suffix.lower() in _KINDS and not child.is_dir())
        elif os.path.lexists(path):
            files.append(path)
        else:
            missing.append(path)
    return list(dict.fromkeys(files)), missing


def read_files(
    files: Iterable[Path],
    known: Mapping[str, KnownDocument],
    parser_version: str,
    corrections: Sequence[Correction] = (),
) -> Iterator[RawDocument | Refusal | Unchanged]:
    """Read files, leaving out what the warehouse knows as it would be read now, and contents that come twice."""
    seen: dict[str, str] = {}
    for path in files:
        name = _printable(path.name)
        try:
            # A pipe or a device may have no end.
            content = path.read_bytes() if path.is_file() or not path.exists() else None
        except OSError as error:
            yield Refusal(name, f"{name}: cannot be read: {error.strerror}")
            continue
        if content is None:
            yield Refusal(name, f"{name}: this is not a regular file")
            continue
        raw = RawDocument(name, content, hashlib.sha256(content).hexdigest())
        sha256 = raw.sha256
        earlier = known.get(sha256)
        if sha256 in seen:
            yield Unchanged(name, f"the same text as {seen[sha256]}")
        elif earlier is not None and not earlier.is_current:
            yield Unchanged(name, "a later text of the same meeting has taken its place")
        elif earlier is not None and earlier.parser_version == reading_version(
            parser_version, corrections_of(corrections, name, sha256)
        ):
            yield Unchanged(name, "already in the warehouse")
        else:
            yield raw
        seen.setdefault(sha256, name)


def _printable(name: str) -> str:
    """A file's name as it can be stored and shown in one line: bytes that are no UTF-8 and line breaks replaced."""
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() or character == "　" else "�" for character in decoded)


def understand(raw: RawDocument, rules: RuleBook) -> ReadDocument | Refusal:
    """Read and interpret a document; a text that cannot be taken in is refused."""
    try:
        source = read_document_text(raw.content, raw.file_name)
        blocks = read_blocks(source)
        materials = interpret(source, rules, blocks)
        return ReadDocument(raw, source, materials, narrate(source, blocks, materials))
    except InvalidTextError as error:
        return Refusal(raw.file_name, str(error), raw)


def settle_document(
    document: ReadDocument, rules: RuleBook, parser_version: str, corrections: Sequence[Correction] = ()
) -> SettledDocument:
    """Prove, repair or dispute the figures of a document, with what a person has corrected in it."""
    raw = document.raw
    own = corrections_of(corrections, raw.file_name, raw.sha256)
    settled, applied, findings = settle_corrected(
        document.materials, rules, own, lambda: text_of(document.source, rules)
    )
    return SettledDocument(
        raw.file_name,
        raw.sha256,
        len(raw.content),
        document.line_count,
        reading_version(parser_version, own),
        settled,
        replace(document.narrative, findings=(*document.narrative.findings, *structural_findings(settled), *findings)),
        applied,
    )


def understand_all(documents: Sequence[RawDocument], results: ResultStore) -> tuple[Understood | Refusal, ...]:
    """Read and interpret documents, one by one, but for those of which what was read is kept."""
    return tuple(_understood(raw, results) for raw in documents)


def settle_all(
    documents: Sequence[Understood], results: ResultStore, parser_version: str, corrections: Sequence[Correction]
) -> tuple[SettledResult | Refusal, ...]:
    """Settle documents, one by one, and keep what came of each as frames: columns take a tenth of objects' memory."""
    return tuple(_settled(document, results, parser_version, corrections) for document in documents)


def _understood(raw: RawDocument, results: ResultStore) -> Understood | Refusal:
    version = version_of_reading()
    kept = results.find(READ, raw.sha256, version)
    if kept is not None and kept.raw.file_name == raw.file_name:
        return Understood(raw, len(kept.materials.figures))
    document = understand(raw, rule_book())
    if isinstance(document, ReadDocument):
        results.keep(READ, raw.sha256, version, document)
        return Understood(raw, len(document.materials.figures))
    return document


def _settled(
    document: Understood, results: ResultStore, parser_version: str, corrections: Sequence[Correction]
) -> SettledResult | Refusal:
    raw = document.raw
    read = results.find(READ, raw.sha256, version_of_reading())
    if read is None:
        return Refusal(raw.file_name, f"{raw.file_name}: what was read of it is gone; ingest it again", raw)
    frames = normalise([settle_document(read, rule_book(), parser_version, corrections)])
    version = version_of_settling(corrections_of(corrections, raw.file_name, raw.sha256))
    results.keep(SETTLED, raw.sha256, version, frames)
    return SettledResult(raw, version, *counts(frames))


def counts(frames: Frames) -> tuple[int, int]:
    """How many identities were checked, and how many figures repaired."""
    return frames.by_name["identity_check"].height, frames.by_name["repair"].height
