"""The parts of a text, and which item of the agenda each answers to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipelines.interpreting.model import AgendaItem, Meeting
from pipelines.narrative.model import Part, PartKind
from pipelines.reading.blocks import Block, Heading, PageNumber, Table
from pipelines.reading.characters import compact

# A title is one of these words with no more around it than the year, the body, (案) and what is said of it.
_YEAR = r"(?:(?:平成|令和|昭和)?[元\d]+年度(?:の)?)?"
_PREFIX = r"(?:(?:議案|報告|資料|別紙|参考資料|参考)(?:第?[\d-]+号?)?[:.]?)?"
_SUFFIX = (
    r"(?:\((?:案|改正案|変更案|報告|抄|抜粋)\))*"
    r"(?:の?(?:概要|説明資料|説明|要旨|について|に関する件|の件|変更|報告))*(?:\((?:案|報告)\))*"
)
_KINDS: tuple[tuple[PartKind, str], ...] = (
    (PartKind.SUPPLEMENTARY_BUDGET, r"(?:(?:\d+月|第\d+[次号回])?補正(?:収入支出)?予算書?)"),
    (PartKind.BUDGET, r"(?:(?:当初|収入支出|収支|実行)?予算書?)"),
    (PartKind.SETTLEMENT, r"(?:(?:収入支出)?決算(?:報告書|書)?|財務諸表等?|計算書類等?)"),
    (PartKind.BUSINESS_PLAN, r"(?:事業計画書?)"),
    (PartKind.BUSINESS_POLICY, r"(?:事業(?:実施|運営)?方針)"),
    (PartKind.BUSINESS_REPORT, r"(?:(?:事業|業務)報告書?)"),
    (
        PartKind.RULE_CHANGE,
        r"(?:[^\d、。]{0,30}(?:方法書|規程|規則|要綱|要領|定款|規約)の?(?:一部)?(?:の?変更|の?改正))",
    ),
)
_BODY = r"(?:[^\d、。\s]{2,20}(?:機構|協会|財団|法人|センター|組合|公社|事業団)の?)?"
_TITLES = tuple((kind, re.compile(_YEAR + _PREFIX + _BODY + _YEAR + words + _SUFFIX)) for kind, words in _KINDS)
_SUMMARY = re.compile(r"予算書?(?:\(案\))?の概要")
_PHRASES = re.compile(r"(?:\((?:案|改正案|変更案|報告)\)|について|に関する件|の件|等?の(?:報告|承認|概要)|概要|の)")


def read_parts(
    blocks: Sequence[Block], meeting: Meeting, agenda_lines: Collection[int], line_count: int
) -> tuple[Part, ...]:
    """The parts of a text, in order. Together they hold every line; `line_count` is the last one."""
    starts = list(_starts(blocks, meeting, agenda_lines))
    if not starts:
        return ()
    ends = [after[0] - 1 for _, after in pairwise(starts)] + [line_count]
    parts: list[Part] = []
    last_item: int | None = None
    for number, ((first_line, kind, title), last_line) in enumerate(zip(starts, ends, strict=True), 1):
        item, evidence = None, None
        if kind not in (PartKind.COVER, PartKind.AGENDA):
            item, evidence = _answered(title, meeting.agenda)
            if item is None and last_item is not None:
                item, evidence = last_item, "position"
            last_item = item
        parts.append(Part(number, kind, title, first_line, last_line, item, evidence))
    return tuple(parts)


def part_kind(title: str) -> PartKind | None:
    """What a title such as 平成27年度事業計画（案） opens; None for any other text."""
    words = compact(title)
    kind = next((kind for kind, pattern in _TITLES if pattern.fullmatch(words)), None)
    return PartKind.SUMMARY if kind is not None and _SUMMARY.search(words) else kind


def _starts(
    blocks: Sequence[Block], meeting: Meeting, agenda_lines: Collection[int]
) -> Iterator[tuple[int, PartKind, str]]:
    """First line, kind and title of each part."""
    first = next((block for block in blocks if not isinstance(block, PageNumber)), None)
    if first is None:
        return
    after_agenda = False
    is_first = True
    for block in blocks:
        line = block.first_line if isinstance(block, Table) else block.line
        if line in agenda_lines:
            if not after_agenda:
                yield (1 if is_first else line), PartKind.AGENDA, _title(block)
                is_first = False
            after_agenda = True
            continue
        opened = _opened(block, meeting.agenda) if isinstance(block, Heading) else None
        if opened is not None:
            yield (1 if is_first else line), opened, _title(block)
        elif is_first:
            yield 1, PartKind.COVER if agenda_lines or meeting.committee else PartKind.OTHER, _title(block)
        elif after_agenda:
            yield line, PartKind.OTHER, _title(block)
        else:
            continue
        is_first = after_agenda = False


def _opened(heading: Heading, agenda: Sequence[AgendaItem]) -> PartKind | None:
    """What a heading opens: its words say it, or it repeats an item of the agenda."""
    kind = None if heading.number else part_kind(heading.text)
    if kind is not None:
        return kind
    words = compact(f"{heading.number or ''}{heading.text}"), compact(heading.text)
    repeats = any(compact(item.title) in words for item in agenda)
    return PartKind.OTHER if repeats else None


def _title(block: Block) -> str:
    match block:
        case Table():
            return " ".join(cell.text for cell in block.rows[0].cells if cell.text)
        case Heading():
            return f"{block.number} {block.text}" if block.number else block.text
        case _:
            return block.text[:60]


def _answered(title: str, agenda: Sequence[AgendaItem]) -> tuple[int | None, str | None]:
    """The item that a part's title names, and whether it is its very title or shares the words of its subject."""
    words = compact(title)
    for item in agenda:
        if compact(item.title) == words:
            return item.number, "title"
    subject = _PHRASES.sub("", words)
    named = [item for item in agenda if (core := _PHRASES.sub("", compact(item.title))) and core in subject]
    if named:
        return max(named, key=lambda item: len(item.title)).number, "words"
    return None, None
