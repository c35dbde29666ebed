"""Comparison tables (新旧対照表): their pieces, and new and old text side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.narrative.model import ArticleText, Numbers, RuleClause
from pipelines.narrative.rule_change.applying import Expanded, moved_numbers
from pipelines.narrative.rule_change.cells import read_paragraphs
from pipelines.narrative.rule_change.numbering import expand
from pipelines.narrative.rule_change.provisions import Provision, ProvisionReader
from pipelines.reading.blocks import Row, Table
from pipelines.reading.characters import compact

_NEW = re.compile(r"(?:新(?:条文|規程)?|(?:改正|変更|改定|修正)(?:後|案)(?:\(案\)|案)?|案)(?:欄)?")
_OLD = re.compile(r"(?:旧(?:条文|規程)?|現行(?:条文|規程)?|(?:改正|変更|改定|修正)前|現行\(改正前\))(?:欄)?")
_LAST = 10**9
_OTHER = re.compile(r"(?:備考|摘要|変更理由|改正理由|理由|)")


@dataclass(frozen=True, slots=True)
class Columns:
    """In which column each side stands."""

    new: int
    old: int


def read_header(row: Row) -> Columns | None:
    """The columns, if the row is the header of a comparison table."""
    texts = [compact(cell.text) for cell in row.cells]
    new = [column for column, text in enumerate(texts) if _NEW.fullmatch(text)]
    old = [column for column, text in enumerate(texts) if _OLD.fullmatch(text)]
    others = sum(_OTHER.fullmatch(text) is not None for text in texts)
    if len(new) != 1 or len(old) != 1 or others != len(texts) - 2:
        return None
    return Columns(new[0], old[0])


def is_comparison(table: Table) -> bool:
    """Whether the table opens with the header of a comparison table."""
    return read_header(table.rows[0]) is not None


def read_comparison(tables: Sequence[Table], clauses: Sequence[RuleClause]) -> tuple[ArticleText, ...]:
    """All provisions of a comparison table that stands in one or several pieces, in the order of the rule.

    What `clauses` renumber stands beside what it has become.
    """
    new, old = ProvisionReader(), ProvisionReader()
    columns: Columns | None = None
    for table in tables:
        for row in table.rows:
            header = read_header(row)
            columns = header or columns
            if header is None and columns is not None:
                _take(new, row, columns.new)
                _take(old, row, columns.old)
    pairs = _aligned(new.finish(), old.finish(), clauses)
    return tuple(_article_text(number, *pair) for number, pair in enumerate(pairs, 1))


def _take(side: ProvisionReader, row: Row, column: int) -> None:
    if column < len(row.cells):
        for paragraph in read_paragraphs(row.cells[column].raw, row.line):
            side.take(paragraph)


_Pair = tuple[Provision | None, Provision | None]


def _aligned(new: Sequence[Provision], old: Sequence[Provision], clauses: Sequence[RuleClause]) -> Iterator[_Pair]:
    """Pair what bears the same numbers once the clauses have renumbered the old ones.

    What (略) stands for pairs only with (略) for as many.
    """
    old_keys = [_key(one, moved_numbers(_numbers(one), clauses, is_heading=one.is_heading)) for one in old]
    matcher = SequenceMatcher(None, old_keys, [_key(one, _numbers(one)) for one in new], autojunk=False)
    for operation, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            yield from zip(new[new_start:new_end], old[old_start:old_end], strict=True)
            continue
        lone: list[_Pair] = [(provision, None) for provision in new[new_start:new_end]]
        lone += [(None, provision) for provision in old[old_start:old_end]]
        yield from sorted(lone, key=_order)


def _numbers(provision: Provision) -> Expanded:
    """Every single number that the printed ones stand for."""
    return expand(provision.article), expand(provision.paragraph), expand(provision.item)


def _key(provision: Provision, numbers: Expanded | None) -> tuple[object, ...]:
    """What two provisions that belong together share; an old one that is taken away (None) belongs to none."""
    return (*(numbers or (None, id(provision))), provision.is_heading, provision.is_abridged)


def _order(pair: _Pair) -> tuple[tuple[int, ...], ...]:
    provision = pair[0] or pair[1]
    if provision is None:
        return ()
    return tuple(_rank(number) for number in (provision.article, provision.paragraph, provision.item))


def _rank(number: str | None) -> tuple[int, ...]:
    """Where a number stands among others: 3 before 3の2 before 4 before 附則."""
    digits = re.findall(r"\d+", number or "")
    if number and not number[0].isdecimal():
        return (_LAST, *(int(digit[:9]) for digit in digits))
    return tuple(int(digit[:9]) for digit in digits)


def _article_text(number: int, new: Provision | None, old: Provision | None) -> ArticleText:
    sides = [side for side in (new, old) if side is not None]
    place = sides[0]
    return ArticleText(
        number,
        place.article,
        place.paragraph,
        place.item,
        place.is_heading,
        new.text if new else None,
        old.text if old else None,
        tuple(new.underlined) if new else (),
        tuple(old.underlined) if old else (),
        any(side.is_abridged for side in sides),
        min(side.first_line for side in sides),
        max(side.last_line for side in sides),
        Numbers(old.article, old.paragraph, old.item) if old else None,
    )
