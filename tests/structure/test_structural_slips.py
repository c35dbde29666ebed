"""Slips of structure: told as what they are, repaired in every figure that they moved, and nothing right is bent."""

from __future__ import annotations

import pytest

from pipelines.reconcile import Status
from tests.support.structural_texts import (
    cells_exchanged,
    columns_exchanged,
    labels_exchanged,
    line_lost,
    line_twice,
    settled_with,
    statuses,
    told,
    trusted_wrongly,
    words,
)

pytestmark = pytest.mark.slow

CASH_PLAN_BY_SEGMENT = range(812, 832)


def test_labels_that_are_exchanged_in_the_segments_are_not_mended_in_the_total_statement() -> None:
    settled = settled_with(labels_exchanged(820, 821))
    assert told(settled) == [("labels_exchanged", (820, 821))]
    assert statuses(settled, (820, 821)) == {Status.REPAIRED: 16}
    assert statuses(settled, (700, 701)) == {Status.PROVEN: 2}
    assert trusted_wrongly(settled) == []


def test_labels_that_are_exchanged_in_the_total_statement_are_mended_there() -> None:
    settled = settled_with(labels_exchanged(700, 701))
    assert told(settled) == [("labels_exchanged", (700, 701))]
    assert statuses(settled, (700, 701)) == {Status.REPAIRED: 2}
    assert statuses(settled, (820, 821)) == {Status.PROVEN: 16}
    assert trusted_wrongly(settled) == []


def test_labels_far_apart_are_told_as_exchanged() -> None:
    settled = settled_with(labels_exchanged(821, 824))
    assert told(settled) == [("labels_exchanged", (821, 824))]
    assert statuses(settled, (821, 824)) == {Status.REPAIRED: 16}
    assert trusted_wrongly(settled) == []


def test_labels_of_receipts_and_payments_are_told_as_exchanged() -> None:
    settled = settled_with(labels_exchanged(816, 823))
    assert told(settled) == [("labels_exchanged", (816, 823))]
    assert trusted_wrongly(settled) == []


def test_a_result_and_a_total_with_each_others_label_are_told_as_exchanged() -> None:
    settled = settled_with(labels_exchanged(669, 670))
    assert told(settled) == [("labels_exchanged", (669, 670))]
    assert trusted_wrongly(settled) == []


def test_a_unit_that_other_tables_contradict_is_repaired_in_the_whole_table_and_in_its_twin() -> None:
    settled = settled_with(words(585, "千円", "百万円"))
    assert told(settled) == [("table_unit", (585,))]
    assert statuses(settled, range(590, 646))[Status.REPAIRED] == 46
    assert statuses(settled, range(716, 772))[Status.REPAIRED] == 8 * 46
    assert trusted_wrongly(settled) == []


def test_a_unit_too_small_is_repaired() -> None:
    settled = settled_with(words(777, "千円", "円"))
    assert told(settled) == [("table_unit", (777,))]
    assert trusted_wrongly(settled) == []


def test_the_unit_of_a_summary_is_repaired_in_its_three_tables() -> None:
    settled = settled_with(words(876, "百万円", "千円"))
    assert told(settled) == [("table_unit", (876,))]
    assert trusted_wrongly(settled) == []


def test_the_unit_of_the_advance_receipts_is_that_of_the_balance_sheet() -> None:
    settled = settled_with(words(839, "千円", "百万円"))
    assert told(settled) == [("table_unit", (839,))]
    receipts = [f for f in settled.materials.figures if 842 <= f.line <= 844]
    assert {figure.unit_yen for figure in receipts} == {1000}


def test_headers_that_are_exchanged_do_not_draw_other_tables_after_them() -> None:
    settled = settled_with(cells_exchanged((811, 4), (811, 5)))
    assert [kind for kind, _ in told(settled)] == ["columns_exchanged"]
    assert trusted_wrongly(settled) == []


def test_columns_that_are_exchanged_are_told_by_the_garbled_headers_of_other_tables() -> None:
    settled = settled_with(columns_exchanged(CASH_PLAN_BY_SEGMENT, 4, 7))
    assert [kind for kind, _ in told(settled)] == ["columns_exchanged"]
    assert statuses(settled, CASH_PLAN_BY_SEGMENT)[Status.REPAIRED] >= 40
    assert trusted_wrongly(settled) == []


def test_a_header_shifted_by_one_is_shifted_back() -> None:
    def shift(lines: list[str]) -> None:
        cells = lines[810].split("\t")
        cells[2:5] = [cells[4], cells[2], cells[3]]
        lines[810] = "\t".join(cells)

    settled = settled_with(shift)
    assert [kind for kind, _ in told(settled)] == ["header_shifted"]
    assert trusted_wrongly(settled) == []


def test_a_lost_header_is_assumed_to_be_that_of_the_tables_beside_it_and_not_trusted() -> None:
    settled = settled_with(line_lost(882))
    assert statuses(settled, range(882, 887)) == {Status.UNCHECKED: 15}
    assert all(figure.assumption for figure in settled.materials.figures if 882 <= figure.line <= 886)
    assert trusted_wrongly(settled) == []


def test_an_era_misread_in_a_title_is_that_of_the_other_tables() -> None:
    settled = settled_with(words(874, "平成", "令和"))
    assert told(settled) == [("table_period", (874,))]
    assert trusted_wrongly(settled) == []


def test_a_day_of_another_year_over_a_table_is_read_as_that_of_the_other_tables() -> None:
    settled = settled_with(words(583, "28年", "29年"))
    assert told(settled) == [("table_period", (583,))]
    assert trusted_wrongly(settled) == []


def test_a_label_with_a_character_misread_is_the_account_that_the_identities_need() -> None:
    settled = settled_with(words(886, "営業外費用", "営業外未用"))
    assert told(settled) == [("label_misspelt", (886,))]
    assert trusted_wrongly(settled) == []


def test_a_row_that_is_printed_twice_is_in_no_sum_twice() -> None:
    settled = settled_with(line_twice(820))
    assert told(settled) == [("row_repeated", (820, 821))]
    assert len([f for f in settled.materials.figures if f.line == 821]) == 8
    assert trusted_wrongly(settled) == []


def test_the_sound_text_has_no_slip_of_structure() -> None:
    settled = settled_with()
    assert not settled.structural_repairs
    assert not settled.structural_doubts
    assert trusted_wrongly(settled) == []


def test_two_slips_of_structure_are_told_side_by_side() -> None:
    settled = settled_with(labels_exchanged(820, 821), words(876, "百万円", "千円"))
    assert sorted(told(settled)) == [("labels_exchanged", (820, 821)), ("table_unit", (876,))]
    assert trusted_wrongly(settled) == []


def test_a_lost_sign_is_still_repaired_beside_a_slip_of_structure() -> None:
    settled = settled_with(labels_exchanged(821, 824))
    assert Status.REPAIRED in statuses(settled, (796,))
    assert [r.kind.value for r in settled.verdicts.repairs].count("sign_lost") == 23
