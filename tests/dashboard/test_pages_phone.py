"""A meeting's money on a phone: nothing scrolls sideways, every value stands beside its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.server import serving
from tests.support.dashboard_browser import OVERFLOW, PHONE, Watched, watching
from tests.support.dashboard_sites import SIXTH, Shown

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

SCROLLED = """() => [...document.querySelectorAll("#page *")]
  .filter(one => one.scrollWidth > one.clientWidth + 2 && ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
  .map(one => one.getAttribute("aria-label") ?? one.className)"""
# Cells of the text that begin on one line and end on another.
BROKEN = """() => [...document.querySelectorAll(".lines.short .cell")].map(one => [one.innerText, one.offsetHeight])
  .filter(([text, height]) => /[0-9]/.test(text) && height > 40).map(([text]) => text)"""
OPENED = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture
def money(browser: Browser, shown: Shown) -> Iterator[Watched]:
    path = f"meeting.html?id={shown.site.id_of(SIXTH)}&lang=en#view=money"
    with serving(shown.site.folder) as server, watching(browser, server.address, PHONE) as watched:
        watched.open(path)
        watched.page.evaluate(OPENED)
        watched.page.wait_for_selector("#statements td:not(.other) button.figure")
        yield watched


def test_nothing_of_a_meetings_money_scrolls_sideways(money: Watched) -> None:
    assert money.page.evaluate(SCROLLED) == []
    assert money.page.evaluate(OVERFLOW) <= 0
    assert money.serious_faults() == []
    money.page.locator("#waterfall table").evaluate("table => { table.style.width = '600px' }")
    assert money.page.evaluate(SCROLLED) != []


def drawn(watched: Watched, section: str, folder: Path) -> str:
    """The texts of a chart as they stand in its picture, one after the other."""
    watched.page.locator(f"{section} canvas").first.wait_for()  # before it is drawn a picture has the width of a desk
    with watched.page.expect_download() as download:
        watched.page.locator(f"{section} [data-take=svg]").first.click()
    download.value.save_as(folder / "chart.svg")
    return "".join(re.findall(r">([^<\n]+)<", (folder / "chart.svg").read_text(encoding="utf-8")))


def test_no_name_of_a_commitment_is_cut(money: Watched, shown: Shown, tmp_path: Path) -> None:
    asked = "SELECT DISTINCT commitment_name FROM commitments WHERE file_name = ? AND fiscal_year = 2015"
    names = [str(name) for (name,) in shown.query(asked, SIXTH)]
    assert len(names) == 20
    texts = drawn(money, "#commitments", tmp_path)
    assert [name for name in names if name not in texts] == []


def test_a_loss_has_room_for_its_name_beside_what_is_owed(browser: Browser, shown: Shown, tmp_path: Path) -> None:
    path = f"meeting.html?id={shown.site.id_of('seventh.txt')}&lang=en#view=money"
    with serving(shown.site.folder) as server, watching(browser, server.address, PHONE) as watched:
        watched.open(path)
        texts = drawn(watched, "#balance", tmp_path)
        assert re.search(r"Total\s?retained\s?earnings\s?−16,539", texts), texts


def test_a_number_of_the_text_is_not_broken_in_two(browser: Browser, shown: Shown) -> None:
    with serving(shown.site.folder) as server, watching(browser, server.address, PHONE) as watched:
        watched.open(f"meeting.html?id={shown.site.id_of(SIXTH)}")
        assert watched.page.locator("#repairs .lines.short .cell").count() > 100
        assert watched.page.evaluate(BROKEN) == []


def test_a_phone_shows_the_column_of_the_segment_that_is_chosen(money: Watched) -> None:
    statement = money.page.locator("#statements details", has_text="Income statement").first
    result = statement.locator("tr", has=money.page.locator("th", has_text="Operating income")).locator("td:visible")
    assert result.all_inner_texts()[0].endswith("−18,128")
    assert result.count() == 1
    statement.locator("select").select_option(label="General operations")
    assert result.all_inner_texts()[0].endswith("−115,471")
    assert statement.locator("thead th:visible").all_inner_texts() == ["Account", "General operations"]


def test_a_value_stands_beside_the_label_of_its_column(money: Watched) -> None:
    cell = money.page.locator("#waterfall .chart-table tbody tr").first.locator("td.number")
    assert cell.get_attribute("data-label") == "Amount (thousand yen)"
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"Amount (thousand yen)"'
    assert money.page.get_by_role("cell").count() > 0  # a table still, to those who hear it
