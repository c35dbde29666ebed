"""A document's text and its materials → its narrative: what the words say, as one pure function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.interpreting.model import Finding, Materials
from pipelines.narrative.dates import read_dates
from pipelines.narrative.glossary import read_glossary, referring_lines, unexplained_marks
from pipelines.narrative.law.reading import read_law_references
from pipelines.narrative.model import (
    GlossaryEntry,
    Narrative,
    Number,
    NumberRole,
    Part,
    PartKind,
    Passage,
    Quantity,
    RuleChange,
)
from pipelines.narrative.numbers import account_for_numbers
from pipelines.narrative.outline import contents_titles, read_outline
from pipelines.narrative.parts import read_parts
from pipelines.narrative.programmes import read_programmes
from pipelines.narrative.prose import ExplainedProse
from pipelines.narrative.quantities import read_quantities
from pipelines.narrative.rule_change.reading import read_rule_changes
from pipelines.narrative.segment_links import link_segments
from pipelines.reading.blocks import Block
from pipelines.reading.source import SourceText

# Numbers are stored with 38 digits, six of them after the point.
_GREATEST = 10**30


def narrate(source: SourceText, blocks: Sequence[Block], materials: Materials) -> Narrative:
    """Understand the words of a text. Nothing is refused here: what is not understood is a finding."""
    agenda = materials.meeting.agenda_lines
    parts = read_parts(blocks, materials.meeting, agenda, len(source.lines))
    statements = {figure.line: figure.statement_code for figure in materials.figures if figure.statement_code}
    glossary = read_glossary(source, blocks)
    agency = materials.meeting.agency
    outline = read_outline(blocks, parts, agenda, agency, statements, referring_lines(glossary))
    programmes = read_programmes(parts, outline.sections, contents_titles(blocks))
    prose = ExplainedProse(blocks)
    quantities = tuple(quantity for quantity in read_quantities(source, blocks, prose) if quantity.quantity < _GREATEST)
    numbers = account_for_numbers(source, blocks, materials, quantities, prose)
    rule_changes = read_rule_changes(blocks)
    findings = (
        *_unknown_parts(parts),
        *_unexplained_marks(source, blocks, glossary),
        *_unread_rules(rule_changes),
        *_unexplained_numbers(numbers),
        *(Finding("source_note", None, note) for note in source.notes),
    )
    return Narrative(
        parts,
        outline.sections,
        tuple(_as_printed(outline.passages, source)),
        programmes,
        link_segments(programmes, outline.sections, outline.passages),
        glossary,
        tuple(_beside_figures(quantities, numbers)),
        numbers,
        rule_changes,
        read_law_references(source, blocks, rule_changes),
        read_dates(source, blocks, materials.meeting.day),
        findings,
    )


def _as_printed(passages: Sequence[Passage], source: SourceText) -> Iterator[Passage]:
    """The passages with their page, and their line as the file has it."""
    for each in passages:
        page = source.pages[each.line - 1] if source.pages else None
        printed = source.lines[each.line - 1]
        yield Passage(each.line, each.part, each.section, each.kind, each.text, page, each.statement_code, printed)


def _beside_figures(quantities: Sequence[Quantity], numbers: Sequence[Number]) -> Iterator[Quantity]:
    """The quantities that are no figure: an amount that the identities judge is not told twice."""
    figures = {(number.line, number.start) for number in numbers if number.role is NumberRole.FIGURE}
    for quantity in quantities:
        if not any((quantity.line, place) in figures for place in range(quantity.start, quantity.end)):
            yield quantity


def _unknown_parts(parts: Sequence[Part]) -> Iterator[Finding]:
    for part in parts:
        if part.kind is PartKind.OTHER:
            message = f"part {part.title} (to line {part.last_line}) is of no known kind; kept as text"
            yield Finding("unknown_part", part.first_line, message)


def _unexplained_marks(
    source: SourceText, blocks: Sequence[Block], glossary: Sequence[GlossaryEntry]
) -> Iterator[Finding]:
    for line, mark in unexplained_marks(source, blocks, glossary):
        yield Finding("unexplained_mark", line, f"mark {mark} refers to a footnote that the text does not hold")
    for entry in glossary:
        if not entry.reference_lines:
            yield Finding("unused_footnote", entry.first_line, f"no text refers to footnote {entry.mark}")


def _unread_rules(rule_changes: Sequence[RuleChange]) -> Iterator[Finding]:
    for change in rule_changes:
        for line in change.unread:
            message = f"this clause of the change of {change.rule_name} was not understood; kept as text"
            yield Finding("unread_clause", line, message)
        for check in change.checks:
            if check.holds is False:
                message = f"clauses and comparison of {change.rule_name} disagree: {check.expectation}"
                yield Finding("rule_disagreement", check.evidence_line, message)


def _unexplained_numbers(numbers: Sequence[Number]) -> Iterator[Finding]:
    """One finding for each line: a table that was not read has many."""
    by_line: dict[int, list[str]] = {}
    for number in numbers:
        if number.role is NumberRole.UNEXPLAINED:
            by_line.setdefault(number.line, []).append(number.printed_text)
    for line, printed in by_line.items():
        yield Finding("unexplained_number", line, f"no fact, date or name accounts for {', '.join(printed)}")
