"""A warehouse that an earlier version made: brought up to date, whole or not at all, with every row."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.support.schema_versions import rows_of, tables_in, tables_of, tables_of_today, written_versions
from warehouse import schema
from warehouse.store import (
    WarehouseError,
    create_objects,
    known_documents,
    open_for_reading,
    open_warehouse,
    require_usable,
    transaction,
)

# Real warehouses: the definition of the tables alone takes a tenth of a second each time.
pytestmark = pytest.mark.slow

OLDER = [version for version in written_versions() if version < schema.current_version()]
KILLED = """
import os, signal, sys
from pathlib import Path
from warehouse import schema, store
create = schema._put_back
def put_back(connection, name):
    create(connection, name)
    if name == "fact_figure":
        os.kill(os.getpid(), signal.SIGKILL)
schema._put_back = put_back
store.require_usable(Path(sys.argv[1]))
"""
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def make(path: Path, version: int, *more: str) -> Path:
    """A warehouse of a version, with a few rows, and what else is run on it."""
    with duckdb.connect(path) as connection:
        for script in (tables_of(version), rows_of(version), *more):
            connection.execute(script)
    return path


def rows_in(path: Path, but: str = "warehouse_version") -> Rows:
    """Every row of every table, by the names of its columns."""
    with duckdb.connect(path, read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        found: Rows = {}
        for name in sorted(names):
            if name != but:
                query = connection.execute(f"FROM {name} ORDER BY ALL")
                columns = [column for column, *_ in query.description or ()]
                found[name] = [dict(zip(columns, row, strict=True)) for row in query.fetchall()]
        return found


def today(folder: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose tables and migrations are those of today with a change."""
    for name in ("tables", "views", "migrations"):
        shutil.copytree(schema._FOLDER / name, folder / name)
    change(folder)
    monkeypatch.setattr(schema, "_FOLDER", folder)


def migration(folder: Path, text: str) -> None:
    (folder / "migrations" / f"{written_versions()[-1] + 1:02}_next.sql").write_text(text, encoding="utf-8")


def rename_message(folder: Path, *, said: bool) -> None:
    """Rename fact_finding.message to finding_message; `said`: in the migration too."""
    file = folder / "tables" / "15_fact_finding.sql"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    message VARCHAR", "    finding_message VARCHAR").replace(
            "fact_finding.message", "fact_finding.finding_message"
        ),
        encoding="utf-8",
    )
    rename = "ALTER TABLE previous_fact_finding RENAME COLUMN message TO finding_message" if said else "-- nothing"
    migration(folder, rename)


def test_the_tables_of_today_are_those_written_down_for_the_newest_version() -> None:
    """Fails where tables/ was changed: read the docstring of warehouse/schema.py on what a change needs."""
    assert written_versions() == list(range(1, schema.current_version() + 1))
    assert tables_of_today() == tables_of(schema.current_version())


@pytest.mark.parametrize("version", OLDER)
def test_an_older_warehouse_gets_the_tables_and_comments_of_a_new_one(path: Path, tmp_path: Path, version: int) -> None:
    require_usable(make(path, version))
    with open_warehouse(tmp_path / "new.duckdb") as connection, transaction(connection):
        create_objects(connection)
    held = []
    for file in (path, tmp_path / "new.duckdb"):
        with duckdb.connect(file, read_only=True) as connection:
            commented = connection.execute(
                "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
                " ORDER BY ALL"
            ).fetchall()
            held.append((tables_in(connection), commented, schema.version_of(connection)))
    assert held[0] == held[1]
    assert all(comment for _, _, _, comment in held[0][1])


@pytest.mark.parametrize("version", OLDER)
def test_an_older_warehouse_keeps_every_row(path: Path, version: int) -> None:
    make(path, version)
    before = rows_in(path)
    assert sum(len(rows) for rows in before.values()) > 20
    require_usable(path)
    after = rows_in(path)
    kept = {
        table: [{column: row[column] for column in rows[0]} for row in after[table]] if rows else []
        for table, rows in before.items()
    }
    assert kept == before
    # A mart is made of what was there already.
    assert all(not rows for table, rows in after.items() if table not in before and not table.startswith("mart_"))
    assert after["mart_version_amount"]


def test_what_is_loaded_after_a_migration_finds_its_keys_and_constraints(path: Path) -> None:
    require_usable(make(path, 1))
    with open_warehouse(path) as connection:
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO dim_agenda_item VALUES (2, 404, 1, 'of no meeting', 1)")
        assert connection.execute("SELECT count(*) FROM latest_amounts").fetchone() == (3,)


def test_a_warehouse_made_between_two_versions_keeps_the_tables_it_has(path: Path) -> None:
    part = next(line for line in tables_of(2).splitlines() if line.startswith("CREATE TABLE dim_part("))
    make(path, 1, part, "INSERT INTO dim_part VALUES (1, 1, 1, 'summary', '概要', NULL, NULL, 1, 9)")
    require_usable(path)
    assert [row["title"] for row in rows_in(path)["dim_part"]] == ["概要"]


def test_a_second_opening_changes_nothing(path: Path) -> None:
    require_usable(make(path, 1))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    require_usable(path)
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_publishing_into_an_older_warehouse_migrates_it_within_its_transaction(path: Path) -> None:
    make(path, 1)
    before = rows_in(path)

    def publish() -> None:
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish()
    assert rows_in(path) == before


def test_a_killed_migration_leaves_the_older_warehouse_whole(path: Path) -> None:
    make(path, 1)
    before = rows_in(path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert rows_in(path) == before
    require_usable(path)
    assert rows_in(path).keys() > before.keys()


def test_tables_and_views_of_others_are_left_alone(path: Path) -> None:
    make(
        path,
        1,
        "CREATE TABLE notes (note VARCHAR); INSERT INTO notes VALUES ('mine'); CREATE SCHEMA own;"
        " CREATE TABLE own.dim_document AS SELECT 1 AS other; CREATE VIEW days AS SELECT meeting_date FROM dim_meeting",
    )
    require_usable(path)
    with duckdb.connect(path) as connection:
        assert connection.execute("FROM notes").fetchall() == [("mine",)]
        assert connection.execute("FROM own.dim_document").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM days").fetchone() == (1,)


def test_a_table_of_others_that_refers_to_ours_stops_the_migration_before_anything_changed(path: Path) -> None:
    make(path, 1, "CREATE TABLE notes (meeting_key INTEGER REFERENCES dim_meeting (meeting_key))")
    before = rows_in(path)
    with pytest.raises(WarehouseError, match=r"w\.duckdb: .*version 1 cannot be migrated.*nothing was changed"):
        require_usable(path)
    assert rows_in(path) == before


def test_a_reader_is_told_how_to_bring_an_older_warehouse_up_to_date(path: Path) -> None:
    make(path, 1)
    with (
        pytest.raises(WarehouseError, match=r"w\.duckdb: .*version 1, older.*run: tsujitsuma ingest"),
        open_for_reading(path),
    ):
        pass
    assert list(known_documents(path)) == ["abc"]


def test_a_warehouse_of_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    require_usable(make(path, 1))
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE warehouse_version SET version = 99")
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    def read() -> None:
        with open_for_reading(path):
            pass

    def write() -> None:
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection)

    for opening in (lambda: require_usable(path), read, write, lambda: known_documents(path)):
        with pytest.raises(WarehouseError, match=r"w\.duckdb: .*version 99, made by a newer tsujitsuma"):
            opening()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_renamed_column_takes_its_values_along(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_usable(make(path, 1))
    today(tmp_path / "next", lambda folder: rename_message(folder, said=True), monkeypatch)
    require_usable(path)
    (finding,) = rows_in(path)["fact_finding"]
    assert finding["finding_message"] == "a label that the reference data does not know"


def test_migrations_run_one_after_the_other(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From version 1 straight to one that renames what version 1 has."""
    make(path, 1)
    today(tmp_path / "next", lambda folder: rename_message(folder, said=True), monkeypatch)
    require_usable(path)
    assert "finding_message" in rows_in(path)["fact_finding"][0]
    assert rows_in(path, but="")["warehouse_version"][0]["version"] == schema.current_version()


def test_a_column_that_no_migration_speaks_of_is_not_lost(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_usable(make(path, 1))
    before = rows_in(path)
    today(tmp_path / "next", lambda folder: rename_message(folder, said=False), monkeypatch)
    with pytest.raises(WarehouseError, match=r"cannot be migrated.*message.*"):
        require_usable(path)
    assert rows_in(path) == before


def test_a_table_that_is_no_more_goes_only_where_a_migration_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_usable(make(path, 1))
    before = rows_in(path)

    def change(folder: Path) -> None:
        (folder / "tables" / "15_fact_finding.sql").unlink()
        migration(folder, "-- nothing")

    today(tmp_path / "next", change, monkeypatch)
    with pytest.raises(WarehouseError, match=r"cannot be migrated.*fact_finding"):
        require_usable(path)
    assert rows_in(path) == before
    migration(tmp_path / "next", "DROP TABLE previous_fact_finding")
    require_usable(path)
    assert rows_in(path).keys() == before.keys() - {"fact_finding"}
