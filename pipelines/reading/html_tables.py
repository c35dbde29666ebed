"""Where HTML's tables stand within a text: the lines that each takes, from its first tag to its last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipelines.reading.laid_out import LaidOut, Layouts

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|tr|td|th)\b", re.IGNORECASE)


def find_html_tables(lines: Sequence[str]) -> Layouts:
    """The tables that tags mark within lines of text. Raise LayoutError for one beyond all measure."""
    if not any("<table" in line.lower() for line in lines):
        return Layouts()
    from pipelines.reading.html_tree import read_html  # noqa: PLC0415 - most texts need not pay for libxml2

    found: list[tuple[int, int]] = []
    notes: list[str] = []
    for first, last, is_closed in _fragments(lines):
        if found and first <= found[-1][1]:  # two tables on one line
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
        if not is_closed:
            notes.append(f"the table that begins in line {first + 1} is not closed: the text may be cut off there")
    tables = (LaidOut(first, last, read_html("\n".join(lines[first : last + 1]), first)) for first, last in found)
    return Layouts(tuple(tables), tuple(notes))


def _fragments(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """The first and last line of each table that is within no other, and whether it is closed.

    One that is not closed ends with its last tag before the next table begins.
    """
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    tags = [
        (bisect_right(starts, tag.start()) - 1, tag["name"].lower() == "table", bool(tag["end"]))
        for tag in _TAG.finditer("\n".join(lines))
    ]
    closing: dict[int, int] = {}
    opened: list[int] = []
    for number, (_, is_table, is_end) in enumerate(tags):
        if is_table and not is_end:
            opened.append(number)
        elif is_table and opened:
            closing[opened.pop()] = number
    number = 0
    while number < len(tags):
        line, is_table, is_end = tags[number]
        if not is_table or is_end:
            number += 1
            continue
        last = closing.get(number)
        if last is None:
            last = number
            while last + 1 < len(tags) and not tags[last + 1][1]:
                last += 1
        yield line, tags[last][0], number in closing
        number = last + 1
