"""The pages in a real browser: they load, draw, answer in five seconds, and say what is missing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Route, expect

from dashboard.server import serving
from tests.support.dashboard_browser import COLOURS, DESK, OVERFLOW, PHONE, watching
from tests.support.dashboard_sites import HTML, SIXTH, Shown, build

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(shown: Shown) -> Iterator[str]:
    with serving(shown.site.folder) as server:
        yield server.address


@pytest.fixture(scope="module")
def pages(shown: Shown) -> dict[str, str]:
    """Each kind of page, with the meeting in it that has most to show."""
    sixth = shown.site.id_of(SIXTH)
    return {
        "overview": "index.html?",
        "years": "years.html?fy=2015",
        "expectations": "expectations.html?",
        "trust": f"meeting.html?id={sixth}",
        "money": f"meeting.html?id={sixth}#view=money",
        "text": f"meeting.html?id={sixth}#view=text",
        "figure": f"meeting.html?id={sixth}#line=796&cell=1",
        "failing": f"meeting.html?id={shown.site.id_of('unreadable.txt')}",
    }


def in_language(path: str, language: str) -> str:
    page, _, route = path.partition("#")
    return f"{page}&lang={language}#{route}"


def test_pages_load_without_an_error_or_a_request_to_another_host(
    browser: Browser, address: str, pages: dict[str, str], shown: Shown
) -> None:
    others = [f"meeting.html?id={shown.site.id_of(name)}" for name in ("seventh.txt", "commitments.txt")]
    with watching(browser, address) as watched:
        for path in [pages["overview"], pages["expectations"], pages["failing"], *others]:
            for one in (path, f"{path}#view=money") if "meeting" in path else (path,):
                watched.open(one)
                assert watched.page.locator("html").get_attribute("data-ready") == "true", one
                assert watched.page.locator("h1").count() == 1, one


@pytest.mark.parametrize(
    "script",
    [
        "fetch('http://elsewhere.invalid/').catch(() => null)",
        "void (location.href = 'http://elsewhere.invalid/')",
        "void setTimeout(() => { throw new Error('lost'); })",
        "console.error('lost')",
        "void setTimeout(() => alert('lost'))",
    ],
)
def test_a_fault_of_a_page_fails_its_test(browser: Browser, address: str, script: str) -> None:
    def open_and_run() -> None:
        with watching(browser, address) as watched:
            watched.open("expectations.html")
            watched.page.evaluate(script)
            watched.page.wait_for_timeout(150)

    with pytest.raises(AssertionError, match=r"lost|elsewhere"):
        open_and_run()


def test_charts_are_drawn(browser: Browser, address: str, pages: dict[str, str]) -> None:
    with watching(browser, address) as watched:
        for name, least in (("overview", 1), ("years", 1), ("trust", 1), ("money", 5)):
            watched.open(pages[name])
            charts = watched.page.locator(".chart")
            assert charts.count() >= least, name
            if name == "years":  # a page is ready once what it loads later is drawn too
                assert watched.page.locator("#over-years canvas, #versions canvas").count() == 2
            for chart in charts.all():
                chart.locator("canvas").first.wait_for()
                assert chart.evaluate(COLOURS) > 5, name
        blank = "() => { const p = document.createElement('p'); p.append(document.createElement('canvas')); return p; }"
        assert watched.page.evaluate_handle(blank).evaluate(COLOURS) == 1


def test_older_meetings_are_loaded_once_they_are_wanted(browser: Browser, address: str, shown: Shown) -> None:
    index = shown.site.index
    meetings = index["meetings"]
    newest = index | {"meetings": meetings[:2], "years_of_meetings": ["2015"]}
    with watching(browser, address) as watched:
        watched.page.route("**/data/index.json", lambda route: route.fulfill(json=newest))
        watched.page.route("**/data/lists/2015.json", lambda route: route.fulfill(json={"meetings": meetings}))
        rows = watched.page.locator("#meetings tbody tr")
        watched.open("index.html")
        assert rows.count() == 2
        watched.page.locator("#meetings .more button").click()
        expect(rows).to_have_count(len(meetings))
        watched.open("index.html")
        watched.page.locator("#meetings input").fill(meetings[-1]["file_name"])
        expect(rows).to_have_count(1)


def test_every_chart_has_a_name_and_the_same_numbers_as_a_table(
    browser: Browser, address: str, pages: dict[str, str]
) -> None:
    with watching(browser, address) as watched:
        watched.open(pages["money"])
        for chart in watched.page.locator("figure").all():
            assert chart.locator("[role=img]").get_attribute("aria-label")
            chart.locator(".chart-table > summary").click()
            chart.locator(".chart-table tbody tr").first.wait_for()
        waterfall = watched.page.locator("#waterfall .chart-table").inner_text()
        assert "71,796,525" in waterfall
        assert "△18,128" in waterfall


def test_the_verdict_of_a_sound_meeting_is_that_it_adds_up(
    browser: Browser, address: str, pages: dict[str, str]
) -> None:
    with watching(browser, address) as watched:
        watched.open(pages["trust"])
        assert watched.page.locator(".verdict").get_attribute("data-verdict") == "holds"
        assert watched.text("h1") == "辻褄が合っています"
        assert "511 の恒等式がすべて成立" in watched.text(".verdict .sentence")
        assert watched.page.locator("#repairs .card").count() == 23
        first = watched.page.locator("#repairs .card").first
        first.locator("mark").wait_for()
        assert "18,128" in first.locator("mark").inner_text()
        first.locator("summary").click()
        assert "36,256" in first.locator(".identity").first.inner_text()  # the residual as printed


def test_a_failing_meeting_shows_its_failing_identities_with_their_numbers(
    browser: Browser, address: str, shown: Shown
) -> None:
    meeting = shown.site.meeting("disputed.txt")
    failing = [at for at, holds in enumerate(meeting["identities"]["holds"]) if not holds]
    with watching(browser, address) as watched:
        watched.open(f"meeting.html?id={meeting['meeting']['id']}")
        assert watched.page.locator(".verdict").get_attribute("data-verdict") == "fails"
        assert watched.text("h1") == "辻褄が合いません"
        cards = watched.page.locator("#failing .card")
        assert [card.get_attribute("data-identity") for card in cards.all()] == [str(at) for at in failing]
        shown_text = cards.first.inner_text()
        for number in ("900", "600", "200", "800", "100 ✕"):
            assert number in shown_text
        assert "→ 700" in watched.text("#disputes")
        assert "→ 300" in watched.text("#disputes")


def test_the_overview_says_what_fails_and_leads_there(browser: Browser, address: str, shown: Shown) -> None:
    totals = shown.site.index["totals"]
    with watching(browser, address) as watched:
        watched.open("index.html")
        assert watched.page.locator(".verdict").get_attribute("data-verdict") == "fails"
        links = watched.text(".verdict ul")
        assert f"成立しない恒等式 {totals['identities']['failed']}" in links
        assert f"不一致の数値 {totals['figures']['disputed']}" in links
        watched.page.locator(".verdict a", has_text="成立しない恒等式").click()
        rows = watched.page.locator(".meetings tbody tr")
        assert 0 < rows.count() < len(shown.site.index["meetings"])
        watched.page.locator(".meetings tr", has_text="disputed.txt").locator("a").click()
        watched.page.wait_for_selector("#failing .card")


def test_a_label_with_html_in_it_shows_as_text_and_runs_no_script(browser: Browser, address: str, shown: Shown) -> None:
    meeting = shown.site.id_of("html <i>.txt")
    with watching(browser, address) as watched:
        watched.open(f"meeting.html?id={meeting}#view=money")
        watched.page.locator("#statements summary").first.click()
        place = watched.page.locator("#page")
        place.get_by_text(HTML).first.wait_for()
        assert place.locator("script, b, i").count() == 0
        assert "html <i>.txt" in watched.text(".document")
        watched.open(f"meeting.html?id={meeting}#view=text")
        watched.page.wait_for_selector(".text-lines li")
        assert watched.page.locator("#page").locator("script, b, i").count() == 0


def test_the_language_is_switched_and_remembered(browser: Browser, address: str, pages: dict[str, str]) -> None:
    with watching(browser, address) as watched:
        watched.open(pages["trust"])
        watched.page.get_by_role("button", name="English").click()
        assert watched.text("h1") == "The figures add up"
        assert watched.page.locator("html").get_attribute("lang") == "en"
        assert "lang=en" in watched.page.url
        watched.open("index.html")
        assert "Meetings" in watched.text("#meetings h2")
        watched.open("index.html?lang=ja")
        assert watched.text("#meetings h2") == "会議"
        assert watched.page.locator(".chart").first.evaluate(COLOURS) > 5


def test_charts_ask_for_the_colours_of_the_theme_that_is_shown(browser: Browser, address: str) -> None:
    seen = {}
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        with watching(browser, address, scheme=scheme) as watched:
            watched.open("index.html")
            for theme in ("auto", "light", "dark"):
                watched.page.locator("[data-theme-choice]").select_option(theme)
                seen[scheme, theme] = watched.page.evaluate(
                    "import('./static/js/theme.js').then(it => it.colour('surface'))"
                )
    light, dark = seen["light", "auto"], seen["dark", "auto"]
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(27, 32, 36)")
    assert seen["light", "dark"] == dark
    assert seen["dark", "light"] == light


@pytest.mark.parametrize(
    ("size", "scheme", "language", "names"),
    [
        (DESK, "light", "ja", ("overview", "money", "figure", "expectations")),
        (DESK, "dark", "en", ("failing", "years")),
        (PHONE, "light", "ja", ("overview", "text")),
        (PHONE, "dark", "en", ("money", "figure")),
    ],
)
def test_axe_finds_no_serious_fault(
    browser: Browser,
    address: str,
    pages: dict[str, str],
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    language: str,
    names: tuple[str, ...],
) -> None:
    with watching(browser, address, size, scheme=scheme) as watched:
        for name in names:
            watched.open(in_language(pages[name], language))
            if name == "money":
                watched.page.locator("#statements summary").first.click()
            assert watched.serious_faults() == [], name


def test_axe_finds_a_button_without_a_name(browser: Browser, address: str) -> None:
    with watching(browser, address) as watched:
        watched.open("expectations.html")
        watched.page.evaluate("document.querySelector('#page').prepend(document.createElement('button'))")
        assert any("button-name" in fault for fault in watched.serious_faults())


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, address: str, pages: dict[str, str]) -> None:
    with watching(browser, address, PHONE) as watched:
        for name in ("overview", "trust", "money", "text", "failing", "figure"):
            watched.open(in_language(pages[name], "en"))
            assert watched.page.evaluate(OVERFLOW) <= 0, name
            if name != "figure":  # whose panel lies over the switch
                watched.page.get_by_role("button", name="日本語").click()
                assert watched.page.evaluate(OVERFLOW) <= 0, name
        watched.page.evaluate("document.querySelector('h1').style.width = '800px'")
        assert watched.page.evaluate(OVERFLOW) > 0


def test_hundreds_of_meetings_come_fifty_at_a_time_and_can_be_searched(
    browser: Browser, address: str, shown: Shown
) -> None:
    index = shown.site.index
    index["meetings"] = [
        {
            **index["meetings"][0],
            "agency": f"架空第{number}機構",
            "committee": "代表者会議",
            "number": number,
            "file_name": f"{number}.txt",
        }
        for number in range(1, 301)
    ]
    index["has_several_agencies"] = True

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(index), content_type="application/json")

    with watching(browser, address) as watched:
        watched.page.route("**/data/index.json", answer)
        watched.open("index.html")
        rows = watched.page.locator(".meetings tbody tr")
        assert rows.count() == 50
        watched.page.locator("#meetings .more button").click()
        assert rows.count() == 100
        watched.page.get_by_role("searchbox").fill("第２９９回")
        assert rows.count() == 1
        assert "第299回" in rows.inner_text()
        watched.page.get_by_role("searchbox").fill("架空第３００機構")
        assert rows.locator(".agency").all_inner_texts() == ["架空第300機構"]


def test_an_empty_warehouse_says_what_to_do_next(browser: Browser, tmp_path: Path) -> None:
    build(tmp_path / "none.duckdb", tmp_path / "site")
    with serving(tmp_path / "site") as server, watching(browser, server.address) as watched:
        watched.open("index.html")
        assert watched.text("h1") == "まだ資料がありません"
        assert "tsujitsuma ingest" in watched.text(".verdict .sentence")
        watched.open("years.html")
        assert watched.page.locator("h1").count() == 1
        watched.open("expectations.html")
        assert watched.page.locator("h1").count() == 1


def test_a_site_opened_as_files_shows_what_a_server_shows(browser: Browser, shown: Shown) -> None:
    """An official who is mailed the folder opens it by a double click."""
    with watching(browser, f"{shown.site.folder.as_uri()}/") as watched:
        watched.open("index.html")
        assert watched.page.locator(".verdict").get_attribute("data-verdict") == "fails"
        watched.page.locator(".meetings a", has_text="第6回").click()
        watched.page.wait_for_selector("#repairs .card mark")
        assert watched.page.locator("#repairs .card").count() == 23
        watched.open("years.html?fy=2015")
        assert watched.page.locator(".chart").first.evaluate(COLOURS) > 5


def test_a_file_that_is_missing_beside_the_pages_is_named(browser: Browser, shown: Shown, tmp_path: Path) -> None:
    folder = tmp_path / "mailed"
    shutil.copytree(shown.site.folder, folder, ignore=shutil.ignore_patterns("index.json.js"))
    with watching(browser, f"{folder.as_uri()}/", missing=("index.json.js",)) as watched:
        watched.open("index.html")
        assert "data/index.json.js" in watched.text("#trouble")


def test_data_that_is_not_there_is_named(browser: Browser, address: str) -> None:
    with watching(browser, address, missing=("0123456789abcdef.json",)) as watched:
        watched.open("meeting.html?id=0123456789abcdef")
        assert watched.page.locator("html").get_attribute("data-ready") == "failed"
        assert "data/meetings/0123456789abcdef.json" in watched.text("#trouble")
        watched.open("meeting.html?id=../../index")
        assert "会議が指定されていません" in watched.text("#trouble")
