"""Where nothing tells which slip it was, all that it may have moved is disputed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.identities.structural import DoubtKind
from pipelines.reconcile import Status
from tests.support.structural_texts import (
    Lines,
    cells_exchanged,
    columns_exchanged,
    labels_exchanged,
    settled_with,
    statuses,
    trusted_wrongly,
    unknown_names,
)

pytestmark = pytest.mark.slow

TOTAL_BALANCE_SHEET = range(588, 646)
SUMMARY_OF_THE_BALANCE_SHEET = range(899, 902)


def of_another_year(rows: range, cell: int) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        for line in rows:
            cells = lines[line - 1].split("\t")
            digits = cells[cell].replace(",", "") if len(cells) > cell else ""
            if digits.isdigit():
                cells[cell] = f"{int(digits) * 9 // 10:,}"
                lines[line - 1] = "\t".join(cells)

    return change


def test_labels_that_only_two_tables_print_in_no_known_order_are_disputed_in_both() -> None:
    settled = settled_with(unknown_names, labels_exchanged(820, 821))
    assert settled.structural_repairs == ()
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.RIVAL_SLIPS]
    assert statuses(settled, (700, 701)) == {Status.DISPUTED: 2}
    assert statuses(settled, (820, 821)) == {Status.DISPUTED: 16}
    assert statuses(settled, (702, 822)) == {Status.PROVEN: 9}


def test_a_table_that_all_others_contradict_is_disputed_and_bends_none_of_them() -> None:
    settled = settled_with(of_another_year(TOTAL_BALANCE_SHEET, 1))
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.CONTRADICTED_TABLE]
    assert statuses(settled, TOTAL_BALANCE_SHEET) == {Status.DISPUTED: 46}
    assert Status.DISPUTED not in statuses(settled, range(716, 772))
    assert trusted_wrongly(settled) == []


def test_a_contradicted_table_names_the_identities_that_contradict_it() -> None:
    (doubt,) = settled_with(of_another_year(TOTAL_BALANCE_SHEET, 1)).structural_doubts
    assert doubt.lines == (590, 645)
    assert any("資産合計" in contradiction for contradiction in doubt.contradictions)


def test_headers_that_the_identities_cannot_tell_apart_and_like_tables_have_otherwise_are_disputed() -> None:
    settled = settled_with(cells_exchanged((898, 2), (898, 3)))
    assert [doubt.kind for doubt in settled.structural_doubts] == [DoubtKind.CONTRADICTED_COLUMNS]
    assert statuses(settled, SUMMARY_OF_THE_BALANCE_SHEET) == {Status.PROVEN: 3, Status.DISPUTED: 6}
    assert trusted_wrongly(settled) == []


def test_columns_of_a_summary_that_other_tables_tell_apart_are_exchanged_back() -> None:
    settled = settled_with(columns_exchanged(SUMMARY_OF_THE_BALANCE_SHEET, 1, 2))
    assert [repair.slip.kind.value for repair in settled.structural_repairs] == ["columns_exchanged"]
    assert trusted_wrongly(settled) == []


def test_a_wrong_digit_is_no_slip_of_structure() -> None:
    def misread(lines: Lines) -> None:
        lines[783] = lines[783].replace("15,195,163", "15,195,183")

    settled = settled_with(misread)
    assert not settled.structural_repairs
    assert not settled.structural_doubts
    assert statuses(settled, (784,))[Status.REPAIRED] == 1
    assert trusted_wrongly(settled) == []
