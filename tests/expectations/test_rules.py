"""The rule files: their headers, and that each runs on the real tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from expectations.audit import identity_rows, structure_rows
from expectations.rules import Judgement, Rule, structure_rules
from tests.support.small_warehouse import FAMILIES, HERE, run_scripts, tables, views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_rule_is_a_file_with_a_title(tmp_path: Path) -> None:
    write(
        tmp_path / "structure", "never_nil.sql", "-- title: Never nil\n-- expect: not_null\n-- blocking: no\nSELECT 1"
    )
    write(tmp_path / "publication", "not_too_few.sql", "-- title: Not too few: ever\nSELECT 2")
    rules = structure_rules(tmp_path / "structure", tmp_path / "publication")
    assert [(rule.name, rule.title, rule.judgement, rule.is_blocking) for rule in rules] == [
        ("never_nil", "Never nil", Judgement.NOT_NULL, False),
        ("not_too_few", "Not too few: ever", Judgement.NO_ROW, True),
    ]


@pytest.mark.parametrize("text", ["SELECT 1", "-- title: No such way\n-- expect: luck\nSELECT 1"])
def test_a_file_without_a_title_or_with_an_unknown_word_is_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path / "structure", "bad.sql", text)
    with pytest.raises(ValueError, match=r"title|luck"):
        structure_rules(tmp_path / "structure", tmp_path)


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        run_scripts(connection, *tables(), *views())
        yield connection


@pytest.mark.parametrize("rule", structure_rules(), ids=lambda rule: rule.name)
def test_each_rule_runs_on_the_empty_tables(rule: Rule, empty: duckdb.DuckDBPyConnection) -> None:
    assert empty.execute(structure_rows([rule])).fetchall() == []


def test_every_document_is_judged_by_a_publication_rule_and_only_the_listed_ones_fail() -> None:
    query = "-- title: x\nSELECT 1 AS document_key, 'too short' AS reason -- a comment at the end"
    rule = Rule("long_enough", "x", Judgement.NO_ROW, True, query)
    with duckdb.connect() as connection:
        run_scripts(connection, *tables(), HERE / "sound.sql")
        connection.execute(
            "INSERT INTO dim_document SELECT 2, 1, 'b.txt', * EXCLUDE (a, b, c) FROM dim_document AS d(a, b, c)"
        )
        rows = connection.execute(structure_rows([rule])).fetchall()
    assert sorted(rows) == [
        ("long_enough", "b.txt", None, True, None),
        ("long_enough", "第6回.txt", "too short", False, None),
    ]


def test_identities_are_listed_by_family() -> None:
    with duckdb.connect() as connection:
        run_scripts(connection, *tables(), *views(), HERE / "sound.sql")
        rows = connection.execute(identity_rows()).fetchall()
    assert {row[0] for row in rows} == {family.name for family in FAMILIES[:2]}
