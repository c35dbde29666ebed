"""The commands that run no pipeline, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main

FILE = "2015-02-26_keiei-shingi-iinkai_06.txt"


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_figure_of_a_text_in_raw_is_explained_by_line_and_cell() -> None:
    result = _call("explain", FILE, "796", "1")
    assert result.exit_code == 0
    assert "営業利益 │ ▶115,471◀ │ 38,079" in result.stdout
    assert "repaired (sign_lost)" in result.stdout


def test_figures_are_explained_by_account_segment_and_year() -> None:
    result = _call("explain", FILE, "--account", "営業利益", "--segment", "一般 事業", "--year", "2015")
    assert result.exit_code == 0
    assert result.stdout.count(f"{FILE}:") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((FILE, "796", "12"), "no figure in cell 12; line 796 has figures in cells 1, 2, 3"),
        ((FILE, "12", "1"), "that line has none"),
        (("nowhere.txt", "1", "1"), "nowhere.txt: cannot be read"),
        ((FILE, "--account", "売上"), "no figure of 売上"),
        ((FILE, "796"), "name either LINE and CELL, or --account"),
        ((FILE, "796", "1", "--account", "営業利益"), "name either LINE and CELL, or --account"),
    ],
)
def test_what_cannot_be_explained_says_why(arguments: tuple[str, ...], message: str) -> None:
    result = _call("explain", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("row", "status", "exit_code"),
    [
        ("30,10,20", "valid", 0),
        ("30,10,", "corrected", 0),
        ("31,10,20", "ambiguous", 1),
        ("123456789,10,20", "invalid", 1),
    ],
)
def test_the_exit_code_tells_whether_all_records_are_settled(
    tmp_path: Path, row: str, status: str, exit_code: int
) -> None:
    rules, values = tmp_path / "rules.yaml", tmp_path / "values.csv"
    rules.write_text("equations: [total == first + second]", encoding="utf-8")
    values.write_text(f"total,first,second\n{row}\n", encoding="utf-8")
    plain, machine = _call("reconcile", str(rules), str(values)), _call("reconcile", str(rules), str(values), "--json")
    assert f"line 2: {status}" in plain.stdout
    assert [record["status"] for record in json.loads(machine.stdout)] == [status]
    assert plain.exit_code == machine.exit_code == exit_code


def test_rules_that_are_not_there_are_named() -> None:
    result = _call("reconcile", "no.yaml", "no.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("tsujitsuma: no.yaml: cannot be read")


def test_the_book_of_identities_is_listed_and_sound() -> None:
    result = _call("rules")
    assert result.exit_code == 0
    assert "operating_result: Operating result is operating revenues less operating expenses." in result.stdout
    assert "27 rules in 11 families, 0 faults" in result.stdout


@pytest.mark.parametrize("command", ["ingest", "explain", "reconcile", "rules", "ui"])
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    assert "xample" in _call(command, "--help").stdout
