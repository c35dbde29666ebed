"""Documents on their way through the pipeline: pure functions from bytes to settled documents, and what was refused."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from expectations.rule_book import RuleBook
from pipelines.documents.corrections import Correction, corrections_of, reading_version, settle_corrected
from pipelines.documents.frames import SettledDocument
from pipelines.documents.isolation import OverLimitError
from pipelines.documents.registry import document_key
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.narrative.document import narrate
from pipelines.narrative.model import Narrative
from pipelines.reading.blocks import Block, read_blocks
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError, SourceText
from pipelines.reading.source_places import SourcePlaces
from pipelines.runtime.settings import Limits
from pipelines.structure.findings import structural_findings
from pipelines.structure.settling import text_of
from warehouse.store import KnownDocument

# Each number with the letters of its line, in one document: the real text has 90,000.
_MOST_LETTERS_BESIDE_NUMBERS = 20_000_000
# What is less is a row of any width: 300 numbers of 9 letters.
_LONG_LINE = 1_000_000
_NUMBER = re.compile(r"\d[\d,.]*")


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
    `trace` is that of an error of this program.
    """

    file_name: str
    reason: str
    raw: RawDocument | None = None
    can_be_accepted: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that needs no reading: its text is another's of the call, or the warehouse has taken it in already."""

    file_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was understood, before its figures are settled.

    `blocks` are those of its text while they are at hand: with them a result would be twice as large.
    """

    raw: RawDocument
    source: SourceText
    materials: Materials
    narrative: Narrative
    blocks: Sequence[Block] | None = None

    @property
    def line_count(self) -> int:
        """How many lines its text has."""
        return len(self.source.lines)

    @property
    def written_lines(self) -> tuple[int, ...]:
        """Its lines that are not blank, from 1: told by the text alone, whatever was understood of it."""
        return tuple(number for number, line in enumerate(self.source.lines, 1) if line.strip())


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


def understand(raw: RawDocument, rules: RuleBook, limits: Limits | None = None) -> ReadDocument | Refusal:
    """Read and interpret a document; a text that cannot be taken in, or is beyond the limits, is refused."""
    limits = limits or Limits()
    try:
        source = read_document_text(raw.content, raw.file_name)
        _require("letters", sum(map(len, source.lines)), limits.letters)
        _require("pages", source.pages[-1] if source.pages else 0, limits.pages)
        # Before they are interpreted, and with the lines as the file has them: HTML may be all in one.
        _require_readable_lines(
            {line: len(text) for line, text in enumerate(source.lines, 1)},
            {line: len(_NUMBER.findall(text)) for line, text in enumerate(source.lines, 1)},
        )
        blocks = read_blocks(source)
        materials = interpret(source, rules, blocks)
        _require("figures", len(materials.figures), limits.figures)
        narrative = narrate(source, blocks, materials)
        _require_readable_lines(
            {passage.line: len(passage.printed or passage.text) for passage in narrative.passages},
            Counter(number.line for number in narrative.numbers),
        )
        return ReadDocument(raw, source, materials, narrative, blocks)
    except InvalidTextError as error:
        return Refusal(raw.file_name, str(error), raw)


def _require(what: str, count: int, limit: int) -> None:
    if count > limit:
        raise OverLimitError(
            f"it has {count:,} {what}, more than {limit:,}; split the document, or raise limits.{what} in the settings"
        )


def _require_readable_lines(letters: Mapping[int, int], numbers: Mapping[int, int]) -> None:
    """Each number is judged by the words of its line: of endless lines full of numbers a run would fill the disk."""
    beside = {line: count * letters.get(line, 0) for line, count in numbers.items()}
    if sum(each for each in beside.values() if each > _LONG_LINE) > _MOST_LETTERS_BESIDE_NUMBERS:
        line = max(beside, key=lambda each: beside[each])
        raise OverLimitError(
            f"line {line} holds {numbers[line]:,} numbers in {letters[line]:,} letters: its line breaks are lost, or"
            " it is repeated in itself; break it into its rows"
        )


def settle_document(
    document: ReadDocument, rules: RuleBook, parser_version: str, corrections: Sequence[Correction] = ()
) -> SettledDocument:
    """Prove, repair or dispute the figures of a document, with what a person has corrected in it."""
    raw = document.raw
    own = corrections_of(corrections, raw.file_name, raw.sha256)
    settled, applied, findings = settle_corrected(
        document.materials, rules, own, lambda: text_of(document.source, rules, document.blocks)
    )
    return SettledDocument(
        raw.file_name,
        raw.sha256,
        len(raw.content),
        document.line_count,
        document.written_lines,
        reading_version(parser_version, own),
        settled,
        replace(document.narrative, findings=(*document.narrative.findings, *structural_findings(settled), *findings)),
        applied,
        SourcePlaces.of_text(document.source),
    )
