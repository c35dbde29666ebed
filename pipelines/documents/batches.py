"""Documents of a run, read and settled a few at a time: what comes of each is kept, what goes wrong stays with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from expectations.rule_book import rule_book
from pipelines.documents.corrections import Correction, corrections_of
from pipelines.documents.frames import normalise
from pipelines.documents.isolation import (
    OverLimitError,
    concerns_all,
    ended_after,
    told_in_one_line,
    too_long,
    trace_of,
)
from pipelines.documents.processing import RawDocument, ReadDocument, Refusal, settle_document, understand
from pipelines.documents.results import DamagedResultError, ResultStore, Stage
from pipelines.documents.versions import version_of_reading, version_of_settling
from pipelines.runtime.guarded import Lost
from pipelines.runtime.memory import within_memory
from pipelines.runtime.settings import Limits
from warehouse.frames import Frames
from warehouse.frames_file import DamagedFramesError, from_bytes, to_bytes

T = TypeVar("T")

RAW: Stage[RawDocument] = Stage("raw")
READ: Stage[ReadDocument] = Stage("read")


def _frames(content: bytes) -> Frames:
    try:
        return from_bytes(content)
    except DamagedFramesError as error:
        raise DamagedResultError from error


SETTLED: Stage[Frames] = Stage("settled", to_bytes, _frames)

# The library that opens PDFs is C code, which no limit of Python's reaches; so may be the time that a large text takes.
# A smaller text takes 150 times its size of memory at the most, and is held to the same limit.
_LARGE_BYTES = 500_000
# Settling so many figures takes 200 MB and more beyond Python's own, the real text's 900 some 50.
_MANY_FIGURES = 5_000
# The solver's libraries, which are imported where a document needs it, map so much address space on their own.
SOLVER_MB = 500
_PDF, _PDF_WITHIN = b"%PDF-", 1024


@dataclass(frozen=True, slots=True)
class Settled:
    """Under which version a document's frames are kept, and what was counted in them."""

    version: str
    identity_count: int
    repair_count: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A document that was understood; what was read of it is kept as a result.

    `settled`: what became of it where the same worker settled it at once.
    """

    raw: RawDocument
    figure_count: int
    settled: Settled | Refusal | None = None


@dataclass(frozen=True, slots=True)
class SettledResult:
    """A document whose figures are settled; its frames are kept as a result under this version."""

    raw: RawDocument
    version: str
    identity_count: int
    repair_count: int


def is_risky(raw: RawDocument) -> bool:
    """Whether a document is to be read in a process of its own."""
    return _PDF in raw.content[:_PDF_WITHIN] or len(raw.content) > _LARGE_BYTES


def is_heavy(document: Understood) -> bool:
    """Whether a document is to be settled in a process of its own, where the solver's memory is limited too."""
    return len(document.raw.content) > _LARGE_BYTES or document.figure_count > _MANY_FIGURES


def lost(raw: RawDocument, why: Lost, limits: Limits) -> Refusal:
    """The refusal of a document with which its process ended, or which had to be ended with it."""
    if why.is_too_long:
        return _beyond(raw, too_long(limits.seconds))
    problem = (
        f"the process that worked on it ended ({why.reason}): it needs more than limits.memory_mb"
        f" ({limits.memory_mb} MB), or is damaged; raise that limit, or save the document anew"
    )
    return _beyond(raw, problem)


def understand_all(
    documents: Sequence[RawDocument], results: ResultStore, limits: Limits
) -> tuple[Understood | Refusal, ...]:
    """Read and interpret documents, one by one, but for those of which what was read is kept."""
    return tuple(apart(raw, limits, "reading", partial(_understood, raw, results, limits)) for raw in documents)


def settle_all(
    documents: Sequence[Understood],
    results: ResultStore,
    limits: Limits,
    parser_version: str,
    corrections: Sequence[Correction],
) -> tuple[SettledResult | Refusal, ...]:
    """Settle documents, one by one, and keep what came of each as frames: columns take a tenth of objects' memory."""
    settle = partial(_settled, results=results, limits=limits, parser_version=parser_version, corrections=corrections)
    return tuple(apart(one.raw, limits, "settling", partial(settle, one.raw)) for one in documents)


def of_an_error(raw: RawDocument, doing: str, error: BaseException) -> Refusal:
    """The refusal of a document with which this program does not know what to do."""
    told = told_in_one_line(error)
    reason = f"an error of this program, not of the text, while {doing} it: {told}; please report it with the text"
    return Refusal(raw.file_name, f"{raw.file_name}: kept out: {reason}", raw, trace=trace_of(error))


def apart(raw: RawDocument, limits: Limits, doing: str, work: Callable[[], T | Refusal]) -> T | Refusal:
    """Do something with a document within the limit of time; whatever error ends it is a refusal of this one alone."""
    try:
        with ended_after(limits.seconds):
            return work()
    except OverLimitError as error:
        return _beyond(raw, str(error))
    except MemoryError:
        return _beyond(raw, f"it needs more than {limits.memory_mb} MB; split it, or raise limits.memory_mb")
    except BaseException as error:
        if concerns_all(error):
            raise
        return of_an_error(raw, doing, error)


def _beyond(raw: RawDocument, problem: str) -> Refusal:
    return Refusal(raw.file_name, f"{raw.file_name}: kept out: {problem}", raw)


def _understood(raw: RawDocument, results: ResultStore, limits: Limits) -> Understood | Refusal:
    document = read_or_kept(raw, results, limits)
    return Understood(raw, len(document.materials.figures)) if isinstance(document, ReadDocument) else document


def read_or_kept(raw: RawDocument, results: ResultStore, limits: Limits) -> ReadDocument | Refusal:
    """What is kept of a document's reading, or else what reading it makes."""
    kept = results.find(READ, raw.sha256, version_of_reading())
    return kept if kept and kept.raw.file_name == raw.file_name else _read(raw, results, limits)


def _read(raw: RawDocument, results: ResultStore, limits: Limits) -> ReadDocument | Refusal:
    """Read a document here and now, and keep what was read of it."""
    with within_memory(limits.memory_mb):
        document = understand(raw, rule_book(), limits)
    if isinstance(document, ReadDocument):
        results.keep(READ, raw.sha256, version_of_reading(), replace(document, blocks=None))
    return document


def _settled(
    raw: RawDocument, results: ResultStore, limits: Limits, parser_version: str, corrections: Sequence[Correction]
) -> SettledResult | Refusal:
    read: ReadDocument | Refusal | None = results.find(READ, raw.sha256, version_of_reading())
    if read is None and not is_risky(raw):
        # An update of this program came in between, or the file is damaged.
        read = _read(raw, results, limits)
    if read is None:
        return Refusal(raw.file_name, f"{raw.file_name}: what was read of it is gone; ingest it again", raw)
    if isinstance(read, Refusal):
        return read
    settled = settle_and_keep(read, results, parser_version, corrections)
    return SettledResult(raw, settled.version, settled.identity_count, settled.repair_count)


def settle_and_keep(
    read: ReadDocument, results: ResultStore, parser_version: str, corrections: Sequence[Correction]
) -> Settled:
    """Settle a document here and now, and keep its frames."""
    frames = normalise([settle_document(read, rule_book(), parser_version, corrections)])
    version = version_of_settling(corrections_of(corrections, read.raw.file_name, read.raw.sha256))
    results.keep(SETTLED, read.raw.sha256, version, frames)
    return Settled(version, *counts(frames))


def counts(frames: Frames) -> tuple[int, int]:
    """How many identities were checked, and how many figures repaired."""
    return frames.by_name["identity_check"].height, frames.by_name["repair"].height
