"""`tsujitsuma diff` as a person or a script calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.support.loaded_meetings import load_one_by_one, meeting_text, noise_text, seventh, sixth

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("diff") / "w.duckdb", {"06.txt": sixth(), "07.txt": seventh()})


def diff(warehouse: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments, "--warehouse", str(warehouse)])


def test_nothing_changed_is_said(warehouse: Path) -> None:
    told = diff(warehouse, "6", "7")
    assert told.exit_code == 0
    assert "nothing changed in 728 amounts" in told.output
    assert "2015:supplementary_june: not compared" in told.output


def test_the_table_shows_before_after_and_change_and_their_sums(warehouse: Path) -> None:
    told = diff(warehouse, "2015:initial", "2015:june", "--statement", "損益計算書")
    assert told.exit_code == 0
    rows = {tuple(line.split())[:2]: line.split()[2:] for line in told.output.splitlines() if len(line.split()) > 2}
    assert ["sum", "of", "the", "changes", "of", "items"] in [line.split() for line in told.output.splitlines()]
    totals = [line for line in told.output.splitlines() if line.startswith("営業収益/営業収益合計")]
    sums = [line for line in told.output.splitlines() if line.startswith("損益計算書/営業収益 ")]
    assert totals[0].split()[4] == sums[0].split()[2]
    assert "as the total changed" in sums[0]
    assert rows


def test_the_columns_stand_under_each_other_though_letters_are_wide(warehouse: Path) -> None:
    lines = diff(warehouse, "2015:initial", "2015:june", "--statement", "損益計算書").output.splitlines()
    ends = {_width(line.rsplit("合計", 1)[0]) for line in lines if line.startswith("営業") and "合計  " in line}
    assert len(ends) == 1


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def test_json_holds_every_row_in_yen(warehouse: Path) -> None:
    told = diff(warehouse, "6@initial", "7@june", "--json")
    document = json.loads(told.output)
    (compared,) = document["comparisons"]
    summed = [row for row in compared["rows"] if row["is_summed"]]
    for one in compared["sums"]:
        rows = [
            row["change_yen"]
            for row in summed
            if (row["statement_code"], row["account_path"].split("/")[0]) == (one["statement_code"], one["heading"])
        ]
        assert sum(rows) == one["change_yen"] == one["total_change_yen"]
    assert document["before"]["meeting_date"] == "2015-02-26"
    assert {row["account_role"] for row in compared["rows"] if not row["is_summed"]} == {"total", "result"}


def test_all_shows_what_did_not_change(warehouse: Path) -> None:
    (few,) = json.loads(diff(warehouse, "6@initial", "7@june", "--json").output)["comparisons"]
    (every,) = json.loads(diff(warehouse, "6@initial", "7@june", "--json", "--all").output)["comparisons"]
    assert len(few["rows"]) < every["changed_count"] < len(every["rows"]) == every["amount_count"]
    assert "more, totals of segments" in diff(warehouse, "6@initial", "7@june").output
    assert "more, totals of segments" not in diff(warehouse, "6@initial", "7@june", "--all").output


def test_a_disputed_amount_is_shown_and_said_not_to_be_summed(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": meeting_text(6), "7.txt": noise_text(7)})
    told = diff(path, "6", "7")
    assert told.exit_code == 0
    assert "disputed: not summed" in told.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("経営審議委員会", "7"),
            "more than one meeting is meant by this:\n  地方公共団体情報システム機構/経営審議委員会/第6回",
        ),
        (("6", "99"), "99: no such meeting; there are:"),
        (("6", "7", "--segment", "なし"), "なし: no such segment; there are:\n  一般事業"),
        (("6",), "Missing argument 'B'"),
    ],
)
def test_wrong_use_is_told_with_what_there_is(warehouse: Path, arguments: tuple[str, ...], message: str) -> None:
    told = diff(warehouse, *arguments)
    assert told.exit_code == 2
    assert message in told.output


def test_a_warehouse_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = diff(tmp_path / "none.duckdb", "6", "7")
    assert (told.exit_code, "no warehouse yet" in told.output) == (2, True)


def test_a_pipe_that_closes_early_is_no_error(warehouse: Path) -> None:
    command = Path(sys.executable).parent / "tsujitsuma"
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{command} diff 6@initial 7@june --all --warehouse {warehouse} | head -1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stderr, len(ran.stdout.splitlines())) == ("", 1)
