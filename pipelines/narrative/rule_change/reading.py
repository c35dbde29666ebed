"""Blocks → changes of rules: finds each change, its clauses, its table, and lets them check each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.narrative.model import ArticleText, RuleChange, WordDifference
from pipelines.narrative.rule_change.checks import check_clauses, compare
from pipelines.narrative.rule_change.clauses import read_amendments
from pipelines.narrative.rule_change.comparison import is_comparison, read_comparison
from pipelines.narrative.rule_change.difference import word_steps
from pipelines.narrative.rule_change.enactment import (
    RuleIdentity,
    in_force_on,
    read_change_sentence,
    says_in_force,
)
from pipelines.narrative.rule_change.quotes import split_sentences
from pipelines.narrative.rule_change.statements import Statement, is_supplement, read_statements
from pipelines.narrative.rule_change.unexplained import check_table, read_unread
from pipelines.reading.blocks import Block, Table
from pipelines.reading.characters import compact

_LONGEST_SUPPLEMENT = 12  # statements after 附則 among which the one that brings the change into force stands


@dataclass(slots=True)
class _Draft:
    """A change while it is gathered: its sentence, what follows it, and its table's pieces."""

    rule: RuleIdentity
    opening: Statement
    statements: list[Statement] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    is_over: bool = False


def read_rule_changes(blocks: Sequence[Block]) -> tuple[RuleChange, ...]:
    """Every change of a rule in a document, in order.

    A change begins with a sentence such as 「…業務方法書の一部を次のように変更する。」. Comparison tables before the
    first such sentence belong to it; others to the change whose rule is named nearest before them, else to the last.
    A document without such a sentence has no change: a comparison table alone does not say of which rule it is.
    """
    return tuple(_change(number, draft) for number, draft in enumerate(_drafts(blocks), 1))


def _drafts(blocks: Sequence[Block]) -> list[_Draft]:
    drafts: list[_Draft] = []
    early: list[Table] = []
    named: str = ""  # the words since the last table
    previous: Table | None = None  # the table that the next one may continue
    owner: _Draft | None = None
    for one in read_statements(blocks):
        if isinstance(one, Table):
            if is_comparison(one):
                owner = _owner(drafts, named) if previous is None or owner is None else owner
                (owner.tables if owner else early).append(one)
                previous = one
                for draft in drafts:
                    draft.is_over = True
            elif previous is not None and _width(one) == _width(previous):
                (owner.tables if owner else early).append(one)
            named = ""
            continue
        found = list(_split_change(one))
        named += compact(one.text)
        previous = None
        for rule, statement in found:
            if rule is not None:
                drafts.append(_Draft(rule, statement))
            elif drafts and not drafts[-1].is_over:
                drafts[-1].statements.append(statement)
    if drafts:
        drafts[0].tables[:0] = early
    return drafts


def _split_change(statement: Statement) -> Iterator[tuple[RuleIdentity | None, Statement]]:
    """A statement that opens a change, and the clauses that may follow on the same line; any other as it is."""
    if "次の" not in compact(statement.text):  # only such a sentence opens a change; splitting all prose is slow
        yield None, statement
        return
    sentences = split_sentences(statement.text)
    rules = [read_change_sentence(sentence) for sentence in sentences]
    if not any(rules):
        yield None, statement
        return
    for rule, sentence in zip(rules, sentences, strict=True):
        yield rule, replace(statement, text=sentence)


def _owner(drafts: Sequence[_Draft], named: str) -> _Draft | None:
    places = [(named.rfind(draft.rule.name), position) for position, draft in enumerate(drafts)]
    best = max(places, default=(-1, -1))
    if best[0] >= 0:
        return drafts[best[1]]
    return drafts[-1] if drafts else None


def _width(table: Table) -> int:
    return max(len(row.cells) for row in table.rows)


def _change(number: int, draft: _Draft) -> RuleChange:
    amendments = read_amendments(draft.statements, draft.opening.last_line)
    force = _in_force(draft.statements)
    provisions = read_comparison(draft.tables, amendments.clauses)
    comparison = compare(provisions, amendments.clauses)
    checks = (
        *check_clauses(comparison, amendments.clauses),
        *check_table(comparison, provisions, read_unread(amendments.unread)),
    )
    return RuleChange(
        number,
        draft.rule.name,
        draft.rule.adopted_on,
        draft.rule.adopted_by,
        force[0],
        min([draft.opening.first_line, *(table.first_line for table in draft.tables)]),
        max([amendments.last_line, force[1], *(table.last_line for table in draft.tables)]),
        amendments.clauses,
        provisions,
        tuple(_differences(provisions)),
        checks,
        tuple(sorted({line for one in amendments.unread for line in range(one.first_line, one.last_line + 1)})),
    )


def _in_force(statements: Sequence[Statement]) -> tuple[date | None, int]:
    """From when the change is in force, and the line that says so (0 where none does)."""
    start = next((position for position, one in enumerate(statements) if is_supplement(one.text)), None)
    among = statements if start is None else statements[start : start + _LONGEST_SUPPLEMENT]
    for statement in among:
        if says_in_force(statement.text):
            return in_force_on(statement.text), statement.last_line
    return None, 0


def _differences(provisions: Sequence[ArticleText]) -> Iterator[WordDifference]:
    for provision in provisions:
        if provision.old_text is None or provision.new_text is None:
            continue
        for position, step in enumerate(word_steps(provision.old_text, provision.new_text), 1):
            yield WordDifference(provision.number, position, step.operation, step.old_words, step.new_words)
