"""A narrative → its rows (`warehouse/narrative_rows.py`), with natural keys."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipelines.narrative.law_reference import LawReference
from pipelines.narrative.model import Narrative, Passage, RuleChange
from pipelines.narrative.search_text import search_text
from warehouse.narrative_rows import (
    DateMentionRow,
    GlossaryEntryRow,
    LawReferenceRow,
    NumberRow,
    PartRow,
    PassageRow,
    ProgrammeRow,
    QuantityRow,
    RuleChangeRow,
    RuleCheckRow,
    RuleClauseRow,
    RuleDifferenceRow,
    RuleProvisionRow,
    SectionRow,
    SectionSegmentRow,
)
from warehouse.row_types import Row

_GREATEST = Decimal(10**30)


def narrative_rows(key: str, narrative: Narrative) -> Iterator[Row]:
    """The rows of a document's narrative; `key` is the document's."""
    for part in narrative.parts:
        yield PartRow(
            document_id=key,
            part_number=part.number,
            part_kind=part.kind.value,
            title=part.title,
            agenda_item_number=part.agenda_item,
            agenda_evidence=part.agenda_evidence,
            first_line=part.first_line,
            last_line=part.last_line,
        )
    for programme in narrative.programmes:
        yield ProgrammeRow(
            document_id=key,
            programme_number=programme.number,
            title=programme.title,
            contents_page=programme.contents_page,
        )
    yield from _section_rows(key, narrative)
    for passage in narrative.passages:
        yield _passage_row(key, passage)
    for entry in narrative.glossary:
        yield GlossaryEntryRow(
            document_id=key,
            mark=entry.mark,
            term=entry.term,
            definition=entry.definition,
            first_line=entry.first_line,
            last_line=entry.last_line,
            reference_lines=entry.reference_lines,
        )
    yield from _number_rows(key, narrative)
    for change in narrative.rule_changes:
        yield from _rule_change_rows(key, change)
    for reference in narrative.law_references:
        yield _law_reference_row(key, reference)
    for mention in narrative.dates:
        yield DateMentionRow(
            document_id=key,
            date_precision=mention.precision.value,
            first_day=mention.first_day,
            last_day=mention.last_day,
            year_evidence=mention.year_evidence.value if mention.year_evidence else None,
            words=mention.words,
            printed_text=mention.printed_text,
            source_line=mention.line,
            start_character=mention.start,
            end_character=mention.end,
        )


def _section_rows(key: str, narrative: Narrative) -> Iterator[Row]:
    programmes = {number: programme for programme in narrative.programmes for number in programme.sections}
    tops = _tops(narrative)
    for section in narrative.sections:
        programme = programmes.get(tops[section.number])
        yield SectionRow(
            document_id=key,
            section_number=section.number,
            part_number=section.part,
            parent_number=section.parent,
            programme_number=programme.number if programme else None,
            programme_title=programme.title if programme else None,
            level=section.level,
            printed_number=section.printed_number,
            title=section.title,
            body=section.body,
            first_line=section.first_line,
            last_line=section.last_line,
        )
    for link in narrative.segment_links:
        yield SectionSegmentRow(
            document_id=key,
            section_number=link.section,
            segment_name=link.segment_name,
            evidence=link.evidence,
            source_line=link.line,
            words=link.words,
        )


def _passage_row(key: str, passage: Passage) -> PassageRow:
    return PassageRow(
        document_id=key,
        part_number=passage.part,
        section_number=passage.section,
        source_line=passage.line,
        passage_kind=passage.kind,  # a StrEnum is a str: of so many, `.value` is dear
        source_page=passage.page,
        text=passage.text,
        search_text=search_text(passage.text),
        statement_code=passage.statement_code,
        line_text=passage.printed,
    )


def _law_reference_row(key: str, reference: LawReference) -> LawReferenceRow:
    law, place, asked = reference.law, reference.place, reference.asked
    return LawReferenceRow(
        document_id=key,
        reference_kind=reference.kind.value,
        law_printed=law.printed if law else None,
        law_name=law.name if law else None,
        law_number=law.number if law else None,
        law_evidence=law.evidence.value if law else None,
        article_number=place.article,
        paragraph_number=place.paragraph,
        item_number=place.item,
        last_number=place.last,
        body=asked.body if asked else None,
        procedure=asked.procedure.value if asked else None,
        words=reference.words,
        printed_text=reference.printed_text,
        source_line=reference.line,
        start_character=reference.start,
        end_character=reference.end,
    )


def _number_rows(key: str, narrative: Narrative) -> Iterator[Row]:
    sections = {passage.line: passage.section for passage in narrative.passages}
    for quantity in narrative.quantities:
        yield QuantityRow(
            document_id=key,
            section_number=sections.get(quantity.line),
            subject=quantity.subject,
            quantity=quantity.quantity,
            unit=quantity.unit,
            bound=quantity.bound.value,
            printed_text=quantity.printed_text,
            source_line=quantity.line,
            start_character=quantity.start,
            end_character=quantity.end,
            total_start_character=quantity.part_of,
        )
    for number in narrative.numbers:
        yield NumberRow(
            document_id=key,
            source_line=number.line,
            start_character=number.start,
            end_character=number.end,
            printed_text=number.printed_text,
            number_value=_storable(number.value),
            number_role=number.role,
            source_column=number.cell,
        )


def _tops(narrative: Narrative) -> dict[int, int]:
    """For each section the one at the top that it stands under; a parent comes before its children."""
    tops: dict[int, int] = {}
    for section in narrative.sections:
        tops[section.number] = section.number if section.parent is None else tops[section.parent]
    return tops


def _storable(value: Decimal | None) -> Decimal | None:
    return value if value is not None and abs(value) < _GREATEST else None


def _rule_change_rows(key: str, change: RuleChange) -> Iterator[Row]:
    yield RuleChangeRow(
        document_id=key,
        rule_change_number=change.number,
        rule_name=change.rule_name,
        adopted_on=change.adopted_on,
        adopted_by=change.adopted_by,
        in_force_on=change.in_force_on,
        first_line=change.first_line,
        last_line=change.last_line,
    )
    for clause in change.clauses:
        yield RuleClauseRow(
            document_id=key,
            rule_change_number=change.number,
            clause_number=clause.number,
            article_number=clause.article_number,
            paragraph_number=clause.paragraph_number,
            item_number=clause.item_number,
            last_item_number=clause.last_item_number,
            is_heading=clause.is_heading,
            action=clause.action.value,
            old_text=clause.old_text,
            new_text=clause.new_text,
            moved_to=clause.moved_to,
            printed_text=clause.printed_text,
            first_line=clause.first_line,
            last_line=clause.last_line,
        )
    for provision in change.provisions:
        yield RuleProvisionRow(
            document_id=key,
            rule_change_number=change.number,
            provision_number=provision.number,
            article_number=provision.article_number,
            paragraph_number=provision.paragraph_number,
            item_number=provision.item_number,
            old_article_number=provision.old.article if provision.old else None,
            old_paragraph_number=provision.old.paragraph if provision.old else None,
            old_item_number=provision.old.item if provision.old else None,
            is_heading=provision.is_heading,
            new_text=provision.new_text,
            old_text=provision.old_text,
            new_underlined=provision.new_underlined,
            old_underlined=provision.old_underlined,
            is_abridged=provision.is_abridged,
            first_line=provision.first_line,
            last_line=provision.last_line,
        )
    for step in change.differences:
        yield RuleDifferenceRow(
            document_id=key,
            rule_change_number=change.number,
            provision_number=step.article_text,
            position=step.position,
            operation=step.operation,
            old_words=step.old_words,
            new_words=step.new_words,
        )
    for check in change.checks:
        yield RuleCheckRow(
            document_id=key,
            rule_change_number=change.number,
            clause_number=check.clause or None,
            expectation=check.expectation,
            holds=check.holds,
            source_line=check.evidence_line,
        )
