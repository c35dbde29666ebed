"""The figures that are asked to be explained, and those of a text, read anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expectations.rule_book import rule_book
from pipelines.identities.explanation import ExplainedFigure, find_figure, find_figures
from pipelines.identities.explanation import explain as gather
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError
from pipelines.structure.settling import settle_source


class NotFoundError(ValueError):
    """There is no such text or figure; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The figures that are asked for: one by its line and cell, or those of an account."""

    line: int | None = None
    cell: int | None = None
    account: str | None = None
    segment: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The figures of one text that fit."""

    file_name: str
    figures: tuple[ExplainedFigure, ...]


def from_text(path: Path, asked: Asked) -> Explained:
    """Read and settle the text. NotFoundError, also where it cannot be read as a text."""
    try:
        source = read_document_text(path.read_bytes(), path.name)
    except OSError as error:
        raise NotFoundError(f"{path}: cannot be read: {error.strerror}") from error
    except InvalidTextError as error:
        raise NotFoundError(str(error)) from error
    settled = settle_source(source, rule_book())
    if asked.account is not None:
        figures = find_figures(settled, asked.account, asked.segment, asked.year)
        if not figures:
            raise NotFoundError(no_account(path.name, asked))
    else:
        found = find_figure(settled, asked.line or 0, asked.cell or 0)
        if found is None:
            cells = [figure.cell for figure in settled.materials.figures if figure.line == asked.line]
            raise NotFoundError(no_cell(path.name, asked, cells))
        figures = (found,)
    return Explained(path.name, tuple(gather(settled, source, figure) for figure in figures))


def no_account(file_name: str, asked: Asked) -> str:
    """That a text has no such account."""
    narrowed = "".join(f" {what}" for what in (asked.segment, asked.year) if what is not None)
    return f"{file_name}: no figure of {asked.account}{narrowed}"


def no_cell(file_name: str, asked: Asked, cells: list[int]) -> str:
    """That a line has no figure in such a cell, and in which it has."""
    told = ", ".join(map(str, cells))
    hint = f"line {asked.line} has figures in cells {told}" if cells else "that line has none"
    return f"{file_name}:{asked.line}: no figure in cell {asked.cell}; {hint}"
