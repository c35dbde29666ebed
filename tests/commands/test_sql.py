"""`tsujitsuma sql`: what is printed, that it only reads, and only the warehouse, and what is said of wrong queries."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.commands import sql as command
from warehouse.store import create_objects, open_warehouse, transaction

pytestmark = pytest.mark.slow

SEGMENTS = (
    "INSERT INTO dim_segment VALUES (1, '一般事業', NULL, false, true, 1, NULL, NULL, NULL),"
    " (2, '合計', NULL, true, true, 2, NULL, NULL, NULL)"
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sql") / "w.duckdb"
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
        connection.execute(SEGMENTS)
    return path


def ask(warehouse: Path, query: str, *options: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["sql", query, *options, "--warehouse", str(warehouse)], input=given)


@pytest.mark.parametrize(
    ("query", "is_warned_of"),
    [
        ("SELECT sum(amount_yen) FROM amounts WHERE segment_name = '一般事業'", True),
        ("FROM (SELECT fiscal_year, SUM(amount_yen / 1000) FROM amounts GROUP BY ALL)", True),
        ("SELECT sum(amount_yen) FROM amounts WHERE is_leaf", False),
        ("SELECT sum(amount_yen) FROM amounts WHERE account_name = '営業利益'", False),
        ("SELECT sum(amount_yen) FROM leaf_amounts", False),
        ("SELECT amount_yen FROM amounts", False),
    ],
)
def test_a_sum_that_counts_totals_beside_their_items_is_warned_of(
    warehouse: Path, query: str, is_warned_of: bool
) -> None:
    asked = ask(warehouse, query)
    assert (asked.exit_code, "counts each yen several times" in asked.stderr) == (0, is_warned_of)


def test_a_result_is_a_table_aligned_for_japanese(warehouse: Path) -> None:
    result = ask(warehouse, "SELECT segment_key AS number, segment_name FROM dim_segment ORDER BY 1")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "┌────────┬──────────────┐",
        "│ number │ segment_name │",
        "├────────┼──────────────┤",
        "│      1 │ 一般事業     │",
        "│      2 │ 合計         │",
        "└────────┴──────────────┘",
    ]


def test_csv_is_exact_and_null_is_empty(warehouse: Path) -> None:
    result = ask(warehouse, "SELECT 1::HUGEINT AS a, NULL AS b, 'x,\"y\"\nz' AS c, [1, 2] AS d", "--csv")
    assert list(csv.reader(io.StringIO(result.stdout))) == [["a", "b", "c", "d"], ["1", "", 'x,"y"\nz', "[1, 2]"]]


def test_json_keeps_whole_numbers_and_names(warehouse: Path) -> None:
    query = (
        "SELECT 12345678901234567890123::HUGEINT AS 円, DATE '2015-02-26' AS d, [1, NULL] AS l, NULL AS n, true AS t"
    )
    (row,) = json.loads(ask(warehouse, query, "--json").stdout)
    assert row == {"円": 12345678901234567890123, "d": "2015-02-26", "l": [1, None], "n": None, "t": True}
    assert json.loads(ask(warehouse, "SELECT 1 WHERE false", "--json").stdout) == []


def test_what_is_no_number_in_json_is_null(warehouse: Path) -> None:
    printed = ask(warehouse, "SELECT 'NaN'::DOUBLE AS a, 'Infinity'::DOUBLE AS b, 'NaN 事業' AS c", "--json").stdout
    assert json.loads(printed, parse_constant=pytest.fail) == [{"a": None, "b": None, "c": "NaN 事業"}]


def test_a_column_with_any_name_and_two_of_one_name_are_printed(warehouse: Path) -> None:
    assert ask(warehouse, 'SELECT 1 AS "told", 2 AS "a b", 3 AS "a b"', "--csv").stdout == "told,a b,a b\n1,2,3\n"
    assert json.loads(ask(warehouse, 'SELECT 1 AS "the whole row of a result"', "--json").stdout)


def test_several_statements_print_their_results_one_after_the_other(warehouse: Path) -> None:
    result = ask(warehouse, "SET VARIABLE n = 2; SELECT 1 AS a; SELECT getvariable('n') AS b;", "--csv")
    assert result.stdout == "a\n1\n\nb\n2\n"


def test_a_pivot_is_printed(warehouse: Path) -> None:
    result = ask(warehouse, "PIVOT dim_segment ON is_total USING count(*) GROUP BY segment_key ORDER BY 1", "--csv")
    assert result.stdout == "segment_key,false,true\n1,1,0\n2,0,1\n"


def test_what_came_before_an_error_is_printed(warehouse: Path) -> None:
    result = ask(warehouse, "SELECT 1 AS a; FROM nothing", "--csv")
    assert (result.exit_code, result.stdout) == (2, "a\n1\n")


def test_a_dash_reads_the_query_from_standard_input(warehouse: Path) -> None:
    assert ask(warehouse, "-", "--csv", given="\ufeffSELECT '円' AS a -- why\n").stdout == "a\n円\n"


@pytest.mark.parametrize("query", ["SHOW TABLES", "DESCRIBE amounts", "SUMMARIZE dim_segment", "EXPLAIN FROM amounts"])
def test_what_tells_of_the_warehouse_works_too(warehouse: Path, query: str) -> None:
    for option in ("--csv", "--json", "--rows=0"):
        result = ask(warehouse, query, option)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.count("\n") > 1


def test_all_rows_are_printed_where_the_output_is_piped(warehouse: Path) -> None:
    result = ask(warehouse, "FROM range(25000)", "--csv")
    assert (len(result.stdout.splitlines()), result.stderr) == (25_001, "")


@pytest.mark.parametrize("form", ["--csv", "--json", None])
def test_rows_that_are_left_out_are_counted(warehouse: Path, form: str | None) -> None:
    result = ask(warehouse, "FROM range(12000)", "--rows", "2", *([form] if form else []))
    assert "11,998 more rows; --rows 0 shows all" in result.stderr
    assert "more" not in result.stdout
    assert result.stdout.count("\n") < 8


def test_on_a_terminal_a_hundred_rows_are_shown_unless_all_are_asked_for(warehouse: Path) -> None:
    shown = []
    for options in ([], ["--rows", "0"], ["--csv"]):
        script = "import sys; sys.stdout.isatty = lambda: True; from pipelines.cli import main; main()"
        asked = ["sql", "FROM range(150)", "--warehouse", str(warehouse), *options]
        done = subprocess.run([sys.executable, "-c", script, *asked], capture_output=True, text=True, check=True)
        shown.append((len(done.stdout.splitlines()), done.stderr))
    assert shown == [(104, "50 more rows; --rows 0 shows all\n"), (154, ""), (151, "")]


def test_rows_wider_than_the_terminal_are_shown_cell_by_cell(warehouse: Path) -> None:
    from warehouse.querying import results

    with open_warehouse(warehouse, read_only=True) as connection:
        (result,) = results(connection, "SELECT 'x' AS a, repeat('事', 30) AS b")
        rows = list(result.rows)
    assert command.laid_out(result, rows, 80).startswith("┌")
    assert command.laid_out(result, rows, 60).startswith("── 1 ┐\na │ x\nb │ 事事")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FRM amounts", "LINE 1: SELECT * FRM amounts\n                     ^"),
        ("FROM amount", 'Table with name amount does not exist!\nDid you mean "amounts'),
        ("SELECT CAST(a AS INTEGER) FROM (VALUES ('x')) AS t(a)", "Could not convert string 'x'"),
        ("SELECT amount_yn FROM amounts", "amount_yn"),
        (" ", "there is no query"),
        ("/* nothing */", "there is no query"),
    ],
)
def test_a_query_that_cannot_be_run_is_explained(warehouse: Path, query: str, said: str) -> None:
    for form in ("--csv", "--json", "--rows=0"):
        result = ask(warehouse, query, form)
        assert result.exit_code == 2
        assert result.stderr.startswith("tsujitsuma: ")
        assert said in result.stderr
        assert "CAST(#" not in result.stderr


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO dim_statement VALUES (9, 'a', 'b', 'c')",
        "UPDATE dim_segment SET segment_name_en = 'x'",
        "DELETE FROM fact_amount",
        "DROP VIEW amounts",
        "CREATE TABLE mine (a INTEGER)",
        "CREATE OR REPLACE VIEW amounts AS SELECT 1",
        "ALTER TABLE fact_amount ADD COLUMN mine INTEGER",
        "COMMENT ON TABLE fact_amount IS 'x'",
    ],
)
def test_nothing_can_be_changed(warehouse: Path, query: str) -> None:
    before = hashlib.sha256(warehouse.read_bytes()).hexdigest()
    result = ask(warehouse, query)
    assert result.exit_code == 2
    assert "read-only" in result.stderr
    assert hashlib.sha256(warehouse.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "COPY dim_segment FROM '{folder}/secret.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "FROM read_csv('{folder}/secret.csv')",
        "FROM read_text('{folder}/secret.csv')",
        "FROM '{folder}/secret.csv'",
        "FROM glob('{folder}/*')",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET enable_external_access",
        "SET temp_directory = '{folder}'",
    ],
)
def test_no_file_is_read_or_written(warehouse: Path, tmp_path: Path, query: str) -> None:
    (tmp_path / "secret.csv").write_text("secret\nhidden\n")
    result = ask(warehouse, query.format(folder=tmp_path))
    assert result.exit_code == 2
    assert "hidden" not in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize(
    "query",
    [
        "CALL enable_logging(storage='file', storage_path='{file}')",
        "call Enable_Logging (level='trace', storage='file', storage_config={{'path': '{file}'}}); SELECT 1",
        "CALL system.main.\"enable_logging\"/* x */(storage='file', storage_path='{file}', storage_buffer_size=1)",
        "FROM enable_logging(level='trace', storage='file', storage_path='{file}'); SELECT '予算'",
        "SELECT '予算'; FROM query('FROM enable' || '_logging(storage=''file'', storage_path=''{file}'')'); SELECT 1",
        "PREPARE p AS FROM query(?); EXECUTE p('FROM enable_logging(storage=''file'', storage_path=''{file}'')')",
        "CREATE TEMP MACRO m() AS TABLE FROM enable_logging(storage='file', storage_path='{file}'); FROM m(); SELECT 1",
        "PIVOT (FROM enable_logging(storage='file', storage_path='{file}')) ON Success; SELECT 1",
        "EXPLAIN ANALYZE FROM enable_logging(storage='file', storage_path='{file}')",
        "CREATE TEMP TABLE t AS FROM enable_logging(storage='file', storage_path='{file}'); SELECT 1",
        "FROM json_execute_serialized_sql(json_serialize_sql('FROM enable_logging(storage=''file'')')); SELECT 1",
        "PRAGMA json_execute_serialized_sql(json_serialize_sql('FROM enable_logging(storage=''file'')'))",
    ],
)
def test_a_log_into_a_file_is_refused_and_does_not_end_the_process(warehouse: Path, tmp_path: Path, query: str) -> None:
    script = "from pipelines.cli import main; main()"
    asked = [sys.executable, "-c", script, "sql", query.format(file=tmp_path / "log"), "--warehouse", str(warehouse)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # a process of its own: it may abort
    assert done.returncode == 2
    assert done.stderr.startswith("tsujitsuma: a query reads the warehouse alone: ")
    assert list(tmp_path.iterdir()) == []


def test_a_column_may_be_called_as_what_is_not_run(warehouse: Path) -> None:
    asked = ask(warehouse, "SELECT 1 AS query, 'enable_logging(' AS enable_logging, query + (1) AS n", "--csv")
    assert asked.stdout == "query,enable_logging,n\n1,enable_logging(,2\n"


def test_objects_of_python_are_out_of_reach(warehouse: Path) -> None:
    result = ask(warehouse, "FROM statements")
    assert result.exit_code == 2
    assert "statements does not exist" in result.stderr


def test_a_missing_warehouse_says_what_to_do(tmp_path: Path) -> None:
    result = ask(tmp_path / "none.duckdb", "SELECT 1")
    assert result.exit_code == 2
    assert "there is no warehouse yet; run: tsujitsuma ingest" in result.stderr


def test_two_forms_at_once_are_wrong_use(warehouse: Path) -> None:
    assert ask(warehouse, "SELECT 1", "--csv", "--json").exit_code == 2


@pytest.mark.parametrize("form", ["--csv", "--json", "--rows=0"])
def test_a_reader_that_goes_early_is_no_error(warehouse: Path, form: str) -> None:
    script = "from pipelines.cli import main; main()"
    asked = [sys.executable, "-c", script, "sql", "FROM range(200000)", form, "--warehouse", str(warehouse)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_neither_pandas_nor_dagster_nor_great_expectations_is_imported(warehouse: Path) -> None:
    script = (
        "import sys; from pipelines.cli import main; main(standalone_mode=False);"
        "print(sorted({'pandas', 'dagster', 'great_expectations', 'pyarrow', 'ortools'} & set(sys.modules)))"
    )
    asked = [sys.executable, "-c", script, "sql", "SELECT 1 AS a", "--warehouse", str(warehouse)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
