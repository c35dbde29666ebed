"""The figures that are asked to be explained, as a warehouse holds them."""

from __future__ import annotations

from pathlib import Path

from pipelines.commands.explained_rows import explained_figure
from pipelines.commands.explained_source import Asked, Explained, NotFoundError, no_account, no_cell
from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.segments import known_segment
from warehouse.asking.figures import explain_figure
from warehouse.asking.meetings import meetings
from warehouse.asking.texts import PlaceQuery, figure_places, named_texts
from warehouse.store import WarehouseError, open_for_reading


def from_warehouse(warehouse: Path, name: str, asked: Asked) -> Explained:
    """What a warehouse holds of a text, named by its file, its meeting's id or its day.

    NotFoundError, also where the warehouse cannot be read.
    """
    try:
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
                    raise NotFoundError(no_account(file_name, asked))
            rows = [row for place in places if (row := explain_figure(connection, file_name, *place)) is not None]
            if not rows:
                cells = [cell for _, cell in figure_places(connection, file_name, PlaceQuery(asked.line))]
                raise NotFoundError(no_cell(file_name, asked, cells))
    except WarehouseError as error:
        raise NotFoundError(str(error)) from error
    return Explained(file_name, tuple(explained_figure(row) for row in rows))
