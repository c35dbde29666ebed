"""Letters at places → lines of letters and their text: spaces between words, raised digits as ¹²³."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipelines.reading.aligned import Span, Spans
from pipelines.reading.pdf_page import Letter

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# All in sizes of the letters: what baselines of one line may differ by, how much smaller a raised digit is and how
# high, and how wide the gap between words is, and that between pieces.
_SAME_LINE = 0.3
_SMALL = 0.8
_LEAST_RAISED = 0.15
_MOST_RAISED = 0.8
_WORD_GAP = 0.2
_LONGEST_MARK = 8
_PIECE_GAP = 0.6


@dataclass(frozen=True, slots=True)
class LetterLine:
    """The letters on a baseline, from left to right."""

    baseline: float
    size: float
    letters: tuple[Letter, ...]

    @property
    def left(self) -> float:
        """Where the first letter begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where the last letter ends."""
        return self.letters[-1].right

    @property
    def text(self) -> str:
        """The line's text, words with a space between."""
        return " ".join(_text(word) for word in self._split(_WORD_GAP))

    def spans(self, unit: float) -> Spans:
        """The pieces that wide gaps set apart, their places in `unit`s (half of a letter's size)."""
        return tuple(_span(piece, self.size, unit) for piece in self._split(_PIECE_GAP))

    def _split(self, gap: float) -> Iterator[tuple[Letter, ...]]:
        return split_letters(self.letters, gap * self.size)


def split_letters(letters: Sequence[Letter], gap: float) -> Iterator[tuple[Letter, ...]]:
    """Cut letters of a line where a gap of at least so much is between them."""
    start = 0
    for index, (before, letter) in enumerate(pairwise(letters), 1):
        if letter.left - before.right >= gap:
            yield tuple(letters[start:index])
            start = index
    if letters:
        yield tuple(letters[start:])


def _span(letters: tuple[Letter, ...], size: float, unit: float) -> Span:
    words = tuple(
        Span(word[0].left / unit, word[-1].right / unit, _text(word))
        for word in split_letters(letters, _WORD_GAP * size)
    )
    text = " ".join(word.text for word in words)
    return Span(letters[0].left / unit, letters[-1].right / unit, text, words if len(words) > 1 else ())


def _text(letters: Iterable[Letter]) -> str:
    return "".join(letter.text for letter in letters)


def in_lines(letters: Iterable[Letter]) -> list[LetterLine]:
    """Put letters into lines, from the top down; raised digits into the line above whose baseline they stand."""
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.baseline):
        if groups and letter.baseline - groups[-1][0].baseline <= _SAME_LINE * min(letter.size, groups[-1][0].size):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    lines: list[LetterLine] = []
    small: list[Letter] = []  # digits that may be marks of the line below
    for group in groups:
        line, marks, others = _line(group, small)
        if others:
            lines.append(_line(others, [])[0])
        small = []
        if not marks and len(group) <= _LONGEST_MARK and all(letter.text.isdigit() for letter in group):
            small = group
        else:
            lines.append(line)
    if small:
        lines.append(_line(small, [])[0])
    return sorted(lines, key=lambda line: line.baseline)


def _line(letters: Sequence[Letter], small: Sequence[Letter]) -> tuple[LetterLine, list[Letter], list[Letter]]:
    """A line of letters with those small digits from above that are its marks; the marks, and the other digits."""
    baseline, size = median(letter.baseline for letter in letters), median(letter.size for letter in letters)
    marks: list[Letter] = []
    others: list[Letter] = []
    for letter in small:
        (marks if _is_raised(letter, baseline, size) and _is_near(letter, letters, size) else others).append(letter)
    turned = [
        replace(letter, text=letter.text.translate(_RAISED)) if _is_raised(letter, baseline, size) else letter
        for letter in (*letters, *marks)
    ]
    turned.sort(key=lambda letter: letter.left)
    return LetterLine(baseline, size, tuple(turned)), marks, others


def _is_raised(letter: Letter, baseline: float, size: float) -> bool:
    """Whether a digit is smaller than a line's letters and stands above their baseline."""
    return (
        letter.size <= _SMALL * size
        and letter.text.isdigit()
        and _LEAST_RAISED * size <= baseline - letter.baseline <= _MOST_RAISED * size
    )


def _is_near(mark: Letter, letters: Sequence[Letter], size: float) -> bool:
    return any(-size < mark.left - letter.right < size or -size < letter.left - mark.right < size for letter in letters)
