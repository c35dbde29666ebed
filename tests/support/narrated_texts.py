"""What is understood of the words of small texts, for the narrative tests."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.interpreting.meeting import agenda_lines, read_meeting
from pipelines.narrative.glossary import read_glossary, referring_lines
from pipelines.narrative.model import Part
from pipelines.narrative.outline import Outline, read_outline
from pipelines.narrative.parts import read_parts
from pipelines.reading.blocks import Block, read_blocks
from pipelines.reading.source import SourceText, read_text

COVER = ("甲機構", "", "第3回 代表者会議", "", "平成27年2月26日（木）10時00分", "")


def text_of(*lines: str) -> tuple[SourceText, tuple[Block, ...]]:
    """The lines as a text, and its blocks."""
    source = read_text(("\n".join(lines) + "\n").encode(), "made-up.txt")
    return source, read_blocks(source)


def parts_of(*lines: str) -> tuple[Part, ...]:
    """The parts of the lines."""
    source, blocks = text_of(*lines)
    return read_parts(blocks, read_meeting(source), agenda_lines(source), len(source.lines))


def outline_of(*lines: str, statements: Mapping[int, str] = {}) -> Outline:
    """The outline of the lines; `statements` by line, as interpreting finds them."""
    source, blocks = text_of(*lines)
    footnotes = referring_lines(read_glossary(source, blocks))
    return read_outline(
        blocks, parts_of(*lines), agenda_lines(source), read_meeting(source).agency, statements, footnotes
    )


def titles(outline: Outline) -> list[str]:
    """The sections as lines, indented by level."""
    return [f"{'  ' * (s.level - 1)}{s.printed_number or '-'} {s.title}" for s in outline.sections]
