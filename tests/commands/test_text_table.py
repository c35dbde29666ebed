"""Tables of text for people, where Japanese letters are two columns wide."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from pipelines.commands.text_table import records, table


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("合計", 4), ("ｶﾅ", 2), ("Ａ", 2), ("か\u3099", 2), ("e\u0301", 1), ("△1", 2), ("", 0), ("\u200b", 0)],
)
def test_the_width_of_a_text_is_that_on_a_terminal(text: str, width: int) -> None:
    assert cell_len(text) == width


def test_columns_are_aligned_and_numbers_stand_at_the_right() -> None:
    assert table(["科目", "yen"], [False, True], [["営業利益", "-18128"], ["x", None]]) == "\n".join(
        [
            "┌──────────┬────────┐",
            "│ 科目     │    yen │",
            "├──────────┼────────┤",
            "│ 営業利益 │ -18128 │",
            "│ x        │   NULL │",
            "└──────────┴────────┘",
        ]
    )


def test_every_line_of_a_table_is_equally_wide() -> None:
    lines = table(["a\nb", "中間サーバー"], [True, False], [["1", "か\u3099"], ["22\n3", "ｶﾅ"]]).splitlines()
    assert len({cell_len(line) for line in lines}) == 1
    assert len(lines) == 8


def test_a_table_without_rows_has_its_header() -> None:
    assert table(["a"], [False], []).splitlines()[1] == "│ a │"


def test_what_could_steer_a_terminal_is_shown_in_code() -> None:
    assert r"\x1b[31m" in table(["a"], [False], [["\x1b[31mred"]])
    assert r"1\t2" in records(["a"], [["1\t2"]])


def test_records_have_a_line_for_each_cell() -> None:
    assert records(["科目", "a"], [["現金", None], ["x\ny", "2"]]).splitlines() == [
        "── 1 ┐",
        "科目 │ 現金",
        "a    │ NULL",
        "── 2 ┐",
        "科目 │ x",
        "     │ y",
        "a    │ 2",
    ]
