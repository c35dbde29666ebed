"""Tables drawn with characters → rows: grids of + - |, and columns under dashes, as pandoc and databases write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

from pipelines.reading.aligned import is_numeral
from pipelines.reading.laid_out import LaidOut, Layouts, rows_as_items
from pipelines.reading.pipes import split_pipes

_GRID_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_DASHES = re.compile(r"-{2,}")
_DASH_RULE = re.compile(r"\s*-{2,}(?: +-{2,})+\s*")
_FULL_RULE = re.compile(r"\s*-{6,}\s*")
_LONGEST_LINE = 2_000
_MOST_HEADER_LINES = 6

_Row = tuple[int, tuple[str, ...]]


def find_drawn_tables(lines: Sequence[str], taken: Collection[int] = ()) -> Layouts:
    """The drawn tables in lines; those that are `taken` are in none."""
    found: list[LaidOut] = []
    number = 0
    while number < len(lines):
        table = None
        if number not in taken and len(lines[number]) <= _LONGEST_LINE:
            free_from = found[-1].last + 1 if found else 0
            if _GRID_RULE.fullmatch(lines[number]) and "".join(lines[number + 1 : number + 2]).strip().startswith("|"):
                table = _read_grid(lines, number, taken)
            elif _DASH_RULE.fullmatch(lines[number]):
                table = _read_columns(lines, number, free_from, taken)
        if table is not None:
            found.append(table)
        number = number + 1 if table is None else table.last + 1
    return Layouts(tuple(found))


def _read_grid(lines: Sequence[str], first: int, taken: Collection[int]) -> LaidOut | None:
    """The grid that begins with a rule: what stands between two rules is a row, or rows where amounts say so."""
    rows: list[_Row] = []
    between: list[_Row] = []
    last = first
    number = first + 1
    while number < len(lines) and number not in taken:
        line = lines[number]
        if _GRID_RULE.fullmatch(line):
            rows += _joined(between)
            between, last = [], number
        elif line.strip().startswith("|") and (cells := split_pipes(line)) is not None:
            between.append((number, cells))
        else:
            break
        number += 1
    return LaidOut(first, last, tuple(rows_as_items(rows))) if rows else None


def _joined(lines: Sequence[_Row]) -> list[_Row]:
    """Lines between two rules as one row, or each as its own where a column has amounts in more than one."""
    width = max((len(cells) for _, cells in lines), default=0)
    amounts = [sum(is_numeral(cells[c]) for _, cells in lines if c < len(cells)) for c in range(1, width)]
    if len(lines) < 2 or any(count > 1 for count in amounts):
        return list(lines)
    parts = ([cells[c].rstrip() for _, cells in lines if c < len(cells) and cells[c].strip()] for c in range(width))
    return [(lines[0][0], tuple(" ".join(part) for part in parts))]


def _read_columns(lines: Sequence[str], rule: int, free_from: int, taken: Collection[int]) -> LaidOut | None:
    """The table whose columns stand under groups of dashes; its header is above them, and may be of several lines."""
    head = [rule]
    while head[0] > free_from and rule - head[0] < _MOST_HEADER_LINES:
        above = head[0] - 1
        if above in taken or not lines[above].strip() or _is_rule(lines[above]):
            break
        head.insert(0, above)
    starts_with_rule = head[0] > free_from and _FULL_RULE.fullmatch(lines[head[0] - 1]) is not None
    if not starts_with_rule:
        head = head[-2:]
    body: list[list[int]] = [[]]
    number = rule + 1
    while number < len(lines) and number not in taken and not _is_rule(lines[number]):
        if lines[number].strip():
            body[-1].append(number)
        elif not starts_with_rule:
            break
        else:
            body.append([])
        number += 1
    ends_with_rule = number < len(lines) and _is_rule(lines[number])
    if starts_with_rule and not ends_with_rule:
        return None
    rows = [head[:-1], *(body if starts_with_rule and len(body) > 1 else [[line] for line in body[0]])]
    rows = [row for row in rows if row]
    measure = min(_MEASURES, key=lambda one: _cuts(lines, rule, rows, one))
    if len(rows) < 2 or _cuts(lines, rule, rows, measure):
        return None
    laid = [row for own in rows for row in _joined([(line, _cut(lines[line], lines[rule], measure)) for line in own])]
    if not any(is_numeral(cell) for _, cells in laid for cell in cells[1:]):
        return None
    first = head[0] - 1 if starts_with_rule else head[0]
    return LaidOut(first, number if ends_with_rule else number - 1, tuple(rows_as_items(laid)))


def _is_rule(line: str) -> bool:
    return _DASH_RULE.fullmatch(line) is not None or _FULL_RULE.fullmatch(line) is not None


def _wide(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _wider(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _one(_: str) -> int:
    return 1


_MEASURES: tuple[Callable[[str], int], ...] = (_wide, _wider, _one)


def _bounds(rule: str) -> list[int]:
    """Where columns begin; the last reaches to the end of the line."""
    return [match.start() for match in _DASHES.finditer(rule)]


def _cut(line: str, rule: str, measure: Callable[[str], int]) -> tuple[str, ...]:
    """The cells of a line: each from where its dashes begin to where the next do."""
    bounds = [0, *_bounds(rule)[1:]]
    cells = [""] * len(bounds)
    place = column = 0
    for character in line:
        while column + 1 < len(bounds) and place >= bounds[column + 1]:
            column += 1
        cells[column] += character
        place += measure(character)
    return (cells[0].rstrip(), *(cell.strip() for cell in cells[1:]))


def _cuts(lines: Sequence[str], rule: int, rows: Sequence[Sequence[int]], measure: Callable[[str], int]) -> int:
    """How many words would be cut where columns begin."""
    return sum(_words_cut(lines[line], _bounds(lines[rule])[1:], measure) for row in rows for line in row)


def _words_cut(line: str, bounds: Sequence[int], measure: Callable[[str], int]) -> int:
    places = [0]
    for character in line:
        places.append(places[-1] + measure(character))
    at = dict(zip(places, line, strict=False))
    gaps = [bound - 1 for bound in bounds if bound - 1 < places[-1]]
    return sum(not at.get(gap, "x").isspace() for gap in gaps)
