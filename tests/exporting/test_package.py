"""A whole export of real and made-up meetings: valid by Frictionless, the same bytes for the same content."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pytest

from tests.support.loaded_meetings import load_one_by_one, meeting_text, noise_text, query, seventh, sixth
from warehouse.exporting import package
from warehouse.exporting.catalogue import resources
from warehouse.exporting.destination import DestinationError
from warehouse.exporting.package import export
from warehouse.store import WarehouseError, create_objects, open_warehouse

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow

TEXTS = {"06.txt": sixth(), "07.txt": seventh()}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("export") / "w.duckdb", TEXTS)


@pytest.fixture(scope="module")
def exported(warehouse: Path) -> Path:
    folder = warehouse.parent / "out"
    export(warehouse, folder)
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a few figures."""
    return load_one_by_one(tmp_path_factory.mktemp("small") / "w.duckdb", {"6.txt": meeting_text(6)})


def answer(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query says over the files of a package."""
    with duckdb.connect() as connection:
        return connection.execute(sql.replace("{folder}", str(folder))).fetchall()


def descriptor(folder: Path) -> dict[str, list[dict[str, object]]]:
    package: dict[str, list[dict[str, object]]] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(folder: Path) -> set[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = {error.type for task in report.tasks for error in task.errors} | {error.type for error in report.errors}
    assert report.valid is not bool(found)
    return found


def test_a_package_is_valid_with_its_keys_types_sizes_and_hashes(exported: Path) -> None:
    assert errors(exported) == set()


@pytest.mark.parametrize(
    ("resource", "old", "new", "kind"),
    [
        ("meetings", "2015-02-26", "2015-02-31", "type-error"),
        ("amounts", "経営審議委員会/第6回", "経営審議委員会/第8回", "foreign-key"),
        ("segments", "公的個人認証サービス事業", "一般事業", "primary-key"),
        ("figures", "repaired", "rEpaired", "hash-count"),
        ("repairs", "sign_lost", "sign", "byte-count"),
        ("accounts", "account_path", "path", "incorrect-label"),
    ],
)
def test_a_corrupted_csv_is_not_valid(
    exported: Path, tmp_path: Path, resource: str, old: str, new: str, kind: str
) -> None:
    folder = Path(shutil.copytree(exported, tmp_path / "out"))
    file = folder / "csv" / f"{resource}.csv"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
    assert kind in errors(folder)


@pytest.mark.parametrize(("formats", "with_bom"), [(["csv"], True), (["parquet"], False), (["xlsx"], False)])
def test_each_format_alone_is_a_valid_package(small: Path, tmp_path: Path, formats: list[str], with_bom: bool) -> None:
    export(small, tmp_path / "out", formats, with_bom=with_bom)
    assert errors(tmp_path / "out") == set()


def test_exporting_twice_gives_the_same_bytes(warehouse: Path, exported: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(exported)


def test_whichever_order_the_documents_came_in_the_bytes_are_the_same(exported: Path, tmp_path: Path) -> None:
    other = load_one_by_one(tmp_path / "w.duckdb", dict(reversed(TEXTS.items())))
    export(other, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(exported)


def test_every_table_and_column_is_described(exported: Path) -> None:
    fields = [(one["name"], field) for one in descriptor(exported)["resources"] for field in one["schema"]["fields"]]  # type: ignore[index]
    assert len(fields) > 200
    assert [(name, field["name"]) for name, field in fields if not field["description"]] == []
    assert [one["name"] for one in descriptor(exported)["resources"] if not one["description"]] == []


def test_no_surrogate_key_is_exported(exported: Path) -> None:
    names = {field["name"] for one in descriptor(exported)["resources"] for field in one["schema"]["fields"]}  # type: ignore[index]
    assert {name for name in names if name.endswith("_key")} == set()


def test_what_the_catalogue_says_of_columns_is_said_of_columns_that_are_there(exported: Path) -> None:
    described = descriptor(exported)["resources"]
    there = {one["name"]: {field["name"] for field in one["schema"]["fields"]} for one in described}  # type: ignore[index]
    for one in resources():
        said = {*one.primary_key, *one.column_types, *one.descriptions}
        for columns, other in one.references():
            said |= set(columns)
            assert set(columns) <= there[other]
        assert said <= there[one.name], one.name


def test_every_table_holds_as_many_rows_in_each_format(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "tables.xlsx", read_only=True)
    for one in descriptor(exported)["resources"]:
        with (exported / str(one["path"])).open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        ((count,),) = answer(exported, f"SELECT count(*) FROM '{{folder}}/parquet/{one['name']}.parquet'")  # noqa: S608
        assert {len(lines) - 1, count} == {one["rowCount"]}
        if one["rowCount"] == 0:  # an empty sheet tells nobody anything
            assert str(one["name"]) not in book.sheetnames
            continue
        sheet = list(book[str(one["name"])].values)
        assert len(sheet) - 1 == one["rowCount"]
        assert lines[0] == list(sheet[0])


def test_the_exported_amounts_are_those_of_the_warehouse(warehouse: Path, exported: Path) -> None:
    sql = "SELECT sum(amount_yen), count(*), count(*) FILTER (status = 'repaired') FROM "
    assert answer(exported, sql + "read_csv('{folder}/csv/amounts.csv')") == query(warehouse, sql + "amounts")


def test_leaves_sum_to_the_printed_total(exported: Path) -> None:
    """Of the sixth meeting's balance sheet."""
    ((leaves, total),) = answer(
        exported,
        "SELECT sum(amount_yen) FILTER (is_leaf AND account_path LIKE '資産の部/%'),"
        " sum(amount_yen) FILTER (account_path = '資産の部/資産合計' AND segment_name = '合計')"
        " FROM '{folder}/parquet/amounts.parquet' WHERE meeting_number = 6 AND statement_code = 'balance_sheet'"
        " AND fiscal_year = 2015 AND budget_version = 'initial'",
    )
    assert leaves == total != 0


def test_leaves_are_those_of_the_view(warehouse: Path, exported: Path) -> None:
    sql = "SELECT count(*), sum(amount_yen) FROM "
    leaves = query(warehouse, sql + "leaf_amounts")
    assert answer(exported, sql + "'{folder}/parquet/amounts.parquet' WHERE is_leaf") == leaves
    assert query(warehouse, "SELECT count(*) > 0 FROM leaf_amounts WHERE is_undivided") == [(True,)]


def test_the_columns_have_their_fiscal_roles(exported: Path) -> None:
    amounts = next(one for one in descriptor(exported)["resources"] if one["name"] == "amounts")
    roles = {field["name"]: field.get("columnType") for field in amounts["schema"]["fields"]}  # type: ignore[index]
    assert roles["amount_yen"] == "value"
    assert roles["fiscal_year"] == "date:fiscal-year"
    assert roles["budget_version"] == "phase:id"
    assert roles["unit_yen"] is None


def test_every_repair_comes_with_identities_that_fail_as_printed_and_hold_after_it(exported: Path) -> None:
    proven = answer(
        exported,
        "SELECT count(DISTINCT (meeting_id, source_line, source_column)), bool_and(holds_after_repair)"
        " FROM '{folder}/parquet/repair_proofs.parquet' WHERE fails_as_printed",
    )
    ((repairs,),) = answer(exported, "SELECT count(*) FROM '{folder}/parquet/repairs.parquet'")
    assert proven == [(repairs, True)]


def test_a_csv_is_as_rfc_4180_has_it_and_with_a_mark_for_excel_on_request(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "plain", ["csv"])
    export(small, tmp_path / "marked", ["csv"], with_bom=True)
    plain, marked = (contents(tmp_path / name) for name in ("plain", "marked"))
    for name in [name for name in plain if name.endswith(".csv")]:
        assert plain[name].count(b"\r\n") >= 1
        assert not plain[name].startswith(b"\xef\xbb\xbf")
        assert marked[name] == b"\xef\xbb\xbf" + plain[name]


def test_quotes_line_ends_empty_texts_and_nothing_come_back_as_they_were(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "w.duckdb"
    copy.write_bytes(small.read_bytes())
    venue = '=cmd|"x"\r\n, second line 第二庁舎'
    with duckdb.connect(copy) as connection:
        connection.execute("UPDATE dim_meeting SET venue = ? WHERE meeting_number = 6", [venue])
        connection.execute("UPDATE dim_meeting SET start_time = NULL, agency = '' WHERE meeting_number = 6")
    export(copy, tmp_path / "out", is_raw=True)
    with (tmp_path / "out/csv/meetings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["venue"], row["start_time"]) for row in rows] == [(venue, "")]
    ((line,),) = answer(tmp_path / "out", "SELECT content FROM read_text('{folder}/csv/meetings.csv')")
    assert '第6回,"",' in str(line)
    assert ",," in str(line)
    assert openpyxl.load_workbook(tmp_path / "out/tables.xlsx")["meetings"]["G2"].data_type == "s"
    assert errors(tmp_path / "out") == set()


RUN_BY_SPREADSHEETS = [
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
    "'",
]
LEFT_ALONE = ["1-2", "00123", "2015/4", "1E5", " =1", "a=1", "△115", "第6回"]


@pytest.fixture(scope="module")
def with_formulas(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose first accounts have such names."""
    copy = tmp_path_factory.mktemp("formulas") / "w.duckdb"
    copy.write_bytes(small.read_bytes())
    with duckdb.connect(copy) as connection:
        keys = connection.execute("SELECT account_key FROM dim_account ORDER BY 1").fetchall()
        texts = [*RUN_BY_SPREADSHEETS, *LEFT_ALONE]
        told = [[text, key] for text, (key,) in zip(texts, keys[: len(texts)], strict=True)]
        connection.executemany("UPDATE dim_account SET account_name = ? WHERE account_key = ?", told)
    return copy


@pytest.mark.parametrize("is_raw", [False, True])
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it_and_no_other(
    with_formulas: Path, tmp_path: Path, is_raw: bool
) -> None:
    export(with_formulas, tmp_path / "out", ["csv"], is_raw=is_raw)
    assert errors(tmp_path / "out") == set()
    with (tmp_path / "out" / "csv/accounts.csv").open(encoding="utf-8", newline="") as file:
        written = {row["account_name"] for row in csv.DictReader(file)}
    assert written >= {text if is_raw else f"'{text}" for text in RUN_BY_SPREADSHEETS} | set(LEFT_ALONE)
    assert ("apostrophe" in str(descriptor(tmp_path / "out")["description"])) is not is_raw


def test_a_key_that_is_marked_is_marked_where_others_refer_to_it(tmp_path: Path) -> None:
    text = meeting_text(6).replace("当期純利益\t105\n", "当期純利益\t105\n@SUM(1,1)\t0\n")
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": text})
    export(path, tmp_path / "out", ["csv"])
    assert errors(tmp_path / "out") == set()
    paths = "SELECT DISTINCT account_path FROM '{folder}/csv/%s.csv' WHERE account_path[2] = '@'"
    amounts, accounts = (answer(tmp_path / "out", paths % table) for table in ("amounts", "accounts"))
    assert amounts
    assert set(amounts) == set(accounts)


def test_numbers_below_zero_stay_numbers(exported: Path) -> None:
    below_zero = "SELECT count(*), min(amount_yen) FROM '{folder}/%s' WHERE amount_yen < 0"
    assert answer(exported, below_zero % "csv/amounts.csv") == answer(exported, below_zero % "parquet/amounts.parquet")
    ((count, _),) = answer(exported, below_zero % "csv/amounts.csv")
    assert count


def test_disputed_amounts_are_exported_as_what_they_are(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"7.txt": noise_text(7)})
    export(path, tmp_path / "out")
    assert errors(tmp_path / "out") == set()
    with (tmp_path / "out/csv/amounts.csv").open(encoding="utf-8", newline="") as file:
        assert "disputed" in {row["status"] for row in csv.DictReader(file)}


def test_an_empty_warehouse_gives_a_valid_package_of_empty_tables(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        create_objects(connection)
    written = export(tmp_path / "w.duckdb", tmp_path / "out")
    assert set(written.row_counts.values()) == {0}
    assert errors(tmp_path / "out") == set()


def test_a_full_disk_is_said_and_leaves_the_earlier_export(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(small, tmp_path / "out", ["csv"])
    before = contents(tmp_path / "out")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "write_csv", full)
    with pytest.raises(DestinationError, match=r"nothing was exported \(No space left on device\)"):
        export(small, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_warehouse_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no warehouse yet"):
        export(tmp_path / "none.duckdb", tmp_path / "out")
    assert not (tmp_path / "out").exists()
