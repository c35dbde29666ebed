"""The notebook of docs/use runs without a browser and draws what the warehouse holds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tests.support.loaded_meetings import load_one_by_one, seventh, sixth

pytestmark = pytest.mark.slow

NOTEBOOK = Path(__file__).parents[2] / "docs" / "use" / "notebook.py"
SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"


def defined(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What its cells define, run over a warehouse."""
    monkeypatch.setenv("TSUJITSUMA_WAREHOUSE", str(warehouse))
    found = importlib.util.spec_from_file_location("notebook", NOTEBOOK)
    assert found is not None
    assert found.loader is not None
    notebook = importlib.util.module_from_spec(found)
    found.loader.exec_module(notebook)
    _, names = notebook.app.run()
    return dict(names)


def test_its_charts_show_the_segments_that_lose_money(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = defined(load_one_by_one(tmp_path / "w.duckdb", {SIXTH: sixth()}), monkeypatch)
    (rows,) = names["result_chart"].to_dict()["datasets"].values()
    assert {row["segment_name"]: round(row["result"], 3) for row in rows if row["result"] < 0} == {
        "一般事業": -115.471,
        "公的個人認証サービス事業": -11.423,
    }
    assert names["revenue_chart"].to_dict()["mark"]["type"] == "bar"
    (counts,) = names["status_chart"].to_dict()["datasets"].values()
    assert sum(row["figures"] for row in counts if row["status"] == "repaired") == 23
    assert names["proof"]["repair"]["kind"] == "sign_lost"


def test_of_several_meetings_the_last_word_on_a_year_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {SIXTH: sixth(), "2015-06-25_07.txt": seventh()}
    of_year = defined(load_one_by_one(tmp_path / "w.duckdb", texts), monkeypatch)["of_year"]
    assert of_year["segment_name"].is_unique().all()
    assert set(of_year["meeting_number"]) == {7}
