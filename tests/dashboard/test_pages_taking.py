"""A reader finds a figure, sees its line, cites it and takes the table: by keyboard, on the static site."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from dashboard.server import serving
from tests.support.dashboard_browser import DESK, PHONE, Watched, watching
from tests.support.dashboard_sites import SIXTH, Shown, built, load_one_by_one, meeting_text

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

PANEL = "#figure-panel"
SEGMENT = "中間サーバー共同化・集約化等事業"


@pytest.fixture(scope="module")
def address(shown: Shown) -> Iterator[str]:
    with serving(shown.site.folder) as server:
        yield server.address


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    with watching(browser, address) as one:
        one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield one


@pytest.fixture
def meeting(shown: Shown) -> str:
    return f"meeting.html?id={shown.site.id_of(SIXTH)}"


def look_for(watched: Watched, words: str) -> None:
    watched.page.keyboard.press("/")
    watched.page.locator("#find input").fill(words)
    expect(watched.page.locator("#find output")).to_have_text(re.compile(r"^\d+ 件$|当てはまるものはありません"))


def copied(watched: Watched, button: str) -> str:
    watched.page.locator(button).first.click()
    expect(watched.page.locator(button).first).to_have_text("コピーしました")
    return str(watched.page.evaluate("navigator.clipboard.readText()"))


def saved(watched: Watched, button: str, folder: Path) -> Path:
    with watched.page.expect_download() as download:
        watched.page.locator(button).first.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_journalists_path_from_a_word_to_a_cited_figure_and_its_table(watched: Watched, tmp_path: Path) -> None:
    watched.open("index.html")
    look_for(watched, "中間サーバー")
    first = watched.page.locator("#find [role=option]").first
    assert "事業" in first.locator(".kind").inner_text()
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/segment.html*")
    watched.page.locator("#commitments tbody tr").first.wait_for()
    assert watched.text("h1") == SEGMENT
    table = saved(watched, "#commitments [data-take=csv]", tmp_path)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["限度額 (yen)"] for row in rows if row["項目"] == "中間サーバー共同化・集約化業務"] == ["22020000000"]
    watched.page.locator("#commitments a.figure").first.click()
    watched.page.wait_for_selector(f"{PANEL} .lines mark")
    assert watched.text(f"{PANEL} .lines mark").startswith("22,020,000")
    citation = copied(watched, f"{PANEL} [data-copy='take.copy_citation']")
    for words in ("経営審議委員会 第6回", "2015年2月26日", "78 行目", "22,020,000千円", "未検証", "#line=78&cell=1"):
        assert words in citation


def test_what_is_copied_of_a_figure_leads_back_to_it(watched: Watched, meeting: str) -> None:
    watched.open(f"{meeting}#line=796&cell=1")
    watched.page.wait_for_selector(f"{PANEL} .lines mark")
    assert "原文の印刷は 115,471" in copied(watched, f"{PANEL} [data-copy='take.copy_citation']")
    heads, values = (line.split("\t") for line in copied(watched, f"{PANEL} [data-copy='take.copy_tsv']").split("\n"))
    row = dict(zip(heads, values, strict=True))
    assert (row["amount_yen"], row["printed_text"], row["status"]) == ("-115471000", "115,471", "repaired")
    assert copied(watched, f"{PANEL} [data-copy='take.copy_command']") == f"tsujitsuma explain {SIXTH} 796 1"
    assert "source_line = 796 AND source_column = 1" in copied(watched, f"{PANEL} [data-copy='take.copy_sql']")
    link = copied(watched, f"{PANEL} [data-copy='take.copy_link']")
    watched.open(link.removeprefix(watched.address))
    watched.page.wait_for_selector(f"{PANEL} .lines li[data-line='796'] mark")


def test_an_identity_and_a_repair_have_addresses_of_their_own(watched: Watched, meeting: str, shown: Shown) -> None:
    identities = shown.site.meeting(SIXTH)["identities"]
    at = identities["name"].index("operating_result")
    key = f"{identities['name'][at]}|{identities['place'][at]}"
    watched.open(f"{meeting}#view=trust&identity={quote(key)}")
    assert watched.page.locator("#identity .identity").get_attribute("data-identity") == str(at)
    watched.open(f"{meeting}#view=trust&repair={quote('income_statement|営業利益|一般事業|2015|initial|amount')}")
    card = watched.page.locator("#repairs .card[open]")
    assert card.count() == 1
    assert "△115,471" in card.inner_text()


def test_a_link_to_a_superseded_text_leads_to_what_took_its_place(browser: Browser, tmp_path: Path) -> None:
    warehouse = load_one_by_one(tmp_path / "w.duckdb", {"old.txt": meeting_text(7)})
    site = built(warehouse, tmp_path / "site")
    old = site.id_of("old.txt")
    page = site.read(f"meetings/{old}")
    figures, segments, accounts = page["figures"], page["segments"], page["accounts"]
    at = next(n for n, account in enumerate(figures["account"]) if account is not None)
    parts = (
        figures["statement"][at],
        accounts[figures["account"][at]]["path"],
        "" if figures["segment"][at] is None else segments[figures["segment"][at]]["name"],
        figures["year"][at],
        figures["version"][at],
        figures["measure"][at],
    )
    key = "|".join(str(part) for part in parts)
    # The new text has two more lines above all figures.
    load_one_by_one(warehouse, {"new.txt": "\n\n" + meeting_text(7)})
    built(warehouse, site.folder)
    new = site.id_of("new.txt")
    assert new != old
    with serving(site.folder) as server, watching(browser, server.address) as watched:
        watched.open(f"meeting.html?id={old}#line={figures['line'][at]}&cell={figures['cell'][at]}&figure={quote(key)}")
        assert watched.page.locator("[data-replaced]").get_attribute("data-replaced") == old
        assert f"id={new}" in watched.page.url
        watched.page.wait_for_selector(f"{PANEL} .lines li[data-here][data-line='{figures['line'][at] + 2}']")


def test_a_table_is_sorted_filtered_and_taken_as_it_is_shown(watched: Watched, tmp_path: Path) -> None:
    watched.open("years.html?fy=2015")
    rows = watched.page.locator("#all tbody tr")
    total = watched.page.locator("#all thead th").last
    everything = rows.count()
    total.locator("button").click()
    assert total.get_attribute("aria-sort") == "descending"
    shown_yen = watched.page.locator("#all tbody tr td:last-child [data-value]").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.value))"
    )
    assert shown_yen == sorted(shown_yen, reverse=True)
    watched.page.locator("#all input.filter").fill("営業利益")
    assert 0 < rows.count() < everything
    taken = json.loads(saved(watched, "#all [data-take=json]", tmp_path).read_text(encoding="utf-8"))
    assert len(taken) == rows.count()
    assert {"合計 (yen)", "一般事業 (yen)"} <= set(taken[0])
    total.locator("button").click()
    total.locator("button").click()
    assert total.get_attribute("aria-sort") is None


def test_a_label_that_a_spreadsheet_would_run_is_taken_as_text(watched: Watched) -> None:
    watched.open("index.html")
    grid = "{heads: ['a', 'b'], rows: [['=1+1', -5], ['x,\"y\"', null]]}"
    text = watched.page.evaluate(f"import('./static/js/take.js').then(it => it.csvOf({grid}))")
    assert text == '\ufeffa,b\r\n\'=1+1,-5\r\n"x,""y""",\r\n'


def test_a_chart_is_taken_as_a_picture(watched: Watched, meeting: str, tmp_path: Path) -> None:
    watched.open(f"{meeting}#view=money")
    svg = saved(watched, "#waterfall [data-take=svg]", tmp_path).read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "営業利益" in svg
    png = saved(watched, "#waterfall [data-take=png]", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words", ["えいぎょうりえき", "エイギョウリエキ", "operating income", "ＯＰＥＲＡＴＩＮＧ", "営業　利益"]
)
def test_an_account_is_found_by_its_reading_in_english_and_in_any_width(watched: Watched, words: str) -> None:
    watched.open("index.html")
    look_for(watched, words)
    assert "営業利益" in watched.page.locator("#find [role=option] .name").all_inner_texts()


def test_the_search_goes_by_keyboard_and_says_when_nothing_fits(watched: Watched) -> None:
    watched.open("years.html?fy=2015")
    look_for(watched, "ありえない語xyz")
    assert "当てはまるものはありません" in watched.text("#find output")
    watched.page.locator("#find input").fill("募集定員")
    watched.page.locator("#find [role=option] .kind", has_text="本文").first.wait_for()
    options = watched.page.locator("#find [role=option]")
    watched.page.keyboard.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    watched.page.keyboard.press("Escape")
    assert watched.page.locator("#find").is_hidden()


def test_the_new_pages_stand_their_tests(browser: Browser, address: str) -> None:
    account = f"account.html?statement=income_statement&path={quote('営業利益')}"
    for size, scheme, language in ((DESK, "light", "ja"), (PHONE, "dark", "en")):
        with watching(browser, address, size, scheme=scheme) as watched:  # type: ignore[arg-type]
            for path in (account, f"segment.html?name={quote(SEGMENT)}"):
                watched.open(f"{path}&lang={language}")
                assert watched.page.locator("html").get_attribute("data-ready") == "true", path
                assert watched.page.locator("h1").count() == 1
                assert watched.serious_faults() == [], path
                assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            watched.page.locator("#find-open").click()
            watched.page.locator("#find input").fill("営業")
            watched.page.locator("#find [role=option]").first.wait_for()
            assert watched.serious_faults() == []


def test_an_account_or_segment_that_is_not_there_is_named(browser: Browser, address: str) -> None:
    with watching(browser, address) as watched:
        for path in ("account.html?statement=income_statement&path=nothing", "segment.html?name=nothing"):
            watched.open(path)
            assert "nothing" in watched.text("#trouble")


def test_meetings_are_ordered_by_what_is_wrong_with_them_and_taken_away(
    watched: Watched, shown: Shown, tmp_path: Path
) -> None:
    watched.open("index.html")
    watched.page.locator("#meetings [data-order=disputed]").click()
    told = watched.page.locator("#meetings tbody td[data-label='不一致']").all_inner_texts()
    counts = [int(text.replace(",", "")) for text in told]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    table = saved(watched, "#meetings [data-take=csv]", tmp_path)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [int(row["disputed"]) for row in rows] == counts
    assert {row["meeting_id"] for row in rows} == {one["meeting_id"] for one in shown.site.index["meetings"]}


def test_a_dispute_asks_what_the_original_prints_and_gives_the_correction(watched: Watched, shown: Shown) -> None:
    meeting = shown.site.id_of("disputed.txt")
    watched.open(f"meeting.html?id={meeting}")
    first = watched.page.locator("#disputes .question li").first
    assert "原本には何と印刷されていますか" in first.inner_text()
    first.locator("input").fill("1,234")
    row = next(csv.reader([copied(watched, "#disputes .question [data-copy='question.copy']")]))
    page = shown.site.meeting("disputed.txt")
    figure = page["disputes"][0]["figures"][0]
    place = [str(page["figures"]["line"][figure]), str(page["figures"]["cell"][figure])]
    assert row[:5] == ["disputed.txt", *place, "1,234", "原本で確認"]
    assert len(row) == 7
