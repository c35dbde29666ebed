"""What commands print as their result, under a Japanese locale: no English words but names, codes and what is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from expectations.rule_book import rule_book
from pipelines.cli import main
from pipelines.commands.language import told
from pipelines.commands.reporting import one_a_kind, progress_on_stderr
from pipelines.commands.structural_text import _DOUBTED, _HAPPENED, _SPREAD
from pipelines.commands.wording import named, period_text, placed, results, worded
from pipelines.interpreting.model import Period
from pipelines.layout.model import Hypothesis
from pipelines.reconcile.words import REASONS
from pipelines.worksheet.answers import RecordStatus
from tests.support.dashboard_sites import Shown
from tests.support.slipped_meetings import ASSUMED, RIVALS, TOLD, UNTOLD
from tests.support.told_messages import result_templates, texts
from warehouse.document_states import State

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.usefixtures("in_japanese")

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
WORD = re.compile(r"[A-Za-z]{2,}")
# Files and folders, options, codes, commands, budgets as one names them, what stands in brackets beside its name; a
# machine's kind and its fonts.
NAMES = re.compile(
    r"(?<!\w)/[\w./+-]+|[\w.~-]+\.(?:txt|csv|md|json|yaml|duckdb)(?:~\w+)?|--[a-z-]+|[a-z]+(?:_[a-z]+)+|\d{4}:[a-z_]+"
    r"|tsujitsuma [a-z]+|\([a-z_]+\)|\.txt~\w+|（[A-Z][a-z]+ [a-z]+[\d_]*）|(?<=日本語: )[\w ,.-]+"
)
# Programs, encodings, units, and the names in the tables that are reconciled.
PROPER = {
    "Python", "Linux", "tsujitsuma", "Tsujitsuma", "dagster", "duckdb", "polars", "great", "expectations", "DuckDB",
    "SQLite", "MB", "mcp", "utf", "UTF", "PYTHONUTF", "LANG", "TSUJITSUMA", "STATE", "WAREHOUSE", "fc", "ja", "JP",
    "income", "salary", "May", "fix", "full", "subtotal", "change", "IPA", "LGWAN", "out", "script", "alert", "html",
}  # fmt: skip
TABLE = """| 科目 | 27年度 | 26年度 | 増減 |
|---|---|---|---|
| 甲 | 300 | 200 | 100 |
| 乙 | 20 | 30 | 10 |
| 丙 | 55 | 40 | 15 |
| 合計 | 375 | 270 | 105 |
| 丁 | 11 | 10 | 1 |
| 戊 | 22 | 20 | 2 |
| 小計 | 33 | 30 | 3 |
| 総合計 | 408 | 300 | 108 |
"""
LOOSE = "| 科目 | 金額 |\n|---|---|\n| 甲 | 300 |\n| 乙 | 20 |\n| 合計 | 330 |\n| 丙 | 1 |\n| 丁 | 2 |\n| 合計 | 3 |\n"
RULES = "equations:\n  - income == salary + extra_income\n"
VALUES = """month,salary,extra_income,income
May,300000,20000,302000
五月,1,2,9
六月,300,20,
七月,300,20,320
八月,1.55,,
"""


def english_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if set(WORD.findall(NAMES.sub(" ", line))) - PROPER]


def printed(tmp_path: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, arguments, env={"TSUJITSUMA_STATE": str(tmp_path / "state")})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert JAPANESE.search(result.output), result.output
    return result.output


def test_the_check_finds_english() -> None:
    assert english_in("確定  18,128 yen") == ["確定  18,128 yen"]
    assert english_in("書体  Japanese: IPAGothic ほか 16 書体") != []
    assert english_in("12 行目 セル 3 (sign_lost) a.txt --full 2015:initial") == []
    assert english_in("第 3.11.7 版（Linux aarch64）\n日本語: Noto Sans CJK JP ほか 16 書体") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "status"),
    [(TOLD, "proven"), (TOLD, "repaired"), (UNTOLD, "disputed"), (RIVALS, "disputed"), (ASSUMED, "unchecked")],
)
def test_a_figure_is_explained_in_japanese(file: str, status: str, doubtful: Shown, tmp_path: Path) -> None:
    # Of those that a slip of structure had moved first: more is told of them.
    asked = """SELECT source_line, source_column FROM figures
        WHERE file_name = ? AND status = ? ORDER BY account_name <> '事業費', source_line LIMIT 1"""
    ((line, cell),) = doubtful.query(asked, file, status)
    text = printed(tmp_path, "explain", file, str(line), str(cell), "--warehouse", str(doubtful.warehouse))
    assert english_in(text) == []
    assert "左辺 − 右辺" in text


@pytest.mark.slow
def test_results_are_told_in_japanese(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in {"a.md": TABLE, "b.md": LOOSE, "r.yaml": RULES, "v.csv": VALUES}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    warehouse = ("--warehouse", str(shown.warehouse))
    calls = [
        ["diff", "6@2015:initial", "7@2015:june", *warehouse],
        ["diff", "6@2015:initial", "6@2014:june", "--all", *warehouse],
        ["status", *warehouse],
        ["doctor", *warehouse],
        ["search", "中間サーバー", "ありえない語", *warehouse],
        ["search", "ありえない語", *warehouse],
        ["export", "out", "--format", "csv", *warehouse],
        ["reconcile", "a.md"],
        ["reconcile", "b.md", "--full"],
        ["reconcile", "r.yaml", "v.csv"],
        ["rules"],
    ]
    found = {" ".join(call): english_in(printed(tmp_path, *call)) for call in calls}
    # The tables of an export, and what a text itself says in Latin letters, are names.
    is_table = re.compile(r"[a-z_]+ +[\d,]+|[a-z_]+ を書いています…")
    found = {call: [line for line in lines if not is_table.fullmatch(line)] for call, lines in found.items()}
    assert [f"{call[:9]}: {line}" for call, lines in found.items() for line in lines] == []


@pytest.mark.slow
def test_what_was_noticed_is_told_in_japanese(shown: Shown, doubtful: Shown) -> None:
    messages = {str(one) for own in (shown, doubtful) for (one,) in own.query("SELECT message FROM fact_finding")}
    assert len(messages) > 5
    for message in messages:
        text = told(f"  noticed     甲.txt:3: {message}")
        assert text.startswith("  気づいたこと 甲.txt:3: ")
        assert english_in(text) == []


def test_a_period_within_a_finding_is_told_in_its_place() -> None:
    message = "甲.txt:3: the text does not say which version was in force before 2018 settlement"
    assert told(message) == "甲.txt:3: 資料から、2018年度 決算 の前に有効だった版が分かりません"
    assert told("an unheard-of message on 2018 settlement") == "an unheard-of message on 2018 settlement"


def test_findings_of_one_kind_are_one_line_in_japanese() -> None:
    found = [
        f"甲.txt:{line}: the header does not name 3 of 8 columns; inferred: 一般事業, 合計" for line in (713, 779, 801)
    ]
    (line,) = one_a_kind(found)
    assert told(f"  noticed     {line}") == (
        "  気づいたこと 甲.txt:713: 見出しは 8 列のうち 3 列の名前を示していません。推定した名前: 一般事業, 合計"
        "（同様のものがほかに 2 件: 779, 801 行目）"
    )


def test_progress_is_told_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_on_stderr() as progress:
        progress.step("Staging")
        assert list(progress.track("Reading files", [1, 2])) == [1, 2]
        assert list(progress.track_batches("Interpreting", [[1], [2]], 2)) == [[1], [2]]
    assert capsys.readouterr().err.splitlines() == [
        "準備しています",
        "ファイルを読んでいます (2)",
        "読み取っています (2)",
    ]


def test_every_template_of_results_has_japanese_and_none_is_left_over() -> None:
    found = {one.template: one.place for one in result_templates() if one.template.strip()}
    assert len(found) > 60
    known, used = results(), texts() | {hypothesis.value for hypothesis in Hypothesis}
    assert {template: place for template, place in found.items() if template not in known} == {}
    assert [template for template in known if template not in used] == []


def test_every_code_that_is_told_has_a_japanese_name() -> None:
    words = [*_DOUBTED.values(), *_HAPPENED.values(), _SPREAD[0], *REASONS.values(), *Hypothesis, *State, *RecordStatus]
    assert [one for one in words if not JAPANESE.search(worded(str(one)))] == []
    rules = rule_book()
    assert [rule.name for rule in rules.rules if not JAPANESE.search(named("identity", rule.name, rule.reason))] == []
    assert [family for family in rules.families if not JAPANESE.search(named("family", family))] == []


def test_periods_and_places_are_named_in_japanese() -> None:
    assert period_text(Period(2015, "supplementary_june")) == "2015年度 6月補正予算"
    assert period_text(Period(2015, "before_supplementary_june")) == "2015年度 6月補正予算の前"
    assert period_text(Period(1, "initial")) == "年度不明の翌年度 当初予算"
    assert placed("page 3, line 12") == "3 ページ 12 行目"
    assert placed("甲 (column 2)") == "甲 (第2列)"
    assert placed("subtotal at 甲, line 12 cell 3") == "subtotal at 甲, 12 行目 セル 3"
    assert placed("cash_plan/甲 合計 2015 before_settlement, also line 7, line 12 cell 3") == (
        "cash_plan/甲 合計 2015年度 決算の前, 7 行目にも, 12 行目 セル 3"
    )
    assert placed("収支!C5") == "収支!C5"
    assert placed("甲 → 3 (sign_lost)") == "甲 → 3 (マイナス記号の欠落)"


def test_in_english_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert worded("left − right: {} as printed, {} settled", "1", "2") == "left − right: 1 as printed, 2 settled"
    assert (named("status", "proven"), period_text(Period(2015, "initial"))) == ("proven", "2015 initial")
    assert placed("page 3, line 12") == "page 3, line 12"
