"""The warehouse file: its objects, when it can be used, and what is said where it cannot."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from warehouse import storage, store
from warehouse.store import WarehouseError, create_objects, known_documents, open_warehouse, require_usable, transaction

# Real warehouses: the definition of the tables alone takes a tenth of a second each time.
pytestmark = pytest.mark.slow

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
FIGURES = {
    "file_name": "VARCHAR",
    "source_line": "INTEGER",
    "source_column": "INTEGER",
    "statement_code": "VARCHAR",
    "account_path": "VARCHAR",
    "account_name": "VARCHAR",
    "segment_name": "VARCHAR",
    "fiscal_year": "INTEGER",
    "budget_version": "VARCHAR",
    "measure": "VARCHAR",
    "amount_yen": "BIGINT",
    "unit_yen": "BIGINT",
    "printed_text": "VARCHAR",
    "status": "VARCHAR",
}


@pytest.fixture
def created(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        create_objects(connection)
        yield connection


@contextmanager
def held_by_another_process(path: Path) -> Iterator[int]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process.pid
        process.communicate()


def make(path: Path) -> Path:
    with open_warehouse(path) as connection:
        create_objects(connection)
    return path


def test_every_table_view_and_column_has_a_comment(created: duckdb.DuckDBPyConnection) -> None:
    bare = created.execute(
        "SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL UNION ALL"
        " SELECT view_name, NULL FROM duckdb_views() WHERE comment IS NULL AND NOT internal UNION ALL"
        " SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    ).fetchall()
    assert bare == []


def test_every_key_of_another_table_is_declared_as_a_foreign_key(created: duckdb.DuckDBPyConnection) -> None:
    """But keys within one document: DuckDB refuses to delete a row in one transaction with what refers to it.

    Nor those of marts: their rows are copies of what tables with declared keys hold.
    """
    within_a_document = {
        "figure_key", "commitment_key", "part_key", "section_key", "parent_section_key", "programme_key",
        "rule_change_key", "rule_clause_key", "rule_provision_key", "segment_figure_key", "before_commitment_key",
        "total_quantity_key",
    }  # fmt: skip
    undeclared = created.execute(
        "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)"
        " WHERE column_name LIKE '%\\_key' ESCAPE '\\' AND column_index > 1 AND table_name NOT LIKE 'mart%' EXCEPT"
        " SELECT table_name, unnest(constraint_column_names) FROM duckdb_constraints()"
        " WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    assert {(table, column) for table, column in undeclared if column not in within_a_document} == set()


def test_figures_has_the_columns_that_others_build_on(created: duckdb.DuckDBPyConnection) -> None:
    described = {name: kind for name, kind, *_ in created.execute("DESCRIBE figures").fetchall()}
    assert list(described)[: len(FIGURES)] == list(FIGURES)
    assert {name: described[name] for name in FIGURES} == FIGURES


def test_a_changed_view_and_comment_reach_a_warehouse_that_is_there(created: duckdb.DuckDBPyConnection) -> None:
    created.execute("CREATE OR REPLACE VIEW amounts AS SELECT 1 AS old; COMMENT ON TABLE dim_meeting IS 'old'")
    create_objects(created)
    assert "amount_yen" in created.table("amounts").columns
    assert created.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'dim_meeting'").fetchone() != (
        "old",
    )


def test_an_error_rolls_the_transaction_back(created: duckdb.DuckDBPyConnection) -> None:
    def fail() -> None:
        with transaction(created):
            created.execute("INSERT INTO dim_statement VALUES (1, 'a', 'a', 'a')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert created.execute("SELECT count(*) FROM dim_statement").fetchone() == (0,)


def test_a_usable_path_is_left_as_it_is(tmp_path: Path) -> None:
    path = make(tmp_path / "w.duckdb")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    require_usable(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    require_usable(tmp_path / "予算 2015" / "new.duckdb")
    assert not (tmp_path / "予算 2015" / "new.duckdb").exists()


def test_an_empty_database_and_one_with_tables_of_others_are_usable(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    duckdb.connect(path).close()
    require_usable(path)
    assert known_documents(path) == {}
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE notes (note VARCHAR)")
    require_usable(path)


@pytest.mark.parametrize(
    "change", ["DROP TABLE fact_finding", "ALTER TABLE fact_finding ADD COLUMN more INTEGER"], ids=["gone", "other"]
)
def test_a_table_that_is_missing_or_of_another_version_is_named(tmp_path: Path, change: str) -> None:
    path = make(tmp_path / "w.duckdb")
    with duckdb.connect(path) as connection:
        connection.execute(change)
    with pytest.raises(WarehouseError, match=r"w\.duckdb: .*\(fact_finding\)"):
        require_usable(path)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("folder", "this is a folder"),
        ("text.txt", "not a DuckDB file"),
        ("text.txt/w.duckdb", "a part of this path is a file"),
        ("x" * 300 + "/w.duckdb", "File name too long"),
        ("/proc/w.duckdb", "cannot be opened"),
    ],
)
def test_a_path_that_cannot_be_a_warehouse_is_named_with_the_reason(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("no database" * 1000)
    path = tmp_path / name
    with pytest.raises(WarehouseError, match=problem) as raised:
        require_usable(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_cut_off_warehouse_is_named_with_the_reason(tmp_path: Path) -> None:
    path = make(tmp_path / "w.duckdb")
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(WarehouseError, match=r"w\.duckdb: ") as raised:
        require_usable(path)
    assert "\n" not in str(raised.value)


def test_a_new_file_appears_whole_and_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, make_file = tmp_path / "w.duckdb", storage.make_file

    def interrupted(file: Path) -> None:
        make_file(file)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(storage, "make_file", interrupted)
        with pytest.raises(KeyboardInterrupt), open_warehouse(path):
            pass
    assert list(tmp_path.iterdir()) == []
    with open_warehouse(path):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["w.duckdb"]


def test_the_process_that_holds_the_warehouse_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    path = make(tmp_path / "w.duckdb")
    with held_by_another_process(path) as pid, pytest.raises(WarehouseError, match=rf"w\.duckdb: .*in use.*PID {pid}"):
        require_usable(path)
    require_usable(path)


def test_a_process_that_lets_go_soon_is_waited_for(tmp_path: Path) -> None:
    path = make(tmp_path / "w.duckdb")
    script = HOLD.replace("sys.stdin.read()", "import time; time.sleep(0.3)")
    with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        require_usable(path)
