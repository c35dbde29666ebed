"""A narrative → the rows of its frames (`warehouse/narrative_frames.py`), with natural keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.narrative.model import Narrative, Passage, RuleChange
from pipelines.reading.characters import compact

Rows = dict[str, list[tuple[object, ...]]]

_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")
_GREATEST = Decimal(10**30)


def search_text(text: str) -> str:
    """A text as it is searched: one width, lower case, no spaces, no marks of footnotes."""
    return compact(_MARKS.sub("", text)).casefold()


def narrative_rows(key: str, narrative: Narrative) -> Rows:
    """The rows of a document's narrative by frame; `key` is the document's."""
    sections = {passage.line: passage.section for passage in narrative.passages}
    programmes = {number: programme for programme in narrative.programmes for number in programme.sections}
    tops = _tops(narrative)
    rows: Rows = {
        "part": [
            (key, p.number, p.kind.value, p.title, p.agenda_item, p.agenda_evidence, p.first_line, p.last_line)
            for p in narrative.parts
        ],
        "programme": [(key, p.number, p.title, p.contents_page) for p in narrative.programmes],
        "section": [],
        "section_segment": [(key, s.section, s.segment_name, s.evidence) for s in narrative.segment_links],
        "passage": [_passage_row(key, passage) for passage in narrative.passages],
        "glossary_entry": [
            (key, g.mark, g.term, g.definition, g.first_line, g.last_line, list(g.reference_lines))
            for g in narrative.glossary
        ],
        "quantity": [
            (
                key,
                sections.get(q.line),
                q.subject,
                q.quantity,
                q.unit,
                q.bound.value,
                q.printed_text,
                q.line,
                q.start,
                q.end,
            )
            for q in narrative.quantities
        ],
        "number": [
            (key, n.line, n.start, n.end, n.printed_text, _storable(n.value), n.role.value) for n in narrative.numbers
        ],
    }
    for section in narrative.sections:
        programme = programmes.get(tops[section.number])
        rows["section"].append(
            (
                key,
                section.number,
                section.part,
                section.parent,
                programme.number if programme else None,
                programme.title if programme else None,
                section.level,
                section.printed_number,
                section.title,
                section.body,
                section.first_line,
                section.last_line,
            )
        )
    _add_rule_changes(key, narrative.rule_changes, rows)
    return rows


def _passage_row(key: str, passage: Passage) -> tuple[object, ...]:
    return (
        key,
        passage.part,
        passage.section,
        passage.line,
        passage.kind.value,
        passage.page,
        passage.text,
        search_text(passage.text),
    )


def _tops(narrative: Narrative) -> dict[int, int]:
    """For each section the one at the top that it stands under; a parent comes before its children."""
    tops: dict[int, int] = {}
    for section in narrative.sections:
        tops[section.number] = section.number if section.parent is None else tops[section.parent]
    return tops


def _storable(value: Decimal | None) -> Decimal | None:
    return value if value is not None and abs(value) < _GREATEST else None


def _add_rule_changes(key: str, changes: Sequence[RuleChange], rows: Rows) -> None:
    rows["rule_change"] = [
        (key, c.number, c.rule_name, c.adopted_on, c.adopted_by, c.in_force_on, c.first_line, c.last_line)
        for c in changes
    ]
    rows["rule_clause"] = [
        (
            key,
            change.number,
            clause.number,
            clause.article_number,
            clause.paragraph_number,
            clause.item_number,
            clause.last_item_number,
            clause.is_heading,
            clause.action.value,
            clause.old_text,
            clause.new_text,
            clause.moved_to,
            clause.printed_text,
            clause.first_line,
            clause.last_line,
        )
        for change in changes
        for clause in change.clauses
    ]
    rows["rule_provision"] = [
        (
            key,
            change.number,
            provision.number,
            provision.article_number,
            provision.paragraph_number,
            provision.item_number,
            provision.is_heading,
            provision.new_text,
            provision.old_text,
            list(provision.new_underlined),
            list(provision.old_underlined),
            provision.is_abridged,
            provision.first_line,
            provision.last_line,
        )
        for change in changes
        for provision in change.provisions
    ]
    rows["rule_difference"] = [
        (key, change.number, step.article_text, step.position, step.operation, step.old_words, step.new_words)
        for change in changes
        for step in change.differences
    ]
    rows["rule_check"] = [
        (key, change.number, check.clause or None, check.expectation, check.holds, check.evidence_line)
        for change in changes
        for check in change.checks
    ]
