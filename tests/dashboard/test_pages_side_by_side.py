"""Two years or meetings side by side: what is compared stands in the address, and its numbers are the warehouse's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser

from dashboard.server import serving
from tests.support.dashboard_browser import DESK, OVERFLOW, PHONE, watching
from tests.support.dashboard_sites import SIXTH, Shown

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

RESULT = "income_statement|営業利益"
_AMOUNTS = """
SELECT segment_name, amount_yen FROM amounts
WHERE meeting_number = $1 AND fiscal_year = $2 AND budget_version = $3 AND account_path = '営業利益'
"""


@pytest.fixture(scope="module")
def address(shown: Shown) -> Iterator[str]:
    with serving(shown.site.folder) as server:
        yield server.address


def meeting(shown: Shown, file_name: str) -> str:
    return next(str(one["meeting_id"]) for one in shown.site.index["meetings"] if one["file_name"] == file_name)


def by_segment(shown: Shown, number: int, version: str) -> dict[str, int]:
    return {str(name): int(str(yen)) for name, yen in shown.query(_AMOUNTS, number, 2015, version)}


def test_two_meetings_stand_beside_each_other_with_their_difference(
    browser: Browser, address: str, shown: Shown
) -> None:
    a, b = (meeting(shown, name) for name in (SIXTH, "seventh.txt"))
    before = by_segment(shown, 6, "initial")
    after = by_segment(shown, 7, "supplementary_june")
    asked = {"a": a, "a_version": "2015:initial", "b": b, "b_version": "2015:supplementary_june", "account": RESULT}
    with watching(browser, address) as watched:
        watched.open(f"compare.html?{urlencode(asked)}")
        rows = watched.page.locator("#segments > .table tbody tr")
        values = "row => [...row.querySelectorAll('[data-value]')].map(one => Number(one.dataset.value))"
        seen = {row.locator("th").inner_text(): row.evaluate(values) for row in rows.all()}
        assert len(seen) == 8
        for name, amounts in seen.items():
            assert amounts == [before[name], after[name], after[name] - before[name]], name
        assert watched.page.locator("#segments .multiples figure").count() == len(seen)
        watched.page.locator("#accounts select").select_option("一般事業")
        assert watched.page.locator("#accounts tbody tr").count() > 10
        link = watched.page.url
        assert {name: value[0] for name, value in parse_qs(urlsplit(link).query).items()} == asked | {
            "segment": "一般事業"
        }
        watched.open(link.removeprefix(address))
        assert watched.page.locator("#accounts select").input_value() == "一般事業"


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(DESK, "light", "ja"), (PHONE, "dark", "en")],
)
def test_years_side_by_side_are_within_reach_of_everybody(
    browser: Browser, address: str, size: tuple[int, int], scheme: Literal["light", "dark"], language: str
) -> None:
    with watching(browser, address, size, scheme=scheme) as watched:
        watched.open(f"compare.html?lang={language}")
        assert watched.page.locator("#segments .multiples figure").count() >= 2
        assert watched.page.evaluate(OVERFLOW) <= 0
        assert watched.serious_faults() == []
        first = watched.page.locator(".controls select").first
        first.focus()
        before = watched.page.url
        watched.page.keyboard.press("ArrowDown")
        watched.page.wait_for_function("before => location.href !== before", arg=before)


def test_what_shares_nothing_says_so(browser: Browser, address: str, shown: Shown) -> None:
    small = meeting(shown, "small.txt")
    with watching(browser, address) as watched:
        watched.open(f"compare.html?{urlencode({'a': meeting(shown, 'commitments.txt'), 'b': small})}")
        assert "共通する" in watched.text("#page .none")
        watched.open("compare.html?a=1900&b=nobody")
        assert "共通する" in watched.text("#page .none")
