"""Questions about the sixth meeting: the warehouse gives the answers that were read from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from docs.generated_pages import RAW_TEXT
from docs.questions_page import QUESTIONS, Asked, answered, chapters, questions_page
from tests.support.loaded_meetings import load_one_by_one, sixth
from warehouse.querying import lock

pytestmark = pytest.mark.slow

ALL = [asked for chapter in chapters() for asked in chapter.questions]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    warehouse = load_one_by_one(tmp_path_factory.mktemp("questions") / "w.duckdb", {RAW_TEXT.name: sixth()})
    with duckdb.connect(warehouse, read_only=True) as connection:
        lock(connection)
        yield connection


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.question)
def test_the_warehouse_answers_as_the_text_does(asked: Asked, connection: duckdb.DuckDBPyConnection) -> None:
    assert answered(connection, asked.sql) == asked.answer


def test_there_are_many_questions_none_twice_and_each_says_where_its_answer_stands() -> None:
    assert len({asked.question for asked in ALL}) == len(ALL) >= 120
    assert len({asked.sql for asked in ALL}) == len(ALL)
    assert all(re.search(r"\d|^all", asked.where) or asked.where.startswith("only this") for asked in ALL)


def test_questions_ask_views_alone() -> None:
    """A person who opens the warehouse looks there first; tables are for programs."""
    assert [asked.sql for asked in ALL if re.search(r"\b(?:fact|dim|bridge)_\w+", asked.sql)] == []


def test_the_page_is_that_of_today() -> None:
    """Fails where tests/questions/ was changed: run make docs."""
    assert QUESTIONS.read_text(encoding="utf-8") == questions_page(chapters())


def test_the_page_shows_every_question_with_its_answer_beside_it_and_its_query_in_a_fold() -> None:
    page = QUESTIONS.read_text(encoding="utf-8")
    assert page.count("<details>") == page.count("</details>") == page.count("```sql\n") == len(ALL)
    before, _, after = page.partition("営業利益), which is printed without its minus sign?**")
    assert before
    assert after.lstrip().startswith("−18,128,000\n")
