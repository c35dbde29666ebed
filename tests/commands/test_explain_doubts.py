"""What `tsujitsuma explain` says of figures that a slip of structure moved, that are disputed, or that are assumed."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.reconcile import DisputeReason
from pipelines.reconcile.words import REASONS
from tests.support.loaded_meetings import load_one_by_one, query
from tests.support.slipped_meetings import ASSUMED, EXCHANGED, RIVALS, TOLD, UNTOLD, doubtful_texts
from tests.support.small_texts import meeting_text

pytestmark = pytest.mark.slow

MOVED = (TOLD, str(EXCHANGED[0]), "1")
IN_DOUBT = (UNTOLD, str(EXCHANGED[0]), "1")
DISPUTED = (RIVALS, "17", "1")
RESTING = (ASSUMED, "17", "1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in doubtful_texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("held") / "w.duckdb", doubtful_texts())


@cache
def explained(folder: Path, name: str, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["explain", str(folder / name), *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(folder: Path, *arguments: str) -> dict[str, Any]:
    (found,) = json.loads(explained(folder, *arguments, "--json"))
    return dict(found)


def test_a_moved_figure_is_told_what_happened_how_that_is_known_and_what_is_ruled_out(folder: Path) -> None:
    text = explained(folder, *MOVED)
    assert "the number stands as printed, its place or unit was wrong" in text
    assert "what happened: two rows carry each other's labels" in text
    assert "so this figure, printed beside 一般管理費, is 資金支出/事業費; 15 other figures moved with it" in text
    assert "how that is known" in text
    assert "ruled out" in text


def test_a_figure_whose_place_is_in_doubt_is_told_each_slip_that_it_may_have_been(folder: Path) -> None:
    text = explained(folder, *IN_DOUBT)
    assert text.count("it may be that two rows carry each other's labels") == 2
    assert "why it is disputed" not in text  # its value is not what is open


def test_a_disputed_figure_is_told_why(folder: Path) -> None:
    assert "why it is disputed: several explanations are equally small (rivals)" in explained(folder, *DISPUTED)


def test_every_reason_has_words() -> None:
    assert REASONS.keys() == set(DisputeReason)


def test_json_says_of_a_moved_figure_what_the_warehouse_says(folder: Path) -> None:
    found = as_json(folder, *MOVED)
    assert (found["status"], found["kind"], found["account_path"]) == (
        "repaired",
        "labels_exchanged",
        "資金支出/事業費",
    )
    (repair,) = found["structural_repairs"]
    assert repair["source_lines"] == list(EXCHANGED)
    assert (repair["printed_words"], repair["meant_words"]) == ("一般管理費 / 事業費", "事業費 / 一般管理費")
    assert repair["figure_count"] == 16
    assert repair["failing_as_printed"]
    assert repair["rivals"]


def test_json_says_why_a_figure_is_disputed_and_what_is_assumed(folder: Path) -> None:
    assert as_json(folder, *DISPUTED)["dispute_reasons"] == ["rivals"]
    assert as_json(folder, *DISPUTED)["alternatives"]
    (doubt,) = as_json(folder, *IN_DOUBT)["structural_doubts"]
    assert (doubt["kind"], len(doubt["slips"])) == ("rival_slips", 2)
    (assumption,) = as_json(folder, *RESTING)["assumptions"]
    assert assumption["subject"] == "unit"


def test_json_of_several_figures_is_one_array_and_terms_sum_to_the_residual(folder: Path) -> None:
    found = json.loads(explained(folder, RIVALS, "--account", "営業収益合計", "--json"))
    (identity, *_) = found[0]["identities"]
    left, right = (sum(term["weight"] * term["amount_yen"] for term in identity[side]) for side in ("left", "right"))
    assert left - right == identity["residual_yen"] != 0


def held(warehouse: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments, "--warehouse", str(warehouse)], env={"COLUMNS": "200"})


@pytest.mark.parametrize("figure", [MOVED, IN_DOUBT, DISPUTED, RESTING], ids=lambda figure: figure[0])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_the_warehouse_alone_says_the_same_as_the_text(
    folder: Path, warehouse: Path, figure: tuple[str, str, str], form: tuple[str, ...]
) -> None:
    result = held(warehouse, *figure, *form)
    assert result.exit_code == 0, result.output
    assert result.stdout == explained(folder, *figure, *form)


def test_the_warehouse_finds_the_figures_of_an_account(folder: Path, warehouse: Path) -> None:
    asked = ("--account", "営業収益合計", "--json")
    assert held(warehouse, RIVALS, *asked).stdout == explained(folder, RIVALS, *asked)
    assert held(warehouse, RIVALS, *asked, "--segment", "一般事業").exit_code == 2


def test_a_text_is_named_by_its_meeting_too(warehouse: Path) -> None:
    ((meeting_id,),) = query(
        warehouse,
        "SELECT meeting_id FROM dim_meeting JOIN dim_document USING (meeting_key) WHERE file_name = $1",
        [RIVALS],
    )
    assert held(warehouse, str(meeting_id), *DISPUTED[1:]).stdout == held(warehouse, *DISPUTED).stdout


def test_what_the_warehouse_does_not_hold_is_told_with_what_it_holds(warehouse: Path) -> None:
    assert f"it holds {', '.join(sorted(doubtful_texts()))}" in held(warehouse, "none.txt", "1", "1").stderr
    assert "line 17 has figures in cells 1" in held(warehouse, RIVALS, "17", "5").stderr
    assert "that line has none" in held(warehouse, RIVALS, "1", "1").stderr


def test_of_a_text_read_before_sides_were_kept_the_sum_is_told_with_its_signs(warehouse: Path, tmp_path: Path) -> None:
    older = Path(shutil.copyfile(warehouse, tmp_path / "older.duckdb"))
    with duckdb.connect(older) as connection:
        connection.execute("UPDATE fact_identity_check SET left_count = NULL")
    (found,) = json.loads(held(older, *DISPUTED, "--json").stdout)
    for identity in found["identities"]:
        left, right = (sum(t["weight"] * t["amount_yen"] for t in identity[side]) for side in ("left", "right"))
        assert left - right == identity["residual_yen"]


def test_a_text_that_no_longer_counts_names_what_took_its_place(tmp_path: Path) -> None:
    path = load_one_by_one(
        tmp_path / "w.duckdb", {"old.txt": meeting_text(7), "new.txt": meeting_text(7, grants="200")}
    )
    result = held(path, "old.txt", "17", "1")
    assert (result.exit_code, "new.txt has taken its place" in result.stderr) == (2, True)
