"""The statements after a change's opening sentence → numbered clauses, and the sentences that were not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.narrative.model import ClauseAction, RuleClause
from pipelines.narrative.rule_change.amending import Draft, SentenceReader
from pipelines.narrative.rule_change.enactment import says_in_force
from pipelines.narrative.rule_change.numbering import without_kana
from pipelines.narrative.rule_change.places import Place
from pipelines.narrative.rule_change.provisions import Provision, ProvisionReader, TextLine
from pipelines.narrative.rule_change.quotes import split_sentences
from pipelines.narrative.rule_change.statements import (
    Statement,
    is_amending,
    is_labelled,
    is_supplement,
    opens_amending,
)

_LONGEST_GAP = 30  # statements from one amending sentence to the next, where nothing closes the clauses


@dataclass(frozen=True, slots=True)
class Amendments:
    """The clauses, the statements that were not understood, and the last line that belongs to them."""

    clauses: tuple[RuleClause, ...]
    unread: tuple[Statement, ...]
    last_line: int


def read_amendments(statements: Sequence[Statement], first_line: int) -> Amendments:
    """Read clauses up to 附則 or the sentence that brings them into force.

    Where neither stands, they end with the last amending sentence and the numbered lines below it.
    """
    end = next((position for position, one in enumerate(statements) if _ends(one)), None)
    within = _last_amending(statements) if end is None else end
    reader = _ClauseReader()
    for position, statement in enumerate(statements[:end]):
        if not reader.take(statement, is_within=position < within):
            break
    return reader.finish(first_line)


def provisions_of(clause: RuleClause) -> tuple[Provision, ...]:
    """The provisions that a clause's new text (ADD, REWRITE) holds."""
    reader = ProvisionReader(clause.article_number, clause.paragraph_number, clause.item_number)
    lines = (clause.new_text or "").split("\n")
    if clause.is_heading:
        lines = [f"({lines[0].strip('()（） ')})"]
    elif clause.item_number is None and clause.paragraph_number is None:
        reader = ProvisionReader()
    for line in lines:
        reader.take(TextLine(line, (), clause.last_line))
    return reader.finish()


def _last_amending(statements: Sequence[Statement]) -> int:
    """Position of the last amending sentence, none of them far from the one before."""
    last = 0
    for position, statement in enumerate(statements):
        if position - last > _LONGEST_GAP:
            break
        if is_amending(statement.text):
            last = position
    return last


def _ends(statement: Statement) -> bool:
    return is_supplement(statement.text) or says_in_force(statement.text)


@dataclass(slots=True)
class _ClauseReader:
    clauses: list[RuleClause] = field(default_factory=list)
    unread: list[Statement] = field(default_factory=list)
    _sentences: SentenceReader = field(default_factory=SentenceReader)
    _awaiting: tuple[Draft, ...] = ()
    _asking: Statement | None = None
    _lines: list[Statement] = field(default_factory=list)

    def take(self, statement: Statement, *, is_within: bool) -> bool:
        """Read one statement; False where it belongs to no clause and nothing says that clauses still follow."""
        sentences = split_sentences(statement.text)
        opening = sentences[0] if sentences else ""
        if is_amending(opening) or (is_within and opens_amending(opening)):
            for sentence in sentences:
                self._end_lines()
                self._read(replace(statement, text=sentence))
        elif self._asking is not None and (is_within or is_labelled(statement.text) or not self._lines):
            self._lines.append(statement)
        elif is_within:
            self.unread.append(statement)
        else:
            return False
        return True

    def finish(self, first_line: int) -> Amendments:
        """All that was read."""
        self._end_lines()
        clauses = tuple(replace(clause, number=number) for number, clause in enumerate(self.clauses, 1))
        last_lines = [*(one.last_line for one in clauses), *(one.last_line for one in self.unread), first_line]
        return Amendments(clauses, tuple(self.unread), max(last_lines))

    def _read(self, sentence: Statement) -> None:
        drafts, complete = self._sentences.read(sentence.text)
        self.clauses += [_clause(draft, sentence) for draft in drafts if not draft.awaits_lines]
        self._awaiting = tuple(draft for draft in drafts if draft.awaits_lines)
        self._asking = sentence if self._awaiting else None
        if not complete:
            self.unread.append(sentence)

    def _end_lines(self) -> None:
        """Give the lines below a sentence to the clauses that wait for them."""
        if self._asking is None:
            return
        clauses, used = _from_lines(self._awaiting, self._asking, self._lines)
        self.clauses += clauses
        self.unread += [line for line in self._lines if not used & set(range(line.first_line, line.last_line + 1))]
        if not clauses or len(clauses) < sum(draft.added for draft in self._awaiting):
            self.unread.append(self._asking)
        self._asking, self._awaiting, self._lines = None, (), []


def _clause(draft: Draft, sentence: Statement) -> RuleClause:
    place = draft.place
    return RuleClause(
        0,
        place.article,
        place.paragraph,
        place.item,
        draft.last_number,
        place.is_heading,
        draft.action,
        draft.old_text,
        draft.new_text,
        draft.moved_to,
        draft.printed_text,
        sentence.first_line,
        sentence.last_line,
    )


def _from_lines(
    drafts: Sequence[Draft], asking: Statement, lines: Iterable[Statement]
) -> tuple[list[RuleClause], set[int]]:
    """The clauses whose words stand on the lines below, and the lines that they use."""
    first = drafts[0]
    level = first.unit or first.place.level
    reader = ProvisionReader(*_context(first, level))
    for line in lines:
        reader.take(TextLine(line.text, (), line.last_line))
    units = _units(reader.finish(), level, is_heading=first.place.is_heading)
    clauses: list[RuleClause] = []
    used: set[int] = set()
    for number, pieces in units[: first.added] if first.action is ClauseAction.ADD else units:
        draft = _draft_for(drafts, level, number)
        if draft is None:
            continue
        is_whole = level == "article"  # an article's own number and heading stay in its text
        texts = [pieces[0].printed if is_whole else pieces[0].text, *(piece.printed for piece in pieces[1:])]
        new_text = "\n".join(text.strip() for text in texts)
        clause = _clause(replace(draft, new_text=new_text), asking)
        clauses.append(replace(clause, last_line=max(piece.last_line for piece in pieces)))
        used |= {line for piece in pieces for line in range(piece.first_line, piece.last_line + 1)}
    return clauses, used


def _context(draft: Draft, level: str) -> tuple[str | None, str | None, str | None]:
    """Where the lines below begin: a rewritten unit may be printed without its number, an added one may not."""
    place = draft.place
    if draft.action is ClauseAction.ADD:
        return (None if level == "article" else place.article, place.paragraph, None)
    return (None if level == "article" and not place.is_heading else place.article, place.paragraph, place.item)


def _units(provisions: Iterable[Provision], level: str, *, is_heading: bool) -> list[tuple[str, list[Provision]]]:
    """The provisions of each new unit, by its number."""
    units: dict[str, list[Provision]] = {}
    for provision in provisions:
        match level:
            case "item":
                number = provision.item
            case "paragraph":
                number = provision.paragraph
            case _:
                number = provision.article
        if number is not None and (provision.is_heading is is_heading or level == "article"):
            outer = without_kana(number)
            units.setdefault(outer if outer in units else number, []).append(provision)
    return list(units.items())


def _draft_for(drafts: Sequence[Draft], level: str, number: str) -> Draft | None:
    """The clause that asks for the unit, in its place."""
    first = drafts[0]
    if first.action is ClauseAction.ADD:
        around = first.place
        places = {
            "item": Place(around.article, around.paragraph, number),
            "paragraph": Place(around.article, number),
            "article": Place(number),
        }
        return replace(first, place=places[level])
    return next((draft for draft in drafts if draft.place.number == number), None)
