"""Excerpts of laws (抜粋, 抄): which lines print which provision of which law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.narrative.law.names import NameHit, find_names
from pipelines.narrative.plain_lines import PlainLine, plain_line
from pipelines.narrative.rule_change.provisions import Provision, ProvisionReader, TextLine, opens_provision
from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Separator, Table
from pipelines.reading.source import SourceText

_EXCERPT = re.compile(
    r"[(\[〔【](?:抜粋|抄|抄録|一部抜粋|関係条文|関係部分|参考条文)[)\]〕】]|の?(?:抜粋|抄録|関係条文)$|抄$"
)
_MAY_EXCERPT = re.compile("[抜抄関参]")  # one of which each of these holds, however it is spaced
_CAPTION = re.compile(r"[(（][^()（）]+[)）]")
_ITEM_NUMBER = re.compile(r"[(（][0-9０-９]+[)）]|第.+条.*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A law named in a heading, and its provisions printed below."""

    law: NameHit
    heading: PlainLine
    provisions: tuple[Provision, ...]


def read_excerpts(source: SourceText, blocks: Sequence[Block]) -> tuple[Excerpt, ...]:
    """Every excerpt of a text. One goes on over captions and numbered lines, up to whatever is neither."""
    return tuple(_excerpts(source, blocks))


def _excerpts(source: SourceText, blocks: Sequence[Block]) -> Iterator[Excerpt]:
    law: tuple[NameHit, PlainLine] | None = None
    reader = ProvisionReader()
    for block in blocks:
        if isinstance(block, PageNumber | Separator):
            continue
        opened = _opened(source, block)
        if law is not None and (opened or not _goes_on(block, reader)):
            yield Excerpt(law[0], law[1], _numbered(reader))
            law = None
        if opened is not None:
            law, reader = opened, ProvisionReader()
        elif law is not None and not isinstance(block, Table):
            text = source.lines[block.line - 1].strip().removeprefix("- ")
            reader.take(TextLine(text, (), block.line))
    if law is not None:
        yield Excerpt(law[0], law[1], _numbered(reader))


def _opened(source: SourceText, block: Block) -> tuple[NameHit, PlainLine] | None:
    """The law of a heading such as 番号法総務省令（抜粋）."""
    if not isinstance(block, Heading) or not _MAY_EXCERPT.search(source.lines[block.line - 1]):
        return None
    line = plain_line(block.line, source.lines[block.line - 1])
    if not _EXCERPT.search(line.text):
        return None
    names = list(find_names(line))
    if len(names) != 1 or not _EXCERPT.search(line.text, names[0].end):
        return None
    return names[0], line


def _goes_on(block: Block, reader: ProvisionReader) -> bool:
    match block:
        case Table() | Footnote():
            return False
        case Heading(number=None, text=text):
            return _CAPTION.fullmatch(text.strip()) is not None or opens_provision(text)
        case Heading(number=str() as number):
            return _ITEM_NUMBER.fullmatch(number) is not None
        case _:
            last = reader.provisions[-1] if reader.provisions else None
            is_cut = last is not None and last.item is None and not last.text.rstrip().endswith("。")
            return last is None or is_cut or opens_provision(block.text)


def _numbered(reader: ProvisionReader) -> tuple[Provision, ...]:
    return tuple(one for one in reader.finish() if one.article is not None and not one.is_heading)
