"""The account of numbers: every numeric token of a text, with the one thing that accounts for it, or UNEXPLAINED."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipelines.interpreting.model import ColumnKind, Figure, Materials
from pipelines.narrative.explanations import Explained, explain, is_item_number
from pipelines.narrative.figure_tokens import figure_token, stated_tokens
from pipelines.narrative.model import Number, NumberRole, Quantity
from pipelines.narrative.numeric_tokens import Token, find_tokens, may_hold_numbers
from pipelines.narrative.outline import within_items
from pipelines.narrative.prose import ExplainedProse, Prose, headings_of, prose_of
from pipelines.reading.blocks import Block, Cell, Heading, PageNumber, Row, Table
from pipelines.reading.characters import compact
from pipelines.reading.source import SourceText

_CONTENTS = ("目次", "もくじ")
# 1情報提供: the number of a heading that its space was lost of.
_UNSPACED_HEADING = re.compile(r"[一-鿿ァ-ヺA-Za-z]")
_BARE = re.compile(r"[(（]?(?:\d{1,3}|[Ⅰ-ⅿ①-⑳])[)）.．]?")
_HasLine = TypeVar("_HasLine", Figure, Quantity)


def account_for_numbers(
    source: SourceText,
    blocks: Sequence[Block],
    materials: Materials,
    quantities: Sequence[Quantity],
    explained: ExplainedProse | None = None,
) -> tuple[Number, ...]:
    """All numeric tokens of a text, by line and place; none overlap, and each digit of the text is in one.

    A token is a FIGURE where a figure of `materials` was read, a QUANTITY within one of `quantities`.
    """
    figures = {(figure.line, figure.cell): figure for figure in materials.figures}
    stated = _by_line(figure for figure in materials.figures if figure.cell == 0)
    spans = _by_line(sorted(quantities, key=lambda quantity: quantity.start))
    ratios = frozenset(_ratio_cells(materials))
    headings = headings_of(blocks)
    explained = explained or ExplainedProse(blocks)
    found: list[Number] = []
    for prose in prose_of(source, tuple(within_items(blocks))):
        if may_hold_numbers(prose.text):
            found += _in_prose(prose, explained.of(prose), stated.get(prose.line, []), spans.get(prose.line, []))
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, PageNumber):
            text = source.lines[block.line - 1]
            found += (_number(block.line, text, token, NumberRole.PAGE_NUMBER) for token in find_tokens(text))
            continue
        if isinstance(block, Table):
            is_contents = isinstance(previous, Heading) and compact(previous.text) in _CONTENTS
            for row in block.rows:
                found += _in_row(row, source.lines[row.line - 1], figures, ratios, headings, is_contents=is_contents)
        else:
            previous = block  # tables do not count: a table of contents may go on over a page
    return tuple(sorted(found, key=lambda number: (number.line, number.start)))


def _in_prose(
    prose: Prose, explained: Explained, figures: Sequence[Figure], quantities: Sequence[Quantity]
) -> Iterator[Number]:
    stated = stated_tokens(prose.text, explained.tokens, figures)
    for index, (token, told) in enumerate(zip(explained.tokens, explained.roles, strict=True)):
        role: NumberRole | None = told
        if index in stated:
            role = NumberRole.FIGURE
        elif any(q.start <= token.start and token.end <= q.end for q in _near(quantities, token)):
            role = NumberRole.QUANTITY
        elif role is None and _numbers_unspaced_heading(prose, token):
            role = NumberRole.HEADING_NUMBER
        yield _number(prose.line, prose.text, token, role or NumberRole.UNEXPLAINED)


def _near(quantities: Sequence[Quantity], token: Token) -> Sequence[Quantity]:
    """The last quantity that starts by the token: quantities are in order, and none overlap."""
    after = bisect_right(quantities, token.start, key=lambda quantity: quantity.start)
    return quantities[max(0, after - 1) : after]


def _numbers_unspaced_heading(prose: Prose, token: Token) -> bool:
    return (
        isinstance(prose.block, Heading)
        and not prose.text[: token.start].strip()
        and is_item_number(token)
        and _UNSPACED_HEADING.match(prose.text, token.end) is not None
    )


def _ratio_cells(materials: Materials) -> Iterator[tuple[int, int]]:
    """Line and cell of what stands in the columns of ratios."""
    for table in materials.tables:
        cells = [other.cell for other in table.others if other.kind is ColumnKind.RATIO]
        yield from ((row.line, cell) for row in table.rows for cell in cells)


def _in_row(
    row: Row,
    text: str,
    figures: Mapping[tuple[int, int], Figure],
    ratios: Container[tuple[int, int]],
    headings: frozenset[str],
    *,
    is_contents: bool,
) -> Iterator[Number]:
    contents = _contents_cells(row) if is_contents else {}
    end = 0
    for cell in row.cells:
        start = max(text.find(cell.raw, end), end)  # whatever separates the cells
        end = start + len(cell.raw)
        if may_hold_numbers(cell.raw):
            figure = figures.get((row.line, cell.column))
            if cell.column in contents:
                found = [(token, contents[cell.column]) for token in find_tokens(cell.raw)]
            elif (row.line, cell.column) in ratios:
                found = [(token, NumberRole.RATIO) for token in find_tokens(cell.raw)]
            elif figure is not None and figure.printed_text == cell.text:
                found = list(_in_figure(cell.raw, figure))
            else:
                found = _told(_explain_cell(cell, headings))
            for token, role in found:
                printed = cell.raw[token.start : token.end]
                yield Number(row.line, start + token.start, start + token.end, printed, token.value, role, cell.column)


def _in_figure(raw: str, figure: Figure) -> Iterator[tuple[Token, NumberRole]]:
    """The figure's token, and beside it what else its cell holds: a note's mark, the digits of a tag."""
    token = figure_token(raw, figure)
    if token is None:  # digits that form no number, but entered as a figure that a person or the identities must settle
        yield from ((replace(part, value=None), NumberRole.FIGURE) for part in find_tokens(raw))
        return
    before, after = raw[: token.start], raw[token.end :]
    if may_hold_numbers(before):
        yield from _told(explain(before, numbering=None))
    yield token, NumberRole.FIGURE
    if may_hold_numbers(after):
        for part, role in _told(explain(after, numbering=None)):
            yield replace(part, start=part.start + token.end, end=part.end + token.end), role


def _explain_cell(cell: Cell, headings: frozenset[str]) -> Explained:
    # A label may be numbered, and so may the paragraphs of a cell; "5 件" in another cell is no fifth item.
    return explain(cell.raw, headings=headings, is_numbered_bare=cell.column == 0 or "<p>" in cell.raw)


def _contents_cells(row: Row) -> dict[int, NumberRole]:
    """The cells of a row of a table of contents that are a number and a page: number, title, page, or title, page."""
    filled = [cell for cell in row.cells if cell.text]
    bare = [_BARE.fullmatch(cell.text) is not None for cell in filled]
    match bare:
        case [True, False, True]:
            return {filled[0].column: NumberRole.HEADING_NUMBER, filled[2].column: NumberRole.PAGE_NUMBER}
        case [False, True]:
            return {filled[1].column: NumberRole.PAGE_NUMBER}
        case _:
            return {}


def _told(explained: Explained) -> list[tuple[Token, NumberRole]]:
    return [
        (token, role or NumberRole.UNEXPLAINED) for token, role in zip(explained.tokens, explained.roles, strict=True)
    ]


def _number(line: int, text: str, token: Token, role: NumberRole) -> Number:
    return Number(line, token.start, token.end, text[token.start : token.end], token.value, role)


def _by_line(things: Iterable[_HasLine]) -> dict[int, list[_HasLine]]:
    found: dict[int, list[_HasLine]] = {}
    for thing in things:
        found.setdefault(thing.line, []).append(thing)
    return found
