"""Slips of structure, disputes and assumptions in the exported tables, each form with the same rows."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.support.loaded_meetings import load_one_by_one
from tests.support.slipped_meetings import ASSUMED, EXCHANGED, RIVALS, TOLD, UNTOLD, doubtful_texts
from warehouse.exporting.package import export

pytestmark = pytest.mark.slow

NEW = ("structural_repairs", "disputed_figures", "assumptions")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doubts")
    export(load_one_by_one(folder / "w.duckdb", doubtful_texts()), folder / "out")
    return folder / "out"


def rows(exported: Path, table: str) -> list[dict[str, str]]:
    with (exported / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_slip_of_structure_is_a_row_with_its_tables_lines_words_and_proof(exported: Path) -> None:
    (row,) = [row for row in rows(exported, "structural_repairs") if row["file_name"] == TOLD]
    assert (row["outcome"], row["kind"], row["statement_codes"]) == ("repaired", "labels_exchanged", "cash_plan")
    assert row["source_lines"] == ", ".join(map(str, EXCHANGED))
    assert (row["printed_words"], row["meant_words"]) == ("一般管理費 / 事業費", "事業費 / 一般管理費")
    assert row["figure_count"] == "16"
    assert "same_figure: " in row["failing_as_printed"]
    assert "subtotal at " in row["holds_after_repair"]
    assert "(line 700, 701)" in row["rivals"]


def test_slips_that_rival_are_a_row_each_with_one_number(exported: Path) -> None:
    found = [row for row in rows(exported, "structural_repairs") if row["file_name"] == UNTOLD]
    assert [(row["outcome"], row["slip_number"], row["first_source_line"]) for row in found] == [
        ("disputed", "1", "700"),
        ("disputed", "1", "820"),
    ]


def test_disputed_figures_are_exported_with_their_reason(exported: Path) -> None:
    found = {(row["file_name"], row["reason"]) for row in rows(exported, "disputed_figures")}
    assert found == {(RIVALS, "rivals"), (UNTOLD, "rival_slips")}


def test_what_is_assumed_is_exported_by_figure_and_beside_each_figure(exported: Path) -> None:
    found = rows(exported, "assumptions")
    assert {(row["file_name"], row["subject"], row["status"]) for row in found} == {(ASSUMED, "unit", "unchecked")}
    beside = [row["assumption"] for row in rows(exported, "figures") if row["file_name"] == ASSUMED]
    assert beside == [row["words"] for row in found]


@pytest.mark.parametrize("table", NEW)
def test_every_form_holds_the_same_rows(exported: Path, table: str) -> None:
    with duckdb.connect() as connection:
        file = str(exported / "parquet" / f"{table}.parquet")
        parquet = connection.execute("SELECT count(*) FROM read_parquet($file)", {"file": file}).fetchall()
    sheet = openpyxl.load_workbook(exported / "tables.xlsx", read_only=True)[table]
    in_sheet = sum(1 for row in sheet.iter_rows(values_only=True) if any(row)) - 1
    assert parquet[0][0] == len(rows(exported, table)) == in_sheet > 0
