"""The sites of several meetings, each built once for all tests that only read it, and a browser for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.dashboard_browser import launched
from tests.support.dashboard_sites import Shown, Site, build, load_one_by_one, several
from tests.support.made_once import made_once
from tests.support.slipped_meetings import doubtful_texts


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return _shown(tmp_path_factory, "several", several)


@pytest.fixture(scope="session")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Meetings with slips of structure, with a dispute, and with what is assumed."""
    return _shown(tmp_path_factory, "doubtful", doubtful_texts)


def _shown(factory: pytest.TempPathFactory, name: str, texts: Callable[[], dict[str, str]]) -> Shown:
    def make(folder: Path) -> None:
        build(load_one_by_one(folder / "w.duckdb", texts()), folder / "site")

    folder = made_once(factory, name, make)
    return Shown(folder / "w.duckdb", Site(folder / "site"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        yield chromium
        chromium.close()
