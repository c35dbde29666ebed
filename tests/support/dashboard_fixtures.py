"""The sites of several meetings, each built once for all tests that only read it, and a browser for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.dashboard_browser import launched
from tests.support.dashboard_sites import Shown, built, load_one_by_one, several
from tests.support.slipped_meetings import doubtful_texts


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("several")
    warehouse = load_one_by_one(folder / "w.duckdb", several())
    return Shown(warehouse, built(warehouse, folder / "site"))


@pytest.fixture(scope="session")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Meetings with slips of structure, with a dispute, and with what is assumed."""
    folder = tmp_path_factory.mktemp("doubtful")
    warehouse = load_one_by_one(folder / "w.duckdb", doubtful_texts())
    return Shown(warehouse, built(warehouse, folder / "site"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        yield chromium
        chromium.close()
