"""Tables as extractors and language models hand them over: read whole, one slip mended, nothing wrong trusted."""

from __future__ import annotations

import pytest

from tests.support.settled_sheets import Settled, settled_text

HEADER = ("科目", "令和5年度", "令和4年度", "増減")
ROWS = (
    ("人件費", 33_857, 25_607, 8_250),
    ("物件費", 111_257, 116_268, -5_011),
    ("補助費", 5_770, 6_718, -948),
    ("合計", 150_884, 148_593, 2_291),
)
Cells = list[list[str]]


def _cells(minus: str = "△", close: str = "") -> Cells:
    def printed(value: int) -> str:
        return f"{minus}{-value:,}{close}" if value < 0 else f"{value:,}"

    return [[name, *map(printed, values)] for name, *values in ROWS]


def _tabs(*rows: list[str]) -> str:
    return "\n".join("\t".join(row) for row in rows) + "\n"


def _pipes(rows: Cells) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in [list(HEADER), ["---"] * len(HEADER), *rows]]


def _values(found: Settled) -> dict[str, list[tuple[int | None, str]]]:
    return dict(found.rows())


def _all_proven() -> dict[str, list[tuple[int | None, str]]]:
    return {name: [(value, "proven") for value in values] for name, *values in ROWS}


@pytest.mark.parametrize(
    ("minus", "close"),
    [("△", ""), ("▲", ""), ("−", ""), ("-", ""), ("(", ")"), ("（", "）"), ("△ ", "")],
)
def test_every_way_of_minus_is_read(minus: str, close: str) -> None:
    cells = _cells(minus, close)
    assert _values(settled_text(_tabs(list(HEADER), *cells))) == _all_proven()
    width = max(len(cell) for row in cells for cell in row)
    spaced = "\n".join("   ".join(cell.rjust(width) if at else cell for at, cell in enumerate(row)) for row in cells)
    assert _values(settled_text(spaced + "\n")) == _all_proven()


def test_full_width_digits_and_commas_are_read() -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    rows = [[row[0], *(cell.translate(wide) for cell in row[1:])] for row in _cells()]
    assert _values(settled_text(_tabs(list(HEADER), *rows))) == _all_proven()


def test_markdown_within_a_fence_with_bold_totals() -> None:
    *items, total = _cells()
    lines = ["```markdown", *_pipes([*items, [f"**{cell}**" for cell in total]]), "```"]
    assert _values(settled_text("\n".join(lines) + "\n")) == _all_proven()


def test_a_header_repeated_on_the_next_page_goes_on_with_the_table() -> None:
    cells = _cells()
    lines = [*_pipes(cells[:2]), "", "- 3 -", "", *_pipes(cells[2:])]
    assert _values(settled_text("\n".join(lines) + "\n")) == _all_proven()


def test_a_header_of_two_rows_with_merged_cells() -> None:
    head = (
        '<tr><th rowspan="2">科目</th><th colspan="2">決算額</th><th rowspan="2">増減</th></tr>'
        "<tr><th>令和5年度</th><th>令和4年度</th></tr>"
    )
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _cells())
    assert _values(settled_text(f"<table>{head}{body}</table>\n")) == _all_proven()


def test_columns_of_shares_and_empty_columns_are_no_amounts() -> None:
    shares = ["22.4%", "73.7%", "3.8%", "100.0%"]
    rows = [
        [name, this, share, last, "", change]
        for (name, this, last, change), share in zip(_cells(), shares, strict=True)
    ]
    header = ["科目", "令和5年度", "構成比", "令和4年度", "", "増減"]
    assert _values(settled_text(_tabs(header, *rows))) == _all_proven()


def test_remarks_with_digits_are_no_amounts() -> None:
    remarks = ["", "注1", "", "前年比 98%"]
    rows = [[*row, remark] for row, remark in zip(_cells(), remarks, strict=True)]
    assert _values(settled_text(_tabs([*HEADER, "備考"], *rows))) == _all_proven()


def test_a_total_at_both_ends_is_proven_at_both() -> None:
    *_, total = _cells()
    found = settled_text(_tabs(list(HEADER), ["計", *total[1:]], *_cells()))
    assert found.statuses() == {"proven"}


def test_amounts_of_a_row_that_lost_a_cell_are_not_nil_where_it_is_empty() -> None:
    lines = [" ".join(row) for row in [list(HEADER), *_cells()]]
    text = "\n".join(lines).replace("33,857 25,607 8,250", "33,857 8,250") + "\n"
    trusted = [value for value, status in settled_text(text).figures("人件費") if status in ("proven", "repaired")]
    assert set(trusted) <= {33_857, 25_607, 8_250}


def test_a_column_that_most_rows_make_only_by_exchanges_is_not_made_of_others() -> None:
    text = (
        "年度\t甲\t乙\t甲部計\t扶助費\t乙部計\t総計\n"
        "令和5年度\t19,431\t59,654\t79,085\t12,602\t12,602\t91,687\n"
        "令和4年度\t67,127\t85,309\t152,436\t46,099\t198,535\t46,099\n"
        "増減\t△47,696\t△25,655\t△73,351\t△33,497\t△33,497\t△106,848\n"
    )
    found = settled_text(text)
    assert "乙部計 = 甲部計 + 扶助費" not in found.relations()


def test_two_amounts_exchanged_beside_their_changes_are_put_right() -> None:
    text = (
        "科目\t令和5年度\t令和4年度\t増減\n物件費\t38,828,162\t11,256,996\t7,000,643\n"
        "貸付金\t18,257,639\t61,434,974\t△22,606,812\n維持補修費\t54,679,990\t45,992,961\t8,687,029\n"
        "合計\t111,765,791\t118,684,931\t△6,919,140\n"
    )
    found = settled_text(text)
    assert found.figures("物件費")[0] == (18_257_639, "repaired")
    assert found.figures("貸付金")[0] == (38_828_162, "repaired")


def test_years_in_rows_and_their_change_below() -> None:
    columns = [list(column) for column in zip(*_cells(), strict=True)]
    rows = [[name, *cells] for name, cells in zip(HEADER[1:], columns[1:], strict=True)]
    found = settled_text(_tabs(["年度", *columns[0]], *rows))
    assert found.statuses() == {"proven"}
    assert "増減 = 令和5年度 − 令和4年度" in found.relations()


def test_a_change_in_a_row_is_of_the_row_above_less_the_other_though_one_is_nil() -> None:
    text = (
        "年度\t扶助費\t繰出金\t補助費等\t合計\n令和5年度\t201,386\t298,725\t548,307\t1,048,418\n"
        "令和4年度\t0\t46,315\t0\t46,315\n増減\t201,386\t252,410\t548,307\t1,002,103\n"
    )
    found = settled_text(text)
    assert "増減 = 令和5年度 + 令和4年度" not in found.relations()
    assert not found.repairs()


def test_two_tables_side_by_side_keep_both_names_of_a_row() -> None:
    text = (
        "歳入\t金額\t歳出\t金額\n市税\t33,857\t総務費\t25,607\n交付税\t111,257\t民生費\t98,300\n"
        "支出金\t5,770\t土木費\t6,718\n\t\t公債費\t20,259\n歳入合計\t150,884\t歳出合計\t150,884\n"
    )
    found = settled_text(text)
    assert found.statuses() == {"proven"}
    assert [name for name, _ in found.rows()] == [
        "市税 | 総務費",
        "交付税 | 民生費",
        "支出金 | 土木費",
        "公債費",
        "歳入合計 | 歳出合計",
    ]
