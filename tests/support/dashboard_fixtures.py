"""The site of several meetings, built once for all tests that only read it."""

from __future__ import annotations

import pytest

from tests.support.dashboard_sites import Shown, built, load_one_by_one, several


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("several")
    warehouse = load_one_by_one(folder / "w.duckdb", several())
    return Shown(warehouse, built(warehouse, folder / "site"))
