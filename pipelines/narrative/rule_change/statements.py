"""Blocks → statements: a line of words, or several that belong to one sentence. What they say is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.narrative.rule_change.places import PLACE
from pipelines.narrative.rule_change.quotes import is_open, mask
from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Table
from pipelines.reading.characters import compact
from pipelines.values import value

_AMENDING = re.compile(
    rf"(?:{PLACE}(?:から|まで|及び|並びに|、|(?:の規定)?中|を|の見出し|の[次前]に次の|の前の見出し|の表"
    r"|に(?:次の|後段|ただし書|見出し)|ただし書|本文|前段|後段|各号列記)"
    r"|(?:題名|目次|別表|別記|別紙|様式|附則|本則|前文|第\d+章)[^。]{0,20}?(?:中|を|の次に|に次の))"
)
_AMENDING_END = re.compile(r"(?:改め|変更す|改正す|加え|削|除す|[とに]す|繰り?下げ|繰り?上げ)る?(?:ものとする)?。?$")
_SUPPLEMENT = re.compile(r"附則(?:\(.*\))?")
_LABELLED = re.compile(rf"(?:\(\S{{1,5}}\)|第\S{{1,6}}条|{PLACE}|[0-9]{{1,2}}(?=\D)|\(.+\)$|[ア-ン][^ァ-ヴー])")
_MOST_LINES = 12  # a sentence over more lines than this has lost its end


@value
class Statement:
    """Words and the lines on which they stand."""

    text: str
    first_line: int
    last_line: int


def read_statements(blocks: Sequence[Block]) -> tuple[Statement | Table, ...]:
    """All statements and tables in order; page numbers are left out."""
    return tuple(_joined(blocks))


def is_amending(text: str) -> bool:
    """Whether a sentence amends: it begins with a place and ends with 改める, 加える, 削る or the like."""
    plain = mask(text).text
    return bool(_AMENDING.match(plain) and _AMENDING_END.search(plain))


def opens_amending(text: str) -> bool:
    """Whether a sentence begins as one that amends, even if its end is lost."""
    return _AMENDING.match(mask(text).text) is not None


def is_supplement(text: str) -> bool:
    """Whether this is the heading 附則 of the supplementary provisions."""
    return _SUPPLEMENT.fullmatch(compact(text)) is not None


def is_labelled(text: str) -> bool:
    """Whether a line begins with the number of a provision, or is a heading in brackets."""
    return _LABELLED.match(compact(text.removeprefix("- "))) is not None


def _joined(blocks: Sequence[Block]) -> Iterator[Statement | Table]:
    open_statement: Statement | None = None
    for block in blocks:
        if isinstance(block, PageNumber):
            continue
        if isinstance(block, Table):
            if open_statement:
                yield open_statement
            open_statement = None
            yield block
            continue
        line = Statement(_line(block), block.line, block.line)
        if open_statement and _goes_on(open_statement, line):
            line = Statement(open_statement.text + line.text, open_statement.first_line, line.last_line)
        elif open_statement:
            yield open_statement
        open_statement = None
        if _is_unfinished(line.text) and line.last_line - line.first_line < 2 * _MOST_LINES:
            open_statement = line
        else:
            yield line
    if open_statement:
        yield open_statement


def _line(block: Heading | Footnote | PageNumber | Block) -> str:
    match block:
        case Heading(number=str() as number, text=text):
            return f"{number} {text}"
        case Footnote(mark=footnote, text=text):
            return f"{footnote} {text}"
        case Table():
            return ""
        case _:
            return block.text.removeprefix("- ")


def _is_unfinished(text: str) -> bool:
    plain = compact(text)
    return is_open(plain) or (not plain.endswith("。") and ("の一部を次の" in plain or bool(_AMENDING.match(plain))))


def _goes_on(statement: Statement, line: Statement) -> bool:
    plain = compact(line.text)
    if is_supplement(line.text) or "の一部を次の" in plain or is_amending(line.text):
        return False
    return is_open(statement.text) or not is_labelled(line.text)
