"""Where an explained figure comes from: the text itself, read anew, or a warehouse that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expectations.rule_book import rule_book
from pipelines.commands.explained_rows import explained_figure
from pipelines.identities.explanation import ExplainedFigure, find_figure, find_figures
from pipelines.identities.explanation import explain as gather
from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.segments import known_segment
from pipelines.reading.opening import read_document_text
from pipelines.reading.source import InvalidTextError
from pipelines.structure.settling import settle_source
from warehouse.asking.figures import explain_figure
from warehouse.asking.meetings import meetings
from warehouse.asking.texts import PlaceQuery, figure_places, named_texts
from warehouse.store import open_for_reading


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
            raise NotFoundError(_no_account(path.name, asked))
    else:
        found = find_figure(settled, asked.line or 0, asked.cell or 0)
        if found is None:
            cells = [figure.cell for figure in settled.materials.figures if figure.line == asked.line]
            raise NotFoundError(_no_cell(path.name, asked, cells))
        figures = (found,)
    return Explained(path.name, tuple(gather(settled, source, figure) for figure in figures))


def from_warehouse(warehouse: Path, name: str, asked: Asked) -> Explained:
    """What a warehouse holds of a text, named by its file, its meeting's id or its day.

    NotFoundError, WarehouseError.
    """
    with open_for_reading(warehouse) as connection:
        texts = named_texts(connection, name) or named_texts(connection, Path(name).name)
        if not texts:
            held = ", ".join(row["file_name"] for row in meetings(connection)) or "none"
            raise NotFoundError(f"{warehouse} holds no text {name}; it holds {held}")
        text = texts[0]
        if not text.is_current:
            instead = text.current_file_name or "no text"
            raise NotFoundError(f"{text.file_name} no longer counts: {instead} has taken its place; name that")
        file_name = text.file_name
        if asked.account is None:
            places = [(asked.line or 0, asked.cell or 0)]
        else:
            segment = None
            if asked.segment is not None:
                segment = known_segment(asked.segment) or clean_label(asked.segment)
            query = PlaceQuery(None, clean_label(asked.account), segment, asked.year)
            places = figure_places(connection, file_name, query)
            if not places:
                raise NotFoundError(_no_account(file_name, asked))
        rows = [row for place in places if (row := explain_figure(connection, file_name, *place)) is not None]
        if not rows:
            cells = [cell for _, cell in figure_places(connection, file_name, PlaceQuery(asked.line))]
            raise NotFoundError(_no_cell(file_name, asked, cells))
    return Explained(file_name, tuple(explained_figure(row) for row in rows))


def _no_account(file_name: str, asked: Asked) -> str:
    narrowed = "".join(f" {what}" for what in (asked.segment, asked.year) if what is not None)
    return f"{file_name}: no figure of {asked.account}{narrowed}"


def _no_cell(file_name: str, asked: Asked, cells: list[int]) -> str:
    told = ", ".join(map(str, cells))
    hint = f"line {asked.line} has figures in cells {told}" if cells else "that line has none"
    return f"{file_name}:{asked.line}: no figure in cell {asked.cell}; {hint}"
