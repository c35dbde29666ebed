"""Footnotes as a glossary: what a mark explains, and where the text refers to it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from pipelines.narrative.model import GlossaryEntry
from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Paragraph, Table
from pipelines.reading.characters import compact
from pipelines.reading.source import SourceText

# A mark in running text; at the beginning of a line it opens a footnote instead.
_MARK = re.compile(r"[⁰¹²³⁴-⁹※]")  # looked for alone it is found far quicker
_REFERENCE = re.compile(r"(?<=\S)(?P<mark>[⁰¹²³⁴-⁹]+|※\d*)")
# The term is the run of noun characters before its mark: kanji, katakana, letters and what joins them.
_TERM = re.compile(r"[一-龥々〆ヵヶァ-ヴーｦ-ﾟA-Za-zＡ-Ｚａ-ｚ0-9０-９・\-－‐/／&＆.．]+$")
# 「中間標準レイアウト仕様¹²」: a term in brackets of its own is taken whole.
_BRACKETED = re.compile(r"[「『](?P<term>[^「」『』、。]{1,30})[」』]?$")
_CONTINUES = re.compile(r"[、，・をがはにでとのもへや（(「]$")
_CONTINUED = re.compile(r"[をがはにでとのもへやるれりろんっゃゅょー、。，）)」]")
_JOINTS = "・-－‐/／.．"
# 機能 or 制度 alone names nothing where a clause says which: …を実施するための機能.
_SHORTEST_TERM = 3
_CLAUSE = re.compile(r"(?:「[^「」]*」)?[^「」、。，（()）]+(?:ための|[うくすつぬむるた])$")


def read_glossary(source: SourceText, blocks: Sequence[Block]) -> tuple[GlossaryEntry, ...]:
    """Every footnote in the order of its lines, with the references that come before the next note of the same mark.

    A note that breaks off (at the end of a page) goes on in the next block of prose where that begins in mid-sentence.
    """
    notes = list(_notes(blocks))
    inside = {line for _, _, first, last in notes for line in (first, last)}
    references = list(_references(source, blocks, inside))
    by_mark: dict[str, deque[tuple[int, str | None]]] = {}
    for line, mark, term in references:
        by_mark.setdefault(mark, deque()).append((line, term))
    entries = []
    for index, (mark, definition, first, last) in enumerate(notes):
        following = next((note[2] for note in notes[index + 1 :] if note[0] == mark), None)
        waiting = by_mark.get(mark, deque())
        own: list[tuple[int, str | None]] = []
        # A mark that is used again later (※) belongs to the note nearest to it.
        while waiting and (following is None or waiting[0][0] < first):
            own.append(waiting.popleft())
        term = next((term for _, term in own if term), None)
        entries.append(GlossaryEntry(mark, term, definition, first, last, tuple(line for line, _ in own)))
    return tuple(entries)


def referring_lines(entries: Sequence[GlossaryEntry]) -> Mapping[int, int]:
    """By line of a footnote, the first line that refers to it; a footnote to which none refers is left out."""
    return {
        line: entry.reference_lines[0]
        for entry in entries
        if entry.reference_lines
        for line in range(entry.first_line, entry.last_line + 1)
    }


def unexplained_marks(
    source: SourceText, blocks: Sequence[Block], entries: Sequence[GlossaryEntry]
) -> Iterator[tuple[int, str]]:
    """References (line, mark) to notes that the text does not hold."""
    known = {(line, entry.mark) for entry in entries for line in entry.reference_lines}
    inside = {line for entry in entries for line in (entry.first_line, entry.last_line)}
    for line, mark, _ in _references(source, blocks, inside):
        if (line, mark) not in known:
            yield line, mark


def _notes(blocks: Sequence[Block]) -> Iterator[tuple[str, str, int, int]]:
    """Mark, definition, first and last line of each footnote."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Footnote):
            continue
        text, last = block.text, block.line
        turned = False
        for after in blocks[index + 1 :]:
            if isinstance(after, PageNumber):
                turned = True
                continue
            is_prose = isinstance(after, Paragraph) or (isinstance(after, Heading) and turned and not after.number)
            if not is_prose or isinstance(after, Table) or not _breaks_off(text, after.text):
                break
            text, last, turned = text + after.text, after.line, False
        yield block.mark, text, block.line, last


def _breaks_off(text: str, following: str) -> bool:
    """Whether a note's text ends within a sentence, by its own last character or by the first one of what follows."""
    return _CONTINUES.search(text) is not None or (text[-1:] != "。" and _CONTINUED.match(following) is not None)


def _references(source: SourceText, blocks: Sequence[Block], inside: set[int]) -> Iterator[tuple[int, str, str | None]]:
    """Line, mark and term of each reference in prose and headings (in tables a mark may stand behind a number)."""
    for block in blocks:
        if isinstance(block, Table | Footnote | PageNumber) or block.line in inside:
            continue
        line = source.lines[block.line - 1]
        for match in _REFERENCE.finditer(line) if _MARK.search(line) else ():
            yield block.line, match["mark"], _term(line[: match.start()])


def _term(before: str) -> str | None:
    before = re.sub(r"[⁰¹²³⁴-⁹]+", "", before)
    bracketed = _BRACKETED.search(before)
    if bracketed:
        return compact(bracketed["term"])
    run = _TERM.search(before)
    if run is None:
        return None
    noun = compact(run[0]).strip(_JOINTS)
    clause = _CLAUSE.search(before[: run.start()]) if len(noun) < _SHORTEST_TERM else None
    return (compact(clause[0]) if clause else "") + noun or None
