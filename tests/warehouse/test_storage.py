"""The format of a warehouse file: that of 1.4, in new files and, once something is published, in older ones."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.storage import STORAGE_VERSION, is_of_older_format
from warehouse.store import create_objects, open_warehouse, require_usable, transaction


def _format(file: Path) -> str:
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchall()
    (version,) = (row[0] for row in rows)
    return str(version)


def _older(file: Path) -> Path:
    """A warehouse as DuckDB lays out a file by default."""
    with duckdb.connect(str(file)) as connection, transaction(connection):
        create_objects(connection)
    return file


def test_a_new_warehouse_has_the_format_of_today(tmp_path: Path) -> None:
    file = tmp_path / "it's new.duckdb"
    with open_warehouse(file) as connection:
        assert not is_of_older_format(connection)
    assert _format(file).startswith(STORAGE_VERSION)


def test_an_older_file_is_renewed_and_keeps_what_it_holds(tmp_path: Path) -> None:
    file = _older(tmp_path / "w.duckdb")
    with open_warehouse(file) as connection:
        assert is_of_older_format(connection)
        connection.execute(
            "INSERT INTO fact_acceptance VALUES (1, repeat('a', 64), 'a.txt', 'kept', 'somebody', now()::TIMESTAMP)"
        )
    require_usable(file)
    assert _format(file).startswith(STORAGE_VERSION)
    with open_warehouse(file, read_only=True) as connection:
        assert connection.execute("SELECT reason FROM fact_acceptance").fetchall() == [("kept",)]
        assert not connection.execute("FROM duckdb_tables() WHERE table_name LIKE 'format%'").fetchall()


def test_a_file_that_cannot_be_renewed_now_is_as_good_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _older(tmp_path / "w.duckdb")

    def busy(_: Path) -> None:
        raise duckdb.IOException("Conflicting lock is held")

    monkeypatch.setattr("warehouse.storage.renew_format", busy)
    require_usable(file)
    with open_warehouse(file) as connection:
        assert is_of_older_format(connection)
