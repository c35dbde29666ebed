"""Which lines of a text are prose for its numbers, and what numbers them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.narrative.explanations import Explained, explain
from pipelines.narrative.model import NumberRole
from pipelines.reading.blocks import Block, Heading, PageNumber, Table, TextBlock
from pipelines.reading.characters import compact
from pipelines.reading.source import SourceText
from pipelines.values import value


@value
class Prose:
    """A line of prose as printed; `numbering` is the role of a number at its start, known to end at `number_end`."""

    block: TextBlock
    text: str
    numbering: NumberRole
    number_end: int = 0

    @property
    def line(self) -> int:
        """Its line in the text."""
        return self.block.line


def prose_of(source: SourceText, blocks: Sequence[Block]) -> Iterator[Prose]:
    """Headings, paragraphs and footnotes: all that is neither a table nor a page number."""
    for block in blocks:
        if isinstance(block, Table | PageNumber):
            continue
        text = source.lines[block.line - 1]
        if not isinstance(block, Heading):
            yield Prose(block, text, NumberRole.LIST_NUMBER)
        elif block.number is None:
            yield Prose(block, text, NumberRole.HEADING_NUMBER)
        else:
            # 第3条 names an article, wherever it stands; 第1 and (1) and 1.2 number a heading.
            role = NumberRole.IDENTIFIER if "条" in block.number else NumberRole.HEADING_NUMBER
            yield Prose(block, text, role, len(text) - len(text.lstrip()) + len(block.number))


def headings_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The numbered headings as a sentence may quote them, compact."""
    return frozenset(
        compact(block.number + block.text) for block in blocks if isinstance(block, Heading) and block.number
    )


class ExplainedProse:
    """The numbers of a text's lines of prose, with what the words around them say of them; found out once a line."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._headings = headings_of(blocks)
        self._found: dict[tuple[str, NumberRole, int], Explained] = {}

    def of(self, prose: Prose) -> Explained:
        """The numbers of a line."""
        asked = prose.text, prose.numbering, prose.number_end
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = explain(
                prose.text, numbering=prose.numbering, number_end=prose.number_end, headings=self._headings
            )
        return found
