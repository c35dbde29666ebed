"""`tsujitsuma reconcile TABLE`: any table without rules; marks, JSON, repairs written back, exit codes."""

from __future__ import annotations

import csv
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.support.made_sheets import as_workbook

MARKDOWN = """# 予算

| 科目 | 本年度 | 前年度 | 増減 |
|---|---:|---:|---:|
| **人件費** | 33,857 | 25,607 | 8,250 |
| 物件費 | 111,257 | 116,268 | 5,011 |
| 補助費 | 5,770 | 6,718 | △948 |
| 公債費 | 1,068 | 1,186 | △118 |
| **合計** | 151,952 | 149,779 | 2,173 |

おわり。
"""
RIGHT = MARKDOWN.replace(" 5,011", " △5,011")
UNRELATED = "科目\t金額\n甲\t20,345\n乙\t30,456\n丙\t17,002\n"


def _call(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["reconcile", *map(str, arguments)], input=stdin)


def _file(folder: Path, content: str, name: str = "table.md") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_each_figure_has_a_mark_and_each_repair_its_proof(tmp_path: Path) -> None:
    result = _call(_file(tmp_path, MARKDOWN))
    assert result.exit_code == 1
    assert "5,011 → △5,011" in result.stdout
    assert "111,257 ✓" in result.stdout
    assert "増減 = 本年度 − 前年度 [物件費]   left − right was 10,022, is 0: holds" in result.stdout
    assert "change column: held 5 of 5 (4 exactly)" in result.stdout


def test_a_table_that_adds_up_exits_with_nil(tmp_path: Path) -> None:
    assert _call(_file(tmp_path, RIGHT)).exit_code == 0


def test_a_table_in_which_nothing_is_found_is_unchecked_and_says_so(tmp_path: Path) -> None:
    result = _call(_file(tmp_path, UNRELATED, "table.txt"))
    assert result.exit_code == 3
    assert "nothing derived" in result.stdout
    assert "20,345 ·" in result.stdout


def test_json_holds_what_the_terminal_says(tmp_path: Path) -> None:
    result = _call(_file(tmp_path, MARKDOWN), "--json")
    (table,) = json.loads(result.stdout)
    assert table["counts"] == {"proven": 14, "repaired": 1, "unchecked": 0, "disputed": 0}
    (repair,) = table["repairs"]
    assert (repair["line"], repair["label"], repair["column"]) == (6, "物件費", "増減")
    assert (repair["printed"], repair["settled"], repair["value"], repair["kind"]) == (
        "5,011",
        "△5,011",
        -5_011,
        "sign_lost",
    )
    assert table["rows"][1]["figures"][2]["status"] == "repaired"
    assert {relation["hypothesis"] for relation in table["derived"]} == {"change_column", "total_after_items"}
    assert table["evidence"]["total_after_items"]["tried"] == 2


def test_fix_writes_the_repaired_cell_and_nothing_else(tmp_path: Path) -> None:
    path = _file(tmp_path, MARKDOWN)
    result = _call(path, "--fix")
    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8") == RIGHT
    assert "1 figure repaired" in result.stderr


def test_fix_can_write_elsewhere(tmp_path: Path) -> None:
    path, other = _file(tmp_path, MARKDOWN), tmp_path / "fixed.md"
    assert _call(path, "--fix", "--output", other).exit_code == 0
    assert path.read_text(encoding="utf-8") == MARKDOWN
    assert other.read_text(encoding="utf-8") == RIGHT


def test_standard_input_is_read_and_its_repaired_text_printed() -> None:
    assert "5,011 → △5,011" in _call("-", stdin=MARKDOWN).stdout
    fixed = _call("-", "--fix", stdin=MARKDOWN)
    assert fixed.stdout == RIGHT
    assert "5,011 → △5,011" in fixed.stderr


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_bytes(b"\xef\xbb\xbf" + MARKDOWN.replace("\n", "\r\n").encode())
    assert _call(path, "--fix").exit_code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()


def _html() -> str:
    rows = [line.strip("| ").replace("**", "").split(" | ") for line in MARKDOWN.splitlines() if line.startswith("| ")]
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><h1>予算</h1>\n<table>\n{body}\n</table></body></html>\n"


def test_html_is_repaired_within_its_tags(tmp_path: Path) -> None:
    path = _file(tmp_path, _html(), "table.html")
    assert _call(path, "--fix").exit_code == 0
    assert path.read_text(encoding="utf-8") == _html().replace("<td>5,011<", "<td>△5,011<")
    on_one_line = _file(tmp_path, _html().replace("\n", ""), "one_line.html")
    assert _call(on_one_line, "--fix").exit_code == 0
    assert on_one_line.read_text(encoding="utf-8") == _html().replace("\n", "").replace("<td>5,011<", "<td>△5,011<")


CSV = """科目,本年度,前年度,増減
人件費,33857,25607,8250
物件費,111257,116268,5011
補助費,5770,6718,-948
公債費,1068,1186,-118
合計,151952,149779,2173
"""


def test_csv_is_repaired_in_its_own_writing(tmp_path: Path) -> None:
    path = _file(tmp_path, CSV, "table.csv")
    assert _call(path, "--fix").exit_code == 0
    assert path.read_text(encoding="utf-8") == CSV.replace(",5011", ",-5011")
    quoted = _file(tmp_path, CSV.replace("33857", '"33,857"').replace("151952", '"151,925"'), "quoted.csv")
    assert _call(quoted, "--fix").exit_code == 0
    assert '"151,952"' in quoted.read_text(encoding="utf-8")


def test_csv_is_read_from_standard_input_too() -> None:
    assert "5011 → -5011" in _call("-", stdin=CSV).stdout


def test_a_workbook_is_repaired_in_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "収支"
    for row in csv.reader(CSV.splitlines()):
        page.append([int(cell) if cell.lstrip("-").isdigit() else cell for cell in row])
    page["D2"].number_format = "#,##0"
    path = tmp_path / "budget.xlsx"
    book.save(path)
    (table,) = json.loads(_call(path, "--json").stdout)
    assert [(repair["place"], repair["value"]) for repair in table["repairs"]] == [("収支!D3", -5_011)]
    assert _call(path, "--fix").exit_code == 0
    fixed = openpyxl.load_workbook(path)["収支"]
    assert [cell.value for cell in fixed["D"]] == ["増減", 8_250, -5_011, -948, -118, 2_173]
    assert fixed["D2"].number_format == "#,##0"
    assert _call(path).exit_code == 0


def test_what_a_workbook_calculates_is_not_overwritten(tmp_path: Path) -> None:
    content = as_workbook([line.replace(",", "\t") for line in CSV.replace("151952", "151925").splitlines()])
    path = tmp_path / "sum.xlsx"
    with ZipFile(BytesIO(content)) as old, ZipFile(path, "w") as new:
        for info in old.infolist():
            formula = old.read(info).replace(b"<v>151925</v>", b"<f>SUM(B2:B5)</f><v>151925</v>")
            new.writestr(info, formula)
    result = _call(path, "--fix")
    assert result.exit_code == 2
    assert "資料!B6 is calculated" in result.stderr
    assert _call(path).exit_code == 1


@pytest.mark.parametrize(
    ("content", "message"), [("", "empty"), ("なにもない。\n", "no table with amounts"), ("\x00", "control character")]
)
def test_a_file_without_a_table_is_refused_with_the_reason(tmp_path: Path, content: str, message: str) -> None:
    result = _call(_file(tmp_path, content))
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = _call(tmp_path / "no.md")
    assert result.exit_code == 2
    assert "no.md" in result.stderr
