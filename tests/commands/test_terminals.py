"""Every command on terminals that are not UTF-8, and with letters that hide something."""

from __future__ import annotations

import json
import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "warehouse"))

from pipelines.commands.terminal import as_code, revealed
from tests.support.loaded_meetings import load_one_by_one, meeting_text

# Real warehouses, and processes.
pytestmark = pytest.mark.slow

# In one process, as each would take a second to start.
SCRIPT = """
import json, sys, traceback
from pipelines.cli import main
for arguments in json.load(sys.stdin):
    try:
        main(arguments)
    except SystemExit as end:
        print(end.code, arguments[0], file=sys.__stdout__)
    except BaseException:
        sys.__stderr__.buffer.write(traceback.format_exc().encode("ascii", "replace"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("terminals")
    # A radical of its own, an accent, a letter beyond the basic plane, one that turns the direction, one without width.
    label = "⻑期é𠮷\u202e入\u200b"
    text = meeting_text(6, extra_row=f"{label}\t0\n")
    (root / "第6回é𠮷.txt").write_text(text, encoding="utf-8")
    load_one_by_one(root / "w.duckdb", {"第6回é𠮷.txt": text})
    rules = "names: [収入é𠮷, 支出, 残]\nequations: [残 == 収入é𠮷 - 支出]\n"
    (root / "rules.yaml").write_text(rules, encoding="utf-8")
    (root / "values.csv").write_text("月,収入é𠮷,支出,残\n五月\u202e,12,2,10\n六月𠮷,12,2,20\n", encoding="utf-8")
    return root


def run(folder: Path, encoding: str, *commands: list[str]) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(commands).encode(),
        capture_output=True,
        env={**environ, "PYTHONIOENCODING": encoding, "TSUJITSUMA_STATE": str(folder / "state")},
        cwd=folder,
        check=True,
    )
    return done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "cp1252", "ascii"])
def test_no_command_ends_in_a_traceback_where_the_terminal_is_not_utf_8(folder: Path, encoding: str) -> None:
    warehouse = ["--warehouse", "w.duckdb"]
    commands = [
        ["--help"],
        ["sql", "--help"],
        ["sql", "SELECT account_name, amount_yen FROM amounts", *warehouse],
        ["sql", "SELECT account_name FROM amounts", "--csv", *warehouse],
        ["sql", "SELECT account_name AS 科目 FROM amounts", "--json", *warehouse],
        ["sql", "SELECT 科目", *warehouse],
        ["search", "予算", *warehouse],
        ["search", "予算", "--json", *warehouse],
        ["explain", "第6回é𠮷.txt", "19", "1"],
        ["explain", "無い.txt", "1", "1"],
        ["diff", "6", "6", *warehouse],
        ["reconcile", "rules.yaml", "values.csv"],
        ["reconcile", "rules.yaml", "values.csv", "--json"],
        ["rules"],
        ["status", *warehouse],
        ["export", "輸出é𠮷", "--format", "csv", *warehouse],
        ["dashboard", "--build-only", "--out", "頁é𠮷", *warehouse],
        ["ingest", "無い.txt", *warehouse],
        ["無い𠮷"],
    ]
    out, errors = run(folder, encoding, *commands)
    assert "Traceback" not in errors
    assert out.count("\n") > len(commands)


def test_json_stays_json_where_the_terminal_is_not_utf_8(folder: Path) -> None:
    query = "SELECT account_name FROM amounts WHERE account_name LIKE '%期é%'"
    out, _ = run(folder, "ascii", ["sql", query, "--json", "--warehouse", "w.duckdb"])
    ((row,), _) = json.JSONDecoder().raw_decode(out)
    assert "期é𠮷" in row["account_name"]


def test_what_turns_the_direction_or_has_no_width_is_shown_as_code(folder: Path) -> None:
    commands = [
        ["sql", "SELECT 'a\u202eb\u200bc\u2066' AS \"x\ufeff\"", "--warehouse", "w.duckdb"],
        ["explain", "\u202e無い.txt", "1", "1"],
        ["explain", "第6回é𠮷.txt", "19", "1"],
        ["reconcile", "rules.yaml", "values.csv"],
    ]
    out, errors = run(folder, "utf-8", *commands)
    assert "│ a\\u202eb\\u200bc\\u2066 │" in out
    assert "│ x\\ufeff               │" in out
    assert "\\u202e無い.txt" in errors
    assert "長期é𠮷\\u202e入\\u200b" in out
    assert "五月\\u202e" in out
    assert not {"\u202e", "\u200b", "\u2066", "\ufeff"} & set(out + errors)


def test_csv_that_is_piped_is_exact(folder: Path) -> None:
    out, _ = run(folder, "utf-8", ["sql", "SELECT 'a\u202eb' AS a", "--csv", "--warehouse", "w.duckdb"])
    assert out.startswith("a\na\u202eb\n")


def test_a_letter_beyond_the_basic_plane_is_two_codes_as_in_json() -> None:
    assert as_code("𠮷é") == "\\ud842\\udfb7\\u00e9"
    assert json.loads(f'"{as_code("𠮷é")}"') == "𠮷é"


@pytest.mark.parametrize("text", ["合計\n", "が", "か\u3099", "葛\U000e0100", "△1,234", "\x1b[1m"])
def test_what_hides_nothing_is_left_as_it_is(text: str) -> None:
    assert revealed(text) == text
