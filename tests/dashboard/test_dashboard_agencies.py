"""Years, accounts and segments by agency: a document writes those of its own agency, and the site is as built anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.files import SiteFolder
from tests.support.dashboard_sites import Site, build, built, load_one_by_one, meeting_text
from warehouse.store import open_warehouse

pytestmark = pytest.mark.slow

ONE, OTHER = "地方公共団体情報システム機構", "架空広域情報機構"


def of(agency: str, number: int, **amounts: str) -> dict[str, str]:
    """A text of an agency by its file name."""
    text = meeting_text(number, **amounts)
    assert ONE in text
    return {f"{agency} {number} {len(amounts)}.txt": text.replace(ONE, agency)}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return load_one_by_one(tmp_path / "w.duckdb", of(ONE, 7) | of(OTHER, 7) | of(ONE, 8))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of files that a build writes; those that it keeps are not among them."""
    names: set[str] = set()
    write: Callable[[SiteFolder, str, bytes], None] = SiteFolder.write

    def noted(self: SiteFolder, name: str, content: bytes) -> None:
        names.add(name)
        write(self, name, content)

    monkeypatch.setattr(SiteFolder, "write", noted)
    return names


def parts(names: set[str], slug: str) -> set[str]:
    return {name for name in names if name.endswith(f"/{slug}.json")}


def slugs(site: Site) -> dict[str | None, str]:
    """The agencies of a site, by the names that its files have."""
    year = site.folder / "data" / "years" / f"{site.index['fiscal_years'][0]}.json"
    return {one["agency"]: one["slug"] for one in json.loads(year.read_text(encoding="utf-8"))["agencies"]}


@pytest.mark.parametrize(
    "new",
    [
        of(OTHER, 9),
        pytest.param(of(OTHER, 7, burden="500", income="800", result="0", ordinary="5"), id="takes the place of one"),
        pytest.param(of("別の架空機構", 1), id="of a new agency"),
        pytest.param({"nameless.txt": meeting_text(3).replace(ONE, "")}, id="of no named agency"),
    ],
)
def test_only_the_agency_of_a_new_text_is_written_and_the_site_is_as_if_built_anew(
    warehouse: Path, tmp_path: Path, written: set[str], new: dict[str, str]
) -> None:
    site = built(warehouse, tmp_path / "site")
    known = slugs(site)
    assert site.index["has_several_agencies"]
    assert parts(written, known[ONE])
    assert parts(written, known[OTHER])
    written.clear()
    load_one_by_one(warehouse, new)
    build(warehouse, site.folder)
    assert not parts(written, known[ONE])
    assert bool(parts(written, known[OTHER])) == (OTHER in next(iter(new)))
    assert site.files() == built(warehouse, tmp_path / "anew").files()


def test_an_agency_whose_last_text_went_to_another_one_leaves_the_site(warehouse: Path, tmp_path: Path) -> None:
    site = built(warehouse, tmp_path / "site")
    gone = slugs(site)[OTHER]
    with open_warehouse(warehouse) as connection:
        connection.execute(
            "UPDATE dim_document SET is_current = false WHERE starts_with(file_name, $name)", {"name": OTHER}
        )
    build(warehouse, site.folder)
    assert not parts(set(site.files()), gone)
    assert site.files() == built(warehouse, tmp_path / "anew").files()


def test_a_year_that_two_agencies_print_names_them_and_one_agency_alone_is_not_named(
    warehouse: Path, tmp_path: Path
) -> None:
    year = built(warehouse, tmp_path / "site").read("years/2015")
    assert {one["agency"] for one in year["series"]} == {ONE, OTHER}
    alone = load_one_by_one(tmp_path / "alone.duckdb", of(ONE, 7))
    assert not [one for one in built(alone, tmp_path / "other").read("years/2015")["series"] if "agency" in one]
