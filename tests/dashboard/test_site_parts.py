"""The data package of the site, and what answers in SQL where no server does: made once, kept, and taken away."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard import in_browser
from dashboard.files import SiteFolder
from dashboard.in_browser import EngineError, EngineFile, write_engine
from dashboard.parts import part
from dashboard.trust import Json
from tests.support.dashboard_sites import Site, build, load_one_by_one, meeting_text

ROOT = Path(__file__).parents[2]


def test_a_part_is_made_once_and_kept_until_its_source_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def make(folder: Path) -> Json:
        made.append("made")
        (folder / "tables").mkdir()
        (folder / "tables" / "a.txt").write_text(f"{len(made)}", encoding="utf-8")
        (folder / "list.json").write_text("[]", encoding="utf-8")
        return {"times": len(made)}

    site = SiteFolder(tmp_path)
    first = part(site, None, "source", make, "list.json")
    assert first.files == ("tables/a.txt", "list.json")
    assert part(site, first, "source", make, "list.json") == first
    assert part(site, first, "another", make, "list.json").said == {"times": 2}
    (tmp_path / "tables" / "a.txt").unlink()
    assert part(site, first, "source", make, "list.json").said == {"times": 3}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.json", "tables"]


def test_a_part_that_fails_leaves_no_list_of_what_is_not_there(tmp_path: Path) -> None:
    def make(folder: Path) -> Json:
        (folder / "list.json").write_text("[]", encoding="utf-8")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        part(SiteFolder(tmp_path), None, "source", make, "list.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_package_is_whole_kept_and_taken_away(tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"7.txt": meeting_text(7)})
    build(warehouse, tmp_path / "site", with_package=True)
    site = Site(tmp_path / "site")
    package = json.loads((site.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in site.index["package"]["tables"]} == {one["name"] for one in package["resources"]}
    for one in package["resources"]:
        content = (site.folder / one["path"]).read_bytes()
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
    from warehouse.store import open_for_reading

    with open_for_reading(warehouse) as connection:
        in_browser.write_tables(connection, tmp_path / "site")
        views = {
            name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        }
    schema = json.loads((tmp_path / "site" / "sql" / "schema.json").read_text(encoding="utf-8"))
    made = {one["name"]: one["reads"] for one in schema["made"]}
    assert views <= made.keys()
    assert {"fact_figure", "dim_document"} <= set(made["figures"])
    assert {"results_by_segment"} <= set(made["segment_results"])
    assert all((tmp_path / "site" / "sql" / "tables" / f"{name}.parquet").is_file() for name in schema["tables"])
    shutil.rmtree(tmp_path / "site")
