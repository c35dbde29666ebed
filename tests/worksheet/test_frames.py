"""`reconcile_table`: frames of Polars and pandas, with numbers or with text as printed."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.worksheet.frames import reconcile_table

NAMES = ["人件費", "物件費", "補助費", "公債費", "合計"]
THIS = [33_857, 111_257, 5_770, 1_068, 151_952]
LAST = [25_607, 116_268, 6_718, 1_186, 149_779]
CHANGE = [8_250, 5_011, -948, -118, 2_173]


def test_a_frame_of_numbers_is_repaired_with_numbers() -> None:
    frame = pl.DataFrame({"科目": NAMES, "2024": THIS, "2023": LAST, "増減": CHANGE})
    found = reconcile_table(frame)
    assert found.frame["増減"].to_list() == [8_250, -5_011, -948, -118, 2_173]
    assert found.frame.schema == frame.schema
    assert found.statuses["増減"].to_list() == ["proven", "repaired", "proven", "proven", "proven"]
    assert found.statuses["科目"].to_list() == [None] * 5
    assert [(repair.label, repair.kind) for repair in found.repairs] == [("物件費", "sign_lost")]
    assert frame["増減"].to_list() == CHANGE


def test_a_frame_of_text_is_repaired_with_text() -> None:
    change = ["8,250", "5,011", "△948", "△118", "2,173"]
    text = {name: [f"{value:,}" for value in values] for name, values in (("本年度", THIS), ("前年度", LAST))}
    found = reconcile_table(pl.DataFrame({"科目": NAMES, **text, "増減": change}))
    assert found.frame["増減"].to_list() == ["8,250", "△5,011", "△948", "△118", "2,173"]


def test_numbers_with_decimals_and_missing_ones_are_understood() -> None:
    amounts = [338.57, 1_112.57, 57.7, None, 1_508.84]
    found = reconcile_table(pl.DataFrame({"account": ["wages", "goods", "grants", "none", "Total"], "amount": amounts}))
    assert found.statuses["amount"].to_list() == ["proven", "proven", "proven", None, "proven"]


def test_a_frame_of_pandas_with_labels_in_its_index_comes_back_as_one() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({2024: THIS, 2023: LAST, "増減": CHANGE}, index=NAMES)
    found = reconcile_table(frame)
    assert found.frame.loc["物件費", "増減"] == -5_011
    assert found.statuses.loc["物件費", "増減"] == "repaired"
    assert found.statuses.loc["合計", 2024] == "proven"
    assert frame.loc["物件費", "増減"] == 5_011


def test_a_frame_without_amounts_has_nothing_to_tell() -> None:
    found = reconcile_table(pl.DataFrame({"a": ["x", "y"], "b": ["z", None]}))
    assert not found.accepted
    assert found.statuses["b"].to_list() == [None, None]
    assert reconcile_table(pl.DataFrame({"a": [], "b": []})).repairs == ()


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="Polars or pandas"):
        reconcile_table([1, 2, 3])
