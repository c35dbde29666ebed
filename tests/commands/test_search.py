"""`tsujitsuma search` on the real text: what is found, where, and what is said where nothing is."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from expectations.rule_book import rule_book
from pipelines.cli import main
from pipelines.documents.frames import normalise
from pipelines.documents.processing import ReadDocument, read_files, settle_document, understand
from pipelines.runtime.paths import RAW_FOLDER
from warehouse.searching import letter_pairs
from warehouse.store import create_objects, load, open_warehouse, transaction

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("search") / "w.duckdb"
    (raw,) = read_files(sorted(RAW_FOLDER.glob("*.txt")), {}, "1")
    document = understand(raw, rule_book())  # type: ignore[arg-type]
    assert isinstance(document, ReadDocument)
    frames = normalise([settle_document(document, rule_book(), "1")])
    with open_warehouse(file) as connection, transaction(connection):
        create_objects(connection)
        load(connection, frames, datetime(2026, 1, 1, tzinfo=UTC))
    return file


def found(warehouse: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words, "--warehouse", str(warehouse)])


def lines(warehouse: Path, *words: str) -> list[int]:
    return [hit["source_line"] for hit in json.loads(found(warehouse, *words, "--json").stdout)]


def test_a_word_is_found_with_part_heading_line_and_excerpt(warehouse: Path) -> None:
    result = found(warehouse, "募集定員916人")
    assert result.exit_code == 0
    assert "2015-02-26_keiei-shingi-iinkai_06.txt:389" in result.stdout
    assert "事業実施方針 › 個人番号制度関連研修" in result.stdout
    assert "4セミナーで11回開催。募集定員916人" in result.stdout


def test_headings_come_first(warehouse: Path) -> None:
    assert lines(warehouse, "中間サーバー")[0] == 309


@pytest.mark.parametrize("written", ["ICカード", "ｉｃカード", "I C カード", "ICｶｰﾄﾞ"])
def test_width_case_and_spaces_do_not_matter(warehouse: Path, written: str) -> None:
    assert {38, 58, 80, 98} <= set(lines(warehouse, *written.split("|")))


def test_a_word_is_found_across_the_mark_of_a_footnote(warehouse: Path) -> None:
    assert 245 in lines(warehouse, "認証局の運営")


def test_every_word_must_occur(warehouse: Path) -> None:
    assert lines(warehouse, "監視体制", "29都道府県") == [221]


def test_only_the_parts_asked_for_are_searched(warehouse: Path) -> None:
    assert lines(warehouse, "中間サーバー", "--part", "rule_change")[0] > 920
    assert found(warehouse, "中間サーバー", "--part", "poems").exit_code == 2


@pytest.mark.skipif(importlib.util.find_spec("duckdb_extension_fts") is None, reason="DuckDB's fts is not installed")
def test_where_no_line_has_every_word_the_nearest_are_shown(warehouse: Path) -> None:
    result = found(warehouse, "中間サーバーの共同化集約化の設計")
    assert result.exit_code == 1
    assert "no line holds every word; these come nearest" in result.stderr
    assert ":311" in result.stdout


def test_without_the_extension_nothing_near_is_said_plainly(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.searching.load_fts", lambda _: False)
    result = found(warehouse, "中間サーバーの共同化集約化の設計")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no line holds 中間サーバーの共同化集約化の設計" in result.stderr


def test_quotes_and_wildcards_are_ordinary_characters(warehouse: Path) -> None:
    assert found(warehouse, "100%'_\"", "--json").exit_code == 1


def test_a_missing_warehouse_says_what_to_do(tmp_path: Path) -> None:
    result = found(tmp_path / "none.duckdb", "予算")
    assert result.exit_code == 2
    assert "there is no warehouse yet; run: tsujitsuma ingest" in result.stderr


@pytest.mark.parametrize(("word", "pairs"), [("中間サ", "中間 間サ"), ("人", "人")])
def test_words_are_indexed_as_pairs_of_letters(word: str, pairs: str) -> None:
    assert letter_pairs(word) == pairs
