"""What is kept of amounts across meetings is what its definition gives, whatever was loaded or took another's place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import Agency, Settlement, Supplementary, load_one_by_one, meeting
from tests.support.made_up_meetings import Initial
from warehouse import marts
from warehouse.store import open_warehouse, require_usable, transaction

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow

ONE, OTHER = "地方公共団体情報システム機構", "架空広域情報機構"
AGENCY = Agency(5, months=(6,))
INITIAL = meeting(AGENCY, 11, date(2019, 2, 26), Initial(2019, has_summary=False))
JUNE = meeting(AGENCY, 12, date(2019, 6, 12), Settlement(2018), Supplementary(2019, 6))
SETTLED = meeting(AGENCY, 14, date(2020, 6, 12), Settlement(2019, is_comparative=True))
YEAR = {"11.txt": INITIAL, "12.txt": JUNE, "14.txt": SETTLED}
TABLES = ("mart_amount", "mart_version_amount", "mart_revision", "mart_adoption_check")
AS_KEPT = "SELECT * EXCLUDE (is_latest, is_outdated) FROM version_amounts"
AS_DEFINED = "FROM version_amounts_as_of(DATE 'infinity')"
Kept = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return load_one_by_one(tmp_path / "w.duckdb", YEAR)


def kept(connection: duckdb.DuckDBPyConnection) -> Kept:
    return {table: connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def required_as_defined(path: Path) -> Kept:
    """What is kept, once it is shown to be what the macros make of all that is held."""
    with open_warehouse(path) as connection:
        found = kept(connection)
        for one, other in ((AS_KEPT, AS_DEFINED), (AS_DEFINED, AS_KEPT)):
            assert connection.execute(f"({one}) EXCEPT ALL ({other})").fetchall() == []
        with transaction(connection):
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of TABLES
            marts.make_anew(connection)
            assert kept(connection) == found
    return found


def test_what_is_kept_is_what_is_defined_after_each_text_of_two_agencies(tmp_path: Path) -> None:
    path, counts = tmp_path / "w.duckdb", []
    for agency in (ONE, OTHER):
        for name, text in YEAR.items():
            load_one_by_one(path, {f"{agency} {name}": text.replace(ONE, agency)})
            counts.append({table: len(rows) for table, rows in required_as_defined(path).items()})
    assert all(counts[-1].values())
    assert counts[-1] == {table: 2 * count for table, count in counts[2].items()}


def test_of_a_text_that_took_the_place_of_another_nothing_of_the_other_is_kept(year: Path) -> None:
    before = required_as_defined(year)
    amended = "SELECT count(*) FROM version_amounts WHERE budget_version = 'supplementary_june'"
    with open_warehouse(year) as connection:
        assert connection.execute(amended).fetchall() > [(0,)]
    load_one_by_one(year, {"12b.txt": meeting(AGENCY, 12, date(2019, 6, 12), Settlement(2018))})
    after = required_as_defined(year)
    with open_warehouse(year) as connection:
        assert connection.execute(amended).fetchall() == [(0,)]
    assert all(len(after[table]) < len(before[table]) for table in TABLES)


def test_a_meeting_that_its_text_gives_to_another_agency_is_kept_there(year: Path) -> None:
    """By the meeting's row alone, as an update of the meeting does it: its id stays."""
    load_one_by_one(year, {"b.txt": INITIAL.replace(ONE, OTHER)})
    with open_warehouse(year) as connection, transaction(connection):
        connection.execute("CREATE TEMP TABLE staged_document AS SELECT meeting_id FROM dim_meeting")
        marts.note_before(connection)
        connection.execute(
            "UPDATE dim_meeting SET agency = $agency WHERE meeting_number = 14 AND agency <> $agency", {"agency": OTHER}
        )
        marts.bring_up_to_date(connection)
    required_as_defined(year)


def test_an_account_that_was_renamed_is_followed_where_the_reference_data_learns_of_it(year: Path) -> None:
    before = required_as_defined(year)
    with open_warehouse(year) as connection, transaction(connection):
        connection.execute("CREATE TEMP TABLE staged_document AS SELECT meeting_id FROM dim_meeting WHERE false")
        marts.note_before(connection)
        connection.execute(
            "UPDATE dim_account SET successor_path = '営業収益/事業外収入' WHERE account_path = '営業収益/事業収入'"
        )
        connection.execute(
            "INSERT INTO dim_account BY NAME SELECT * REPLACE ((SELECT max(account_key) + 1 FROM dim_account)"
            " AS account_key, '営業収益/事業外収入' AS account_path, NULL AS successor_path) FROM dim_account"
            " WHERE account_path = '営業収益/事業収入'"
        )
        marts.bring_up_to_date(connection)
    assert required_as_defined(year) != before


def test_an_older_warehouse_is_given_what_it_did_not_keep(year: Path) -> None:
    before = required_as_defined(year)
    with open_warehouse(year) as connection, transaction(connection):
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE warehouse_version SET version = 5")
    require_usable(year)
    assert required_as_defined(year) == before
