"""Settled documents → frames → star schema, in a real DuckDB file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from expectations.rule_book import rule_book
from pipelines.documents.folders import find_files
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.processing import (
    RawDocument,
    ReadDocument,
    Refusal,
    read_files,
    settle_document,
    understand,
)
from tests.support.small_texts import COVER, meeting_text
from warehouse import store
from warehouse.store import KnownDocument, create_objects, known_documents, load, open_warehouse, transaction

# Real warehouses: the definition of the tables alone takes a tenth of a second each time.
pytestmark = pytest.mark.slow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Rows = dict[str, list[tuple[object, ...]]]


def settled(text: str, name: str = "a.txt") -> SettledDocument:
    content = text.encode()
    document = understand(RawDocument(name, content, sha256(content).hexdigest()), rule_book())
    assert isinstance(document, ReadDocument), document
    return settle_document(document, rule_book(), "1")


def load_texts(path: Path, *texts: str) -> None:
    frames = normalise([settled(text, f"{number}.txt") for number, text in enumerate(texts, 1)])
    with open_warehouse(path) as connection, transaction(connection):
        create_objects(connection)
        load(connection, frames, NOW)


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def everything(path: Path) -> Rows:
    with duckdb.connect(path, read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: sorted(connection.execute(f"FROM {name}").fetchall(), key=str) for name in names}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def test_every_figure_identity_and_repair_becomes_a_row() -> None:
    document = settled(meeting_text(burden="50", income="350", result="450", ordinary="△445"))
    frames = normalise([document]).by_name
    assert frames["figure"].height == len(document.settled.materials.figures) == 11
    assert frames["identity_check"].height == len(document.settled.identities)
    assert frames["repair"].select("kind", "printed_yen", "settled_yen").rows() == [("sign_lost", 450_000, -450_000)]
    assert frames["amount"].height == 11


def test_keys_are_spelled_out_again_by_the_views(path: Path) -> None:
    load_texts(path, meeting_text())
    rows = query(
        path,
        "SELECT statement_code, segment_name, fiscal_year, budget_version, amount_yen, status FROM amounts"
        " WHERE account_path = '営業収益/事業負担金収入'",
    )
    assert rows == [("income_statement", "合計", 2015, "initial", 600_000, "proven")]


def test_the_terms_of_an_identity_name_its_figures(path: Path) -> None:
    load_texts(path, meeting_text(6), meeting_text(7))
    load_texts(path, meeting_text(8))
    wrong = query(
        path,
        "WITH term AS (SELECT identity_check_key, document_key, unnest(terms, recursive := true)"
        " FROM fact_identity_check) SELECT term.identity_check_key FROM term LEFT JOIN fact_figure AS figure"
        " USING (figure_key, document_key) GROUP BY ALL HAVING coalesce(sum(weight * amount_yen), 1) <> 0",
    )
    assert wrong == []


def test_loading_the_same_batch_again_doubles_nothing(path: Path) -> None:
    load_texts(path, meeting_text())
    before = {table: len(rows) for table, rows in everything(path).items()}
    load_texts(path, meeting_text())
    after = {table: len(rows) for table, rows in everything(path).items()}
    assert after == before | {"dim_document": 2}
    assert query(path, "SELECT count(*) FROM dim_document WHERE is_current") == [(1,)]


def test_a_changed_text_takes_the_place_of_the_one_before(path: Path) -> None:
    load_texts(path, meeting_text(extra_row="林檎収入\t5\n", income="905", result="105", ordinary="110"))
    load_texts(path, meeting_text(burden="500", income="800", result="0", ordinary="5"))
    assert query(path, "SELECT is_current FROM dim_document ORDER BY document_key") == [(False,), (True,)]
    for table in ("fact_figure", "fact_amount", "fact_identity_check"):
        assert query(path, f"SELECT DISTINCT document_key FROM {table}") == [(2,)]  # noqa: S608
    assert query(path, "SELECT count(*) FROM fact_finding") == [(0,)]
    assert query(path, "SELECT amount_yen FROM amounts WHERE account_name = '事業負担金収入'") == [(500_000,)]


def test_meetings_stand_side_by_side(path: Path) -> None:
    load_texts(path, meeting_text(6))
    load_texts(path, meeting_text(7), meeting_text(8))
    assert query(path, "SELECT meeting_number, count(*) FROM amounts GROUP BY ALL ORDER BY ALL") == [
        (6, 11),
        (7, 11),
        (8, 11),
    ]
    assert query(path, "SELECT count(*) FROM dim_document WHERE is_current") == [(3,)]


def test_of_two_texts_of_a_meeting_in_one_batch_the_last_counts_and_the_other_is_recorded(path: Path) -> None:
    load_texts(path, meeting_text(), meeting_text(burden="500", income="800", result="0", ordinary="5"))
    assert query(path, "SELECT file_name, is_current FROM dim_document ORDER BY 1") == [
        ("1.txt", False),
        ("2.txt", True),
    ]
    assert query(path, "SELECT DISTINCT file_name FROM figures") == [("2.txt",)]


def test_a_meeting_that_is_not_named_is_known_by_its_file(path: Path) -> None:
    load_texts(path, meeting_text(cover=""))
    assert query(path, "SELECT meeting_id, meeting_number FROM dim_meeting") == [("1.txt", None)]


def test_an_account_that_the_reference_data_does_not_know_is_marked_as_new(path: Path) -> None:
    load_texts(path, meeting_text(extra_row="林檎収入\t5\n", income="905", result="105", ordinary="110"))
    assert query(path, "SELECT account_path, account_name_en FROM dim_account WHERE NOT is_reference") == [
        ("営業収益/林檎収入", None)
    ]
    assert query(path, "SELECT amount_yen FROM amounts WHERE account_name = '林檎収入'") == [(5000,)]


def test_a_new_account_of_two_meetings_has_one_key(path: Path) -> None:
    for number in (6, 7):
        text = meeting_text(number, extra_row="林檎収入\t5\n", income="905", result="105", ordinary="110")
        load_texts(path, text)
    assert query(path, "SELECT count(*) FROM dim_account WHERE NOT is_reference") == [(1,)]


@pytest.mark.parametrize("last_script", ["06_meeting.sql", "11_figure.sql", "17_finding.sql"])
def test_a_failure_in_the_middle_leaves_every_row_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, last_script: str
) -> None:
    load_texts(path, meeting_text(6))
    before = everything(path)
    broken = tmp_path / "broken"
    for folder in ("tables", "views", "loading"):
        (broken / folder).mkdir(parents=True)
        for file in (store._FOLDER / folder).glob("*.sql"):
            failing = "; SELECT error('injected')" if file.name == last_script else ""
            (broken / folder / file.name).write_text(file.read_text(encoding="utf-8") + failing, encoding="utf-8")
    monkeypatch.setattr(store, "_FOLDER", broken)
    with pytest.raises(duckdb.Error, match="injected"):
        load_texts(path, meeting_text(6, burden="500", income="800", result="0", ordinary="5"), meeting_text(7))
    assert everything(path) == before


def test_a_reader_sees_a_document_whole_or_not_at_all(path: Path) -> None:
    load_texts(path, meeting_text(6))
    frames = normalise([settled(meeting_text(7))])
    with open_warehouse(path) as writer, writer.cursor() as reader:
        count = "SELECT count(DISTINCT document_key), count(*) FROM figures"
        with transaction(writer):
            load(writer, frames, NOW)
            assert reader.execute(count).fetchone() == (1, 11)
        assert reader.execute(count).fetchone() == (2, 22)


def test_a_text_that_the_warehouse_knows_is_not_read_again(path: Path, tmp_path: Path) -> None:
    first, second = meeting_text(), meeting_text(burden="500", income="800", result="0", ordinary="5")
    load_texts(path, first)
    load_texts(path, second)
    files = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for file, text in zip(files, (first, second), strict=True):
        file.write_text(text, encoding="utf-8")
    kinds = [type(entry).__name__ for entry in read_files(files, known_documents(path), "1")]
    assert kinds == ["Unchanged", "Unchanged"]
    # Another version of this product reads the latest text anew, and never one that was superseded.
    kinds = [type(entry).__name__ for entry in read_files(files, known_documents(path), "2")]
    assert kinds == ["Unchanged", "RawDocument"]


def test_the_same_content_under_two_names_is_taken_once(tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text(meeting_text(), encoding="utf-8")
    known: dict[str, KnownDocument] = {}
    assert [type(entry).__name__ for entry in read_files(files, known, "1")] == ["RawDocument", "Unchanged"]


def test_a_folder_stands_for_its_texts_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    names = ["folder.txt/第６回　予算.txt", "two words.txt", "x" * 250 + ".txt"]
    for name in names:
        (tmp_path / name).write_text(meeting_text(), encoding="utf-8")
    (tmp_path / "notes.docx").write_text("no text to ingest")
    (tmp_path / "link.txt").symlink_to(tmp_path / "two words.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    files, missing = find_files([tmp_path, tmp_path / "two words.txt", tmp_path / ("y" * 300), tmp_path / "none.txt"])
    assert missing == [tmp_path / ("y" * 300), tmp_path / "none.txt"]
    assert {str(file.relative_to(tmp_path)) for file in files} == {*names, "link.txt", "nowhere.txt"}
    refused = [entry for entry in read_files(files, {}, "1") if isinstance(entry, Refusal)]
    assert [refusal.reason for refusal in refused] == ["nowhere.txt: cannot be read: No such file or directory"]


def test_what_is_no_regular_file_is_refused_without_reading_it() -> None:
    (refusal,) = read_files([Path("/dev/zero")], {}, "1")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "zero: this is not a regular file"


def test_a_name_that_is_no_utf_8_is_shown_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "b\udcff\n.txt").write_bytes(meeting_text().encode())
    (raw,) = read_files(find_files([tmp_path])[0], {}, "1")
    assert raw.file_name == "b��.txt"


def test_a_meeting_without_a_number_is_known_by_its_day() -> None:
    document = settled(meeting_text(cover=COVER.replace("第{number}回 経営審議委員会", "")))
    assert document.settled.materials.meeting.day is not None
    agency = replace(document.settled.materials.meeting, agency="機構")
    materials = replace(document.settled.materials, meeting=agency)
    named = replace(document, settled=replace(document.settled, materials=materials))
    assert named.meeting_id == "機構/2015-02-26"
