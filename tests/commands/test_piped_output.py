"""What a command prints into a pipe or a file: no blanks at the ends of lines, notices of one kind in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands.reporting import one_a_kind
from tests.commands.test_shell import WITHOUT_RESULT
from tests.support.loaded_meetings import load_one_by_one, sixth

SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"
COMMANDS = [
    ["explain", SIXTH, "796", "1"],
    ["search", "中間サーバー"],
    ["diff", "6@2015:initial", "6@2014:june"],
    ["sql", "SELECT account_name, amount_yen FROM amounts LIMIT 5"],
    ["doctor"],
    ["status"],
    ["retry"],
    ["export", "out", "--format", "csv"],
    ["reconcile", "table.md"],
    ["rules"],
    ["dashboard", "--build-only", "--out", "site"],
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("piped") / "w.duckdb", {SIXTH: sixth()})


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    COMMANDS,
    ids=lambda command: command[0],
)
def test_no_line_ends_in_blanks(
    command: list[str], warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.md").write_text(
        "| 科目 | 金額 |\n|---|---|\n| 甲 | 300 |\n| 乙 | 20 |\n| 合計 | 320 |\n", "utf-8"
    )
    if command[0] not in ("reconcile", "rules"):
        command = [*command, "--warehouse", str(warehouse)]
    result = CliRunner().invoke(main, command, env={"TSUJITSUMA_STATE": str(tmp_path / "state")})
    lines = result.stdout.splitlines()
    assert len(lines) >= (1 if command[0] in ("status", "retry", "rules", "dashboard") else 4), result.output
    assert [line for line in lines if line != line.rstrip()] == []


def test_every_command_that_prints_a_result_is_among_them() -> None:
    asked = {command[0] for command in COMMANDS}
    # Those that change a warehouse print what `status` and `reconcile` print: lines without padding.
    assert set(main.commands) - WITHOUT_RESULT - asked == {"ingest", "accept", "maintain"}


@pytest.mark.slow
def test_where_nothing_comes_near_nothing_is_listed(warehouse: Path) -> None:
    result = CliRunner().invoke(main, ["search", "ありえない語xyz", "--warehouse", str(warehouse)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none comes near it" in result.stderr


def test_notices_of_one_kind_are_one_line() -> None:
    found = [
        "a.txt:713: the header does not name 8 of 8 columns; inferred: 一般事業, 合計",
        "a.txt:720: no unit is printed; 千円 is assumed",
        "a.txt:779: the header does not name 3 of 8 columns; inferred: 本人確認情報処理事業",
        "a.txt:801: the header does not name 2 of 8 columns; inferred: 合計",
    ]
    assert one_a_kind(found) == [f"{found[0]}; and 2 more like it (lines 779, 801)", found[1]]


def test_notices_of_other_kinds_are_not_joined() -> None:
    found = ["a.txt:1: an unknown account: 甲", "a.txt:2: an unknown segment: 甲", "no correction applies"]
    assert one_a_kind(found) == found


def test_many_lines_of_a_kind_are_not_all_listed() -> None:
    (line,) = one_a_kind([f"a.txt:{number}: an unknown account: 甲" for number in range(1, 30)])
    assert "and 28 more like it (lines 2, 3, 4, 5, 6, 7, 8, 9, …)" in line
