"""Headers by segment that are shifted, doubled or exchanged: told, or what they alone bear out is not trusted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.identities.structural import DoubtKind
from tests.support.structural_texts import (
    Lines,
    cells_exchanged,
    columns_exchanged,
    settled_with,
    told,
    trusted_wrongly,
)

pytestmark = pytest.mark.slow


def cells(line: int, change: Callable[[list[str]], list[str]]) -> Callable[[Lines], None]:
    def changed(lines: Lines) -> None:
        lines[line - 1] = "\t".join(change(lines[line - 1].split("\t")))

    return changed


def test_a_header_pushed_out_of_its_table_by_an_empty_cell_is_moved_back_as_a_whole() -> None:
    settled = settled_with(cells(779, lambda row: [row[0], "", *row[1:-1]]))
    assert told(settled) == [("header_shifted", (779,))]
    assert trusted_wrongly(settled) == []


@pytest.mark.parametrize("lost", [6, 7, 8, 9])
def test_a_garbled_header_without_one_of_its_cells_puts_no_figure_into_a_wrong_segment(lost: int) -> None:
    settled = settled_with(cells(713, lambda row: row[:lost] + row[lost + 1 :]))
    assert trusted_wrongly(settled) == []


@pytest.mark.parametrize(("place", "source"), [(4, 7), (1, 6)])
def test_a_name_that_stands_over_two_columns_names_neither(place: int, source: int) -> None:
    settled = settled_with(cells(811, lambda row: [*row[:place], row[source], *row[place + 1 :]]))
    assert trusted_wrongly(settled) == []


@pytest.mark.parametrize("slip", [cells_exchanged((811, 2), (811, 7)), columns_exchanged(range(812, 832), 2, 7)])
def test_segments_that_one_header_alone_names_out_of_their_order_are_disputed_in_all_tables(
    slip: Callable[[Lines], None],
) -> None:
    settled = settled_with(slip)
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.CONTRADICTED_COLUMNS]
    assert trusted_wrongly(settled) == []


def test_columns_exchanged_under_a_header_with_a_torn_name_are_told_by_the_names_that_are_whole() -> None:
    # 713: 公的個人認証サービス事業 became two cells; 個人番号付番等事業 and 総合行政ネットワーク運営事業 are whole.
    def exchanged(lines: Lines) -> None:
        for line in range(716, 772):
            row = lines[line - 1].split("\t")
            if len(row) > 6:
                row[4], row[6] = row[6], row[4]
            lines[line - 1] = "\t".join(row)

    settled = settled_with(exchanged)
    assert told(settled) == [("columns_exchanged", (713,))]
    assert trusted_wrongly(settled) == []
