"""Which numbers of a text are figures: those at the place where a figure was read, printed as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipelines.interpreting.model import Figure
from pipelines.interpreting.units import SCALES
from pipelines.narrative.numeric_tokens import Token, TokenKind
from pipelines.reading.numerals import MINUS_SIGNS, read_numeral

_NARROW = str.maketrans("０１２３４５６７８９，．", "0123456789,.")  # one character for one: places stay
# A number as a cell holds it, its digits however grouped, also by spaces that do not break; a note's mark after it is
# none of it.
_AMOUNT = re.compile(rf"(?:[{re.escape(MINUS_SIGNS)}]\s?)?\d(?:[\d,，.．、\s十百千万億兆]*[\d十百千万億兆])?")


def stated_tokens(text: str, tokens: Sequence[Token], figures: Iterable[Figure]) -> frozenset[int]:
    """The tokens of a line of prose that are amounts read as figures: 8,183百万円. Each figure is one amount."""
    taken: set[int] = set()
    for figure in figures:
        narrow = text.translate(_NARROW)
        digits = r"\s?".join(map(re.escape, "".join(figure.printed_text.translate(_NARROW).split())))
        scales = "|".join(word for word, yen in SCALES.items() if word and yen == figure.unit_yen)
        scale = rf"\s?(?:{scales})" if scales else ""
        for match in re.finditer(rf"(?<![\d,.]){digits}{scale}\s?円", narrow):
            indices = {index for index, token in enumerate(tokens) if _overlap(token, match)}
            if indices and not indices & taken:
                taken |= indices
                break
    return frozenset(taken)


def figure_token(raw: str, figure: Figure) -> Token | None:
    """The token of a figure in its cell, from its minus sign to its last digit; None where it could not be read."""
    start = raw.find(figure.printed_text)
    if figure.value is None or start < 0:
        return None
    match = _AMOUNT.search(raw, start, start + len(figure.printed_text))
    return (
        Token(match.start(), match.end(), TokenKind.NUMBER, _value(figure.value, figure.printed_text))
        if match
        else None
    )


def _value(value: int, printed_text: str) -> Decimal:
    """The number that a figure's text shows: 9.5, of which the figure counts the tenths; 3億823万 in yen."""
    numeral = read_numeral(printed_text)
    if numeral.unit_yen:
        return Decimal(value) * numeral.unit_yen
    return Decimal(value).scaleb(-numeral.decimals) if numeral.decimals else Decimal(value)


def _overlap(token: Token, match: re.Match[str]) -> bool:
    return token.start < match.end() and match.start() < token.end
