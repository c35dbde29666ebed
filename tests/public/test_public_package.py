"""`import tsujitsuma`: a warehouse in a notebook, as Polars frames."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import tsujitsuma
from tests.support.loaded_meetings import load_one_by_one, sixth

pytestmark = pytest.mark.slow

SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("public") / "w.duckdb", {SIXTH: sixth()})


def test_a_query_gives_a_frame(warehouse: Path) -> None:
    with tsujitsuma.open_warehouse(warehouse) as opened:
        losses = opened.sql(
            "SELECT segment_name FROM segment_results WHERE operating_result_yen < 0 AND fiscal_year = $year"
            " AND NOT is_total ORDER BY operating_result_yen",
            {"year": 2015},
        )
    assert losses["segment_name"].to_list() == ["一般事業", "公的個人認証サービス事業"]


def test_amounts_are_narrowed_by_name_and_year(warehouse: Path) -> None:
    found = tsujitsuma.amounts("income_statement", "General operations", 2015, "initial", warehouse=warehouse)
    row = found.row(by_predicate=pl.col("account_path") == "営業利益", named=True)
    assert (row["segment_name"], row["amount_yen"], row["status"]) == ("一般事業", -115_471_000, "repaired")
    assert set(found["statement_code"]) == {"income_statement"}
    with tsujitsuma.open_warehouse(warehouse) as opened:
        assert opened.amounts().height == opened.sql("FROM amounts").height > found.height


def test_a_figure_is_explained(warehouse: Path) -> None:
    proof = tsujitsuma.explain(SIXTH, 796, 1, warehouse=warehouse)
    assert (proof["amount_yen"], proof["repair"]["kind"]) == (-115_471_000, "sign_lost")
    with pytest.raises(KeyError, match="no figure in cell 99"):
        tsujitsuma.explain(SIXTH, 796, 99, warehouse=warehouse)


def test_a_warehouse_is_only_read(warehouse: Path) -> None:
    with tsujitsuma.open_warehouse(warehouse) as opened:
        for query in (
            "DELETE FROM fact_figure",
            "FROM read_text('/etc/hostname')",
            "CALL enable_logging(storage = 'file')",
            "FROM nothing",
        ):
            with pytest.raises(tsujitsuma.QueryError):
                opened.sql(query)


def test_the_commands_warehouse_is_opened_where_none_is_named(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUJITSUMA_WAREHOUSE", str(warehouse))
    assert tsujitsuma.amounts(fiscal_year=2015).height > 0
    monkeypatch.setenv("TSUJITSUMA_WAREHOUSE", str(warehouse.with_name("gone.duckdb")))
    with pytest.raises(tsujitsuma.WarehouseError, match="there is no warehouse yet"):
        tsujitsuma.amounts()


def test_a_frame_of_ones_own_is_proved_and_a_lost_sign_restored() -> None:
    frame = pl.DataFrame(
        {
            "科目": ["人件費", "物件費", "補助費", "公債費", "合計"],
            "2024": [33_857, 111_257, 5_770, 1_068, 151_952],
            "2023": [25_607, 116_268, 6_718, 1_186, 149_779],
            "増減": [8_250, 5_011, -948, -118, 2_173],
        }
    )
    reconciled = tsujitsuma.reconcile_table(frame)
    assert [repair.kind for repair in reconciled.repairs] == ["sign_lost"]
    assert reconciled.frame["増減"].to_list() == [8_250, -5_011, -948, -118, 2_173]
