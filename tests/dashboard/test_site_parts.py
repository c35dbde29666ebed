"""The data package of the site, and what answers in SQL where no server does: made once, kept, and taken away."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from dashboard import in_browser, sql_tables
from dashboard.files import SiteFolder
from dashboard.in_browser import EngineError, EngineFile, write_engine
from dashboard.package import write_package
from dashboard.parts import Keeping, Part
from dashboard.trust import Json
from tests.support.dashboard_sites import Shown, Site, build, load_one_by_one, meeting_text
from warehouse.exporting.package import export
from warehouse.store import open_for_reading

pytest_plugins = ["tests.support.dashboard_fixtures"]

ROOT = Path(__file__).parents[2]


def test_a_part_is_made_once_and_kept_until_its_source_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def make(folder: Path) -> Json:
        made.append("made")
        (folder / "tables").mkdir()
        (folder / "tables" / "a.txt").write_text(f"{len(made)}", encoding="utf-8")
        return {"times": len(made)}

    def part(before: Part | None, source: str) -> Part:
        keeping = Keeping(SiteFolder(tmp_path), {} if before is None else {"a": before})
        keeping.closes_with("list.json")
        return keeping.part("a", source, make)

    first = part(None, "source")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    assert first.files == ("tables/a.txt",)
    assert part(first, "source") == first
    assert (tmp_path / "list.json").is_file()
    assert part(first, "another").said == {"times": 2}
    assert not (tmp_path / "list.json").exists()  # what it named is another file
    (tmp_path / "tables" / "a.txt").unlink()
    assert part(first, "source").said == {"times": 3}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]


def test_a_part_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def make(folder: Path) -> Json:
        (folder / "a.txt").write_text("[]", encoding="utf-8")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        Keeping(SiteFolder(tmp_path), {}).part("a", "source", make)
    assert list(tmp_path.iterdir()) == []


def packaged(warehouse: Path, site: Path, before: dict[str, Part]) -> dict[str, Part]:
    """The parts of the package of a warehouse, brought up to date in a site's folder."""
    keeping = Keeping(SiteFolder(site), before)
    with open_for_reading(warehouse) as connection:
        write_package(connection, keeping, [])
    return keeping.after


def rows_of(site: Path, package: Json) -> dict[str, set[tuple[object, ...]]]:
    """The rows of each table of a package, whichever of its files hold them."""
    return {
        one["name"]: set(duckdb.read_parquet([str(site / path) for path in paths(one)]).fetchall())
        for one in package["resources"]
    }


def paths(resource: Json) -> list[str]:
    return [resource["path"]] if isinstance(resource["path"], str) else resource["path"]


@pytest.mark.slow
def test_a_new_document_writes_its_own_files_and_the_package_is_as_the_export(shown: Shown, tmp_path: Path) -> None:
    warehouse, site = tmp_path / "w.duckdb", tmp_path / "site"
    shutil.copy(shown.warehouse, warehouse)
    site.mkdir()
    first = packaged(warehouse, site, {})
    load_one_by_one(warehouse, {"later.txt": meeting_text(31).replace("平成27年", "平成30年")})
    before = {file: file.stat().st_mtime_ns for file in (site / "parquet").rglob("*.parquet")}
    packaged(warehouse, site, first)
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    kept = {file for file, time in before.items() if file.is_file() and file.stat().st_mtime_ns == time}
    assert len([file for file in kept if file.parent.name in ("figures", "amounts", "identity_checks")]) >= 6
    for one in package["resources"]:
        for file in one.get("files", [one]):
            assert file["hash"] == f"sha256:{sha256((site / file['path']).read_bytes()).hexdigest()}"
        assert sum(file["rowCount"] for file in one.get("files", [one])) == one["rowCount"]
    export(warehouse, tmp_path / "out", ["parquet"])
    exported = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert rows_of(site, package) == rows_of(tmp_path / "out", exported)
    assert [one["schema"] for one in package["resources"]] == [one["schema"] for one in exported["resources"]]


@pytest.mark.slow
def test_the_package_is_whole_kept_and_taken_away(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"7.txt": meeting_text(7)})
    build(warehouse, tmp_path / "site", with_package=True)
    site = Site(tmp_path / "site")
    package = json.loads((site.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in site.index["package"]["tables"]} == {one["name"] for one in package["resources"]}
    for one in package["resources"]:
        assert "files" not in one  # of one meeting each table is a file
        content = (site.folder / paths(one)[0]).read_bytes()
        assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"
    before = {name: (site.folder / name).stat().st_mtime_ns for name in site.files() if name.startswith("parquet/")}
    build(warehouse, site.folder, with_package=True)
    assert {name: (site.folder / name).stat().st_mtime_ns for name in before} == before
    build(warehouse, site.folder)
    assert site.index["package"] is None
    assert not [name for name in site.files() if name.startswith("parquet/") or name == "datapackage.json"]


def test_the_packages_that_the_lock_pins_are_those_that_are_taken() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    taken = {one.package: one.version for one in in_browser.engine_files()}
    assert taken == wanted
    assert taken == {name: lock[f"node_modules/{name}"]["version"] for name in taken}


def test_an_engine_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"duckdb-browser\.cjs: is not there; .*npm install .*duckdb-wasm@1"):
        write_engine(SiteFolder(tmp_path / "site"), tmp_path / "node_modules")


def test_a_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    pinned = EngineFile("a", "1.0", "b.js", "b.js", sha256(b"let a;").hexdigest(), False)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.js").write_bytes(b"let a;")
    assert pinned.content(tmp_path) == b"let a;"
    (tmp_path / "a" / "b.js").write_bytes(b"steal();")
    with pytest.raises(EngineError, match=r"is not of a 1\.0"):
        pinned.content(tmp_path)


@pytest.mark.slow
def test_every_view_is_made_over_what_it_reads(tmp_path: Path) -> None:
    """What a question needs is told by the names in it: none may be missing."""
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"7.txt": meeting_text(7)})
    with open_for_reading(warehouse) as connection:
        keeping = Keeping(SiteFolder(tmp_path / "site"), {})
        (tmp_path / "site").mkdir()
        sql_tables.write_tables(connection, keeping, [])
        views = {
            name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        }
    schema = json.loads((tmp_path / "site" / "sql" / "schema.json").read_text(encoding="utf-8"))
    made = {one["name"]: one["reads"] for one in schema["made"]}
    assert views <= made.keys()
    assert {"fact_figure", "dim_document"} <= set(made["figures"])
    assert {"results_by_segment"} <= set(made["segment_results"])
    files = [path for paths in schema["tables"].values() for path in paths]
    assert all(schema["tables"].values())
    assert all((tmp_path / "site" / "sql" / path).is_file() for path in files)
    shutil.rmtree(tmp_path / "site")
