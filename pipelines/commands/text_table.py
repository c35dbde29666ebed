"""Rows of text as a table for people, aligned where letters are two columns wide, as Japanese ones are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from pipelines.commands.terminal import padded, revealed

Cells = Sequence[str | None]


def table(columns: Sequence[str], are_numbers: Sequence[bool], rows: Sequence[Cells]) -> str:
    """A box with a header; numbers stand at the right, a cell of several lines takes several."""
    header, *body = [[_lines(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(cell_len(line) for cell in column for line in cell) for column in zip(header, *body, strict=True)]

    def row(cells: Sequence[list[str]]) -> list[str]:
        lines = zip_longest(*cells, fillvalue="")
        return [
            f"│ {' │ '.join(padded(*part) for part in zip(line, widths, are_numbers, strict=True))} │" for line in lines
        ]

    def rule(left: str, between: str, right: str) -> str:
        return left + between.join("─" * (width + 2) for width in widths) + right

    lines = [rule("┌", "┬", "┐"), *row(header), rule("├", "┼", "┤")]
    for cells in body:
        lines += row(cells)
    return "\n".join([*lines, rule("└", "┴", "┘")])


def records(columns: Sequence[str], rows: Sequence[Cells]) -> str:
    """A line for each cell, for rows that are wider than the terminal."""
    names = [" ".join(_lines(column)) for column in columns]
    width = max(map(cell_len, names))
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"── {number} ".ljust(width + 1, "─") + "┐")
        for name, cell in zip(names, row, strict=True):
            first, *further = _lines(cell)
            lines.append(f"{padded(name, width)} │ {first}")
            lines += [f"{' ' * width} │ {line}" for line in further]
    return "\n".join(lines)


def _lines(cell: str | None) -> list[str]:
    """The lines of a cell; what could steer the terminal or stays hidden on it, as it is written in code."""
    if cell is None:
        return ["NULL"]
    return [
        "".join(repr(letter)[1:-1] if unicodedata.category(letter) == "Cc" else letter for letter in revealed(line))
        for line in cell.rstrip("\n").split("\n")
    ]
