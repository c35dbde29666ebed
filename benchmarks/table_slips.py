"""Slips of whole tables: another unit, year or version over it, or the amounts of another period in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from damaged_text import DamagedText, Place, SlipClass, Sound, TablePlace

from pipelines.reconcile import SlipKind

_UNIT = re.compile(r"(?P<before>単位\s*[：:])(?P<scale>千|百万)?円")
_YEAR = re.compile(r"(?P<era>平成)(?P<gap>\s*)(?P<number>\d\d)(?=\s*年)")
_MONTH = re.compile(r"(?P<month>\d)(?=\s*月補正)")
_INITIAL = re.compile(r"(?<=\d年度)(?=予算（案）)")
# How far above a table its title, period and unit stand.
_REACH = 15


def _rewrite(
    text: DamagedText,
    sound: Sound,
    dice: random.Random,
    pattern: re.Pattern[str],
    other: Callable[[re.Match[str]], str],
) -> set[Place] | None:
    """One of the lines over tables in which the pattern is found reads otherwise, the tables' headers among them."""
    found = [
        number
        for number in sound.places_above_tables(_REACH)
        if text.is_one_line(number) and pattern.search(text.line(number))
    ]
    if not found:
        return None
    number = dice.choice(found)
    text.write(number, pattern.sub(other, text.line(number)))
    return set()


def unit_changed(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The unit over a table read as another one."""
    pick = dice.randrange(2)

    def other(match: re.Match[str]) -> str:
        scales = [scale for scale in ("", "千", "百万") if scale != (match["scale"] or "")]
        return f"{match['before']}{scales[pick]}円"

    return _rewrite(text, sound, dice, _UNIT, other)


def unit_lost(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The line with the unit over a table lost."""
    found = [n for n in sound.places_above_tables(_REACH) if text.is_one_line(n) and _UNIT.search(text.line(n))]
    if not found:
        return None
    text.lose(dice.choice(found))
    return set()


def year_changed(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The era or the number of a year over a table misread."""
    era, more = dice.choice([("令和", 0), ("平成", 1), ("平成", -1), ("平成", 10)])
    return _rewrite(text, sound, dice, _YEAR, lambda match: f"{era}{match['gap']}{int(match['number']) + more}")


def version_changed(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """The month of a supplementary budget misread, or an initial budget named a supplementary one."""
    month = dice.choice("1235789")
    if dice.random() < 0.25:
        return _rewrite(text, sound, dice, _INITIAL, lambda _: f"{month}月補正")
    return _rewrite(text, sound, dice, _MONTH, lambda _: month)


def _of_another_year(text: DamagedText, table: TablePlace, line: int) -> str:
    """A row with amounts a tenth less, which add up among themselves as far as rounding lets them."""
    cells = text.cells(line)
    for cell in table.cells:
        digits = cells[cell].replace(",", "") if cell < len(cells) else ""
        if digits.isdigit():
            cells[cell] = f"{int(digits) * 9 // 10:,}"
    return "\t".join(cells)


def table_of_another_year(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A statement's amounts are those of another year, under the title of this one."""
    table = dice.choice([table for table in sound.tables if len(table.rows) > 5])
    if not all(text.is_one_line(line) for line in table.rows):
        return None
    for line in table.rows:
        text.write(line, _of_another_year(text, table, line))
    return set()


def table_repeated(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A statement printed again below itself with other amounts."""
    table = dice.choice([table for table in sound.tables if len(table.rows) > 5])
    if not all(text.is_one_line(line) for line in table.rows):
        return None
    header = [text.line(table.header)] if table.header else []
    text.add_below(table.rows[-1], "", *header, *(_of_another_year(text, table, line) for line in table.rows))
    return set()


TABLE_SLIPS = (
    SlipClass("unit_changed", unit_changed, frozenset({SlipKind.TABLE_UNIT})),
    SlipClass("unit_lost", unit_lost),
    SlipClass("year_changed", year_changed, frozenset({SlipKind.TABLE_PERIOD})),
    SlipClass("version_changed", version_changed, frozenset({SlipKind.TABLE_PERIOD})),
    SlipClass("table_of_another_year", table_of_another_year),
    SlipClass("table_repeated", table_repeated),
)
