"""The headings of each part as a tree, and every line of the text as a passage with its place in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from pipelines.interpreting.units import find_unit
from pipelines.narrative.model import Part, PartKind, Passage, PassageKind, Section
from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Paragraph, Separator, Table
from pipelines.reading.characters import compact

_LIST_ITEM = re.compile(r"\s*(?:[-*•・]\s|[-*•・]\s*[(（]|…)")
_CONTENTS = re.compile(r"目次")
_CONTENTS_NUMBER = re.compile(r"\d{1,4}")
# Numbered headings whose number no space sets apart: （1）ネットワークの運用.
_ATTACHED = re.compile(r"(?P<number>[(（][0-9０-９]+[)）]|第[0-9０-９]+条)(?P<title>\S.*)")
_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+|※\d*$")
# (平成28年3月31日現在), 自 平成27年4月1日 至 …: when a table is of, and no title.
_PERIOD = re.compile(r"[(（〔\[]?(?:自?平成|自?令和|自?昭和|自?(?:19|20)\d\d年).*日(?:現在|まで|[)）〕\]])*[)）〕\]]?")
# [平成27年度における機構の資金繰りの状況を示すもの]: says what the heading above is about.
_DESCRIPTION = re.compile(r"[\[〔［(（].*(?:もの|こと)(?:である|です)?。?[\]〕］)）]")
_TITLE_BRACKETS = ("【", "〔", "[", "［", "《")
# 第3条, (1), 1.2, 1: headings of one style are of one rank where they follow each other.
_STYLES = (
    ("article", re.compile(r"第(\d+)条")),
    ("enclosed", re.compile(r"\((\d+)\)")),
    ("plain", re.compile(r"第?(\d+)")),
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document and its passages."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


def read_outline(
    blocks: Sequence[Block],
    parts: Sequence[Part],
    agenda_lines: Collection[int],
    agency: str | None,
    statements: Mapping[int, str],
    footnotes: Mapping[int, int],
) -> Outline:
    """The sections of every part and all lines of the text, in order. The agency's name alone opens no section.

    `statements` tells by line which statement a row belongs to. A table of another statement than the one before it
    under the same heading has lost its own: it stands under none. `footnotes` tells by line of a footnote which line
    refers to it: it belongs to that line's section, wherever the page has it.
    """
    sections: list[_Open] = []
    passages: list[Passage] = []
    titles = contents_titles(blocks)
    remaining = iter(parts)
    part: Part | None = None
    tree = _Tree(sections, {})
    for block in within_items(blocks):
        line = block.first_line if isinstance(block, Table) else block.line
        while part is None or line > part.last_line:
            part = next(remaining)
            tree = _Tree(sections, titles)
        is_section = (
            isinstance(block, Heading)
            and _is_section(block, part, agenda_lines)
            and compact(block.text) != compact(agency or "")
        )
        if isinstance(block, Heading) and is_section:
            tree.open(_with_number(block), part.number)
        statement = _statement(block, statements)
        section = tree.current if tree.is_under_heading(statement) else None
        for passage in _passages(block, part.number, section, statements, statement):
            passages.append(passage)
            if passage.line in footnotes:
                tree.reach_with_note(passage.line, footnotes[passage.line])
            elif not is_section and section is not None:
                tree.take(passage)
    # Page numbers within a table come after it.
    by_line = {passage.line: passage for passage in passages}
    for line, referring in footnotes.items():
        if line in by_line and by_line[line].kind is not PassageKind.PAGE_NUMBER:
            by_line[line] = replace(by_line[line], section=by_line[referring].section)
    ordered = sorted(by_line.values(), key=lambda passage: passage.line)
    return Outline(tuple(section.closed() for section in sections), tuple(ordered))


def contents_titles(blocks: Sequence[Block]) -> Mapping[str, tuple[int, str | None]]:
    """By compact title, the number and the page that tables of contents give it."""
    found: dict[str, tuple[int, str | None]] = {}
    for before, block in zip(chain([None], blocks), blocks, strict=False):
        if isinstance(block, Table) and isinstance(before, Heading) and _CONTENTS.fullmatch(compact(before.text)):
            for row in block.rows:
                cells = [cell.text for cell in row.cells if cell.text]
                number = compact(cells[0]) if cells else ""
                if len(cells) >= 2 and _CONTENTS_NUMBER.fullmatch(number):
                    found[compact(cells[1])] = (int(number), compact(cells[2]) if len(cells) > 2 else None)
    return found


def _is_section(heading: Heading, part: Part, agenda_lines: Collection[int]) -> bool:
    """Whether a heading opens a section: not what is on the cover, the part's own title, a note beneath a title."""
    return not (
        heading.line in agenda_lines
        or part.kind is PartKind.COVER
        or heading.line == part.first_line
        or find_unit(heading.text) is not None
        or _PERIOD.fullmatch(compact(heading.text))
        or (heading.number is None and _DESCRIPTION.fullmatch(compact(heading.text)))
    )


def within_items(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a short line right under a list item, no blank line between, as a part of it and no heading.

    So is an annotation, (新規追加), or what the item comes to: 債務負担行為 16百万円の増(追加). A numbered heading or a
    title in brackets of its own, begins anew.
    """
    line = -1  # the last one of the item that is open
    for block in blocks:
        if (
            isinstance(block, Heading)
            and block.line == line + 1
            and block.number is None
            and not block.text.startswith(_TITLE_BRACKETS)
        ):
            line = block.line
            yield Paragraph(block.line, block.text)
            continue
        if isinstance(block, Paragraph) and _LIST_ITEM.match(block.text):
            line = block.line
        yield block


def _with_number(heading: Heading) -> Heading:
    """A heading with its number apart and its title without the marks of footnotes."""
    attached = None if heading.number else _ATTACHED.fullmatch(heading.text)
    number, title = (attached["number"], attached["title"]) if attached else (heading.number, heading.text)
    return Heading(heading.line, number, _MARKS.sub("", title).strip() or title)


def _statement(block: Block, statements: Mapping[int, str]) -> str | None:
    if not isinstance(block, Table):
        return None
    return next((statements[row.line] for row in block.rows if row.line in statements), None)


def _passages(
    block: Block, part: int, section: int | None, statements: Mapping[int, str], statement: str | None
) -> Iterator[Passage]:
    match block:
        case Table():
            for row in block.rows:
                statement = statements.get(row.line, statement)  # another one may follow without a gap
                text = "\t".join(cell.text for cell in row.cells)
                yield Passage(row.line, part, section, PassageKind.TABLE_ROW, text, statement_code=statement)
        case Heading():
            text = f"{block.number} {block.text}" if block.number else block.text
            yield Passage(block.line, part, section, PassageKind.HEADING, text)
        case Footnote():
            yield Passage(block.line, part, section, PassageKind.FOOTNOTE, f"{block.mark} {block.text}")
        case Separator():
            yield Passage(block.line, part, section, PassageKind.TABLE_ROW, block.text)
        case PageNumber():
            yield Passage(block.line, part, section, PassageKind.PAGE_NUMBER, block.text)
        case Paragraph():
            kind = PassageKind.LIST_ITEM if _LIST_ITEM.match(block.text) else PassageKind.PARAGRAPH
            yield Passage(block.line, part, section, kind, block.text)


@dataclass
class _Open:
    """A section while its part is being read."""

    number: int
    part: int
    parent: int | None
    level: int
    printed_number: str | None
    title: str
    first_line: int
    last_line: int
    style: str | None
    value: int
    body: list[str] = field(default_factory=list)
    statement: str | None = None

    def closed(self) -> Section:
        return Section(
            self.number,
            self.part,
            self.parent,
            self.level,
            self.printed_number,
            self.title,
            "\n".join(self.body),
            self.first_line,
            self.last_line,
        )


@dataclass
class _Tree:
    """The sections of one part: `path` leads to the open numbered one, `leaf` is an unnumbered one within it."""

    sections: list[_Open]
    titles: Mapping[str, tuple[int, str | None]]
    path: list[_Open] = field(default_factory=list)
    leaf: _Open | None = None

    @property
    def current(self) -> int | None:
        """The number of the section that is open."""
        return self._open.number if self._open else None

    @property
    def _open(self) -> _Open | None:
        return self.leaf or (self.path[-1] if self.path else None)

    def is_under_heading(self, statement: str | None) -> bool:
        """Whether a table of this statement may stand under the open heading, and note that it does."""
        if self._open is None or statement is None:
            return True
        self._open.statement = self._open.statement or statement
        return self._open.statement == statement

    def open(self, heading: Heading, part: int) -> None:
        """Open the section of a heading, or go on with one whose heading is printed again (over a page)."""
        style, value = _style(heading.number)
        self.leaf = None
        if style is None:
            self.leaf = self._add(heading, part, len(self.path), None, 0)
            return
        depth = self._depth(style, value, heading.text)
        again = self.path[depth] if depth < len(self.path) else None
        del self.path[depth:]
        if again is not None and again.value == value and compact(again.title) == compact(heading.text):
            self.path.append(again)
            self._reach(heading.line)
        else:
            self.path.append(self._add(heading, part, depth, style, value))

    def take(self, passage: Passage) -> None:
        """A passage that stands under the open section."""
        if self._open is None:
            return
        if passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
            self._open.body.append(passage.text)
        self._reach(passage.line)

    def reach_with_note(self, line: int, referring: int) -> None:
        """A footnote: within the sections that are open now and in which it was referred to."""
        for section in (*self.path, *([self.leaf] if self.leaf else [])):
            if section.first_line <= referring:
                section.last_line = line

    def _add(self, heading: Heading, part: int, depth: int, style: str | None, value: int) -> _Open:
        parent = self.path[depth - 1].number if depth else None
        section = _Open(
            len(self.sections) + 1,
            part,
            parent,
            depth + 1,
            heading.number,
            heading.text,
            heading.line,
            heading.line,
            style,
            value,
        )
        self.sections.append(section)
        for above in self.path[:depth]:
            above.last_line = heading.line
        return section

    def _reach(self, line: int) -> None:
        # The rule under a table's header, and page numbers within the table, come after its rows.
        for section in (*self.path, *([self.leaf] if self.leaf else [])):
            section.last_line = max(section.last_line, line)

    def _depth(self, style: str, value: int, title: str) -> int:
        """How deep in the path a numbered heading belongs.

        What a table of contents lists is at the top. Else it goes on after the innermost heading of its style whose
        number comes before it, or begins a new rank with 1, or repeats a heading; a gap in the numbers is bridged.
        """
        listed = self.titles.get(compact(title))
        if listed is not None and listed[0] == value and style == "plain":
            return 0
        same = [depth for depth, section in enumerate(self.path) if section.style == style]
        innermost = same[::-1]
        for depth in innermost:
            if self.path[depth].value == value and compact(self.path[depth].title) == compact(title):
                return depth
        if value == 1:
            return len(self.path)
        followed = next((depth for depth in innermost if self.path[depth].value == value - 1), None)
        if followed is not None:
            return followed
        nearest = next((depth for depth in innermost if self.path[depth].value < value), None)
        if nearest is not None:
            return nearest
        return innermost[0] if innermost else len(self.path)


def _style(number: str | None) -> tuple[str | None, int]:
    printed = compact(number or "")
    for name, pattern in _STYLES:
        match = pattern.fullmatch(printed)
        if match:
            return name, int(match[1])
    if re.fullmatch(r"\d+(?:\.\d+)+", printed):  # 1.2 counts within 1
        return f"decimal{printed.count('.')}", int(printed.rsplit(".", 1)[1])
    return None, 0
