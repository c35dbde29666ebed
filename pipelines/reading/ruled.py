"""Ruling lines and letters → tables: what stands between lines is a cell, whether the rows are ruled or not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.reading.aligned import is_numeral
from pipelines.reading.letters import LetterLine, in_lines
from pipelines.reading.pdf_page import Letter, Page, Rule

# Lines that lie so near to one another are one (points).
_NEAR = 3.0
# A level line that bounds a row reaches over so much of the table's width, an upright one over so much of its height.
_ROW_SHARE = 0.6
_COLUMN_SHARE = 0.1
_UNDERLINE_DEPTH = 0.45


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table within lines: its place, and the text of its rows' cells with the baseline of each row."""

    top: float
    bottom: float
    rows: tuple[tuple[float, tuple[str, ...]], ...]
    letters: frozenset[Letter]


@dataclass
class _Frame:
    """Lines that touch one another."""

    levels: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)

    @property
    def rules(self) -> list[Rule]:
        return [*self.levels, *self.uprights]

    @property
    def left(self) -> float:
        return min(rule.left for rule in self.rules)

    @property
    def right(self) -> float:
        return max(rule.right for rule in self.rules)

    @property
    def top(self) -> float:
        return min(rule.top for rule in self.rules)

    @property
    def bottom(self) -> float:
        return max(rule.bottom for rule in self.rules)


def ruled_tables(page: Page) -> list[RuledTable]:
    """The tables of a page that upright lines divide into columns, from the top down."""
    if not page.uprights:
        return []
    levels = _merge_levels(page.levels)
    uprights = [_turn(rule) for rule in _merge_levels([_turn(rule) for rule in page.uprights])]
    frames = _frames(levels, uprights)
    touched = {rule for frame in frames for rule in frame.levels}
    loose = [rule for rule in levels if rule not in touched]
    taken: set[Letter] = set()
    tables = []
    # Inner tables before a frame around them.
    for frame in sorted(frames, key=lambda frame: (frame.right - frame.left) * (frame.bottom - frame.top)):
        letters = [letter for letter in page.letters if letter not in taken and _is_within(letter, frame)]
        table = _read_frame(frame, letters, loose)
        if table is not None:
            taken |= table.letters
            tables.append(table)
    return sorted(tables, key=lambda table: table.top)


def _turn(rule: Rule) -> Rule:
    return Rule(rule.top, rule.bottom, rule.left, rule.right)


def _merge_levels(rules: Iterable[Rule]) -> list[Rule]:
    """Level lines, those that go on with one another put together."""
    merged: list[Rule] = []
    for height in _clusters(sorted(rules, key=lambda rule: rule.top)):
        middle = sum(rule.top for rule in height) / len(height)
        for rule in sorted(height, key=lambda rule: rule.left):
            before = merged[-1] if merged else None
            if before and before.top == middle and rule.left - before.right <= _NEAR:
                merged[-1] = Rule(before.left, max(before.right, rule.right), middle, middle)
            else:
                merged.append(Rule(rule.left, rule.right, middle, middle))
    return merged


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    found: list[list[Rule]] = []
    for rule in rules:
        if found and rule.top - found[-1][0].top <= _NEAR:
            found[-1].append(rule)
        else:
            found.append([rule])
    return found


def _frames(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[_Frame]:
    """The groups of lines that touch."""
    group = list(range(len(levels) + len(uprights)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for number, upright in enumerate(uprights, len(levels)):
        for other, level in enumerate(levels):
            if (
                level.left - _NEAR <= upright.left <= level.right + _NEAR
                and upright.top - _NEAR <= level.top <= upright.bottom + _NEAR
            ):
                group[root(number)] = root(other)
    frames: dict[int, _Frame] = {}
    for number, rule in enumerate((*levels, *uprights)):
        frame = frames.setdefault(root(number), _Frame())
        (frame.levels if number < len(levels) else frame.uprights).append(rule)
    return [frame for frame in frames.values() if frame.uprights and (frame.levels or len(frame.uprights) > 1)]


def _is_within(letter: Letter, frame: _Frame) -> bool:
    middle = letter.baseline - letter.size / 3
    return frame.left - 1 <= letter.middle <= frame.right + 1 and frame.top - 1 <= middle <= frame.bottom + 1


def _read_frame(frame: _Frame, letters: Sequence[Letter], loose: Sequence[Rule]) -> RuledTable | None:
    width, height = frame.right - frame.left, frame.bottom - frame.top
    xs = [rule.left for rule in frame.uprights if rule.bottom - rule.top >= _COLUMN_SHARE * height]
    edges = _distinct([frame.left, frame.right, *xs])
    if len(edges) < 3 or not letters:
        return None
    reach: dict[float, float] = {}
    for rule in frame.levels:
        reach[rule.top] = reach.get(rule.top, 0) + rule.right - rule.left
    bounds = [frame.top, frame.bottom, *(y for y, length in reach.items() if length >= _ROW_SHARE * width)]
    bands: dict[int, list[Letter]] = {}
    steps = _distinct(bounds)
    for letter in letters:
        bands.setdefault(bisect_right(steps, letter.baseline - letter.size / 3), []).append(letter)
    rows = [row for number in sorted(bands) for row in _band_rows(bands[number], edges, loose)]
    return RuledTable(frame.top, frame.bottom, tuple(rows), frozenset(letters))


def _distinct(values: Iterable[float]) -> list[float]:
    """Places from small to large, of those that are near one another the first."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


@dataclass
class _BandRow:
    baseline: float
    size: float
    cells: dict[int, list[LetterLine]]


def _band_rows(
    letters: Sequence[Letter], edges: Sequence[float], loose: Sequence[Rule]
) -> list[tuple[float, tuple[str, ...]]]:
    """The rows between two lines: one, or where a column holds a number among other lines one for each line."""
    count = len(edges) - 1
    columns: dict[int, list[Letter]] = {}
    for letter in letters:
        columns.setdefault(min(max(bisect_right(edges, letter.middle) - 1, 0), count - 1), []).append(letter)
    lines = {column: in_lines(own) for column, own in columns.items()}
    if any(len(own) > 1 and any(is_numeral(line.text) for line in own) for own in lines.values()):
        rows = _join_centred(_by_baseline(lines))
    else:
        first = min(line.baseline for own in lines.values() for line in own)
        rows = [_BandRow(first, 0, lines)]
    return [
        (row.baseline, tuple(_cell_text(row.cells.get(column, ()), loose) for column in range(count))) for row in rows
    ]


def _by_baseline(lines: dict[int, list[LetterLine]]) -> list[_BandRow]:
    rows: list[_BandRow] = []
    pieces = [(line.baseline, column, line) for column, own in lines.items() for line in own]
    for baseline, column, line in sorted(pieces, key=lambda piece: piece[0]):
        if rows and column not in rows[-1].cells and baseline - rows[-1].baseline <= line.size / 3:
            rows[-1].cells[column] = [line]
        else:
            rows.append(_BandRow(baseline, line.size, {column: [line]}))
    return rows


def _join_centred(rows: Sequence[_BandRow]) -> list[_BandRow]:
    """A row without label, half a line from labels above and below it, is the row of a label on two lines."""
    joined: list[_BandRow] = []
    number = 0
    while number < len(rows):
        three = rows[number : number + 3]
        if len(three) == 3 and _is_centred(*three):
            three[1].cells[0] = three[0].cells[0] + three[2].cells[0]
            joined.append(three[1])
            number += 3
        else:
            joined.append(rows[number])
            number += 1
    return joined


def _is_centred(above: _BandRow, row: _BandRow, below: _BandRow) -> bool:
    near = max(row.baseline - above.baseline, below.baseline - row.baseline) < row.size
    return near and list(above.cells) == [0] == list(below.cells) and 0 not in row.cells


def _cell_text(lines: Sequence[LetterLine], loose: Sequence[Rule]) -> str:
    return " ".join(_marked(line, loose) for line in lines)


def _marked(line: LetterLine, loose: Sequence[Rule]) -> str:
    """A line of a cell; what a line of its own length underlines is marked with <u>."""
    for rule in loose:
        under = 0 <= rule.top - line.baseline <= _UNDERLINE_DEPTH * line.size
        if under and abs(rule.left - line.left) < line.size and abs(rule.right - line.right) < line.size:
            return f"<u>{line.text}</u>"
    return line.text
