"""The cookbook: every query gives what stands there, and the ways to ask that it names work."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from docs.generated_pages import COOKBOOK, RAW_TEXT, answer, answered
from tests.support.loaded_meetings import load_one_by_one, sixth
from warehouse.cookbook import Question, questions
from warehouse.querying import lock

pytestmark = pytest.mark.slow

TEXT = COOKBOOK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("cookbook") / "w.duckdb", {RAW_TEXT.name: sixth()})


@pytest.fixture(scope="module")
def connection(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        lock(connection)
        yield connection


@pytest.mark.parametrize("question", questions(TEXT), ids=lambda question: question.title)
def test_a_query_gives_the_output_that_stands_there(connection: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Fails where an output is stale: run make docs."""
    assert answer(connection, question.query) == question.output


def test_another_output_is_noticed(connection: duckdb.DuckDBPyConnection) -> None:
    stale = questions(TEXT.replace("-115471000", "115471000"))[0]
    assert answer(connection, stale.query) != stale.output


def test_a_stale_page_is_written_as_it_stands(connection: duckdb.DuckDBPyConnection) -> None:
    assert answered(TEXT.replace("-115471000", "115471000"), connection) == TEXT


def test_every_query_of_the_page_is_a_question_with_an_answer_and_ends_as_a_shell_needs_it() -> None:
    asked = questions(TEXT)
    assert len(asked) == TEXT.count("```sql\n") >= 15
    assert [question.title.partition(".")[0] for question in asked] == [str(n) for n in range(1, len(asked) + 1)]
    assert all(question.query.endswith(";\n") and question.query.count(";") == 1 for question in asked)
    assert all(question.output.count("\n") > 4 for question in asked)


def test_the_example_in_python_with_polars_works(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "warehouse").mkdir()
    shutil.copy(warehouse, tmp_path / "warehouse" / "jlis.duckdb")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(example, {})  # noqa: S102 - the page's own example
    assert "equity_ratio" in printed.getvalue()
    assert "総合行政ネットワーク運営事業" in printed.getvalue()


def test_the_statements_come_into_polars_with_japanese_columns_and_whole_numbers(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    sheet = connection.sql("FROM balance_sheet WHERE fiscal_year = 2015").pl()
    assert sheet.columns[8:16] == [
        "一般事業", "本人確認情報処理事業", "公的個人認証サービス事業", "個人番号付番等事業",
        "中間サーバー共同化・集約化等事業", "総合行政ネットワーク運営事業", "本人確認情報処理事業関連事業", "合計",
    ]  # fmt: skip
    assert str(sheet["合計"].dtype) == "Int64"
    assert sheet["合計"].to_list()[0] == 21_899_749
