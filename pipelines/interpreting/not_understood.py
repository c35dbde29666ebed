"""What a person is told of a text that is not understood: what was seen, what of it is unknown, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.grid import read_grid
from pipelines.reading.blocks import Block, Table
from pipelines.reading.characters import compact
from pipelines.reading.source import InvalidTextError, SourceText
from warehouse import reference

_NAMED = 5
_SHOWN_LETTERS = 30
_ACCOUNTS = "warehouse/reference/accounts.csv"
# A label and, after it, at least one amount: a row whose cells nothing sets apart.
_LOOKS_LIKE_A_ROW = re.compile(r"^\s*[^\d\s△▲][^\t|]*?\s[△▲\-−]?\d{1,3}(?:[,，]\d{3})+(?:\s|$)")
_AMOUNT_ALONE = re.compile(r"^\s*[△▲\-−]?\d{1,3}(?:[,，]\d{3})+\s*$")
_YEAR_WORD = re.compile(
    r"(?:明治|大正|昭和|平成|令和)\s?[\d元]+\s?年度?|(?:19|20)\d\d\s?年度?|[\d元]+\s?年度|第[\d一二三四五六七八九十]+期"
)


def nothing_known(source: SourceText, blocks: Iterable[Block]) -> InvalidTextError:
    """The refusal of a text without a table, or without one that holds anything known."""
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        return InvalidTextError(source.file_name, None, _no_table(source.lines))
    grids = [grid for table in tables if (grid := read_grid(table)) is not None]
    labels = [label for grid in grids for row in grid.rows if (label := row.labelled.label)]
    problem = "no table holds a known account, commitment or advance receipt; the first table starts here"
    if labels:
        problem += f"; {len(labels)} rows of amounts were seen, whose accounts are not known: {_named(labels)};"
        problem += f" accounts are made known in {_ACCOUNTS}; a unit above the table, such as (単位：千円), has it read"
        problem += " by its layout"
    return InvalidTextError(source.file_name, tables[0].first_line, problem)


def without_closing_row(candidate: Candidate) -> str:
    """What is told of a statement that ends before its last row."""
    code = candidate.statement_code
    name = next(statement.name for statement in reference.statements() if statement.code == code)
    closing = (chart(code).closing_path or "").rpartition("/")[2]
    rows = candidate.outline.rows
    last = rows[-1].path.rpartition("/")[2]
    problem = (
        f"the {code} ({name}) that starts in line {candidate.grid.first_line} has no closing row: its last row is"
        f" {last}, and none after it is {closing}"
    )
    known = chart(code).roles
    unknown = [row.path.rpartition("/")[2] for row in rows if row.path not in known]
    if unknown:
        problem += f"; where the text is whole, its accounts are others than those known, such as {_named(unknown)}"
        problem += f": they are made known in {_ACCOUNTS}"
    return problem


def year_words(lines: Sequence[str]) -> str:
    """The words of a text that may be years, for a person who is told that no fiscal year is printed."""
    found = [f"{word} (line {number})" for number, line in enumerate(lines, 1) for word in _YEAR_WORD.findall(line)]
    if not found:
        return "no word of a year is in the text; print one above the table, such as 平成27年度"
    return f"of the words of years in the text none names its fiscal year: {_named(found)}"


def _no_table(lines: Sequence[str]) -> str:
    problem = "the text holds no table (rows of cells set apart by tabs, pipes or runs of spaces)"
    rows = [(number, line) for number, line in enumerate(lines, 1) if _LOOKS_LIKE_A_ROW.match(line)]
    if rows:
        seen = _named([f"line {number} {line.strip()[:_SHOWN_LETTERS]}" for number, line in rows])
        told = f"{problem}; {len(rows)} lines are a label and amounts with single spaces between: {seen}"
        return f"{told}; so few are taken for prose: set label and amounts apart by tabs"
    alone = [number for number, line in enumerate(lines, 1) if _AMOUNT_ALONE.match(line)]
    if alone:
        return f"{problem}; {len(alone)} lines are an amount alone, from line {alone[0]} on; put a row on one line"
    return problem


def _named(found: Sequence[str]) -> str:
    unique = list(dict.fromkeys(compact(one) if " " not in one else one for one in found))
    more = f" and {len(unique) - _NAMED} more" if len(unique) > _NAMED else ""
    return f"{', '.join(unique[:_NAMED])}{more}"
