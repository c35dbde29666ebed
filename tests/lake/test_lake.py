"""A lake on PostgreSQL holds what a file holds, for readers that stay readers, through migration and compaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import NOW, frames_of_all, seventh, sixth
from tests.support.postgres import Server
from tests.support.s3_server import serving_s3
from tests.support.schema_versions import rows_of, tables_of
from tests.support.small_texts import meeting_text
from warehouse import memory, schema
from warehouse.lake.address import lake_of
from warehouse.lake.connection import connect
from warehouse.lake.ddl import tables
from warehouse.querying import QueryError, lock, results
from warehouse.store import (
    WarehouseError,
    create_objects,
    exists,
    known_documents,
    load,
    maintain_lake,
    open_for_reading,
    open_warehouse,
    require_usable,
    transaction,
)

pytestmark = pytest.mark.slow

# By the transaction in which they are loaded. A revised text of the small meeting takes the place of the one before.
BATCHES = (
    {"6.txt": sixth(), "8.txt": meeting_text(8)},
    {"7.txt": seventh(), "8b.txt": meeting_text(8, burden="500", grants="400")},
)
_TABLES = (
    "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    " AND table_name NOT IN ('warehouse_version', 'lake_comment')"
)
# How many documents are there, and of how many of them only a half.
_WHOLENESS = """
SELECT count(*), count(*) FILTER (
    len(written_lines) <> (SELECT count(*) FROM fact_passage AS own WHERE own.document_key = dim_document.document_key)
    OR NOT EXISTS (FROM fact_figure AS own WHERE own.document_key = dim_document.document_key)
)
FROM dim_document WHERE is_current
"""
_VIEWS = "SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"
_COMMENTS = (
    "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
    " WHERE database_name = current_database() AND NOT internal AND table_name <> 'lake_comment'"
    " UNION ALL SELECT function_name, '', '', any_value(comment) FROM duckdb_functions()"
    " WHERE database_name = current_database() AND NOT internal GROUP BY ALL"
    " UNION ALL SELECT view_name, '', '', comment FROM duckdb_views()"
    " WHERE database_name = current_database() AND NOT internal ORDER BY ALL"
)


@pytest.fixture(scope="module")
def loaded(server: Server, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with the texts. It is not changed."""
    return load_texts(server.new_lake(tmp_path_factory.mktemp("lake"), copied=empty), *BATCHES)


@pytest.fixture
def lake(server: Server, loaded: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return server.new_lake(tmp_path, copied=loaded)


@pytest.fixture(scope="module")
def asked(server: Server, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its own: PostgreSQL copies no database that somebody has open."""
    return server.new_lake(tmp_path_factory.mktemp("lake"), copied=loaded)


@pytest.fixture(scope="module")
def sandbox(asked: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection as that of `tsujitsuma sql`."""
    with open_for_reading(asked) as connection:
        lock(connection)
        yield connection


def load_texts(warehouse: Path, *batches: Mapping[str, str]) -> Path:
    for texts in batches:
        with open_warehouse(warehouse) as connection, transaction(connection):
            create_objects(connection)
            load(connection, frames_of_all(texts), NOW)
    return warehouse


def answers(warehouse: Path, *asked: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and of every view where these are asked too, in order."""
    with open_for_reading(warehouse) as connection:
        names = [name for query in (_TABLES, *asked) for (name,) in connection.execute(query).fetchall()]
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}


def comments(warehouse: Path) -> list[tuple[object, ...]]:
    with open_for_reading(warehouse) as connection:
        return connection.execute(_COMMENTS).fetchall()


def test_a_lake_gives_the_rows_and_comments_that_a_file_gives(loaded: Path, tmp_path: Path) -> None:
    file = load_texts(tmp_path / "w.duckdb", *BATCHES)

    held, expected = answers(loaded, _VIEWS), answers(file, _VIEWS)
    assert held.keys() == expected.keys()
    assert {name: rows for name, rows in held.items() if rows != expected[name]} == {}
    assert len(held["figures"]) > 1_000
    assert comments(loaded) == comments(file)
    assert known_documents(loaded) == known_documents(file)


def test_a_lake_in_s3_gives_the_rows_that_a_file_gives(server: Server, tmp_path: Path) -> None:
    texts = {"8.txt": meeting_text(8), "9.txt": meeting_text(9, burden="500", grants="400")}
    expected = answers(load_texts(tmp_path / "w.duckdb", texts), _VIEWS)
    with serving_s3() as keys:
        lake = server.new_lake(tmp_path, data_path="s3://lakes/one")
        load_texts(lake, texts)
        held = answers(lake, _VIEWS)

        assert held.keys() == expected.keys()
        assert {name: rows for name, rows in held.items() if rows != expected[name]} == {}
        assert len(held["figures"]) > 10
        assert {key.split("/")[0] for key in keys()} == {"one"}
        assert any(key.startswith("one/main/fact_figure/") for key in keys())
    assert not list(tmp_path.rglob("*.parquet"))


def test_a_reader_sees_what_was_there_when_it_came_and_whole_documents_alone(lake: Path) -> None:
    """One that came before a publisher, one that comes while it writes, one that comes when it has committed."""

    def seen(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, ...]]:
        return connection.execute(_WHOLENESS).fetchall()

    with open_for_reading(lake) as first:
        (before,) = seen(first)
        with open_warehouse(lake) as publisher, transaction(publisher):
            load(publisher, frames_of_all({"9.txt": meeting_text(9)}), NOW)
            assert seen(publisher) == [(before[0] + 1, 0)]
            with open_for_reading(lake) as meanwhile:
                assert seen(meanwhile) == [before]
            assert seen(first) == [before]
        assert seen(first) == [before]
    with open_for_reading(lake) as connection:
        assert seen(connection) == [(before[0] + 1, 0)]


def test_a_lake_takes_no_more_memory_than_a_file_and_leaves_nothing_where_one_works(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(memory.VARIABLE, "100")
    monkeypatch.chdir(tmp_path)
    with open_for_reading(asked) as connection:
        assert connection.execute("SELECT current_setting('memory_limit')").fetchall() == [("95.3 MiB",)]
        # More than that: it goes to files meanwhile, but not to the current folder.
        connection.execute(
            "CREATE TEMP TABLE much AS SELECT hash(i), hash(-i), hash(2 * i) FROM range(4_500_000) AS r(i)"
        )
        assert connection.execute("FROM duckdb_temporary_files()").fetchall()
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO dim_statement VALUES (9, 'a', 'b', 'c')",
        "DELETE FROM fact_figure",
        "DROP TABLE fact_figure",
        "COPY (SELECT 1) TO '{folder}written.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}written.csv'",
        "PREPARE written AS COPY (SELECT 1) TO '{folder}written.csv'",
        "ATTACH '{folder}written.duckdb'",
        "DETACH __ducklake_metadata_lake",
        "CALL ducklake_cleanup_old_files('lake', cleanup_all => true)",
        "CALL lake.flush_inlined_data()",
        'FROM lake."delete_orphaned_files"(cleanup_all => true)',
        "FROM postgres_query('__ducklake_metadata_lake', 'SELECT 1')",
        "CALL postgres_execute('__ducklake_metadata_lake', 'CREATE TABLE written (i int)')",
        "INSERT INTO __ducklake_metadata_lake.public.ducklake_tag"
        " FROM __ducklake_metadata_lake.public.ducklake_tag LIMIT 0",
        "FROM read_text('/etc/hostname')",
    ],
)
def test_a_query_can_neither_change_a_lake_nor_leave_it(
    sandbox: duckdb.DuckDBPyConnection, asked: Path, query: str
) -> None:
    folder = str(asked).partition("data_path=")[2] + "/"
    files = sorted(Path(folder).rglob("*"))

    with pytest.raises(QueryError):
        list(chain.from_iterable(result.rows for result in results(sandbox, query.format(folder=folder))))

    assert sorted(Path(folder).rglob("*")) == files


def test_a_role_that_may_only_read_reads_and_cannot_write(lake: Path, server: Server) -> None:
    database = str(lake).partition("dbname=")[2].partition(" ")[0]
    server.run("DROP ROLE IF EXISTS analyst")
    server.run("CREATE ROLE analyst LOGIN PASSWORD 'hush-hush'")
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO analyst", database)
    reading = Path(f"{lake} reader=analyst")
    with open_for_reading(reading) as connection:
        user = connection.execute("SELECT path FROM duckdb_databases() WHERE type = 'ducklake'").fetchall()
        assert "user=analyst" in user[0][0]
        assert connection.execute("SELECT count(*) > 0 FROM figures").fetchall() == [(True,)]

    as_writer = lake_of(str(lake).replace("user=postgres", "user=analyst"))
    assert as_writer
    with connect(as_writer, read_only=False) as connection, pytest.raises(duckdb.Error, match="permission denied"):
        connection.execute("INSERT INTO dim_statement VALUES (9, 'a', 'b', 'c')")
    server.run("DROP OWNED BY analyst", database)


def test_compaction_leaves_every_row_as_it_was(lake: Path) -> None:
    before = answers(lake)
    folder = Path(str(lake).partition("data_path=")[2])
    files = len(list(folder.rglob("*.parquet")))

    done = maintain_lake(lake, timedelta(0))
    again = maintain_lake(lake, timedelta(0))

    assert min(done.flushed, done.merged, done.expired, done.removed) > 0
    assert (again.flushed, again.merged) == (0, 0)
    assert len(list(folder.rglob("*.parquet"))) < files
    assert answers(lake) == before


def test_a_lake_of_the_first_version_is_migrated_whole(server: Server, tmp_path: Path) -> None:
    old = server.new_lake(tmp_path)
    with duckdb.connect() as made:
        made.execute(tables_of(1))
        made.execute(rows_of(1))
        with open_warehouse(old) as connection, transaction(connection):
            for (name,) in made.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                connection.register("rows", made.table(name).to_arrow_table())
                connection.execute(f"CREATE TABLE {name} AS FROM rows")
    with pytest.raises(WarehouseError, match="of version 1, older than"), open_for_reading(old):
        pass

    require_usable(old)

    file = tmp_path / "w.duckdb"
    with duckdb.connect(file) as made:
        made.execute(tables_of(1))
        made.execute(rows_of(1))
    require_usable(file)
    assert answers(old) == answers(file)
    assert any(answers(old).values())


def test_the_tables_of_a_lake_are_those_of_a_file_without_constraints() -> None:
    with duckdb.connect() as file, duckdb.connect() as bare:
        schema.create_objects(file, comments=False)
        for statement in tables().values():
            bare.execute(statement)
        of_file, of_lake = schema.columns(file), schema.columns(bare)
        assert {name: columns for name, columns in of_file.items() if name in of_lake} == of_lake
        kinds = bare.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
        assert kinds == [("NOT NULL",)]


def test_what_a_lake_lacks_is_told(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = server.new_lake(tmp_path)
    assert not exists(new)
    with pytest.raises(WarehouseError, match="no warehouse yet; run: tsujitsuma ingest"), open_for_reading(new):
        pass
    with pytest.raises(WarehouseError, match="add data_path="):
        require_usable(Path(str(new).partition(" data_path")[0]))
    with pytest.raises(WarehouseError, match="PostgreSQL cannot be used"):
        exists(Path(str(new).replace(f"port={server.port}", "port=1")))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(WarehouseError, match=r"pip install 'tsujitsuma\[ducklake\]'"), open_warehouse(new):
        pass
