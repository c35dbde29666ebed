"""The export as one SQLite file: keys that hold, the warehouse's rows, words for Datasette, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.runtime.paths import CODE_FOLDER
from tests.support.loaded_meetings import load_one_by_one, query
from tests.support.slipped_meetings import ASSUMED, RIVALS, assumed, rivals
from warehouse.exporting import database
from warehouse.exporting.catalogue import resources
from warehouse.exporting.destination import DestinationError
from warehouse.exporting.package import Exported, export

pytestmark = pytest.mark.slow

FORMAT = ["sqlite"]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {ASSUMED: assumed(), RIVALS: rivals()}
    return load_one_by_one(tmp_path_factory.mktemp("database") / "w.duckdb", texts)


@pytest.fixture(scope="module")
def folder(warehouse: Path) -> Path:
    return warehouse.parent / "out"


@pytest.fixture(scope="module")
def exported(warehouse: Path, folder: Path) -> Exported:
    return export(warehouse, folder, FORMAT)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / database.FILE_NAME)) as connection:
        return connection.execute(sql).fetchall()


def test_every_table_is_there_with_its_rows_and_its_keys_hold(folder: Path, exported: Exported) -> None:
    assert database.check(folder / database.FILE_NAME) == []
    for name, count in exported.row_counts.items():
        assert rows(folder, f'SELECT count(*) FROM "{name}"') == [(count,)]  # noqa: S608 - our own names
    for resource in resources():
        keys = {(row[3], row[2]) for row in rows(folder, f'PRAGMA foreign_key_list("{resource.name}")')}
        assert keys == {(name, other) for columns, other in resource.references() for name in columns}


def test_a_key_that_leads_nowhere_is_told(folder: Path, exported: Exported, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes((folder / database.FILE_NAME).read_bytes())
    with closing(sqlite3.connect(broken)) as connection, connection:
        connection.execute("UPDATE figures SET meeting_id = 'none' WHERE rowid = 1")
    (told,) = database.check(broken)
    assert told.startswith("figures: row 1 refers to no row of meetings")


def test_amounts_are_whole_yen_and_leaves_leave_out_what_is_disputed(
    warehouse: Path, folder: Path, exported: Exported
) -> None:
    summed = "SELECT sum(amount_yen) FROM amounts WHERE is_leaf AND status <> 'disputed'"
    assert rows(folder, "SELECT sum(amount_yen), max(typeof(amount_yen)) FROM leaf_amounts") == [
        (*query(warehouse, summed)[0], "integer")
    ]
    assert rows(folder, "SELECT count(*) > 0 FROM amounts WHERE status = 'disputed'") == [(1,)]
    assert rows(folder, "SELECT DISTINCT typeof(is_leaf), meeting_date FROM amounts LIMIT 1")[0][0] == "integer"


def test_datasette_gets_a_meaning_for_every_table_and_the_same_content_gives_the_same_bytes(
    warehouse: Path, folder: Path, exported: Exported, tmp_path: Path
) -> None:
    told = json.loads((folder / database.METADATA).read_text(encoding="utf-8"))
    tables = told["databases"]["tsujitsuma"]["tables"]
    assert set(tables) == {*exported.row_counts, "leaf_amounts"}
    assert all(table["description"] for table in tables.values())
    assert "Sum it only where is_leaf" in tables["amounts"]["columns"]["amount_yen"]
    export(warehouse, tmp_path / "again", FORMAT)
    for name in (database.FILE_NAME, database.METADATA, "datapackage.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_what_cannot_be_written_leaves_the_earlier_export_whole(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(warehouse, tmp_path / "out", FORMAT)
    before = (tmp_path / "out" / database.FILE_NAME).read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(database.Database, "close", full)
    with pytest.raises(DestinationError, match="nothing was exported"):
        export(warehouse, tmp_path / "out", FORMAT)
    assert (tmp_path / "out" / database.FILE_NAME).read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "datapackage.json", database.METADATA, database.FILE_NAME,
    ]  # fmt: skip


def test_another_format_takes_its_place(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "out", FORMAT)
    export(warehouse, tmp_path / "out", ["csv"])
    assert not (tmp_path / "out" / database.FILE_NAME).exists()
    assert not (tmp_path / "out" / database.METADATA).exists()


def test_the_query_of_the_page_runs(folder: Path, exported: Exported) -> None:
    page = (CODE_FOLDER / "docs" / "use" / "datasette.md").read_text(encoding="utf-8")
    query_of_page = page.partition("```sql\n")[2].partition("```")[0]
    every_year = query_of_page.replace("AND amount_yen < 0", "")
    assert {row[3] for row in rows(folder, every_year)} <= {ASSUMED, RIVALS} != set()
    assert len(rows(folder, every_year)) > len(rows(folder, query_of_page))
