"""The sixth meeting's text with its tables laid out as other programs write them, and what must come out the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials, Period
from pipelines.reading.numerals import Reading, read_numeral
from pipelines.reading.source import read_text

TEXT = Path(__file__).parents[2] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"

Rows = list[list[str]]


class Meaning(NamedTuple):
    """What a figure says, wherever it is printed."""

    statement_code: str | None
    account_path: str | None
    segment_name: str | None
    segment_evidence: str | None
    period: Period
    measure: str
    printed_value: int | None
    unit_yen: int
    label: str


def meanings(materials: Materials) -> Counter[Meaning]:
    return Counter(
        Meaning(
            figure.statement_code,
            figure.account_path,
            figure.segment_name,
            figure.segment_evidence,
            figure.period,
            figure.measure,
            figure.value,
            figure.unit_yen,
            figure.label,
        )
        for figure in materials.figures
    )


@cache
def real_lines() -> tuple[str, ...]:
    return tuple(TEXT.read_text(encoding="utf-8").splitlines())


def understood(lines: Sequence[str]) -> Materials:
    return interpret(read_text(("\n".join(lines) + "\n").encode(), "layout.txt"), rule_book())


@cache
def real() -> Materials:
    return understood(real_lines())


def relaid(lay_out: Callable[[Rows], list[str]], lines: Sequence[str] | None = None) -> list[str]:
    """The text with each of its tables laid out anew."""
    return [line for part in _parts(real_lines() if lines is None else lines) for line in _relay(part, lay_out)]


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    for _, part in groupby(lines, lambda line: "\t" in line):
        yield list(part)


def _relay(part: list[str], lay_out: Callable[[Rows], list[str]]) -> list[str]:
    return lay_out([line.split("\t") for line in part]) if "\t" in part[0] else part


def tabs(rows: Rows) -> list[str]:
    return ["\t".join(row) for row in rows]


def pipes(rows: Rows) -> list[str]:
    texts = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [texts[0], "|" + "---|" * len(rows[0]), *texts[1:]]


def a_column_after_another(rows: Rows) -> list[str]:
    """A cell a line: the names and cells of the first column, then of the next; an empty cell is a blank line."""
    columns = max(len(row) for row in rows)
    return [*(row[column] if column < len(row) else "" for column in range(columns) for row in rows), ""]


def a_cell_a_line(rows: Rows) -> list[str]:
    """A cell a line: a label, then its amounts; nothing for an empty cell."""
    return [cell for row in rows for cell in row if cell]


def html(rows: Rows) -> list[str]:
    """A <table> with a row on each line."""
    return ["<table>", *(_html_row(row) for row in rows), "</table>"]


def html_a_cell_a_line(rows: Rows) -> list[str]:
    """A <table> with each cell on a line of its own, no cell or row closed."""
    return ["<table>", *(f"{tag}{cell}" for row in rows for tag, cell in _tagged(row)), "</table>"]


def html_on_one_line(rows: Rows) -> list[str]:
    """A <table> without any line end."""
    return ["<table>" + "".join(map(_html_row, rows)) + "</table>"]


def html_bold(rows: Rows) -> list[str]:
    """A <table> with a head, and its totals in bold within paragraphs."""
    bold = [[f"<b>{cell}</b>" if "計" in row[0] and cell else f"<p>{cell}</p>" for cell in row] for row in rows[1:]]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    return ["<table><thead>", f"<tr>{head}</tr>", "</thead><tbody>", *map(_html_row, bold), "</tbody></table>"]


def _html_row(row: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"


def _tagged(row: list[str]) -> list[tuple[str, str]]:
    return [("<tr><td>" if place == 0 else "<td>", cell) for place, cell in enumerate(row)]


def bare_pipes(rows: Rows) -> list[str]:
    texts = [" | ".join(row) for row in rows]
    return [texts[0], " | ".join("---:" for _ in rows[0]), *texts[1:]]


def single_spaces(rows: Rows) -> list[str]:
    """A single space between cells, none for those that are empty; of words alone nothing would be left to tell."""
    if not any(_is_amount(cell) for row in rows for cell in row[1:]):
        return tabs(rows)
    return [" ".join(cell for cell in row if cell) for row in rows]


def display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def spaces(rows: Rows, *, indent: int = 0, gap: int = 2, width: Callable[[str], int] = display_width) -> list[str]:
    """Columns padded with spaces, amounts to the right; at least two spaces between."""
    columns = max(len(row) for row in rows)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    widths = [max(width(row[column]) for row in rows) for column in range(columns)]
    return [
        " " * indent + (" " * gap).join(_pad(*cell, width) for cell in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _pad(cell: str, target: int, width: Callable[[str], int]) -> str:
    padding = " " * (target - width(cell))
    return padding + cell if _is_amount(cell) else cell + padding


def _is_amount(cell: str) -> bool:
    plain = cell.replace("<u>", "").replace("</u>", "")
    return read_numeral(plain).reading in (Reading.NUMBER, Reading.NIL)


def blank_between(lay_out: Callable[[Rows], list[str]]) -> Callable[[Rows], list[str]]:
    """A blank line behind each row."""
    return lambda rows: [line for row in lay_out(rows) for line in (row, "")]
