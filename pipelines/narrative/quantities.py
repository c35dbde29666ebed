"""Numbers in prose that count or measure something, as facts. What a date, a name or an item's number is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.narrative.counting import Count, bound_after, bound_before, find_count
from pipelines.narrative.model import Bound, Quantity
from pipelines.narrative.number_data import UnitKind
from pipelines.narrative.numeric_tokens import Token, TokenKind, may_hold_numbers
from pipelines.narrative.prose import ExplainedProse, Prose, prose_of
from pipelines.narrative.subjects import NOUN, find_subject
from pipelines.narrative.totals import mark_parts
from pipelines.reading.blocks import Block, Heading
from pipelines.reading.source import SourceText

_EACH = re.compile(rf"(?<!{NOUN})毎?(?P<each>[年月週日])(?:に|間)?[ 　]?$")
_BLANK = "\x00"
_THROUGH = re.compile(r"[ 　]?[~～〜－‐-][ 　]?")


def read_quantities(
    source: SourceText, blocks: Sequence[Block], numbers: ExplainedProse | None = None
) -> tuple[Quantity, ...]:
    """The quantities of a text's prose, tables left out, in order; also amounts that were read as figures."""
    numbers = numbers or ExplainedProse(blocks)
    found: list[Quantity] = []
    for prose in prose_of(source, blocks):
        if may_hold_numbers(prose.text):
            explained = numbers.of(prose)
            told = zip(explained.tokens, explained.roles, strict=True)
            starts = [token.start for token in explained.tokens if token.kind is not TokenKind.SUPERSCRIPT]
            counted = _quantities(prose, [token for token, role in told if role is None], starts)
            found += mark_parts(prose.text, tuple(counted))
    return tuple(found)


def _quantities(prose: Prose, tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Quantity]:
    """The quantities that tokens are; `starts` are where numbers begin, those told otherwise too, not the ² of m²."""
    text = prose.text
    counts = [_count(prose, token, starts) for token in tokens]
    words = _without_numbers(text, tokens, counts)
    limit, goes_on = 0, False
    for index, token in enumerate(tokens):
        count = counts[index]
        is_range = index + 1 < len(tokens) and _THROUGH.fullmatch(
            text, count.end if count else token.end, tokens[index + 1].start
        )
        shared = counts[index + 1] if is_range else None
        if count is None and shared is not None:  # 10～20人: persons both
            count = replace(shared, end=token.end)
        if count is None or token.value is None:
            goes_on = False
            continue
        start, before = bound_before(text, token.start, limit)
        end, after = bound_after(text, count.end)
        bound = after or count.bound or before or Bound.EXACT
        if shared is not None or goes_on:
            bound = Bound.AT_LEAST if shared is not None else Bound.AT_MOST
        each = _EACH.search(text, max(limit, start - 5), start) if count.unit.kind is UnitKind.EVENT else None
        start = each.start() if each else start
        unit = f"{count.unit.unit}/{each['each']}" if each else count.unit.unit
        subject = find_subject(words, start, end, count.unit, count.printed_unit)
        yield Quantity(prose.line, start, end, subject, token.value, unit, bound, text[start:end])
        limit, goes_on = end, shared is not None


def _without_numbers(text: str, tokens: Sequence[Token], counts: Sequence[Count | None]) -> str:
    """The text with its counted numbers blanked together with their units; places stay."""
    pieces, position = [], 0
    for token, count in zip(tokens, counts, strict=True):
        end = count.end if count else token.end
        pieces += [text[position : token.start], _BLANK * (end - token.start)]
        position = end
    return "".join((*pieces, text[position:]))


def _count(prose: Prose, token: Token, starts: Sequence[int]) -> Count | None:
    """In what a token counts; what holds the next number (3上三回) is no unit and no noun."""
    numbers_heading = isinstance(prose.block, Heading) and not prose.text[: token.start].strip()
    count = find_count(prose.text, token, may_count_noun=not numbers_heading)
    following = bisect_left(starts, token.end)
    holds_next = count is not None and following < len(starts) and starts[following] < count.end
    return None if holds_next else count
