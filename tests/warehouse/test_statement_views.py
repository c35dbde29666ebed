"""The views that read like the printed statements, with a column for each segment, whichever a text brings."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import load_one_by_one, query, reiwa, seventh, sixth
from tests.support.schema_versions import rows_of, tables_of
from warehouse import reference, schema, statement_views
from warehouse.statement_views import Segment
from warehouse.store import create_objects, open_warehouse, require_usable, transaction

pytestmark = pytest.mark.slow

FIXED = [
    "committee", "meeting_number", "meeting_date", "fiscal_year", "budget_version", "account_path", "account_name",
    "account_role",
]  # fmt: skip
NOTES = ["disputed_segments", "unit_yen", "is_rounded"]
KNOWN = [segment.name for segment in reference.segments()]
NEW_SEGMENT = "地域情報化支援事業"


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("statements") / "w.duckdb"
    return load_one_by_one(path, {"6.txt": sixth(), "7.txt": seventh(), "24.txt": reiwa()})


@pytest.fixture
def copy(meetings: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(meetings, tmp_path / "w.duckdb"))


def columns(path: Path, view: str = "balance_sheet") -> list[str]:
    return [str(name) for name, *_ in query(path, f"DESCRIBE {view}")]


@pytest.mark.parametrize("view", ["balance_sheet", "income_statement", "cash_plan"])
def test_segments_stand_in_the_order_of_the_print_and_the_total_last(meetings: Path, view: str) -> None:
    assert columns(meetings, view) == [*FIXED, *KNOWN[:-1], NEW_SEGMENT, "合計", *NOTES]


def test_a_new_warehouse_has_the_segments_of_the_reference_data(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
    assert columns(path) == [*FIXED, *KNOWN, *NOTES]
    assert query(path, "FROM balance_sheet") == []


def test_an_older_warehouse_gets_the_views_with_its_own_segments(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(tables_of(1))
        connection.execute(rows_of(1))
    require_usable(path)
    with duckdb.connect(path, read_only=True) as connection:
        segments = [segment.name for segment in statement_views.segments_in(connection)]
    assert columns(path) == [*FIXED, *segments, *NOTES]
    assert query(path, "SELECT count(*) > 0 FROM balance_sheet") == [(True,)]


@pytest.mark.parametrize("view", ["balance_sheet", "income_statement", "cash_plan"])
def test_every_cell_is_the_amount_in_thousand_yen(meetings: Path, view: str) -> None:
    named = ", ".join(f'"{name}"' for name in [*KNOWN[:-1], NEW_SEGMENT, "合計"])
    told = query(
        meetings,
        f"UNPIVOT (SELECT meeting_number, fiscal_year, budget_version, account_path, {named} FROM {view})"  # noqa: S608 - own names
        f" ON {named} INTO NAME segment VALUE thousand_yen ORDER BY ALL",
    )
    amounts = query(
        meetings,
        "SELECT meeting_number, fiscal_year, budget_version, account_path, segment_name,"
        " CAST(round(amount_yen::DECIMAL(38, 3) / 1000) AS BIGINT)"
        " FROM amounts WHERE statement_code = ? ORDER BY ALL",
        [view],
    )
    assert len(amounts) > 500
    assert told == amounts


def test_rows_stand_in_the_order_of_the_statement(meetings: Path) -> None:
    printed = [account.path for account in reference.accounts() if account.statement_code == "income_statement"]
    rows = query(meetings, "SELECT account_path FROM income_statement WHERE meeting_number = 6 AND fiscal_year = 2015")
    shown = [path for (path,) in rows]
    assert shown == [path for path in printed if path in shown]
    assert len(shown) == 25


def test_an_account_that_is_new_stands_under_its_heading(meetings: Path) -> None:
    rows = query(meetings, "SELECT account_path FROM income_statement WHERE fiscal_year = 2020")
    shown = [str(path) for (path,) in rows]
    place = shown.index("営業収益/研修事業収入")
    assert shown[place - 1 : place + 2] == ["営業収益/補助金等収入", "営業収益/研修事業収入", "営業収益/営業収益合計"]
    place = shown.index("特別利益/固定資産売却益")
    assert shown[place - 1 : place + 2] == ["経常利益", "特別利益/固定資産売却益", "特別利益/特別利益合計"]


def test_what_is_known_to_the_million_or_printed_in_yen_is_marked(meetings: Path) -> None:
    marks = query(
        meetings,
        "SELECT DISTINCT meeting_number, fiscal_year, unit_yen, max(is_rounded) FROM balance_sheet"
        " WHERE (meeting_number, fiscal_year) IN ((6, 2014), (6, 2015), (24, 2018)) GROUP BY ALL ORDER BY ALL",
    )
    assert marks == [(6, 2014, 1_000_000, False), (6, 2015, 1_000, False), (24, 2018, 1, True)]


def test_a_disputed_amount_is_left_empty_and_its_segment_named(copy: Path) -> None:
    asked = (
        "SELECT 一般事業, 本人確認情報処理事業, disputed_segments FROM income_statement"
        " WHERE meeting_number = 6 AND fiscal_year = 2015 AND account_name = '営業利益'"
    )
    assert query(copy, asked) == [(-115_471, 38_079, [])]
    with duckdb.connect(copy) as connection:
        connection.execute(
            "UPDATE fact_amount SET status = 'disputed' WHERE document_key = 1"
            " AND account_key = (SELECT account_key FROM dim_account WHERE account_path = '営業利益')"
            " AND segment_key = (SELECT segment_key FROM dim_segment WHERE segment_name = '一般事業')"
        )
    assert query(copy, asked) == [(None, 38_079, ["一般事業"])]


def test_a_segment_that_a_text_brings_gets_its_column_at_once_and_nothing_is_left_to_do(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": sixth()})
    assert NEW_SEGMENT not in columns(path)
    load_one_by_one(path, {"24.txt": reiwa()})
    assert NEW_SEGMENT in columns(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_loading_that_is_undone_leaves_the_columns_as_they_were(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": sixth()})

    def load_and_break() -> None:
        with open_warehouse(path) as connection, transaction(connection):
            connection.execute(
                "INSERT INTO dim_segment VALUES (99, '別事業', NULL, false, false, 1000, NULL, NULL, NULL)"
            )
            schema.create_statement_views(connection)
            assert "別事業" in connection.table("balance_sheet").columns
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_and_break()
    assert "別事業" not in columns(path)


def test_a_dropped_or_changed_view_comes_back(copy: Path) -> None:
    with duckdb.connect(copy) as connection:
        connection.execute("DROP VIEW cash_plan; CREATE OR REPLACE VIEW balance_sheet AS SELECT 1 AS own")
    with open_warehouse(copy) as connection, transaction(connection):
        create_objects(connection)
    assert columns(copy) == columns(copy, "cash_plan") == [*FIXED, *KNOWN[:-1], NEW_SEGMENT, "合計", *NOTES]


def test_names_that_mean_something_in_sql_are_only_names(tmp_path: Path) -> None:
    names = [
        'x" FROM dim_meeting; DROP TABLE fact_amount; --', "x'; DROP TABLE fact_amount; --", "$view", "${title}",
        "-- x", "委員会 \n事業", "Card", "CARD", "card (2)", "committee", "", "合計 ",
    ]  # fmt: skip
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
        for number, name in enumerate(names, 1):
            connection.execute(
                "INSERT INTO dim_segment VALUES ($number, $name, NULL, false, false, 1000, NULL, NULL, NULL)",
                {"number": number, "name": name},
            )
        schema.create_statement_views(connection)
    commented = query(
        path,
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'balance_sheet' ORDER BY column_index",
    )
    shown = [str(name) for name, _ in commented][len(FIXED) : -len(NOTES)]
    assert len({name.casefold() for name in shown}) == len(names) + len(KNOWN)
    expected = [*KNOWN[:-1], *sorted(names), KNOWN[-1]]
    assert shown == statement_views.column_names([Segment(name, None) for name in expected])
    assert {'x" FROM dim_meeting; DROP TABLE fact_amount; --', "CARD", "Card (2)", "committee (2)"} <= set(shown)
    assert all(comment for _, comment in commented)
    assert query(path, "SELECT count(*) FROM fact_amount") == [(0,)]


def test_columns_are_told_apart_whatever_their_case() -> None:
    segments = [Segment(name, None) for name in ("Card", "CARD", "card (2)", "unit_yen", "UNIT_YEN")]
    assert statement_views.column_names(segments) == [
        "Card",
        "CARD (2)",
        "card (2) (2)",
        "unit_yen (2)",
        "UNIT_YEN (3)",
    ]
