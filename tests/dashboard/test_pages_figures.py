"""From any figure to its line in the text: by mouse, by keyboard, by address, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.server import serving
from tests.support.dashboard_browser import PHONE, Watched, watching
from tests.support.dashboard_sites import SIXTH, Shown

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

PANEL = "#figure-panel"
OPERATING_LOSS = (796, 1)  # of the first segment, its minus sign lost


@pytest.fixture
def watched(browser: Browser, shown: Shown) -> Iterator[Watched]:
    with serving(shown.site.folder) as server, watching(browser, server.address) as one:
        yield one


@pytest.fixture
def meeting(shown: Shown) -> str:
    return f"meeting.html?id={shown.site.id_of(SIXTH)}"


def figure_at(shown: Shown, line: int, cell: int) -> int:
    figures = shown.site.meeting(SIXTH)["figures"]
    return next(
        at for at, place in enumerate(zip(figures["line"], figures["cell"], strict=True)) if place == (line, cell)
    )


def expect_source(watched: Watched, line: int, printed: str) -> None:
    """The panel shows the line with its neighbours, and marks the cell."""
    watched.page.wait_for_selector(f"{PANEL} .lines li[data-here][data-line='{line}']")
    mark = watched.page.locator(f"{PANEL} .lines mark")
    assert mark.count() == 1
    assert mark.evaluate("mark => mark.firstChild.textContent") == printed
    assert watched.page.locator(f"{PANEL} .lines li").count() > 1


def test_a_click_on_a_figure_shows_its_source_line_with_the_cell_marked(
    watched: Watched, meeting: str, shown: Shown
) -> None:
    watched.open(f"{meeting}#view=money")
    watched.page.locator("#statements summary", has_text="損益計算書").first.click()
    figure = figure_at(shown, *OPERATING_LOSS)
    watched.page.locator(f"#statements [data-figure='{figure}']").click()
    expect_source(watched, OPERATING_LOSS[0], "115,471")
    panel = watched.text(PANEL)
    for words in ("営業利益", "一般事業", "△115,471", "修復済み", "マイナス記号の欠落", "平成27年度（2015）"):
        assert words in panel
    assert watched.page.locator(f"{PANEL} .identity").count() == 3


def test_every_figure_leads_to_the_cell_that_prints_it(watched: Watched, meeting: str, shown: Shown) -> None:
    figures = shown.site.meeting(SIXTH)["figures"]
    watched.open(meeting)
    for at in range(0, len(figures["line"]), 60):
        watched.page.evaluate("at => { location.hash = `#f=${at}`; }", at)
        expect_source(watched, figures["line"][at], figures["printed_text"][at])


def test_a_bar_of_a_chart_leads_to_its_figure(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#view=money")
    chart = watched.page.locator("#waterfall .chart")
    chart.scroll_into_view_if_needed()
    chart.click(position={"x": 230, "y": 26 + 27 // 2})
    expect_source(watched, 665, "71,796,525")


def test_the_keyboard_alone_reaches_a_figure_and_comes_back(watched: Watched, meeting: str, shown: Shown) -> None:
    watched.open(f"{meeting}#view=money")
    keyboard = watched.page.keyboard
    watched.page.locator("#statements summary", has_text="損益計算書").first.focus()
    keyboard.press("Enter")
    figure = figure_at(shown, *OPERATING_LOSS)
    watched.page.wait_for_selector(f"#statements [data-figure='{figure}']")
    focused = "() => document.activeElement.dataset.figure"
    for _ in range(200):
        keyboard.press("Tab")
        if watched.page.evaluate(focused) == str(figure):
            break
    keyboard.press("Enter")
    expect_source(watched, OPERATING_LOSS[0], "115,471")
    for _ in range(40):
        assert watched.is_inside(PANEL)
        keyboard.press("Tab")
    keyboard.press("Escape")
    watched.page.wait_for_selector(PANEL, state="hidden")
    assert watched.page.evaluate(focused) == str(figure)


def test_back_closes_the_panel_and_the_address_opens_it(watched: Watched, meeting: str, shown: Shown) -> None:
    figure = figure_at(shown, *OPERATING_LOSS)
    watched.open(f"{meeting}#view=money")
    watched.page.locator("#statements summary", has_text="損益計算書").first.click()
    watched.page.locator(f"#statements [data-figure='{figure}']").click()
    # The line and cell of the text, not the number of the figure in this build.
    assert watched.page.url.endswith("line={}&cell={}".format(*OPERATING_LOSS))
    watched.page.go_back()
    watched.page.wait_for_selector(PANEL, state="hidden")
    assert "view=money" in watched.page.url
    watched.page.go_forward()
    expect_source(watched, OPERATING_LOSS[0], "115,471")
    watched.open(f"{meeting}#f={figure}")
    expect_source(watched, OPERATING_LOSS[0], "115,471")
    watched.page.locator(f"{PANEL} [data-close]").click()
    watched.page.wait_for_selector(PANEL, state="hidden")
    watched.open(f"{meeting}#line=796&cell=1")
    expect_source(watched, OPERATING_LOSS[0], "115,471")


def test_from_figure_to_figure_and_close_all_at_once(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#line=796&cell=1")
    expect_source(watched, 796, "115,471")
    watched.page.locator(f"{PANEL} .identity [data-figure]").nth(1).click()
    watched.page.locator(f"{PANEL} .identity [data-figure]").nth(0).click()
    watched.page.keyboard.press("Escape")
    watched.page.wait_for_url(lambda url: "line=" not in url and "f=" not in url)
    assert watched.page.locator(PANEL).is_hidden()


def test_on_a_phone_the_panel_comes_from_below(browser: Browser, shown: Shown, meeting: str) -> None:
    with serving(shown.site.folder) as server, watching(browser, server.address, PHONE) as watched:
        watched.open(f"{meeting}#line=796&cell=1")
        expect_source(watched, 796, "115,471")
        box = watched.page.locator(PANEL).bounding_box()
        assert box is not None
        assert box["x"] == 0
        assert box["width"] == PHONE[0]
        assert box["y"] > 40
        assert box["y"] + box["height"] == pytest.approx(PHONE[1], abs=1)


def test_an_amount_of_a_year_leads_to_its_source_line(watched: Watched, shown: Shown) -> None:
    year = shown.site.read("years/2015")
    amount = next(
        series["amounts"][-1]
        for series in year["series"]
        if year["accounts"][series["account"]]["name"] == "営業利益" and series["segment"] == "一般事業"
    )
    figures = shown.site.read(f"meetings/{amount['id']}")["figures"]
    place = (amount["line"], amount["cell"])
    at = list(zip(figures["line"], figures["cell"], strict=True)).index(place)
    source = f"meeting.html?id={amount['id']}#line={place[0]}&cell={place[1]}"
    watched.open("years.html?fy=2015")
    link, more = watched.page.locator(f"#all a[href='{source}']"), watched.page.locator("#all .more button")
    while link.count() == 0 and more.count():
        more.click()
    assert link.inner_text() == f"△{-amount['yen'] // 1000:,}"
    link.click()
    expect_source(watched, amount["line"], figures["printed_text"][at])
    assert watched.page.url.endswith(source)
    assert "営業利益" in watched.text(PANEL)


def test_a_bar_of_a_year_leads_to_its_source_line(watched: Watched) -> None:
    watched.open("years.html?fy=2015")
    watched.page.locator("#versions .chart-table > summary").click()
    link = watched.page.locator("#versions .chart-table td a.figure").last
    href, printed = link.get_attribute("href"), link.inner_text()
    assert href is not None
    line = int(href.partition("line=")[2].partition("&")[0])
    chart = watched.page.locator("#versions .chart")
    chart.scroll_into_view_if_needed()
    box, bars = chart.bounding_box(), watched.page.locator("#versions .chart-table tbody tr").count()
    assert box is not None
    # The last bar, the highest: the axis takes some of the width, the versions share the rest.
    chart.click(position={"x": box["width"] - 8 - (box["width"] - 58) / bars / 2, "y": 200})
    expect_source(watched, line, printed)
    assert watched.page.url.endswith(href)


def test_the_text_leads_to_its_figures(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#view=text&at=796")
    line = watched.page.locator(".text-lines li[data-line='796']")
    line.wait_for()
    line.locator("button").first.click()
    expect_source(watched, 796, "115,471")
