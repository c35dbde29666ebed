"""A fault in the words of a document, made by SQL, fails the expectation that looks there and no other."""

from __future__ import annotations

import duckdb
import pytest

from tests.support.loose_warehouse import failing, judged

pytestmark = pytest.mark.slow

# Lines of every kind: agenda, prose, a list's item, contents, heading, footnotes, tables, clauses, comparison.
LINES = (16, 46, 93, 168, 187, 245, 269, 389, 527, 590, 716, 841, 853, 898, 925, 929, 983, 1001)


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_lost_is_missed(line: int, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("DELETE FROM fact_passage WHERE source_line = ?", [line])
    assert failing(loose) == {"lines_are_passages"}


def test_every_written_line_is_looked_for(loose: duckdb.DuckDBPyConnection) -> None:
    assert judged(loose)["lines_are_passages"] == 659


@pytest.mark.parametrize("mark", ["※", "¹", "²", "¹⁷"])
def test_a_footnote_that_is_lost_is_missed(mark: str, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("DELETE FROM dim_glossary_entry WHERE mark = ?", [mark])
    assert failing(loose) == {"glossary_holds_footnotes"}


@pytest.mark.parametrize(
    "change",
    [
        "term = NULL",
        "term = '運用管理'",  # is not in the line that refers to it
        "definition = '認証局。'",
        "mark = '³'",
        "reference_lines = [247]",
    ],
)
def test_a_footnote_with_another_term_text_mark_or_place_is_found(
    change: str, loose: duckdb.DuckDBPyConnection
) -> None:
    loose.execute(f"UPDATE dim_glossary_entry SET {change} WHERE mark = '²'")  # noqa: S608  a column of ours
    assert failing(loose) == {"glossary_holds_footnotes"}


@pytest.mark.parametrize(("printed", "value"), [("916人", 917), ("3万人以下", 3), ("約66万件", 66), ("年一回", 2)])
def test_a_quantity_that_is_not_the_value_of_its_number_is_found(
    printed: str, value: int, loose: duckdb.DuckDBPyConnection
) -> None:
    loose.execute("UPDATE fact_quantity SET quantity = ? WHERE printed_text = ?", [value, printed])
    assert failing(loose) == {"quantities_are_their_numbers"}


def test_a_number_that_its_digits_do_not_say_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("UPDATE fact_number SET number_value = 70 WHERE source_line = 27")  # 様式第7号
    assert failing(loose) == {"numbers_read_as_printed"}


@pytest.mark.parametrize(
    ("line", "role", "other"),
    [
        (590, "figure", "date"),
        (853, "date", "figure"),  # of another cell than the limit's
        (389, "quantity", "identifier"),
        (27, "identifier", "quantity"),
    ],
)
def test_a_number_in_or_out_of_a_fact_against_its_line_and_cell_is_found(
    line: int, role: str, other: str, loose: duckdb.DuckDBPyConnection
) -> None:
    loose.execute(
        "UPDATE fact_number SET number_role = ? WHERE source_line = ? AND number_role = ?", [other, line, role]
    )
    assert failing(loose) == {"numbers_are_in_facts"}


@pytest.mark.parametrize(
    ("line", "role", "other"),
    [
        (7, "date", "identifier"),
        (27, "identifier", "date"),
        (110, "heading_number", "list_number"),
        (168, "page_number", "date"),
        (168, "heading_number", "ratio"),
        (245, "heading_number", "identifier"),
        (269, "footnote_mark", "identifier"),
        (249, "footnote_mark", "page_number"),
        (853, "date", "list_number"),
        (977, "list_number", "heading_number"),
        (93, "figure", "identifier"),  # in prose: 8,183百万円
    ],
)
def test_a_role_that_the_words_around_a_number_contradict_is_found(
    line: int, role: str, other: str, loose: duckdb.DuckDBPyConnection
) -> None:
    loose.execute(
        "UPDATE fact_number SET number_role = ? WHERE source_line = ? AND number_role = ?", [other, line, role]
    )
    assert failing(loose) == {"roles_fit_their_places"}


@pytest.mark.parametrize("lines", ["713 AND 771", "380 AND 420", "921 AND 945", "590 AND 590"])
def test_the_numbers_of_a_page_that_are_lost_are_missed(lines: str, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(f"DELETE FROM fact_number WHERE source_line BETWEEN {lines}")  # noqa: S608  lines of ours
    assert failing(loose) == {"numbers_cover_their_lines"}


@pytest.mark.parametrize(("part", "item"), [(3, 2), (4, 3), (5, 1), (6, 3), (7, 4), (8, None), (9, 3), (1, 1)])
def test_a_part_on_another_item_of_the_agenda_is_found(
    part: int, item: int | None, loose: duckdb.DuckDBPyConnection
) -> None:
    loose.execute("UPDATE dim_part SET agenda_item_number = ? WHERE part_number = ?", [item, part])
    assert failing(loose) == {"parts_answer_their_items"}


def test_a_part_that_loses_its_item_with_the_evidence_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute("UPDATE dim_part SET agenda_item_number = NULL, agenda_evidence = NULL WHERE part_number = 9")
    assert failing(loose) == {"parts_answer_their_items"}


@pytest.mark.parametrize(
    ("clause", "change"),
    [
        (1, "article_number = '4'"),
        (2, "article_number = NULL"),  # carried on from the clause before
        (1, "paragraph_number = '2'"),
        (3, "item_number = '6'"),
        (3, "moved_to = '5'"),
        (5, "item_number = '5'"),  # put after the third
        (8, "last_item_number = '5'"),
        (8, "moved_to = '5'"),
        (9, "paragraph_number = '2'"),  # 同項
        (6, "first_line = 933, last_line = 933"),
    ],
)
def test_a_clause_at_another_place_is_found(clause: int, change: str, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(f"UPDATE fact_rule_clause SET {change} WHERE clause_number = {clause}")  # noqa: S608  columns of ours
    assert failing(loose) == {"clauses_stand_where_printed"}


@pytest.mark.parametrize(
    "change",
    [
        "words = NULL",
        "source_line = NULL",
        "source_line = 209",  # of another section
        "words = '中間サーバー'",  # is not in that line
        "segment_key = (SELECT segment_key FROM dim_segment WHERE segment_name = '公的個人認証サービス事業')",
    ],
)
def test_a_link_without_evidence_is_found(change: str, loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(f"UPDATE bridge_section_segment SET {change} WHERE source_line = 110")  # noqa: S608  columns of ours
    assert failing(loose) == {"links_have_evidence"}


def test_a_link_that_nothing_says_is_found(loose: duckdb.DuckDBPyConnection) -> None:
    loose.execute(
        "INSERT INTO bridge_section_segment"
        " SELECT section_key, segment_key, 'text', 209, '公的個人認証サービス'"
        " FROM dim_section CROSS JOIN dim_segment WHERE first_line = 383 AND segment_name = '公的個人認証サービス事業'"
    )
    assert failing(loose) == {"links_have_evidence"}


def test_the_reference_years_of_the_segments_are_looked_at(loose: duckdb.DuckDBPyConnection) -> None:
    assert judged(loose)["years_match_reference"] == 7
    assert failing(loose, is_blocking=False) == set()
    loose.execute("UPDATE dim_segment SET first_fiscal_year = 2016 WHERE segment_name = '一般事業'")
    assert failing(loose, is_blocking=False) == {"years_match_reference"}
