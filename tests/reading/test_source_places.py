"""Where a cell is found in the file that was handed over."""

from __future__ import annotations

import pytest

from pipelines.reading.opening import read_document_text
from pipelines.reading.source import read_text
from pipelines.reading.source_places import SourcePlaces
from tests.support.made_sheets import as_workbook


def test_a_cell_of_a_workbook_has_its_sheet_and_address() -> None:
    source = read_document_text(as_workbook(), "a.xlsx")
    places = SourcePlaces.of_text(source)
    assert source.places is not None
    row = next(number for number, own in enumerate(source.places, 1) if len(own) > 1)
    first, second = (places.of(row, cell) for cell in (0, 1))
    assert "!" in first
    assert "!" in second
    assert first != second


def test_a_line_of_a_text_is_that_of_the_file_though_tables_were_unfolded() -> None:
    lines = ["<table>", "<tr><td>土地</td>", "<td>1</td></tr>", "<tr><td>建物</td>", "<td>2</td></tr>", "</table>"]
    source = read_text("\n".join(lines).encode(), "a.txt")
    row = next(number for number, line in enumerate(source.lines, 1) if line.startswith("建物"))
    assert SourcePlaces.of_text(source).of(row, 1) == "line 4"


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (SourcePlaces(), "line 2"),
        (SourcePlaces(pages=(1, 3)), "page 3, line 2"),
        (SourcePlaces(numbers=(1, 7)), "line 7"),
        (SourcePlaces(places=(("収支!A1",), ("収支!A2", "収支!C2"))), "収支!C2"),
        (SourcePlaces(places=(("収支!A1",), ("収支!A2",))), "収支!A2"),
    ],
)
def test_a_place_is_told_by_what_the_file_has(places: SourcePlaces, told: str) -> None:
    assert places.of(2, 1) == told
