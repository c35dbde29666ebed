"""What the words of a document hold, once understood. Every piece knows its lines, from 1, in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipelines.interpreting.model import Finding
from pipelines.narrative.date_mention import DateMention
from pipelines.narrative.law_reference import LawReference
from pipelines.values import value


class PartKind(StrEnum):
    """What a part of the text is."""

    COVER = "cover"
    AGENDA = "agenda"
    SUPPLEMENTARY_BUDGET = "supplementary_budget"
    BUDGET = "budget"
    SETTLEMENT = "settlement"
    SUMMARY = "summary"
    BUSINESS_PLAN = "business_plan"
    BUSINESS_POLICY = "business_policy"
    BUSINESS_REPORT = "business_report"
    RULE_CHANGE = "rule_change"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text from `first_line` to `last_line`; `agenda_item` is the number of the item it answers to."""

    number: int
    kind: PartKind
    title: str
    first_line: int
    last_line: int
    agenda_item: int | None
    agenda_evidence: str | None


class PassageKind(StrEnum):
    """What a passage, one block of the text, is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    TABLE_ROW = "table_row"
    PAGE_NUMBER = "page_number"


@value
class Section:
    """A heading with all that stands under it, in document order. `level` from 1; `parent` is a section's number."""

    number: int
    part: int
    parent: int | None
    level: int
    printed_number: str | None
    title: str
    body: str
    first_line: int
    last_line: int


@value
class Passage:
    """One line of the text that is not blank, as plain text, with the part and the section it belongs to.

    `page` is the page of a PDF, from 1; `statement_code` what a table's row belongs to. `printed` is the line as the
    file has it, with its markup and spaces: places of numbers count in it.
    """

    line: int
    part: int
    section: int | None
    kind: PassageKind
    text: str
    page: int | None = None
    statement_code: str | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A footnote: mark, the term it explains, its definition, and where it is referred to (lines)."""

    mark: str
    term: str | None
    definition: str
    first_line: int
    last_line: int
    reference_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: its number and title, its sections in plan and policy, its page in a table of contents."""

    number: int
    title: str
    contents_page: str | None
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SegmentLink:
    """A section that is of a segment: `title` where its title has the name, `text` where a sentence of it does.

    `words` are those of `line` that say so, as printed.
    """

    section: int
    segment_name: str
    evidence: str
    line: int
    words: str


class Bound(StrEnum):
    """How a quantity is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 約
    AT_MOST = "at_most"  # 以下, 以内
    LESS_THAN = "less_than"  # 未満
    AT_LEAST = "at_least"  # 以上
    MORE_THAN = "more_than"  # 超


@value
class Quantity:
    """A number in prose that counts or measures something; `start` and `end` are characters of the line, from 0.

    `part_of` is where the printed total starts, in the same line, of which this is a part.
    """

    line: int
    start: int
    end: int
    subject: str
    quantity: Decimal
    unit: str
    bound: Bound
    printed_text: str
    part_of: int | None = None


class NumberRole(StrEnum):
    """What accounts for a number of the text."""

    FIGURE = "figure"  # fact_figure
    QUANTITY = "quantity"  # fact_quantity
    DATE = "date"  # a date, year, fiscal year or time
    HEADING_NUMBER = "heading_number"
    LIST_NUMBER = "list_number"
    IDENTIFIER = "identifier"  # a law's, article's, form's, meeting's number; a name that holds digits
    FOOTNOTE_MARK = "footnote_mark"
    PAGE_NUMBER = "page_number"
    RATIO = "ratio"  # a share or rate in a column of them
    UNEXPLAINED = "unexplained"


@value
class Number:
    """A numeric token of the text; `value` is None where its digits form no number. `start`/`end` as in Quantity.

    `cell` is the cell of a table's row that it stands in, None in prose.
    """

    line: int
    start: int
    end: int
    printed_text: str
    value: Decimal | None
    role: NumberRole
    cell: int | None = None


class ClauseAction(StrEnum):
    """What an amending clause does."""

    REPLACE = "replace"  # 「A」を「B」に改める
    INSERT = "insert"  # 「A」の下に「B」を加える
    DELETE = "delete"  # 「A」を削る
    RENUMBER = "renumber"  # 第5号を第6号とし / 第3号から第6号までを1号ずつ繰り下げ
    ADD = "add"  # 第3号の次に次の1号を加える
    REWRITE = "rewrite"  # 第2号を次のとおり改める


@dataclass(frozen=True, slots=True)
class RuleClause:
    """One amending action. Articles, paragraphs and items are numbered as printed (第3条第1項第4号 → "3", "1", "4").

    `item_number` to `last_item_number` is the range of items acted upon; `moved_to` the new number of the first of
    them. `old_text` is what is replaced, deleted, or after which is inserted; `new_text` what takes its place.
    """

    number: int
    article_number: str | None
    paragraph_number: str | None
    item_number: str | None
    last_item_number: str | None
    is_heading: bool
    action: ClauseAction
    old_text: str | None
    new_text: str | None
    moved_to: str | None
    printed_text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The printed numbers of a provision; an item may be a range of (略)."""

    article: str | None
    paragraph: str | None
    item: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One provision in the comparison table: an article's heading, its body (paragraph), or one of its items.

    The numbers are the new side's, or the old one's where only that has it; `item_number` is None for a heading or
    body. `old` is where the old side has it, None where it does not: renumbered ones stand under other numbers there.
    A text is None where that side does not have the provision; `is_abridged` where a side prints it as (略).
    Underlined words are what <u> marks.
    """

    number: int
    article_number: str | None
    paragraph_number: str | None
    item_number: str | None
    is_heading: bool
    new_text: str | None
    old_text: str | None
    new_underlined: tuple[str, ...]
    old_underlined: tuple[str, ...]
    is_abridged: bool
    first_line: int
    last_line: int
    old: Numbers | None = None


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One step of a provision's word-level difference; `operation` is equal, insert, delete or replace."""

    article_text: int
    position: int
    operation: str
    old_words: str
    new_words: str


@dataclass(frozen=True, slots=True)
class ClauseCheck:
    """What the comparison table says of a clause. `holds` is None where it does not show the place (略)."""

    clause: int
    expectation: str
    holds: bool | None
    evidence_line: int | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change of rules: which, in force from when, its clauses, its comparison table, and how they agree."""

    number: int
    rule_name: str
    adopted_on: date | None
    adopted_by: str | None
    in_force_on: date | None
    first_line: int
    last_line: int
    clauses: tuple[RuleClause, ...]
    provisions: tuple[ArticleText, ...]
    differences: tuple[WordDifference, ...]
    checks: tuple[ClauseCheck, ...]
    unread: tuple[int, ...] = ()  # lines of the clauses that were not understood


@dataclass(frozen=True, slots=True)
class Narrative:
    """All that the words of one document say."""

    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    programmes: tuple[Programme, ...]
    segment_links: tuple[SegmentLink, ...]
    glossary: tuple[GlossaryEntry, ...]
    quantities: tuple[Quantity, ...]
    numbers: tuple[Number, ...]
    rule_changes: tuple[RuleChange, ...]
    law_references: tuple[LawReference, ...]
    dates: tuple[DateMention, ...]
    findings: tuple[Finding, ...]
