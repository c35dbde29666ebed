"""In English nothing is Japanese that has an English name, and a browser gets the language that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from dashboard.pages import words
from dashboard.server import serving
from tests.support.dashboard_browser import Watched, watching
from tests.support.dashboard_sites import SIXTH, Shown

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

# What a reader sees outside of what is quoted from a text: that is Japanese, and says so.
SEEN = """() => {
  const quoted = "[lang=ja], .lines, .source, [data-language], script, dialog:not([open])";
  const texts = [];
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent.trim());
    else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(quoted)) node.childNodes.forEach(walk);
  };
  walk(document.body);
  return texts.filter(Boolean);
}"""


@pytest.fixture(scope="module")
def address(shown: Shown) -> Iterator[str]:
    with serving(shown.site.folder) as server:
        yield server.address


@pytest.fixture(scope="module")
def japanese(shown: Shown) -> set[str]:
    """All that has a name in English: accounts, segments, and the words of the pages."""
    directory = shown.site.directory()
    named = [one for kind in ("accounts", "segments") for one in directory[kind] if one["name_en"]]
    spoken = [word["ja"] for word in words().values() if word["ja"] != word["en"] and len(word["ja"]) > 1]
    return {one["name"] for one in named} | {word for word in spoken if not word.isascii()}


def left_in_japanese(watched: Watched, japanese: set[str]) -> set[str]:
    return {text for text in watched.page.evaluate(SEEN) if text in japanese}


def test_what_has_an_english_name_is_told_in_english(
    browser: Browser, address: str, japanese: set[str], shown: Shown
) -> None:
    meeting = f"meeting.html?id={shown.site.id_of(SIXTH)}&lang=en"
    paths = [
        "index.html?lang=en",
        "years.html?fy=2015&lang=en",
        "expectations.html?lang=en",
        meeting,
        f"{meeting}#view=money",
        f"{meeting}#view=trust&line=796&cell=1",
        "compare.html?a=2014&b=2015&lang=en",
        f"account.html?statement=income_statement&path={quote('営業利益')}&lang=en",
        f"segment.html?name={quote('公的個人認証サービス事業')}&lang=en",
    ]
    with watching(browser, address) as watched:
        for path in paths:
            watched.open(path)
            watched.page.evaluate(
                "for (const one of [...document.querySelectorAll('details')].slice(0, 40)) one.open = true"
            )
            watched.page.wait_for_timeout(100)  # what opens is filled when it is opened
            assert left_in_japanese(watched, japanese) == set(), path


def test_japanese_that_is_left_is_seen(browser: Browser, address: str, japanese: set[str]) -> None:
    with watching(browser, address) as watched:
        watched.open("index.html?lang=en")
        watched.page.evaluate("document.querySelector('h1').textContent = '営業利益'")
        assert left_in_japanese(watched, japanese) == {"営業利益"}


@pytest.mark.parametrize(
    ("locale", "language"), [("en-GB", "en"), ("ja-JP", "ja"), ("fr-FR", "en"), ("ja", "ja"), ("en", "en")]
)
def test_a_browser_gets_its_language(browser: Browser, address: str, locale: str, language: str) -> None:
    with watching(browser, address, locale=locale) as watched:
        watched.open("index.html")
        assert watched.page.locator("html").get_attribute("lang") == language
        watched.open(f"index.html?lang={'en' if language == 'ja' else 'ja'}")
        assert watched.page.locator("html").get_attribute("lang") != language
