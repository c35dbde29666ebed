"""Documents on their way through the pipeline: pure functions from bytes to settled documents, and what was refused."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from expectations.rule_book import RuleBook, rule_book
from pipelines.documents.corrections import Correction, corrections_of, reading_version, settle_corrected
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.registry import document_key
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.narrative.document import narrate
from pipelines.narrative.model import Narrative
from pipelines.reading.blocks import read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError
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
    line_count: int
    materials: Materials
    narrative: Narrative


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """Documents of a batch that were understood, and those that were refused.

    The former are pickled: thousands of objects a document, which go from one process to another and are used once.
    """

    pickled: bytes
    count: int
    figure_count: int
    refusals: tuple[Refusal, ...]

    def __len__(self) -> int:
        """How many documents it is about, the refused ones too."""
        return self.count + len(self.refusals)


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
        return ReadDocument(raw, len(source.lines), materials, narrate(source, blocks, materials))
    except InvalidTextError as error:
        return Refusal(raw.file_name, str(error), raw)


def settle_document(
    document: ReadDocument, rules: RuleBook, parser_version: str, corrections: Sequence[Correction] = ()
) -> SettledDocument:
    """Prove, repair or dispute the figures of a document, with what a person has corrected in it."""
    raw = document.raw
    own = corrections_of(corrections, raw.file_name, raw.sha256)
    settled, applied, findings = settle_corrected(document.materials, rules, own)
    return SettledDocument(
        raw.file_name,
        raw.sha256,
        len(raw.content),
        document.line_count,
        reading_version(parser_version, own),
        settled,
        replace(document.narrative, findings=(*document.narrative.findings, *findings)),
        applied,
    )


def understand_all(documents: Sequence[RawDocument]) -> ReadDocuments:
    """Read and interpret documents, one by one."""
    rules = rule_book()
    results = [understand(raw, rules) for raw in documents]
    read = [result for result in results if isinstance(result, ReadDocument)]
    return ReadDocuments(
        pickle.dumps(read),
        len(read),
        sum(len(document.materials.figures) for document in read),
        tuple(result for result in results if isinstance(result, Refusal)),
    )


def settle_all(documents: ReadDocuments, parser_version: str, corrections: Sequence[Correction]) -> Frames:
    """Settle documents, and put what came of it into frames: columns take a tenth of the objects' memory."""
    rules = rule_book()
    read: list[ReadDocument] = pickle.loads(documents.pickled)  # noqa: S301 - made by understand_all
    return normalise([settle_document(document, rules, parser_version, corrections) for document in read])
