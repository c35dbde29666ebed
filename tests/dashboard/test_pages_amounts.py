"""How amounts are told: one unit a chart and a table, what is rounded as such, contradictions beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdfium2 import PdfDocument

from dashboard.server import serving
from tests.support.dashboard_browser import OVERFLOW, PHONE, Watched, watching
from tests.support.dashboard_sites import SIXTH, Shown, built, load_one_by_one, seventh, sixth

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(shown: Shown) -> Iterator[str]:
    with serving(shown.site.folder) as server:
        yield server.address


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    with watching(browser, address) as one:
        yield one


@pytest.fixture
def meeting(shown: Shown) -> str:
    return f"meeting.html?id={shown.site.id_of(SIXTH)}"


def test_a_chart_tells_all_its_amounts_in_one_unit_which_it_names(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#view=money")
    assert watched.text("#waterfall .unit") == "単位：百万円"
    watched.page.locator("[data-unit-choice]").select_option("100000000")
    units = watched.page.locator("figure .unit").all_inner_texts()
    assert set(units) == {"単位：億円"}
    watched.page.locator("#waterfall .chart-table > summary").click()
    watched.page.locator("#waterfall .chart-table tbody tr").first.wait_for()
    assert "717.97" in watched.text("#waterfall .chart-table")
    assert "金額（億円）" in watched.text("#waterfall .chart-table thead")


def test_an_amount_that_is_not_nil_is_never_told_as_nil(watched: Watched, meeting: str) -> None:
    watched.open(meeting)
    watched.page.locator("[data-unit-choice]").select_option("100000000")
    told = watched.page.evaluate(
        "async () => { const it = await import('./static/js/units.js'); it.startUnits();"
        " return [1, 97000, -18128000, 0].map(yen => it.amountText(yen)); }"
    )
    assert told == ["0.00000001", "0.001", "△0.18", "0"]


def test_what_is_known_to_the_million_is_marked_beside_what_is_known_to_the_thousand(
    browser: Browser, tmp_path: Path
) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {SIXTH: sixth(), "seventh.txt": seventh()})
    site = built(warehouse, tmp_path / "site")
    year = site.read("years/2014")
    rounded = [row for row in year["budget_and_settlement"] if row["budget_unit_yen"] > row["settlement_unit_yen"]]
    assert rounded
    assert site.index["adoption"]["failed_count"] == 0
    assert site.index["adoption"]["not_comparable"] == 5
    with serving(site.folder) as server, watching(browser, server.address) as watched:
        watched.open("index.html")
        assert watched.page.locator(".verdict").get_attribute("data-verdict") == "holds"
        assert "比べられないもの 5" in watched.text("#adoption")
        pair = watched.page.locator("#adoption tbody tr", has_text="資金収入合計")
        assert pair.locator("a").count() == 2
        amounts = pair.locator("td.number").all_inner_texts()
        assert amounts == ["≈ 20,029,000", "55,014,588", "≈ 34,986,000"]
        watched.open("years.html?fy=2014&agency=chosen")
        for link in watched.page.locator("nav.sub ul.links a").all():  # another year of the same agency
            assert "agency=chosen" in (link.get_attribute("href") or "")
        text = watched.text("#settled tbody")
        assert text.count("≈") == 2 * len(rounded)


def test_amounts_that_two_meetings_contradict_stand_beside_each_other(watched: Watched, shown: Shown) -> None:
    found = [
        (year, series, amount)
        for year in shown.site.index["fiscal_years"]
        for series in shown.site.read(f"years/{year}")["series"]
        for amount in series["amounts"]
        if amount["others"]
    ]
    assert found
    (contradicted,) = shown.query(
        "SELECT count(*) FROM version_amounts_as_of(DATE 'infinity') WHERE is_contradicted AND account_role <> 'item'"
    )
    assert len(found) <= int(str(contradicted[0]))
    year, _, amount = found[0]
    watched.open(f"years.html?fy={year}")
    watched.page.locator("#all select").first.select_option(amount["version"])
    more = watched.page.locator("#all .more button")
    while more.count():
        more.click()
    assert watched.page.locator("#all .contradicted").count() > 0


def test_the_source_lines_stand_under_the_names_of_their_columns(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#line=796&cell=3")
    lines = watched.page.locator("#figure-panel .lines.aligned")
    lines.wait_for()
    heads = lines.locator(".heads .cell").all_inner_texts()
    assert heads[1:4] == ["一般事業", "本人確認情報処理事業", "公的個人認証サービス事業"]
    assert heads[-1] == "合計"
    row = lines.locator("li[data-line='796'] .cell")
    right = "cell => Math.round(cell.getBoundingClientRect().right)"
    assert lines.locator(".heads .cell").nth(3).evaluate(right) == row.nth(3).evaluate(right)
    label = row.first
    before = label.evaluate("cell => cell.getBoundingClientRect().left")
    lines.evaluate("list => list.scrollLeft = list.scrollWidth")
    assert label.evaluate("cell => cell.getBoundingClientRect().left") == pytest.approx(before, abs=2)


def test_the_text_has_contents_and_counts_the_lines_that_its_header_counts(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#view=text")
    watched.page.locator(".contents a").first.wait_for()
    (header,) = re.findall(r"([\d,]+) 行", watched.text(".document"))
    assert watched.text("#text output").startswith(f"全 {header} 行")
    entry = watched.page.locator(".contents > ul > li > a", has_text="平成27年度予算（案）").first
    entry.click()
    watched.page.wait_for_selector(".text-lines li[data-line='577'][data-here]")


def test_no_two_rows_of_a_chart_read_alike_on_a_phone(browser: Browser, address: str, meeting: str) -> None:
    """Long names take more lines; they are not cut, for "Cash and deposits at the end of the …" are two rows."""
    with watching(browser, address, PHONE, locale="en-GB") as watched:
        watched.open(f"{meeting}#view=money")
        heights = watched.page.locator("#cash .chart").evaluate("chart => chart.clientHeight")
        watched.page.locator("#cash .chart-table > summary").click()
        watched.page.locator("#cash .chart-table tbody th").first.wait_for()
        rows = watched.page.locator("#cash .chart-table tbody th").all_inner_texts()
        assert len(set(rows)) >= len(rows) - 2  # その他 stands on both sides
        assert heights > 27 * len(rows) + 30
        # A name of three lines has room for them beside its only bar.
        own = watched.page.locator("#segments .chart").last
        assert own.evaluate("chart => chart.clientHeight") >= 60 + 7 * (3 * 15 + 8)
        assert watched.page.evaluate(OVERFLOW) <= 0


def test_a_table_that_goes_on_says_so(browser: Browser, address: str) -> None:
    with watching(browser, address, PHONE) as watched:
        watched.open("years.html?fy=2015")
        frame = watched.page.locator("#all .scroll-frame")
        assert frame.get_attribute("data-after") == "true"
        assert "横に続きます" in frame.inner_text()
        frame.locator(".scroller").evaluate("box => box.scrollLeft = box.scrollWidth")
        expect(frame).to_have_attribute("data-after", "false")


def test_on_paper_a_dark_page_is_light(browser: Browser, address: str, meeting: str) -> None:
    with watching(browser, address, scheme="dark") as watched:
        watched.open(f"{meeting}#view=money")
        watched.page.evaluate(
            "window.seen = []; addEventListener('beforeprint', () => seen.push(document.documentElement.dataset.theme))"
        )
        pdf = watched.page.pdf(format="A4")
        assert 2 <= len(PdfDocument(pdf)) <= 4  # a report, no roll
        assert watched.page.evaluate("seen") == ["light"]
        assert watched.page.locator("html").get_attribute("data-theme") == "auto"
        watched.page.emulate_media(media="print")
        assert watched.page.locator("[data-take]:visible").count() == 0


def test_the_verdict_takes_little_room_beside_money_and_text(watched: Watched, meeting: str) -> None:
    heights = {}
    for view in ("trust", "money", "text"):
        watched.open(f"{meeting}#view={view}")
        heights[view] = watched.page.locator(".verdict").evaluate("box => box.offsetHeight")
    assert max(heights["money"], heights["text"]) < 80 < heights["trust"]


def test_years_begin_with_the_word_for_first(watched: Watched) -> None:
    watched.open("index.html")
    told = watched.page.evaluate(
        "import('./static/js/format.js').then(it => [1989, 2018, 2019, 2020].map(it.shortFiscalYear))"
    )
    assert told == ["平元", "平30", "令元", "令2"]
