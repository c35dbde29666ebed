"""The site's JSON for programs: as its schema says, the warehouse's numbers, and kept while nothing changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dashboard.site import build
from tests.support.loaded_meetings import load_one_by_one, query, sixth
from tests.support.slipped_meetings import RIVALS, doubtful_texts

pytestmark = pytest.mark.slow

SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "w.duckdb"
    return load_one_by_one(path, {SIXTH: sixth(), RIVALS: doubtful_texts()[RIVALS]})


@pytest.fixture(scope="module")
def site(warehouse: Path) -> Path:
    return build(warehouse, warehouse.parent / "site").index.parent


def read(site: Path, path: str) -> dict[str, Any]:
    return dict(json.loads((site / path).read_text(encoding="utf-8")))


def meeting(site: Path, file_name: str) -> dict[str, Any]:
    (path,) = [one["path"] for one in read(site, "api/v1/meetings.json")["meetings"] if one["file_name"] == file_name]
    return read(site, path)


def test_every_file_is_as_the_schema_says(site: Path) -> None:
    schema = read(site, "api/v1/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    listed = read(site, "api/v1/meetings.json")
    for document in (listed, *(read(site, one["path"]) for one in listed["meetings"])):
        jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**listed, "version": 2}, schema)


def test_figures_are_those_of_the_warehouse(site: Path, warehouse: Path) -> None:
    figures = {(one["source_line"], one["source_column"]): one for one in meeting(site, SIXTH)["figures"]}
    assert len(figures) == 898
    rows = query(
        warehouse,
        "SELECT source_line, source_column, account_path, segment_name, fiscal_year, amount_yen, status FROM figures"
        " WHERE file_name = ?",
        [SIXTH],
    )
    for line, cell, account, segment, year, amount, status in rows:
        one = figures[line, cell]
        found = one["account_path"], one["segment_name"], one["fiscal_year"], one["amount_yen"], one["status"]
        assert found == (account, segment, year, amount, status)


def test_a_disputed_figure_has_no_amount(site: Path) -> None:
    disputed = [one for one in meeting(site, RIVALS)["figures"] if one["status"] == "disputed"]
    assert disputed
    assert {one["amount_yen"] for one in disputed} == {None}
    assert all(one["printed_text"] for one in disputed)


def test_a_meeting_that_did_not_change_is_kept_and_one_that_is_missing_is_made(site: Path, warehouse: Path) -> None:
    paths = [site / one["path"] for one in read(site, "api/v1/meetings.json")["meetings"]]
    before = {path: path.stat().st_mtime_ns for path in paths}
    assert build(warehouse, site).gathered == 0
    assert {path: path.stat().st_mtime_ns for path in paths} == before
    paths[0].unlink()
    assert build(warehouse, site).gathered == 1
    assert paths[0].is_file()


def test_what_no_longer_counts_is_removed(site: Path, warehouse: Path) -> None:
    left = site / "api" / "v1" / "meetings" / f"{0:016x}.json"
    left.write_text("{}", encoding="utf-8")
    build(warehouse, site)
    assert not left.exists()
