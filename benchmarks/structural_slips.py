"""Slips of structure in the real text: labels, headers, columns, units, years. Each changes the lines at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text

Lines = list[str]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a statement table stands in the sound text (lines from 1); `header` is 0 where it prints none."""

    statement_code: str
    rows: tuple[int, ...]
    cells: tuple[int, ...]
    header: int

    @property
    def width(self) -> int:
        """How many columns of amounts."""
        return len(self.cells)


@cache
def table_places(content: bytes) -> tuple[TablePlace, ...]:
    """The statement tables of the sound text."""
    lines = content.decode().split("\n")
    materials = interpret(read_text(content, "sound"), rule_book())
    places = []
    for table in materials.tables:
        first = table.rows[0].line
        cells = tuple(column.cell for column in table.columns)
        header = next(
            (
                n
                for n in range(first - 1, first - 5, -1)
                if lines[n - 1].count("\t") >= len(cells)
                and not any(re.search(r"\d{3}", cell) for cell in lines[n - 1].split("\t"))
                and lines[n - 1].split("\t")[1].strip()
            ),
            0,
        )
        places.append(TablePlace(table.statement_code, tuple(row.line for row in table.rows), cells, header))
    return tuple(places)


def _cells(lines: Lines, line: int) -> list[str]:
    return lines[line - 1].split("\t")


def _put(lines: Lines, line: int, cells: list[str]) -> None:
    lines[line - 1] = "\t".join(cells)


# A slip changes the lines and says whether it could: it needs tables of some kind, and something to change.
Slip = Callable[[Lines, tuple[TablePlace, ...], random.Random], bool]


def _exchange_labels(lines: Lines, one: int, other: int) -> bool:
    first, second = _cells(lines, one), _cells(lines, other)
    if first[0] == second[0] or first[1:] == second[1:]:
        return False
    first[0], second[0] = second[0], first[0]
    _put(lines, one, first)
    _put(lines, other, second)
    return True


def labels_near(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """Labels of two rows that follow one another exchanged."""
    rows = dice.choice(tables).rows
    place = dice.randrange(len(rows) - 1)
    return _exchange_labels(lines, rows[place], rows[place + 1])


def labels_far(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """Labels of any two rows of a table exchanged."""
    one, other = dice.sample(dice.choice(tables).rows, 2)
    return _exchange_labels(lines, one, other)


def headers_exchanged(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """Two headers of a table exchanged."""
    table = dice.choice([table for table in tables if table.width > 1 and table.header])
    header = _cells(lines, table.header)
    one, other = dice.sample(table.cells, 2)
    header[one], header[other] = header[other], header[one]
    _put(lines, table.header, header)
    return True


def columns_exchanged(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """The amounts of two columns of a table exchanged."""
    table = dice.choice([table for table in tables if table.width > 1])
    one, other = dice.sample(table.cells, 2)
    for line in table.rows:
        cells = _cells(lines, line)
        cells[one], cells[other] = cells[other], cells[one]
        _put(lines, line, cells)
    return True


def header_shifted(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """The headers of a table's columns, or of some side by side, moved by one; the last one first."""
    table = dice.choice([table for table in tables if table.width > 2 and table.header])
    header = _cells(lines, table.header)
    first, last = sorted(dice.sample(range(table.width), 2))
    if last - first < 2:
        return False
    places = [table.cells[place] for place in range(first, last + 1)]
    names = [header[place] for place in places]
    for place, name in zip(places, [names[-1], *names[:-1]], strict=True):
        header[place] = name
    _put(lines, table.header, header)
    return True


def header_lost(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """The header of a table of several columns lost with its line."""
    table = dice.choice([table for table in tables if table.width > 1 and table.header])
    del lines[table.header - 1]
    return True


def unit_changed(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """The unit over a table read as another one."""
    first = min(table.rows[0] for table in tables)
    last = max(table.rows[0] for table in tables)
    unit = re.compile(r"(単位[：:]?)(千|百万)?円")
    place = dice.choice([n for n, line in enumerate(lines[:last]) if n >= first - 10 and unit.search(line)])

    def other(match: re.Match[str]) -> str:
        scales = [scale for scale in ("", "千", "百万") if scale != (match[2] or "")]
        return f"{match[1]}{dice.choice(scales)}円"

    lines[place] = unit.sub(other, lines[place])
    return True


def year_changed(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """The era or the number of a year over a table misread."""
    first = min(table.rows[0] for table in tables)
    last = max(table.rows[0] for table in tables)
    year = re.compile(r"(平成)(\s*)(\d\d)(?=\s*年)")
    place = dice.choice([n for n, line in enumerate(lines[:last]) if n >= first - 15 and year.search(line)])
    kind = dice.choice(["era", "one", "tens"])

    def other(match: re.Match[str]) -> str:
        if kind == "era":
            return f"令和{match[2]}{match[3]}"
        return f"平成{match[2]}{int(match[3]) + (1 if kind == 'one' else 10)}"

    lines[place] = year.sub(other, lines[place])
    return True


def row_twice(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """A row printed twice."""
    line = dice.choice(dice.choice(tables).rows)
    lines.insert(line, lines[line - 1])
    return True


def label_misspelt(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """A character of a label misread."""
    line = dice.choice(dice.choice(tables).rows)
    cells = _cells(lines, line)
    place = dice.randrange(len(cells[0]))
    if cells[0][place] in " ()（）":
        return False
    cells[0] = cells[0][:place] + dice.choice("末木大太入人士土目日口千干未") + cells[0][place + 1 :]
    _put(lines, line, cells)
    return True


def table_of_another_year(lines: Lines, tables: tuple[TablePlace, ...], dice: random.Random) -> bool:
    """A statement's amounts are those of another year (a tenth less), under the title of this one."""
    table = dice.choice([table for table in tables if len(table.rows) > 5])
    for line in table.rows:
        cells = _cells(lines, line)
        for cell in table.cells:
            digits = cells[cell].replace(",", "")
            if digits.isdigit():
                cells[cell] = f"{int(digits) * 9 // 10:,}"
        _put(lines, line, cells)
    return True


STRUCTURAL_SLIPS: dict[str, Slip] = {
    slip.__name__: slip
    for slip in (
        labels_near,
        labels_far,
        headers_exchanged,
        columns_exchanged,
        header_shifted,
        header_lost,
        unit_changed,
        year_changed,
        row_twice,
        label_misspelt,
        table_of_another_year,
    )
}
# Slips of any of these kinds together.
MIXED = "mixed"


def damage(content: bytes, kind: str, count: int, seed: int) -> bytes:
    """The text with `count` slips of a kind, or of any kinds (MIXED)."""
    dice = random.Random(f"{kind} {count} {seed}")  # noqa: S311 - no secret
    lines = content.decode().split("\n")
    done = 0
    for _ in range(100):
        slip = STRUCTURAL_SLIPS[kind if kind != MIXED else dice.choice(list(STRUCTURAL_SLIPS))]
        before = list(lines)
        length = len(lines)
        if slip(lines, table_places(content), dice) and lines != before:
            done += 1
            if done == count:
                break
            if len(lines) != length:  # the places of the others are those of the sound text
                lines = before
                done -= 1
    return "\n".join(lines).encode()
