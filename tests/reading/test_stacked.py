"""Tables of which each cell stands on a line of its own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipelines.reading.blocks import Table, read_blocks
from pipelines.reading.numerals import read_numeral
from pipelines.reading.pairing import pair
from pipelines.reading.source import SourceText, read_text
from tests.support.layouts import (
    Rows,
    a_cell_a_line,
    a_column_after_another,
    meanings,
    real,
    real_lines,
    relaid,
    understood,
)

BODIES = Path(__file__).parent / "bodies"
COLUMNS = ["科目", "資産", "現金", "預金", "合計", "27年度", "", "1,000", "500", "1,500", "増減", "", "10", "5", "15"]


def source_of(lines: Sequence[str]) -> SourceText:
    return read_text(("\n".join(lines) + "\n").encode(), "a.txt")


def tables_in(lines: Sequence[str]) -> list[list[list[str]]]:
    tables = (block for block in read_blocks(source_of(lines)) if isinstance(block, Table))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def amounts_in(lines: Sequence[str]) -> Counter[tuple[str, int, str]]:
    """Each amount with the label and the column in which it stands."""
    return Counter(
        (row[0], column, cell)
        for table in tables_in(lines)
        for row in table
        for column, cell in enumerate(row[1:], 1)
        if read_numeral(cell).value is not None
    )


def body(name: str) -> list[str]:
    return (BODIES / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("lay_out", [a_column_after_another, a_cell_a_line])
def test_the_sixth_meeting_is_understood_the_same_with_a_cell_a_line(lay_out: Callable[[Rows], list[str]]) -> None:
    assert meanings(understood(relaid(lay_out))) == meanings(real())


def test_an_agencys_assets_have_their_contra_accounts_and_nets() -> None:
    (rows,) = tables_in(body("dokuho_cell_per_line.txt"))
    by_label = {row[0]: row[1:] for row in rows}
    place = rows.index(["建物", "1,401,422,500"])
    assert rows[place + 1] == ["減価償却累計額", "182,648,684", "1,218,773,816"]
    assert by_label["貸倒引当金"] == ["△ 77,493", "40,345,703"]
    assert by_label["資産合計"] == ["10,001,193,753"]
    assert ["1 有形固定資産"] in rows


def test_a_water_utilitys_labels_get_the_values_listed_behind_them() -> None:
    (rows,) = tables_in(body("water_cashflow_columnwise.txt"))
    assert rows[:3] == [
        ["区 分", "平成20年度"],
        ["営業活動によるキャッシュ・フロー"],
        ["1 当年度純利益", "288,917,190"],
    ]
    values = [row for row in rows[1:] if len(row) > 1]
    assert len(values) == 22
    assert ["小 計", "2,561,508,430"] in values
    assert values[-1] == ["営業活動によるキャッシュ・フロー", "2,152,118,759"]


@pytest.mark.parametrize("seed", range(4))
def test_a_label_or_value_that_is_lost_pairs_nothing_wrongly(seed: int) -> None:
    lines = body("water_cashflow_columnwise.txt")
    truth = amounts_in(lines)
    for number in range(4 + seed, len(lines), 4):
        assert amounts_in([*lines[:number], *lines[number + 1 :]]) <= truth


def test_a_list_that_was_not_paired_is_told() -> None:
    lines = body("water_cashflow_columnwise.txt")
    source = source_of([*lines[:10], *lines[11:]])
    assert source.tables == ()
    assert "22 amounts stand behind 22 labels" in source.notes[0]


def test_columns_one_after_another_are_rows_at_the_lines_of_their_labels() -> None:
    (table,) = (block for block in read_blocks(source_of([*COLUMNS, "", "注"])) if isinstance(block, Table))
    assert [(row.line, [cell.text for cell in row.cells]) for row in table.rows] == [
        (1, ["科目", "27年度", "増減"]),
        (2, ["資産", "", ""]),
        (3, ["現金", "1,000", "10"]),
        (4, ["預金", "500", "5"]),
        (5, ["合計", "1,500", "15"]),
    ]


def test_columns_of_which_a_cell_is_lost_are_not_read_at_the_wrong_place() -> None:
    truth = amounts_in([*COLUMNS, ""])
    assert truth.total() == 6
    for number in range(len(COLUMNS)):
        assert amounts_in([*COLUMNS[:number], *COLUMNS[number + 1 :], "", "", ""]) <= truth


def test_columns_of_the_real_text_of_which_a_line_is_lost_are_not_read_at_the_wrong_place() -> None:
    lines = relaid(a_column_after_another)
    truth = amounts_in(lines)
    places = [number for number in range(640, len(lines)) if lines[number]]
    for number in random.Random(3).sample(places, 25):  # noqa: S311 - which lines, not a secret
        wrong = amounts_in([*lines[:number], *lines[number + 1 :]]) - truth
        assert wrong.total() <= 1, lines[number]


def test_a_row_that_lost_an_amount_keeps_the_others_in_one_cell() -> None:
    rows = [["科目", "本年", "前年"], *([f"費目{number}", f"{number},100", f"{number},000"] for number in range(1, 6))]
    lines = [cell for row in rows for cell in row]
    lines.remove("3,000")
    assert ["費目3", "3,100"] in tables_in(lines)[0]
    lines.remove("3,100")
    assert ["費目3"] in tables_in(lines)[0]


def test_rows_of_years_and_changes_are_no_columns() -> None:
    lines = ["27年度", "26年度", "増減", "資産", "3,000", "2,000", "1,000", "負債", "1,000", "900", "100", "純資産"]
    (rows,) = tables_in([*lines, "2,000", "1,100", "900"])
    assert rows[0] == ["", "27年度", "26年度", "増減"]
    assert rows[3] == ["純資産", "2,000", "1,100", "900"]


def test_headings_without_values_are_told_by_what_adds_up() -> None:
    labels = [
        "資産の部",
        "流動資産",
        "現金",
        "預金",
        "流動資産合計",
        "固定資産",
        "土地",
        "建物",
        "固定資産合計",
        "資産合計",
    ]
    assert pair(labels, [["5", "6", "11", "7", "8", "15", "26"]]) == [None, None, 0, 1, 2, None, 3, 4, 5, 6]


def test_values_that_do_not_add_up_are_paired_with_nothing() -> None:
    labels = [
        "資産の部",
        "流動資産",
        "現金",
        "預金",
        "流動資産合計",
        "固定資産",
        "土地",
        "建物",
        "固定資産合計",
        "資産合計",
    ]
    assert pair(labels, [["5", "6", "12", "7", "8", "15", "26"]]) is None
    assert pair(labels, [["5", "6", "11", "7", "8", "15"]]) is None


def test_a_number_that_is_passed_over_shows_that_a_label_is_lost() -> None:
    labels = ["収入", "1 甲", "2 乙", "3 丙", "小計", "4 丁", "合計"]
    values = ["1", "2", "3", "6", "4", "10"]
    assert pair(labels, [values]) == [None, 0, 1, 2, 3, 4, 5]
    assert pair([label.replace("2 乙", "5 乙") for label in labels], [values]) is None


def test_prose_and_lists_with_numbers_between_are_no_table() -> None:
    prose = [line for line in real_lines() if line.strip() and "\t" not in line]
    for seed in range(10):
        mixed = random.Random(seed).sample(prose, len(prose))  # noqa: S311 - an order, not a secret
        with_pages = [
            text for number, line in enumerate(mixed) for text in ((line, str(number)) if number % 9 else (line,))
        ]
        assert source_of(with_pages).tables == ()
    assert source_of(["次第", "1", "開会", "2", "議事", "3", "閉会", "4", "その他", "5"]).tables == ()
