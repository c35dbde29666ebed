"""The data dictionary: current, whole, and readable as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from docs.generated_pages import DICTIONARY, dictionary_of_today
from warehouse import schema
from warehouse.dictionary import data_dictionary

pytestmark = pytest.mark.slow


@pytest.fixture
def created() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        schema.create_objects(connection)
        yield connection


def test_the_dictionary_is_that_of_today() -> None:
    """Fails where warehouse/ was changed: run make docs."""
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary_of_today()


def test_a_changed_comment_changes_the_dictionary(created: duckdb.DuckDBPyConnection) -> None:
    before = data_dictionary(created)
    created.execute("COMMENT ON COLUMN amounts.unit_yen IS 'Other words.'")
    assert data_dictionary(created) != before


def test_it_has_every_table_view_macro_and_column(created: duckdb.DuckDBPyConnection) -> None:
    written = data_dictionary(created)
    objects = re.findall(r"^### (\w+)$", written, re.MULTILINE)
    there = created.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    assert sorted(objects) == sorted(name for (name,) in there)
    columns = created.execute("SELECT count(*) FROM duckdb_columns() WHERE NOT internal").fetchone()
    macros = created.execute("SELECT count(*) FROM duckdb_functions() WHERE NOT internal").fetchone()
    assert columns
    assert macros
    assert len(re.findall(r"^\| `", written, re.MULTILINE)) == columns[0] + macros[0]


def test_foreign_keys_and_groups_are_named() -> None:
    written = dictionary_of_today()
    groups = ["Dimensions", "Bridge", "Facts", "Marts", "The warehouse itself", "Views", "Macros"]
    assert re.findall(r"^## (.*)$", written, re.MULTILINE) == groups
    amount = written.partition("### fact_amount\n")[2].partition("###")[0]
    assert "| `segment_key` | INTEGER | primary key, → `dim_segment` |" in amount
    assert "| `document_key` | INTEGER | → `dim_document` |" in amount


def test_marks_of_markdown_in_a_comment_are_only_letters() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE VIEW odd AS SELECT 1 AS a; COMMENT ON COLUMN odd.a IS 'x | <u>y</u> *z*\nnext'")
        assert r"| `a` | INTEGER | x \| \<u>y\</u> \*z\* next |" in data_dictionary(connection)
