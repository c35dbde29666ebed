"""A text → its references to laws: cited in sentences and cells, quoted in excerpts, acted upon by amending clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.narrative.law.excerpts import Excerpt, read_excerpts
from pipelines.narrative.law.laws import Laws, read_laws
from pipelines.narrative.law.names import LAW_NUMBER, SAME, NameHit, find_names, split_derived
from pipelines.narrative.law.places import JOINT, PLACE, RANGE, Around, is_relative, names_article, resolve, through
from pipelines.narrative.law.saying import asked_in, words_before_brackets, words_from
from pipelines.narrative.law_reference import Law, LawEvidence, LawPlace, LawReference, ReferenceKind
from pipelines.narrative.model import RuleChange
from pipelines.narrative.plain_lines import PlainLine, plain_line
from pipelines.narrative.rule_change.provisions import Provision
from pipelines.reading.blocks import Block
from pipelines.reading.source import SourceText
from pipelines.values import value

_MAY_CITE = re.compile(r"法|令|条|項|号|規則|規程|告示|定款|規約|要綱|要領|細則|憲章")
_APART = re.compile(r"\s|[(（\[［〔【<]|$")
_LONGEST_BRACKETS = 200
_LONGEST_FORM = 4
_OF_FORM = re.compile(r"(?:様式|議案|報告|別記|資料|別紙|図|表|事業)$")
# What may stand beside a reference in brackets that hold nothing else: joints and other laws' names.
_OTHER_REFERENCES = re.compile(
    r"[、・,]|及び|並びに|又は|若しくは|から|まで|等|参照|[一-鿿ァ-ヴー]*(?:法律?|令|規則|規程|条例|定款)"
)


@value
class _Context:
    """What a place without a law's name belongs to, on a line: a law, and the provision that the line prints.

    `is_amending` where the places are those that a clause acts upon, which are told by the clause.
    """

    law: Law | None = None
    own: LawPlace | None = None
    is_amending: bool = False


def read_law_references(
    source: SourceText, blocks: Sequence[Block], rule_changes: Sequence[RuleChange]
) -> tuple[LawReference, ...]:
    """Every reference of a text, by line and place."""
    lines = [plain_line(n, raw) for n, raw in enumerate(source.lines, 1) if _MAY_CITE.search(raw)]
    hits = {line.line: tuple(find_names(line)) for line in lines}
    laws = read_laws(hit for found in hits.values() for hit in found)
    excerpts = read_excerpts(source, blocks)
    contexts = {**_changed(rule_changes, laws), **_excerpted(excerpts, laws)}
    found: list[LawReference] = []
    reader = _Reader(laws, contexts)
    for line in lines:
        found += reader.read(line, hits[line.line])
    for excerpt in excerpts:
        law = laws.resolve(excerpt.law.name, excerpt.law.line)
        found += (
            _quoted(source, replace(law, printed=None, evidence=LawEvidence.CONTEXT), one) for one in excerpt.provisions
        )
    for change in rule_changes:
        found += _amended(source, change, laws)
    return tuple(sorted(found, key=lambda one: (one.line, one.start, one.kind)))


@dataclass(slots=True)
class _Reader:
    """Reads line after line; knows the law that was named last (同法)."""

    laws: Laws
    contexts: Mapping[int, _Context]
    last_law: Law | None = None
    _found: list[tuple[int, int, LawReference]] = field(default_factory=list)

    def read(self, line: PlainLine, hits: Sequence[NameHit]) -> list[LawReference]:
        """The references of one line: names with the places after them, then places that stand alone."""
        context = self.contexts.get(line.line, _Context())
        self._found = []
        named = {hit.start: hit for hit in hits}
        taken = [match.span() for match in LAW_NUMBER.finditer(line.text)]
        position = 0
        running = context.own
        starts = sorted(named)
        match = PLACE.search(line.text)
        while True:
            if match is not None and match.start() < position:
                match = PLACE.search(line.text, position)
            first = bisect_left(starts, position)
            ahead = [*starts[first : first + 1], *([match.start()] if match is not None else [])]
            if not ahead:
                break
            position = min(ahead)
            hit = named.get(position)
            law = self._law(line, hit) if hit is not None else None
            if hit is not None and law is not None:
                self.last_law = law
                position = self._take(line, hit.start, hit.end, hit.after, law, context)
                continue
            if match is None or match.start() != position or any(start <= position < end for start, end in taken):
                position += 1
                continue
            if names_article(match) and line.opens(position) and _is_apart(line, match.end()):
                running = resolve(match, Around())  # 第3条 …: the provision itself
                position = match.end()
                continue
            position = self._take_lone(line, match, replace(context, own=running))
        return [reference for _, _, reference in self._found]

    def _law(self, line: PlainLine, hit: NameHit) -> Law | None:
        """The law that a name means; None where it is no name of a law."""
        same = SAME.match(hit.name)
        if same is not None:
            if self.last_law is None:
                return None
            base, derived = self.last_law, hit.name[same.end() :]
            name = base.name + derived
            return Law(hit.name, name, self.laws.numbers.get(name), LawEvidence.CONTEXT)
        parts = split_derived(hit.name)
        is_known = self.laws.knows(hit.name) or (parts is not None and self.laws.knows(parts[0]))
        places = PLACE.match(line.text, hit.after)
        has_place = places is not None and not is_relative(places)
        has_proof = hit.number is not None or hit.short is not None or has_place
        if hit.is_bare and hit.is_statute:
            return self.laws.resolve(hit.name, line.line) if hit.name in self.laws.shorts else None
        if hit.is_statute:
            return self.laws.resolve(hit.name, line.line) if hit.is_legal or is_known or has_proof else None
        is_defined = hit.name in self.laws.shorts or hit.name in self.laws.numbers
        return self.laws.resolve(hit.name, line.line) if has_proof or is_defined else None

    def _take(self, line: PlainLine, start: int, end: int, after: int, law: Law, context: _Context) -> int:
        """A name with the places that follow it: 機構法第9条及び第24条 are two. Returns where reading goes on."""
        begin = after + 1 if line.text.startswith("の", after) else after
        match = PLACE.match(line.text, begin)
        if match is None or (match["article"] is None and match["lone_paragraph"] is None):
            self._add(line, start, end, law, LawPlace(), ReferenceKind.CITED)
            return end
        around = Around(context.own)
        return self._take_places(line, start, match, law, around)

    def _take_places(self, line: PlainLine, start: int, match: re.Match[str], law: Law | None, around: Around) -> int:
        place = resolve(match, around)
        end = match.end()
        while True:
            joint = RANGE.match(line.text, end)
            following = PLACE.match(line.text, joint.end()) if joint else None
            if joint and following and not line.text.startswith(("中", "の"), following.end()):
                last = resolve(following, Around(around.own, place))
                place, end = through(place, last), following.end()
                end += len("まで") * line.text.startswith("まで", end)
            self._add(line, start, end, law, place, ReferenceKind.CITED)
            joint = JOINT.match(line.text, end)
            following = PLACE.match(line.text, joint.end()) if joint else None
            if joint is None or following is None:
                return end
            around = Around(around.own, place)
            place, start, end = resolve(following, around), joint.end(), following.end()
            law = replace(law, printed=None, evidence=LawEvidence.CONTEXT) if law else None

    def _take_lone(self, line: PlainLine, match: re.Match[str], context: _Context) -> int:
        """A place without a law's name before it."""
        if context.is_amending:
            return match.end()
        last = self._found[-1][2] if self._found else None
        starts_with_same = match[0].startswith("同")
        if last is not None and starts_with_same and last.place.article is not None:
            law = replace(last.law, printed=None, evidence=LawEvidence.CONTEXT) if last.law else None
            return self._take_places(line, match.start(), match, law, Around(context.own, last.place))
        if context.law is not None:
            return self._take_places(line, match.start(), match, context.law, Around(context.own))
        before = line.text[max(0, match.start() - _LONGEST_FORM) : match.start()]
        if match["article"] is None or is_relative(match) or _OF_FORM.search(before):
            return match.end()
        if match["article"].startswith("別表"):
            return match.end()
        return self._take_places(line, match.start(), match, None, Around())

    def _add(
        self, line: PlainLine, start: int, end: int, law: Law | None, place: LawPlace, kind: ReferenceKind
    ) -> None:
        first, last = line.span(start, end)
        words, cited = _words(line.text, start, end)
        asked = asked_in(words, cited=cited)
        if asked is not None and asked.body is None and place.article is None:
            asked = None  # 住民基本台帳法に基づく届出: of its matter, and no step of a procedure
        reference = LawReference(line.line, first, last, line.raw[first:last], kind, law, place, words, asked)
        self._found.append((start, end, reference))


def _is_apart(line: PlainLine, end: int) -> bool:
    """Whether a space, brackets or the end set a number off from the text that it numbers: 第3条 委員は."""
    return _APART.match(line.raw, line.ends[end - 1]) is not None


def _words(text: str, start: int, end: int) -> tuple[str, int]:
    """What is said of the place: before the brackets that hold references alone, else from it on.

    And how many of these characters are the reference itself.
    """
    opening = text.rfind("(", max(0, start - _LONGEST_BRACKETS), start)
    closing = text.find(")", end, end + _LONGEST_BRACKETS)
    if opening >= 0 and closing >= 0 and ")" not in text[opening:start] and "(" not in text[end:closing]:
        within = text[opening + 1 : closing]
        if _OTHER_REFERENCES.sub("", PLACE.sub("", text[end:closing])) == "" and _holds_references(within):
            return words_before_brackets(text, opening), 0
    return words_from(text, start, end), end - start


def _holds_references(within: str) -> bool:
    """Whether brackets hold references alone, and no sentence."""
    return not re.search(r"[。「」]|という|による|に規定|に基づ|をいう|除く|含む", within)


def _excerpted(excerpts: Sequence[Excerpt], laws: Laws) -> dict[int, _Context]:
    contexts = {}
    for excerpt in excerpts:
        law = replace(laws.resolve(excerpt.law.name, excerpt.law.line), printed=None, evidence=LawEvidence.CONTEXT)
        for one in excerpt.provisions:
            for line in range(one.first_line, one.last_line + 1):
                contexts[line] = _Context(law, LawPlace(one.article, one.paragraph, one.item))
    return contexts


def _changed(rule_changes: Sequence[RuleChange], laws: Laws) -> dict[int, _Context]:
    """Lines of clauses, of the text they put in place, and of the comparison."""
    contexts: dict[int, _Context] = {}
    for change in rule_changes:
        law = _rule(change, laws)
        for provision in change.provisions:
            for line in range(provision.first_line, provision.last_line + 1):
                contexts.setdefault(line, _Context(law))
        for clause in change.clauses:
            own = LawPlace(clause.article_number, clause.paragraph_number or "1", clause.item_number)
            for line in range(clause.first_line, clause.last_line + 1):
                contexts[line] = _Context(law, own)
        for line in (*(clause.first_line for clause in change.clauses), *change.unread):
            contexts[line] = _Context(law, is_amending=True)
    return contexts


def _rule(change: RuleChange, laws: Laws) -> Law:
    known = laws.resolve(change.rule_name, change.first_line)
    return Law(None, known.name, known.number, LawEvidence.CONTEXT)


def _quoted(source: SourceText, law: Law, one: Provision) -> LawReference:
    raw = source.lines[one.first_line - 1]
    start = len(raw) - len(raw.removeprefix("- ").lstrip()) if raw.startswith("- ") else len(raw) - len(raw.lstrip())
    end = len(raw.rstrip())
    place = LawPlace(one.article, one.paragraph, one.item)
    return LawReference(one.first_line, start, end, raw[start:end], ReferenceKind.QUOTED, law, place, one.text.strip())


def _amended(source: SourceText, change: RuleChange, laws: Laws) -> Iterator[LawReference]:
    """One for each clause: where it acts. Its words are the clause's."""
    law = _rule(change, laws)
    begin: dict[int, int] = {}
    for clause in change.clauses:
        raw = source.lines[clause.first_line - 1]
        start = raw.find(clause.printed_text, begin.get(clause.first_line, 0))
        if start < 0:
            start = max(raw.find(clause.printed_text), 0)
        end = start + len(clause.printed_text) if raw.startswith(clause.printed_text, start) else len(raw)
        begin[clause.first_line] = end
        place = LawPlace(clause.article_number, clause.paragraph_number, clause.item_number, clause.last_item_number)
        yield LawReference(
            clause.first_line, start, end, raw[start:end], ReferenceKind.AMENDED, law, place, clause.printed_text
        )
