"""The rows of what a document's words say: parts, plan, glossary, numbers in prose, changes of rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from warehouse.row_types import Int32, Row, row


@row
class PartRow(Row):
    """A part of a document, with the item of the agenda it answers to."""

    document_id: str
    part_number: Int32
    part_kind: str
    title: str
    agenda_item_number: Int32 | None
    agenda_evidence: str | None
    first_line: Int32
    last_line: Int32


@row
class ProgrammeRow(Row):
    """A programme of the business plan."""

    document_id: str
    programme_number: Int32
    title: str
    contents_page: str | None


@row
class SectionRow(Row):
    """A heading with all that stands under it."""

    document_id: str
    section_number: Int32
    part_number: Int32
    parent_number: Int32 | None
    programme_number: Int32 | None
    programme_title: str | None
    level: Int32
    printed_number: str | None
    title: str
    body: str
    first_line: Int32
    last_line: Int32


@row
class SectionSegmentRow(Row):
    """A section that speaks of a segment."""

    document_id: str
    section_number: Int32
    segment_name: str
    evidence: str
    source_line: Int32
    words: str


@row
class PassageRow(Row):
    """One line of the text that is not blank."""

    document_id: str
    part_number: Int32
    section_number: Int32 | None
    source_line: Int32
    passage_kind: str
    source_page: Int32 | None
    text: str
    search_text: str
    statement_code: str | None
    line_text: str | None


@row
class GlossaryEntryRow(Row):
    """A footnote that explains a term."""

    document_id: str
    mark: str
    term: str | None
    definition: str
    first_line: Int32
    last_line: Int32
    reference_lines: Sequence[Int32]


@row
class QuantityRow(Row):
    """A number in prose that counts or measures something."""

    document_id: str
    section_number: Int32 | None
    subject: str
    quantity: Decimal
    unit: str
    bound: str
    printed_text: str
    source_line: Int32
    start_character: Int32
    end_character: Int32
    total_start_character: Int32 | None


@row
class NumberRow(Row):
    """A numeric token of the text, and what accounts for it."""

    document_id: str
    source_line: Int32
    start_character: Int32
    end_character: Int32
    printed_text: str
    number_value: Decimal | None
    number_role: str
    source_column: Int32 | None


@row
class RuleChangeRow(Row):
    """A change of rules."""

    document_id: str
    rule_change_number: Int32
    rule_name: str
    adopted_on: date | None
    adopted_by: str | None
    in_force_on: date | None
    first_line: Int32
    last_line: Int32


@row
class RuleClauseRow(Row):
    """One amending action of a change of rules."""

    document_id: str
    rule_change_number: Int32
    clause_number: Int32
    article_number: str | None
    paragraph_number: str | None
    item_number: str | None
    last_item_number: str | None
    is_heading: bool
    action: str
    old_text: str | None
    new_text: str | None
    moved_to: str | None
    printed_text: str
    first_line: Int32
    last_line: Int32


@row
class RuleProvisionRow(Row):
    """A provision in the comparison table of a change of rules."""

    document_id: str
    rule_change_number: Int32
    provision_number: Int32
    article_number: str | None
    paragraph_number: str | None
    item_number: str | None
    old_article_number: str | None
    old_paragraph_number: str | None
    old_item_number: str | None
    is_heading: bool
    new_text: str | None
    old_text: str | None
    new_underlined: Sequence[str]
    old_underlined: Sequence[str]
    is_abridged: bool
    first_line: Int32
    last_line: Int32


@row
class RuleDifferenceRow(Row):
    """One step of a provision's word-level difference."""

    document_id: str
    rule_change_number: Int32
    provision_number: Int32
    position: Int32
    operation: str
    old_words: str
    new_words: str


@row
class RuleCheckRow(Row):
    """What the comparison table says of an amending action."""

    document_id: str
    rule_change_number: Int32
    clause_number: Int32 | None
    expectation: str
    holds: bool | None
    source_line: Int32 | None


@row
class LawReferenceRow(Row):
    """A reference to a law or to a place in one."""

    document_id: str
    reference_kind: str
    law_printed: str | None
    law_name: str | None
    law_number: str | None
    law_evidence: str | None
    article_number: str | None
    paragraph_number: str | None
    item_number: str | None
    last_number: str | None
    body: str | None
    procedure: str | None
    words: str
    printed_text: str
    source_line: Int32
    start_character: Int32
    end_character: Int32


@row
class DateMentionRow(Row):
    """A date that prose names."""

    document_id: str
    date_precision: str
    first_day: date | None
    last_day: date | None
    year_evidence: str | None
    words: str
    printed_text: str
    source_line: Int32
    start_character: Int32
    end_character: Int32
