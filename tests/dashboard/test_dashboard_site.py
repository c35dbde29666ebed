"""The site's folder: the same warehouse gives the same bytes, and a build that is cut short misleads nobody."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard import pages
from dashboard.files import SiteFolder
from tests.support.dashboard_sites import HTML, Shown, Site, build, built, load_one_by_one, meeting_text
from tests.support.loaded_meetings import NOW
from warehouse.document_states import DocumentState, State

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

OTHER = meeting_text(burden="500", income="800", result="0", ordinary="5")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return load_one_by_one(tmp_path / "w.duckdb", {"7.txt": meeting_text(7), "8.txt": meeting_text(8)})


def without_manifest(site: Site) -> dict[str, bytes]:
    return {name: content for name, content in site.files().items() if name != "data/manifest.json"}


def test_the_same_warehouse_gives_the_same_bytes(shown: Shown, tmp_path: Path) -> None:
    again = built(shown.warehouse, tmp_path / "again").files()
    assert again == shown.site.files()
    assert not [name for name, content in again.items() if str(tmp_path).encode() in content]


def test_a_second_build_gathers_nothing(warehouse: Path, tmp_path: Path) -> None:
    first = build(warehouse, tmp_path / "site")
    before = Site(tmp_path / "site").files()
    second = build(warehouse, tmp_path / "site")
    assert ((first.meetings, first.gathered), (second.meetings, second.gathered)) == ((2, 2), (2, 0))
    assert Site(tmp_path / "site").files() == before


def test_only_a_new_meeting_is_gathered_and_the_site_is_as_if_built_anew(warehouse: Path, tmp_path: Path) -> None:
    build(warehouse, tmp_path / "site")
    load_one_by_one(warehouse, {"9.txt": meeting_text(9)})
    assert build(warehouse, tmp_path / "site").gathered == 1
    assert Site(tmp_path / "site").files() == built(warehouse, tmp_path / "anew").files()


def test_a_superseded_text_leaves_the_site(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    gone = site.id_of("7.txt")
    load_one_by_one(warehouse, {"7 corrected.txt": OTHER})
    build(warehouse, site.folder)
    assert {one["file_name"] for one in site.index["meetings"]} == {"7 corrected.txt", "8.txt"}
    assert site.index["totals"]["documents"]["superseded"] == 1
    assert not [name for name in site.files() if gone in name]
    assert site.files() == built(warehouse, tmp_path / "anew").files()


def test_a_file_that_was_lost_is_written_again(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    before = site.files()
    (site.folder / "data" / "meetings" / f"{site.id_of('7.txt')}.json").unlink()
    (site.folder / "index.html").unlink()
    assert build(warehouse, site.folder).gathered == 1
    assert site.files() == before


def test_a_manifest_that_cannot_be_read_makes_a_whole_build(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    (site.folder / "data" / "manifest.json").write_text("{", encoding="utf-8")
    assert build(warehouse, site.folder).gathered == 2


def test_files_of_others_stay_where_they_are(warehouse: Path, tmp_path: Path) -> None:
    foreign = {
        "letter.txt": "mine",
        "data/notes.json": "{}",
        "data/meetings/readme.json": "{}",
        "static/mine.css": "a{}",
    }
    for name, content in foreign.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(content, encoding="utf-8")
    for _ in range(2):
        files = built(warehouse, tmp_path / "site").files()
    assert {name: files[name].decode() for name in foreign} == foreign


def test_a_build_that_is_cut_short_names_no_data_that_is_not_there(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(warehouse, tmp_path / "site")
    load_one_by_one(warehouse, {"7 corrected.txt": OTHER, "9.txt": meeting_text(9)})
    anew, write = built(warehouse, tmp_path / "anew").files(), SiteFolder.write
    for failing_write in (1, 2, 4, 5, 6, 7):
        count = 0
        site = Site(tmp_path / str(failing_write))
        shutil.copytree(whole.folder, site.folder)

        def cut_short(self: SiteFolder, name: str, content: bytes, *, failing_write: int = failing_write) -> None:
            nonlocal count
            count += name.startswith("data/")
            if count == failing_write:
                raise KeyboardInterrupt
            write(self, name, content)

        with monkeypatch.context() as patch:
            patch.setattr(SiteFolder, "write", cut_short)
            with pytest.raises(KeyboardInterrupt):
                build(warehouse, site.folder)
        for one in site.index["meetings"]:
            assert site.read(f"meetings/{one['id']}")["document"]["file_name"] == one["file_name"]
            assert site.read(f"meetings/{one['id']}.lines")["lines"]
        for year in site.index["fiscal_years"]:
            assert site.read(f"years/{year}")["fiscal_year"] == year
        build(warehouse, site.folder)
        assert site.files() == anew


def test_a_part_that_a_kill_left_is_removed(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    left = site.folder / "data" / "meetings" / "0123456789abcdef.json"
    left.write_text("{}", encoding="utf-8")
    left.with_name("0123456789abcdef.json.part").write_text("{", encoding="utf-8")
    before = set(site.files()) - {"data/meetings/0123456789abcdef.json", "data/meetings/0123456789abcdef.json.part"}
    build(warehouse, site.folder)
    assert set(site.files()) == before


def test_parts_of_pages_that_a_kill_left_are_removed_and_those_of_others_stay(warehouse: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.html").write_text("<p>", encoding="utf-8")
    (docs / "old.html").write_text("<p>", encoding="utf-8")
    build(warehouse, tmp_path / "site", data_docs=docs)
    (docs / "old.html").unlink()
    site = Site(tmp_path / "site")
    left = [f"{name}.part" for name in site.files() if name.startswith(("static/", "data_docs/", "index"))]
    assert {name.split("/")[0] for name in left} == {"static", "data_docs", "index.html.part"}
    foreign = ["static/mine.css.part", "data_docs/film.part", "letter.part"]
    for name in [*left, *foreign]:
        (site.folder / name).write_text("{", encoding="utf-8")
    build(warehouse, site.folder, data_docs=docs)
    assert sorted(name for name in site.files() if name.endswith(".part")) == sorted(foreign)


@pytest.mark.parametrize("kind", ["none", "empty file", "no documents"])
def test_where_there_is_no_warehouse_the_site_says_so(tmp_path: Path, kind: str) -> None:
    warehouse = tmp_path / "w.duckdb"
    if kind == "empty file":
        duckdb.connect(warehouse).close()
    if kind == "no documents":
        load_one_by_one(warehouse, {"7.txt": meeting_text()})
        with duckdb.connect(warehouse) as connection:
            for (table,) in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'fact_')"
            ).fetchall():
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of the warehouse
            connection.execute("UPDATE dim_document SET is_current = false")
    kept_out = DocumentState(State.QUARANTINED, "a.txt@1", NOW, "<b>no</b>", "tsujitsuma retry a.txt@1")
    made = build(warehouse, tmp_path / "site", [kept_out], program_version="9.9")
    site = Site(tmp_path / "site")
    assert (made.meetings, made.has_warehouse) == (0, kind == "no documents")
    assert (site.folder / "index.html").is_file()
    index = site.index
    assert (index["meetings"], index["runs"], index["last_run"], index["program_version"]) == ([], [], None, "9.9")
    assert [one["reason"] for one in index["quarantine"]] == ["<b>no</b>"]
    assert index["totals"]["documents"]["quarantined"] == 1


def test_both_kinds_of_overview_have_the_same_keys(shown: Shown, tmp_path: Path) -> None:
    build(tmp_path / "nothing.duckdb", tmp_path / "site")
    assert set(Site(tmp_path / "site").index) == set(shown.site.index)


def test_a_warehouse_that_went_away_leaves_no_meeting_behind(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    build(tmp_path / "nothing.duckdb", site.folder)
    assert not [name for name in site.files() if name.startswith(("data/meetings/", "data/years/"))]


def test_runs_and_expectations_of_the_last_run_are_listed(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(warehouse) as connection:
        for run, failed in (("first", 3), ("second", 0)):
            connection.execute(
                "INSERT INTO fact_expectation_result SELECT coalesce(max(expectation_result_key), 0) + 1, ?,"
                " TIMESTAMPTZ '2026-01-01 00:00:00+00' + to_days(?), 'identities', 'subtotals', '<i>sum</i>', false,"
                " 10, 10 - ?, ?, NULL, (10 - ?) / 10.0, ? = 0 FROM fact_expectation_result",
                [run, 0 if failed else 1, failed, failed, failed, failed],
            )
    index = built(warehouse, tmp_path / "site").index
    assert [(run["run_id"], run["failed"], run["is_success"]) for run in index["runs"]] == [
        ("first", 3, False),
        ("second", 0, True),
    ]
    assert index["last_run"]["run_time"] == "2026-01-02T00:00:00Z"
    assert [(one["title"], one["held_share"]) for one in index["expectations"]] == [("<i>sum</i>", 1.0)]


def test_data_docs_are_copied_and_old_pages_of_them_go(warehouse: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "validations").mkdir(parents=True)
    (docs / "index.html").write_text("docs", encoding="utf-8")
    (docs / "validations" / "1.html").write_text("one", encoding="utf-8")
    (docs / "validations" / "out.html").symlink_to(warehouse)
    build(warehouse, tmp_path / "site", data_docs=docs)
    site = Site(tmp_path / "site")
    assert site.index["data_docs"] == "data_docs/index.html"
    assert {name for name in site.files() if name.startswith("data_docs/")} == {
        "data_docs/index.html",
        "data_docs/validations/1.html",
    }
    (docs / "validations" / "1.html").unlink()
    build(warehouse, site.folder, data_docs=docs)
    assert [name for name in site.files() if name.startswith("data_docs/")] == ["data_docs/index.html"]
    build(warehouse, site.folder)
    assert site.index["data_docs"] is None


def test_what_is_put_into_a_page_is_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html.j2").write_text('<p>{{ words.title.ja }}</p><i title="{{ version }}"></i>', encoding="utf-8")
    monkeypatch.setattr(pages, "TEMPLATES", tmp_path)
    monkeypatch.setattr(pages, "words", lambda: {"title": {"ja": HTML}})
    ((name, page),) = pages.render('"><script>', {})
    assert name == "page.html"
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;b&gt;貯蔵品" in page


def test_no_page_holds_a_word_of_the_materials(shown: Shown) -> None:
    for name, content in shown.site.files().items():
        if name.endswith(".html"):
            assert HTML.encode() not in content
            assert "貯蔵品".encode() not in content


def test_every_page_loads_only_what_is_in_the_folder(shown: Shown) -> None:
    files = shown.site.files()
    found = 0
    for name in files:
        if name.endswith(".html"):
            for address in re.findall(r'(?:src|href)="([^"#?]+)', files[name].decode()):
                assert address in files, f"{name}: {address}"
                found += 1
    assert found


def test_data_are_json_without_spaces_that_ascii_would_blow_up(shown: Shown) -> None:
    content = shown.site.files()["data/index.json"]
    assert content == json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":")).encode()
    assert "合計".encode() in content


def test_two_builds_in_one_folder_wait_for_each_other(warehouse: Path, tmp_path: Path) -> None:
    from multiprocessing import get_context

    context = get_context("spawn")
    processes = [context.Process(target=build, args=(warehouse, tmp_path / "site")) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert Site(tmp_path / "site").files() == built(warehouse, tmp_path / "anew").files()
